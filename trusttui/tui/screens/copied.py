"""What was copied, as plain lines from the edge of the screen, for the terminal's own selection to take."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from trusttui.tui.commands import COPIED, READER_KEYS, bindings
from trusttui.tui.dialog import Dialog
from trusttui.tui.keymap import key_of


class CopiedText(VerticalScroll):
    BINDINGS: ClassVar[list[BindingType]] = bindings(READER_KEYS)
    HELP = "Select it as anywhere else in this terminal: while it is shown the mouse is the terminal's."


class CopiedScreen(Dialog[None]):
    """The text without frame or margin. While it is shown the mouse is left to the terminal."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(COPIED)
    DEFAULT_CSS = """
    CopiedScreen { align: left top; background: $background; }
    CopiedScreen CopiedText { height: 1fr; padding: 0; background: $background; scrollbar-size: 0 0; }
    CopiedScreen #copied { width: 100%; height: auto; }
    CopiedScreen #copied-keys { dock: bottom; height: 1; background: $panel; color: $text-muted; }
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        with CopiedText():
            yield Static(Content(self._text), id="copied")
        down, up, leave = (key_of(self.app, name) for name in ("reader-down", "reader-up", "copied-leave"))
        yield Static(
            f" Select it with the terminal's own selection · {down} {up} scroll · {leave} back",
            id="copied-keys",
            markup=False,
        )

    def on_mount(self) -> None:
        # A notice would lie over the text.
        self.app.clear_notifications()
        self._mouse("_disable_mouse_support")
        self.query_one(CopiedText).focus()

    def on_unmount(self) -> None:
        self._mouse("_enable_mouse_support")

    def _mouse(self, what: str) -> None:
        # With --no-mouse the driver does neither; some drivers have no mouse to leave.
        switch: Any = getattr(self.app._driver, what, None)
        if switch:
            switch()

    def action_leave(self) -> None:
        self.dismiss()
