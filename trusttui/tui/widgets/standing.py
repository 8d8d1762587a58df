"""The pane that says what the answers come to so far."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from trusttui.tui.commands import READER_KEYS, bindings
from trusttui.tui.widgets.wrapped import LinesFor, Wrapped


class StandingPane(VerticalScroll):
    """Scrolls by keys once it has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(READER_KEYS)
    HELP = "Where each tier stands with the answers so far, and the answer that moved it last. Escape goes back."

    def compose(self) -> ComposeResult:
        yield Wrapped(id="standing-text")

    def show(self, make: LinesFor) -> None:
        self.query_one(Wrapped).show(make)
