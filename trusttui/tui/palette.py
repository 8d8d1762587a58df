"""The command palette: what can be done where one is, each with its key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, cast

from textual.app import App
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from trusttui.tui.commands import BY_NAME
from trusttui.tui.here import Here, commands_here
from trusttui.tui.keynames import shown
from trusttui.tui.render import QUIET


class Palette(CommandPalette):
    """The library's, but for what a key does to a list that is not laid out yet."""

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):
            super()._action_command_list(action)

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave, once: as `Dialog` does."""
        return super().dismiss(result) if self.is_active else AwaitComplete.nothing()  # type: ignore[no-untyped-call]


class Commands(Provider):
    """Commands are found by the words of their names and of what they do; those of the name come first."""

    async def discover(self) -> Hits:
        for here in self._here():
            yield DiscoveryHit(self._row(here), self._runner(here), text=here.command.label, help=here.command.tooltip)

    async def search(self, query: str) -> Hits:
        words = query.lower().split()
        for number, here in enumerate(self._here()):
            if score := match(words, here):
                row = self._row(here)
                # Of equals the nearer to the focus is first, as without any words.
                score -= number / 10_000
                yield Hit(score, row, self._runner(here), text=here.command.label, help=here.command.tooltip)

    def _here(self) -> Iterator[Here]:
        found = set()
        for here in commands_here(self.screen):
            found.add(here.command.id)
            if here.command.palette:
                yield here
        for command in BY_NAME:
            if command.id not in found:
                yield Here(command, self.app, command.action, ())

    @staticmethod
    def _row(here: Here) -> Content:
        keys = " ".join(dict.fromkeys(map(shown, here.keys)))
        return Content.assemble(here.command.label, (f"  {keys}" if keys else "", QUIET))

    def _runner(self, here: Here) -> Callable[[], Any]:
        app = cast("App[Any]", self.app)

        async def run() -> None:
            # What the command belongs to may have gone with a screen since.
            if here.node.is_attached or here.node is app:
                await app.run_action(here.action, here.node)

        return run


def match(words: list[str], here: Here) -> float:
    """How well words fit a command, from 0 (one of them does not at all) to 1."""
    label = here.command.label.lower()
    every = f"{label} {here.command.tooltip.lower()} {here.command.id}"
    if not all(word in every for word in words):
        return 0
    whole = " ".join(words)
    if label.startswith(whole):
        return 1
    return 0.8 if whole in label else 0.6 if all(word in label for word in words) else 0.3
