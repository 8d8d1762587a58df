"""Whether a copy of a document still has the passages that are cited from it. Pure: the copy is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from msgspec import Struct

from trusttui.pack.model import Source
from trusttui.sources import nearest as near
from trusttui.sources.passages import find_every
from trusttui.sources.places import fingerprints, own_places, section_ranges
from trusttui.sources.reading import Page, not_a_page
from trusttui.sources.results import Check, Nearest, NotChecked, PassageCheck, Reason, Result, Where

_FEW = 8
"""Of a source with fewer passages than this, none may be left on a page that is still the same."""
_HALF = 0.5
_LEAST_SHARE = 20
"""Where not one passage in so many is there, it is another page."""


class Document(Struct, frozen=True, kw_only=True):
    """A copy of a document, and where it comes from."""

    where: Where
    at: str
    """Its address or the name of its file."""
    on: str
    """The day on which it was had, YYYY-MM-DD."""
    data: bytes
    media_type: str
    """Or a file's suffix."""
    asked: str = ""
    final: str = ""
    headers: Mapping[str, str] = {}


def cited_words(source: Source) -> int:
    """How many words the passages of a source have, each sentence counted once."""
    return sum({passage.sha256: passage.words for passage in source.passages.values()}.values())


def read(source: Source, document: Document) -> Page:
    """The page that a document is. NotChecked where it can be none of this source, whatever may have changed."""
    if document.where is Where.RECORD and source.record_sha256:
        found = sha256(document.data).hexdigest()
        if found != source.record_sha256:
            raise NotChecked(Reason.OTHER_BYTES, f"not the bytes of the record: their sha256 is {found[:12]}…")
    page = Page.of(document.data, document.media_type)
    if is_record(source, document.data):
        return page
    wall = not_a_page(
        page,
        document.data,
        document.media_type,
        expected=cited_words(source),
        asked=document.asked,
        final=document.final,
        headers=document.headers,
    )
    if wall:
        raise NotChecked(wall.reason, wall.words)
    return page


def is_record(source: Source, data: bytes) -> bool:
    """Whether some bytes are those of a source's record, to the last."""
    return bool(source.record_sha256) and sha256(data).hexdigest() == source.record_sha256


def check(source: Source, document: Document, record: Page | None = None) -> Check:
    """A source held against a copy. `record` is the text that was recorded, where it is at hand: only from that are the
    words of a passage known, and so what on the page is nearest to one that is gone."""
    try:
        page = read(source, document)
        everywhere = find_every(page.words, fingerprints(source.passages))
        recorded = is_record(source, document.data)
        places, results = own_places(source, page, everywhere, recorded=recorded)
        there = sum(bool(own) for own in places.values())
        if len(source.passages) >= _FEW and there * _LEAST_SHARE < len(source.passages):
            raise NotChecked(Reason.OTHER_PAGE, _other_page(source, document, there))
    except NotChecked as error:
        return unchecked(source, document.where, document.at, document.on, error)
    texts = _Texts(source, page, record)
    checks = tuple(
        _passage(slug, results.get(slug) or (Result.FOUND if places[slug] else Result.NOT_FOUND), texts)
        for slug in source.passages
    )
    return Check(source=source.id, where=document.where, at=document.at, on=document.on, passages=checks)


def _other_page(source: Source, document: Document, there: int) -> str:
    leads = f" (the address leads to {document.final})" if document.final != document.asked else ""
    return f"another page: of {len(source.passages)} passages it has {there}{leads}"


def unchecked(source: Source, where: Where, at: str, on: str, why: NotChecked) -> Check:
    """The check of a source whose copy could not be had or read."""
    passages = tuple(
        PassageCheck(passage=slug, result=Result.NOT_CHECKED, reason=why.reason, words=why.words)
        for slug in source.passages
    )
    return Check(source=source.id, where=where, at=at, on=on, passages=passages, reason=why.reason, words=why.words)


def _passage(slug: str, result: Result, texts: _Texts) -> PassageCheck:
    if result is Result.NOT_FOUND:
        moved = texts.stands_elsewhere(slug)
        return PassageCheck(passage=slug, result=result, words=moved, nearest=texts.nearest(slug))
    if result is Result.NOT_CHECKED:
        words = (
            "the sentence stands on the page, and is cited from several places; in which it still stands is not told"
        )
        return PassageCheck(passage=slug, result=result, reason=Reason.AMBIGUOUS, words=words)
    return PassageCheck(passage=slug, result=result)


class _Texts:
    """The words of passages, as far as the record is at hand, and what on a page is nearest to them."""

    def __init__(self, source: Source, page: Page, record: Page | None) -> None:
        self._source = source
        self._page = page
        self._record = record
        self._where: Mapping[str, tuple[int, ...]] | None = None
        self._places: near.Places | None = None
        self._ranges = section_ranges(source, page)

    def stands_elsewhere(self, slug: str) -> str:
        """That the very sentence of a passage stands at another place of the page; empty where it stands nowhere."""
        passage = self._source.passages[slug]
        if not find_every(self._page.words, fingerprints({slug: passage}))[slug]:
            return ""
        return f"its sentence stands elsewhere on the page, and not under “{passage.section}”"

    def nearest(self, slug: str) -> Nearest | None:
        words = self.words(slug)
        if not words:
            return None
        window = self._in_section(slug, words)
        if window is None:
            if self._places is None:
                self._places = near.Places(self._page.words)
            window = self._places.nearest(words)
        if window is None:
            return None
        return Nearest(text=self._page.sentence(window.first, window.length), near=round(window.near, 3))

    def _in_section(self, slug: str, words: Sequence[str]) -> near.Window | None:
        """The nearest text under the heading of the passage's own section."""
        for start, end in self._ranges.get(self._source.passages[slug].section, ()):
            window = near.Places(self._page.words[start:end]).nearest(words)
            if window and window.near >= _HALF:
                return window._replace(first=window.first + start)
        return None

    def words(self, slug: str) -> Sequence[str]:
        """The words of a passage in the record; empty where that is not at hand."""
        if self._record is None:
            return ()
        if self._where is None:
            self._where = find_every(self._record.words, fingerprints(self._source.passages))
        at = next(iter(self._where[slug]), None)
        return () if at is None else self._record.words[at : at + self._source.passages[slug].words]
