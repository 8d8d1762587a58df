"""Which commands work where one is, and by which keys: for footer, help, palette and jump mode."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from textual.binding import ActiveBinding
from textual.dom import DOMNode
from textual.keys import key_to_character
from textual.screen import Screen

from trusttui.tui.commands import Command
from trusttui.tui.scopes import every_command

NO_KEY = "unbound"
"""Stands in Textual's keymap for no key at all; no terminal sends it."""


class Here(Struct, frozen=True):
    """A command that works here, where its action runs, and the keys that reach it: none where all are taken by what is
    nearer to the focus, or typed into a field."""

    command: Command
    node: DOMNode
    action: str
    keys: tuple[str, ...]


def commands_here(screen: Screen[Any]) -> Iterator[Here]:
    """The commands of what has the focus and of what is around it, nearest first, each once."""
    known, active = every_command(), reachable(screen)
    seen: set[str] = set()
    for node in (screen.focused or screen).ancestors_with_self:
        for _, binding in node._bindings:
            command = known.get(binding.id or "")
            if command is None or command.id in seen:
                continue
            seen.add(command.id)
            if screen.app._check_action_state(binding.action, node):
                keys = screen.app._keymap.get(command.id, command.keys).split(",")
                arrive = tuple(key for key in keys if key in active and active[key].binding.id == command.id)
                yield Here(command, node, binding.action, arrive)
        if node.is_modal:
            return


def reachable(screen: Screen[Any]) -> dict[str, ActiveBinding]:
    """The bindings whose keys arrive: without those that the focused field takes as text, whatever a keymap says."""
    focused = screen.focused
    return {
        key: bound
        for key, bound in screen.active_bindings.items()
        if key != NO_KEY
        and (focused is None or bound.node is focused or not focused.check_consume_key(key, key_to_character(key)))
    }
