"""Dates of the precision that is known."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trusttui.pack.dates import in_words, last_day, past


@given(st.dates())
def test_a_partial_date_counts_from_its_last_day(day: date) -> None:
    year, month, whole = f"{day:%Y}".zfill(4), day.isoformat()[:7], day.isoformat()
    assert last_day(whole) == whole
    assert last_day(month) == f"{month}-{monthrange(day.year, day.month)[1]:02}"
    assert last_day(year) == f"{year}-12-31"


def test_the_last_february_days() -> None:
    assert [last_day(f"{year}-02")[-2:] for year in (1900, 2000, 2023, 2024)] == ["28", "29", "28", "29"]


@pytest.mark.parametrize(
    "wrong", ["2024-00", "2024-13", "2024-05-00", "2024-02-30", "0000", "24", "2024-5", "2024-05-1", "", "May 2024"]
)
def test_what_is_no_date(wrong: str) -> None:
    with pytest.raises(ValueError, match="is not a date: use YYYY, YYYY-MM or YYYY-MM-DD"):
        last_day(wrong)


def test_dates_in_words() -> None:
    assert [in_words(each) for each in ("2024", "2024-05", "2024-05-02")] == ["2024", "May 2024", "2 May 2024"]
    assert last_day((date(9999, 12, 31) - timedelta(days=30)).isoformat()[:7]) == "9999-12-31"


@given(st.dates(), st.dates())
def test_a_date_that_has_begun_is_past(day: date, today: date) -> None:
    for partial in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        has_begun = partial <= today.isoformat()[: len(partial)]
        if has_begun:
            assert past(partial, today) == partial
        else:
            with pytest.raises(ValueError, match="is yet to come"):
                past(partial, today)
