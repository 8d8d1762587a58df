"""A cited passage as the document has it, in its surroundings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from trusttui.pack.model import Citation, Source
from trusttui.sources.passages import find_every
from trusttui.sources.places import fingerprints, own_places
from trusttui.sources.reading import Page
from trusttui.sources.structure import Kind, Line, lines
from trusttui.sources.verification import Document, is_record

AROUND = 320
"""Characters shown before a passage and after it, at most."""
_CUT = "…"
# Spaces that stand for markup: around a link, before the sign that follows it.
_STRAY = re.compile(r"(?<=\w) (?=[.,;:!?)](?:\s|$))|(?<=\() (?=\w)")


class Shown(Struct, frozen=True):
    """A line of the document."""

    kind: Kind
    text: str
    mark: tuple[int, int] | None = None
    """What of it is the passage, half-open."""
    depth: int = 0
    number: str = ""


class Original(Struct, frozen=True, kw_only=True):
    """A passage and what stands before it and after it."""

    citation: Citation
    before: str
    text: str
    after: str
    lines: tuple[Shown, ...]
    """The same in the document's own headings, paragraphs and items, and first the heading under which it stands."""
    at: str
    """The copy's address or file."""
    on: str
    """When that copy was had."""


class _Placed(Struct, frozen=True):
    """A copy, and where each passage stands in it."""

    document: Document
    page: Page
    places: Mapping[str, tuple[int, ...]]
    lines: Sequence[Line]


class Originals:
    """Passages in the copies that are at hand. `find` has the copy of a source; None where there is none."""

    def __init__(self, find: Callable[[Source], Document | None]) -> None:
        self._find = find
        self._read: dict[str, _Placed] = {}

    def has(self, source: Source) -> bool:
        """Whether a copy of the source is at hand."""
        return self._of(source) is not None

    def original(self, source: Source, slug: str, around: int = AROUND) -> Original | None:
        """A passage with so many characters before and after it; None where no copy is at hand or it lacks the
        passage."""
        had = self._of(source)
        if had is None:
            return None
        document, page = had.document, had.page
        at = next(iter(had.places.get(slug, ())), None)
        if at is None:
            return None
        start, end = page.span(at, source.passages[slug].words)
        before, after = _surroundings(page, start, end)
        return Original(
            citation=Citation(source.id, slug),
            before=before,
            text=page.line(start, end),
            after=after,
            lines=tuple(_lines(page, had.lines, (start, end), around)),
            at=document.at,
            on=document.on,
        )

    def _of(self, source: Source) -> _Placed | None:
        if source.id not in self._read:
            document = self._find(source)
            if document is None:
                # Another run may get one yet.
                return None
            self._read[source.id] = _placed(source, document)
        return self._read[source.id]

    def forget(self) -> None:
        """Look for copies anew."""
        self._read.clear()


def _placed(source: Source, document: Document) -> _Placed:
    page = Page.of(document.data, document.media_type)
    everywhere = find_every(page.words, fingerprints(source.passages))
    places, _ = own_places(source, page, everywhere, recorded=is_record(source, document.data))
    sections = {passage.section for passage in source.passages.values()}
    return _Placed(document, page, places, lines(document.data, document.media_type, sections))


def _lines(page: Page, every: Sequence[Line], passage: tuple[int, int], around: int) -> Iterator[Shown]:
    """The lines around a passage. Those at the edges are cut at words; the heading of the first is always there."""
    first, last = max(passage[0] - around, 0), min(passage[1] + around, len(page.text))
    within = [line for line in every if line.end > first and line.start < last]
    above = [line for line in every if line.end <= first and line.kind is Kind.HEADING]
    # A heading over the passage that is in view says where it stands.
    if above and not any(line.kind is Kind.HEADING and line.start <= passage[0] for line in within):
        yield from _shown(page, above[-1], passage, (0, len(page.text)))
        if every.index(above[-1]) + 1 < every.index(within[0]):
            yield Shown(Kind.TEXT, _CUT)
    for line in within:
        yield from _shown(page, line, passage, (first, last))


def _shown(page: Page, line: Line, passage: tuple[int, int], view: tuple[int, int]) -> Iterator[Shown]:
    """A line, or as much of it as is in view; nothing for one without words."""
    start, end = max(line.start, view[0]), min(line.end, view[1])
    from_, to = (min(max(place, start), end) for place in passage)
    before, cited, after = (_tidy(page.line(*span)) for span in ((start, from_), (from_, to), (to, end)))
    if start > line.start:
        before = f"{_CUT} {before.partition(' ')[2]}"
    if end < line.end:
        after = f"{after.rpartition(' ')[0]} {_CUT}"
    if before and cited and (page.text[from_ - 1].isspace() and not before.endswith("(")):
        before += " "
    if cited and after and page.text[to].isspace() and after[0] not in ".,;:!?)":
        after = f" {after}"
    text = f"{before}{cited}{after}"
    if any(map(str.isalnum, text)):
        mark = (len(before), len(before) + len(cited)) if cited else None
        yield Shown(line.kind, text, mark, line.depth, line.number)


def _tidy(text: str) -> str:
    return _STRAY.sub("", text)


def _surroundings(page: Page, start: int, end: int) -> tuple[str, str]:
    """What stands before and after, of whole words, with an ellipsis where more follows."""
    from_ = max(start - AROUND, 0)
    to = min(end + AROUND, len(page.text))
    before, after = page.line(from_, start), page.line(end, to)
    if from_ > 0:
        before = f"… {before.partition(' ')[2]}"
    if to < len(page.text):
        after = f"{after.rpartition(' ')[0]} …"
    gap_before = " " if before and page.text[start - 1 : start].isspace() else ""
    gap_after = " " if after and page.text[end : end + 1].isspace() else ""
    return before + gap_before, gap_after + after
