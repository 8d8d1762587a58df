"""A list of entries under headings."""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.getters import app as app_getter
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trusttui.report.codes import MARK, NOTED
from trusttui.tui.commands import LIST_KEYS, bindings
from trusttui.tui.lines import INDENT, QUIET, Lines, hanging
from trusttui.tui.shell import Shell
from trusttui.tui.widgets.lists import KEPT, List

if TYPE_CHECKING:
    from textual.timer import Timer

DETAIL_LINES = 3
GAP = 2
"""Cells between a text and its sign."""
REST_AFTER = 0.4
"""Seconds until rows out of sight are added; who types on never waits for them."""
LOT = 400
"""So many of them are added at a time: a list may have a hundred thousand rows."""
MANY = 5000
"""More than these are never added for one key."""


class Item(NamedTuple):
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
    line: Content | None = None
    """A line between the text and the detail, cut where it is too long."""
    sign: str = ""
    """What stands after the text, and is never broken."""


def _look(part: object) -> Hashable:
    """All that makes a part of a row look as it does: texts in other styles are equal otherwise."""
    if isinstance(part, Content):
        return part.plain, *part.spans
    return tuple(map(_look, part)) if isinstance(part, tuple) else part


def heading(text: str) -> Item:
    return Item(Content.styled(text, "bold $text-accent"))


class PageList(List):
    """A list that may be as high as its rows, within something that scrolls: that then follows the highlight."""

    def scroll_to_highlight(self, top: bool = False) -> None:
        super().scroll_to_highlight(top=top)
        if self.highlighted is None or not self.has_focus or self.highlighted not in self._index_to_line:
            return
        line, height = self._index_to_line[self.highlighted], self._heights[self.highlighted]
        region = Region(0, self.gutter.top + line - self.scroll_offset.y, self.size.width, height)
        widget: Widget = self
        while isinstance(widget.parent, Widget):
            region = region.translate(widget.virtual_region.offset)
            widget = widget.parent
            if widget.allow_vertical_scroll:
                widget.scroll_to_region(region, animate=False, force=True, immediate=True)
                return


class EntryList(PageList):
    """Entries to choose from. The highlight stays on its entry when the list is filled anew."""

    app = app_getter(Shell)
    BINDINGS: ClassVar[list[BindingType]] = bindings(LIST_KEYS)
    HELP = "Arrow keys or j and k move, enter opens."

    def __init__(self, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)
        self._items: list[Item] = []
        self._wrapped_for = (0, False)
        """The cells of a row, and whether groups stand apart."""
        self._source: Callable[[int], Iterable[Item]] | None = None
        self._made_for = 0
        """The cells of a row that the items were made for, where they depend on them."""
        self._listed: list[str | None] = []
        """What the rows that are shown stand for: items are made before they are shown."""
        self._rest: Iterator[tuple[Item, Lines]] = iter(())
        """The rows that are not shown yet, in their order."""
        self._later: Timer | None = None
        self._signs: dict[str, tuple[bool, bool]] = {}
        """Which rows are shown as marked, and as noted."""
        self._wrapped: dict[Hashable, Lines] = {}
        """Rows as they were wrapped: much of what a letter finds was found before it."""

    @property
    def entry(self) -> str | None:
        """The highlighted entry."""
        if self.highlighted is None or self.highlighted >= len(self._listed):
            return None
        return self._listed[self.highlighted]

    @property
    def entries(self) -> list[str]:
        return [item.entry for item in self._items if item.entry]

    def fill(self, items: Iterable[Item], keep: str | None = None) -> None:
        """Show these rows; highlight `keep` where it is among them, else the first entry."""
        self._source = None
        self._items = list(items)
        self._show_from(keep)

    def fill_by(self, source: Callable[[int], Iterable[Item]]) -> None:
        """Show what a function makes for the cells of a row, now and for whatever width is to come; the highlight stays
        on its entry."""
        self._source, self._made_for = source, 0
        if self.size:
            self._make_and_show()

    def _make(self, width: int) -> None:
        if self._source and width != self._made_for:
            self._made_for = width
            self._items = list(self._source(width))

    def _make_and_show(self) -> None:
        keep = self.entry
        self._make(self.row_width)
        self._show_from(keep)

    def _show_from(self, keep: str | None) -> None:
        self._show()
        places = [number for number, item in enumerate(self._items) if item.entry]
        kept = [number for number in places if self._items[number].entry == keep]
        self.highlighted = next(iter(kept or places), None)

    def _show(self) -> None:
        self._wrapped_for = (self.row_width, self._airy)
        self._listed = [item.entry for item in self._items]
        self._signs = self._users_signs()
        self._rest = zip(self._items, self._rows(self.row_width), strict=True)
        # A list that is hidden, or not laid out yet, has no height, and one that is as high as its rows has that of the
        # rows it had: it is as high as the terminal at most.
        lines = 0 if self.styles.is_auto_height else self.size.height
        self.set_options(self._options_for(lines + 1 if lines else self.app.size.height))
        if self._later:
            self._later.stop()
        self._later = self.set_timer(REST_AFTER, self._grow) if self.is_attached else None

    def _options_for(self, lines: int) -> Iterator[Option]:
        """The next options, for so many lines or some more."""
        while lines > 0:
            item, row = next(self._rest, (None, None))
            if item is None or row is None:
                return
            lines -= len(row)
            yield Option(row, disabled=item.entry is None)

    def complete(self) -> None:
        """Add all rows that were out of sight."""
        self._grow(sys.maxsize)

    def _grow(self, most: int = LOT) -> None:
        """Add rows that were out of sight: to wrap them takes longer than to find and paint those that are not. A list
        that is as high as its rows needs them all."""
        every = sys.maxsize if self.styles.is_auto_height else most
        rest = list(islice(self._options_for(sys.maxsize), every))
        if rest:
            self.add_options(rest)

    def _grow_to(self, number: int) -> None:
        """Add rows until there is one of a number."""
        if number >= len(self._options):
            self._grow(number - len(self._options) + 1 + self.size.height)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if new_value + 2 * self.size.height >= self.virtual_size.height and len(self._options) < len(self._items):
            self.call_after_refresh(self._grow)

    def validate_highlighted(self, highlighted: int | None) -> int | None:
        if highlighted is not None:
            self._grow_to(highlighted)
        return super().validate_highlighted(highlighted)

    @property
    def option_count(self) -> int:
        self.complete()
        return super().option_count

    def action_cursor_up(self) -> None:
        first = next((number for number, item in enumerate(self._items) if item.entry), None)
        if self.highlighted is not None and self.highlighted != first:
            super().action_cursor_up()
        elif len(self._items) - len(self._options) <= MANY:
            # From the first row to the last.
            self.complete()
            super().action_cursor_up()

    def action_cursor_down(self) -> None:
        self._grow_to((self.highlighted or 0) + 2)
        super().action_cursor_down()

    def action_last(self) -> None:
        self._grow(MANY)
        super().action_last()
        if len(self._options) < len(self._items):
            rows = f"{len(self._options):,} of {len(self._items):,} rows are listed so far"
            self.notify(f"{rows}; to type what you look for is quicker.", markup=False)

    def action_page_down(self) -> None:
        self._grow_to((self.highlighted or 0) + self.size.height)
        super().action_page_down()  # type: ignore[no-untyped-call]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines of all rows at a width, however they are wrapped at the moment."""
        self._make(max(width - 1, 20))
        return sum(map(len, self._rows(max(width - 1, 20))))

    def _rows(self, width: int) -> Iterator[Lines]:
        """All rows for a width; where there is air, a group's heading stands apart from the group before."""
        for number, item in enumerate(self._items):
            apart = number and item.entry is None and item.rail is None and self._airy
            row = self._row(item, width)
            yield Lines([Content(""), *row.lines]) if apart else row

    @property
    def _airy(self) -> bool:
        return self.is_attached and self.screen.has_class("-airy")

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
        for number, item in enumerate(self._items[: len(self._options)]):
            if item.entry and before.get(item.entry) != self._signs.get(item.entry):
                self.replace_option_prompt_at_index(number, self._row(item, self._wrapped_for[0]))

    def _row(self, item: Item, width: int) -> Lines:
        signs = self._signs.get(item.entry or "", (False, False))
        made_of = (width, signs, *(_look(part) for part in item))
        row = self._wrapped.get(made_of)
        if row is None:
            if len(self._wrapped) >= KEPT:
                self._wrapped.clear()
            row = self._wrapped[made_of] = self._made_row(item, width, *signs)
        return row

    def _made_row(self, item: Item, width: int, marked: bool, noted: bool) -> Lines:
        first, rest = item.rail or (Content(" " if item.entry else ""),) * 2
        if marked:
            # In the cell that every row leaves free at its left.
            first = Content.assemble((MARK, "$text-accent"), first[1:])
        text = Content.assemble(item.text, (f"  {NOTED}", f"italic {QUIET}")) if noted else item.text
        room = width - max(rest.cell_length, 1)
        lines = hanging(text, room, 0, item.hang)
        if item.sign:
            sign = Content.styled(item.sign, QUIET)
            if lines[-1].cell_length + GAP + sign.cell_length <= room:
                lines[-1] = Content.assemble(lines[-1], " " * GAP, sign)
            else:
                lines.append(sign.pad_left(item.hang))
        if item.line is not None:
            lines.append(item.line.truncate(room - INDENT, ellipsis=True).pad_left(INDENT))
        if item.detail is not None:
            detail = hanging(item.detail, room, 1)
            lines += detail[: item.detail_lines]
            if len(detail) > item.detail_lines:
                lines[-1] = Content.assemble(lines[-1].truncate(room - 1), ("…", QUIET))
        return Lines(Content.assemble(rest if number else first, line) for number, line in enumerate(lines))

    def on_resize(self, event: events.Resize) -> None:
        self.rewrap()
        if self.virtual_size.height < self.size.height:
            self._grow()

    def rewrap(self) -> None:
        """Rows are wrapped to the width, and stand as near each other as the density says; the highlight stays."""
        if self._source and self.size and (self.row_width, self._airy) != self._wrapped_for:
            self._make_and_show()
        elif self._items and (self.row_width, self._airy) != self._wrapped_for:
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
