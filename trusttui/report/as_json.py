"""Any result as JSON: stable, snake_case keys, ids and not names, dates of the precision that is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from trusttui.pack.model import Citation
from trusttui.pack.statement import StatementView
from trusttui.pack.view import Cell, View
from trusttui.report.json_text import dump as dump
from trusttui.search.results import Results

Json = dict[str, Any]


def citations(cited: Iterable[Citation]) -> list[Json]:
    return [{"source": citation.source, "passage": citation.passage} for citation in cited]


def results(found: Results) -> Json:
    """`search`."""
    return {
        "query": found.query,
        "as_of": found.as_of,
        "results": [
            {
                "id": hit.id,
                "kind": hit.kind.value,
                "title": hit.title,
                "snippet": hit.snippet.text,
                "tiers": list(hit.tiers),
                "as_of": hit.as_of,
                "citations": citations(hit.citations),
                "score": round(hit.score, 4),
                "older": hit.older,
            }
            for hit in found.hits
        ],
        "gaps": [{"id": gap.id, "title": gap.title, "ask": gap.ask} for gap in found.gaps],
        "suggestion": found.suggestion,
        "nearest": [{"id": near.id, "title": near.title} for near in found.nearest],
    }


def cell(of: Cell) -> Json:
    """A cell of the matrix: what is current and what was said before, newest first."""
    return {
        "value": of.value.value,
        "note": of.note,
        "citations": citations(of.citations),
        "earlier": [_statement(statement) for statement in of.earlier],
        "beside": [_statement(statement) for statement in of.beside],
        "as_of": of.current.as_of if of.current else None,
        "since": of.current.since if of.current else None,
        "source_kind": of.current.source.kind.value if of.current else None,
    }


def _statement(statement: StatementView) -> Json:
    return {
        "as_of": statement.as_of,
        "value": statement.value.value,
        "note": statement.text,
        "citations": citations(statement.citations),
        "since": statement.since,
        "source_kind": statement.source.kind.value,
    }


def entries(view: View, ids: Sequence[str]) -> Json:
    """`show`."""
    from trusttui.report.entry_json import entry

    return {"as_of": view.as_of, "entries": [entry(view, each) for each in ids]}
