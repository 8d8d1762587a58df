"""Stock engines over the same entries, to hold ours against: SQLite's FTS5 as it comes, and a plain BM25F."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from math import log

from msgspec.structs import replace

from tests.benchmarks.relevance import Engine
from trusttui.pack.model import Pack
from trusttui.pack.view import View
from trusttui.search.documents import Entry, Field, entries
from trusttui.search.words import STOP_WORDS, words

_WORD = re.compile(r"\w+")


def without_asked_as(pack: Pack) -> Pack:
    """The pack as it was if nobody had written how people ask."""
    return _asked_as(pack, lambda lines: [])


def without_lines_of(pack: Pack, queries: Iterable[str]) -> Pack:
    """The pack without those phrasings that hold all words of one of these queries, small ones aside."""
    asked = [frozenset(_content(query)) for query in queries]
    return _asked_as(
        pack, lambda lines: [line for line in lines if not any(one and one <= _content(line) for one in asked)]
    )


def _content(text: str) -> frozenset[str]:
    return frozenset(stem for word, stem in words(text) if word not in STOP_WORDS)


def _asked_as(pack: Pack, change: Callable[[list[str]], list[str]]) -> Pack:
    vocabulary = pack.vocabulary
    return replace(
        pack,
        articles=tuple(
            replace(each, head=replace(each.head, asked_as=change(each.head.asked_as))) for each in pack.articles
        ),
        changes=tuple(
            replace(each, head=replace(each.head, asked_as=change(each.head.asked_as))) for each in pack.changes
        ),
        attributes=tuple(replace(each, asked_as=change(each.asked_as)) for each in pack.attributes),
        vocabulary=replace(
            vocabulary,
            term=[replace(each, asked_as=change(each.asked_as)) for each in vocabulary.term],
            gap=[replace(each, asked_as=change(each.asked_as)) for each in vocabulary.gap],
        ),
    )


def texts(view: View) -> list[tuple[str, str, str, str]]:
    """For each entry but gaps: id, title, phrasings, all that it says."""
    return [_text(entry) for entry in entries(view) if not entry.id.startswith("gaps/")]


def _text(entry: Entry) -> tuple[str, str, str, str]:
    titles = " ".join(text for field, text in entry.lines if field is Field.TITLE)
    asked = "\n".join(text for field, text in entry.lines if field is not Field.TITLE)
    return entry.id, titles, asked, "\n".join(f"{place.lead} {place.text}" for place in entry.places)


def fts5(rows: Sequence[tuple[str, str, str, str]], *, tuned: bool) -> Engine:
    """Any of the words, ranked by `bm25`; `tuned`: Porter's stems, weights, and the last word as a beginning."""
    base = sqlite3.connect(":memory:")
    tokenizer = "porter unicode61" if tuned else "unicode61"
    base.execute(f"CREATE VIRTUAL TABLE e USING fts5(id UNINDEXED, title, asked, body, tokenize='{tokenizer}')")
    base.executemany("INSERT INTO e VALUES (?, ?, ?, ?)", rows)
    rank = "bm25(e, 0, 5.0, 3.5, 1.0)" if tuned else "bm25(e)"

    def search(query: str) -> list[tuple[str, float]]:
        words = _WORD.findall(query.lower())
        if not words:
            return []
        asked = " OR ".join(f'"{word}"' for word in words) + ("*" if tuned else "")
        found = base.execute(f"SELECT id, -{rank} FROM e WHERE e MATCH ? ORDER BY {rank} LIMIT 10", (asked,))
        return [(entry, float(score)) for entry, score in found]

    return search


def bm25f(rows: Sequence[tuple[str, str, str, str]], weights: Sequence[float] = (5.0, 3.5, 1.0)) -> Engine:
    """Words as they stand; a word's count in each field held against the field's length, weighed and saturated."""
    fields = [[Counter(_WORD.findall(text.lower())) for text in row[1:]] for row in rows]
    lengths = [sum(each[at].total() for each in fields) / max(len(fields), 1) or 1.0 for at in range(3)]
    having: Counter[str] = Counter(word for each in fields for word in set().union(*each))

    def search(query: str) -> list[tuple[str, float]]:
        scores: dict[str, float] = {}
        for word in set(_WORD.findall(query.lower())) & having.keys():
            idf = log(1 + (len(rows) - having[word] + 0.5) / (having[word] + 0.5))
            for row, each in zip(rows, fields, strict=True):
                count = _weighed(word, each, lengths, weights)
                if count:
                    scores[row[0]] = scores.get(row[0], 0.0) + idf * count / (count + 1.2)
        return sorted(scores.items(), key=lambda found: (-found[1], found[0]))[:10]

    return search


def _weighed(word: str, each: Iterable[Counter[str]], lengths: Sequence[float], weights: Sequence[float]) -> float:
    return sum(
        weight * counts[word] / (0.25 + 0.75 * counts.total() / length)
        for counts, length, weight in zip(each, lengths, weights, strict=True)
        if word in counts
    )
