"""One entry, source or tier as blocks: what is said now, on whose word, what was said before, what to read next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trusttui.pack.dates import in_words
from trusttui.pack.model import Attribute, Change, Citation, Contact, Gap, Kind, Source, Term, Tier, Value
from trusttui.pack.statement import StatementView
from trusttui.pack.view import ArticleView, Cell, View
from trusttui.report import blocks as b
from trusttui.report.blocks import Block
from trusttui.report.entries import entry_title
from trusttui.report.timeline import change_blocks, rests_on
from trusttui.report.words import KIND_WORD, NO_SOURCE, SOURCE_KIND_WORD, tier_words

RESTS = "What rests on it"
SEE = "See also"
"""The lists at the end of an entry, by their headings."""


def entry_blocks(view: View, entry_id: str) -> list[Block]:
    """Everything on an entry (`answers/...`, `matrix/ID`...), a source or a tier; KeyError for an unknown id."""
    folder, _, local = entry_id.partition("/")
    if entry_title(view, entry_id) is None:
        raise KeyError(entry_id)
    if folder == "matrix":
        return list(_attribute(view, view.attribute(local)))
    if folder == "changes":
        return list(_change(view, next(c for c in view.changes if c.id == entry_id)))
    if folder == "terms":
        return list(_term(view, next(t for t in view.terms if t.id == local)))
    if folder == "gaps":
        return list(_gap(view, next(g for g in view.gaps if g.id == local)))
    if folder == "sources":
        return list(_source(view, view.source(local)))
    if folder == "tiers":
        return list(_tier(view, next(t for t in view.pack.meta.tier if t.id == local)))
    article = view.article(entry_id)
    assert article
    return list(_article(view, article))


def see_ids(view: View, entry_id: str) -> list[str]:
    """The entries to read next that exist on the day, without the entry itself."""
    folder, _, local = entry_id.partition("/")
    wanted: Iterable[str]
    if folder == "matrix":
        wanted = [
            *(a.id for a in view.articles_on(local)),
            *(c.id for c in view.changes if local in c.head.attributes),
        ]
    elif folder == "changes":
        change = next(c for c in view.changes if c.id == entry_id)
        resting = rests_on(view, change)
        wanted = (entry for entry in change.head.see if entry not in resting)
    elif folder == "terms":
        wanted = next(t for t in view.terms if t.id == local).see
    elif folder == "gaps":
        gap = next(g for g in view.gaps if g.id == local)
        wanted = [*(f"matrix/{a}" for a in gap.attributes), *gap.see]
    elif folder in ("sources", "tiers"):
        wanted = []
    else:
        article = view.article(entry_id)
        if article is None:
            raise KeyError(entry_id)
        head = article.article.head
        wanted = [*(f"matrix/{a}" for a in head.attributes), *(f"agreements/{a}" for a in head.agreements), *head.see]
    return [entry for entry in dict.fromkeys(wanted) if entry != entry_id and entry_title(view, entry)]


def how_citations(view: View, article: ArticleView) -> tuple[Citation, ...]:
    """What an agreement's route rests on; empty on a day before the source that names it."""
    head = article.article.head
    if not head.how or not view.counts(head.source):
        return ()
    return view.cite(head.source, head.how_passages)


def contact_blocks(view: View, contact: Contact, indent: int = 0) -> Iterator[Block]:
    """Whom to ask, and who says so. A route that only a later source names is not shown on an earlier day."""
    if not view.counts(contact.source):
        yield b.text("Ask the vendor: no source of this day names a route.", indent=indent)
        return
    address = f" ({contact.url})" if contact.url else ""
    yield b.text(f"{contact.text}{address}", indent=indent)
    yield from b.grouped(view, view.cite(contact.source, contact.passages), indent)


def cell_blocks(view: View, cell: Cell, label: str) -> Iterator[Block]:
    """One cell: value, note, citations, whom to ask where it is not stated, and what was said before."""
    yield b.value(cell.value, label=label)
    if cell.current:
        if cell.note or cell.current.gone:
            yield b.gone(cell.current, indent=1) if cell.current.gone else b.text(cell.note, indent=1)
        yield from b.statement(view, cell.current, indent=1)
    else:
        yield b.text(f"{NO_SOURCE} of this day.", indent=1)
    if cell.value is Value.NOT_STATED:
        yield from contact_blocks(view, view.ask_about(cell.attribute), indent=1)
    yield from b.beside(view, cell.beside)
    yield from b.before(view, cell.earlier)


def _see(view: View, entry_id: str) -> Iterator[Block]:
    targets = see_ids(view, entry_id)
    if targets:
        yield b.heading(SEE)
    for target in targets:
        yield b.item(f"{entry_title(view, target)} · {target}")


def _topics(view: View, topics: Iterable[str]) -> str:
    return ", ".join(view.topic_title(topic) for topic in topics)


def _article(view: View, article: ArticleView) -> Iterator[Block]:
    head, now = article.article.head, article.current
    yield b.title(article.title)
    yield b.meta(
        KIND_WORD[article.kind], tier_words(view, now.tiers), _topics(view, head.topics), f"as of {in_words(now.as_of)}"
    )
    yield b.meta(article.id)
    if now.value is Value.NOT_STATED:
        yield b.value(now.value)
    yield b.gone(now) if now.gone else b.markdown(now.text)
    yield from b.conditions(now.conditions)
    yield from b.statement(view, now)
    if now.value is Value.NOT_STATED:
        contact = view.ask_about(view.attribute(head.attributes[0])) if head.attributes else view.pack.meta.contact[0]
        yield from contact_blocks(view, contact)
    if article.kind is Kind.AGREEMENT:
        yield from _agreement(view, article)
    if article.beside:
        yield b.heading("Beside it")
    for other in article.beside:
        yield from _other(view, other, now, SOURCE_KIND_WORD[other.source.kind])
    if article.earlier:
        yield b.heading("Before")
    for earlier in article.earlier:
        yield from _other(view, earlier, now, "")
    yield from _see(view, article.id)


def _other(view: View, said: StatementView, now: StatementView, kind: str) -> Iterator[Block]:
    """What another source says or said on an article's point."""
    scope = tier_words(view, said.tiers) if said.tiers != now.tiers else ""
    yield b.item(" · ".join(part for part in (in_words(said.as_of), kind, scope) if part))
    if said.value is Value.NOT_STATED:
        yield b.value(said.value, indent=1)
    yield b.gone(said, indent=1) if said.gone else b.markdown(said.text, indent=1)
    yield from b.conditions(said.conditions, indent=1)
    yield from b.statement(view, said, indent=1)


def _agreement(view: View, article: ArticleView) -> Iterator[Block]:
    head = article.article.head
    if head.how and view.counts(head.source):
        yield b.heading("How to get it")
        yield b.text(head.how)
        yield from b.citations(view, how_citations(view, article))
    if head.attribute:
        yield b.heading("For which tiers it is stated")
        for tier in view.tiers:
            yield from cell_blocks(view, view.cell(head.attribute, tier.id), tier.name)


def _attribute(view: View, attribute: Attribute) -> Iterator[Block]:
    yield b.title(attribute.title)
    yield b.meta(KIND_WORD[Kind.ATTRIBUTE], view.topic_title(attribute.topic), f"as of {in_words(view.as_of)}")
    yield b.meta(f"matrix/{attribute.id}")
    yield b.text(attribute.means, label="Yes means")
    for tier in view.tiers:
        yield b.heading(tier.name)
        yield from cell_blocks(view, view.cell(attribute.id, tier.id), "")
    yield from _see(view, f"matrix/{attribute.id}")


def _change(view: View, change: Change) -> Iterator[Block]:
    yield from change_blocks(view, change)
    resting = rests_on(view, change)
    if resting:
        yield b.heading(RESTS)
    for target in resting:
        yield b.item(f"{entry_title(view, target)} · {target}")
    yield from _see(view, change.id)


def _term(view: View, term: Term) -> Iterator[Block]:
    yield b.title(term.term)
    held = view.held(term.source, term.passages)
    yield b.meta(KIND_WORD[Kind.TERM], f"as of {in_words(view.seen(held))}")
    yield b.meta(f"terms/{term.id}")
    yield b.text(term.meaning)
    if term.aliases:
        yield b.text(", ".join(term.aliases), label="Also")
    yield from b.citations(view, view.cite(term.source, term.passages))
    yield from _see(view, f"terms/{term.id}")


def _gap(view: View, gap: Gap) -> Iterator[Block]:
    yield b.title(gap.title)
    yield b.meta(NO_SOURCE, f"as of {in_words(view.as_of)}")
    yield b.meta(f"gaps/{gap.id}")
    yield b.text(gap.text)
    yield from contact_blocks(view, view.contact(gap.ask))
    yield from _see(view, f"gaps/{gap.id}")


def source_facts(source: Source) -> Iterator[Block]:
    """What a source is and what its dates rest on."""
    yield b.text(source.publisher, label="Publisher")
    yield b.text(source.url, label="Address")
    yield b.text(in_words(source.stated) if source.stated else "none", label="Its own date")
    yield b.text(in_words(source.recorded) if source.recorded else "not known", label="Recorded")
    if source.first_recorded:
        yield b.text(in_words(source.first_recorded), label="What is new in it first recorded")
    if source.record:
        yield b.text(source.record, label="Record")
    if source.record_sha256:
        yield b.text(source.record_sha256, label="sha256")
    if source.credit:
        yield b.text(source.credit, label="Credit")
    yield b.text(source.basis, label="Dates rest on")


def _source(view: View, source: Source) -> Iterator[Block]:
    yield b.title(source.title)
    yield b.meta(SOURCE_KIND_WORD[source.kind], in_words(view.seen(source)))
    yield b.meta(f"sources/{source.id}")
    yield from source_facts(source)
    yield b.heading("Passages and what rests on them")
    for slug, passage in source.passages.items():
        edited = f" · edited {in_words(passage.edited)}" if passage.edited else ""
        place = f" · {passage.section}" if passage.section else ""
        yield b.item(f"{slug}{place} · {passage.words} words{edited}")
        for entry in view.cited_by(Citation(source.id, slug)):
            yield b.item(entry, indent=1)


def _tier(view: View, tier: Tier) -> Iterator[Block]:
    yield b.title(view.tier(tier.id).name)
    yield b.meta("tier", f"as of {in_words(view.as_of)}")
    yield b.meta(f"tiers/{tier.id}")
    yield b.heading("Its names")
    for name in tier.names:
        source = view.source(name.source)
        if view.counts(name.source):
            yield b.item(name.name, label=f"Since {in_words(source.date)}")
            yield from b.said_by(view, source, (Citation(name.source, p) for p in name.passages), indent=1)
    yield b.heading("What is stated")
    for attribute in view.attributes:
        cell = view.cell(attribute.id, tier.id)
        yield b.value(cell.value, label=attribute.title)
        if cell.current:
            yield from b.statement(view, cell.current, indent=1)
        else:
            yield b.meta(f"{NO_SOURCE} of this day", indent=1)
