"""The text and JSON of a search straight from the index are those of the pack."""

from __future__ import annotations

import pytest

from trusttui.pack.model import Kind, Pack, SourceKind, Value
from trusttui.pack.view import View
from trusttui.report import as_json, as_text, codes, found
from trusttui.report.listing import results_blocks
from trusttui.report.words import value_words
from trusttui.search.index import Index

QUERIES = ("retention", "how long is data kept", "baa", "iso 27001", "soc2", "zzyzx", "", "data", "scim", "encrpytion")


@pytest.mark.parametrize("day", [None, "2024-05", "2021-12"])
@pytest.mark.parametrize("colour", [False, True])
def test_text_and_json_are_the_same(pack: Pack, day: str | None, colour: bool) -> None:
    view = View(pack, day)
    index = Index(view)
    for query in QUERIES:
        for kinds in (frozenset[Kind](), frozenset([Kind.GAP])):
            results = index.query(query, kinds=kinds, limit=6)
            raw = index.raw(query, tiers=frozenset(), kinds=frozenset(kind.value for kind in kinds), limit=6)
            style = as_text.Style(70, colour)
            assert found.as_text(raw, index.engine.store.head, 70, colour) == as_text.render(
                results_blocks(view, results), style
            )
            assert found.as_json(raw) == as_json.results(results)


def test_control_characters_are_written_out(hostile_pack: Pack) -> None:
    index = Index(View(hostile_pack))
    raw = index.raw("data", tiers=frozenset(), kinds=frozenset(), limit=50)
    text = found.as_text(raw, index.engine.store.head, 60, False)
    assert not any(char < " " and char != "\n" for char in text)


def test_every_code_has_its_word() -> None:
    assert set(codes.KIND_WORD) == {kind.value for kind in Kind}
    assert set(codes.SOURCE_KIND_WORD) == {kind.value for kind in SourceKind}
    assert value_words(Value.NOT_STATED) == codes.NOT_STATED
