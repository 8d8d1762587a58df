"""The pane that says what the answers come to so far."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from trusttui.tui.commands import READER_KEYS, bindings

Lines = Callable[[int], list[Content]]
"""The lines for a width in cells."""


class Wrapped(Widget):
    """Lines that are made for the width they are given."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._make: Lines = lambda width: []
        self._made: dict[int, Content] = {}

    def show(self, make: Lines) -> None:
        self._make, self._made = make, {}
        self.refresh(layout=True)

    def _lines(self, width: int) -> Content:
        width = max(width, 12)
        if width not in self._made:
            self._made[width] = Content("\n").join(self._make(width))
        return self._made[width]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._lines(width).plain.count("\n") + 1

    def render(self) -> Content:
        return self._lines(self.content_size.width)


class StandingPane(VerticalScroll):
    """Scrolls by keys once it has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(READER_KEYS)
    HELP = "Where each tier stands with the answers so far, and the answer that moved it last. Escape goes back."

    def compose(self) -> ComposeResult:
        yield Wrapped(id="standing-text")

    def show(self, make: Lines) -> None:
        self.query_one(Wrapped).show(make)
