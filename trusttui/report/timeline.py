"""Changes over the years: which are asked for, when each was first recorded, both its sides, and what rests on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from trusttui.pack.dates import in_words, last_day
from trusttui.pack.model import Change, Citation, Severity, Side
from trusttui.pack.view import View
from trusttui.report import blocks as b
from trusttui.report.blocks import Block, Role
from trusttui.report.words import places_line, severity_words, tier_words

LEFT, RIGHT = 1, 2
"""The columns of the two sides where there is room for both beside each other."""


class Wanted(Struct, frozen=True, kw_only=True):
    """Which changes are asked for. What is left empty asks for all; of several tiers or topics one is enough."""

    since: str = ""
    """A partial date: first recorded on or after its first day."""
    tiers: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    severities: frozenset[Severity] = frozenset()

    def has(self, view: View, change: Change) -> bool:
        """Whether a change is asked for."""
        head = change.head
        return (
            last_day(recorded(view, change)) >= _first_day(self.since)
            and (not self.tiers or not self.tiers.isdisjoint(head.tiers))
            and (not self.topics or not self.topics.isdisjoint(head.topics))
            and (not self.severities or head.severity in self.severities)
        )


def _first_day(partial: str) -> str:
    """A partial date begins on its first day: what was recorded in 2024 is since 2024. Empty stays empty."""
    return f"{partial}-01-01"[:10] if partial else ""


def chosen(view: View, wanted: Wanted) -> tuple[Change, ...]:
    """The changes of the view that are asked for, newest first."""
    return tuple(change for change in view.changes if wanted.has(view, change))


def without(view: View, wanted: Wanted) -> list[tuple[str, int]]:
    """For each part of what is asked for (`since`, `tier`, `topic`, `severity`), how many changes there would be if
    that part alone were left open; parts that would give none are left out."""
    parts = {
        "since": replace(wanted, since=""),
        "tier": replace(wanted, tiers=frozenset()),
        "topic": replace(wanted, topics=frozenset()),
        "severity": replace(wanted, severities=frozenset()),
    }
    counts = [(part, len(chosen(view, less))) for part, less in parts.items() if less != wanted]
    return [(part, count) for part, count in counts if count]


def recorded(view: View, change: Change) -> str:
    """When a change was first recorded: the (partial) date of the source that says what is new."""
    return view.source(change.head.after.source).date


def cited_from(view: View, change: Change) -> str:
    """From which record a change is cited, where that was recorded later than the change first was; empty else."""
    source = view.source(change.head.after.source)
    seen = view.seen(source)
    return f"cited from the record of {in_words(seen)}" if seen != source.date else ""


def by_date(view: View, changes: Iterable[Change]) -> dict[str, list[Change]]:
    """Changes by the date on which they were first recorded, in the order given."""
    groups: dict[str, list[Change]] = {}
    for change in changes:
        groups.setdefault(recorded(view, change), []).append(change)
    return groups


def rests_on(view: View, change: Change) -> list[str]:
    """The ids of the entries of the day that a change touches: the matrix rows that it names, and the articles that
    rest on what is new; where nothing stands there any more, those that rest on what stood there before."""
    side = change.head.after if change.head.after.passages else change.head.before
    citing = {entry for passage in side.passages for entry in view.cited_by(Citation(side.source, passage))}
    rows = {attribute.id for attribute in view.attributes}
    return [
        *(f"matrix/{row}" for row in change.head.attributes if row in rows),
        *(article.id for article in view.articles_of(citing)),
    ]


def counted(changes: int) -> str:
    """`12 changes`."""
    return "1 change" if changes == 1 else f"{changes} changes"


# --- in words


def facts(view: View, change: Change) -> list[str]:
    """The tiers and topics of a change in words."""
    topics = ", ".join(view.topic_title(topic) for topic in change.head.topics)
    every = len(view.tiers) > 2 and all(tier.id in change.head.tiers for tier in view.tiers)
    tiers = "all tiers" if every else tier_words(view, change.head.tiers, none="")
    return [part for part in (tiers, topics) if part]


def change_blocks(view: View, change: Change) -> Iterator[Block]:
    """One change whole: what was said before and after, beside each other where there is room, and what it means."""
    yield b.title(change.head.title)
    first = f"first recorded {in_words(recorded(view, change))}"
    yield b.meta(*facts(view, change), "; ".join(filter(None, (first, cited_from(view, change)))))
    yield b.meta(change.id)
    yield b.severity(change.head.severity)
    yield from _column(view, change.head.before, "Before", LEFT)
    yield from _column(view, change.head.after, "After", RIGHT)
    if change.body:
        yield b.heading("What it means")
        yield b.markdown(change.body)


def _column(view: View, side: Side, word: str, column: int) -> Iterator[Block]:
    yield Block(role=Role.HEADING, text=side_label(view, side, word), column=column)
    yield Block(role=Role.TEXT, text=side.text, column=column)
    yield Block(role=Role.CITATION, text=cited(view, side), column=column, source=side.source)


def side_label(view: View, side: Side, word: str) -> str:
    """`Before, May 2024`: the day on which the source of that side was first recorded."""
    return f"{word}, {in_words(view.source(side.source).date)}"


def cited(view: View, side: Side) -> str:
    """The source of a side with its kind, date and places; that it says nothing, where there are none."""
    return places_line(view, view.source(side.source), side.passages)


def timeline_blocks(view: View, changes: Sequence[Change], wanted: Wanted) -> Iterator[Block]:
    """Changes under the dates on which they were first recorded, each with both sides and their citations."""
    yield b.title("Changes")
    yield b.meta(counted(len(changes)), *wanted_words(view, wanted), f"as of {in_words(view.as_of)}")
    for date, group in by_date(view, changes).items():
        yield b.title(f"First recorded {in_words(date)}")
        for change in group:
            yield b.heading(change.head.title)
            said = severity_words(change.head.severity)
            yield b.meta(said, *facts(view, change), cited_from(view, change), change.id)
            yield from _side(view, change.head.before, "Before")
            yield from _side(view, change.head.after, "After")


def _side(view: View, side: Side, word: str) -> Iterator[Block]:
    yield b.item(side.text, label=side_label(view, side, word))
    yield Block(role=Role.CITATION, text=cited(view, side), indent=1, source=side.source)


def wanted_words(view: View, wanted: Wanted) -> Iterator[str]:
    """What is asked for, a part a word: nothing for what is left open."""
    if wanted.since:
        yield f"since {in_words(wanted.since)}"
    if wanted.tiers:
        yield tier_words(view, wanted.tiers)
    if wanted.topics:
        yield ", ".join(topic.title for topic in view.pack.meta.topic if topic.id in wanted.topics)
    if wanted.severities:
        yield ", ".join(severity.value for severity in Severity if severity in wanted.severities)
