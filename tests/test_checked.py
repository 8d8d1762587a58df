"""Checks that are kept: with those of another run, and of a damaged file nothing is lost; how Home counts them."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from trusttui import checked
from trusttui.checked import tally
from trusttui.pack.model import Citation, Pack
from trusttui.report.checks import tally_words
from trusttui.sources.results import Check, PassageCheck, Reason, Result, Where

FOUND, GONE = Result.FOUND, Result.NOT_FOUND


def check(pack: Pack, source: str, on: str, result: Result, where: Where = Where.PAGE) -> Check:
    of = next(each for each in pack.sources if each.id == source)
    passages = tuple(PassageCheck(passage=slug, result=result) for slug in of.passages)
    return Check(source=source, where=where, at="x", on=on, passages=passages)


def words(path: Path, pack: Pack) -> str:
    return tally_words(tally(checked.load(path).packs.get(pack.meta.id, {}), pack.sources))


def test_the_last_check_of_each_passage_is_counted(small_pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "checks.json"
    first, second = small_pack.sources[0], small_pack.sources[1]
    every = sum(len(source.passages) for source in small_pack.sources)
    assert words(path, small_pack) == "not checked yet"
    assert checked.keep(path, small_pack, [check(small_pack, first.id, "2026-11-03", FOUND)]) == ""
    told = f"last checked on 3 November 2026: {len(first.passages)} of {every} passages found"
    assert words(path, small_pack) == told
    later = replace(check(small_pack, first.id, "2026-11-04", FOUND), reason=Reason.TIMEOUT)
    gone = check(small_pack, second.id, "2026-11-02", GONE)
    checked.keep(path, small_pack, [later, gone])
    assert words(path, small_pack) == f"{told}, {len(second.passages)} not found"


def test_it_counts_as_citations_show_it(small_pack: Pack, tmp_path: Path) -> None:
    path, source = tmp_path / "checks.json", small_pack.sources[0]
    copy = check(small_pack, source.id, "2026-11-05", GONE, Where.FILE)
    checked.keep(path, small_pack, [check(small_pack, source.id, "2026-11-03", FOUND), copy])
    shelf = checked.Shelf(path, small_pack)
    shown = {shelf.last(Citation(source.id, slug)).result for slug in source.passages}
    assert shown == {"found"}
    assert tally(shelf.kept, [source]).found == len(source.passages)


def test_what_another_run_kept_meanwhile_stays(small_pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "checks.json"
    one, other = small_pack.sources[:2]
    checked.keep(path, small_pack, [check(small_pack, one.id, "2026-11-03", FOUND)])
    checked.keep(path, small_pack, [check(small_pack, other.id, "2026-11-03", FOUND)])
    assert set(checked.load(path).packs[small_pack.meta.id]) == {one.id, other.id}


@pytest.mark.parametrize("data", [b"{", b"\xff", b'{"schema": 0}'])
def test_a_damaged_file_is_set_aside_and_that_is_said(data: bytes, small_pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "checks.json"
    path.write_bytes(data)
    said = checked.keep(path, small_pack, [check(small_pack, small_pack.sources[0].id, "2026-11-03", FOUND)])
    assert "checks.json.damaged" in said
    assert (tmp_path / "checks.json.damaged").read_bytes() == data
    assert checked.load(path).packs


def test_a_file_of_a_newer_program_and_a_read_only_one_stay(small_pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "checks.json"
    path.write_text('{"schema": 9, "packs": {}}')
    made = [check(small_pack, small_pack.sources[0].id, "2026-11-03", FOUND)]
    assert "What came out is not kept" in checked.keep(path, small_pack, made)
    path.write_text('{"schema": 1}')
    path.chmod(0o400)
    assert "read-only" in checked.keep(path, small_pack, made)
    assert path.read_text() == '{"schema": 1}'
