"""A tier on two days: the rows that differ, and under them what was said on both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import ClassVar

from msgspec.structs import replace
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import DataTable, OptionList, Static

from trusttui.link import Link
from trusttui.pack.dates import in_words
from trusttui.pack.view import View
from trusttui.report import blocks as b
from trusttui.report.blocks import Block
from trusttui.report.over_time import (
    Difference,
    OverTime,
    Side,
    TierOverTime,
    counted,
    difference_blocks,
    existence,
    over_time,
    over_time_blocks,
    rests_on,
    tiers_of,
)
from trusttui.tui.commands import OVER_TIME, bindings
from trusttui.tui.document import Document, describe
from trusttui.tui.render import QUIET, value_content
from trusttui.tui.screens.as_of import AsOfScreen
from trusttui.tui.screens.base import SectionScreen
from trusttui.tui.screens.values import ValuesScreen
from trusttui.tui.widgets.entries import EntryList, Item, heading
from trusttui.tui.widgets.ground import Column
from trusttui.tui.widgets.matrix import WORDS, DifferenceTable
from trusttui.tui.widgets.reader import Reader

NO_SUCH = "no such tier"
"""In place of a value, on a day on which the tier did not exist."""


class OverTimeScreen(ValuesScreen[DifferenceTable]):
    """Wide: a table of both days and the highlighted row in words. Narrow: a row a card."""

    SECTION = "compare"
    TABLE = DifferenceTable
    BINDINGS: ClassVar[list[BindingType]] = bindings(OVER_TIME)

    def __init__(self, tier: str, against: str | None, entry: str | None = None) -> None:
        super().__init__()
        self._tier = tier
        self._against = against
        self._keep = entry
        self._over: OverTime | None = None

    def compose_body(self) -> ComposeResult:
        with Column(id="over-time"):
            yield Static(id="over-time-state", markup=False)
            with Column(id="over-time-main"):
                yield DifferenceTable()
                yield EntryList(id="cards")
                yield Static(id="nothing", markup=False)
                yield Reader(id="reader", columns=True)

    def link(self) -> Link:
        """One tier on two days; the present, where it is the other day, by its date."""
        against = self._against or View(self.view.pack).as_of
        return replace(super().link(), section="compare", tiers=(self._tier,), against=against, words="")

    # --- what is shown

    def view_changed(self) -> None:
        self._over = None
        self.refill()

    @property
    def over(self) -> OverTime:
        """The tier on both days, worked out once for a pair of days."""
        if self._over is None:
            self._over = over_time(self.view, View(self.view.pack, self._against), [self._tier])
        return self._over

    @property
    def tier(self) -> TierOverTime:
        return self.over.tiers[0]

    @property
    def row(self) -> Difference | None:
        """The difference that has the highlight."""
        local = (self.entry or "").partition("/")[2]
        return next((row for row in self.tier.differences if row.attribute.id == local), None)

    def _sorted(self) -> list[Difference]:
        topics = [topic.id for topic in self.view.pack.meta.topic]
        return sorted(self.tier.differences, key=lambda row: topics.index(row.attribute.topic))

    def fill(self, keep: str | None) -> None:
        keep = self._keep or keep
        rows = self._sorted()
        self._fill_table(rows)
        self.cards.fill(self._cards(rows), keep)
        self.table.go_to((keep or "").partition("/")[2])
        self._keep = None
        self.set_class(not rows, "-empty")
        if rows and self.focused is None:
            self.call_after_refresh(self.focus_main)
        self.query_one("#over-time-state", Static).update(self._state())
        self.query_one("#nothing", Static).update(Content(self._nothing()))
        self._follow()

    def _state(self) -> Content:
        days = f"{in_words(self.over.before.as_of)} → {in_words(self.over.after.as_of)}"
        parts: list[Content | str | tuple[str, str]] = [
            (self.tier.name, "bold"),
            (" ▾", QUIET),
            f"  {days}",
            (f" · {counted(len(self.tier.differences))}", QUIET),
        ]
        for line in existence(self.over, self.tier):
            parts.append((f"\n{line}", "$text-warning"))
        return Content.assemble(*parts)

    def _nothing(self) -> str:
        day, tier = self.app.key("against"), self.app.key("next-tier")
        return (
            f"Nothing differs for {self.tier.name} between {in_words(self.over.before.as_of)} "
            f"and {in_words(self.over.after.as_of)}. Press {day} for another date, {tier} for another tier, escape "
            "to go back."
        )

    def _fill_table(self, rows: list[Difference]) -> None:
        table = self.table
        over = self.over
        table.set_columns(
            [
                ("before", in_words(over.before.as_of)),
                ("after", in_words(over.after.as_of)),
                ("what", "Differs"),
            ],
            beside=WORDS if self.has_class("-huge") else 0,
        )
        topic = None
        for row in rows:
            if row.attribute.topic != topic:
                topic = row.attribute.topic
                table.add_topic(topic, self.view.topic_title(topic))
            sides = [
                table.value(side.value) if side.cell else Text(NO_SUCH, style="dim") for side in (row.before, row.after)
            ]
            table.add_values(row.attribute.id, row.attribute.title, [*sides, Text(_what(row), style="dim")])

    def _cards(self, rows: list[Difference]) -> Iterator[Item]:
        topic = None
        for row in rows:
            if row.attribute.topic != topic:
                topic = row.attribute.topic
                yield heading(self.view.topic_title(topic))
            before, after = _side_content(row.before), _side_content(row.after)
            note = "" if row.is_of_value else f"  {_what(row)}"
            line = Content.assemble(before, (" → ", QUIET), after, (note, QUIET))
            yield Item(Content(row.attribute.title), f"matrix/{row.attribute.id}", 2, line)

    def _follow(self) -> None:
        row = self.row
        if row is None:
            self.show(None)
            return
        entry = f"matrix/{row.attribute.id}"
        known = describe(self.view, entry)
        blocks = (b.title(row.attribute.title), *difference_blocks(self.over, row))
        self.show(Document(id=entry, blocks=blocks, links=known.links if known else ()))

    @on(DataTable.RowHighlighted)
    @on(OptionList.OptionHighlighted, "#cards")
    def _moved(self) -> None:
        self._follow()

    @on(DataTable.RowSelected)
    @on(OptionList.OptionSelected, "#cards")
    def action_read_row(self) -> None:
        if self.entry:
            self.read()

    # --- commands

    @on(events.Click, "#over-time-state")
    def _clicked(self) -> None:
        self.action_tier(1)

    def action_tier(self, step: int) -> None:
        """The next or the previous tier that existed on one of the days."""
        known = tiers_of(self.over.before, self.over.after)
        at = known.index(self._tier) if self._tier in known else -1
        if known:
            self._tier = known[(at + step) % len(known)]
            self.view_changed()

    def action_another_date(self) -> None:
        title = f"Compare {self.tier.name} with another date"
        self.app.push_screen(AsOfScreen(self.app.session, title, self.view.as_of, self._tier), self._against_chosen)

    def _against_chosen(self, day: str | None) -> None:
        if day is not None:
            self._against = day or None
            self.view_changed()

    # --- what the app asks of a section

    def maker(self) -> Callable[[], SectionScreen]:
        return partial(OverTimeScreen, self._tier, self._against, self.entry)

    def _row_blocks(self, row: Difference) -> list[Block]:
        return [
            b.title(f"{self.tier.name}: {row.attribute.title}"),
            *difference_blocks(self.over, row),
            rests_on(self.over),
        ]

    def copy_text(self) -> str | None:
        from trusttui.report import as_text

        return as_text.render(self._row_blocks(self.row)) if self.row else None

    def export_text(self) -> tuple[str, str] | None:
        from trusttui.report import as_markdown

        days = f"{self.over.before.as_of}-{self.over.after.as_of}"
        return f"{self._tier}-{days}", as_markdown.render(over_time_blocks(self.over))


def _what(row: Difference) -> str:
    return "value" if row.is_of_value else "note only"


def _side_content(side: Side) -> Content:
    return value_content(side.value) if side.cell else Content.styled(NO_SUCH, QUIET)
