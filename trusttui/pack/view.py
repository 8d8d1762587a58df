"""A pack as a reader of one day could have known it.

Every face and every other room reads a pack through a `View`: it picks, for each point, the newest statement whose
source counts on the as-of date, keeps the older ones as its history, and knows which tiers existed and what they
were called. It holds no opinion and makes no text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from msgspec import Struct

from trusttui.pack.dates import last_day
from trusttui.pack.model import (
    Article,
    Attribute,
    Change,
    Citation,
    Contact,
    Gap,
    Kind,
    Pack,
    Source,
    Statement,
    Term,
    Value,
)


class TierView(Struct, frozen=True, kw_only=True):
    """A tier as it was called on the day."""

    id: str
    name: str
    short: str
    names: tuple[str, ...]
    """Every name it ever had: all of them find it."""


class StatementView(Struct, frozen=True, kw_only=True):
    """What one source says on one point, with its date. `text` is a note or Markdown."""

    source: Source
    value: Value
    text: str
    citations: tuple[Citation, ...]
    conditions: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()

    @property
    def as_of(self) -> str:
        """The source's date, of the precision that is known."""
        return self.source.date


class Cell(Struct, frozen=True, kw_only=True):
    """An attribute for one tier: what is current on the day, and what was said before, newest first.

    `current` is None where no source of that day says anything: the value is then `not-stated`.
    """

    attribute: Attribute
    tier: str
    current: StatementView | None
    earlier: tuple[StatementView, ...]

    @property
    def value(self) -> Value:
        return self.current.value if self.current else Value.NOT_STATED

    @property
    def note(self) -> str:
        return self.current.text if self.current else ""

    @property
    def citations(self) -> tuple[Citation, ...]:
        return self.current.citations if self.current else ()


class ArticleView(Struct, frozen=True, kw_only=True):
    """An answer, commitment or agreement on the day: the current statement and what was said before.

    The current value is `not-stated` where the newest source dropped the point, else `yes`: it is stated.
    """

    article: Article
    current: StatementView
    earlier: tuple[StatementView, ...]

    @property
    def id(self) -> str:
        return self.article.id

    @property
    def kind(self) -> Kind:
        return self.article.kind

    @property
    def title(self) -> str:
        return self.article.head.title

    @property
    def section(self) -> str:
        """The folder it lies in: `api` of `answers/api/retention`; empty where it lies in none."""
        parts = self.article.id.split("/")
        return parts[1] if len(parts) > 2 else ""


class View:
    """A pack on one day. `as_of` is a partial date; None is the pack's present, the date of its newest source."""

    def __init__(self, pack: Pack, as_of: str | None = None) -> None:
        self.pack = pack
        self.present = max((source.date for source in pack.sources), key=last_day)
        self.as_of = as_of or self.present
        self._day = last_day(self.as_of)
        self._sources = {source.id: source for source in pack.sources}
        self._attributes = {attribute.id: attribute for attribute in pack.attributes}

    @property
    def is_present(self) -> bool:
        """Whether this is the newest view that the pack offers."""
        return self._day >= last_day(self.present)

    # --- sources

    def counts(self, source_id: str) -> bool:
        """Whether a source was there to be read on the day."""
        return last_day(self._sources[source_id].date) <= self._day

    def source(self, source_id: str) -> Source:
        """Any source of the pack; KeyError for an id that it does not have."""
        return self._sources[source_id]

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources that count, newest first."""
        return tuple(sorted((s for s in self.pack.sources if self.counts(s.id)), key=_newest_first))

    def newest_source(self, tier: str | None = None) -> Source | None:
        """The newest source that counts; with a tier, the newest that any of its cells rests on."""
        if tier is None:
            return self.sources[0] if self.sources else None
        used = {
            statement.source
            for attribute in self.pack.attributes
            for statement in attribute.cells.get(tier, ())
            if self.counts(statement.source)
        }
        return next((source for source in self.sources if source.id in used), None)

    def citations_of(self, source_id: str) -> tuple[str, ...]:
        """The ids of all entries that cite the source on any day."""
        return tuple(sorted({entry for entry, citation in self._all_citations if citation.source == source_id}))

    def cited_by(self, citation: Citation) -> tuple[str, ...]:
        """The ids of all entries that rest on the passage on any day."""
        return tuple(sorted({entry for entry, cited in self._all_citations if cited == citation}))

    @cached_property
    def _all_citations(self) -> tuple[tuple[str, Citation], ...]:
        return tuple(iter_citations(self.pack))

    # --- tiers

    @cached_property
    def tiers(self) -> tuple[TierView, ...]:
        """The tiers that existed on the day, in the pack's order, under their names of the day."""
        found = []
        for tier in self.pack.meta.tier:
            known = [name for name in tier.names if self.counts(name.source)]
            if known:
                newest = max(known, key=lambda name: last_day(self._sources[name.source].date))
                names = tuple(dict.fromkeys(name.name for name in tier.names))
                found.append(TierView(id=tier.id, name=newest.name, short=tier.short, names=names))
        return tuple(found)

    def tier(self, tier_id: str) -> TierView:
        """A tier that existed on the day; KeyError else."""
        for tier in self.tiers:
            if tier.id == tier_id:
                return tier
        raise KeyError(tier_id)

    def find_tier(self, text: str) -> TierView | None:
        """A tier by id, short name or any name it ever had, in any case."""
        wanted = " ".join(text.lower().replace("-", " ").split())
        for tier in self.tiers:
            for name in (tier.id, tier.short, *tier.names):
                if " ".join(name.lower().replace("-", " ").split()) == wanted:
                    return tier
        return None

    # --- matrix

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        return self.pack.attributes

    def attribute(self, attribute_id: str) -> Attribute:
        """KeyError for an id that the pack does not have."""
        return self._attributes[attribute_id]

    def cell(self, attribute_id: str, tier_id: str) -> Cell:
        """An attribute for a tier on the day."""
        attribute = self._attributes[attribute_id]
        known = [self._statement(s) for s in attribute.cells.get(tier_id, ()) if self.counts(s.source)]
        known.sort(key=lambda statement: _newest_first(statement.source))
        return Cell(
            attribute=attribute,
            tier=tier_id,
            current=known[0] if known else None,
            earlier=tuple(known[1:]),
        )

    def _statement(self, statement: Statement) -> StatementView:
        return StatementView(
            source=self._sources[statement.source],
            value=statement.value,
            text=statement.note,
            citations=_citations(statement.source, statement.passages),
        )

    # --- articles

    @cached_property
    def articles(self) -> tuple[ArticleView, ...]:
        """Answers, commitments and agreements that any source of the day speaks of, in the order of reading."""
        views = (self._article(article) for article in self.pack.articles)
        return tuple(sorted((view for view in views if view), key=self._reading_order))

    def _reading_order(self, view: ArticleView) -> tuple[int, int, str, int, str]:
        """By kind; then by section, general ones first, then tiers, then topics, or by first topic where there are no
        sections; then by the pack's own order."""
        tiers = [tier.id for tier in self.pack.meta.tier]
        topics = [topic.id for topic in self.pack.meta.topic]
        head = view.article.head
        place = view.section or (head.topics[0] if head.topics else "")
        rank = [*tiers, *topics].index(place) + 1 if place in (*tiers, *topics) else 0
        return (list(Kind).index(view.kind), rank, view.section, head.order, view.id)

    def of_kind(self, kind: Kind) -> tuple[ArticleView, ...]:
        return tuple(view for view in self.articles if view.kind is kind)

    def _article(self, article: Article) -> ArticleView | None:
        head = article.head
        said = [
            StatementView(
                source=self._sources[head.source],
                value=Value.NOT_STATED if head.not_stated else Value.YES,
                text=article.body,
                citations=_citations(head.source, head.passages),
                conditions=tuple(head.conditions),
                tiers=tuple(head.tiers),
            ),
            *(
                StatementView(
                    source=self._sources[earlier.source],
                    value=Value.YES,
                    text=earlier.text,
                    citations=_citations(earlier.source, earlier.passages),
                    conditions=tuple(earlier.conditions),
                    tiers=tuple(head.tiers if earlier.tiers is None else earlier.tiers),
                )
                for earlier in head.earlier
            ),
        ]
        known = sorted((s for s in said if self.counts(s.source.id)), key=lambda s: _newest_first(s.source))
        return ArticleView(article=article, current=known[0], earlier=tuple(known[1:])) if known else None

    # --- the rest

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The changes that had been recorded by the day, newest first."""
        known = [change for change in self.pack.changes if self.counts(change.head.after.source)]
        return tuple(
            sorted(known, key=lambda change: (_newest_first(self.source(change.head.after.source)), change.id))
        )

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        return tuple(term for term in self.pack.vocabulary.term if self.counts(term.source))

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return tuple(self.pack.vocabulary.gap)

    def contact(self, contact_id: str) -> Contact:
        """KeyError for an id that the pack does not have."""
        for contact in self.pack.meta.contact:
            if contact.id == contact_id:
                return contact
        raise KeyError(contact_id)

    def ask_about(self, attribute: Attribute) -> Contact:
        """Whom to ask about an attribute: its own contact, else the pack's first."""
        return self.contact(attribute.ask) if attribute.ask else self.pack.meta.contact[0]

    def topic_title(self, topic_id: str) -> str:
        return next((topic.title for topic in self.pack.meta.topic if topic.id == topic_id), topic_id)


def iter_citations(pack: Pack) -> Iterator[tuple[str, Citation]]:
    """Every citation in a pack with the id of the entry that makes it (`matrix/ID`, `answers/...`, `terms/ID`...)."""

    def cite(entry: str, source: str, passages: Iterable[str]) -> Iterator[tuple[str, Citation]]:
        for citation in _citations(source, passages):
            yield entry, citation

    for attribute in pack.attributes:
        for statements in attribute.cells.values():
            for statement in statements:
                yield from cite(f"matrix/{attribute.id}", statement.source, statement.passages)
    for article in pack.articles:
        yield from cite(article.id, article.head.source, [*article.head.passages, *article.head.how_passages])
        for earlier in article.head.earlier:
            yield from cite(article.id, earlier.source, earlier.passages)
    for change in pack.changes:
        for side in (change.head.before, change.head.after):
            yield from cite(change.id, side.source, side.passages)
    for term in pack.vocabulary.term:
        yield from cite(f"terms/{term.id}", term.source, term.passages)
    for caution in pack.advisor.caution:
        yield from cite(f"cautions/{caution.id}", caution.source, caution.passages)
    for contact in pack.meta.contact:
        yield from cite(f"contacts/{contact.id}", contact.source, contact.passages)
    for tier in pack.meta.tier:
        for name in tier.names:
            yield from cite(f"tiers/{tier.id}", name.source, name.passages)


def _citations(source: str, passages: Iterable[str]) -> tuple[Citation, ...]:
    return tuple(Citation(source=source, passage=passage) for passage in passages)


def _newest_first(source: Source) -> tuple[int, str]:
    """A sort key: newest first, and of one day in the order of ids."""
    return (-int(last_day(source.date).replace("-", "")), source.id)
