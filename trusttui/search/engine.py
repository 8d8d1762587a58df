"""Search over an opened index.

A query's words are its slots. For each slot an entry gets the best of the ways in which it can satisfy it (the word
itself, a longer word that begins so, a synonym, a corrected spelling), by how weighty the word is in the entry and how
rare it is. The sum, held against what a perfect entry would have, lies between 0 and 1; likeness to one of the entry's
own phrasings, and that one begins so, are added for the best of them. A hit's score is 1 at most. What covers too
little of the query is left out.

The work for a key is bounded: so many entries for a word (`store.HEAD`), so many in all, so many compared closely.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nlargest
from itertools import islice
from math import exp

from trusttui.search.found import RawHit, RawResults
from trusttui.search.question import Question, Reader, Slot, Sought, Way
from trusttui.search.snippet import marked_text
from trusttui.search.store import FULL, GAP, KINDS, OPENING, Document, Facts, Posting, Shown, Store
from trusttui.search.words import SMALL

_ORDER = (0, 1, 2, 3, 4, 5, 6)
_PRIOR = {"change": 0.8, "term": 0.75}
_PRIORS = tuple(_PRIOR.get(kind, 1.0) for kind in KINDS)
_NOT_NEWEST = 0.92
_OLDER = 0.65
_FOUND, _LIKE, _WORDED, _BEGUN = 0.375, 0.25, 0.25, 0.125
"""What the score is made of: the words wherever they stand; the likeness to a phrasing, whatever words it is said with,
and in the very words; and that a phrasing begins so."""
_AGAIN, _VARIED = 0.9, 12
"""Where one word is begun, what an entry for the same ending counts each time, among so many of the best."""
_OF_ONE = 0.97
"""An entry on one tier alone, where the question names none."""
_BEGUN_AFTER = 12
"""The characters after which the beginning of a phrasing counts fully."""
_BEGUN_ON, _MOST_ON = 0.2, 4
"""What each word more than two counts of a beginning, and of how many words."""
_SILENT, _SILENT_HERE = 0.88, 0.92
"""An entry that only says that nothing is stated, and one that says so of the tier that the question names."""
_LEAST_COVERED = (0.4, 0.4, 0.4, 0.4, 0.34, 0.3)
"""How much of a question an entry must cover, by the number of its slots; the last holds for all longer ones."""
_LEAST_OF_BEST, _LEAST_OF_DOUBTFUL = 0.4, 0.8
"""Beside the best entry, which others are shown: fewer where a gap fits better than it does."""
_COMPARED, _MOST_COMPARED, _STARTED = 18, 200, 18
"""Entries whose phrasings are read: for having the words, at least and at most, however many are asked for, and for
phrasings that may begin so."""
_COMPLETED_LATER = 100
"""Entries whose weights are read one by one, for words of which not all entries are listed."""
_MOST_READ = 6000
_MOST_A_SLOT = 1024
"""Places in lists that are read for a key in all, and for one word with all that stands for it."""
_NEARLY = 0.25
"""Synonyms of a word are marked only where the word itself does not stand."""
_MOST_GAPS = 4
_MOST_NEAR = 3
_GAP_COVERED = 0.6
_GAP_OF_BEST = 0.6
_SURE, _SURE_CORRECTED, _HALF = 0.18, 0.21, 0.55
"""Below this score nothing is a hit: it is then not stated, as far as the words of the question tell. Found where the
questions of the tests that something answers part from those that nothing does. Where a word seems mistyped and much
else is not found, it may be a word of something else."""
_ALL, _CLEAR = 0.8, 0.45
"""What an entry must cover of a question, and be worth, to be shown whatever gap fits it better."""
_GAP_NEAR, _DOUBT = 0.7, 2.0
"""A gap that fits a question nearly as well as the best entry does makes it doubtful that this one answers it, the more
so the better it fits. Where that begins and how fast it grows parts those questions of the tests that something answers
best from those that nothing does."""
_DOUBTFUL, _WEAK = 0.6, 0.2
"""Below this certainty, or this score, only the likeliest entries are shown."""
_NAMED = 1.25
"""An entry that names in a title or phrasing the tier which the question names."""


class _Match:
    """An entry that satisfies some of a question."""

    __slots__ = ("covered", "facts", "number", "score")

    def __init__(self, number: int, score: float, covered: float) -> None:
        self.number = number
        self.score = score
        self.covered = covered
        self.facts: Facts


class _Found:
    """What entries are worth to a question, and how much of it they cover, by their numbers."""

    __slots__ = ("covered", "score")

    def __init__(self, score: dict[int, float], covered: dict[int, float]) -> None:
        self.score = score
        self.covered = covered

    def add(self, slot: Slot, best: dict[int, float], quality: dict[int, float]) -> None:
        score, covered = self.score, self.covered
        for number, value in best.items():
            score[number] = score.get(number, 0.0) + value
            covered[number] = covered.get(number, 0.0) + slot.importance * quality[number]


class Engine:
    """Finds entries in an index."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._reader = Reader(store)

    def query(
        self,
        text: str,
        *,
        tiers: frozenset[str] = frozenset(),
        kinds: frozenset[str] = frozenset(),
        limit: int = 20,
    ) -> RawResults:
        """What any string finds, best first.

        `tiers`: only entries with a statement for one of these tiers. `kinds`: only entries of these kinds; gaps are
        among the hits only if they are asked for here. What is beyond the first 512 characters or 24 words of the
        text is not read.
        """
        question = self._reader.read(text)
        sought = Sought(question, self._rarity)
        closely = min(max(_COMPARED, limit), _MOST_COMPARED)
        ranked = self._ranked(question, sought, tiers, kinds, closely) or self._opened(question, sought, tiers, kinds)
        wanted = [match for match in ranked if match.facts.kind != GAP or "gap" in kinds]
        gaps = [] if kinds and "gap" not in kinds else _gaps(ranked)
        certain = 1.0 if "gap" in kinds else _certainty(wanted[:1], gaps[:1])
        sure = bool(wanted) and _is_sure(wanted[0], certain, bool(question.corrected))
        near = wanted[:_MOST_NEAR] if not sure else []
        chosen = [match for match in wanted if sure and match.score >= _least(wanted[0], certain)][: max(limit, 0)]
        return RawResults(
            text,
            self.store.head["as_of"],
            [self._hit(match, question, sought, tiers, certain) for match in chosen],
            [self.store.document(match.number) for match in gaps[:_MOST_GAPS]],
            question.corrected if sure or gaps else None,
            [self.store.document(match.number) for match in near],
        )

    # --- which entries

    def _ranked(
        self, question: Question, sought: Sought, tiers: frozenset[str], kinds: frozenset[str], closely: int
    ) -> list[_Match]:
        """The best of the entries that cover enough of a question, best first; so many are compared closely."""
        whole = sought.whole
        if not whole:
            return []
        least = _LEAST_COVERED[min(len(question.slots), len(_LEAST_COVERED) - 1)] * whole
        found = self._found(question, sorted(_facets(tiers, kinds)))
        scores = {
            number: score * (0.4 + 0.6 * found.covered[number] / whole) / whole
            for number, score in found.score.items()
            if found.covered[number] >= least
        }
        bits, codes = self.store.bits(tiers) if tiers else None, {KINDS.index(kind) for kind in kinds}
        if tiers or kinds:
            scores = {number: score for number, score in scores.items() if self._is_wanted(number, bits, codes)}
        named = self.store.bits(question.tiers)
        first = {n: self._prior(self.store.facts(n), named) * score for n, score in scores.items()} if named else scores
        near = [
            _Match(number, scores[number], found.covered[number] / whole)
            for number in nlargest(closely, first, key=first.__getitem__)
        ]
        known = {match.number for match in near}
        wanted = (number for number in self._openings(question) if self._is_wanted(number, bits, codes))
        near += [
            _Match(number, scores.get(number, 0.0), 1.0)
            for number in islice(wanted, _STARTED)
            if number not in known and sought.begins(self.store.lines(number))
        ]
        started = _BEGUN * min(1.0, len(question.text) / _BEGUN_AFTER)
        started += _BEGUN_ON * min(max(len(question.phrase) - 2, 0), _MOST_ON)
        for match in near:
            match.facts = self.store.facts(match.number)
            lines = self.store.lines(match.number)
            like, worded = sought.nearest(lines)
            begun = started if sought.begins(lines) else 0.0
            match.score = _FOUND * match.score + _LIKE * like + _WORDED * worded + begun
            match.score *= self._prior(match.facts, named)
            if named & match.facts.tiers and lines.has_one_with(question.names):
                match.score *= _NAMED
        near.sort(key=_order)
        if question.start and len(question.slots) == 1 and question.slots[0].is_begun:
            self._vary(near, question.slots[0])
        return near

    def _openings(self, question: Question) -> Iterable[int]:
        """Entries with phrasings that may begin as the question does so far, whatever its unfinished word is going to
        be, a small one too."""
        before = [*question.phrase][:-1]
        if not question.small or not before or before[0][0] != SMALL:
            return ()
        ends = (question.small, question.small[1:]) if len(before) < OPENING else ("",)
        starts = [" ".join([*before[:OPENING], end]).rstrip() for end in ends]
        return dict.fromkeys(number for start in starts for number in self.store.openings(start))

    def _opened(self, question: Question, sought: Sought, tiers: frozenset[str], kinds: frozenset[str]) -> list[_Match]:
        """Where nothing but small words is typed: the entries with phrasings that begin with these."""
        if question.slots or len(question.phrase) < 2:
            return []
        bits, codes = self.store.bits(tiers) if tiers else None, {KINDS.index(kind) for kind in kinds}
        found: list[_Match] = []
        for number in self.store.beginnings(" ".join(list(question.phrase)[:2])):
            if self._is_wanted(number, bits, codes) and sought.opens(self.store.lines(number)):
                match = _Match(number, 0.0, 1.0)
                match.facts = self.store.facts(number)
                one = match.facts.tiers.bit_count() == 1
                match.score = _SURE * self._prior(match.facts, 0) * 0.99 ** len(found) * (0.9 if one else 1.0)
                found.append(match)
        return sorted(found, key=_order)[:_VARIED]

    def _vary(self, near: list[_Match], slot: Slot) -> None:
        """Let the different words that one beginning may become take turns."""
        taken: dict[str, int] = {}
        for match in near[:_VARIED]:
            stems = self.store.lines(match.number).stems
            meant = next((way.stems[0] for way in slot.ways if stems >= set(way.stems)), "")
            match.score *= _AGAIN ** min(taken.get(meant, 0), 4)
            taken[meant] = taken.get(meant, 0) + 1
        near.sort(key=_order)

    def _rarity(self, stem: str) -> float:
        return 0.0 if self.store.compound(stem) else self.store.rarity(stem)

    def _found(self, question: Question, facets: list[str]) -> _Found:
        """Every entry that satisfies a slot, with the sum of what its best ways are worth."""
        found = _Found({}, {})
        later: list[tuple[Slot, list[tuple[float, float, int]], dict[int, float]]] = []
        rarity = self.store.rarity
        budget = min(_MOST_A_SLOT, _MOST_READ // len(question.slots))
        for slot in question.slots:
            best: dict[int, float] = {}
            quality: dict[int, float] = {}
            cut: list[tuple[float, float, int]] = []
            left = budget
            for way in slot.ways:
                share = min(1.0, max(map(rarity, way.stems)) / min(slot.importance, 1.0)) if way.quality < 0.9 else 1.0
                worth = slot.importance * way.quality * share / FULL
                for posting in self._having(way, facets):
                    numbers = posting.numbers if len(posting.numbers) <= left else posting.numbers[:left]
                    left -= len(numbers)
                    for number, weight in zip(numbers, posting.weights, strict=False):
                        value = worth * weight
                        if value > best.get(number, 0.0):
                            best[number] = value
                            quality[number] = way.quality
                    if posting.having > len(posting.numbers):
                        cut.append((worth, way.quality, posting.id))
            found.add(slot, best, quality)
            if cut:
                later.append((slot, cut, best))
        if later:
            self._complete(found, later)
        return found

    def _complete(
        self, found: _Found, later: list[tuple[Slot, list[tuple[float, float, int]], dict[int, float]]]
    ) -> None:
        """Add to the best entries what they have of words for which they are not listed."""
        for number in nlargest(_COMPLETED_LATER, found.score, key=found.score.__getitem__):
            weights = None
            for slot, cut, listed in later:
                if number not in listed:
                    weights = self.store.weights(number) if weights is None else weights
                    had = [(worth * weights[stem], quality) for worth, quality, stem in cut if stem in weights]
                    if had:
                        value, quality = max(had)
                        found.score[number] += value
                        found.covered[number] += slot.importance * quality

    def _having(self, way: Way, facets: list[str]) -> Iterable[Posting]:
        """The entries that have all stems of a way; where all of them are too many, those of what is asked for."""
        store = self.store
        posting = store.posting(way.stems[0]) if len(way.stems) == 1 else store.together(way.stems)
        if posting is None:
            return ()
        if facets and not posting.is_whole:
            return [found for found in (store.within(way.stems[0], facet) for facet in facets) if found]
        return (posting,)

    def _is_wanted(self, number: int, tiers: int | None, kinds: set[int]) -> bool:
        facts = self.store.facts(number)
        return (not kinds or facts.kind in kinds) and (tiers is None or bool(tiers & facts.touches))

    @staticmethod
    def _prior(facts: Facts, named: int) -> float:
        prior = _PRIORS[facts.kind] * (1.0 if facts.fresh else _NOT_NEWEST) * (_SILENT if facts.never else 1.0)
        if named and facts.tiers:
            if not named & facts.tiers:
                prior *= 0.7
            else:
                prior *= 1.2 if named | facts.tiers == named else 1.1
                prior *= 1.0 if named & facts.stated else _SILENT_HERE
        elif not named and facts.tiers.bit_count() == 1:
            prior *= _OF_ONE
        return prior

    # --- what is shown of them

    def _hit(self, match: _Match, question: Question, sought: Sought, tiers: frozenset[str], certain: float) -> RawHit:
        document = self.store.document(match.number)
        place = _best_place(document, question, sought, tiers)
        weights = self._marking(place.stems | document.titles, question, sought)
        shown, marks = marked_text(place.text, weights, place.spans(weights), start=question.start, lead=place.lead)
        return RawHit(
            document.id,
            document.kind,
            document.title,
            shown,
            marks,
            place.tiers if place.older else document.tiers,
            place.as_of,
            place.older,
            place.citations,
            round(min(match.score * certain, 1.0), 6),
            document.dropped,
            document.ask,
        )

    def _marking(self, stems: frozenset[str], question: Question, sought: Sought) -> dict[str, float]:
        """The stems to mark in a place, and what each is worth."""
        weights = dict.fromkeys(question.names, 0.1)
        for at, quality in sought.qualities(stems).items():
            slot = question.slots[at]
            for way in slot.ways:
                if way.quality >= quality - _NEARLY and stems.issuperset(way.stems):
                    for stem in way.stems:
                        for part in self.store.compound(stem) or (stem,):
                            weights[part] = max(weights.get(part, 0.0), slot.importance * way.quality)
        return weights


def _gaps(ranked: list[_Match]) -> list[_Match]:
    """The gaps that a question is about: covered well, and not much worse than what was found."""
    best = ranked[0].score if ranked else 0.0
    return [
        match
        for match in ranked
        if match.facts.kind == GAP and match.covered >= _GAP_COVERED and match.score >= best * _GAP_OF_BEST
    ]


def _is_sure(match: _Match, certain: float, corrected: bool) -> bool:
    """Whether an entry is about what was asked. One that has all the words is, unless a gap fits far better and it is
    worth little."""
    least = _SURE_CORRECTED if corrected and match.covered < _HALF else _SURE
    has_all = match.covered >= _ALL and (certain >= _DOUBTFUL or match.score >= _CLEAR)
    return match.score * certain >= least or has_all


def _least(best: _Match, certain: float) -> float:
    """What an entry must be worth to be shown beside the best one."""
    clear = certain >= _DOUBTFUL and best.score * certain >= _WEAK
    return best.score * (_LEAST_OF_BEST if clear else _LEAST_OF_DOUBTFUL)


def _certainty(best: list[_Match], gap: list[_Match]) -> float:
    """How sure it is, between 0 and 1, that the best entry and not the best gap is what a question is about."""
    if not best or not gap:
        return 1.0
    return exp(-_DOUBT * max(gap[0].score / best[0].score - _GAP_NEAR, 0.0))


def _facets(tiers: frozenset[str], kinds: frozenset[str]) -> Iterable[str]:
    return (f"kind:{kind}" for kind in kinds) if kinds else (f"tier:{tier}" for tier in tiers)


def _order(match: _Match) -> tuple[float, int, int, int]:
    return (-round(match.score, 9), -match.facts.date, _ORDER[match.facts.kind], match.number)


def _best_place(document: Document, question: Question, sought: Sought, tiers: frozenset[str]) -> Shown:
    """The statement to quote: the one with the weightiest words, an older one only if it is clearly better."""
    best, chosen = -1.0, document.places[0]
    if len(document.places) == 1:
        return chosen
    asked_for = question.tiers or tiers
    title = sought.qualities(document.titles)
    named = sought.worth(title)
    for place in document.places:
        if tiers and place.tiers and tiers.isdisjoint(place.tiers):
            continue
        if place.older and best >= _OLDER * 1.1 * sought.whole:
            break
        told = sought.qualities(place.stems)
        worth = sought.worth(told)
        if place.older:
            worth *= _OLDER
        elif title:
            # What is current is what the title speaks of, even where it uses other words.
            worth = max(worth, 0.9 * (named + sought.beyond(told, title)))
        if not place.is_body and len(place.tiers) == 1 and asked_for.issuperset(place.tiers):
            worth = worth * 1.1 + (0.0 if place.older else 0.1)
        if worth > best + 1e-9:
            best, chosen = worth, place
    return chosen
