"""Marks and notes on the command line: made, shown, taken away; in no other output unless they are asked for."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from trusttui.cli import main

Run = Callable[..., Any]
RETENTION = "answers/api/retention"


@pytest.fixture
def home(clean_env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    clean_env["TRUSTTUI_DATA_HOME"] = str(tmp_path / "data")
    monkeypatch.setenv("TRUSTTUI_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "marks" / "openai-enterprise-privacy.toml"


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """As `run`, in this process: most of the time that a process takes is not the program's."""

    def run_it(*arguments: str, stdin: bytes = b"") -> SimpleNamespace:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = main(arguments)
        said = capsys.readouterr()
        return SimpleNamespace(returncode=status, stdout=said.out, stderr=said.err)

    return run_it


def test_entries_are_marked_noted_listed_and_let_go(run: Run, here: Run, home: Path) -> None:
    assert (here("marks").returncode, home.exists()) == (1, False)
    assert run("marks", "add", "api/retention").returncode == 0
    assert run("note", RETENTION, "-", stdin="ask Ann\r\n保存").returncode == 0
    assert run("note", RETENTION).stdout.decode() == "ask Ann\n保存\n"
    listed = json.loads(here("marks", "--format", "json").stdout)
    assert [(each["id"], each["note"]) for each in listed["entries"]] == [(RETENTION, "ask Ann\n保存")]
    assert "| ask Ann" in here("marks").stdout
    assert here("marks", "remove", RETENTION).returncode == 0
    assert here("marks", "remove", RETENTION).returncode == 1
    assert here("note", RETENTION, "").returncode == 0
    assert (here("marks").returncode, here("note", RETENTION).returncode) == (1, 1)


def test_notes_stand_in_what_is_shown_only_where_they_are_asked_for(here: Run, home: Path) -> None:
    forms = ("text", "json", "md")
    plain = [here("show", RETENTION, "--format", form).stdout for form in forms]
    here("note", RETENTION, "# mine")
    assert [here("show", RETENTION, "--format", form).stdout for form in forms] == plain
    noted = [here("show", RETENTION, "--notes", "--format", form).stdout for form in forms]
    assert noted[0].startswith(plain[0])
    assert "Your note, " in noted[0]
    assert json.loads(noted[1])["entries"][0]["yours"]["note"] == "# mine"
    assert r"> \# mine" in noted[2]


def test_what_cannot_be_done_says_so_and_loses_nothing(here: Run, home: Path) -> None:
    missing = here("marks", "add", "retentoin")
    assert (missing.returncode, "retention" in missing.stderr) == (1, True)
    assert here("note", RETENTION, "\x1b[2J").returncode == 2
    assert here("note", RETENTION, "-", stdin=b"\xff").returncode == 2
    assert here("note", RETENTION, "x" * 5000).returncode == 2
    assert not home.exists()
    home.parent.mkdir(parents=True)
    home.write_text('schema = 1\npack = "x"\nentri = 2\n')
    damaged = here("marks")
    assert damaged.returncode == 2
    assert "did you mean entry?" in damaged.stderr
    assert home.read_text().endswith("entri = 2\n")
    home.unlink()
    home.parent.chmod(0o500)
    unkept = here("marks", "add", RETENTION)
    home.parent.chmod(0o700)
    assert (unkept.returncode, "cannot be written" in unkept.stderr) == (2, True)


def test_an_entry_that_the_pack_does_not_have_keeps_its_note(here: Run, home: Path) -> None:
    home.parent.mkdir(parents=True)
    home.write_text('schema = 1\npack = "x"\n[entry."answers/gone"]\ntitle = "Gone?"\nnote = "keep me"\n')
    listed = here("marks").stdout
    assert "Not in the pack on this day" in listed
    assert "Gone?" in listed
    assert "| keep me" in listed
    assert here("note", "answers/gone", "more").returncode == 0
    assert here("note", "answers/gone").stdout == "more\n"
