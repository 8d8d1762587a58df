"""Marks and notes on the command line: made, shown, taken away; in no other output unless they are asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
RETENTION = "answers/api/retention"


@pytest.fixture
def home(clean_env: dict[str, str], tmp_path: Path) -> Path:
    clean_env["TRUSTTUI_DATA_HOME"] = str(tmp_path / "data")
    return tmp_path / "data" / "marks" / "openai-enterprise-privacy.toml"


def test_entries_are_marked_noted_listed_and_let_go(run: Run, home: Path) -> None:
    assert (run("marks").returncode, home.exists()) == (1, False)
    assert run("marks", "add", "api/retention").returncode == 0
    assert run("note", RETENTION, "-", stdin="ask Ann\r\n保存").returncode == 0
    assert run("note", RETENTION).stdout.decode() == "ask Ann\n保存\n"
    listed = json.loads(run("marks", "--format", "json").stdout)
    assert [(each["id"], each["note"]) for each in listed["entries"]] == [(RETENTION, "ask Ann\n保存")]
    assert b"| ask Ann" in run("marks").stdout
    assert run("marks", "remove", RETENTION).returncode == 0
    assert run("marks", "remove", RETENTION).returncode == 1
    assert run("note", RETENTION, "").returncode == 0
    assert (run("marks").returncode, run("note", RETENTION).returncode) == (1, 1)


def test_notes_stand_in_what_is_shown_only_where_they_are_asked_for(run: Run, home: Path) -> None:
    plain = [run("show", RETENTION, "--format", form).stdout for form in ("text", "json", "md")]
    run("note", RETENTION, "# mine")
    assert [run("show", RETENTION, "--format", form).stdout for form in ("text", "json", "md")] == plain
    noted = [run("show", RETENTION, "--notes", "--format", form).stdout for form in ("text", "json", "md")]
    assert noted[0].startswith(plain[0])
    assert b"Your note, " in noted[0]
    assert json.loads(noted[1])["entries"][0]["yours"]["note"] == "# mine"
    assert rb"> \# mine" in noted[2]


def test_what_cannot_be_done_says_so_and_loses_nothing(run: Run, home: Path) -> None:
    missing = run("marks", "add", "retentoin")
    assert (missing.returncode, b"retention" in missing.stderr) == (1, True)
    assert run("note", RETENTION, "\x1b[2J").returncode == 2
    assert run("note", RETENTION, "-", stdin=b"\xff").returncode == 2
    assert run("note", RETENTION, "x" * 5000).returncode == 2
    assert not home.exists()
    home.parent.mkdir(parents=True)
    home.write_text('schema = 1\npack = "x"\nentri = 2\n')
    damaged = run("marks")
    assert damaged.returncode == 2
    assert b"did you mean entry?" in damaged.stderr
    assert home.read_text().endswith("entri = 2\n")
    home.unlink()
    home.parent.chmod(0o500)
    unkept = run("marks", "add", RETENTION)
    home.parent.chmod(0o700)
    assert (unkept.returncode, b"cannot be written" in unkept.stderr) == (2, True)


def test_an_entry_that_the_pack_does_not_have_keeps_its_note(run: Run, home: Path) -> None:
    home.parent.mkdir(parents=True)
    home.write_text('schema = 1\npack = "x"\n[entry."answers/gone"]\ntitle = "Gone?"\nnote = "keep me"\n')
    listed = run("marks").stdout.decode()
    assert "Not in the pack on this day" in listed
    assert "Gone?" in listed
    assert "| keep me" in listed
    assert run("note", "answers/gone", "more").returncode == 0
    assert run("note", "answers/gone").stdout == b"more\n"
