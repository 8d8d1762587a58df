"""The matrix: attributes by tier, and under it the statement behind the cell that has the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, ClassVar

from msgspec.structs import replace
from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import DataTable, Input, OptionList, Static

from trusttui.link import Link
from trusttui.pack.model import Attribute
from trusttui.pack.view import TierView
from trusttui.tui.commands import COMPARE, bindings
from trusttui.tui.document import Document, describe, describe_cells
from trusttui.tui.render import QUIET, value_content
from trusttui.tui.screens.values import ValuesScreen
from trusttui.tui.tiers import hidden_with, shown_tiers
from trusttui.tui.widgets.entries import EntryList, Item, heading
from trusttui.tui.widgets.ground import Column, Row
from trusttui.tui.widgets.matrix import VALUE_WIDTH, WORDS, Matrix
from trusttui.tui.widgets.query import Query
from trusttui.tui.widgets.reader import Reader

CARD_MARGIN = 5
"""The scrollbar, the row's own margins and the card's indent, in cells."""
GAP = 2


class CompareScreen(ValuesScreen[Matrix]):
    """Wide: a table and the highlighted cell in words. Narrow: one attribute a card."""

    SECTION = "compare"
    TABLE = Matrix
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMPARE)

    def __init__(self) -> None:
        super().__init__()
        self._differences = False
        self._rows = 0
        self._seen = 0
        self._only: tuple[str, ...] = ()
        """The tiers that a link asks for, for this run alone; empty for those of the settings."""
        self._tier: str | None = None
        """The tier that has the cursor; it has it again where it comes back."""

    def compose_body(self) -> ComposeResult:
        with Column(id="compare"):
            with Row(id="query-line"):
                yield Query("Filter the rows")
                yield Static(id="compare-state", markup=False)
            with Column(id="compare-main"):
                yield Matrix()
                yield EntryList(id="cards")
                yield Static(id="nothing", markup=False)
                yield Reader(id="reader")

    def on_mount(self) -> None:
        super().on_mount()
        self.watch(self.table, "scroll_x", self._show_state, init=False)

    # --- what is shown

    @property
    def tiers(self) -> tuple[TierView, ...]:
        """The tiers of the day that are shown."""
        return shown_tiers(self.view, self._hidden)

    @property
    def _hidden(self) -> frozenset[str]:
        if self._only:
            return frozenset(tier.id for tier in self.view.tiers if tier.id not in self._only)
        return self.app.settings.hidden_tiers(self.view.pack.meta.id)

    def rows(self) -> Iterator[Attribute]:
        """The attributes that pass the filter and, if asked for, differ between the tiers shown."""
        words = self.query_one("#query", Input).value.lower().split()
        topics = [topic.id for topic in self.view.pack.meta.topic]
        for attribute in sorted(self.view.attributes, key=lambda attribute: topics.index(attribute.topic)):
            text = f"{attribute.title} {attribute.means} {self.view.topic_title(attribute.topic)}".lower()
            values = {self.view.cell(attribute.id, tier.id).value for tier in self.tiers}
            if all(word in text for word in words) and (not self._differences or len(values) > 1):
                yield attribute

    def fill(self, keep: str | None) -> None:
        """Fill table and cards; the cursor of the table stays on its tier too, where it can."""
        rows = list(self.rows())
        self._fill_table(rows, (keep or "").partition("/")[2])
        self.cards.fill(self._cards(rows), keep)
        self.set_class(not rows, "-empty")
        self.query_one("#nothing", Static).update(Content(self._nothing()))
        self._rows = len(rows)
        self._show_state()
        self._follow()

    def _nothing(self) -> str:
        """Why no row is left, and what brings them back."""
        if self.query_one("#query", Input).value.strip():
            less = " in which the tiers differ" if self._differences else ""
            return f"No row{less} has these words. Escape takes them away."
        keys = f"{self.app.key('differences')} shows all rows, {self.app.key('choose-tiers')} chooses tiers."
        if len(self.tiers) == 1:
            return f"{self.tiers[0].name} alone is shown, and differs from nothing. {keys}"
        return f"The tiers that are shown do not differ. {keys}"

    def _show_state(self) -> None:
        """How many rows and which tiers are to be seen."""
        facts = [f"{self._rows} of {len(self.view.attributes)} rows"]
        if self._differences:
            facts.append("differences only")
        count = len(self.tiers)
        if self._seen < count and not self.has_class("-narrow"):
            first = min(self.table.first_seen, count - self._seen) + 1
            before, after = "◂ " if first > 1 else "", " ▸" if first + self._seen <= count else ""
            facts.append(f"{before}tiers {first}–{first + self._seen - 1} of {count}{after}")
        if count < len(self.view.tiers):
            facts.append(f"{len(self.view.tiers) - count} hidden, {self.app.key('show-tiers')} shows all")
        self.query_one("#compare-state", Static).update(Content.styled(" · ".join(facts), QUIET))

    def _fill_table(self, rows: list[Attribute], keep: str) -> None:
        table = self.table
        beside = WORDS if self.has_class("-huge") else 0
        self._seen = table.set_columns([(tier.id, tier.short) for tier in self.tiers], beside=beside)
        topic = None
        for attribute in rows:
            if attribute.topic != topic:
                topic = attribute.topic
                table.add_topic(topic, self.view.topic_title(topic))
            cells = [table.value(self.view.cell(attribute.id, tier.id).value) for tier in self.tiers]
            table.add_values(attribute.id, attribute.title, cells)
        columns = [tier.id for tier in self.tiers]
        table.go_to(keep, columns.index(self._tier) + 1 if self._tier in columns else None)

    def _cards(self, rows: list[Attribute]) -> Iterator[Item]:
        topic = None
        for attribute in rows:
            if attribute.topic != topic:
                topic = attribute.topic
                yield heading(self.view.topic_title(topic))
            lines = [Content(attribute.title), *self._card_lines(attribute)]
            yield Item(Content("\n").join(lines), f"matrix/{attribute.id}", 2)

    def _card_lines(self, attribute: Attribute) -> Iterator[Content]:
        """Every tier's value, as many beside each other as fit whole."""
        head = max(cell_len(tier.short) for tier in self.tiers) + 1
        beside = max((self.app.size.width - CARD_MARGIN + GAP) // (head + VALUE_WIDTH + GAP), 1)
        signs = []
        for tier in self.tiers:
            name = Content.styled(tier.short, QUIET)
            value = value_content(self.view.cell(attribute.id, tier.id).value)
            sign = Content.assemble(name.pad_right(head - name.cell_length), value)
            signs.append(sign.pad_right(head + VALUE_WIDTH - sign.cell_length))
        for at in range(0, len(signs), beside):
            yield Content(" " * GAP).join(signs[at : at + beside])

    # --- the cell in words

    def _document(self) -> Document | None:
        entry = self.entry
        if entry is None:
            return None
        tier = None if self.has_class("-narrow") else self._tier_under_cursor()
        tiers = (tier,) if tier else self.tiers
        if tier is None and len(tiers) == len(self.view.tiers):
            return describe(self.view, entry)
        return describe_cells(self.view, [self.view.cell(entry.partition("/")[2], each.id) for each in tiers])

    def _tier_under_cursor(self) -> TierView | None:
        column = self.table.cursor_column
        return self.tiers[column - 1] if 1 <= column <= len(self.tiers) else None

    def _follow(self) -> None:
        self.show(self._document())

    @on(DataTable.CellHighlighted)
    def _moved(self) -> None:
        tier = self._tier_under_cursor()
        if tier or self._tier in {each.id for each in self.tiers}:
            self._tier = tier.id if tier else None
        reader = self.query_one(Reader)
        before = reader.document
        self._follow()
        if reader.document is not before:
            self.stay_on(self.entry, reader)

    @on(OptionList.OptionHighlighted, "#cards")
    def _card_highlighted(self) -> None:
        self._follow()

    @on(DataTable.CellSelected)
    @on(OptionList.OptionSelected, "#cards")
    def action_read_row(self) -> None:
        self._follow()
        if self.entry:
            self.app.remember(self.entry)
            self.read()

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
            self.notify(
                f"Put the cursor on a tier's column first, or choose the tiers with {self.app.key('choose-tiers')}.",
                markup=False,
            )
        elif len(self.tiers) < 2:
            self.notify("One tier must stay.", markup=False)
        else:
            left = [each.id for each in self.tiers if each.id != tier.id]
            self._tier = left[min(self.tiers.index(tier), len(left) - 1)]
            self._show_tiers(left)

    def action_show_tiers(self) -> None:
        self._show_tiers(tier.id for tier in self.view.tiers)

    def action_choose_tiers(self) -> None:
        from trusttui.tui.screens.tiers import TierScreen

        shown = [tier.id for tier in self.tiers]
        self.app.push_screen(TierScreen(self.view.tiers, shown), self._show_tiers)

    def _show_tiers(self, shown: Iterable[str] | None) -> None:
        """Show exactly these tiers, now and in later runs; None changes nothing."""
        if shown is None:
            return
        hidden = hidden_with(self.view, self._hidden, set(shown))
        self._only = ()
        said = self.app.settings.hide_tiers(self.view.pack.meta.id, hidden)
        if said:
            self.notify(said, severity="warning", timeout=10, markup=False)
        self.refill()

    def action_another_date(self) -> None:
        from trusttui.tui.screens.as_of import AsOfScreen

        tier = self._tier_under_cursor() or self.tiers[0]
        title = f"Compare {tier.name} with another date"
        dialog = AsOfScreen(self.app.session, title, self.view.as_of, tier.id)
        self.app.push_screen(dialog, partial(self._against_chosen, tier.id, self.entry))

    def _against_chosen(self, tier: str, entry: str | None, day: str | None) -> None:
        from trusttui.tui.screens.over_time import OverTimeScreen

        if day is not None:
            self.app.push_screen(OverTimeScreen(tier, day or None, entry))

    # --- what the app asks of a section

    def open(self, entry: str) -> None:
        with self.prevent(Input.Changed):
            self.query_one("#query", Input).value = ""
        self._differences = False
        self.refill()
        self.go_to(entry)
        self._follow()
        self.focus_main()

    def follow(self, link: Link) -> None:
        if link.against:
            from trusttui.tui.screens.over_time import OverTimeScreen

            self.app.push_screen(OverTimeScreen(link.tiers[0], link.against, link.entry or None))
            return
        self._only, self._differences = link.tiers, link.differences
        with self.prevent(Input.Changed):
            self.query_one("#query", Input).value = link.words
        self.refill()
        if link.entry:
            self.go_to(link.entry)
            self._follow()

    def link(self) -> Link:
        few = len(self.tiers) < len(self.view.tiers)
        tiers = tuple(tier.id for tier in self.tiers) if few else ()
        words = self.query_one("#query", Input).value.strip()
        plain = super().link()
        return replace(plain, section="compare", tiers=tiers, differences=self._differences, words=words)

    def own_state(self) -> dict[str, Any]:
        return {
            **super().own_state(),
            "differences": self._differences,
            "only": self._only,
            "tier": self._tier,
        }

    def take_own_state(self, state: Mapping[str, Any]) -> None:
        super().take_own_state(state)
        self._differences, self._only, self._tier = state["differences"], state["only"], state["tier"]
        self.refill()

    def go_back(self) -> bool:
        if super().go_back():
            return True
        query = self.query_one("#query", Input)
        if self.focused is query or query.value:
            query.value = ""
            self.focus_main()
            return True
        return False

    def copy_text(self) -> str | None:
        return super().copy_text() if self.entry else None
