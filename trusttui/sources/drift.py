"""What is different between a page of today and the newest record of it, without the noise. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from msgspec import Struct

from trusttui.pack.model import Source
from trusttui.sources.nearest import Places, Window
from trusttui.sources.passages import find_every
from trusttui.sources.places import fingerprints, own_places
from trusttui.sources.reading import Page
from trusttui.sources.results import Result
from trusttui.sources.segments import Segment, content, spaced

_SMALL = re.compile(r"an?|the|and|th(at|is|ese|ose|ey)|is|are|was|were|be|it|our|your|their|its|of|please")
"""Words that can come and go without a change of what is said. Not among them: not, only, or, may, unless, by, from."""
_SAME = 0.6
"""From here on two texts are one that was reworded, and not two."""
_SAME_SHORT = 0.8
_SHORT = 8
"""Words. Short texts are alike by accident."""
_QUESTION = 20
"""Words of a heading that asks."""
_POINTER = re.compile(r"^(learn|read|find( out)?|see) more\b", re.IGNORECASE)
_FEWEST = 3
"""Words. What is shorter and stands alone is a label."""


class Kind(StrEnum):
    """What happened to a text."""

    CHANGED = "changed"
    GONE = "gone"
    NEW = "new"


class Difference(Struct, frozen=True, kw_only=True):
    """One thing that the page says otherwise than its record."""

    kind: Kind
    before: str = ""
    """The text of the record; empty for what is new."""
    after: str = ""
    """The text of the page; empty for what is gone."""
    passages: tuple[str, ...] = ()
    """The cited passages that it touches."""
    dropped: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    """The words that make the difference."""
    weight: int = 0
    """How much rests on the passages."""


class Drift(Struct, frozen=True, kw_only=True):
    """All differences, the weightiest first, and how many were left out because they are of small words alone."""

    differences: tuple[Difference, ...]
    small: int


def drift(source: Source, record: Page, page: Page, weigh: Callable[[str], int]) -> Drift:
    """A page held against the record of it. `weigh` says how much rests on a passage."""
    compared = _Compared(source, record, page)
    found = list(compared.differences())
    kept = [_weighed(each, weigh) for each in found if _is_of_substance(each)]
    kept.sort(key=lambda each: (-each.weight, each.kind is Kind.NEW))
    return Drift(differences=tuple(kept), small=len(found) - len(kept))


def _weighed(difference: Difference, weigh: Callable[[str], int]) -> Difference:
    from msgspec.structs import replace

    return replace(difference, weight=sum(weigh(slug) for slug in difference.passages))


def _is_of_substance(difference: Difference) -> bool:
    # That a page leads elsewhere for more is nothing that it says.
    if all(not text or _POINTER.search(text) for text in (difference.before, difference.after)):
        return False
    if difference.kind is not Kind.CHANGED:
        return True
    if not difference.passages and _is_label(difference.after):
        return False
    return bool(_essence(difference.dropped) or _essence(difference.added)) and not _same_but_number(difference)


def _essence(words: Iterable[str]) -> list[str]:
    return [word for word in words if not _SMALL.fullmatch(word)]


def _is_label(text: str) -> bool:
    """Whether a text is a heading, a question that an answer follows, or points elsewhere."""
    words = text.split()
    asks = text.endswith("?") and len(words) <= _QUESTION
    return asks or len(words) <= _FEWEST or bool(_POINTER.search(text))


def _same_but_number(difference: Difference) -> bool:
    """Whether the words are the same but for singular and plural."""
    one, other = (
        sorted(word.rstrip("s") for word in _essence(words)) for words in (difference.dropped, difference.added)
    )
    return one == other


class _Compared:
    """A record and a page, and what of the one is in the other."""

    def __init__(self, source: Source, record: Page, page: Page) -> None:
        self._source = source
        self._record = record
        self._known = spaced(record.words)
        self._today = content(page, self._known)
        self._today_words = [word for segment in self._today for word in segment.words]
        self._record_places = Places(record.words)
        self._spots = find_every(record.words, fingerprints(source.passages))
        everywhere = find_every(page.words, fingerprints(source.passages))
        places, results = own_places(source, page, everywhere, recorded=page.text == record.text)
        self._gone = {
            slug
            for slug in source.passages
            if results.get(slug, Result.FOUND if places[slug] else Result.NOT_FOUND) is Result.NOT_FOUND
        }
        self._titles = {words for _, _, words in page.headings}
        self._told: set[str] = set()
        """The passages that a difference has named."""
        self._used: set[int] = set()
        """The sentences of today that a difference has named."""

    def differences(self) -> Iterator[Difference]:
        """What is reworded, what is gone, and what is new."""
        pairs = self._pairs()
        for number, window in sorted(pairs.items()):
            yield self._changed(self._today[number], window)
        yield from self._gone_passages(set(pairs))
        yield from self._new_texts()

    def _new_texts(self) -> Iterator[Difference]:
        """What is on the page alone; sentences that follow each other are one text."""
        run: list[Segment] = []
        for number, segment in enumerate(self._today):
            if number in self._used or spaced(segment.words) in self._known:
                yield from self._new(run)
                run = []
            else:
                run.append(segment)
        yield from self._new(run)

    def _new(self, run: Sequence[Segment]) -> Iterator[Difference]:
        words = tuple(word for segment in run for word in segment.words)
        labels = (segment.words in self._titles or _is_label(segment.text) for segment in run)
        if len(words) >= _FEWEST and not all(labels):
            yield Difference(kind=Kind.NEW, after=" ".join(segment.text for segment in run), added=words)

    def _pairs(self) -> dict[int, Window]:
        """For each sentence that is a text of the record in other words, that text. A text of the record is one
        sentence's, the one that is most like it; and it is nobody's where it still stands elsewhere."""
        found = []
        for number, segment in enumerate(self._today):
            if spaced(segment.words) not in self._known:
                window = self._record_places.nearest(segment.words)
                if window and _are_one(segment.words, window) and not self._stands(window, segment):
                    found.append((number, window))
        taken: set[int] = set()
        pairs = {}
        for number, window in sorted(found, key=lambda each: (-each[1].near, each[0])):
            mine = set(range(window.first, window.first + window.length))
            if 2 * len(mine & taken) <= len(mine):
                taken |= mine
                pairs[number] = window
        return pairs

    def _stands(self, window: Window, but: Segment) -> bool:
        """Whether a text of the record stands on the page as it was, and not only as a part of a sentence."""
        if any(slug in self._gone for slug in self._touched(window)):
            return False
        words = spaced(self._record.words[window.first : window.first + window.length])
        return spaced(self._today_words).count(words) > spaced(but.words).count(words)

    def _changed(self, segment: Segment, window: Window) -> Difference:
        before = self._record.words[window.first : window.first + window.length]
        dropped, added = _apart(before, segment.words)
        touched = tuple(self._touched(window))
        self._told.update(touched)
        return Difference(
            kind=Kind.CHANGED,
            before=self._record.excerpt(window.first, window.length),
            after=segment.text,
            passages=touched,
            dropped=dropped,
            added=added,
        )

    def _touched(self, window: Window) -> Iterator[str]:
        """The passages of which a run of the record has most, those that are gone first."""
        start, end = window.first, window.first + window.length
        for slug in sorted(self._source.passages, key=lambda each: each not in self._gone):
            length = self._source.passages[slug].words
            shared = max((min(end, at + length) - max(start, at) for at in self._spots[slug]), default=0)
            if 2 * shared > min(length, window.length):
                yield slug

    def _gone_passages(self, used: set[int]) -> Iterator[Difference]:
        """The passages that are gone and of which nothing was said yet."""
        self._used = used
        places = Places(self._today_words)
        for slug in self._source.passages:
            if slug not in self._gone or slug in self._told or not self._spots[slug]:
                continue
            at, length = self._spots[slug][0], self._source.passages[slug].words
            before = self._record.excerpt(at, length)
            words = self._record.words[at : at + length]
            window = places.nearest(words)
            if window and _are_one(words, window):
                yield self._reworded(slug, before, words, window)
            elif not self._is_date(slug):
                yield Difference(kind=Kind.GONE, before=before, passages=(slug,), dropped=tuple(words))

    def _reworded(self, slug: str, before: str, words: Sequence[str], window: Window) -> Difference:
        around = self._around(window)
        self._used.update(around)
        sentences = [self._today[number] for number in around]
        dropped, added = _apart(words, [word for each in sentences for word in each.words])
        after = " ".join(each.text for each in sentences)
        return Difference(kind=Kind.CHANGED, before=before, after=after, passages=(slug,), dropped=dropped, added=added)

    def _is_date(self, slug: str) -> bool:
        from trusttui.sources.segments import segments

        at, length = self._spots[slug][0], self._source.passages[slug].words
        return not segments(self._record.excerpt(at, length))

    def _around(self, window: Window) -> list[int]:
        """The numbers of the sentences of today in which a run of words stands."""
        found, at = [], 0
        for number, segment in enumerate(self._today):
            if at < window.first + window.length and at + len(segment.words) > window.first:
                found.append(number)
            at += len(segment.words)
        return found


def _are_one(words: Sequence[str], window: Window) -> bool:
    return window.near >= (_SAME if len(words) >= _SHORT else _SAME_SHORT)


def _apart(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that are dropped from the one text and added in the other."""
    dropped: list[str] = []
    added: list[str] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            dropped += before[i1:i2]
            added += after[j1:j2]
    return tuple(dropped), tuple(added)
