"""Every passage of the bundled pack, looked for in the document that it was taken from."""

from __future__ import annotations

import tomllib
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from trusttui.pack.model import Source, SourcesFile
from trusttui.pack.records import with_kept_passages
from trusttui.sources.page import page_text
from trusttui.sources.passages import Fingerprint, find_all, normal_words

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT.parent / "shared" / "sources"
PACK = tomllib.loads((ROOT / "content" / "sources.toml").read_text(encoding="utf-8"))
SOURCES = with_kept_passages(msgspec.convert(PACK, SourcesFile).source)
BY_ID = {source.id: source for source in SOURCES}
EACH_SOURCE = pytest.mark.parametrize("source", SOURCES, ids=lambda source: str(source.id))

# Words that a record still has and that do not mean any more what they meant: an exception was put before them, or
# the sentence goes on with other products.
OTHER_MEANING = {
    ("enterprise-privacy-2025-07", "api-retention-30-days"),
    ("enterprise-privacy-2025-07", "ent-learn-more"),
    ("enterprise-privacy-2025-07", "team-soc2-portal"),
    ("enterprise-privacy-2025-11", "connectors-no-training"),
    ("enterprise-privacy-2026-01", "ent-retention-control-list"),
}


def prints(source: Source) -> dict[str, Fingerprint]:
    return {slug: Fingerprint(kept.words, kept.sha256) for slug, kept in source.passages.items()}


def document_of(source: Source) -> Path:
    """The saved document: by the hash of its bytes where the pack has one, else by name."""
    if not DOCUMENTS.is_dir():
        pytest.skip("the source documents are not part of the repository, and their folder is not beside it")
    if source.record_sha256:
        for path in DOCUMENTS.iterdir():
            if sha256(path.read_bytes()).hexdigest() == source.record_sha256:
                return path
        raise AssertionError(f"no document has the hash of {source.id}")
    (path,) = DOCUMENTS.glob(f"{source.id}.*")
    return path


@EACH_SOURCE
def test_no_passage_is_so_short_that_it_stands_anywhere(source: Source) -> None:
    assert [slug for slug, kept in prints(source).items() if kept.words < 3] == []


@EACH_SOURCE
def test_a_source_is_dated_and_says_what_the_date_rests_on(source: Source) -> None:
    assert source.stated or source.recorded
    assert source.basis


@EACH_SOURCE
def test_every_passage_stands_in_its_document(source: Source) -> None:
    path = document_of(source)
    page = normal_words(page_text(path.read_bytes(), path.suffix))
    assert [slug for slug, at in find_all(page, prints(source)).items() if at is None] == []


@EACH_SOURCE
def test_what_a_record_does_not_keep_is_gone_from_its_document(source: Source) -> None:
    """Else a statement would lapse that the page still makes."""
    if not source.previous:
        pytest.skip("the first record of its document")
    path = document_of(source)
    page = normal_words(page_text(path.read_bytes(), path.suffix))
    before = prints(BY_ID[source.previous])
    dropped = {slug: kept for slug, kept in before.items() if slug not in source.passages}
    there = {(source.id, slug) for slug, at in find_all(page, dropped).items() if at is not None}
    assert there == {(of, slug) for of, slug in OTHER_MEANING if of == source.id}


@EACH_SOURCE
def test_a_record_of_an_archive_is_credited_and_can_be_had_for_ever(source: Source) -> None:
    if not source.record:
        pytest.skip("not a record of an archive")
    assert source.credit
    assert "Open Terms Archive" in source.credit
    assert "ODC-By" in source.credit
    assert source.record_sha256
    assert source.recorded
