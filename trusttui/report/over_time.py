"""A tier on two days: which rows of the matrix differ, and what stood there before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from trusttui.pack.dates import in_words, last_day
from trusttui.pack.model import Attribute, Citation, Pack, Value
from trusttui.pack.view import Cell, View
from trusttui.report import blocks as b
from trusttui.report.blocks import Block
from trusttui.report.visible import field
from trusttui.report.words import DISCLAIMER, NO_SOURCE, dates_words

NO_TIER = "the tier did not exist"
MOST_CELLS = 3_000
"""Cells that are held against each other at once, while somebody waits for a list of days."""


class Side(Struct, frozen=True):
    """A cell of the matrix on one of the days; `cell` is None where the tier did not exist then."""

    cell: Cell | None

    @property
    def value(self) -> Value:
        return self.cell.value if self.cell else Value.NOT_STATED

    @property
    def note(self) -> str:
        return self.cell.note if self.cell else ""

    @property
    def as_of(self) -> str | None:
        """When its statement was seen to stand there; None where nothing states anything."""
        return self.cell.current.as_of if self.cell and self.cell.current else None

    @property
    def source(self) -> str | None:
        return self.cell.current.source.id if self.cell and self.cell.current else None

    @property
    def citations(self) -> tuple[Citation, ...]:
        return self.cell.citations if self.cell else ()


class Difference(Struct, frozen=True):
    """A row in which value or note is not the same on both days."""

    attribute: Attribute
    before: Side
    after: Side

    @property
    def is_of_value(self) -> bool:
        """Whether the value differs, and not its note alone."""
        return self.before.value is not self.after.value


class TierOverTime(Struct, frozen=True):
    """A tier with its name on each of the days, None where it did not exist, and what differs."""

    id: str
    name: str
    before: str | None
    after: str | None
    differences: tuple[Difference, ...]


class OverTime(Struct, frozen=True):
    """Tiers on two days, the earlier of which is always `before`."""

    before: View
    after: View
    tiers: tuple[TierOverTime, ...]

    @property
    def count(self) -> int:
        """How many rows differ, over all tiers."""
        return sum(len(tier.differences) for tier in self.tiers)


def over_time(one: View, other: View, tiers: Sequence[str] = (), topics: Sequence[str] = ()) -> OverTime:
    """Tiers of one pack on two days, in either order; of all tiers that existed on one of them, and of all topics,
    where none is named."""
    before, after = sorted((one, other), key=lambda view: last_day(view.as_of))
    chosen = tiers or tiers_of(before, after)
    return OverTime(before, after, tuple(_tier(before, after, tier, topics) for tier in chosen))


def tiers_of(before: View, after: View) -> tuple[str, ...]:
    """The ids of the tiers that existed on one of the days, in the pack's order."""
    known = {tier.id for view in (before, after) for tier in view.tiers}
    return tuple(tier.id for tier in after.pack.meta.tier if tier.id in known)


def differences(first: View, second: View, tier: str, topics: Sequence[str] = ()) -> tuple[Difference, ...]:
    """The rows in which a tier is not the same in two views of a pack. Of a tier that does not exist on a day, nothing
    is stated."""
    rows = (
        Difference(attribute, side(first, attribute.id, tier), side(second, attribute.id, tier))
        for attribute in first.attributes
        if not topics or attribute.topic in topics
    )
    return tuple(row for row in rows if row.is_of_value or row.before.note != row.after.note)


class Day(Struct, frozen=True):
    """What a comparison of a tier with another day would show."""

    rows: int
    """How many differ."""
    exists: bool
    """Whether the tier existed on that day."""


def days_of(view: View, tier: str, days: Iterable[str]) -> dict[str, Day]:
    """For each of some (partial) dates, empty for the present, what a comparison of the view with it would show; of a
    large pack not for all, for that takes a while."""
    found: dict[str, Day] = {}
    for day in islice(days, max(MOST_CELLS // max(len(view.attributes), 1), 1)):
        other = View(view.pack, day or None)
        found[day] = Day(len(differences(other, view, tier)), name_on(other, tier) is not None)
    return found


def most_telling(view: View, days: Mapping[str, Day]) -> str | None:
    """The day to compare with first: the newest before the view's on which the tier existed and anything differs; where
    there is none, any on which something does. None where nothing ever differs."""
    now = last_day(view.as_of)
    older = {day: of for day, of in days.items() if day and last_day(day) < now}
    for among in ({day: of for day, of in older.items() if of.exists}, older, days):
        found = next((day for day, of in among.items() if of.rows), None)
        if found is not None:
            return found
    return None


def day_words(day: Day) -> str:
    """`12 rows differ`, or that the tier did not exist then."""
    return counted(day.rows) if day.exists else NO_TIER


def side(view: View, attribute: str, tier: str) -> Side:
    """A cell on a day."""
    exists = any(each.id == tier for each in view.tiers)
    return Side(view.cell(attribute, tier) if exists else None)


def name_on(view: View, tier: str) -> str | None:
    """What a tier was called on a day; None where it did not exist."""
    return next((each.name for each in view.tiers if each.id == tier), None)


def _tier(before: View, after: View, tier: str, topics: Sequence[str]) -> TierOverTime:
    then, later = name_on(before, tier), name_on(after, tier)
    name = later or then or _newest_name(after.pack, tier)
    return TierOverTime(tier, name, then, later, differences(before, after, tier, topics))


def _newest_name(pack: Pack, tier: str) -> str:
    return name_on(View(pack), tier) or tier


# --- in words


def existence(over: OverTime, tier: TierOverTime) -> Iterator[str]:
    """What there is to say of the tier itself: that it did not exist on a day, or that it was called otherwise."""
    days = in_words(over.before.as_of), in_words(over.after.as_of)
    if tier.before is None and tier.after is None:
        yield f"{tier.name} did not exist on either day: no source of {days[0]} or of {days[1]} names it."
    elif tier.before is None:
        yield f"{tier.name} did not exist as of {days[0]}: no source of that day names it."
    elif tier.after is None:
        yield f"{tier.name} did not exist as of {days[1]}: no source of that day names it."
    elif tier.before != tier.after:
        yield f"As of {days[0]} it was called {tier.before}."


def side_blocks(view: View, of: Side, label: str) -> Iterator[Block]:
    """A side in words: its value under a label, the note, the citations, the day of its statement."""
    if of.cell is None:
        yield b.text(NO_TIER, label=label)
        return
    said = of.cell.current
    yield b.value(of.value, label=label)
    if said is None:
        yield b.text(f"{NO_SOURCE} of this day.", indent=1)
        return
    if said.gone or of.note:
        yield b.gone(said, indent=1) if said.gone else b.text(of.note, indent=1)
    yield from b.said_by(view, said.source, said.citations, indent=1)
    yield b.meta(dates_words(said) or f"as of {in_words(said.as_of)}", indent=1)


def difference_blocks(over: OverTime, row: Difference) -> Iterator[Block]:
    """Both sides of a row in words, in two columns where there is room."""
    sides = ((over.before, row.before, "Before"), (over.after, row.after, "After"))
    for column, (view, of, word) in enumerate(sides, 1):
        for block in side_blocks(view, of, f"{word}, {in_words(view.as_of)}"):
            yield replace(block, column=column)


def over_time_blocks(over: OverTime) -> Iterator[Block]:
    """Each tier in turn: what is to be said of it, then each row that differs."""
    for tier in over.tiers:
        yield b.title(f"{tier.name}, {in_words(over.before.as_of)} and {in_words(over.after.as_of)}")
        yield b.meta(counted(len(tier.differences)), f"tiers/{tier.id}")
        for line in existence(over, tier):
            yield b.text(line)
        for row in tier.differences:
            yield b.heading(row.attribute.title)
            yield from difference_blocks(over, row)
    yield b.heading("What this rests on")
    yield rests_on(over)


def counted(rows: int) -> str:
    """`12 rows differ`."""
    return "nothing differs" if not rows else "1 row differs" if rows == 1 else f"{rows} rows differ"


def rests_on(over: OverTime) -> Block:
    """What the comparison rests on: both days, the pack, its version and hash."""
    pack = over.after.pack
    days = f"{in_words(over.before.as_of)} and {in_words(over.after.as_of)}"
    return b.meta(f"As of {days}", f"{pack.meta.name} {pack.meta.version}", pack.hash[:12], DISCLAIMER)


# --- for programs


def over_time_json(over: OverTime, as_of: str, against: str) -> dict[str, Any]:
    """`compare --against`: the days as they were given, the tiers with their names on both (null: it did not exist),
    and a row for each difference. `value` is null where the tier did not exist."""
    return {
        "as_of": as_of,
        "against": against,
        "tiers": [
            {"id": tier.id, "name": tier.name, "before": tier.before, "after": tier.after} for tier in over.tiers
        ],
        "rows": [
            {
                "tier": tier.id,
                "id": row.attribute.id,
                "title": row.attribute.title,
                "topic": row.attribute.topic,
                "before": _side_json(row.before),
                "after": _side_json(row.after),
            }
            for tier in over.tiers
            for row in tier.differences
        ],
    }


def _side_json(of: Side) -> dict[str, Any]:
    from trusttui.report.as_json import citations

    return {
        "value": of.value.value if of.cell else None,
        "note": of.note,
        "as_of": of.as_of,
        "since": of.cell.current.since if of.cell and of.cell.current else None,
        "source": of.source,
        "citations": citations(of.citations),
    }


_SIDE_COLUMNS = ("value", "as_of", "source", "passages", "note")


def over_time_csv(over: OverTime) -> str:
    """A line for each difference: tier, attribute, title, topic, then value, as_of, source, passages (joined by spaces)
    and note of each day. Of a tier that did not exist on a day they are empty."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = [f"{word}_{column}" for word in ("before", "after") for column in _SIDE_COLUMNS]
    writer.writerow(("tier", "attribute", "title", "topic", *columns))
    for tier in over.tiers:
        for row in tier.differences:
            head = (tier.id, row.attribute.id, field(row.attribute.title), row.attribute.topic)
            writer.writerow((*head, *_side_fields(row.before), *_side_fields(row.after)))
    return out.getvalue()


def _side_fields(of: Side) -> tuple[str, ...]:
    slugs = " ".join(citation.passage for citation in of.citations)
    value = of.value.value if of.cell else ""
    return (value, of.as_of or "", of.source or "", slugs, field(of.note))
