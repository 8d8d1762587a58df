"""Entry ids: which there are on the day, what they are called, and what a person means who types half of one."""

from __future__ import annotations

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from trusttui.pack.model import Kind
from trusttui.pack.view import View

_KIND_OF = {
    "agreements": Kind.AGREEMENT,
    "matrix": Kind.ATTRIBUTE,
    "answers": Kind.ANSWER,
    "commitments": Kind.COMMITMENT,
    "terms": Kind.TERM,
    "changes": Kind.CHANGE,
    "gaps": Kind.GAP,
}
"""Kinds by the first part of an id, in the order in which one tail that several share is meant."""
_ARTICLES = ("agreements", "answers", "commitments")


def kind_of(entry_id: str) -> Kind | None:
    """The kind of an entry by its id; None for `sources/...` and `tiers/...`, which are none."""
    return _KIND_OF.get(entry_id.partition("/")[0])


def all_ids(view: View) -> tuple[str, ...]:
    """Every entry of the day by id, kind after kind: `agreements/dpa`, `matrix/saml-sso`, `answers/api/retention`..."""
    every = [*(article.id for article in view.articles), *_titles(view)]
    return tuple(sorted(every, key=lambda entry: list(_KIND_OF).index(entry.partition("/")[0])))


def entry_title(view: View, entry_id: str) -> str | None:
    """The title of an entry, source (`sources/ID`) or tier (`tiers/ID`); None where the day has no such one."""
    folder, _, local = entry_id.partition("/")
    if folder == "sources":
        return next((source.title for source in view.sources if source.id == local), None)
    if folder == "tiers":
        return next((tier.name for tier in view.tiers if tier.id == local), None)
    if folder in _ARTICLES:
        article = view.article(entry_id)
        return article.title if article else None
    return _titles(view).get(entry_id)


def find_entry(view: View, text: str) -> list[str]:
    """The ids that a text may mean: an id, its tail (`saml-sso`, `api/retention`), a source's id, a tier by any name.

    Several share a tail where an agreement, its row and its glossary entry are called alike; the likeliest is first.
    Empty where nothing fits.
    """
    wanted = text.strip().strip("/").lower()
    if "/" in wanted and entry_title(view, wanted) is not None:
        return [wanted]
    known = [*all_ids(view), *_others(view)]
    found = [entry for entry in known if wanted and entry.endswith(f"/{wanted}")]
    tier = view.find_tier(text)
    if tier and f"tiers/{tier.id}" not in found:
        found.append(f"tiers/{tier.id}")
    return found


def nearest(view: View, text: str, count: int = 3) -> list[str]:
    """The ids most like a text that is none, the likest first."""
    from difflib import get_close_matches

    wanted = text.strip().strip("/").lower()
    known = [*all_ids(view), *_others(view)]
    inside = [entry for entry in known if len(wanted) > 2 and wanted in entry]
    tails = {entry.rpartition("/")[2]: entry for entry in reversed(known)}
    close = [tails[tail] for tail in get_close_matches(wanted.rpartition("/")[2], tails, n=count, cutoff=0.5)]
    whole = get_close_matches(wanted, known, n=count, cutoff=0.5)
    return list(dict.fromkeys([*close, *inside, *whole]))[:count]


def _others(view: View) -> Iterator[str]:
    for source in view.sources:
        yield f"sources/{source.id}"
    for tier in view.tiers:
        yield f"tiers/{tier.id}"


_TITLES: WeakKeyDictionary[View, dict[str, str]] = WeakKeyDictionary()
"""Of each view that is in use, the titles of all that are no articles: of these there may be very many, and each is
asked for by its id."""


def _titles(view: View) -> dict[str, str]:
    titles = _TITLES.get(view)
    if titles is None:
        titles = _TITLES[view] = _gathered(view)
    return titles


def _gathered(view: View) -> dict[str, str]:
    titles = {f"matrix/{attribute.id}": attribute.title for attribute in view.attributes}
    titles.update((change.id, change.head.title) for change in view.changes)
    titles.update((f"terms/{term.id}", term.term) for term in view.terms)
    titles.update((f"gaps/{gap.id}", gap.title) for gap in view.gaps)
    return titles
