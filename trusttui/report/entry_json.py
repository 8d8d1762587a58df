"""Entries, changes and sources as JSON."""

from __future__ import annotations

from collections.abc import Iterable

from trusttui.pack.model import Change, Citation, Contact, Kind, Side, Source
from trusttui.pack.statement import StatementView
from trusttui.pack.view import ArticleView, View
from trusttui.report.as_json import Json, cell, citations
from trusttui.report.entry import how_citations, see_ids
from trusttui.report.timeline import recorded, rests_on


def entry(view: View, entry_id: str) -> Json:
    """An entry, source or tier of the day: id, kind, title, what is said of it, and `see`."""
    folder, _, local = entry_id.partition("/")
    see = see_ids(view, entry_id)
    if folder == "matrix":
        return {**_attribute(view, local), "see": see}
    if folder == "changes":
        found = next(c for c in view.changes if c.id == entry_id)
        return change(view, found)
    if folder == "terms":
        return {**_term(view, local), "see": see}
    if folder == "gaps":
        return {**_gap(view, local), "see": see}
    if folder == "sources":
        return source(view, view.source(local), whole=True)
    if folder == "tiers":
        return _tier(view, local)
    article = view.article(entry_id)
    assert article
    return {**_article(view, article), "see": see}


def _statement(statement: StatementView, current: bool) -> Json:
    return {
        "as_of": statement.as_of,
        "since": statement.since,
        "source": statement.source.id,
        "source_kind": statement.source.kind.value,
        "value": statement.value.value,
        "tiers": list(statement.tiers),
        "text": statement.text,
        "conditions": list(statement.conditions),
        "citations": citations(statement.citations),
        "current": current,
    }


def _article(view: View, article: ArticleView) -> Json:
    head = article.article.head
    data: Json = {
        "id": article.id,
        "kind": article.kind.value,
        "title": article.title,
        "tiers": list(article.current.tiers),
        "topics": list(head.topics),
        "statements": [
            _statement(article.current, True),
            *(_statement(other, True) for other in article.beside),
            *(_statement(earlier, False) for earlier in article.earlier),
        ],
    }
    if article.kind is Kind.AGREEMENT:
        data["short"] = head.short
        data["how"] = head.how if view.counts(head.source) else ""
        data["how_citations"] = citations(how_citations(view, article))
        data["attribute"] = head.attribute
    return data


def _attribute(view: View, attribute_id: str) -> Json:
    attribute = view.attribute(attribute_id)
    return {
        "id": f"matrix/{attribute.id}",
        "kind": Kind.ATTRIBUTE.value,
        "title": attribute.title,
        "tiers": [tier.id for tier in view.tiers],
        "topics": [attribute.topic],
        "means": attribute.means,
        "ask": view.ask_about(attribute).id,
        "cells": {tier.id: cell(view.cell(attribute.id, tier.id)) for tier in view.tiers},
    }


def change(view: View, of: Change) -> Json:
    """A change: both sides with source, date and citations; `as_of` and `recorded` are the day it was first recorded,
    `rests` the matrix rows and entries that it touches."""
    head = of.head
    return {
        "id": of.id,
        "kind": Kind.CHANGE.value,
        "title": head.title,
        "tiers": list(head.tiers),
        "topics": list(head.topics),
        "severity": head.severity.value,
        "as_of": recorded(view, of),
        "recorded": recorded(view, of),
        "text": of.body,
        "before": _side(view, head.before),
        "after": _side(view, head.after),
        "attributes": list(head.attributes),
        "rests": rests_on(view, of),
        "see": see_ids(view, of.id),
    }


def _side(view: View, side: Side) -> Json:
    return {
        "as_of": view.source(side.source).date,
        "source": side.source,
        "text": side.text,
        "citations": citations(Citation(side.source, passage) for passage in side.passages),
    }


def _term(view: View, term_id: str) -> Json:
    term = next(t for t in view.terms if t.id == term_id)
    held = view.held(term.source, term.passages)
    return {
        "id": f"terms/{term.id}",
        "kind": Kind.TERM.value,
        "title": term.term,
        "tiers": [],
        "topics": [],
        "aliases": list(term.aliases),
        "statements": [
            {
                "as_of": view.seen(held),
                "since": view.source(term.source).date,
                "source": held.id,
                "source_kind": held.kind.value,
                "value": "yes",
                "tiers": [],
                "text": term.meaning,
                "conditions": [],
                "citations": citations(view.cite(term.source, term.passages)),
                "current": True,
            }
        ],
    }


def _gap(view: View, gap_id: str) -> Json:
    gap = next(g for g in view.gaps if g.id == gap_id)
    return {
        "id": f"gaps/{gap.id}",
        "kind": Kind.GAP.value,
        "title": gap.title,
        "tiers": [],
        "topics": [],
        "text": gap.text,
        "ask": contact(view, view.contact(gap.ask)),
    }


def contact(view: View, of: Contact) -> Json:
    """Whom to ask, and who names the route; no text on a day before that source."""
    stated = view.counts(of.source)
    return {
        "id": of.id,
        "text": of.text if stated else "",
        "url": of.url if stated else None,
        "citations": citations(view.cite(of.source, of.passages)) if stated else [],
    }


def source(view: View, of: Source, *, whole: bool = False) -> Json:
    """A source: its dates and how much rests on it; with `whole` each passage and the entries that cite it."""
    data: Json = {
        "id": of.id,
        "kind": "source",
        "source_kind": of.kind.value,
        "title": of.title,
        "publisher": of.publisher,
        "url": of.url,
        "stated": of.stated,
        "recorded": of.recorded,
        "first_recorded": of.first_recorded,
        "as_of": view.seen(of),
        "basis": of.basis,
        "record": of.record,
        "record_sha256": of.record_sha256,
        "credit": of.credit,
        "previous": of.previous,
        "passage_count": len(of.passages),
        "entry_count": len(view.citations_of(of.id)),
    }
    if whole:
        data["passages"] = [
            {
                "passage": slug,
                "section": passage.section,
                "edited": passage.edited,
                "words": passage.words,
                "sha256": passage.sha256,
                "cited_by": list(view.cited_by(Citation(of.id, slug))),
            }
            for slug, passage in of.passages.items()
        ]
    return data


def _tier(view: View, tier_id: str) -> Json:
    tier = next(t for t in view.pack.meta.tier if t.id == tier_id)
    return {
        "id": f"tiers/{tier.id}",
        "kind": "tier",
        "title": view.tier(tier.id).name,
        "short": tier.short,
        "names": [
            {
                "name": name.name,
                "as_of": view.source(name.source).date,
                "source": name.source,
                "citations": citations(Citation(name.source, passage) for passage in name.passages),
            }
            for name in tier.names
            if view.counts(name.source)
        ],
        "cells": {attribute.id: cell(view.cell(attribute.id, tier.id)) for attribute in view.attributes},
    }


def changes(view: View, of: Iterable[Change], since: str | None) -> Json:
    """`changes`."""
    return {"as_of": view.as_of, "since": since, "changes": [change(view, each) for each in of]}


def sources(view: View, of: Iterable[Source]) -> Json:
    """`sources`."""
    return {"as_of": view.as_of, "sources": [source(view, each) for each in of]}
