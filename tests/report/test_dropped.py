"""A promise that the newest source no longer makes is never listed by its title alone."""

from __future__ import annotations

from trusttui.pack.model import Kind, Value
from trusttui.pack.view import View
from trusttui.report.listing import hit_facts
from trusttui.search.index import Index


def test_dropped_entries_say_so_in_search_results(view: View) -> None:
    dropped = [article for article in view.of_kind(Kind.COMMITMENT) if article.current.value is Value.NOT_STATED]
    assert dropped, "the bundled pack has commitments that the newest page no longer makes"
    index = Index(view)
    for article in dropped:
        hits = index.query(article.title, kinds=frozenset([Kind.COMMITMENT])).hits
        hit = next(hit for hit in hits if hit.id == article.id)
        assert hit_facts(view, hit)[0] == "? not stated"


def test_what_is_stated_has_no_such_mark(view: View) -> None:
    stated = next(article for article in view.of_kind(Kind.COMMITMENT) if article.current.value is Value.YES)
    hits = Index(view).query(stated.title, kinds=frozenset([Kind.COMMITMENT])).hits
    assert "? not stated" not in hit_facts(view, next(hit for hit in hits if hit.id == stated.id))
