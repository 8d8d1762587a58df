"""Words for the codes of results. Nothing is imported here, so that whoever needs no more than these is quick."""

from __future__ import annotations

KIND_WORD = {
    "answer": "answer",
    "commitment": "commitment",
    "attribute": "attribute",
    "agreement": "agreement",
    "change": "change",
    "term": "glossary",
    "gap": "not stated",
}
SOURCE_KIND_WORD = {"web-page": "web page", "policy": "policy", "contract": "contract"}
NO_SOURCE = "Not stated by any source"
NOT_STATED = "? not stated"
NO_ROUTE = "Ask the vendor: no source of this day names a route."
"""Whom to ask, on a day before the source that says it."""
