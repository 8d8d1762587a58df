"""Dates of the precision that is known.

A partial date (`2024`, `2024-01`) counts from its last day, for only then is it sure that the thing had happened:
a reader of 15 January could not yet rely on a page known to be "of January". An as-of date is read the same way, so
that `--as-of 2024-01` includes what is dated `2024-01`.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

_FORM = r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?"
"""Not compiled before a date is read: most commands only write dates."""
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def last_day(partial: str) -> str:
    """The last day of a partial date as `YYYY-MM-DD`; ValueError for what is no date."""
    # Imported here: most commands need no more of dates than their words.
    from datetime import date, timedelta

    match = re.fullmatch(_FORM, partial)
    if not match:
        raise ValueError(f"{partial!r} is not a date: use YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = match.groups(default="")
    try:
        known = date(int(year), int(month or 12), int(day or 1))
        if not day and known.month == 12:
            known = known.replace(day=31)
        elif not day:
            known = known.replace(month=known.month + 1) - timedelta(days=1)
        return known.isoformat()
    except ValueError as error:
        raise ValueError(f"{partial!r} is not a date: use YYYY, YYYY-MM or YYYY-MM-DD") from error


def past(partial: str, today: date) -> str:
    """A partial date, as it is, that has begun by a day; ValueError for another, and for what is no date."""
    last_day(partial)
    if f"{partial}-01-01"[:10] > today.isoformat():
        raise ValueError(f"{in_words(partial)} is yet to come, and nobody knows what the sources say then")
    return partial


def in_words(partial: str) -> str:
    """`2024-05-02` as `2 May 2024`, `2024-05` as `May 2024`, `2024` as it is."""
    parts = partial.split("-")
    if len(parts) == 1:
        return parts[0]
    month = f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return month if len(parts) == 2 else f"{int(parts[2])} {month}"


def age_in_words(then: str, today: date) -> str:
    """How long ago the (partial) date `then` was: `2 years 6 months`, `5 months`, `12 days`."""
    from datetime import date

    start = date.fromisoformat(last_day(then))
    months = (today.year - start.year) * 12 + today.month - start.month - (today.day < start.day)
    if months < 1:
        days = max((today - start).days, 0)
        return _count(days, "day")
    years, months = divmod(months, 12)
    parts = [_count(years, "year")] if years else []
    if months:
        parts.append(_count(months, "month"))
    return " ".join(parts)


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
