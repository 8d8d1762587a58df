"""`trusttui compare` with many tiers, and a tier on two days."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def small(run: Run, small_folder: Path) -> Run:
    return lambda *arguments, **more: run("compare", *arguments, "--pack", str(small_folder), **more)


@pytest.fixture
def six(run: Run, six_folder: Path) -> Run:
    return lambda *arguments, **more: run("compare", *arguments, "--pack", str(six_folder), **more)


def test_two_days_of_a_tier_as_json(small: Run) -> None:
    done = small("desk", "--against", "2022-11", "--format", "json")
    compared = json.loads(done.stdout)
    assert done.returncode == 0
    assert list(compared) == ["as_of", "against", "tiers", "rows"]
    assert (compared["as_of"], compared["against"]) == ("2023-05-20", "2022-11")
    assert compared["tiers"] == [{"id": "desk", "name": "Acme Desk", "before": "Acme Office", "after": "Acme Desk"}]
    row = next(row for row in compared["rows"] if row["id"] == "short-retention")
    assert list(row) == ["tier", "id", "title", "topic", "before", "after"]
    assert (row["before"]["value"], row["after"]["value"]) == ("no", "conditional")
    assert row["before"]["citations"] == [{"source": "privacy-2022-11", "passage": "kept-60-days"}]


def test_the_older_day_is_before_in_whatever_order(small: Run) -> None:
    rows = [
        json.loads(small("desk", "--as-of", one, "--against", other, "--format", "json").stdout)["rows"]
        for one, other in (("2022", "2023-05"), ("2023-05", "2022"))
    ]
    assert rows[0] == rows[1] != []


@pytest.mark.parametrize("form", ["text", "md", "csv"])
def test_every_format_names_both_values_and_sources(small: Run, form: str) -> None:
    done = small("--tier", "Acme Office", "--against", "2022-11", "--format", form)
    text = done.stdout.decode()
    assert done.returncode == 0
    for part in ("Kept for 60 days.", "kept-60-days", "Removed after 20 days", "kept-20-days"):
        assert part in text
    assert "engine" not in text


def test_each_tier_in_turn_where_none_is_named(small: Run) -> None:
    compared = json.loads(small("--against", "2021", "--format", "json").stdout)
    assert [tier["id"] for tier in compared["tiers"]] == ["desk", "engine"]
    assert {row["tier"] for row in compared["rows"]} == {"desk", "engine"}
    named = csv.DictReader(io.StringIO(small("engine", "desk", "--against", "2021", "--format", "csv").stdout.decode()))
    assert list(dict.fromkeys(row["tier"] for row in named)) == ["engine", "desk"]


def test_a_tier_that_did_not_exist_is_no_error(small: Run) -> None:
    done = small("engine", "--against", "2021")
    assert done.returncode == 0
    assert "Acme Engine did not exist as of 2021" in done.stdout.decode()
    neither = small("engine", "--as-of", "2021", "--against", "2022-01-31")
    assert (neither.returncode, neither.stdout) == (1, b"")
    assert b"did not exist on either day" in neither.stderr


@pytest.mark.parametrize("day", ["2023-05-20", "2023", "2026-10"])
def test_nothing_differs_is_status_1(small: Run, day: str) -> None:
    done = small("--as-of", "2023-06", "--against", day)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"nothing differs" in done.stderr
    empty = small("--as-of", "2023-06", "--against", day, "--format", "json")
    assert (empty.returncode, json.loads(empty.stdout)["rows"]) == (1, [])


@pytest.mark.parametrize(
    "arguments",
    [
        ["--against", "2022-13"],
        ["nobody", "--against", "2022"],
        ["--against"],
        ["--topic", "x", "--against", "2022"],
        ["--against", "2022", "--differences"],
    ],
)
def test_bad_usage_is_status_2(small: Run, arguments: list[str]) -> None:
    done = small(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr


def test_two_days_before_the_first_source(small: Run) -> None:
    done = small("--as-of", "2019", "--against", "2020")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"the first is of 2021" in done.stderr


@pytest.mark.parametrize("columns", [34, 60, 80, 100, 160])
def test_six_tiers_are_readable_at_any_width(six: Run, columns: int) -> None:
    lines = six(env={"COLUMNS": str(columns)}).stdout.decode().splitlines()
    assert max(map(len, lines)) <= columns
    # No value is ever parted from its source's number, and every tier is there for every row.
    values = " ".join(lines)
    counted = sum(values.count(word) for word in ("✓ yes [", "✗ no [", "◐ conditional [", "? not stated ["))
    data = json.loads(six("--format", "json").stdout)
    assert counted == 6 * len(data["rows"])
    assert len(data["tiers"]) == 6


def test_a_card_holds_all_tiers_of_a_row_in_columns(six: Run) -> None:
    lines = six("--topic", "retention", env={"COLUMNS": "80"}).stdout.decode().splitlines()
    at = lines.index("Kept 30 days at most")
    assert lines[at + 1 : at + 4] == [
        "  Desk       ◐ conditional [1]  Engine     ✓ yes [1]",
        "  Campus     ✗ no [1]           Healthcare ◐ conditional [1]",
        "  Teachers   ? not stated [1]   Lab        ✓ yes [1]",
    ]


def test_named_tiers_stand_in_the_order_given_by_word_or_option(six: Run) -> None:
    by_word = six("lab", "Acme Healthcare", "--format", "json").stdout
    assert [tier["id"] for tier in json.loads(by_word)["tiers"]] == ["lab", "clinic"]
    assert six("--tier", "lab", "--tier", "clinic", "--format", "json").stdout == by_word
