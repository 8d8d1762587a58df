"""`trusttui marks` and `trusttui note`: what is marked, noted and read, and changing it."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from trusttui import marks as kept
from trusttui.cli import streams
from trusttui.cli.streams import Status, Stop
from trusttui.kept import BadText
from trusttui.report import marks as r
from trusttui.report.entries import entry_title, find_entry, nearest

if TYPE_CHECKING:
    from argparse import Namespace

    from trusttui.cli.streams import Put
    from trusttui.marks import Mark, Marks
    from trusttui.pack.view import View

_MOST_BYTES = 1_000_000
"""Of stdin; a note is far shorter, and a longer one is refused."""


def run(args: Namespace, view: View, put: Put) -> Status:
    """The subcommand that the arguments name in `marks`; its status. Stop as that one has it, and for the name of no
    entry."""
    marks = of_user(view)
    if args.marks == "list":
        return listed(args, view, marks, put)
    entry = found(view, marks, args.entry)
    if args.marks == "note":
        return note(args, view, marks, entry)
    return mark(view, marks, entry, args.marks == "add")


def of_user(view: View) -> Marks:
    """The user's marks; what is wrong with their files is said."""
    marks = kept.of_user(view.pack.meta.id, date.today().isoformat())
    if marks.notice:
        streams.say(f"trusttui: {marks.notice}")
    return marks


def noted(view: View, ids: list[str]) -> dict[str, Mark]:
    """The marks and notes on some entries, those that there are."""
    marks = of_user(view)
    return {entry: marks.marked[entry] for entry in ids if entry in marks.marked}


def listed(args: Namespace, view: View, marks: Marks, put: Put) -> Status:
    """All of them; NO where there is none, BAD where a file cannot be read."""
    put(args, lambda: r.list_json(view, marks), lambda: r.list_blocks(view, marks))
    if marks.notice:
        return Status.BAD
    if marks.is_empty:
        streams.say("trusttui: nothing is marked; trusttui marks add ENTRY marks one, b does it in the screens")
        return Status.NO
    return Status.OK


def found(view: View, marks: Marks, text: str) -> str:
    """The entry that is meant; Stop where there is none. One that the pack no longer has is known by its mark."""
    ids = find_entry(view, text)
    if ids:
        if len(ids) > 1:
            streams.say(f"trusttui: {text} is also {', '.join(ids[1:])}")
        return ids[0]
    if text in marks.marked:
        return text
    near = ", ".join(nearest(view, text))
    raise Stop(f"there is no entry {text!r} on this day{f'; near are {near}' if near else ''}", Status.NO)


def mark(view: View, marks: Marks, entry: str, on: bool) -> Status:
    """Mark an entry, or take its mark away; NO where it had none. Stop where that cannot be kept."""
    mark = marks.of(entry)
    if not on and not (mark and mark.marked):
        streams.say(f"trusttui: {entry} is not marked")
        return Status.NO
    said = marks.mark(entry, r.title_of(view, marks, entry), on)
    _refuse(said)
    streams.say(f"trusttui: {entry} is {'' if on else 'no longer '}marked")
    return Status.OK


def note(args: Namespace, view: View, marks: Marks, entry: str) -> Status:
    """The note on an entry: shown without a text, else written; an empty text takes it away. NO where there is none to
    be shown; Stop where it cannot be kept."""
    held = marks.of(entry)
    text = _stdin() if args.text == ["-"] else " ".join(args.text)
    if not args.text:
        if held is None or not held.note:
            streams.say(f"trusttui: there is no note on {entry}")
            return Status.NO
        streams.write("".join(f"{line}\n" for line in r.note_lines(held)))
        return Status.OK
    try:
        said = marks.write_note(entry, entry_title(view, entry) or (held.title if held else entry), text)
    except BadText as error:
        raise Stop(f"not kept: {error}") from None
    _refuse(said)
    streams.say(f"trusttui: {'noted on' if text.strip() else 'no note any more on'} {entry}")
    return Status.OK


def _stdin() -> str:
    try:
        return sys.stdin.buffer.read(_MOST_BYTES).decode() if sys.stdin else ""
    except UnicodeDecodeError:
        raise Stop("not kept: stdin is no UTF-8 text") from None


def _refuse(said: str) -> None:
    """Stop where nothing was kept; what was set aside is told."""
    from trusttui.own_file import ONLY_NOW

    if said.startswith(ONLY_NOW):
        raise Stop(f"not kept: {said.removeprefix(ONLY_NOW)}")
    if said:
        streams.say(f"trusttui: {said}")
