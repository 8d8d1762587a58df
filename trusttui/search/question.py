"""Reading a query: which words it asks for, what else would do for each, which tiers it names, what was mistyped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from trusttui.pack.view import View
from trusttui.search.corpus import Corpus
from trusttui.search.words import LIGHT_WORDS, STOP_WORDS, Token, tokens, words

MOST_CHARACTERS = 512
MOST_WORDS = 24

_EXACT, _COMPLETED, _JOINED, _SYNONYM, _CORRECTED = 1.0, 0.92, 0.95, 0.7, 0.85
_REDUCED, _APART = 0.6, 0.75
_LIGHT = 0.25
_UNKNOWN = 0.8
"""The importance of a word that no entry has: it may be the very subject, and may be mere talk."""
_MOST_WAYS = 48


class Way(Struct, frozen=True):
    """One way to satisfy a slot: an entry that has all these stems; `quality` is 1 for the word itself."""

    stems: tuple[str, ...]
    quality: float


class Slot(Struct, frozen=True):
    """A word that a query asks for. `importance` is above 0; `ways` are best first and may be none."""

    importance: float
    ways: tuple[Way, ...]


class Question(Struct, frozen=True):
    """A query as it was understood."""

    slots: tuple[Slot, ...]
    tiers: frozenset[str]
    """The tiers that it names; where it asks for something else besides, the names are no slots."""
    names: frozenset[str]
    """The stems of these names."""
    start: str
    """The last word, where it may be the beginning of a longer one."""
    corrected: str | None
    """The query with its mistyped words put right, None where none was."""


class _Phrases:
    """Phrases to be recognised in a sequence of words, each standing for something."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, tuple[Way, ...]]]] = {}

    def add(self, phrase: Sequence[str], name: str = "", ways: tuple[Way, ...] = ()) -> None:
        if phrase:
            self._by_first.setdefault(phrase[0], []).append((tuple(phrase), name, ways))

    def found(self, stems: Sequence[str]) -> Iterable[tuple[int, int, str, tuple[Way, ...]]]:
        """Every occurrence: its half-open range, and what it stands for; the longest of a place first."""
        for at, stem in enumerate(stems):
            known = self._by_first.get(stem, ())
            for phrase, name, ways in sorted(known, key=lambda found: -len(found[0])):
                if tuple(stems[at : at + len(phrase)]) == phrase:
                    yield at, at + len(phrase), name, ways


class Reader:
    """Understands queries against one corpus."""

    def __init__(self, view: View, corpus: Corpus) -> None:
        self._corpus = corpus
        self._tiers = _Phrases()
        self._light = set(LIGHT_WORDS)
        self._light.update(word for word, _ in words(view.pack.meta.publisher))
        named: dict[str, set[str]] = {}
        for tier in view.tiers:
            for name in dict.fromkeys((*tier.names, tier.short, tier.id.replace("-", " "))):
                self._tiers.add([stem for _, stem in words(name)], tier.id)
                for word, _ in words(name):
                    named.setdefault(word, set()).add(tier.id)
        self._light.update(word for word, of in named.items() if len(of) > 1)
        self._synonyms = _Phrases()
        for group in groups(view):
            self._add_group(group)

    def _add_group(self, group: Sequence[str]) -> None:
        read = [words(phrase) for phrase in dict.fromkeys(group)]
        stems = [tuple(stem for _, stem in phrase) for phrase in read]
        content = [tuple(dict.fromkeys(s for w, s in phrase if w not in STOP_WORDS)) for phrase in read]
        for number, phrase in enumerate(stems):
            if not content[number]:
                continue
            others = {
                # "log in" without its little word is "log", which is said of much else.
                other: _SYNONYM * (_REDUCED if len(other) == 1 < len(whole) else 1.0)
                for other, whole in zip(content, stems, strict=True)
                if other and other != content[number] and all(stem in self._corpus.postings for stem in other)
            }
            self._synonyms.add(phrase, ways=tuple(Way(other, quality) for other, quality in others.items()))

    def read(self, text: str) -> Question:
        """Any string: what is beyond the first 512 characters and 24 words is not read."""
        text = text[:MOST_CHARACTERS]
        typed = tokens(text)[:MOST_WORDS]
        open_end = bool(typed) and typed[-1].end == len(text) and typed[-1].word.isalpha()
        asked, right = self._corrected(typed, open_end)
        stems = [token.stem for token in asked]
        tiers, covered = self._named_tiers(stems)
        ways = self._ways(asked, open_end, [old.word == new.word for old, new in zip(typed, asked, strict=True)])
        slots: list[Slot] = []
        naming: list[Slot] = []
        for at, token in enumerate(asked):
            last = open_end and at == len(asked) - 1
            if token.word in STOP_WORDS or (len(token.word) == 1 and token.word.isalpha() and not last):
                continue
            if token.stem in (before.stem for before in asked[:at]):
                continue
            slot = self._slot(token, ways[at], light=token.word in self._light, last=last)
            (naming if at in covered else slots).append(slot)
        return Question(
            slots=tuple(slots or naming),
            tiers=tiers,
            names=frozenset(stems[at] for at in covered),
            start=asked[-1].word if open_end and slots else "",
            corrected=_spliced(text, typed, asked) if right else None,
        )

    def _corrected(self, typed: list[Token], open_end: bool) -> tuple[list[Token], bool]:
        """The words with the mistyped ones put right, and whether there was one."""
        asked = list(typed)
        for at, token in enumerate(typed):
            unfinished = open_end and at == len(typed) - 1 and self._corpus.completions(token.word)
            if not unfinished and not self._is_known(typed, at):
                meant = self._corpus.correction(token.word)
                if meant:
                    asked[at] = Token(meant, words(meant)[0][1], token.start, token.end)
        return asked, asked != typed

    def _is_known(self, typed: list[Token], at: int) -> bool:
        """Whether a word needs no correction: entries or searchers use it, alone or as a part of another."""
        token = typed[at]
        if token.word in STOP_WORDS or token.word in self._light or self._corpus.knows(token.word, token.stem):
            return True
        wholes = ["".join(part.word for part in typed[low : low + 2]) for low in (at - 1, at) if low >= 0]
        return bool(self._corpus.parts(token.word)) or any(
            self._corpus.knows(*found) for whole in wholes for found in words(whole)
        )

    def _named_tiers(self, stems: Sequence[str]) -> tuple[frozenset[str], set[int]]:
        """The tiers that are named, and the numbers of the words that name them."""
        tiers, covered = set(), set[int]()
        for start, end, tier, _ in self._tiers.found(stems):
            if not covered.issuperset(range(start, end)):
                tiers.add(tier)
                covered.update(range(start, end))
        return frozenset(tiers), covered

    def _ways(self, asked: list[Token], open_end: bool, as_typed: list[bool]) -> list[list[Way]]:
        """For each word what satisfies it, the word itself included."""
        postings = self._corpus.postings
        ways: list[list[Way]] = []
        for token, same in zip(asked, as_typed, strict=True):
            own = [Way((token.stem,), _EXACT if same else _CORRECTED)] if token.stem in postings else []
            parts = self._corpus.parts(token.word)
            if parts and all(part in postings for part in parts):
                own.append(Way(parts, _JOINED))
            ways.append(own)
        for at, (token, after) in enumerate(pairwise(asked)):
            # "white paper" where entries write "whitepaper", "sign on" where they write "sign-on"
            whole = words(token.word + after.word)
            if len(whole) == 1 and whole[0][1] in postings:
                for part in (at, at + 1):
                    ways[part] = [Way((whole[0][1],), _EXACT), *(Way(w.stems, w.quality * _APART) for w in ways[part])]
        for start, end, _, others in self._synonyms.found([token.stem for token in asked]):
            for at in range(start, end):
                ways[at] += others
        if open_end and asked:
            ways[-1] += (Way((stem,), _COMPLETED) for stem in self._corpus.completions(asked[-1].word))
        return ways

    def _slot(self, token: Token, ways: list[Way], *, light: bool, last: bool) -> Slot:
        corpus = self._corpus
        if token.stem in corpus.postings:
            importance = corpus.rarity(token.stem)
        elif last and any(way.quality == _COMPLETED for way in ways):
            importance = corpus.rarity_of_any(way.stems[0] for way in ways if way.quality == _COMPLETED)
        else:
            importance = _UNKNOWN
        best: dict[tuple[str, ...], float] = {}
        for way in ways:
            best[way.stems] = max(best.get(way.stems, 0.0), way.quality)
        ranked = sorted(best.items(), key=lambda item: -item[1])[:_MOST_WAYS]
        return Slot(
            max(importance, 0.05) * (_LIGHT if light else 1.0), tuple(Way(stems, quality) for stems, quality in ranked)
        )


def groups(view: View) -> list[list[str]]:
    """Words and phrases that stand for one another: the pack's synonyms, and terms with their other names."""
    return [
        *(list(synonym.words) for synonym in view.pack.vocabulary.synonym),
        *([term.term, *term.aliases] for term in view.terms if term.aliases),
    ]


def _spliced(text: str, typed: list[Token], asked: list[Token]) -> str:
    """The query with the words that were put right in the place of those that were typed."""
    parts, at = [], 0
    for old, new in zip(typed, asked, strict=True):
        parts += [text[at : old.start], new.word if new.word != old.word else text[old.start : old.end]]
        at = old.end
    return "".join([*parts, text[at:]]).strip()
