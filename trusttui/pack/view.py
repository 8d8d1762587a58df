"""A pack as a reader of one day could have known it.

Every face and every other room reads a pack through a `View`: it picks, for each point, the newest statement whose
source counts on the as-of date, keeps the older ones as its history, and knows which tiers existed and what they
were called. It holds no opinion and makes no text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from trusttui.pack.checked import Checks
from trusttui.pack.citations import citations_to, iter_citations
from trusttui.pack.dates import last_day
from trusttui.pack.model import (
    Article,
    Attribute,
    Change,
    Citation,
    Contact,
    EarlierMeaning,
    Gap,
    Kind,
    Pack,
    Source,
    SourceKind,
    Term,
    Value,
)
from trusttui.pack.placeholders import with_names
from trusttui.pack.records import kept_in, next_records
from trusttui.pack.statement import StatementView, Weighed, descending, weigh


class TierView(Struct, frozen=True, kw_only=True):
    """A tier as it was called on the day."""

    id: str
    name: str
    short: str
    names: tuple[str, ...]
    """Every name it ever had: all of them find it."""


class Cell(Struct, frozen=True, kw_only=True):
    """An attribute for one tier: what is current on the day, and what was said before, newest first.

    `current` is None where no source of that day says anything: the value is then `not-stated`. `beside` is what a
    document of another kind says at the same time: a contract beside a web page.
    """

    attribute: Attribute
    tier: str
    current: StatementView | None
    earlier: tuple[StatementView, ...]
    beside: tuple[StatementView, ...] = ()

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
    title: str
    """With the tiers' names of the day where the pack leaves a place for them: `{team}`."""
    current: StatementView
    earlier: tuple[StatementView, ...]
    beside: tuple[StatementView, ...] = ()

    @property
    def id(self) -> str:
        return self.article.id

    @property
    def kind(self) -> Kind:
        return self.article.kind

    @property
    def section(self) -> str:
        """The folder it lies in: `api` of `answers/api/retention`; empty where it lies in none."""
        parts = self.article.id.split("/")
        return parts[1] if len(parts) > 2 else ""


class View:
    """A pack on one day. `as_of` is a partial date; None is the pack's present, the date of its newest source."""

    def __init__(self, pack: Pack, as_of: str | None = None, checks: Checks | None = None) -> None:
        self.pack = pack
        self.checks = checks
        """When citations were last checked, where that is to be shown."""
        self.present = max((source.recorded or source.date for source in pack.sources), key=last_day)
        self.as_of = as_of or self.present
        self._day = last_day(self.as_of)
        self._sources = {source.id: source for source in pack.sources}
        self._after = next_records(pack.sources)
        self._attributes = {attribute.id: attribute for attribute in pack.attributes}
        self._by_id = {article.id: article for article in pack.articles}
        self._seen: dict[str, ArticleView | None] = {}
        self._cells: dict[tuple[str, str], Cell] = {}

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

    def held(self, source_id: str, passages: Iterable[str]) -> Source:
        """The newest record of the day that still has all these passages of a source; the source itself where no
        later one has them. KeyError for a source that the pack does not have."""
        line = kept_in(self._sources[source_id], passages, self._after)
        return next((source for source in reversed(line) if self.counts(source.id)), line[0])

    def stands(self, source_id: str, passages: Iterable[str]) -> bool:
        """Whether the source counts and no later record of the day has dropped any of these passages."""
        return self.counts(source_id) and self.held(source_id, passages).id not in self._after_by_day

    def cite(self, source_id: str, passages: Sequence[str]) -> tuple[Citation, ...]:
        """These passages in the newest record of the day that still has all of them."""
        return citations_to(self.held(source_id, passages).id, passages)

    def seen(self, source: Source) -> str:
        """When a source was last seen to stand there, as a reader of the day could have known it."""
        recorded = source.recorded
        return recorded if recorded and last_day(recorded) <= self._day else source.date

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources that count, newest first."""
        counting = (source for source in self.pack.sources if self.counts(source.id))
        return tuple(sorted(counting, key=lambda source: (descending(self.seen(source)), source.id)))

    def newest_source(self, tier: str | None = None) -> Source | None:
        """The newest source that counts; with a tier, the newest that any of its cells rests on."""
        if tier is None:
            return self.sources[0] if self.sources else None
        used = {
            self.held(statement.source, statement.passages).id
            for attribute in self.pack.attributes
            for statement in attribute.cells.get(tier, ())
            if self.counts(statement.source)
        }
        return next((source for source in self.sources if source.id in used), None)

    def citations_of(self, source_id: str) -> tuple[str, ...]:
        """The ids of all entries that cite the source on any day."""
        return tuple(sorted({entry for entry, citation in self._all_citations if citation.source == source_id}))

    def sources_of(self, entry_id: str) -> tuple[str, ...]:
        """The sources of the day that an entry cites on any day, newest first."""
        cited = self._cited_sources.get(entry_id, set())
        return tuple(source.id for source in self.sources if source.id in cited)

    @cached_property
    def _cited_sources(self) -> dict[str, set[str]]:
        """For each entry the sources that it cites."""
        found: dict[str, set[str]] = {}
        for entry, citation in self._all_citations:
            found.setdefault(entry, set()).add(citation.source)
        return found

    def cited_by(self, citation: Citation) -> tuple[str, ...]:
        """The ids of all entries that rest on the passage on any day."""
        return tuple(sorted({entry for entry, cited in self._all_citations if cited == citation}))

    @cached_property
    def _all_citations(self) -> tuple[tuple[str, Citation], ...]:
        """Each citation of each entry, in every record that keeps the passage."""
        return tuple(
            (entry, Citation(source.id, citation.passage))
            for entry, citation in iter_citations(self.pack)
            for source in kept_in(self._sources[citation.source], (citation.passage,), self._after)
        )

    # --- tiers

    @cached_property
    def tiers(self) -> tuple[TierView, ...]:
        """The tiers that existed on the day, in the pack's order, under their names of the day."""
        found = []
        for tier in self.pack.meta.tier:
            known = [name for name in tier.names if self.counts(name.source)]
            if known:
                newest = max(known, key=lambda name: last_day(self._sources[name.source].date))
                shorts = (name.short for name in tier.names if name.short)
                names = tuple(dict.fromkeys((*(name.name for name in tier.names), *shorts, tier.short)))
                short = newest.short or tier.short
                found.append(TierView(id=tier.id, name=newest.name, short=short, names=names))
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
        place = (attribute_id, tier_id)
        if place not in self._cells:
            self._cells[place] = self._cell(self._attributes[attribute_id], tier_id)
        return self._cells[place]

    def _cell(self, attribute: Attribute, tier_id: str) -> Cell:
        said = [
            self._said(statement.source, statement.passages, statement.value, statement.note)
            for statement in attribute.cells.get(tier_id, ())
            if self.counts(statement.source)
        ]
        current, beside, earlier = self._weighed(said)
        return Cell(attribute=attribute, tier=tier_id, current=current, beside=beside, earlier=earlier)

    # --- what is current

    def _said(
        self,
        source_id: str,
        passages: Sequence[str],
        value: Value,
        text: str,
        conditions: Sequence[str] = (),
        tiers: Sequence[str] = (),
    ) -> StatementView:
        source = self.held(source_id, passages)
        return StatementView(
            source=source,
            value=value,
            text=text,
            citations=citations_to(source.id, passages),
            as_of=self.seen(source),
            since=self._sources[source_id].date,
            conditions=tuple(conditions),
            tiers=tuple(tiers),
        )

    def _weighed(self, said: Sequence[StatementView], binding_first: bool = True) -> Weighed:
        return weigh(said, self._after_by_day, self.seen, binding_first)

    @cached_property
    def _after_by_day(self) -> dict[str, Source]:
        """For each source the record that had followed it by the day."""
        return {old: new for old, new in self._after.items() if self.counts(new.id)}

    # --- articles

    @cached_property
    def articles(self) -> tuple[ArticleView, ...]:
        """Answers, commitments and agreements that any source of the day speaks of, in the order of reading."""
        return self.articles_of(article.id for article in self.pack.articles)

    def article(self, entry_id: str) -> ArticleView | None:
        """One of them, without a look at the others; None for an id that none of the day has."""
        if entry_id not in self._seen:
            article = self._by_id.get(entry_id)
            self._seen[entry_id] = self._article(article) if article else None
        return self._seen[entry_id]

    def articles_on(self, attribute_id: str) -> tuple[ArticleView, ...]:
        """Those that name a row of the matrix, in the order of reading."""
        return self.articles_of(self._on_attribute.get(attribute_id, ()))

    def articles_of(self, ids: Iterable[str]) -> tuple[ArticleView, ...]:
        """Those of some ids that the day has, in the order of reading."""
        views = (self.article(entry) for entry in ids)
        return tuple(sorted((view for view in views if view), key=self._reading_order))

    @cached_property
    def _on_attribute(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for article in self.pack.articles:
            for attribute in article.head.attributes:
                found.setdefault(attribute, []).append(article.id)
        return found

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
        value = Value.NOT_STATED if head.not_stated else Value.YES
        said = []
        if self.counts(head.source):
            said.append(self._said(head.source, head.passages, value, article.body, head.conditions, head.tiers))
        for other in (*head.earlier, *head.also):
            if self.counts(other.source):
                value = Value.NOT_STATED if other.not_stated else Value.YES
                tiers = head.tiers if other.tiers is None else other.tiers
                said.append(self._said(other.source, other.passages, value, other.text, other.conditions, tiers))
        binds = self._sources[head.source].kind is SourceKind.CONTRACT
        current, beside, earlier = self._weighed(said, binds)
        if current is None:
            return None
        title = with_names(head.title, self._names)
        return ArticleView(article=article, title=title, current=current, beside=beside, earlier=earlier)

    @cached_property
    def _names(self) -> dict[str, str]:
        """What each tier is called on the day; one that came later, as it was first called."""
        first = {tier.id: tier.names[0].name for tier in self.pack.meta.tier}
        return first | {tier.id: tier.name for tier in self.tiers}

    # --- the rest

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The changes that had been recorded by the day, newest first."""
        known = [change for change in self.pack.changes if self.counts(change.head.after.source)]
        return tuple(
            sorted(known, key=lambda change: (descending(self.source(change.head.after.source).date), change.id))
        )

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The glossary as the newest source of the day has it."""
        return tuple(found for term in self.pack.vocabulary.term if (found := self._term(term)))

    def _term(self, term: Term) -> Term | None:
        every: tuple[Term | EarlierMeaning, ...] = (term, *term.earlier)
        said = [each for each in every if self.counts(each.source)]
        if not said:
            return None
        newest = min(said, key=lambda each: _newest_first(self._sources[each.source]))
        return replace(term, source=newest.source, passages=newest.passages, meaning=newest.meaning)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return tuple(self.pack.vocabulary.gap)

    def contact(self, contact_id: str) -> Contact:
        """Whom to ask, on the word of the newest record of the day; KeyError for an id that the pack does not have."""
        for contact in self.pack.meta.contact:
            if contact.id == contact_id:
                return replace(contact, source=self.held(contact.source, contact.passages).id)
        raise KeyError(contact_id)

    def ask_about(self, attribute: Attribute) -> Contact:
        """Whom to ask about an attribute: its own contact, else the pack's first."""
        return self.contact(attribute.ask or self.pack.meta.contact[0].id)

    def topic_title(self, topic_id: str) -> str:
        return next((topic.title for topic in self.pack.meta.topic if topic.id == topic_id), topic_id)


def _newest_first(source: Source) -> tuple[int, str]:
    """A sort key: newest first, and of one day in the order of ids."""
    return (descending(source.date), source.id)
