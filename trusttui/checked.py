"""The checks of citations that are kept between runs: for each source and kind of copy the last one that told anything,
and a later one that could not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from trusttui import user
from trusttui.own_file import ONLY_NOW, Damaged, Newer, OwnFile
from trusttui.pack.checked import Checked, Checks
from trusttui.pack.model import Citation, Pack, Source
from trusttui.sources.results import Check, Result, Where

if TYPE_CHECKING:
    from trusttui.sources.copies import Copies

NAME = "checks.json"
LARGEST = 50_000_000
"""Bytes."""
SCHEMA = 1


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A check, and the fingerprints of the passages at that time: a passage that is another now was never checked."""

    check: Check
    prints: dict[str, str]


class _File(msgspec.Struct, frozen=True, kw_only=True):
    schema: int
    packs: dict[str, dict[str, dict[str, Kept]]] = {}
    """Pack, source, kind of copy."""


def path() -> Path:
    """The file of the checks. It need not exist."""
    return user.folder("data") / NAME


def load(of: Path) -> _File:
    """What is kept; nothing where there is no file, or one that cannot be read."""
    try:
        return _own_file(of).load()
    except (OSError, Damaged):
        return _File(schema=SCHEMA)


def keep(of: Path, pack: Pack, made: Iterable[Check]) -> str:
    """Keep checks, beside those that another run kept meanwhile; what there is to say, empty where all is well. One
    that told nothing does not take the place of one that did."""
    checks = list(made)

    def put(held: _File) -> _File:
        packs = {name: {source: dict(kept) for source, kept in each.items()} for name, each in held.packs.items()}
        mine = packs.setdefault(pack.meta.id, {})
        sources = {source.id: source for source in pack.sources}
        for check in checks:
            source = sources[check.source]
            prints = {slug: passage.sha256[:16] for slug, passage in source.passages.items()}
            kept = mine.setdefault(check.source, {})
            if check.reason is None:
                kept.pop(f"{check.where}-failed", None)
                kept[check.where.value] = Kept(check=check, prints=prints)
            else:
                bare = msgspec.structs.replace(check, passages=())
                kept[f"{check.where}-failed"] = Kept(check=bare, prints=prints)
        return _File(schema=SCHEMA, packs=packs)

    said = _own_file(of).change(put)[1]
    return said.replace(ONLY_NOW, "What came out is not kept: ")


def _own_file(of: Path) -> OwnFile[_File]:
    return OwnFile(
        of,
        what="checks",
        parse=_parse,
        dump=msgspec.json.encode,
        nothing=lambda: _File(schema=SCHEMA),
        largest=LARGEST,
    )


def _parse(data: bytes) -> _File:
    try:
        found = msgspec.json.decode(data, type=_File)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Damaged(f"cannot be read ({error})") from None
    if found.schema > SCHEMA:
        raise Newer("was written by a newer trusttui")
    if found.schema < SCHEMA:
        raise Damaged("is of an older form")
    return found


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """What the last checks of all passages of some sources came to."""

    on: str
    """The day of the newest one that told anything; empty where there is none."""
    found: int
    not_found: int
    passages: int


def tally(kept: Mapping[str, Mapping[str, Kept]], sources: Iterable[Source]) -> Tally:
    """The checks that are kept of a pack, by source and kind of copy, counted as `Shelf.last` has them."""
    days: set[str] = set()
    counts = {Result.FOUND: 0, Result.NOT_FOUND: 0}
    passages = 0
    for source in sources:
        passages += len(source.passages)
        for on, result in _last(kept.get(source.id, {}), source).values():
            counts[result] += 1
            days.add(on)
    return Tally(
        on=max(days, default=""), found=counts[Result.FOUND], not_found=counts[Result.NOT_FOUND], passages=passages
    )


def _last(kept: Mapping[str, Kept], source: Source) -> dict[str, tuple[str, Result]]:
    """For each passage of a source that a check told of: the day and the result of the last one, that of its page
    first."""
    last: dict[str, tuple[bool, str, Result]] = {}
    for each in kept.values():
        for check in each.check.passages:
            passage = source.passages.get(check.passage)
            told = check.result is not Result.NOT_CHECKED
            if told and passage and each.prints.get(check.passage) == passage.sha256[:16]:
                found = (each.check.where is Where.PAGE, each.check.on, check.result)
                last[check.passage] = max(last.get(check.passage, found), found, key=lambda one: one[:2])
    return {slug: (on, result) for slug, (_, on, result) in last.items()}


class Shelf:
    """The checks that are kept of one pack, read when the first one is asked for."""

    def __init__(self, of: Path, pack: Pack) -> None:
        self._path = of
        self._pack = pack
        self._kept: dict[str, dict[str, Kept]] | None = None
        self._file: tuple[int, ...] = ()
        """What the file was like when they were read."""
        self._sources = {source.id: source for source in pack.sources}
        self.version = 0
        """Another number each time that they turned out to be others."""

    def forget(self) -> None:
        """Read them anew when the next one is asked for."""
        self._kept = None
        self.version += 1

    def look(self) -> None:
        """Forget them where another run wrote the file since they were read."""
        if self._kept is not None and self._like() != self._file:
            self.forget()

    def _like(self) -> tuple[int, ...]:
        try:
            found = self._path.stat()
        except OSError:
            return ()
        # It is never written in its place: each run puts another file there.
        return found.st_mtime_ns, found.st_size, found.st_ino

    @property
    def kept(self) -> dict[str, dict[str, Kept]]:
        if self._kept is None:
            self._file = self._like()
            self._kept = load(self._path).packs.get(self._pack.meta.id, {})
        return self._kept

    def of(self, source: str) -> list[Check]:
        """All checks of a source that are kept, those of its page first."""
        found = self.kept.get(source, {})
        order = [name for where in Where for name in (where.value, f"{where.value}-failed")]
        return [found[name].check for name in order if name in found]

    def last(self, citation: Citation) -> Checked | None:
        """The last check of a citation: of its page where that told something, else the newest of another copy; else
        the last try."""
        source = self._sources.get(citation.source)
        if source is None:
            return None
        told = list(self._told(source, citation.passage))
        on_page = [each for each in told if each.where == Where.PAGE]
        if told:
            return max(on_page or told, key=lambda each: each.on)
        tried = [check for check in self.of(source.id) if check.reason]
        if not tried:
            return None
        newest = max(tried, key=lambda each: each.on)
        return Checked(result=Result.NOT_CHECKED.value, where=newest.where.value, on=newest.on, words=newest.words)

    def _told(self, source: Source, slug: str) -> Iterator[Checked]:
        passage = source.passages.get(slug)
        for kept in self.kept.get(source.id, {}).values():
            if passage is None or kept.prints.get(slug) != passage.sha256[:16]:
                continue
            for each in kept.check.passages:
                if each.passage == slug and each.result is not Result.NOT_CHECKED:
                    yield Checked(result=each.result.value, where=kept.check.where.value, on=kept.check.on)


def checks(pack: Pack, of: Path | None = None) -> Checks:
    """The last check of each citation, as a view takes it."""
    return Shelf(of or path(), pack).last


def copies() -> Copies:
    """The copies of pages in the user's cache folder."""
    from trusttui.sources.copies import Copies

    folder = user.folder("cache") / "pages"

    def write(path: Path, data: bytes) -> None:
        if user.ensure(folder) is not None:
            user.write_atomically(path, data)

    return Copies(folder, write)


def cited(pack: Pack) -> dict[str, set[str]]:
    """For each saved assessment of the pack, by name, what it cites: `SOURCE#PASSAGE`."""
    from trusttui import assessments

    stored, _ = assessments.shelf(assessments.folder(), pack)
    return {
        each.kept.name: {cited for tier in each.kept.tiers.values() for need in tier.need for cited in need.cites}
        for each in stored
        if each.kept.is_of(pack)
    }
