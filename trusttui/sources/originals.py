"""A cited passage as the document has it, in its surroundings."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from trusttui.pack.model import Citation, Source
from trusttui.sources.passages import find_every
from trusttui.sources.places import fingerprints, own_places
from trusttui.sources.reading import Page
from trusttui.sources.verification import Document, is_record

_AROUND = 320
"""Characters shown before a passage and after it, at most."""


class Original(Struct, frozen=True, kw_only=True):
    """A passage and what stands before it and after it."""

    citation: Citation
    before: str
    text: str
    after: str
    at: str
    """The copy's address or file."""
    on: str
    """When that copy was had."""

    @property
    def whole(self) -> str:
        return f"{self.before}{self.text}{self.after}"

    @property
    def mark(self) -> tuple[int, int]:
        """Where the passage stands in the whole, half-open."""
        return len(self.before), len(self.before) + len(self.text)


class Originals:
    """Passages in the copies that are at hand. `find` has the copy of a source; None where there is none."""

    def __init__(self, find: Callable[[Source], Document | None]) -> None:
        self._find = find
        self._read: dict[str, tuple[Document, Page, Mapping[str, tuple[int, ...]]] | None] = {}

    def has(self, source: Source) -> bool:
        """Whether a copy of the source is at hand."""
        return self._of(source) is not None

    def original(self, source: Source, slug: str) -> Original | None:
        """A passage in its surroundings; None where no copy is at hand, or none that has it."""
        had = self._of(source)
        if had is None:
            return None
        document, page, places = had
        at = next(iter(places.get(slug, ())), None)
        if at is None:
            return None
        start, end = page.span(at, source.passages[slug].words)
        before, after = _surroundings(page, start, end)
        return Original(
            citation=Citation(source.id, slug),
            before=before,
            text=page.line(start, end),
            after=after,
            at=document.at,
            on=document.on,
        )

    def _of(self, source: Source) -> tuple[Document, Page, Mapping[str, tuple[int, ...]]] | None:
        if source.id not in self._read:
            document = self._find(source)
            self._read[source.id] = _placed(source, document) if document else None
        return self._read[source.id]

    def forget(self) -> None:
        """Look for copies anew."""
        self._read.clear()


def _placed(source: Source, document: Document) -> tuple[Document, Page, Mapping[str, tuple[int, ...]]]:
    page = Page.of(document.data, document.media_type)
    everywhere = find_every(page.words, fingerprints(source.passages))
    places, _ = own_places(source, page, everywhere, recorded=is_record(source, document.data))
    return document, page, places


def _surroundings(page: Page, start: int, end: int) -> tuple[str, str]:
    """What stands before and after, of whole words, with an ellipsis where more follows."""
    from_ = max(start - _AROUND, 0)
    to = min(end + _AROUND, len(page.text))
    before, after = page.line(from_, start), page.line(end, to)
    if from_ > 0:
        before = f"… {before.partition(' ')[2]}"
    if to < len(page.text):
        after = f"{after.rpartition(' ')[0]} …"
    gap_before = " " if before and page.text[start - 1 : start].isspace() else ""
    gap_after = " " if after and page.text[end : end + 1].isspace() else ""
    return before + gap_before, gap_after + after
