"""`trusttui drift`: what pages say today that their newest records do not say, and the other way round."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from trusttui import checked
from trusttui.cli import streams
from trusttui.cli.streams import Status, Stop
from trusttui.cli.verifying import from_network, named, resting, today
from trusttui.report.drifting import Held, drift_blocks, drift_json, not_held
from trusttui.sources import gathering
from trusttui.sources.drift import drift
from trusttui.sources.reading import Page
from trusttui.sources.results import NotChecked, Reason, Where
from trusttui.sources.verification import Document, read

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from trusttui.cli.streams import Put
    from trusttui.pack.model import Source
    from trusttui.pack.view import View
    from trusttui.sources.resting import Resting


def run(args: Namespace, view: View, put: Put) -> Status:
    """NO where a page differs from its record, BAD where one could not be held against it. Stop for the name of no
    source, and for a file that cannot be read or told which source it is a copy of."""
    sources = named(view, args.id) if args.id else gathering.newest(view)
    rests = resting(view)
    held = [_file(args, sources, rests)] if args.given else _network(args, view, sources, rests)
    put(args, lambda: drift_json(view, held, rests.on), lambda: drift_blocks(view, held, rests.on))
    return _summed_up(held)


def _summed_up(held: Sequence[Held]) -> Status:
    found = sum(len(each.drift.differences) for each in held if each.drift)
    small = sum(each.drift.small for each in held if each.drift)
    failed = sum(each.drift is None for each in held)
    left_out = f", {small} in small words, headings and pointers left out" if small else ""
    streams.say(f"trusttui: {found} differences{left_out}; {failed} of {len(held)} pages could not be compared")
    if found:
        return Status.NO
    return Status.BAD if failed else Status.OK


def _network(args: Namespace, view: View, sources: Sequence[Source], rests: Resting) -> list[Held]:
    gathered = asyncio.run(from_network(view, sources, args.local))
    held = []
    for each in gathered:
        page = next((document for document in each.documents if document.where is Where.PAGE), None)
        if page is None:
            why = next((check for check in each.failed if check.where is Where.PAGE), None)
            reason = NotChecked(
                (why and why.reason) or Reason.NO_COPY, why.words if why else "its page was not asked for"
            )
            held.append(not_held(each.source, each.source.url, today(), reason))
        else:
            held.append(_held(each.source, page, each.record, rests))
    return held


def _file(args: Namespace, sources: Sequence[Source], rests: Resting) -> Held:
    try:
        document = gathering.document_in(Path(args.given), today())
        record = _given_record(args)
    except NotChecked as why:
        raise Stop(why.words) from None
    source = sources[0] if args.id else gathering.source_of(document, sources)
    if source is None:
        raise Stop(f"{args.given}: not to be told of which source it is a copy; name the source")
    if not args.id:
        streams.say(f"trusttui: {args.given} is taken for a copy of {source.id}")
    own = gathering.record_among(source, [document])
    return _held(source, document, record or own or gathering.kept_record(source, checked.copies()), rests)


def _given_record(args: Namespace) -> Page | None:
    if args.record is None:
        return None
    document = gathering.document_in(Path(args.record), today())
    return Page.of(document.data, document.media_type)


def _held(source: Source, document: Document, record: Page | None, rests: Resting) -> Held:
    try:
        if record is None:
            raise NotChecked(
                Reason.NO_COPY,
                f"its record is not at hand: trusttui sources fetch {source.id}, or give it with --record",
            )
        page = read(source, document)
    except NotChecked as why:
        return not_held(source, document.at, document.on, why)
    found = drift(source, record, page, lambda slug: rests.on(source.id, slug).weight)
    return Held(source=source, at=document.at, on=document.on, drift=found)
