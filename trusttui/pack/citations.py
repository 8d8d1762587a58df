"""What cites what in a pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trusttui.pack.model import Citation, Pack


def iter_citations(pack: Pack) -> Iterator[tuple[str, Citation]]:
    """Every citation in a pack with the id of the entry that makes it (`matrix/ID`, `answers/...`, `terms/ID`...)."""

    def cite(entry: str, source: str, passages: Iterable[str]) -> Iterator[tuple[str, Citation]]:
        for citation in citations_to(source, passages):
            yield entry, citation

    for attribute in pack.attributes:
        for statements in attribute.cells.values():
            for statement in statements:
                yield from cite(f"matrix/{attribute.id}", statement.source, statement.passages)
    for article in pack.articles:
        yield from cite(article.id, article.head.source, [*article.head.passages, *article.head.how_passages])
        for earlier in (*article.head.earlier, *article.head.also):
            yield from cite(article.id, earlier.source, earlier.passages)
    for change in pack.changes:
        for side in (change.head.before, change.head.after):
            yield from cite(change.id, side.source, side.passages)
    for term in pack.vocabulary.term:
        yield from cite(f"terms/{term.id}", term.source, term.passages)
        for meaning in term.earlier:
            yield from cite(f"terms/{term.id}", meaning.source, meaning.passages)
    for caution in pack.advisor.caution:
        yield from cite(f"cautions/{caution.id}", caution.source, caution.passages)
    for contradiction in pack.advisor.contradiction:
        if contradiction.source:
            yield from cite(f"contradictions/{contradiction.id}", contradiction.source, contradiction.passages)
    for contact in pack.meta.contact:
        yield from cite(f"contacts/{contact.id}", contact.source, contact.passages)
    for tier in pack.meta.tier:
        for name in tier.names:
            yield from cite(f"tiers/{tier.id}", name.source, name.passages)


def citations_to(source: str, passages: Iterable[str]) -> tuple[Citation, ...]:
    """A citation for each of these passages of a source."""
    return tuple(Citation(source=source, passage=passage) for passage in passages)
