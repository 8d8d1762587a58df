"""Building an index: reads every entry of a view once and writes the table that `store` reads.

What has to be held meanwhile is, for each word, the entries that have it: six bytes for each.
"""

from __future__ import annotations

import io
import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice

from trusttui.pack.dates import last_day
from trusttui.pack.model import Contact
from trusttui.pack.view import View
from trusttui.search import SCHEMA
from trusttui.search.documents import Entry, Field, Place, entries
from trusttui.search.store import (
    CHUNK,
    FRESH,
    FULL,
    HEAD,
    KINDS,
    LONGEST_PREPARED,
    NEVER,
    OPENING,
    SMALL_COUNTS,
    facts_struct,
    number_key,
    packed,
    rarity,
)
from trusttui.search.synonyms import searched, synonyms
from trusttui.search.table import Writer
from trusttui.search.words import SMALL, STOP_WORDS, joined, tokens, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from trusttui.search.table import Sink

Progress = Callable[[int, int], None]
"""Is told how many entries have been read, and how many there are."""

_WEIGHTS = {Field.TITLE: 5.0, Field.ASKED_AS: 3.5, Field.BODY: 1.8, Field.NOTES: 1.0, Field.EARLIER: 0.4}
_LENGTH_COUNTS = {Field.TITLE: 0.3, Field.ASKED_AS: 0.0, Field.BODY: 0.6, Field.NOTES: 0.6, Field.EARLIER: 0.6}
_SATURATION = 2.0
_SAMPLE = 2000
"""The entries whose fields' mean length stands for that of all."""
_MOST_ALIKE = 1500
_MOST_BEGUN = 48
"""The entries that are listed for the first words of most of their phrasings: two small ones, or `OPENING` of which
the first is small."""
_NEVER_BEGUN = ("gap", "change")
_LONGEST_WORD = 100
"""What is longer is no word that anyone types."""

Counts = list[tuple[Field, Counter[str]]]


def image(view: View, progress: Progress | None = None) -> bytes:
    """The index of a view in memory."""
    sink = io.BytesIO()
    write(view, sink, progress)
    return sink.getvalue()


def write(view: View, sink: Sink, progress: Progress | None = None) -> None:
    """Write the index of a view."""
    _Builder(view, sink).run(progress)


class _Builder:
    def __init__(self, view: View, sink: Sink) -> None:
        self._view = view
        self._out = Writer(sink)
        self._tiers = [tier.id for tier in view.tiers]
        self._struct = facts_struct(len(self._tiers))
        self._facts: list[bytes] = []
        self._kinds = bytearray()
        self._touches: list[int] = []
        self._ids: dict[str, int] = {}
        self._numbers: dict[str, array[int]] = {}
        self._weights: dict[str, array[int]] = {}
        self._lines: list[str] = []
        self._beginnings: dict[str, Counter[int]] = {}
        self._openings: dict[str, Counter[int]] = {}
        self._stems: dict[str, str] = {}
        self._parts: dict[str, tuple[str, ...]] = {}
        self._compounds: dict[str, tuple[str, ...]] = {}

    def run(self, progress: Progress | None) -> None:
        # The documents are written as they come: they are most of an index, and need not be held.
        stream = entries(self._view)
        sample = [(entry, *self._read(entry)) for entry in islice(stream, _SAMPLE)]
        averages = _averages([counts for _, counts, _ in sample])
        pack = self._view.pack
        every = len(pack.articles) + len(pack.attributes) + len(pack.changes)
        every += len(pack.vocabulary.term) + len(pack.vocabulary.gap)
        rest = ((entry, *self._read(entry)) for entry in stream)
        for number, (entry, counts, places) in enumerate(chain(sample, rest)):
            self._take(number, entry, counts, places, averages)
            if progress and number % 500 == 0:
                progress(number, every)
        self._write_words()
        self._out.close(self._head())

    # --- an entry

    def _read(self, entry: Entry) -> tuple[Counts, list[list[str]]]:
        """An entry's words by field, and the stems of each of its lines and places."""
        counts: dict[Field, Counter[str]] = {}
        found: list[list[str]] = []
        for field, text in entry.lines:
            stems = self._stems_in(text)
            found.append([*_phrase(text), *(stem for stem in stems if stem in self._compounds)])
            # Many phrasings with one word say no more of it than two do.
            counts.setdefault(field, Counter()).update(set(stems))
        seen: dict[str, list[str]] = {}
        for place in entry.places:
            if place.text not in seen:
                seen[place.text] = self._stems_in(place.text)
                counts.setdefault(place.field, Counter()).update(seen[place.text])
            found.append(seen[place.text])
        return list(counts.items()), found

    def _stems_in(self, text: str) -> list[str]:
        found = [pair for pair in words(text) if len(pair[0]) <= _LONGEST_WORD]
        self._stems.update(found)
        stems = [stem for word, stem in found if word not in STOP_WORDS]
        for spelling in joined(text):
            parts = words(spelling)
            whole = words("".join(word for word, _ in parts))
            if len(whole) == 1 and len(whole[0][0]) <= _LONGEST_WORD:
                content = tuple(s for w, s in parts if w not in STOP_WORDS)
                self._parts[whole[0][0]] = self._compounds[whole[0][1]] = content
                stems.append(whole[0][1])
        return stems

    def _take(
        self, number: int, entry: Entry, counts: Counts, found: list[list[str]], averages: dict[Field, float]
    ) -> None:
        for stem, weight in _weighed(counts, averages).items():
            if stem not in self._ids:
                self._ids[stem] = len(self._ids)
                self._numbers[stem], self._weights[stem] = array("I"), array("H")
            self._numbers[stem].append(number)
            self._weights[stem].append(max(round(weight / (weight + _SATURATION) * FULL), 1))
        lines, places = found[: len(entry.lines)], found[len(entry.lines) :]
        self._lines.append("\n".join(" ".join(dict.fromkeys(line)) for line in lines))
        if entry.kind.value not in _NEVER_BEGUN:
            for line in lines:
                if len(line) > 2 and line[0][0] == SMALL:
                    self._openings.setdefault(" ".join(line[:OPENING]), Counter())[number] += 1
                    if line[1][0] == SMALL:
                        self._beginnings.setdefault(f"{line[0]} {line[1]}", Counter())[number] += 1
        self._note(entry)
        titles = {stem for line, (field, _) in zip(lines, entry.lines, strict=True) if not field for stem in line}
        titles = {stem for stem in titles if stem[0] != SMALL}
        self._out.add(number_key(b"0", number), json.dumps(self._document(entry, titles, places)).encode())

    def _document(self, entry: Entry, titles: Iterable[str], places: list[list[str]]) -> list[object]:
        """The fields of a `store.Document`."""
        shown = [self._place(place, stems) for place, stems in zip(entry.places, places, strict=True)]
        told = [entry.id, entry.kind.value, entry.title, entry.tiers, entry.dropped, entry.ask]
        return [*told, " ".join(sorted(titles)), shown]

    def _place(self, place: Place, stems: list[str]) -> list[object]:
        cited = [[citation.source, citation.passage] for citation in place.citations]
        found = [each for each in tokens(place.text) if each.word not in STOP_WORDS]
        joined = " ".join(dict.fromkeys(stem for stem in stems if stem in self._compounds))
        return [
            place.text,
            place.field is Field.BODY,
            place.as_of,
            place.older,
            cited,
            place.tiers,
            place.lead,
            " ".join(each.stem for each in found),
            " ".join(str(each.start) for each in found),
            joined,
        ]

    def _note(self, entry: Entry) -> None:
        date = entry.places[0].as_of
        touches = self._bits(tier for place in entry.places for tier in place.tiers)
        self._facts.append(
            self._struct.pack(
                int(last_day(date).replace("-", "")) if date else 0,
                KINDS.index(entry.kind.value),
                entry.fresh * FRESH | entry.never * NEVER,
                *map(self._packed_bits, (self._bits(entry.tiers), touches, self._bits(entry.stated))),
            )
        )
        self._kinds.append(KINDS.index(entry.kind.value))
        self._touches.append(touches)

    def _bits(self, tiers: Iterable[str]) -> int:
        bits = 0
        for tier in tiers:
            if tier in self._tiers:
                bits |= 1 << self._tiers.index(tier)
        return bits

    def _packed_bits(self, bits: int) -> bytes:
        return bits.to_bytes(max((len(self._tiers) + 7) // 8, 1), "little")

    # --- all words

    def _write_words(self) -> None:
        """Everything but the documents, in the order of the keys: a letter for each sort of thing."""
        add = self._out.add
        common = self._common()
        having = {stem: len(numbers) for stem, numbers in self._numbers.items()}
        for at in range(0, len(self._facts), CHUNK):
            add(number_key(b"A", at // CHUNK), b"".join(self._facts[at : at + CHUNK]))
        searchers = searched(self._view)
        known = {**searchers, **self._stems}
        for key, found in sorted(_alike(known, having).items()):
            add(key, " ".join(found).encode())
        for key, stems in sorted(_completions(self._stems, having).items()):
            add(key, " ".join(stems).encode())
        for number, (ids, weights) in sorted(common.items()):
            add(number_key(b"F", number), ids.tobytes() + weights.tobytes())
        for key, value in sorted(self._facets()):
            add(key, value)
        for letter, starts in ((b"H", self._beginnings), (b"I", self._openings)):
            for start, begun in sorted(starts.items()):
                numbers = array("I", [number for number, _ in begun.most_common(_MOST_BEGUN)])
                add(letter + start.encode(), numbers.tobytes())
        self._write_lines(having)
        for letter, table in ((b"P", self._parts), (b"Q", self._compounds)):
            for word, parts in sorted((letter + word.encode(), parts) for word, parts in table.items()):
                add(word, " ".join(parts).encode())
        for key, stem in sorted((b"S" + stem.encode(), stem) for stem in self._ids):
            order = self._heaviest(range(having[stem]), stem)
            numbers, weights = self._numbers[stem], self._weights[stem]
            add(key, packed(self._ids[stem], having[stem], [numbers[n] for n in order], [weights[n] for n in order]))
        for key, stem in sorted((b"W" + word.encode(), stem) for word, stem in known.items()):
            add(key, f"{having.get(stem, 0)} {stem}".encode())
        for key, phrases in sorted(synonyms(self._view, self._ids).items()):
            add(key, json.dumps(phrases).encode())

    def _heaviest(self, places: Iterable[int], stem: str) -> list[int]:
        weights = self._weights[stem]
        return sorted(places, key=lambda n: -weights[n])[:HEAD]

    def _common(self) -> dict[int, tuple[array[int], array[int]]]:
        """For each entry what those stems weigh in it for which not all entries are listed."""
        found: dict[int, tuple[array[int], array[int]]] = {}
        for stem, numbers in self._numbers.items():
            if len(numbers) > HEAD:
                for number, weight in zip(numbers, self._weights[stem], strict=True):
                    ids, weights = found.setdefault(number, (array("I"), array("H")))
                    ids.append(self._ids[stem])
                    weights.append(weight)
        return found

    def _facets(self) -> Iterator[tuple[bytes, bytes]]:
        """The same lists for entries of one kind and of one tier, where those of all are cut."""
        for stem, numbers in self._numbers.items():
            if len(numbers) <= HEAD:
                continue
            places: dict[str, list[int]] = {}
            for at, number in enumerate(numbers):
                places.setdefault(f"kind:{KINDS[self._kinds[number]]}", []).append(at)
                for bit, tier in enumerate(self._tiers):
                    if self._touches[number] >> bit & 1:
                        places.setdefault(f"tier:{tier}", []).append(at)
            for facet, found in places.items():
                order = self._heaviest(found, stem)
                weights = [self._weights[stem][at] for at in order]
                listed = [numbers[at] for at in order]
                yield f"G{stem}\0{facet}".encode(), packed(self._ids[stem], len(found), listed, weights)

    def _write_lines(self, having: dict[str, int]) -> None:
        count = len(self._lines)
        rarest = rarity(1, count)
        rarities = {stem: rarity(found, count) / rarest for stem, found in having.items()}
        # Their parts stand there too: they are no words of their own that a question would have to have.
        rarities.update(dict.fromkeys(self._compounds, 0.0))
        for number, lines in enumerate(self._lines):
            told = [
                f"{1000 * sum([rarities.get(stem, SMALL_COUNTS) for stem in line.split()]):.0f} {line}"
                for line in lines.split("\n")
            ]
            self._out.add(number_key(b"L", number), "\n".join(told).encode())

    def _head(self) -> dict[str, object]:
        view = self._view
        return {
            "schema": SCHEMA,
            "pack": view.pack.hash,
            "as_of": view.as_of,
            "entries": len(self._facts),
            "publisher": view.pack.meta.publisher,
            "tiers": [
                {"id": tier.id, "name": tier.name, "short": tier.short, "names": list(tier.names)}
                for tier in view.tiers
            ],
            "sources": {s.id: [s.title, s.kind.value, view.seen(s) or s.recorded or s.date] for s in view.pack.sources},
            "contacts": {each.id: _contact(view, view.contact(each.id)) for each in view.pack.meta.contact},
        }


def _contact(view: View, contact: Contact) -> list[object]:
    """Whom to ask, and the citations of who says so; nothing where no source of the day names the route."""
    if not view.counts(contact.source):
        return []
    address = f" ({contact.url})" if contact.url else ""
    cited = view.cite(contact.source, contact.passages)
    return [f"{contact.text}{address}", [[citation.source, citation.passage] for citation in cited]]


def _phrase(text: str) -> list[str]:
    """The stems of a title or phrasing in order, its small words among them as they stand."""
    return [SMALL + word if word in STOP_WORDS else stem for word, stem in words(text) if len(word) <= _LONGEST_WORD]


def _averages(sample: Sequence[Counts]) -> dict[Field, float]:
    """The mean number of words of each field, of those entries that have it."""
    totals: Counter[Field] = Counter()
    having: Counter[Field] = Counter()
    for counts in sample:
        for field, stems in counts:
            totals[field] += stems.total()
            having[field] += 1
    return {field: totals[field] / having[field] or 1.0 for field in having}


def _weighed(counts: Counts, averages: dict[Field, float]) -> dict[str, float]:
    """BM25F: a word's count in each field, held against the field's length, weighed and summed."""
    weights: dict[str, float] = {}
    for field, stems in counts:
        share = _LENGTH_COUNTS[field]
        factor = _WEIGHTS[field] / (1 - share + share * stems.total() / averages.get(field, stems.total() or 1.0))
        for stem, count in stems.items():
            weights[stem] = weights.get(stem, 0.0) + factor * (min(count, 2) if field < Field.BODY else count)
    return weights


def _alike(known: dict[str, str], having: dict[str, int]) -> dict[bytes, list[str]]:
    """Words to correct to by first letter and length, the most frequent first."""
    found: dict[bytes, list[str]] = {}
    for word in sorted(known, key=lambda word: (-having.get(known[word], 0), word)):
        if len(word) > 2 and word.isalpha() and word not in STOP_WORDS:
            bucket = found.setdefault(f"B{word[0]}{len(word)}".encode(), [])
            if len(bucket) < _MOST_ALIKE:
                bucket.append(word)
    return found


def _completions(stems: dict[str, str], having: dict[str, int]) -> dict[bytes, list[str]]:
    """The stems of the words that begin with a few letters, the most frequent first."""
    found: dict[bytes, dict[str, None]] = {}
    for word, stem in stems.items():
        if word not in STOP_WORDS and having.get(stem):
            for length in range(1, min(LONGEST_PREPARED, len(word)) + 1):
                found.setdefault(b"C" + word[:length].encode(), {})[stem] = None
    return {key: sorted(each, key=lambda stem: (-having[stem], stem))[:40] for key, each in found.items()}
