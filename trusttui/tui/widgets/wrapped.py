"""Text that is wrapped to whatever room it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from trusttui.tui.lines import Finish, Lines
from trusttui.tui.widgets.ground import own_lines

LinesFor = Callable[[int], Iterable[Content]]
"""The lines for a width in cells."""
LEAST = 12
"""It is never wrapped to fewer cells than these."""


class Wrapped(Widget):
    """Lines that are made for the width they are given, up to `widest`."""

    widest = 9999
    # What changes its size paints it: the library would do so once more after the layout.
    virtual_size = Reactive(Size(0, 0), repaint=False)

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._make: LinesFor = lambda width: ()
        self._made: dict[int, Lines] = {}
        self._width = 0
        self._style: Style | None = None
        """That of the text, while it is painted."""

    def show(self, make: LinesFor) -> None:
        self._make, self._made = make, {}
        self._select_nothing()
        self.refresh(layout=True)

    def _select_nothing(self) -> None:
        """What the mouse selected were places in the text that was shown, as it was wrapped."""
        if self.is_attached and self in self.screen.selections:
            self.screen.selections = {each: held for each, held in self.screen.selections.items() if each is not self}

    def on_resize(self, event: events.Resize) -> None:
        if event.size.width != self._width:
            self._width = event.size.width
            self._select_nothing()

    def lines(self, width: int) -> Lines:
        """What is shown in a width."""
        width = max(min(width, self.widest), LEAST)
        if width not in self._made:
            # For one width at a time: what a text looks like may also depend on how wide the screen is by now.
            self._made = {width: Lines(self._make(width))}
        return self._made[width]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(len(self.lines(width)), 1)

    def render(self) -> Lines:
        return self.lines(self.content_size.width)

    def render_lines(self, crop: Region) -> list[Strip]:
        self._style = self.visual_style
        try:
            if self.text_selection is not None:
                return super().render_lines(crop)
            return own_lines(self, crop, self._finished, super().render_lines)
        finally:
            self._style = None

    def _finished(self, y: int, finish: Finish) -> Strip:
        assert self._style
        return self.render().strip(y, self._style, self._get_style, finish=finish)

    def render_line(self, y: int) -> Strip:
        if self.text_selection is not None or self._style is None:
            return super().render_line(y)
        # Only what is seen is painted: the library would paint the whole text.
        return self.render().strip(y, self._style, self._get_style)

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        return selection.extract(self.render().plain), "\n"
