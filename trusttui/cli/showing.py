"""`trusttui show`: entries whole, and what they cite in the original; `trusttui sources`: the documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from trusttui.cli import streams
from trusttui.cli.streams import Status, Stop
from trusttui.report.entries import find_entry, nearest

if TYPE_CHECKING:
    from argparse import Namespace

    from trusttui.cli.streams import Put
    from trusttui.marks import Mark
    from trusttui.pack.model import Source
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

    marked: dict[str, Mark] = {}
    if getattr(args, "notes", False):
        from trusttui.cli.marks import noted

        marked = noted(view, ids)

    def json() -> dict[str, Any]:
        from trusttui.report.as_json import entries
        from trusttui.report.marks import mark_json

        data = entries(view, ids)
        if getattr(args, "notes", False):
            for entry in data["entries"]:
                entry["yours"] = mark_json(marked.get(entry["id"]))
        return data

    def blocks() -> Iterator[Block]:
        from trusttui.report.entry import entry_blocks
        from trusttui.report.marks import own_blocks

        for entry in ids:
            yield from entry_blocks(view, entry)
            yield from own_blocks(marked.get(entry))

    put(args, json, lambda: with_rests(args, view, blocks()))


def with_rests(args: Namespace, view: View, said: Iterable[Block]) -> Iterator[Block]:
    """Entries, and in a document that is taken along what they rest on."""
    from trusttui.report.blocks import rests

    told = list(said)
    yield from told
    if args.format == "md":
        yield from rests(view, told)


def named_source(view: View, text: str) -> Source:
    """The source of the day with this id. Stop with the known ones where there is none: as bad usage, for where sources
    are checked status 1 is that of a passage that is not found."""
    by_id = {source.id: source for source in view.sources}
    found = by_id.get(text.removeprefix("sources/"))
    if found is None:
        raise Stop(f"there is no source {text!r} on this day; known are {', '.join(by_id)}")
    return found


def sources(args: Namespace, view: View, put: Put) -> Status:
    """The documents of the day, or one of them whole. Stop for the name of none."""
    if args.id:
        put_entries(args, view, [f"sources/{named_source(view, args.id).id}"], put)
        return Status.OK

    def json() -> dict[str, Any]:
        from trusttui.report import entry_json

        return entry_json.sources(view, view.sources)

    def blocks() -> Iterator[Block]:
        from trusttui.report.listing import sources_blocks

        yield from sources_blocks(view, view.sources)

    put(args, json, blocks)
    return Status.OK
