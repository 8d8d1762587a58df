"""Cited passages as their documents have them, for reading beside our own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trusttui.pack.dates import in_words
from trusttui.pack.model import Citation
from trusttui.pack.view import View
from trusttui.report import blocks as b
from trusttui.report.blocks import Block, Role
from trusttui.report.words import citation_line
from trusttui.sources.originals import AROUND, Original, Originals
from trusttui.sources.structure import Kind

NO_COPY = "No copy of it is at hand: trusttui sources fetch gets one, or give one with --from."
NOT_THERE = "The copy at hand does not have it."
_ROLE = {Kind.HEADING: Role.SNIPPET_HEADING, Kind.ITEM: Role.SNIPPET_ITEM, Kind.TEXT: Role.SNIPPET}


def cited_in(view: View, entry_id: str) -> list[Citation]:
    """What an entry cites on the day, in its order, each once: statements that are current, then earlier ones."""
    folder, _, local = entry_id.partition("/")
    found: list[Citation] = []
    if folder == "matrix":
        for tier in view.tiers:
            cell = view.cell(local, tier.id)
            for said in (cell.current, *cell.beside, *cell.earlier):
                found += said.citations if said else ()
    elif folder == "changes":
        change = next(each for each in view.changes if each.id == entry_id).head
        for side in (change.before, change.after):
            found += [Citation(side.source, slug) for slug in side.passages]
    elif folder == "terms":
        term = next(each for each in view.terms if each.id == local)
        found += view.cite(term.source, term.passages)
    elif folder == "sources":
        found += [Citation(local, slug) for slug in view.source(local).passages]
    elif folder not in ("gaps", "tiers"):
        article = next(each for each in view.articles if each.id == entry_id)
        for said in (article.current, *article.beside, *article.earlier):
            found += said.citations
    return list(dict.fromkeys(found))


def original_blocks(
    view: View, citations: Iterable[Citation], originals: Originals, around: int = AROUND
) -> Iterator[Block]:
    """Each cited passage, marked in its surroundings: the document's own headings, paragraphs and list items."""
    copy = ""
    for citation in citations:
        source = view.source(citation.source)
        found = originals.original(source, citation.passage, around)
        yield b.heading(citation_line(view, citation))
        if found is None:
            yield b.text(NOT_THERE if originals.has(source) else NO_COPY)
            continue
        if found.at != copy:
            copy = found.at
            yield b.meta(f"In the original: {found.at}, {in_words(found.on)}")
        for line in found.lines:
            marks = (line.mark,) if line.mark else ()
            yield Block(role=_ROLE[line.kind], text=line.text, marks=marks, label=line.number, indent=line.depth)


def original_json(found: Original) -> dict[str, str]:
    return {
        "source": found.citation.source,
        "passage": found.citation.passage,
        "before": found.before,
        "text": found.text,
        "after": found.after,
        "at": found.at,
        "on": found.on,
    }
