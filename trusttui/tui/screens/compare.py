"""The matrix: attributes by tier, and under it the statement behind the cell that has the cursor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import DataTable, Input, OptionList, Static

from trusttui.pack.model import Attribute, Value
from trusttui.pack.view import TierView
from trusttui.report.words import value_words
from trusttui.tui.commands import COMPARE, LIST_KEYS, bindings
from trusttui.tui.document import Document, describe, describe_cell
from trusttui.tui.render import QUIET, value_content
from trusttui.tui.screens.base import SectionScreen
from trusttui.tui.widgets.entries import EntryList, Item, heading
from trusttui.tui.widgets.query import Query
from trusttui.tui.widgets.reader import Reader

VALUE_COLOUR = {Value.YES: "success", Value.NO: "error", Value.CONDITIONAL: "warning", Value.NOT_STATED: "muted"}
"""The theme's variables, for the table takes Rich's texts."""
TOPIC_ROW = "topic:"
VALUE_WIDTH = 13
TITLE_WIDTH = (24, 50)
"""The narrowest and the widest column of titles, in cells."""


class Matrix(DataTable[Text]):
    """The table itself; the first column stays."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(LIST_KEYS)
    HELP = "Arrow keys move from cell to cell; enter reads the statement behind a cell and its history."

    def __init__(self) -> None:
        super().__init__(id="matrix", fixed_columns=1, zebra_stripes=False, cursor_type="cell", header_height=1)

    def action_first(self) -> None:
        self.move_cursor(row=0)

    def action_last(self) -> None:
        self.move_cursor(row=self.row_count - 1)


class CompareScreen(SectionScreen):
    """Wide: a table and the highlighted cell in words. Narrow: one attribute a card."""

    SECTION = "compare"
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMPARE)

    def __init__(self) -> None:
        super().__init__()
        self._differences = False

    def compose_body(self) -> ComposeResult:
        with Vertical(id="compare"):
            with Horizontal(id="query-line"):
                yield Query("Filter the rows")
                yield Static(id="compare-state", markup=False)
            yield Matrix()
            yield EntryList(id="cards")
            yield Static("No row has these words. Press escape to see all rows.", id="nothing", markup=False)
            yield Reader(id="reader")

    def on_mount(self) -> None:
        super().on_mount()
        self.app.theme_changed_signal.subscribe(self, lambda _: self.refill())
        self.focus_main()

    # --- what is shown

    @property
    def tiers(self) -> tuple[TierView, ...]:
        """The tiers of the day that are not hidden."""
        return tuple(tier for tier in self.view.tiers if tier.id not in self.app.hidden_tiers)

    def rows(self) -> Iterator[Attribute]:
        """The attributes that pass the filter and, if asked for, differ between the tiers shown."""
        words = self.query_one("#query", Input).value.lower().split()
        topics = [topic.id for topic in self.view.pack.meta.topic]
        for attribute in sorted(self.view.attributes, key=lambda attribute: topics.index(attribute.topic)):
            text = f"{attribute.title} {attribute.means} {self.view.topic_title(attribute.topic)}".lower()
            values = {self.view.cell(attribute.id, tier.id).value for tier in self.tiers}
            if all(word in text for word in words) and (not self._differences or len(values) > 1):
                yield attribute

    def view_changed(self) -> None:
        self.refill()

    def refill(self) -> None:
        """Build table and cards anew; the cursor stays on its attribute where it can."""
        keep = self.entry
        rows = list(self.rows())
        self._fill_table(rows)
        self.query_one("#cards", EntryList).fill(self._cards(rows), keep)
        self._move_to(keep)
        self.set_class(not rows, "-empty")
        hidden = len(self.view.tiers) - len(self.tiers)
        facts = [f"{len(rows)} of {len(self.view.attributes)} rows"]
        if self._differences:
            facts.append("differences only")
        if hidden:
            facts.append(f"{hidden} hidden, H shows all")
        self.query_one("#compare-state", Static).update(Content.styled(" · ".join(facts), QUIET))
        self._follow()

    def _fill_table(self, rows: list[Attribute]) -> None:
        table = self.query_one(Matrix)
        table.clear(columns=True)
        room = self.app.size.width - len(self.tiers) * (VALUE_WIDTH + 2) - 4
        title_width = max(TITLE_WIDTH[0], min(TITLE_WIDTH[1], room))
        table.add_column(Text(""), width=title_width, key="title")
        for tier in self.tiers:
            table.add_column(Text(tier.short, style="bold"), width=VALUE_WIDTH, key=tier.id)
        topic = None
        for attribute in rows:
            if attribute.topic != topic:
                topic = attribute.topic
                label = Text(self.view.topic_title(topic), style=f"bold {self._colour('accent')}")
                table.add_row(label, *(Text("") for _ in self.tiers), key=f"{TOPIC_ROW}{topic}")
            cells = (self._cell(self.view.cell(attribute.id, tier.id).value) for tier in self.tiers)
            title = [line.plain for line in Content(attribute.title).wrap(title_width)]
            table.add_row(Text("\n".join(title)), *cells, key=attribute.id, height=len(title))

    def _colour(self, name: str) -> str:
        """A theme's colour by name, for the table takes Rich's texts and not the theme's variables."""
        if name == "muted":
            return "dim"
        variables = self.app.theme_variables
        colour = variables.get(name, "")
        return colour if colour.startswith("#") else colour.removeprefix("ansi_")

    def _cell(self, value: Value) -> Text:
        return Text(value_words(value), style=self._colour(VALUE_COLOUR[value]))

    def _cards(self, rows: list[Attribute]) -> Iterator[Item]:
        topic = None
        for attribute in rows:
            if attribute.topic != topic:
                topic = attribute.topic
                yield heading(self.view.topic_title(topic))
            line: list[Content | str | tuple[str, str]] = []
            for tier in self.tiers:
                line += [(f"{tier.short} ", QUIET), value_content(self.view.cell(attribute.id, tier.id).value), "  "]
            yield Item(Content(attribute.title), f"matrix/{attribute.id}", 2, Content.assemble(*line))

    # --- the cell in words

    def _document(self) -> Document | None:
        entry = self.entry
        if entry is None:
            return None
        tier = self._tier_under_cursor()
        if tier is None or self.has_class("-narrow"):
            return describe(self.view, entry)
        return describe_cell(self.view, self.view.cell(entry.partition("/")[2], tier.id))

    def _tier_under_cursor(self) -> TierView | None:
        column = self.query_one(Matrix).cursor_column
        return self.tiers[column - 1] if 1 <= column <= len(self.tiers) else None

    def _follow(self) -> None:
        reader = self.query_one(Reader)
        document = self._document()
        if document is None or reader.document != document:
            reader.show(document)

    @on(DataTable.CellHighlighted)
    def _moved(self) -> None:
        self._follow()

    @on(OptionList.OptionHighlighted, "#cards")
    def _card_highlighted(self) -> None:
        self._follow()

    @on(DataTable.CellSelected)
    @on(OptionList.OptionSelected, "#cards")
    def action_read_row(self) -> None:
        self._follow()
        if self.entry:
            self.add_class("-reading")
            self.query_one(Reader).focus()
            self.app.remember(self.entry)

    @on(Input.Changed, "#query")
    def _filter_changed(self) -> None:
        self.refill()

    @on(Input.Submitted, "#query")
    def _filter_done(self) -> None:
        self.focus_main()

    # --- commands

    def action_choose(self, step: int) -> None:
        """From the field into the rows."""
        self.focus_main()

    def action_filter(self) -> None:
        self.remove_class("-reading")
        self.query_one("#query", Input).focus()

    def action_differences(self) -> None:
        self._differences = not self._differences
        self.refill()

    def action_hide_tier(self) -> None:
        tier = self._tier_under_cursor()
        if tier is None:
            self.notify("Put the cursor on a tier's column first.", markup=False)
        elif len(self.tiers) < 2:
            self.notify("One tier must stay.", markup=False)
        else:
            self.app.hidden_tiers.add(tier.id)
            self.refill()

    def action_show_tiers(self) -> None:
        self.app.hidden_tiers.clear()
        self.refill()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        if self.is_mounted and self._shown is not None:
            self.call_after_refresh(self.refill)

    # --- what the app asks of a section

    @property
    def entry(self) -> str | None:
        if self.has_class("-narrow"):
            return self.query_one("#cards", EntryList).entry
        table = self.query_one(Matrix)
        if not table.row_count or not table.is_valid_coordinate(table.cursor_coordinate):
            return None
        key = table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value or ""
        return None if key.startswith(TOPIC_ROW) else f"matrix/{key}"

    def _move_to(self, entry: str | None) -> None:
        table = self.query_one(Matrix)
        keys = [str(row.key.value) for row in table.ordered_rows]
        local = (entry or "").partition("/")[2]
        row = keys.index(local) if local in keys else min(1, len(keys) - 1)
        if row >= 0:
            table.move_cursor(row=row)

    def open(self, entry: str) -> None:
        with self.prevent(Input.Changed):
            self.query_one("#query", Input).value = ""
        self._differences = False
        self.refill()
        self._move_to(entry)
        self.query_one("#cards", EntryList).go_to(entry)
        self._follow()
        self.focus_main()

    def focus_main(self) -> None:
        if self.has_class("-reading"):
            self.query_one(Reader).focus()
        elif self.has_class("-narrow"):
            self.query_one("#cards").focus()
        else:
            self.query_one(Matrix).focus()

    def go_back(self) -> bool:
        query = self.query_one("#query", Input)
        if self.has_class("-reading") or self.query_one(Reader).has_focus_within:
            self.remove_class("-reading")
            self.focus_main()
            return True
        if self.focused is query or query.value:
            query.value = ""
            self.focus_main()
            return True
        return False

    def copy_text(self) -> str | None:
        return super().copy_text() if self.entry else None
