"""Whether a pack says how people ask: search finds an entry by these phrasings, and each should lead to one entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trusttui.pack.faults import Faults
from trusttui.pack.model import Kind, Pack

FEWEST = 5
FEWEST_MAIN = 8
"""For what most questions are about: answers, agreements, attributes and gaps."""
_MAIN = frozenset((Kind.ANSWER, Kind.AGREEMENT))
_WORD = re.compile(r"[^\W_]+")

Asked = tuple[str, str, int, Sequence[str]]
"""The file, the key in it, the fewest phrasings that are enough, and those that there are."""


def check_phrasings(pack: Pack, faults: Faults) -> None:
    """Warn where few ways are named in which an entry is asked for, and where two entries claim the same one.

    Of changes nothing is said: they are found by what they change. Nor of a pack in which most entries name none at
    all: it goes without.
    """
    asked = list(_asked(pack))
    if 2 * sum(bool(phrases) for _, _, _, phrases in asked) < len(asked):
        return
    claimed: dict[str, str] = {}
    for file, key, fewest, phrases in asked:
        where = f"{file}: {key}"
        if len(phrases) < fewest:
            faults.warn(file, key, f"{len(phrases)} ways in which people ask for it", f"at least {fewest}")
        for phrase in phrases:
            words = " ".join(_WORD.findall(phrase.casefold()))
            other = claimed.setdefault(words, where)
            if other != where:
                faults.warn(file, key, f'"{phrase}", which {other} claims too', "each phrasing in one entry")


def _asked(pack: Pack) -> Iterator[Asked]:
    for article in pack.articles:
        yield f"{article.id}.md", "asked_as", FEWEST_MAIN if article.kind in _MAIN else FEWEST, article.head.asked_as
    for attribute in pack.attributes:
        yield "matrix.toml", f"attribute[{attribute.id}].asked_as", FEWEST_MAIN, attribute.asked_as
    for term in pack.vocabulary.term:
        yield "vocabulary.toml", f"term[{term.id}].asked_as", FEWEST, term.asked_as
    for gap in pack.vocabulary.gap:
        yield "vocabulary.toml", f"gap[{gap.id}].asked_as", FEWEST_MAIN, gap.asked_as
