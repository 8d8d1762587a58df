"""The commands and their keys in writing: for a terminal, as JSON, as the table of the README, as a `keys.toml` to
begin with. No Textual here."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from trusttui.tui.commands import Command
from trusttui.tui.keynames import needs_modifier, shown, written
from trusttui.tui.keys import KeyFile, Keymap, effective
from trusttui.tui.scopes import SCOPES, Scope

_INDENT = 2
_TEMPLATE = """\
# Keys of trusttui: a line a command. Take away the # before a line and change its keys; the others stay as they are.
# A key is a character ("z", "?"), a name ("escape", "enter", "space", "f5", "pageup", ...), or one with ctrl, alt or
# shift ("ctrl+e"), which not every terminal passes on. Several keys: ["z", "f5"]. No key: []; the palette has it then.
# trusttui keys --check says what is wrong with this file.
"""


def shelf(keymap: Keymap) -> Iterator[tuple[Scope, list[tuple[Command, tuple[str, ...]]]]]:
    """The scopes, each with its commands and their keys; what only moves within a widget comes once."""
    keys = effective(keymap)
    seen: set[str] = set()
    for scope in SCOPES:
        here = [command for command in scope.commands if command.palette or command.id not in seen]
        seen.update(command.id for command in here)
        yield scope, [(command, keys[command.id]) for command in here]


def as_text(found: KeyFile, width: int) -> str:
    """A line a command: id, keys, what it does; `*` before those whose keys are the user's."""
    rows = [(scope, *row) for scope, commands in shelf(found.keymap) for row in commands]
    first = max(len(command.id) for _, command, _ in rows) + _INDENT
    second = max(len(_plain(keys)) for _, _, keys in rows) + _INDENT
    lines: list[str] = []
    last = None
    for scope, command, keys in rows:
        if scope is not last:
            lines += ["", scope.title] if lines else [scope.title]
            last = scope
        mark = "* " if command.id in found.keymap else "  "
        start = mark + command.id.ljust(first) + _plain(keys).ljust(second)
        room = max(width - len(start), 20)
        words, *more = textwrap.wrap(command.tooltip, room)
        lines += [start + words, *(" " * len(start) + line for line in more)]
    return "\n".join(lines) + "\n"


def as_json(found: KeyFile) -> dict[str, Any]:
    """`{file, faults: [{line, text, warning}], commands: [{id, label, does, where, keys, changed, in_palette}]}`"""
    return {
        "file": str(found.path),
        "faults": [{"line": each.line, "text": each.text, "warning": each.is_warning} for each in found.faults],
        "commands": [
            {
                "id": command.id,
                "label": command.label,
                "does": command.tooltip,
                "where": scope.id,
                "keys": list(map(written, keys)),
                "changed": command.id in found.keymap,
                "in_palette": command.palette,
            }
            for scope, commands in shelf(found.keymap)
            for command, keys in commands
        ],
    }


def as_markdown(keymap: Keymap) -> str:
    """A table: where, keys, what they do. What only moves stands together in a row."""
    lines = ["| where | key | what it does |", "| --- | --- | --- |"]
    for scope, commands in shelf(keymap):
        title = scope.title
        if scope.brief:
            span = f"{_code(commands[0][1])} to {_code(commands[-1][1])}"
            lines.append(f"| {title} | {span} | {scope.brief} |")
        elif commands and not any(command.palette for command, _ in commands):
            what = "; ".join(f"{_code(keys)} {_lower(command.tooltip)}" for command, keys in commands if keys)
            lines.append(f"| {title} | | {what} |")
        else:
            for command, keys in commands:
                lines.append(f"| {title} | {_code(keys) or 'by name'} | {command.tooltip} |")
                title = ""
    return "\n".join(lines) + "\n"


def as_toml(keymap: Keymap) -> str:
    """A file to begin with: every command in a comment, what the user changed as it is."""
    lines = [_TEMPLATE]
    seen: set[str] = set()
    for scope, commands in shelf(keymap):
        lines.append(f"\n# --- {scope.title}\n")
        for command, keys in commands:
            # What is in two places has its keys once.
            if command.id not in seen:
                value = ", ".join(map(_quoted, keys))
                value = value if len(keys) == 1 else f"[{value}]"
                hidden = "" if command.id in keymap else "# "
                lines.append(f"{hidden}{command.id} = {value}".ljust(46) + f"  # {_lower(command.tooltip)}\n")
            seen.add(command.id)
    return "".join(lines)


def _quoted(key: str) -> str:
    return f"'{written(key)}'" if key in ("quotation_mark", "backslash") else f'"{written(key)}"'


def _plain(keys: tuple[str, ...]) -> str:
    return " ".join(map(shown, keys)) or "-"


def _code(keys: tuple[str, ...]) -> str:
    """Keys as code in a cell of a table."""
    names = (written(key) if needs_modifier(key) else shown(key) for key in keys)
    return " ".join("`` ` ``" if name == "`" else f"`{name}`".replace("|", "\\|") for name in names)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
