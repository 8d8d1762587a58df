"""The words of all entries: which entry has which, how much they weigh there, and what words there are at all."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

from trusttui.search.documents import Entry, Field
from trusttui.search.words import STOP_WORDS, distance, joined, tolerance, words

_WEIGHTS = {Field.TITLE: 5.0, Field.ASKED_AS: 3.5, Field.BODY: 1.8, Field.NOTES: 1.0, Field.EARLIER: 0.4}
_LENGTH_COUNTS = {Field.TITLE: 0.3, Field.ASKED_AS: 0.0, Field.BODY: 0.6, Field.NOTES: 0.6, Field.EARLIER: 0.6}
_SATURATION = 2.0
_MOST_COMPLETIONS = 40
_MOST_COMPARED = 3000
"""Words that one mistyped word is held against at most: the bound on the work of a correction."""
_MOST_REMEMBERED = 1000


class Corpus:
    """The inverted index over some entries. Entries are numbered in their order."""

    def __init__(self, entries: Sequence[Entry], further: Iterable[str] = ()) -> None:
        """`further`: phrases that searchers use and that need not stand in any entry; they can be corrected to."""
        self.lines: list[list[frozenset[str]]] = []
        """For each entry the stems of each of its lines."""
        self.titles: list[frozenset[str]] = []
        self.places: list[list[frozenset[str]]] = []
        """For each entry the stems of each of its places."""
        self.postings: dict[str, dict[int, float]] = {}
        """For each stem the entries that have it, and its weight there, between 0 and 1."""
        self._stems: dict[str, str] = {}
        self._parts: dict[str, tuple[str, ...]] = {}
        self.compounds: dict[str, tuple[str, ...]] = {}
        """What is written with a hyphen, as one word, and its parts: an entry with "fine-tuning" has `finetun` as well
        as `fine` and `tun`."""
        self._count = len(entries)
        counts = [self._read(entry) for entry in entries]
        self._weigh(counts)
        self._ordered = sorted(self._stems)
        self._known_to_searchers: dict[str, str] = {}
        for phrase in further:
            self._known_to_searchers.update(words(phrase))
        self._buckets: dict[tuple[str, int], list[tuple[str, int]]] | None = None
        self._corrections: dict[str, str | None] = {}
        self._rarest = self._rarity_of(1)

    def _read(self, entry: Entry) -> list[tuple[Field, Counter[str]]]:
        """An entry's words by field; notes what there is of lines, places and spellings."""
        lines, places = [], []
        counts: dict[Field, Counter[str]] = {}
        for field, text in entry.lines:
            stems = self._stems_in(text)
            lines.append(frozenset(stems))
            # Many phrasings with one word say no more of it than two do.
            counts.setdefault(field, Counter()).update(set(stems))
        self.titles.append(frozenset().union(*(line for line, (f, _) in zip(lines, entry.lines, strict=True) if not f)))
        seen: dict[str, frozenset[str]] = {}
        for place in entry.places:
            if place.text not in seen:
                stems = self._stems_in(place.text)
                seen[place.text] = frozenset(stems)
                counts.setdefault(place.field, Counter()).update(stems)
            places.append(seen[place.text])
        self.lines.append(lines)
        self.places.append(places)
        return list(counts.items())

    def _stems_in(self, text: str) -> list[str]:
        found = words(text)
        self._stems.update(found)
        stems = [stem for word, stem in found if word not in STOP_WORDS]
        for spelling in joined(text):
            parts = words(spelling)
            whole = words("".join(word for word, _ in parts))
            if len(whole) == 1:
                content = tuple(s for w, s in parts if w not in STOP_WORDS)
                self._parts[whole[0][0]] = self.compounds[whole[0][1]] = content
                stems.append(whole[0][1])
        return stems

    def _weigh(self, counts: list[list[tuple[Field, Counter[str]]]]) -> None:
        """BM25F: a word's count in each field, held against the field's length, weighed, summed and saturated."""
        totals: Counter[Field] = Counter()
        having: Counter[Field] = Counter()
        for fields in counts:
            for field, stems in fields:
                totals[field] += stems.total()
                having[field] += 1
        for number, fields in enumerate(counts):
            weights: dict[str, float] = {}
            for field, stems in fields:
                share = _LENGTH_COUNTS[field]
                average = totals[field] / having[field] or 1.0
                factor = _WEIGHTS[field] / (1 - share + share * stems.total() / average)
                for stem, count in stems.items():
                    weights[stem] = weights.get(stem, 0.0) + factor * (min(count, 2) if field < Field.BODY else count)
            for stem, weight in weights.items():
                self.postings.setdefault(stem, {})[number] = weight / (weight + _SATURATION)

    # --- how rare

    def rarity(self, stem: str) -> float:
        """Between 0 (in every entry) and 1 (in one, or in none)."""
        return self._rarity_of(len(self.postings.get(stem, ()))) / self._rarest

    def rarity_of_any(self, stems: Iterable[str]) -> float:
        """The same for a word that stands for any of these."""
        return self._rarity_of(sum(len(self.postings.get(stem, ())) for stem in stems)) / self._rarest

    def _rarity_of(self, having: int) -> float:
        having = min(max(having, 1), max(self._count, 1))
        return log(1 + (self._count - having + 0.5) / (having + 0.5))

    # --- what words there are

    def knows(self, word: str, stem: str) -> bool:
        """Whether an entry has the word, or searchers are known to use it."""
        return stem in self.postings or word in self._stems or word in self._known_to_searchers

    def parts(self, word: str) -> tuple[str, ...]:
        """The stems of a word that entries write with hyphens: of `finetuning` those of `fine-tuning`."""
        return self._parts.get(word, ())

    def completions(self, start: str) -> list[str]:
        """The stems of the words that begin so, the most frequent first: ten for each letter, at most forty."""
        low, high = bisect_left(self._ordered, start), bisect_left(self._ordered, start + "\U0010ffff")
        found = {self._stems[word] for word in self._ordered[low:high] if word not in STOP_WORDS}
        ranked = sorted(found, key=lambda stem: (-len(self.postings.get(stem, ())), stem))
        return [stem for stem in ranked if stem in self.postings][: min(10 * len(start), _MOST_COMPLETIONS)]

    def correction(self, word: str) -> str | None:
        """The word that was meant by a mistyped one, None where none is near enough.

        Only words with the same first letter, or with the first two swapped, are looked at, and no more than
        `_MOST_COMPARED` of them.
        """
        if word not in self._corrections:
            if len(self._corrections) >= _MOST_REMEMBERED:
                self._corrections.clear()
            self._corrections[word] = self._nearest(word)
        return self._corrections[word]

    def _nearest(self, word: str) -> str | None:
        limit = tolerance(word)
        if not limit:
            return None
        best: tuple[int, bool, int, str] | None = None
        letters = sorted(word)
        mask = _mask(word)
        for candidate, other in self._near(word, limit):
            # A slip changes the set of letters by two at most: most words need no closer look.
            if (mask ^ other).bit_count() > 2 * limit:
                continue
            apart = distance(word, candidate, limit)
            if apart > limit or (candidate[0] != word[0] and sorted(candidate) != letters):
                continue
            stem = self._stems.get(candidate, "")
            rank = (apart, sorted(candidate) != letters, -len(self.postings.get(stem, ())), candidate)
            best = min(best, rank) if best else rank
        return best[3] if best else None

    def _near(self, word: str, limit: int) -> list[tuple[str, int]]:
        if self._buckets is None:
            self._buckets = {}
            for known in (*self._ordered, *(w for w in self._known_to_searchers if w not in self._stems)):
                if len(known) > 2 and known.isalpha() and known not in STOP_WORDS:
                    self._buckets.setdefault((known[0], len(known)), []).append((known, _mask(known)))
        buckets = [self._buckets.get((word[0], len(word) + by), []) for by in sorted(range(-limit, limit + 1), key=abs)]
        if word[1] != word[0]:
            buckets.append(self._buckets.get((word[1], len(word)), []))
        return [candidate for bucket in buckets for candidate in bucket][:_MOST_COMPARED]


def _mask(word: str) -> int:
    """The set of a word's letters as bits; letters of other alphabets share them."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits
