"""Lists that bear a key before they have been laid out: hidden, in a terminal without room for them, or just filled."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widgets import OptionList


class List(OptionList):
    """A list to choose from."""

    _styles_of_rows: dict[tuple[str, ...], Style] | None = None
    """Those that rows have, while they are painted: the library works them out for every line."""

    def render_lines(self, crop: Region) -> list[Strip]:
        self._update_lines()
        self._styles_of_rows = {}
        try:
            return super().render_lines(crop)
        finally:
            self._styles_of_rows = None

    def _update_lines(self) -> None:
        # The library looks for new rows at every line that it paints.
        if self._styles_of_rows is None:
            super()._update_lines()

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


class Palette(CommandPalette):
    """The commands by name; its list is the library's own."""

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):
            super()._action_command_list(action)

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave, once: as `Dialog` does."""
        return super().dismiss(result) if self.is_active else AwaitComplete.nothing()  # type: ignore[no-untyped-call]
