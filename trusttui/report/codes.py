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
VALUE_GLYPH = {"yes": "✓", "no": "✗", "conditional": "◐", "not-stated": "?"}
VALUE_WORD = {"yes": "yes", "no": "no", "conditional": "conditional", "not-stated": "not stated"}
VALUE_TONE = {"yes": "good", "no": "bad", "conditional": "mixed", "not-stated": "open"}
MARK = "◆"
NOTED = "note"
"""What stands with an entry that the user marked, and with one that has a note."""


def value_words(value: str) -> str:
    """A value by glyph and word: `✓ yes`."""
    return f"{VALUE_GLYPH[value]} {VALUE_WORD[value]}"
