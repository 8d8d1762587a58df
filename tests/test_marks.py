"""Marks, notes and what was read come back as they were, with those of another run; no file is lost or half written."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trusttui.kept import BadText, clean_note
from trusttui.marks import MOST_READ, Mark, Marks
from trusttui.pack.text import REFUSED

PACK = "acme-data"
DAY = "2026-11-21"
RETENTION = "answers/general/retention"


def marks(folder: Path | None, day: str = DAY) -> Marks:
    return Marks(folder, PACK, day)


def test_marks_and_notes_are_there_in_the_next_run_in_a_readable_file(tmp_path: Path) -> None:
    mine = marks(tmp_path)
    assert mine.is_empty
    assert mine.mark(RETENTION, "How long?", True) == ""
    assert mine.write_note(RETENTION, "How long?", "ask Ann\nbefore May  ") == ""
    again = marks(tmp_path, "2026-12-01")
    assert again.marked == {RETENTION: Mark(title="How long?", marked=DAY, noted=DAY, note="ask Ann\nbefore May")}
    written = (tmp_path / "marks" / f"{PACK}.toml").read_text()
    assert 'ask Ann\nbefore May"""' in written
    assert again.mark(RETENTION, "How long is it?", True) == ""
    assert again.marked[RETENTION].marked == DAY
    assert again.marked[RETENTION].title == "How long is it?"
    again.mark(RETENTION, "How long?", False)
    again.write_note(RETENTION, "How long?", "")
    assert marks(tmp_path).marked == {}


LINE = st.text(min_size=1, max_size=30).filter(lambda text: text.isprintable() and not REFUSED.search(text))


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(entry=LINE, title=LINE, note=st.text(max_size=80))
def test_any_text_comes_back_as_it_was_or_is_refused(entry: str, title: str, note: str, tmp_path: Path) -> None:
    file = tmp_path / "marks" / f"{PACK}.toml"
    file.unlink(missing_ok=True)
    mine = marks(tmp_path)
    try:
        clean = clean_note(note.replace("\r\n", "\n"))
        said = mine.write_note(entry, title, note)
    except BadText:
        assert not file.exists()
        return
    assert said == ""
    assert marks(tmp_path).marked == mine.marked
    assert [mark.note for mark in mine.marked.values()] == ([clean] if clean else [])


@pytest.mark.parametrize(
    "note", ["保存期間\u200bと契約", "e\u0301\u0327 नमस्ते", "👩\u200d💻 \t]\n\"\"\" '''\\ #", "x" * 4000]
)
def test_wide_combining_and_joined_characters_are_kept(note: str, tmp_path: Path) -> None:
    assert marks(tmp_path).write_note(RETENTION, "T", note) == ""
    assert marks(tmp_path).marked[RETENTION].note == note.strip()


def test_what_another_run_did_meanwhile_is_not_lost(tmp_path: Path) -> None:
    mine, other = marks(tmp_path), marks(tmp_path)
    mine.mark("a", "A", True)
    other.write_note("a", "A", "theirs")
    other.mark("b", "B", True)
    mine.mark("a", "A", False)
    mine.visit("a", "A")
    other.visit("b", "B")
    both = marks(tmp_path)
    assert both.marked == {"a": Mark(title="A", noted=DAY, note="theirs"), "b": Mark(title="B", marked=DAY)}
    assert mine.marked == both.marked
    assert [seen.entry for seen in both.read] == ["b", "a"]


def test_many_runs_at_once_lose_nothing(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from trusttui.marks import Marks\n"
        "mine = Marks(Path(sys.argv[1]), 'acme-data', '2026-11-21')\n"
        "for n in range(15): assert mine.mark(f'{sys.argv[2]}/{n}', 'T', True) == ''"
    )
    runs = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name]) for name in "abc"]
    assert [run.wait(timeout=60) for run in runs] == [0, 0, 0]
    assert set(marks(tmp_path).marked) == {f"{name}/{n}" for name in "abc" for n in range(15)}


def test_the_last_ones_read_come_first_and_each_once(tmp_path: Path) -> None:
    mine = marks(tmp_path)
    for number in (*range(MOST_READ + 5), 20):
        mine.visit(f"answers/{number}", f"Answer {number}")
    read = marks(tmp_path).read
    assert len(read) == MOST_READ
    assert [seen.entry for seen in read[:2]] == ["answers/20", f"answers/{MOST_READ + 4}"]
    mine.forget("answers/20")
    assert "answers/20" not in [seen.entry for seen in marks(tmp_path).read]


DAMAGED = {
    "broken TOML": (b"schema = 1\npack = [\n\n]]", "line 4, column 2"),
    "no schema": (b'pack = "x"', "schema: the key is missing"),
    "a typo": (b'schema = 1\npack = "x"\n[entry.a]\ntitle = "A"\nnoet = "x"', "did you mean note?"),
    "no date": (b'schema = 1\npack = "x"\n[entry.a]\ntitle = "A"\nmarked = "soon"', "entry.a.marked"),
    "an escape": (b'schema = 1\npack = "x"\n[entry.a]\ntitle = "A"\nnote = "\\u001b"', "U+001B"),
    "no UTF-8": (b'schema = 1\npack = "\xff"', "not UTF-8"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_named_with_its_fault_and_set_aside_before_it_is_written(name: str, tmp_path: Path) -> None:
    data, fault = DAMAGED[name]
    file = tmp_path / "marks" / f"{PACK}.toml"
    file.parent.mkdir()
    file.write_bytes(data)
    mine = marks(tmp_path)
    assert str(file) in mine.notice
    assert fault in mine.notice
    assert file.read_bytes() == data
    assert f"{file.name}.damaged" in mine.mark("a", "A", True)
    assert (file.parent / f"{file.name}.damaged").read_bytes() == data
    assert set(marks(tmp_path).marked) == {"a"}


def test_a_file_of_a_newer_program_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "marks" / f"{PACK}.toml"
    file.parent.mkdir()
    file.write_text('schema = 2\npack = "acme-data"\nmore = 1\n')
    mine = marks(tmp_path)
    assert "newer" in mine.notice
    assert "newer" in mine.mark("a", "A", True)
    assert mine.of("a") is not None
    assert tomllib.loads(file.read_text())["schema"] == 2


def test_what_could_not_be_written_holds_for_the_run_and_is_written_once_it_can(tmp_path: Path) -> None:
    folder = tmp_path / "marks"
    folder.mkdir()
    folder.chmod(0o500)
    mine = marks(tmp_path)
    assert "cannot be written" in mine.mark("a", "A", True)
    assert mine.of("a") == Mark(title="A", marked=DAY)
    assert os.listdir(folder) == []
    folder.chmod(0o700)
    assert mine.mark("b", "B", True) == ""
    assert set(marks(tmp_path).marked) == {"a", "b"}


def test_without_a_folder_they_hold_for_the_run() -> None:
    mine = marks(None)
    assert mine.mark("a", "A", True) == ""
    assert mine.visit("a", "A") == ""
    assert (mine.of("a"), mine.read[0].entry) == (Mark(title="A", marked=DAY), "a")
