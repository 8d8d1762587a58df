"""The user's own keys on the screens: read from `keys.toml`, applied, and told of where something is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.app import App

from trusttui.tui.here import NO_KEY
from trusttui.tui.keynames import shown
from trusttui.tui.keys import KeyFile, load
from trusttui.tui.scopes import every_command

_TOLD = 2
"""Faults that a notice has room for."""


def take(app: App[Any], path: Path) -> KeyFile:
    """Give the commands the keys of a file."""
    found = load(path)
    app.set_keymap({name: ",".join(keys) or NO_KEY for name, keys in found.keymap.items()})
    return found


def notice(found: KeyFile) -> str:
    """What is wrong with the file, in a few lines; empty where nothing is. Warnings are for
    `trusttui keys --check`."""
    if not found.wrong:
        return ""
    lines = [str(fault) for fault in found.wrong[:_TOLD]]
    if more := len(found.wrong) - len(lines):
        lines.append(f"and {more} more")
    return "\n".join([f"{found.path}", *lines, "All else holds. trusttui keys --check says more."])


def key_of(app: App[Any], command: str) -> str:
    """The key of a command as it is shown, for a hint; of one without a key, what to type into the palette."""
    declared = every_command()[command]
    keys = app._keymap.get(command, declared.keys).split(",")
    return shown(keys[0]) if keys != [NO_KEY] else f"“{declared.label}”"
