"""The footer: the keys that work now, as many as fit; help and quit are always among them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import events
from textual.binding import Binding
from textual.content import Content

from trusttui.tui.widgets.line import Part, PartLine

if TYPE_CHECKING:
    from textual.screen import Screen

ALWAYS = ("help", "quit")
WAYS = ("leave", "links")
READING = "-reading"
GAP = 2
"""Cells between two keys."""
MARGINS = 2
"""Cells at both ends of the line."""


class KeyBar(PartLine):
    """Keys and what they do; a click on one presses it."""

    gap = GAP
    _ready = False

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def on_unmount(self) -> None:
        self.screen.bindings_updated_signal.unsubscribe(self)

    def _changed(self, screen: Screen[object]) -> None:
        self._ready = True
        if self.is_attached and screen is self.screen and self.app.app_focus:
            self.call_after_refresh(self._fill)

    def on_resize(self, event: events.Resize) -> None:
        if self._ready:
            self._fill()

    def _fill(self) -> None:
        if self.is_attached:
            self.show(list(self._fitting([self._part(*each) for each in self._as_declared(self._active())])))

    def _active(self) -> list[tuple[Binding, bool, str]]:
        """Each command once, with whether it works now, and what there is to say of it; first the ways out of what
        one reads, for the list may be hidden by it."""
        found: dict[str, tuple[Binding, bool, str]] = {}
        ways: dict[str, tuple[Binding, bool, str]] = {}
        for _, binding, enabled, tooltip in self.screen.active_bindings.values():
            if binding.show:
                found.setdefault(binding.action, (binding, enabled, tooltip))
            elif binding.action in WAYS and self.screen.has_class(READING):
                ways.setdefault(binding.action, (binding, enabled, tooltip))
        return [*(ways[action] for action in WAYS if action in ways), *found.values()]

    def _as_declared(self, keys: list[tuple[Binding, bool, str]]) -> list[tuple[Binding, bool, str]]:
        """With the user's keys: in the order of the commands, which a keymap disturbs, and without keys that do not
        arrive."""
        if not self.app._keymap:
            return keys
        from trusttui.tui.here import commands_here

        order = [here.action for here in commands_here(self.screen) if here.keys]
        return sorted((key for key in keys if key[0].action in order), key=lambda key: order.index(key[0].action))

    def _part(self, binding: Binding, enabled: bool, tooltip: str) -> Part:
        shown, quiet = self.app.get_key_display(binding), "" if enabled else "dim "
        text = Content.assemble(
            (shown, f"{quiet}bold $footer-key-foreground"),
            " ",
            (binding.description, f"{quiet}$footer-description-foreground"),
        )
        return Part(binding.action, text, tooltip or binding.tooltip)

    def _fitting(self, keys: list[Part]) -> Iterable[Part]:
        """From the left as many as there is room for beside those that are always shown."""
        wide = {key.id: key.text.cell_length + GAP for key in keys}
        room = self.app.size.width - MARGINS + GAP - sum(wide[key.id] for key in keys if key.id in ALWAYS)
        full = False
        for key in keys:
            if key.id not in ALWAYS:
                full = full or wide[key.id] > room
                if full:
                    continue
                room -= wide[key.id]
            yield key

    def chosen(self, part: Part) -> None:
        for binding, enabled, _ in self._active():
            if binding.action == part.id and enabled:
                self.app.simulate_key(binding.key)
