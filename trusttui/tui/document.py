"""An entry of a pack as a document: blocks and links, without a word about colours or widgets."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from trusttui.pack.dates import in_words
from trusttui.pack.model import Attribute, Change, Citation, Gap, Kind, Side, Source, Term, Value
from trusttui.pack.view import ArticleView, Cell, StatementView, View
from trusttui.report.words import KIND_WORD, SOURCE_KIND_WORD, source_line, tier_words


class Role(StrEnum):
    """What a block is to the reader."""

    MARKDOWN = "markdown"
    TEXT = "text"
    QUIET = "quiet"
    HEADING = "heading"
    VALUE = "value"
    """A value code; `label` is whose value it is."""
    VERDICT = "verdict"
    """A verdict code; `label` is whose verdict it is."""
    EFFECT = "effect"
    """An effect code of the advisor; `label` is the need's subject."""
    ITEM = "item"
    CITATION = "citation"


class Block(Struct, frozen=True):
    """A paragraph. `label` stands before it; `indent` counts steps to the right."""

    role: Role
    text: str
    label: str = ""
    indent: int = 0


class Link(Struct, frozen=True):
    """Something to follow: `target` is an entry id, `sources/ID`, or an https address."""

    label: str
    target: str


class Document(Struct, frozen=True, kw_only=True):
    """What the reader shows of one entry."""

    id: str
    title: str
    meta: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]


def describe(view: View, entry_id: str) -> Document | None:
    """The document of any entry (`answers/...`, `matrix/ID`, `changes/...`, `terms/ID`, `gaps/ID`, `sources/ID`), or
    None where the view has no such entry on its day."""
    kind, _, local = entry_id.partition("/")
    if kind == "matrix":
        found = next((a for a in view.attributes if a.id == local), None)
        return _attribute(view, found) if found else None
    if kind == "changes":
        change = next((c for c in view.changes if c.id == entry_id), None)
        return _change(view, change) if change else None
    if kind == "terms":
        term = next((t for t in view.terms if t.id == local), None)
        return _term(view, term) if term else None
    if kind == "gaps":
        gap = next((g for g in view.gaps if g.id == local), None)
        return _gap(view, gap) if gap else None
    if kind == "sources":
        source = next((s for s in view.sources if s.id == local), None)
        return _source(view, source) if source else None
    article = next((a for a in view.articles if a.id == entry_id), None)
    return _article(view, article) if article else None


def tier_names(view: View, tiers: tuple[str, ...] | list[str]) -> str:
    """The names of the day of those tiers that existed; `no tier` where there is none."""
    return tier_words(view, tiers)


def citation_text(view: View, citation: Citation) -> str:
    """A citation for people: document, kind, date, place on the page, slug."""
    source = view.source(citation.source)
    passage = source.passages.get(citation.passage)
    place = f" · {passage.section}" if passage and passage.section else ""
    edited = f" · entry edited {in_words(passage.edited)}" if passage and passage.edited else ""
    return f"{source_line(source)}{place} · {citation.passage}{edited}"


def _cites(view: View, statement: StatementView, indent: int = 0) -> Iterator[Block]:
    for citation in statement.citations:
        yield Block(Role.CITATION, citation_text(view, citation), indent=indent)
    if not statement.citations:
        yield Block(Role.CITATION, f"{source_line(statement.source)} · the page is silent", indent=indent)


def _links(view: View, targets: list[str], sources: list[str]) -> tuple[Link, ...]:
    found: dict[str, Link] = {}
    for target in targets:
        title = title_of(view, target)
        if title and target not in found:
            kind = KIND_WORD[kind_of(target)]
            found[target] = Link(f"{kind}: {title}", target)
    for source_id in dict.fromkeys(sources):
        source = view.source(source_id)
        found[f"sources/{source_id}"] = Link(f"source: {source.title}, {in_words(source.date)}", f"sources/{source_id}")
    return tuple(found.values())


def title_of(view: View, entry_id: str) -> str | None:
    """The title of an entry that the view has on its day."""
    kind, _, local = entry_id.partition("/")
    if kind == "matrix":
        return next((a.title for a in view.attributes if a.id == local), None)
    if kind == "changes":
        return next((c.head.title for c in view.changes if c.id == entry_id), None)
    if kind == "terms":
        return next((t.term for t in view.terms if t.id == local), None)
    if kind == "gaps":
        return next((g.title for g in view.gaps if g.id == local), None)
    return next((a.title for a in view.articles if a.id == entry_id), None)


_KIND_OF = {
    "answers": Kind.ANSWER,
    "commitments": Kind.COMMITMENT,
    "agreements": Kind.AGREEMENT,
    "matrix": Kind.ATTRIBUTE,
    "changes": Kind.CHANGE,
    "terms": Kind.TERM,
    "gaps": Kind.GAP,
}


def kind_of(entry_id: str) -> Kind:
    """The kind of an entry by its id; KeyError for ids of none (`sources/...`)."""
    return _KIND_OF[entry_id.partition("/")[0]]


def _article(view: View, article: ArticleView) -> Document:
    head, now = article.article.head, article.current
    blocks: list[Block] = []
    if now.value is Value.NOT_STATED:
        blocks.append(Block(Role.VALUE, now.value, label="Today"))
    blocks.append(Block(Role.MARKDOWN, now.text))
    blocks += _conditions(now.conditions)
    if article.kind is Kind.AGREEMENT and head.attribute:
        blocks.append(Block(Role.HEADING, "Stated for"))
        blocks += _cells(view, view.attribute(head.attribute), history=False)
        blocks += [Block(Role.HEADING, "How to get it"), Block(Role.TEXT, head.how)]
    blocks.append(Block(Role.HEADING, "Source"))
    blocks += _cites(view, now)
    if article.earlier:
        blocks.append(Block(Role.HEADING, "Before"))
        for earlier in article.earlier:
            scope = f" · {tier_names(view, earlier.tiers)}" if earlier.tiers != now.tiers else ""
            blocks.append(Block(Role.QUIET, f"{in_words(earlier.as_of)}{scope}"))
            blocks.append(Block(Role.MARKDOWN, earlier.text, indent=1))
            blocks += _conditions(earlier.conditions, indent=1)
            blocks += _cites(view, earlier, indent=1)
    targets = [
        *(f"matrix/{a}" for a in head.attributes),
        *(f"agreements/{a}" for a in head.agreements),
        *head.see,
    ]
    topics = ", ".join(view.topic_title(topic) for topic in head.topics)
    return Document(
        id=article.id,
        title=article.title,
        meta=f"{tier_names(view, now.tiers)} · {topics} · {_dated(now)}",
        blocks=tuple(blocks),
        links=_links(
            view, [t for t in targets if t != article.id], [now.source.id, *(e.source.id for e in article.earlier)]
        ),
    )


def _dated(statement: StatementView) -> str:
    return f"as of {in_words(statement.as_of)} · {SOURCE_KIND_WORD[statement.source.kind]}"


def _conditions(conditions: tuple[str, ...], indent: int = 0) -> list[Block]:
    if not conditions:
        return []
    return [
        Block(Role.HEADING, "On condition", indent=indent),
        *(Block(Role.ITEM, c, indent=indent) for c in conditions),
    ]


def cell_blocks(view: View, cell: Cell, label: str, history: bool = True) -> list[Block]:
    """One cell in words: value, note, citations, and what older sources said."""
    blocks = [Block(Role.VALUE, cell.value, label=label)]
    if cell.current:
        if cell.note:
            blocks.append(Block(Role.TEXT, cell.note, indent=1))
        blocks += _cites(view, cell.current, indent=1)
    else:
        blocks.append(Block(Role.QUIET, "No source of this day speaks of it.", indent=1))
    if cell.value is Value.NOT_STATED:
        blocks.append(Block(Role.TEXT, view.ask_about(cell.attribute).text, label="Ask", indent=1))
    if history:
        for earlier in cell.earlier:
            blocks.append(Block(Role.VALUE, earlier.value, label=f"Before, {in_words(earlier.as_of)}", indent=1))
            if earlier.text:
                blocks.append(Block(Role.TEXT, earlier.text, indent=2))
            blocks += _cites(view, earlier, indent=2)
    return blocks


def _cells(view: View, attribute: Attribute, history: bool = True) -> list[Block]:
    return [
        block
        for tier in view.tiers
        for block in cell_blocks(view, view.cell(attribute.id, tier.id), tier.name, history)
    ]


def _attribute(view: View, attribute: Attribute) -> Document:
    related = [a.id for a in view.articles if attribute.id in a.article.head.attributes]
    changes = [c.id for c in view.changes if attribute.id in c.head.attributes]
    sources = [s.source for tier in view.tiers for s in attribute.cells.get(tier.id, ()) if view.counts(s.source)]
    return Document(
        id=f"matrix/{attribute.id}",
        title=attribute.title,
        meta=f"{view.topic_title(attribute.topic)} · every tier · as of {in_words(view.as_of)}",
        blocks=(Block(Role.TEXT, attribute.means, label="Yes means"), *_cells(view, attribute)),
        links=_links(view, [*related, *changes], sources),
    )


def _side(view: View, side: Side, label: str) -> list[Block]:
    source = view.source(side.source)
    blocks = [Block(Role.HEADING, f"{label}, {in_words(source.date)}"), Block(Role.TEXT, side.text, indent=1)]
    citations = [Citation(side.source, passage) for passage in side.passages]
    blocks += [Block(Role.CITATION, citation_text(view, citation), indent=1) for citation in citations]
    if not citations:
        silent = f"{source.title}, {SOURCE_KIND_WORD[source.kind]} · the page is silent"
        blocks.append(Block(Role.CITATION, silent, indent=1))
    return blocks


def _change(view: View, change: Change) -> Document:
    head = change.head
    after = view.source(head.after.source)
    blocks = [
        *([Block(Role.MARKDOWN, change.body)] if change.body else []),
        *_side(view, head.before, "Before"),
        *_side(view, head.after, "After"),
    ]
    return Document(
        id=change.id,
        title=head.title,
        meta=f"{tier_names(view, head.tiers)} · first recorded {in_words(after.date)} · {head.severity}",
        blocks=tuple(blocks),
        links=_links(
            view, [*(f"matrix/{a}" for a in head.attributes), *head.see], [head.after.source, head.before.source]
        ),
    )


def _term(view: View, term: Term) -> Document:
    source = view.source(term.source)
    blocks = [Block(Role.TEXT, term.meaning)]
    if term.aliases:
        blocks.append(Block(Role.TEXT, ", ".join(term.aliases), label="Also"))
    blocks.append(Block(Role.HEADING, "Source"))
    blocks += [Block(Role.CITATION, citation_text(view, Citation(term.source, p))) for p in term.passages]
    return Document(
        id=f"terms/{term.id}",
        title=term.term,
        meta=f"glossary · as of {in_words(source.date)}",
        blocks=tuple(blocks),
        links=_links(view, term.see, [term.source]),
    )


def _gap(view: View, gap: Gap) -> Document:
    contact = view.contact(gap.ask)
    blocks = [
        Block(Role.VALUE, Value.NOT_STATED, label="In all sources"),
        Block(Role.TEXT, gap.text),
        Block(Role.TEXT, contact.text, label="Ask"),
    ]
    blocks += [
        Block(Role.CITATION, citation_text(view, Citation(contact.source, p)), indent=1) for p in contact.passages
    ]
    return Document(
        id=f"gaps/{gap.id}",
        title=gap.title,
        meta="not stated by any source",
        blocks=tuple(blocks),
        links=_links(view, [*(f"matrix/{a}" for a in gap.attributes), *gap.see], []),
    )


def _source(view: View, source: Source) -> Document:
    entries = view.citations_of(source.id)
    blocks = [
        Block(Role.TEXT, SOURCE_KIND_WORD[source.kind], label="Kind"),
        Block(Role.TEXT, source.publisher, label="Publisher"),
        Block(Role.TEXT, in_words(source.stated) if source.stated else "none", label="Its own date"),
        Block(Role.TEXT, in_words(source.recorded) if source.recorded else "not known", label="Recorded"),
        Block(Role.TEXT, source.basis, label="Rests on"),
        Block(Role.TEXT, source.url, label="Address"),
        Block(Role.TEXT, f"{len(source.passages)} passages cited by {len(entries)} entries", label="Cited"),
        Block(Role.HEADING, "Passages"),
    ]
    for slug, passage in source.passages.items():
        count = len(view.cited_by(Citation(source.id, slug)))
        entries_word = "entry" if count == 1 else "entries"
        blocks.append(
            Block(Role.ITEM, f"{slug} · {passage.section or 'page'} · {passage.words} words · {count} {entries_word}")
        )
    targets = [e for e in entries if e.partition("/")[0] in _KIND_OF]
    return Document(
        id=f"sources/{source.id}",
        title=source.title,
        meta=f"{SOURCE_KIND_WORD[source.kind]} · {in_words(source.date)}",
        blocks=tuple(blocks),
        links=(Link(source.url, source.url), *_links(view, targets, [])),
    )
