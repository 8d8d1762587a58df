"""Reading a query: which words it asks for, what else would do for each, which tiers it names, what was mistyped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import islice, pairwise

from trusttui.search.store import SMALL_COUNTS, Lines, Store, mask
from trusttui.search.words import LIGHT_WORDS, SMALL, STOP_WORDS, Token, distance, tokens, tolerance, words

MOST_CHARACTERS = 512
MOST_WORDS = 24

_EXACT, _COMPLETED, _JOINED, _CORRECTED, _APART = 1.0, 0.92, 0.95, 0.85, 0.75
_LIKELIER, _LEAST_LIKELY = 0.1, 0.5
"""How much likelier a word is to be meant by its beginning that more entries have, and what the rarest still counts."""
_A_LETTER_SAYS = 0.25
"""What each letter of an unfinished word counts, up to a whole word."""
_LIGHT = 0.25
_UNKNOWN = 0.8
"""The importance of a word that no entry has: it may be the very subject, and may be mere talk."""
_MOST_WAYS = 48
_LONGEST_INITIALS = 5
_SHORT = 7
"""Two slips in a word no longer than this are believed only after its third letter."""
_MOST_CORRECTED = 4
"""Words of one query that are corrected, and the words that each of them is held against at most: the bound on the
work of corrections for a key."""
_MOST_COMPARED = 3000


class Way:
    """One way to satisfy a slot: an entry that has all these stems; `quality` is 1 for the word itself."""

    __slots__ = ("quality", "stems")

    def __init__(self, stems: tuple[str, ...], quality: float) -> None:
        self.stems = stems
        self.quality = quality


class Slot:
    """A word that a query asks for. `importance` is above 0; `ways` are best first and may be none."""

    __slots__ = ("importance", "ways")

    def __init__(self, importance: float, ways: tuple[Way, ...]) -> None:
        self.importance = importance
        self.ways = ways

    @property
    def is_begun(self) -> bool:
        """Whether it is no word yet, and only the beginning of others."""
        return bool(self.ways) and self.ways[0].quality == _COMPLETED


class Question:
    """A query as it was understood."""

    __slots__ = ("corrected", "ends", "names", "phrase", "slots", "small", "start", "text", "tiers")

    def __init__(
        self,
        text: str,
        slots: tuple[Slot, ...],
        tiers: frozenset[str],
        names: frozenset[str],
        start: str,
        corrected: str | None,
        phrase: dict[str, float],
        ends: frozenset[str],
        small: str,
    ) -> None:
        self.text = text
        self.slots = slots
        self.tiers = tiers
        """The tiers that it names; where it asks for something else besides, the names are no slots."""
        self.names = names
        """The stems of these names."""
        self.start = start
        """The last word, where it may be the beginning of a longer one."""
        self.corrected = corrected
        """The query with its mistyped words put right, None where none was."""
        self.phrase = phrase
        """Its words in order, as phrasings have them, with what each counts."""
        self.ends = ends
        """The stems of the words that its last one may become."""
        self.small = small
        """The beginning of the small words that it may become, as phrasings have them; empty where it is finished."""


class Sought:
    """What satisfies a question, by word: for finding out quickly how much of it some words do."""

    def __init__(self, question: Question, rarity: Callable[[str], float]) -> None:
        self._question = question
        self._importance = [slot.importance for slot in question.slots]
        self._ways: dict[str, list[tuple[int, float, frozenset[str] | None]]] = {}
        """By a stem: the slot that it satisfies, how well, and with which others together."""
        every = set[str]()
        for at, slot in enumerate(question.slots):
            for way in slot.ways:
                together = frozenset(way.stems) if len(way.stems) > 1 else None
                self._ways.setdefault(way.stems[0], []).append((at, way.quality, together))
                every.update(way.stems)
        self.stems = frozenset(every)
        """All stems of all ways."""
        self.whole = sum(self._importance)
        """What the question is worth in all."""
        phrase = question.phrase
        self._typed = list(phrase)
        self._before = self._typed[:-1]
        self._said = sum(phrase.values())
        self._small = frozenset(word for word in phrase if word[0] == SMALL)
        weighty = every | (phrase.keys() - self._small) | question.names
        counted = every | question.names
        self._counts = {
            stem: (rarity(stem) if stem in counted else 0.0, phrase.get(stem, 0.0), self._worths(stem))
            for stem in weighty | question.ends
        }
        """What each stem takes from what a phrasing has to spare, what it counts as it was typed, and what it is worth
        to which slot, with which others together."""
        self._weighty = frozenset(self._counts)

    def _worths(self, stem: str) -> list[tuple[int, float, frozenset[str] | None]]:
        ways = self._ways.get(stem, ())
        return [(slot, self._importance[slot] * quality, together) for slot, quality, together in ways]

    def qualities(self, stems: frozenset[str]) -> dict[int, float]:
        """For each slot that some stems satisfy, by its number, the quality of the best way in which they do."""
        got: dict[int, float] = {}
        ways = self._ways
        for stem in self.stems & stems:
            for slot, quality, together in ways.get(stem, ()):
                if quality > got.get(slot, 0.0) and (together is None or together <= stems):
                    got[slot] = quality
        return got

    def worth(self, qualities: dict[int, float]) -> float:
        """How much of the question that is: the sum of the slots' importances, each times its quality."""
        importance = self._importance
        return sum([importance[slot] * quality for slot, quality in qualities.items()])

    def beyond(self, qualities: dict[int, float], others: dict[int, float]) -> float:
        """How much of the question that is more than what others are worth."""
        more = 0.0
        for slot, quality in qualities.items():
            by = quality - others.get(slot, 0.0)
            if by > 0:
                more += self._importance[slot] * by
        return more

    def nearest(self, lines: Lines) -> tuple[float, float]:
        """How nearly a question is one of some phrasings, 0 for none and 1 for the same words: whatever words it is
        said with, and in its very words."""
        like = worded = 0.0
        weighty, counts, small, ends = self._weighty, self._counts, self._small, self._question.ends
        last, said, whole = self._typed[-1], self._said, self.whole
        begun = counts[last][1] if ends and last in counts else 0.0
        for total, stems, _ in lines.sharing(weighty):
            shared = weighty & stems
            spare, typed, got = total, len(small & stems) * SMALL_COUNTS, dict[int, float]()
            for stem in shared:
                rare, counting, worths = counts[stem]
                spare -= rare
                typed += counting
                for slot, worth, together in worths:
                    if worth > got.get(slot, 0.0) and (together is None or together <= stems):
                        got[slot] = worth
            if got:
                common = sum(got.values())
                like = max(like, common / (whole + spare) if spare > 0 else common / whole)
            if begun and last not in shared and not ends.isdisjoint(shared):
                typed += begun
            worded = max(worded, typed / (said + total - typed) if total > typed else typed / said)
        return like, worded

    def begins(self, lines: Lines) -> bool:
        """Whether one of some phrasings begins with the question, its last word unfinished."""
        ends, small = self._question.ends, self._question.small
        return bool(small) and any(word in ends or word.startswith(small) for word in lines.beginning(self._before))

    def opens(self, lines: Lines) -> bool:
        """Whether one of some phrasings begins with the letters of the question, finished or not."""
        small = self._question.small
        if small:
            return any(word.startswith((small, small[1:])) for word in lines.beginning(self._before))
        return self._typed[-1] in lines.beginning(self._before)


class Reader:
    """Understands queries against one index."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._light = set(LIGHT_WORDS)
        self._light.update(word for word, _ in words(store.head["publisher"]))
        self._tiers: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        """By first stem the names of tiers, the longest first."""
        named: dict[str, set[str]] = {}
        for tier in store.head["tiers"]:
            for name in dict.fromkeys((*tier["names"], tier["short"], tier["id"].replace("-", " "))):
                read = words(name)
                if read:
                    self._tiers.setdefault(read[0][1], []).append((tuple(stem for _, stem in read), tier["id"]))
                for word, _ in read:
                    named.setdefault(word, set()).add(tier["id"])
        for names in self._tiers.values():
            names.sort(key=lambda found: -len(found[0]))
        self._light.update(word for word, of in named.items() if len(of) > 1)
        self._corrections: Callable[[str], str | None] = lru_cache(1024)(self._nearest)

    def read(self, text: str) -> Question:
        """Any string: what is beyond the first 512 characters and 24 words is not read."""
        text = text[:MOST_CHARACTERS]
        typed = tokens(text)[:MOST_WORDS]
        names = {token.start for token in typed if self._is_initials(text, token)}
        open_end = bool(typed) and typed[-1].end == len(text) and typed[-1].word.isalpha()
        if open_end and typed[-1].start in names and self._is_known(typed, len(typed) - 1):
            open_end = False
        asked, right = self._corrected(typed, open_end, names)
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
            text,
            slots=tuple(slots or naming),
            tiers=tiers,
            names=frozenset(stems[at] for at in covered),
            start=asked[-1].word if open_end and slots else "",
            corrected=_spliced(text, typed, asked) if right else None,
            phrase={_marked(token): self._counts(token) for token in asked},
            ends=frozenset(self._store.completions(asked[-1].word)) if open_end else frozenset(),
            small=SMALL + asked[-1].word if open_end else "",
        )

    def _counts(self, token: Token) -> float:
        return SMALL_COUNTS if token.word in STOP_WORDS else self._store.rarity(token.stem)

    @staticmethod
    def _is_initials(text: str, token: Token) -> bool:
        """Whether a word is written as initials are: there is no telling what a mistyped one should be. In a text of
        capitals alone nothing is."""
        raw = text[token.start : token.end]
        return 1 < len(raw) <= _LONGEST_INITIALS and raw.isupper() and (raw == text.strip() or not text.isupper())

    def _corrected(self, typed: list[Token], open_end: bool, names: set[int]) -> tuple[list[Token], bool]:
        """The words with the mistyped ones put right, and whether there was one."""
        asked = list(typed)
        tried = 0
        for at, token in enumerate(typed):
            unfinished = open_end and at == len(typed) - 1 and self._store.completions(token.word)
            if not unfinished and token.start not in names and not self._is_known(typed, at):
                tried += 1
                meant = self._corrections(token.word) if tried <= _MOST_CORRECTED else None
                if meant:
                    asked[at] = Token(meant, words(meant)[0][1], token.start, token.end)
        return asked, asked != typed

    def _is_known(self, typed: list[Token], at: int) -> bool:
        """Whether a word needs no correction: entries or searchers use it, alone or as a part of another."""
        token = typed[at]
        if token.word in STOP_WORDS or token.word in self._light or self._store.knows(token.word, token.stem):
            return True
        wholes = ["".join(part.word for part in typed[low : low + 2]) for low in (at - 1, at) if low >= 0]
        return bool(self._store.parts(token.word)) or any(
            self._store.knows(*found) for whole in wholes for found in words(whole)
        )

    def _named_tiers(self, stems: Sequence[str]) -> tuple[frozenset[str], set[int]]:
        """The tiers that are named, and the numbers of the words that name them."""
        tiers, covered = set(), set[int]()
        for start, end, tier in self._names_in(stems):
            if not covered.issuperset(range(start, end)):
                tiers.add(tier)
                covered.update(range(start, end))
        return frozenset(tiers), covered

    def _ways(self, asked: list[Token], open_end: bool, as_typed: list[bool]) -> list[list[Way]]:
        """For each word what satisfies it, the word itself included."""
        known = self._store.posting
        ways: list[list[Way]] = []
        for token, same in zip(asked, as_typed, strict=True):
            own = [Way((token.stem,), _EXACT if same else _CORRECTED)] if known(token.stem) else []
            parts = self._store.parts(token.word)
            if parts and all(map(known, parts)):
                own.append(Way(parts, _JOINED))
            ways.append(own)
        for at, (token, after) in enumerate(pairwise(asked)):
            # "white paper" where entries write "whitepaper", "sign on" where they write "sign-on"
            whole = words(token.word + after.word)
            if len(whole) == 1 and known(whole[0][1]):
                for part in (at, at + 1):
                    ways[part] = [Way((whole[0][1],), _EXACT), *(Way(w.stems, w.quality * _APART) for w in ways[part])]
        for start, end, others in self._synonyms_in([token.stem for token in asked]):
            for at in range(start, end):
                ways[at] += others
        if open_end and asked:
            ways[-1] += self._completed(asked[-1].word)
        return ways

    def _completed(self, start: str) -> Iterable[Way]:
        """What a word may become: the more entries have it, the likelier."""
        stems = self._store.completions(start)
        most = max(map(self._store.having, stems), default=1)
        for stem in stems:
            yield Way((stem,), _COMPLETED * max((self._store.having(stem) / most) ** _LIKELIER, _LEAST_LIKELY))

    def _names_in(self, stems: Sequence[str]) -> Iterable[tuple[int, int, str]]:
        """Every name of a tier: its half-open range, and whose it is."""
        for at, stem in enumerate(stems):
            for phrase, tier in self._tiers.get(stem, ()):
                if tuple(stems[at : at + len(phrase)]) == phrase:
                    yield at, at + len(phrase), tier

    def _synonyms_in(self, stems: Sequence[str]) -> Iterable[tuple[int, int, list[Way]]]:
        """Every phrase that others stand for: its half-open range, and these; the longest of a place first."""
        for at, stem in enumerate(stems):
            for phrase, others in sorted(self._store.synonyms(stem), key=lambda found: -len(found[0])):
                if list(stems[at : at + len(phrase)]) == phrase:
                    yield at, at + len(phrase), [Way(tuple(other), quality) for other, quality in others]

    def _nearest(self, word: str) -> str | None:
        """The word that was meant by a mistyped one, None where none is near enough.

        Only words with the same first letter, or with the first two swapped, are looked at.
        """
        limit = tolerance(word)
        if not limit:
            return None
        best: tuple[int, bool, int, str] | None = None
        letters, bits = sorted(word), mask(word)
        for candidate, other in self._near(word, limit):
            # A slip changes the set of letters by two at most: most words need no closer look.
            if (bits ^ other).bit_count() > 2 * limit:
                continue
            apart = distance(word, candidate, limit)
            swapped = sorted(candidate) == letters
            if apart > 1 and len(word) <= _SHORT and candidate[:3] != word[:3]:
                continue
            if apart <= limit and (candidate[0] == word[0] or swapped):
                rank = (apart, not swapped, -self._store.having(words(candidate)[0][1]), candidate)
                best = min(best, rank) if best else rank
        return best[3] if best else None

    def _near(self, word: str, limit: int) -> Iterable[tuple[str, int]]:
        starts = [(word[0], len(word) + by) for by in sorted(range(-limit, limit + 1), key=abs)]
        if word[1] != word[0]:
            starts.insert(1, (word[1], len(word)))
        return islice((found for start in starts for found in self._store.alike(*start)), _MOST_COMPARED)

    def _slot(self, token: Token, ways: list[Way], *, light: bool, last: bool) -> Slot:
        store = self._store
        if store.posting(token.stem):
            importance = store.rarity(token.stem)
        elif last and (begun := store.completions(token.word)):
            importance = store.rarity_of_any(begun)
        else:
            importance = _UNKNOWN
        if last:
            importance *= min(_A_LETTER_SAYS * len(token.word), 1.0)
        best: dict[tuple[str, ...], float] = {}
        for way in ways:
            best[way.stems] = max(best.get(way.stems, 0.0), way.quality)
        ranked = sorted(best.items(), key=lambda item: -item[1])[:_MOST_WAYS]
        return Slot(
            max(importance, 0.05) * (_LIGHT if light else 1.0), tuple(Way(stems, quality) for stems, quality in ranked)
        )


def _marked(token: Token) -> str:
    return SMALL + token.word if token.word in STOP_WORDS else token.stem


def _spliced(text: str, typed: list[Token], asked: list[Token]) -> str:
    """The query with the words that were put right in the place of those that were typed."""
    parts, at = [], 0
    for old, new in zip(typed, asked, strict=True):
        parts += [text[at : old.start], new.word if new.word != old.word else text[old.start : old.end]]
        at = old.end
    return "".join([*parts, text[at:]]).strip()
