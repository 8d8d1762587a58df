"""Words that stand for others: the pack's synonyms, and terms with their other names."""

from __future__ import annotations

from collections.abc import Container

from trusttui.pack.view import View
from trusttui.search.words import STOP_WORDS, words

_SYNONYM, _REDUCED = 0.7, 0.6
"""A synonym weighs less than the word itself; one that had small words which do not count ("log" of "log in") still
less, for it is said of much else."""
_ABBREVIATED = 0.92
"""A phrase and the initials of its words say the same."""

Words = list[tuple[str, str]]
"""The words of a phrase with their stems."""


def searched(view: View) -> dict[str, str]:
    """The words of all groups with their stems: they can be corrected to, and need not stand in any entry."""
    found: dict[str, str] = {}
    for group in _groups(view):
        for phrase in group:
            found.update(words(phrase))
    return found


def synonyms(view: View, known: Container[str]) -> dict[bytes, list[object]]:
    """By the key of its first stem each phrase with what stands for it and how well, as far as the stems of that are
    known: `[stems, [[stems of another, quality], ...]]`."""
    found: dict[bytes, list[object]] = {}
    for group in _groups(view):
        read = [words(phrase) for phrase in dict.fromkeys(group)]
        content = [tuple(dict.fromkeys(s for w, s in phrase if w not in STOP_WORDS)) for phrase in read]
        for number, phrase in enumerate(read):
            if not content[number]:
                continue
            others = {
                other: _quality(phrase, whole, len(other))
                for other, whole in zip(content, read, strict=True)
                if other and other != content[number] and all(stem in known for stem in other)
            }
            if others:
                stems = [stem for _, stem in phrase]
                found.setdefault(b"Y" + stems[0].encode(), []).append([stems, list(others.items())])
    return found


def _groups(view: View) -> list[list[str]]:
    return [
        *(list(synonym.words) for synonym in view.pack.vocabulary.synonym),
        *([term.term, *term.aliases] for term in view.terms if term.aliases),
    ]


def _quality(phrase: Words, other: Words, counting: int) -> float:
    """How well another phrase, with so many words that count, stands for one."""
    if _is_short_for(phrase, other) or _is_short_for(other, phrase):
        return _ABBREVIATED
    return _SYNONYM * (_REDUCED if counting == 1 < len(other) else 1.0)


def _is_short_for(short: Words, phrase: Words) -> bool:
    """Whether one word is the initials of others, small ones counted or not: "TOMs" of technical and organisational
    measures."""
    if len(short) > 1 or len(phrase) < 2:
        return False
    every = "".join(word[0] for word, _ in phrase)
    weighty = "".join(word[0] for word, _ in phrase if word not in STOP_WORDS)
    return len(weighty) > 1 and short[0][0] in (every, weighty, f"{every}s", f"{weighty}s")
