"""The best words of a statement, cut to a length that fits under a title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from trusttui.search.words import STOP_WORDS, Token, tokens, word_at

WIDTH = 160
"""About how many characters of a statement are shown."""
_CONTEXT = 40
_STOPS = (". ", "! ", "? ", ": ", "; ")


Marks = tuple[tuple[int, int], ...]
"""Half-open ranges of characters, in order."""


def marked_text(
    text: str,
    weights: Mapping[str, float],
    spans: Iterable[tuple[str, int]] | None = None,
    *,
    start: str = "",
    lead: str = "",
) -> tuple[str, Marks]:
    """The part of a plain text with the most of the words that were asked for, and where they stand in it.

    `weights`: for each stem that counts how much it counts. `spans`: the stems of the text's words and where each
    begins, where that is known. `start`: a beginning of a word that counts too, if it is more than a letter. `lead`
    stands before the text and is not cut.
    """
    if spans is None:
        spans = [(token.stem, token.start) for token in tokens(text) if token.word not in STOP_WORDS]
    found = [(at, stem) for stem, at in spans if stem in weights]
    if len(start) > 1:
        known = {at for at, _ in found}
        found += [(at, "") for at in _begun(text, start) if at not in known]
        found.sort()
    marked = [token for at, stem in found if (token := word_at(text, at, stem)).word not in STOP_WORDS]
    low, high = _window(text, marked, weights)
    shown = ("… " if low else "") + text[low:high] + (" …" if high < len(text) else "")
    before = f"{lead} " if lead and shown else lead
    shift = len(before) + (2 if low else 0) - low
    marks = tuple(
        (token.start + shift, token.end + shift) for token in marked if low <= token.start < token.end <= high
    )
    return before + shown, marks


def _begun(text: str, start: str) -> Iterator[int]:
    """Where words begin with a beginning."""
    low = text.lower()
    if len(low) != len(text):
        return
    at = low.find(start)
    while at >= 0:
        if not at or not low[at - 1].isalpha():
            yield at
        at = low.find(start, at + 1)


def _window(text: str, marked: list[Token], weights: Mapping[str, float]) -> tuple[int, int]:
    """The half-open range to show: words are never cut, and a sentence is begun at its beginning where it is near."""
    if len(text) <= WIDTH + _CONTEXT // 2:
        return 0, len(text)
    first, last = _best(marked, weights)
    low = 0 if last <= WIDTH else _sentence(text, first)
    high = min(low + WIDTH, len(text))
    if high < len(text):
        space = text.rfind(" ", low + WIDTH // 2, high + 1)
        high = space if space > 0 else high
    elif high - low < WIDTH:
        low = _word_start(text, max(high - WIDTH, 0))
    return low, high


def _best(marked: list[Token], weights: Mapping[str, float]) -> tuple[int, int]:
    """The half-open range of the stretch with the weightiest different words."""
    best, where = 0.0, (0, 0)
    for number, first in enumerate(marked):
        weight, seen, end = 0.0, set[str](), first.end
        for token in marked[number:]:
            if token.end - first.start > WIDTH - _CONTEXT:
                break
            if token.stem not in seen:
                seen.add(token.stem)
                weight += weights.get(token.stem, 0.1)
                end = token.end
        if weight > best + 1e-9:
            best, where = weight, (first.start, end)
    return where


def _sentence(text: str, at: int) -> int:
    """Where to begin so that `at` is seen: at its sentence if that began a little before, else some words before."""
    if at <= _CONTEXT:
        return 0
    found = (text.rfind(stop, max(at - 2 * _CONTEXT, 0), at) for stop in _STOPS)
    nearest = max(found)
    return nearest + 2 if nearest >= 0 else _word_start(text, at - _CONTEXT)


def _word_start(text: str, at: int) -> int:
    """The first beginning of a word at or after a place."""
    if at <= 0:
        return 0
    space = text.find(" ", at - 1)
    return space + 1 if 0 <= space < at + _CONTEXT else at
