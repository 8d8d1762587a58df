"""Where the terms of a pack's glossary stand in a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from weakref import WeakKeyDictionary

from msgspec import Struct

from trusttui.pack.model import Term
from trusttui.pack.view import View

_WORD = re.compile(r"\w+")


class Span(Struct, frozen=True):
    """A half-open range of characters that is one of a term's names."""

    start: int
    end: int
    term: str
    """The term's id, without `terms/`."""


class Glossary:
    """The names of some terms, found in a text as whole words. How long it takes grows with the text alone."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._names: dict[str, list[tuple[str, bool, str]]] = {}
        """By their first word: a name, whether it is the term's own, and whose it is; the longest first."""
        known = list(terms)
        named = [(term.term, term.id, True) for term in known]
        named += [(alias, term.id, False) for term in known for alias in term.aliases]
        for name, term, own in sorted(named, key=lambda each: (-len(each[0]), not each[2])):
            first = _WORD.match(name)
            if first:
                self._names.setdefault(first.group().casefold(), []).append((name, own, term))

    def spans(self, text: str, without: Collection[str] = ()) -> list[Span]:
        """The first place of each term in a text, but those of some terms; where names overlap, the longest one."""
        found: list[Span] = []
        seen, at = set(without), 0
        for word in _WORD.finditer(text):
            if word.start() < at:
                continue
            hit = next(self._at(text, word), None)
            if hit:
                at = hit.end
                if hit.term not in seen:
                    seen.add(hit.term)
                    found.append(hit)
        return found

    def _at(self, text: str, word: re.Match[str]) -> Iterator[Span]:
        for name, own, term in self._names.get(word.group().casefold(), ()):
            match = _pattern(name, own).match(text, word.start())
            if match:
                yield Span(match.start(), match.end(), term)


@lru_cache(maxsize=2000)
def _pattern(name: str, own: bool) -> re.Pattern[str]:
    """A name as it may stand in a text: initials and names as they are written, other words in any case."""
    plain = name[1:] == name[1:].lower()
    free = plain and (own or " " in name or name[:1].islower())
    words = r"\s+".join(re.escape(word) for word in name.split())
    # A part of a name with hyphens, such as a passage's, is no term.
    return re.compile(rf"(?<![-/]){words}(?!\w|[-/]\w)", re.IGNORECASE if free else 0)


_OF: WeakKeyDictionary[View, Glossary] = WeakKeyDictionary()


def glossary_of(view: View) -> Glossary:
    """The glossary of a day, made once."""
    if view not in _OF:
        _OF[view] = Glossary(view.terms)
    return _OF[view]
