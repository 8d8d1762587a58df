"""Every passage of the bundled pack, looked for in the document that it was taken from."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from trusttui.sources.page import page_text
from trusttui.sources.passages import Fingerprint, find_all, normal_words

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT.parent / "shared" / "sources"
PACK = tomllib.loads((ROOT / "content" / "sources.toml").read_text(encoding="utf-8"))
SOURCES: list[dict[str, Any]] = PACK["source"]
EACH_SOURCE = pytest.mark.parametrize("source", SOURCES, ids=lambda source: str(source["id"]))


def prints(source: dict[str, Any]) -> dict[str, Fingerprint]:
    return {slug: Fingerprint(kept["words"], kept["sha256"]) for slug, kept in source["passages"].items()}


@EACH_SOURCE
def test_no_passage_is_so_short_that_it_stands_anywhere(source: dict[str, Any]) -> None:
    assert [slug for slug, kept in prints(source).items() if kept.words < 3] == []


@EACH_SOURCE
def test_a_source_is_dated_and_says_what_the_date_rests_on(source: dict[str, Any]) -> None:
    assert source.get("stated") or source.get("recorded")
    assert source["basis"]


@EACH_SOURCE
def test_every_passage_stands_in_its_document(source: dict[str, Any]) -> None:
    if not DOCUMENTS.is_dir():
        pytest.skip("the source documents are not part of the repository, and their folder is not beside it")
    paths = list(DOCUMENTS.glob(f"{source['id']}.*"))
    if not paths:
        pytest.skip(f"there is no saved document of {source['id']}")
    (path,) = paths
    page = normal_words(page_text(path.read_bytes(), path.suffix))
    assert [slug for slug, at in find_all(page, prints(source)).items() if at is None] == []
