"""`trusttui show`: entries whole, and what they cite in the original."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from trusttui.cli import streams
from trusttui.cli.streams import Status
from trusttui.report.entries import find_entry, nearest

if TYPE_CHECKING:
    from argparse import Namespace

    from trusttui.cli.advising import Put
    from trusttui.pack.view import View
    from trusttui.report.blocks import Block


def show(args: Namespace, view: View, put: Put) -> Status:
    """The entries that are meant; NO where one of the names is none."""
    ids: list[str] = []
    unknown = False
    for text in args.id:
        found = find_entry(view, text)
        ids += [entry for entry in found[:1] if entry not in ids]
        unknown = unknown or not found
        if len(found) > 1:
            streams.say(f"trusttui: {text} is also {', '.join(found[1:])}")
        if not found:
            near = ", ".join(nearest(view, text))
            streams.say(f"trusttui: there is no entry {text!r} on this day{f'; near are {near}' if near else ''}")
    if ids and args.original:
        from trusttui.cli.verifying import put_originals

        put_originals(args, view, ids, put)
    elif ids:
        put_entries(args, view, ids, put)
    return Status.NO if unknown else Status.OK


def put_entries(args: Namespace, view: View, ids: list[str], put: Put) -> None:
    """Entries in the format of the arguments."""

    def json() -> dict[str, Any]:
        from trusttui.report.as_json import entries

        return entries(view, ids)

    def blocks() -> Iterator[Block]:
        from trusttui.report.entry import entry_blocks

        for entry in ids:
            yield from entry_blocks(view, entry)

    put(args, json, blocks)
