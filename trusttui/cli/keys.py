"""`trusttui keys`: the commands of the screens with their keys, and what is wrong with the user's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from trusttui import places
from trusttui.cli import streams
from trusttui.cli.streams import Status

if TYPE_CHECKING:
    from argparse import Namespace

    from trusttui.tui.keys import KeyFile


def keys(args: Namespace) -> Status:
    """The commands with the keys that they have by now; with `--check` only the faults of the file."""
    from trusttui.tui.keys import NAME, load

    found = load(Path(places.folder("config"), NAME))
    if args.check:
        return _check(found, args.format)
    _put(found, args.format)
    for fault in found.faults:
        streams.say(_line(found, fault.line, fault.text, fault.is_warning))
    return Status.OK


def _put(found: KeyFile, form: str) -> None:
    from trusttui.tui import keylist

    if form == "json":
        from trusttui.report.json_text import dump

        streams.write(dump(keylist.as_json(found), ascii_only=streams.is_plain_ascii()))
    elif form == "md":
        streams.write(keylist.as_markdown(found.keymap))
    elif form == "toml":
        streams.write(keylist.as_toml(found.keymap))
    else:
        streams.write(keylist.as_text(found, streams.width()))


def _check(found: KeyFile, form: str) -> Status:
    """OK where every line holds, NO where one does not, BAD where the file cannot be read."""
    if form == "json":
        from trusttui.report.json_text import dump
        from trusttui.tui import keylist

        streams.write(dump(keylist.as_json(found), ascii_only=streams.is_plain_ascii()))
    else:
        for fault in found.faults:
            streams.write(_line(found, fault.line, fault.text, fault.is_warning) + "\n")
    if not found.faults:
        there = "all lines hold" if found.path.exists() else "there is none; trusttui keys --format toml writes one"
        streams.say(f"trusttui: {found.path}: {there}")
    return Status.BAD if not found.is_readable else Status.NO if found.wrong else Status.OK


def _line(found: KeyFile, line: int, text: str, is_warning: bool) -> str:
    from trusttui.report.visible import visible

    at = f":{line}" if line else ""
    return visible(f"{found.path}{at}: {'warning: ' if is_warning else ''}{text}")
