"""Lists that bear a key before they have been laid out: hidden, in a terminal without room for them, or just filled."""

from __future__ import annotations

from typing import Literal

from textual import events
from textual.cache import LRUCache
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trusttui.tui.lines import Finish, Lines
from trusttui.tui.widgets.ground import own_lines
from trusttui.tui.widgets.scrollbar import Scrolled

KEPT = 200
"""Rows that are kept as they were painted."""


class List(Scrolled, OptionList):
    """A list to choose from."""

    _painted_width = 0
    _lines_known: object = None
    """For how many rows, in how much room, lines were counted."""
    _styles_of_rows: dict[tuple[str, ...], Style] | None = None
    """Those that rows have, while they are painted: the library works them out for every line."""
    _finish: Finish | None = None
    """What is done to a line, while lines are painted."""

    def __init__(self, *content: Option, markup: bool = True, id: str | None = None) -> None:
        self._painted: LRUCache[tuple[Lines, Style, Finish], list[Strip]] = LRUCache(KEPT)
        """Rows as they were painted."""
        super().__init__(*content, markup=markup, id=id)

    @classmethod
    def _get_component_classes(cls) -> frozenset[str]:  # type: ignore[override]
        # No list has separators, and to work out a style takes as long as to paint some lines.
        return super()._get_component_classes() - {"option-list--separator"}

    def render_lines(self, crop: Region) -> list[Strip]:
        self._update_lines()
        self._styles_of_rows = {}
        try:
            return own_lines(self, crop, self._finished, super().render_lines)
        finally:
            self._styles_of_rows = self._finish = None

    def _finished(self, y: int, finish: Finish) -> Strip:
        self._finish = finish
        return self.render_line(y)

    def _update_lines(self) -> None:
        # The library looks for new rows at every line that it paints, and whenever it asks for one.
        known = (len(self._options), self._container_size, self.show_vertical_scrollbar)
        if self._styles_of_rows is None and not (self._line_cache.lines and known == self._lines_known):
            self._lines_known = known
            super()._update_lines()

    def scroll_to_highlight(self, top: bool = False) -> None:
        number = self.highlighted
        if number is None or top or not self._is_seen(number):
            super().scroll_to_highlight(top=top)

    def _is_seen(self, number: int) -> bool:
        """Whether all of a row is."""
        line = self._index_to_line.get(number)
        if line is None or not self.is_mounted:
            return False
        first = self.scroll_offset.y
        return first <= line and line + self._heights[number] <= first + self.scrollable_content_region.height

    def _get_option_render(self, option: Option, style: Style) -> list[Strip]:
        prompt = option.prompt
        if not isinstance(prompt, Lines):
            return super()._get_option_render(option, style)
        # As the library has it, with none of what it does for rows of any kind; and kept when the list is filled anew,
        # for much of what a letter finds was found before it.
        finish = self._finish or Finish(self.scrollable_content_region.width, (), self.styles.background)
        key = (prompt, style, finish)
        if (strips := self._painted.get(key)) is None:
            parse = self._get_style
            strips = [prompt.strip(y, style, parse, selects=False, finish=finish) for y in range(len(prompt))]
            self._painted[key] = strips
        return strips

    def _on_resize(self, event: events.Resize) -> None:  # type: ignore[override]
        event.prevent_default()
        width = self.scrollable_content_region.width
        if width != self._painted_width:
            # Else what was wrapped and painted is as good as it was.
            self._painted_width = width
            self._clear_caches()

    def notify_style_update(self) -> None:
        # Another theme may have the same style for a row, and other colours for what stands in it.
        self._painted.clear()
        super().notify_style_update()

    def _row_at(self, event: events.MouseEvent) -> int | None:
        """The number of the row under the mouse; None on the border, or under the last row."""
        at = event.get_content_offset(self)
        line = at.y + self.scroll_offset.y if at is not None else -1
        return self._lines[line][0] if 0 <= line < len(self._lines) else None

    def _on_click(self, event: events.Click) -> None:  # type: ignore[override]
        event.prevent_default()
        row = self._row_at(event)
        if row is not None and not self.get_option_at_index(row).disabled:
            self.highlighted = row
            self.action_select()

    def _on_mouse_move(self, event: events.MouseMove) -> None:
        event.prevent_default()
        self._mouse_hovering_over = self._row_at(event)

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        known = self._styles_of_rows
        if known is None or partial:
            return self._row_style(*component_classes, partial=partial)
        if component_classes not in known:
            known[component_classes] = self._row_style(*component_classes)
        return known[component_classes]

    def _row_style(self, *component_classes: str, partial: bool = False) -> Style:
        """With what the library leaves out: without colours it is all that says where the cursor is."""
        style = super().get_visual_style(*component_classes, partial=partial)
        reverse = any(self.get_component_styles(name).text_style.reverse for name in component_classes)
        return style + Style(reverse=True) if reverse else style

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        # The library looks up the line of the highlight, which there is none of yet.
        if (self.highlighted or 0) in self._index_to_line:
            super()._move_page(direction)
