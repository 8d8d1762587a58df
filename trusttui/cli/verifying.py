"""`trusttui verify`, `sources fetch`: whether the documents still say what is cited from them."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trusttui import checked
from trusttui.cli import streams
from trusttui.cli.showing import named_source
from trusttui.cli.streams import Status, Stop
from trusttui.report import checks as r
from trusttui.sources import gathering
from trusttui.sources.resting import Resting
from trusttui.sources.results import Check, NotChecked, Result

if TYPE_CHECKING:
    from argparse import Namespace

    from trusttui.cli.streams import Put
    from trusttui.pack.model import Source
    from trusttui.pack.view import View
    from trusttui.report.blocks import Block
    from trusttui.sources.fetching import Fetcher, Progress
    from trusttui.sources.gathering import Gathered
    from trusttui.sources.verification import Document


def run(args: Namespace, view: View, put: Put) -> Status:
    """The subcommand that the arguments name in `check`; its status. Stop as that one has it."""
    if args.check == "drift":
        from trusttui.cli.drifting import run as drift

        return drift(args, view, put)
    return fetch(args, view, put) if args.check == "fetch" else verify(args, view, put)


def today() -> str:
    return date.today().isoformat()


def named(view: View, ids: Sequence[str]) -> list[Source]:
    """The sources that are meant, each once; all of the day where none is. Stop for the name of none."""
    found = {source.id: source for source in (named_source(view, text) for text in ids)}
    return list(found.values()) or list(view.sources)


def resting(view: View) -> Resting:
    """What rests on each passage, saved assessments with it."""
    return Resting(view, checked.cited(view.pack))


def verify(args: Namespace, view: View, put: Put) -> Status:
    """Each cited passage held against its documents; NO where one is not found, BAD where one could not be checked.
    Stop for the name of no source, and for files that `gather` refuses."""
    gathered = gather(args, view)
    checks = [check for each in gathered for check in gathering.checks(each)]
    status = status_of(checks)
    rests = resting(view)
    put(
        args,
        lambda: r.checks_json(view, checks, rests.on, status),
        lambda: r.checks_blocks(view, checks, rests.on),
    )
    if said := checked.keep(checked.path(), view.pack, checks):
        streams.say(f"trusttui: {said}")
    streams.say(f"trusttui: {r.summary(checks)}")
    return status


def status_of(checks: Sequence[Check]) -> Status:
    """What the worst of the checks comes to."""
    results = {check.result for check in checks}
    if Result.NOT_FOUND in results:
        return Status.NO
    return Status.BAD if Result.NOT_CHECKED in results or not checks else Status.OK


def gather(args: Namespace, view: View) -> list[Gathered]:
    """What the sources of the arguments are held against: files where some are given, else the network. Stop for files
    that cannot be read or told which source they are a copy of."""
    if args.given is None:
        return asyncio.run(from_network(view, named(view, args.id), args.local))
    place = Path(args.given)
    if place.is_dir():
        try:
            found = gathering.in_folder(place, named(view, args.id), checked.copies(), today())
        except NotChecked as why:
            raise Stop(why.words) from None
        return found
    return [from_file(view, place, named(view, args.id), told=len(args.id) == 1)]


def from_file(view: View, place: Path, sources: Sequence[Source], *, told: bool) -> Gathered:
    """A file and the source that it is a copy of: the one that was named, else the one that it is most like. Stop where
    it cannot be read, or is like none."""
    try:
        document = gathering.document_in(place, today())
    except NotChecked as why:
        raise Stop(why.words) from None
    source = sources[0] if told else gathering.source_of(document, sources)
    if source is None:
        raise Stop(f"{place}: not to be told of which source it is a copy; name the source before --from")
    if not told:
        streams.say(f"trusttui: {place} is taken for a copy of {source.id}")
    return gathering.of_file(source, document, checked.copies())


def _fetcher(local: bool, total: int) -> Fetcher:
    from trusttui.sources import addresses
    from trusttui.sources.fetching import Fetcher

    allowed = addresses.anywhere if local else addresses.is_public
    return Fetcher(allowed=allowed, report=_Teller(total).tell)


async def from_network(view: View, sources: Sequence[Source], local: bool) -> list[Gathered]:
    """What the network has of some sources."""
    total = sum(len(gathering.addresses(view, source)) for source in sources)
    return await gathering.fetch(view, sources, _fetcher(local, total), checked.copies(), today())


class _Teller:
    """Says on stderr what is fetched: a line that is written anew on a terminal, else a line for each page."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._terminal = sys.stderr is not None and sys.stderr.isatty()

    def tell(self, progress: Progress) -> None:
        if progress.stage in ("done", "failed"):
            self._done += 1
            word = "had" if progress.stage == "done" else "could not have"
            self._say(f"{self._done}/{self._total} {word} {progress.url}", end=True)
        elif progress.stage == "wait":
            self._say(f"waiting {progress.wait:.0f} s for {progress.url}", end=True)
        elif self._terminal:
            size = f" {progress.received // 1000} kB" if progress.received else ""
            self._say(f"{self._done}/{self._total}{size} {progress.url}")

    def _say(self, text: str, *, end: bool = False) -> None:
        if not self._terminal:
            streams.say(f"trusttui: {text}")
            return
        from trusttui.report.visible import visible

        line = visible(text)[: max(streams.width() - 1, 20)]
        with suppress(OSError):
            sys.stderr.write(f"\r\x1b[K{line}" + ("\n" if end else ""))
            sys.stderr.flush()


def fetch(args: Namespace, view: View, put: Put) -> Status:
    """Fetch copies and keep them; BAD where one could not be had. Stop for the name of no source."""
    from trusttui.report import blocks as b

    gathered = asyncio.run(from_network(view, named(view, args.id), args.local))
    had = [(each.source, document) for each in gathered for document in each.documents]
    failed = [(each.source, check) for each in gathered for check in each.failed]
    kept = checked.copies()

    def json() -> dict[str, object]:
        return {
            "copies": [
                {
                    "source": source.id,
                    "where": document.where.value,
                    "url": document.at,
                    "final_url": document.final,
                    "on": document.on,
                    "bytes": len(document.data),
                    "path": str(kept.path(document.at)),
                }
                for source, document in had
            ],
            "failed": [
                {
                    "source": source.id,
                    "where": check.where.value,
                    "url": check.at,
                    "reason": check.reason.value if check.reason else None,
                    "words": check.words,
                }
                for source, check in failed
            ],
        }

    def blocks() -> list[b.Block]:
        rows = []
        for source, document in had:
            rows.append(
                r.sign(Result.FOUND, f"{source.id}: {r.WHERE_WORD[document.where]}, {len(document.data)} bytes")
            )
            rows.append(b.meta(document.at, str(kept.path(document.at)), indent=1))
        for source, check in failed:
            rows.append(r.sign(Result.NOT_CHECKED, f"{source.id}: {r.WHERE_WORD[check.where]}, {check.words}"))
            rows.append(b.meta(check.at, indent=1))
        return rows

    put(args, json, blocks)
    return Status.BAD if failed else Status.OK


def put_originals(args: Namespace, view: View, ids: Sequence[str], put: Put) -> None:
    """Entries, and after each what it cites, marked in its surroundings. Stop for files that cannot be read."""
    from trusttui.cli.showing import with_rests
    from trusttui.report import original as o
    from trusttui.report.as_json import entries
    from trusttui.report.entry import entry_blocks
    from trusttui.sources.originals import Originals

    given = _given_documents(args, view, {each.source for entry_id in ids for each in o.cited_in(view, entry_id)})
    originals = Originals(lambda source: given.get(source.id) or gathering.at_hand(source, checked.copies()))

    def json() -> dict[str, Any]:
        made = entries(view, ids)
        for entry, entry_id in zip(made["entries"], ids, strict=True):
            cited = ((view.source(each.source), each.passage) for each in o.cited_in(view, entry_id))
            found = (originals.original(source, slug) for source, slug in cited)
            entry["originals"] = [o.original_json(each) for each in found if each]
        return made

    def blocks() -> Iterator[Block]:
        for entry_id in ids:
            yield from entry_blocks(view, entry_id)
            yield from o.original_blocks(view, o.cited_in(view, entry_id), originals)

    put(args, json, lambda: with_rests(args, view, blocks()))


def _given_documents(args: Namespace, view: View, cited: set[str]) -> dict[str, Document]:
    """The copies that were given, by source; a single file that is not like any source is looked in for all of them
    that are cited."""
    if args.given is None:
        return {}
    place = Path(args.given)
    sources = list(view.sources)
    try:
        if place.is_dir():
            gathered = gathering.in_folder(place, sources, checked.copies(), today())
            return {each.source.id: document for each in gathered for document in each.documents}
        document = gathering.document_in(place, today())
    except NotChecked as why:
        raise Stop(why.words) from None
    source = gathering.source_of(document, sources)
    return {source.id: document} if source else dict.fromkeys(cited, document)
