"""The copies that sources are held against: from the network, from what was kept of it, or from files of the user's."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from msgspec import Struct
from msgspec.structs import replace

from trusttui.pack.dates import last_day
from trusttui.pack.model import Source
from trusttui.pack.view import View
from trusttui.sources.copies import Copies, Copy
from trusttui.sources.passages import find_every
from trusttui.sources.places import fingerprints
from trusttui.sources.reading import Page
from trusttui.sources.results import Check, NotChecked, Reason, Where
from trusttui.sources.verification import Document, check, is_record, unchecked

if TYPE_CHECKING:
    from trusttui.sources.fetching import Fetcher

LARGEST = 30_000_000
"""Bytes of a file that is given."""
_GIVEN = "given:"
_MOST_FILES = 2_000
_SUFFIXES = frozenset({".md", ".html", ".htm", ".txt"})
_LEAST = 0.3
"""Of a source's passages: a file with fewer of them is not taken for a copy of it without being told."""


class Gathered(Struct, frozen=True, kw_only=True):
    """What could be had of a source, to be held against it."""

    source: Source
    documents: tuple[Document, ...] = ()
    failed: tuple[Check, ...] = ()
    """What could not be had, and why."""
    record: Page | None = None
    """The text that was recorded, where it is at hand."""


def checks(gathered: Gathered) -> tuple[Check, ...]:
    """The source held against each of its documents."""
    found = (check(gathered.source, document, gathered.record) for document in gathered.documents)
    return (*found, *gathered.failed)


def addresses(view: View, source: Source) -> dict[Where, str]:
    """Where a source can be had: its permanent record, and its own page where no later record of that is known."""
    found = {}
    if source.record:
        found[Where.RECORD] = source.record
    if is_newest(source, view.pack.sources):
        found[Where.PAGE] = source.url
    return found


def is_newest(source: Source, among: Iterable[Source]) -> bool:
    """Whether no later text of the same document, or of the same address, is among these."""
    return not any(
        other.previous == source.id or (other.url == source.url and last_day(other.date) > last_day(source.date))
        for other in among
    )


def newest(view: View) -> list[Source]:
    """The newest record of each document on the view's day."""
    return [source for source in view.sources if is_newest(source, view.sources)]


def no_address(source: Source, today: str) -> Check:
    """The check of a source that is to be had nowhere: its page shows a later record."""
    why = NotChecked(
        Reason.SUPERSEDED, "its address shows a later text, and no record of this one is named: give a copy with --from"
    )
    return unchecked(source, Where.PAGE, source.url, today, why)


# --- what was kept


def kept(source: Source, where: Where, url: str, copies: Copies) -> Document | None:
    """The copy that was kept of an address; None where there is none."""
    copy = copies.get(url)
    return document_of(where, copy) if copy else None


def given(source: Source) -> str:
    """Under what the copy of a source is kept that the user gave."""
    return f"{_GIVEN}{source.id}"


def keep_given(source: Source, document: Document, copies: Copies) -> None:
    """Keep a file that has all that is cited from a source, so that the original can be read beside our words."""
    words = Page.of(document.data, document.media_type).words
    if not all(find_every(words, fingerprints(source.passages)).values()):
        return
    copy = Copy(
        url=source.record if source.record and is_record(source, document.data) else given(source),
        final_url=source.record if source.record and is_record(source, document.data) else document.at,
        fetched=f"{document.on}T00:00:00Z",
        headers={"content-type": document.media_type},
        body=document.data,
    )
    with suppress(OSError):
        copies.put(copy)


def kept_record(source: Source, copies: Copies) -> Page | None:
    """The text that was recorded, where it is kept: the record's very bytes, or a copy that the user gave."""
    copy = kept_copy(source, copies)
    return Page.of(copy.body, _form(copy)) if copy else None


def kept_copy(source: Source, copies: Copies) -> Copy | None:
    """The copy that is the recorded text, where one is kept."""
    copy = copies.get(source.record) if source.record else None
    if copy is not None and is_record(source, copy.body):
        return copy
    return copies.get(given(source))


def at_hand(source: Source, copies: Copies) -> Document | None:
    """The copy of a source that is kept: the recorded text, else what its page last showed."""
    copy = kept_copy(source, copies) or copies.get(source.url)
    where = Where.PAGE if copy and copy.url == source.url else Where.RECORD
    return document_of(where, copy) if copy else None


def document_of(where: Where, copy: Copy) -> Document:
    return Document(
        where=where,
        at=copy.final_url if copy.url.startswith(_GIVEN) else copy.url,
        on=copy.on,
        data=copy.body,
        media_type=_form(copy),
        asked=copy.url,
        final=copy.final_url,
        headers=copy.headers,
    )


def _form(copy: Copy) -> str:
    """How a copy is read: by what it is said to be, but where that is plain text by the ending of its name."""
    suffix = PurePosixPath(unquote(urlsplit(copy.final_url).path)).suffix.lower()
    if "/" not in copy.media_type:
        return copy.media_type or suffix
    plain = copy.media_type.partition(";")[0].strip().lower() in ("text/plain", "application/octet-stream")
    return suffix if plain and suffix in _SUFFIXES else copy.media_type


# --- the network


async def fetch(view: View, sources: Sequence[Source], fetcher: Fetcher, copies: Copies, today: str) -> list[Gathered]:
    """What the network has of the sources. Nothing raised: what cannot be had says why."""
    return list(await asyncio.gather(*(_fetch_source(view, source, fetcher, copies, today) for source in sources)))


async def _fetch_source(view: View, source: Source, fetcher: Fetcher, copies: Copies, today: str) -> Gathered:
    wanted = addresses(view, source)
    had = await asyncio.gather(*(_fetch(source, where, url, fetcher, copies) for where, url in wanted.items()))
    documents, failed = [], []
    for (where, url), each in zip(wanted.items(), had, strict=True):
        if isinstance(each, Document):
            documents.append(each)
        else:
            failed.append(unchecked(source, where, url, today, each))
    if not wanted:
        failed.append(no_address(source, today))
    return Gathered(
        source=source,
        documents=tuple(documents),
        failed=tuple(failed),
        record=record_among(source, documents) or kept_record(source, copies),
    )


async def _fetch(source: Source, where: Where, url: str, fetcher: Fetcher, copies: Copies) -> Document | NotChecked:
    old = copies.get(url)
    if old and where is Where.RECORD and is_record(source, old.body):
        # Whose hash is right cannot have changed: it is not asked for again.
        return document_of(where, old)
    try:
        copy = await fetcher.fetch(url, old)
    except NotChecked as why:
        return why
    if where is Where.PAGE or not source.record_sha256 or is_record(source, copy.body):
        with suppress(OSError):
            copies.put(copy)
    return document_of(where, copy)


def record_among(source: Source, documents: Iterable[Document]) -> Page | None:
    """The page of the document whose bytes are those of the record."""
    return next((Page.of(each.data, each.media_type) for each in documents if is_record(source, each.data)), None)


# --- files


def read_file(path: Path) -> bytes:
    """The bytes of a file. NotChecked where it cannot be read."""
    try:
        if not path.is_file():
            raise NotChecked(Reason.UNREADABLE, f"{path}: no file")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise NotChecked(Reason.UNREADABLE, f"{path}: {error.strerror or error}") from None
    if len(data) > LARGEST:
        raise NotChecked(Reason.TOO_LARGE, f"{path}: larger than any page")
    return data


def document_in(path: Path, today: str) -> Document:
    """A file as a document. NotChecked where it cannot be read."""
    return Document(where=Where.FILE, at=str(path), on=today, data=read_file(path), media_type=path.suffix)


def in_folder(folder: Path, sources: Sequence[Source], copies: Copies, today: str) -> list[Gathered]:
    """For each source the file of a folder that is its copy: by its bytes, else by its name."""
    names = _names(folder)
    by_hash: dict[str, Path] = {}
    if any(source.record_sha256 for source in sources):
        for path in names:
            with suppress(NotChecked):
                by_hash.setdefault(sha256(read_file(path)).hexdigest(), path)
    return [_of_folder(source, by_hash, names, folder, copies, today) for source in sources]


def _of_folder(
    source: Source, by_hash: Mapping[str, Path], names: Sequence[Path], folder: Path, copies: Copies, today: str
) -> Gathered:
    path = by_hash.get(source.record_sha256 or "") or next((path for path in names if path.stem == source.id), None)
    try:
        if path is None:
            raise NotChecked(Reason.NO_COPY, f"no copy of it in {folder}: neither its bytes nor a file {source.id}.*")
        document = document_in(path, today)
    except NotChecked as why:
        return Gathered(source=source, failed=(unchecked(source, Where.FILE, str(path or folder), today, why),))
    return of_file(source, document, copies)


def of_file(source: Source, document: Document, copies: Copies) -> Gathered:
    """A file as what a source is held against; with the recorded text, where that is at hand."""
    keep_given(source, document, copies)
    record = record_among(source, [document]) or kept_record(source, copies)
    if is_record(source, document.data):
        document = replace(document, where=Where.RECORD)
    return Gathered(source=source, documents=(document,), record=record)


def _names(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES)[:_MOST_FILES]
    except OSError as error:
        raise NotChecked(Reason.UNREADABLE, f"{folder}: {error.strerror or error}") from None


def source_of(document: Document, sources: Sequence[Source]) -> Source | None:
    """The source that a document is a copy of: by its bytes, by its name, else the one whose passages it has most of,
    the newest of equals; None where it has few of any."""
    for source in sources:
        if is_record(source, document.data) or Path(document.at).stem == source.id:
            return source
    words = Page.of(document.data, document.media_type).words
    shares = []
    for source in sources:
        places = find_every(words, fingerprints(source.passages))
        shares.append(sum(bool(each) for each in places.values()) / max(len(places), 1))
    best = max(shares, default=0.0)
    return sources[shares.index(best)] if best >= _LEAST else None
