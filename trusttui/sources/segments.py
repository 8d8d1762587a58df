"""A page in sentences and list items, without what comes and goes on every page and means nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from trusttui.sources.passages import normal_words
from trusttui.sources.reading import Page

_RUN = re.compile(r"\S+")
_ENDS = re.compile(r"[.!?][\"'”’)\]]*$")
_ABBREVIATED = re.compile(r"(^|\W)(e\.g|i\.e|etc|vs|no|inc|ltd|co|[A-Z])\.$", re.IGNORECASE)
_PLACEHOLDER = ("loading",)
_NEW_WINDOW = re.compile(r"\(?\bopens in (a )?new (window|tab)\b\)?", re.IGNORECASE)
_TRACKING = re.compile(r"[?&](utm_[a-z]+|gclid|fbclid|ref|source)=[^\s&]*", re.IGNORECASE)
_DATED = re.compile(
    r"^\W*(page )?(last |date )?(updated?|modified|revised|published|reviewed|effective)\b.{0,60}$"
    r"|^\W*(january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{1,2},?\s+\d{4}"
    r"\W*$|^\W*(©|copyright|\(c\))",
    re.IGNORECASE,
)


class Segment(Struct, frozen=True):
    """A sentence or item of a page."""

    text: str
    """On one line."""
    words: tuple[str, ...]
    """Normal form."""
    at: int
    """The index of its first word in its part of the page."""

    @property
    def is_sentence(self) -> bool:
        """Whether it says something by its length and ending, and is no menu item."""
        return len(self.words) >= 8 and bool(_ENDS.search(self.text))


def segments(text: str) -> list[Segment]:
    """The sentences and items of a text, in order; lines that only date a page are left out."""
    found: list[Segment] = []
    at = 0
    for line in _NEW_WINDOW.sub(" ", _TRACKING.sub("", text)).splitlines():
        dated = bool(_DATED.match(line.strip()))
        for sentence in _sentences(line):
            words = tuple(normal_words(sentence))
            if words and not dated:
                found.append(Segment(Page((sentence,)).line(0, len(sentence)), words, at))
            at += len(words)
    return found


def _sentences(line: str) -> Iterator[str]:
    start = 0
    runs = list(_RUN.finditer(line))
    for run, following in pairwise(runs):
        word = run.group().rstrip("\u2060\u200b\u200d\ufeff")
        begins = following.group().lstrip("\u2060\u200b\"'“‘([")[:1]
        if _ENDS.search(word) and not _ABBREVIATED.search(word) and not begins.islower():
            yield line[start : run.end()]
            start = run.end()
    yield line[start:]


def content(page: Page, known: str) -> list[Segment]:
    """What a page says, without its menus and footer: from the first to the last sentence that was known, and what
    stands after it. `known` is the text that was recorded: words of the normal form, parted by spaces."""
    parts = [segments(part) for part in page.parts]
    anchors = [[number for number, each in enumerate(part) if _is_anchor(each, known)] for part in parts]
    if len(parts) > 1 and len(anchors[0]) * 2 >= len(anchors[1]):
        shown = _between(parts[0], anchors[0]) if anchors[0] else []
        return list(_filled(shown, parts[1]))
    best = max(range(len(parts)), key=lambda number: len(anchors[number]))
    part, places = parts[best], anchors[best]
    return _between(part, places) if places else part


def _is_anchor(segment: Segment, known: str) -> bool:
    return len(segment.words) >= 5 and f" {' '.join(segment.words)} " in known


def _between(part: Sequence[Segment], anchors: Sequence[int]) -> list[Segment]:
    """From the first known sentence to the last, and the ones before and after that no menu parts from them."""
    start = len(part) - _reach(part[::-1], len(part) - 1 - anchors[0])
    return list(part[start : _reach(part, anchors[-1])])


def _reach(part: Sequence[Segment], last: int) -> int:
    """Behind a known sentence and the sentences that follow it without a menu between."""
    end, strange = last + 1, 0
    for number in range(last + 1, len(part)):
        if part[number].is_sentence:
            end, strange = number + 1, 0
        else:
            strange += 1
        if strange > 3:
            break
    return end


def _filled(shown: Sequence[Segment], payload: Sequence[Segment]) -> Iterator[Segment]:
    """What is shown, with what scripts would put in place of "Loading..." taken from the payload."""
    fills = list(_fills(shown, payload))
    labels = Counter(segment.words for fill in fills for segment in dict.fromkeys(fill))
    rest = iter(fills)
    for segment in shown:
        if segment.words != _PLACEHOLDER:
            yield segment
            continue
        # What stands in several of the lists is a name of the machinery's.
        yield from (each for each in next(rest) if labels[each.words] < 2)


def _fills(shown: Sequence[Segment], payload: Sequence[Segment]) -> Iterator[list[Segment]]:
    where: dict[tuple[str, ...], list[int]] = {}
    for number, segment in enumerate(payload):
        where.setdefault(segment.words, []).append(number)
    for number, segment in enumerate(shown):
        if segment.words != _PLACEHOLDER:
            continue
        before = shown[number - 1].words if number else ()
        after = shown[number + 1].words if number + 1 < len(shown) else ()
        found: list[Segment] = []
        for start in where.get(before, ()):
            end = next((end for end in where.get(after, ()) if start < end <= start + 60), None)
            if end is not None:
                found = list(payload[start + 1 : end])
        yield found


def spaced(words: Iterable[str]) -> str:
    """Words with a space around each, to look for runs of them."""
    return f" {' '.join(words)} "
