"""What an index holds, by name: words, what they stand for, which entries have them, and what there is to show of each.

Read piece by piece from a table, and kept once read. No import here is heavy: a search from the command line is over
before most libraries are loaded.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from math import log
from struct import Struct

from trusttui.search.table import Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

KINDS = ("answer", "commitment", "attribute", "agreement", "change", "term", "gap")
"""The codes of `Kind`, in the order in which equal hits are listed."""
GAP = KINDS.index("gap")
HEAD = 512
"""The entries that are listed for a word are those in which it weighs most, so many of them: the bound on the work for
a word that every entry has."""
CHUNK = 128
SMALL_COUNTS = 0.1
"""What a small word counts beside the rarest ones, where phrases are compared."""
FRESH, NEVER = 1, 2
"""Signs of an entry."""
FULL = 65535
_POSTING = Struct("<III")
_MOST_SCANNED = 2000
_MOST_COMPLETIONS = 24
_MOST_BEGINNINGS, _MOST_OPENINGS = 8, 48
OPENING = 3
"""The first words of a phrasing by which it is found when it begins with a small one."""
LONGEST_PREPARED = 3
"""The completions of so many letters are worked out when the index is built."""


class Posting:
    """The entries that have a stem. `having` counts all of them; listed are the weightiest."""

    __slots__ = ("having", "id", "numbers", "weights")

    def __init__(self, id: int, having: int, numbers: Sequence[int], weights: Sequence[int]) -> None:
        self.id = id
        self.having = having
        self.numbers = numbers
        self.weights = weights
        """Between 0 and `FULL`."""

    @property
    def is_whole(self) -> bool:
        return self.having == len(self.numbers)


Line = tuple[float, frozenset[str], str]
"""A title or phrasing: the rarity of all its words together, their stems, and these in order with spaces between; small
words are marked with `SMALL`."""


class Lines:
    """The titles and phrasings of an entry: for each the rarity of all its words together, and these."""

    __slots__ = ("_by_first", "_by_stem", "stems")

    def __init__(self, every: list[Line]) -> None:
        self._by_stem: dict[str, list[Line]] = {}
        self._by_first: dict[str, list[str]] = {}
        for line in every:
            for stem in line[1]:
                self._by_stem.setdefault(stem, []).append(line)
            self._by_first.setdefault(line[2].partition(" ")[0], []).append(line[2])
        self.stems = self._by_stem.keys()
        """All words of all of them."""

    def sharing(self, stems: frozenset[str]) -> Iterable[Line]:
        """Those with one of these words, each once."""
        shared = self.stems & stems
        if len(shared) == 1:
            return self._by_stem[shared.pop()]
        return {line[2]: line for stem in shared for line in self._by_stem[stem]}.values()

    def has_one_with(self, stems: frozenset[str]) -> bool:
        """Whether one of them has all these words."""
        return self.stems >= stems and any(line[1] >= stems for line in self.sharing(stems))

    def beginning(self, words: Sequence[str]) -> Iterator[str]:
        """Of those that begin with these words what comes next; of all where there are none."""
        if not words:
            yield from self._by_first
            return
        before = "".join(f"{word} " for word in words)
        for phrase in self._by_first.get(words[0], ()):
            if phrase.startswith(before):
                yield phrase[len(before) :].partition(" ")[0]


class Facts:
    """What is known of an entry without reading it. `tiers`, `touches` and `stated` are bits."""

    __slots__ = ("date", "fresh", "kind", "never", "stated", "tiers", "touches")

    def __init__(self, date: int, kind: int, signs: int, tiers: int, touches: int, stated: int) -> None:
        self.date = date
        self.kind = kind
        self.fresh = bool(signs & FRESH)
        self.never = bool(signs & NEVER)
        """Whether all that it says is that nothing is stated, and nothing was."""
        self.tiers = tiers
        self.touches = touches
        self.stated = stated
        """The tiers for which something is stated now."""


class Shown:
    """A statement that a hit may quote."""

    __slots__ = (
        "_joined",
        "_read",
        "_starts",
        "_stems",
        "as_of",
        "citations",
        "is_body",
        "lead",
        "older",
        "text",
        "tiers",
    )

    def __init__(
        self,
        text: str,
        is_body: bool,
        as_of: str,
        older: bool,
        citations: list[list[str]],
        tiers: list[str],
        lead: str,
        stems: str,
        starts: str,
        joined: str,
    ) -> None:
        self.text = text
        self.is_body = is_body
        self.as_of = as_of
        self.older = older
        self.citations = citations
        self.tiers = tiers
        self.lead = lead
        """What stands before a quotation of the text and is not searched: "Team: not stated."."""
        self._starts = starts
        self._stems = stems
        self._joined = joined
        self._read: frozenset[str] | None = None

    def spans(self, wanted: Container[str]) -> list[tuple[str, int]]:
        """Those of its words that have one of these stems, with where they stand in the text."""
        pairs = zip(self._stems.split(), self._starts.split(), strict=True)
        return [(stem, int(at)) for stem, at in pairs if stem in wanted]

    @property
    def stems(self) -> frozenset[str]:
        """All of them, and those of words that are written with hyphens, in one."""
        # Most places of an entry that has many are never looked at.
        if self._read is None:
            self._read = frozenset((*self._stems.split(), *self._joined.split()))
        return self._read


class Document:
    """What there is to show of an entry. Codes are those of the JSON."""

    __slots__ = ("ask", "dropped", "id", "kind", "places", "tiers", "title", "titles")

    def __init__(
        self,
        id: str,
        kind: str,
        title: str,
        tiers: list[str],
        dropped: bool,
        ask: str,
        titles: frozenset[str],
        places: list[Shown],
    ) -> None:
        self.id = id
        self.kind = kind
        self.title = title
        self.tiers = tiers
        self.dropped = dropped
        """Whether what is current is that the newest source no longer states it."""
        self.ask = ask
        """A gap's contact; empty for all else."""
        self.titles = titles
        """The stems of its title and other names."""
        self.places = places


def facts_struct(tiers: int) -> Struct:
    """How `Facts` are packed for so many tiers."""
    width = max((tiers + 7) // 8, 1)
    return Struct(f"<IBB{width}s{width}s{width}s")


def number_key(letter: bytes, number: int) -> bytes:
    return letter + b"%08x" % number


def packed(stem_id: int, having: int, numbers: Sequence[int], weights: Sequence[int]) -> bytes:
    """A posting as bytes."""
    listed = array("I", numbers).tobytes() + array("H", weights).tobytes()
    return _POSTING.pack(stem_id, having, len(numbers)) + listed


def _unpacked(value: bytes) -> Posting:
    stem_id, having, count = _POSTING.unpack_from(value)
    numbers, weights = array("I"), array("H")
    numbers.frombytes(value[_POSTING.size : _POSTING.size + 4 * count])
    weights.frombytes(value[_POSTING.size + 4 * count :])
    return Posting(stem_id, having, numbers, weights)


class Store:
    """An index, opened."""

    def __init__(self, table: Table, discard: Callable[[], None] | None = None) -> None:
        """`discard` removes what the table is read from, for when it turns out to be damaged."""
        self._table = table
        self.discard = discard
        self.head: dict[str, Any] = table.head
        self.size = table.size
        self.count: int = table.head["entries"]
        self.tiers: list[str] = [tier["id"] for tier in table.head["tiers"]]
        self._facts_struct = facts_struct(len(self.tiers))
        self._rarest = self._rarity_of(1)
        self._chunks: dict[int, list[Facts]] = {}
        # Bound here, not as decorated methods: a cache on the class would keep every index that ever was.
        self.posting: Callable[[str], Posting | None] = lru_cache(2048)(self._posting)
        self.together: Callable[[tuple[str, ...]], Posting | None] = lru_cache(512)(self._together)
        self.within: Callable[[str, str], Posting | None] = lru_cache(512)(self._within)
        self.knows: Callable[[str, str], bool] = lru_cache(4096)(self._knows)
        self.parts: Callable[[str], tuple[str, ...]] = lru_cache(4096)(self._parts)
        self.compound: Callable[[str], tuple[str, ...]] = lru_cache(4096)(self._compound)
        self.completions: Callable[[str], list[str]] = lru_cache(512)(self._completions)
        self.alike: Callable[[str, int], list[tuple[str, int]]] = lru_cache(512)(self._alike)
        self.synonyms: Callable[[str], list[Any]] = lru_cache(4096)(self._synonyms)
        self.lines: Callable[[int], Lines] = lru_cache(4096)(self._lines)
        self.document: Callable[[int], Document] = lru_cache(512)(self._document)

    # --- words

    def _posting(self, stem: str) -> Posting | None:
        value = self._table.get(b"S" + stem.encode())
        return _unpacked(value) if value else None

    def _together(self, stems: tuple[str, ...]) -> Posting | None:
        """The entries that have several stems, with the mean of their weights; of common stems among the listed."""
        postings = [posting for stem in stems if (posting := self.posting(stem))]
        if len(postings) < len(stems):
            return None
        found = [dict(zip(each.numbers, each.weights, strict=True)) for each in postings]
        shared = set(found[0]).intersection(*found[1:])
        weights = {number: sum([each[number] for each in found]) // len(found) for number in shared}
        numbers = sorted(shared, key=lambda number: (-weights[number], number))
        return Posting(-1, len(numbers), numbers, [weights[number] for number in numbers])

    def _within(self, stem: str, facet: str) -> Posting | None:
        """The weightiest entries of one kind, or for one tier (`kind:gap`, `tier:api`), that have a stem; None where
        those of all kinds are all that there are."""
        value = self._table.get(f"G{stem}\0{facet}".encode())
        return _unpacked(value) if value else None

    def _knows(self, word: str, stem: str) -> bool:
        """Whether an entry has the word, or searchers are known to use it."""
        return self._table.get(b"W" + word.encode()) is not None or self.posting(stem) is not None

    def _parts(self, word: str) -> tuple[str, ...]:
        """The stems of a word that entries write with hyphens: of `finetuning` those of `fine-tuning`."""
        return tuple((self._table.get(b"P" + word.encode()) or b"").decode().split())

    def _compound(self, stem: str) -> tuple[str, ...]:
        """The same for a stem."""
        return tuple((self._table.get(b"Q" + stem.encode()) or b"").decode().split())

    def _completions(self, start: str) -> list[str]:
        """The stems of the words that begin so, the most frequent first: ten for each letter, up to a bound."""
        most = min(10 * len(start), _MOST_COMPLETIONS)
        if len(start) <= LONGEST_PREPARED:
            return (self._table.get(b"C" + start.encode()) or b"").decode().split()[:most]
        key = b"W" + start.encode()
        found: dict[str, int] = {}
        for word, value in islice(self._table.after(key), _MOST_SCANNED):
            if not word.startswith(key):
                break
            having, _, stem = value.decode().partition(" ")
            if int(having):
                found[stem] = int(having)
        return sorted(found, key=lambda stem: (-found[stem], stem))[:most]

    def beginnings(self, start: str) -> list[int]:
        """Entries with phrasings that begin with two small words, marked as phrasings have them; the second may be
        unfinished. Those with the most such phrasings come first."""
        return self._begun(b"H" + start.encode(), _MOST_BEGINNINGS)

    def openings(self, start: str) -> list[int]:
        """Entries with phrasings that begin with up to `OPENING` words, the first a small one, marked as phrasings have
        them; the last may be unfinished."""
        return self._begun(b"I" + start.encode(), _MOST_OPENINGS)

    def _begun(self, key: bytes, most: int) -> list[int]:
        found = dict[int, None]()
        for begun, value in islice(self._table.after(key), most):
            if not begun.startswith(key):
                break
            numbers = array("I")
            numbers.frombytes(value)
            found.update(dict.fromkeys(numbers))
        return list(found)

    def _alike(self, letter: str, length: int) -> list[tuple[str, int]]:
        """The words with a first letter and a length, the most frequent first, each with the set of its letters."""
        value = self._table.get(f"B{letter}{length}".encode())
        return [(word, mask(word)) for word in value.decode().split()] if value else []

    def _synonyms(self, stem: str) -> list[Any]:
        """Phrases that begin so: `[stems, [[stems of another, quality], ...]]`."""
        value = self._table.get(b"Y" + stem.encode())
        return json.loads(value) if value else []

    # --- how rare

    def having(self, stem: str) -> int:
        """How many entries have a stem."""
        posting = self.posting(stem)
        return posting.having if posting else 0

    def rarity(self, stem: str) -> float:
        """Between 0 (in every entry) and 1 (in one, or in none)."""
        return self._rarity_of(self.having(stem)) / self._rarest

    def rarity_of_any(self, stems: Sequence[str]) -> float:
        """The same for a word that stands for any of these."""
        return self._rarity_of(sum(self.having(stem) for stem in stems)) / self._rarest

    def _rarity_of(self, having: int) -> float:
        return rarity(having, self.count)

    # --- entries

    def facts(self, number: int) -> Facts:
        chunk = self._chunks.get(number // CHUNK)
        if chunk is None:
            value = self._table.get(number_key(b"A", number // CHUNK)) or b""
            chunk = self._chunks[number // CHUNK] = [
                Facts(date, kind, signs, *(int.from_bytes(each, "little") for each in bits))
                for date, kind, signs, *bits in self._facts_struct.iter_unpack(value)
            ]
        return chunk[number % CHUNK]

    def bits(self, tiers: frozenset[str]) -> int:
        """Tiers by id as bits; unknown ones are none."""
        return sum(1 << at for at, tier in enumerate(self.tiers) if tier in tiers)

    def _lines(self, number: int) -> Lines:
        value = self._table.get(number_key(b"L", number))
        read = (line.partition(" ") for line in value.decode().split("\n")) if value else ()
        return Lines([(int(total) / 1000, frozenset(phrase.split()), phrase) for total, _, phrase in read])

    def weights(self, number: int) -> dict[int, int]:
        """For those stems that have more entries than are listed: what they weigh in this one, by the stem's id."""
        value = self._table.get(number_key(b"F", number)) or b""
        ids, weights = array("I"), array("H")
        count = len(value) // 6
        ids.frombytes(value[: 4 * count])
        weights.frombytes(value[4 * count :])
        return dict(zip(ids, weights, strict=True))

    def _document(self, number: int) -> Document:
        """What there is to show of an entry."""
        value = self._table.get(number_key(b"0", number))
        if value is None:
            raise KeyError(number)
        name, kind, title, tiers, dropped, ask, titles, places = json.loads(value)
        shown = [Shown(*place) for place in places]
        return Document(name, kind, title, tiers, dropped, ask, frozenset(titles.split()), shown)


def rarity(having: int, count: int) -> float:
    """How much it says that an entry has what so many of all have."""
    having = min(max(having, 1), max(count, 1))
    return log(1 + (count - having + 0.5) / (having + 0.5))


def mask(word: str) -> int:
    """The set of a word's letters as bits; letters of other alphabets share them."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits
