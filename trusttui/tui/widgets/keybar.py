"""The footer: the keys that work now, as many as fit; help and quit are always among them."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

ALWAYS = ("help", "quit")
GAPS = 2
"""Cells between key and words, and after them."""


class KeyBar(Footer):
    """Textual's footer without keys that would be cut off."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False, compact=True)

    def compose(self) -> ComposeResult:
        keys = self._as_declared([key for key in super().compose() if isinstance(key, FooterKey)])
        room = self.app.size.width - sum(self._width(key) for key in keys if key.action in ALWAYS)
        shown = []
        full = False
        for key in keys:
            if key.action in ALWAYS:
                shown.append(key)
                continue
            full = full or self._width(key) > room
            if not full:
                room -= self._width(key)
                shown.append(key)
        self.styles.grid_size_columns = max(len(shown), 1)
        yield from shown

    def _as_declared(self, keys: list[FooterKey]) -> list[FooterKey]:
        """With the user's keys: in the order of the commands, which a keymap disturbs, and without keys that do not
        arrive."""
        if not self.app._keymap:
            return keys
        from trusttui.tui.here import commands_here

        order = [here.action for here in commands_here(self.screen) if here.keys]
        return sorted((key for key in keys if key.action in order), key=lambda key: order.index(key.action))

    def on_resize(self, event: events.Resize) -> None:
        self.refresh(recompose=True)

    @staticmethod
    def _width(key: FooterKey) -> int:
        return cell_len(key.key_display) + cell_len(key.description) + GAPS
