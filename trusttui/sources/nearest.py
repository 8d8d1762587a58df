"""The text of a page that is most like some words; in time that grows with the page and not with its square."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_COMMON = 60
"""Places. A word that stands in more of them says little of where a text is."""
_CANDIDATES = 3
_LONGEST = 600
"""Words of a passage that are compared: for the rest of a longer one the beginning has to do."""
LEAST = 0.4
"""What is less near is another text."""


class Window(NamedTuple):
    """A run of a page's words."""

    first: int
    length: int
    near: float
    """From 0 to 1: the share of words, in their order, that the run and the wanted words have in common."""


class Places:
    """Where each word of a page stands; made once for many questions."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self._of: defaultdict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(words):
            self._of[word].append(place)

    def nearest(self, wanted: Sequence[str]) -> Window | None:
        """The run of words most like the wanted ones; None where nothing comes near."""
        wanted = wanted[:_LONGEST]
        if not wanted or not self.words:
            return None
        size = max(len(wanted), 4)
        scores: Counter[int] = Counter()
        common = max(_COMMON, len(self.words) // 100)
        for word in set(wanted):
            places = self._of.get(word, ())
            if 0 < len(places) <= common:
                # A rare word says more; one that stands often in a block counts there once.
                weight = 1 + 60 // len(places)
                for block in {place // size for place in places}:
                    scores[block] += weight
        pairs = Counter({block: score + max(scores[block - 1], scores[block + 1]) for block, score in scores.items()})
        best = None
        for block, _ in pairs.most_common(_CANDIDATES):
            window = self._within(wanted, max((block - 1) * size, 0), (block + 2) * size)
            if window and (best is None or window.near > best.near):
                best = window
        return best if best and best.near >= LEAST else None

    def _within(self, wanted: Sequence[str], start: int, end: int) -> Window | None:
        """The best run between two places: from the first word of the alignment to its last."""
        region = self.words[start:end]
        blocks = [b for b in SequenceMatcher(None, region, wanted, autojunk=False).get_matching_blocks() if b.size]
        if not blocks:
            return None
        best = None
        # Words far before and after the text itself match by accident: ends are tried, and the nearest run is taken.
        for first in blocks[:4]:
            for last in blocks[-4:]:
                count = last.a + last.size - first.a
                if count <= 0:
                    continue
                same = sum(b.size for b in blocks if first.a <= b.a <= last.a)
                near = 2 * same / (count + len(wanted))
                if best is None or near > best.near:
                    best = Window(start + first.a, count, near)
        return best
