"""A list of entries under headings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.getters import app as app_getter
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trusttui.report.words import MARK, NOTED
from trusttui.tui.commands import LIST_KEYS, bindings
from trusttui.tui.render import QUIET, hanging
from trusttui.tui.shell import Shell

DETAIL_LINES = 3


@dataclass(frozen=True)
class Item:
    """A row: an entry, or a heading where `entry` is None. Lines after the first stand `hang` cells further right."""

    text: Content
    entry: str | None = None
    hang: int = 0
    detail: Content | None = None
    """Lines of their own under the text."""
    detail_lines: int = DETAIL_LINES
    """How many of them at most."""
    rail: tuple[Content, Content] | None = None
    """What stands to the left of the first line, and of all others."""


def heading(text: str) -> Item:
    return Item(Content.styled(text, f"bold {QUIET}"))


class EntryList(OptionList):
    """Entries to choose from. The highlight stays on its entry when the list is filled anew."""

    app = app_getter(Shell)
    BINDINGS: ClassVar[list[BindingType]] = bindings(LIST_KEYS)
    HELP = "Arrow keys or j and k move, enter opens."

    def __init__(self, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)
        self._items: list[Item] = []
        self._wrapped_for = 0
        self._signs: dict[str, tuple[bool, bool]] = {}
        """Which rows are shown as marked, and as noted."""

    @property
    def entry(self) -> str | None:
        """The highlighted entry."""
        if self.highlighted is None or self.highlighted >= len(self._items):
            return None
        return self._items[self.highlighted].entry

    @property
    def entries(self) -> list[str]:
        return [item.entry for item in self._items if item.entry]

    def fill(self, items: Iterable[Item], keep: str | None = None) -> None:
        """Show these rows; highlight `keep` where it is among them, else the first entry."""
        self._items = list(items)
        self._show()
        places = [number for number, item in enumerate(self._items) if item.entry]
        kept = [number for number in places if self._items[number].entry == keep]
        self.highlighted = next(iter(kept or places), None)

    def _show(self) -> None:
        width = self.row_width
        self._wrapped_for = width
        self._signs = self._users_signs()
        self.set_options(Option(self._row(item, width), disabled=item.entry is None) for item in self._items)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines of all rows at a width, however they are wrapped at the moment."""
        return sum(self._row(item, max(width - 1, 20)).plain.count("\n") + 1 for item in self._items)

    @property
    def row_width(self) -> int:
        """The cells of a row, with room for a scrollbar that may come once the rows are there."""
        return max(self.outer_size.width - self.gutter.width - 1, 20)

    def _users_signs(self) -> dict[str, tuple[bool, bool]]:
        marks = self.app.marks
        return {entry: (bool(mark.marked), bool(mark.note)) for entry, mark in marks.marked.items()} if marks else {}

    def mark_anew(self) -> None:
        """Show what is marked and noted by now."""
        before, self._signs = self._signs, self._users_signs()
        for number, item in enumerate(self._items):
            if item.entry and before.get(item.entry) != self._signs.get(item.entry):
                self.replace_option_prompt_at_index(number, self._row(item, self._wrapped_for))

    def _row(self, item: Item, width: int) -> Content:
        first, rest = item.rail or (Content(" " if item.entry else ""),) * 2
        marked, noted = self._signs.get(item.entry or "", (False, False))
        if marked:
            # In the cell that every row leaves free at its left.
            first = Content.assemble((MARK, "$text-accent"), first[1:])
        text = Content.assemble(item.text, (f"  {NOTED}", f"italic {QUIET}")) if noted else item.text
        room = width - max(rest.cell_length, 1)
        lines = hanging(text, room, 0, item.hang)
        if item.detail is not None:
            detail = hanging(item.detail, room, 1)
            lines += detail[: item.detail_lines]
            if len(detail) > item.detail_lines:
                lines[-1] = Content.assemble(lines[-1].truncate(room - 1), ("…", QUIET))
        return Content("\n").join(
            Content.assemble(rest if number else first, line) for number, line in enumerate(lines)
        )

    def on_resize(self, event: events.Resize) -> None:
        """Rows are wrapped to the width; a new one wraps them anew and keeps the highlight."""
        if self._items and self.row_width != self._wrapped_for:
            highlighted = self.highlighted
            with self.prevent(OptionList.OptionHighlighted):
                self._show()
                self.highlighted = highlighted

    def go_to(self, entry: str) -> bool:
        """Highlight an entry; False where it is not in the list."""
        for number, item in enumerate(self._items):
            if item.entry == entry:
                self.highlighted = number
                return True
        return False
