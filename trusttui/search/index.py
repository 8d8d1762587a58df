"""Search over one view of a pack.

A query's words are its slots. For each slot an entry gets the best of the ways in which it can satisfy it (the word
itself, a longer word that begins so, a synonym, a corrected spelling), by how weighty the word is in the entry
(`corpus`) and how rare it is. The sum, held against what a perfect entry would have, lies between 0 and 1; likeness
to one of the entry's own phrasings is added. What covers too little of the query is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from trusttui.pack.dates import last_day
from trusttui.pack.model import Gap, Kind
from trusttui.pack.view import View
from trusttui.search.corpus import Corpus
from trusttui.search.documents import Entry, Field, entries
from trusttui.search.question import Question, Reader, Slot, Way, groups
from trusttui.search.results import Hit, Results
from trusttui.search.snippet import snippet

_ORDER = {
    kind: number
    for number, kind in enumerate(
        (Kind.ANSWER, Kind.COMMITMENT, Kind.ATTRIBUTE, Kind.AGREEMENT, Kind.CHANGE, Kind.TERM, Kind.GAP)
    )
}
_PRIOR = {Kind.CHANGE: 0.8, Kind.TERM: 0.75}
_NOT_NEWEST = 0.92
_OLDER = 0.65
_LEAST_COVERED = (0.4, 0.4, 0.4, 0.4, 0.34, 0.3)
"""How much of a question an entry must cover, by the number of its slots; the last holds for all longer ones."""
_LEAST_OF_BEST = 0.3
_COMPARED_BY_LINE = 60
_NEARLY = 0.25
"""Synonyms of a word are marked only where the word itself does not stand."""
_MOST_GAPS = 4
_GAP_COVERED = 0.6
_GAP_OF_BEST = 0.6


class _Match:
    """An entry that satisfies some of a question."""

    __slots__ = ("covered", "number", "score", "ways")

    def __init__(self, number: int) -> None:
        self.number = number
        self.score = 0.0
        self.covered = 0.0
        self.ways: list[tuple[Way, float]] = []


class Index:
    """Finds the entries of a view. It knows what the view knows: nothing that no source of its day says."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._entries: tuple[Entry, ...] = tuple(entries(view))
        self._corpus = Corpus(self._entries, further=(phrase for group in groups(view) for phrase in group))
        self._reader = Reader(view, self._corpus)
        self._gaps: dict[str, Gap] = {f"gaps/{gap.id}": gap for gap in view.gaps}

    @cached_property
    def _dates(self) -> list[int]:
        return [_day(entry.places[0].as_of) for entry in self._entries]

    @cached_property
    def _touches(self) -> list[frozenset[str]]:
        return [frozenset(tier for place in entry.places for tier in place.tiers) for entry in self._entries]

    def query(
        self,
        text: str,
        *,
        tiers: frozenset[str] = frozenset(),
        kinds: frozenset[Kind] = frozenset(),
        limit: int = 20,
    ) -> Results:
        """What any string finds, best first.

        `tiers`: only entries with a statement for one of these tiers. `kinds`: only entries of these kinds; gaps are
        among the hits only if they are asked for here. What is beyond the first 512 characters or 24 words of the
        text is not read.
        """
        question = self._reader.read(text)
        ranked = self._ranked(question)
        wanted = [match for match in ranked if self._is_wanted(match, tiers, kinds)]
        best = wanted[0].score if wanted else 0.0
        chosen = [match for match in wanted if match.score >= best * _LEAST_OF_BEST][: max(limit, 0)]
        hits = sorted((self._hit(match, question, tiers) for match in chosen), key=_hit_order)
        gaps = tuple(self._gaps_for(ranked))
        return Results(
            query=text,
            as_of=self._view.as_of,
            hits=tuple(hits),
            gaps=gaps,
            suggestion=question.corrected if hits or gaps else None,
        )

    # --- which entries

    def _ranked(self, question: Question) -> list[_Match]:
        """The entries that cover enough of a question, best first."""
        whole = sum(slot.importance for slot in question.slots)
        if not whole:
            return []
        least = whole * _LEAST_COVERED[min(len(question.slots), len(_LEAST_COVERED) - 1)]
        enough = [match for match in self._matches(question).values() if match.covered >= least]
        for match in enough:
            match.score = match.score / whole * (0.4 + 0.6 * match.covered / whole)
            match.covered /= whole
        enough.sort(key=self._order)
        for match in enough[:_COMPARED_BY_LINE]:
            match.score = 0.6 * match.score + 0.4 * self._likeness(match, question, whole)
        for match in enough[_COMPARED_BY_LINE:]:
            match.score *= 0.6
        for match in enough:
            match.score *= self._prior(match.number, question.tiers)
        return sorted(enough, key=self._order)

    def _matches(self, question: Question) -> dict[int, _Match]:
        """Every entry that satisfies a slot, with the sum of what its best ways are worth."""
        matches: dict[int, _Match] = {}
        rarity = self._corpus.rarity
        for slot in question.slots:
            best: dict[int, tuple[float, Way]] = {}
            for way in slot.ways:
                share = min(1.0, max(rarity(stem) for stem in way.stems) / min(slot.importance, 1.0))
                worth = slot.importance * way.quality * (share if way.quality < 0.9 else 1.0)
                for number, weight in self._having(way.stems):
                    if number not in best or best[number][0] < worth * weight:
                        best[number] = (worth * weight, way)
            for number, (score, way) in best.items():
                match = matches.get(number) or matches.setdefault(number, _Match(number))
                match.score += score
                match.covered += slot.importance * way.quality
                match.ways.append((way, slot.importance))
        return matches

    def _having(self, stems: tuple[str, ...]) -> Iterable[tuple[int, float]]:
        """The entries that have all of these, with the mean of their weights."""
        postings = self._corpus.postings
        if len(stems) == 1:
            return postings.get(stems[0], {}).items()
        lists = [postings.get(stem, {}) for stem in stems]
        shortest = min(lists, key=len)
        return [
            (number, sum(found[number] for found in lists) / len(lists))
            for number in shortest
            if all(number in found for found in lists)
        ]

    def _likeness(self, match: _Match, question: Question, whole: float) -> float:
        """How nearly a question is one of the phrasings of an entry: 0 for none, 1 for the same words."""
        rarity = self._corpus.rarity
        met = question.names.union(self._corpus.compounds, *(way.stems for way, _ in match.ways))
        best = 0.0
        for line in self._corpus.lines[match.number]:
            common = sum(importance * way.quality for way, importance in match.ways if line.issuperset(way.stems))
            if common:
                spare = sum(rarity(stem) for stem in line if stem not in met)
                best = max(best, common / (whole + spare))
        return best

    def _prior(self, number: int, named: frozenset[str]) -> float:
        entry = self._entries[number]
        prior = _PRIOR.get(entry.kind, 1.0) * (1.0 if entry.fresh else _NOT_NEWEST)
        if named and entry.tiers:
            if not named.intersection(entry.tiers):
                prior *= 0.7
            elif named.issuperset(entry.tiers):
                prior *= 1.2
            else:
                prior *= 1.1
        return prior

    def _order(self, match: _Match) -> tuple[float, int, int, str]:
        entry = self._entries[match.number]
        return (-round(match.score, 9), -self._dates[match.number], _ORDER[entry.kind], entry.id)

    def _is_wanted(self, match: _Match, tiers: frozenset[str], kinds: frozenset[Kind]) -> bool:
        kind = self._entries[match.number].kind
        if kind not in kinds if kinds else kind is Kind.GAP:
            return False
        return not tiers or bool(tiers & self._touches[match.number])

    def _gaps_for(self, ranked: list[_Match]) -> Iterable[Gap]:
        """The gaps that a question is about: covered well, and not much worse than what was found."""
        best = ranked[0].score if ranked else 0.0
        close = (
            match
            for match in ranked
            if self._entries[match.number].kind is Kind.GAP
            and match.covered >= _GAP_COVERED
            and match.score >= best * _GAP_OF_BEST
        )
        return [self._gaps[self._entries[match.number].id] for match, _ in zip(close, range(_MOST_GAPS), strict=False)]

    # --- what is shown of them

    def _hit(self, match: _Match, question: Question, tiers: frozenset[str]) -> Hit:
        entry = self._entries[match.number]
        slots = self._satisfied(match.number, question)
        number = self._best_place(match.number, slots, question, tiers)
        place = entry.places[number]
        return Hit(
            id=entry.id,
            kind=entry.kind,
            title=entry.title,
            snippet=snippet(
                place.text, self._marking(match.number, number, slots, question), start=question.start, lead=place.lead
            ),
            tiers=place.tiers if place.older else entry.tiers,
            as_of=place.as_of,
            older=place.older,
            citations=place.citations,
            score=round(match.score, 6),
        )

    def _satisfied(self, number: int, question: Question) -> list[Slot]:
        """The slots that an entry satisfies, with only the ways in which it does."""
        postings = self._corpus.postings
        slots = []
        for slot in question.slots:
            ways = tuple(way for way in slot.ways if _is_in(number, way.stems, postings))
            if ways:
                slots.append(Slot(slot.importance, ways))
        return slots

    def _best_place(self, number: int, slots: list[Slot], question: Question, tiers: frozenset[str]) -> int:
        """The statement to quote: the one with the weightiest words, an older one only if it is clearly better."""
        title = self._corpus.titles[number]
        best, chosen = -1.0, 0
        for at, place in enumerate(self._entries[number].places):
            if tiers and place.tiers and tiers.isdisjoint(place.tiers):
                continue
            stems = self._corpus.places[number][at]
            worth = sum(slot.importance * _told(slot, stems) for slot in slots)
            if place.older:
                worth *= _OLDER
            else:
                # What is current is what the title speaks of, even where it uses other words.
                named = stems | title
                worth = max(worth, 0.9 * sum(slot.importance * _told(slot, named) for slot in slots))
            asked_for = question.tiers or tiers
            if place.field is not Field.BODY and len(place.tiers) == 1 and asked_for.issuperset(place.tiers):
                worth = worth * 1.1 + (0.0 if place.older else 0.1)
            if worth > best + 1e-9:
                best, chosen = worth, at
        return chosen

    def _marking(self, number: int, at: int, slots: list[Slot], question: Question) -> dict[str, float]:
        """The stems to mark in a place, and what each is worth."""
        stems = self._corpus.places[number][at] | self._corpus.titles[number]
        weights = dict.fromkeys(question.names, 0.1)
        for slot in slots:
            least = _told(slot, stems) - _NEARLY
            for way in slot.ways:
                if way.quality >= least and stems.issuperset(way.stems):
                    for stem in way.stems:
                        for part in self._corpus.compounds.get(stem, (stem,)):
                            weights[part] = max(weights.get(part, 0.0), slot.importance * way.quality)
        return weights


def _told(slot: Slot, stems: frozenset[str]) -> float:
    """How well a slot is satisfied by these words: the quality of its best way."""
    return max((way.quality for way in slot.ways if stems.issuperset(way.stems)), default=0.0)


def _is_in(number: int, stems: tuple[str, ...], postings: dict[str, dict[int, float]]) -> bool:
    """Whether an entry has all of these."""
    if len(stems) == 1:
        return number in postings[stems[0]]
    return all(number in postings[stem] for stem in stems)


def _hit_order(hit: Hit) -> tuple[float, int, int, str]:
    return (-hit.score, -_day(hit.as_of), _ORDER[hit.kind], hit.id)


def _day(partial: str) -> int:
    return int(last_day(partial).replace("-", "")) if partial else 0
