"""Assessments on the command line: kept as they are answered, gone on with, listed, renamed, deleted, compared."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from trusttui.cli.keeping import explain
from trusttui.pack.view import View

Run = Callable[..., Any]


@pytest.fixture
def home(clean_env: dict[str, str], tmp_path: Path) -> Path:
    clean_env["TRUSTTUI_DATA_HOME"] = str(tmp_path / "data")
    return tmp_path / "data" / "assessments"


def files(home: Path) -> list[str]:
    return sorted(path.name for path in home.iterdir()) if home.exists() else []


@pytest.mark.parametrize("end", ["", "done\n", "quit\n"])
def test_what_was_answered_is_kept_however_it_ends(run: Run, home: Path, end: str) -> None:
    done = run("advise", "--plain", "--date", "2026-11-21", stdin=f"2\nnote ask Ann\n{end}")
    assert files(home) == ["assessment-2026-11-21.toml"]
    assert b'use = "product"' in (home / files(home)[0]).read_bytes()
    assert b"ask Ann" in (home / files(home)[0]).read_bytes()
    kept = [line for line in done.stderr.decode().splitlines() if "kept in" in line]
    assert len(kept) == 1
    assert files(home)[0] in kept[0]
    assert "\x1b" not in done.stdout.decode()
    assert ("published text supports" in done.stdout.decode()) is (end != "quit\n")


def test_a_second_one_on_a_day_gets_a_number_and_nothing_answered_keeps_nothing(run: Run, home: Path) -> None:
    for _ in "ab":
        run("advise", "--date", "2026-11-21", stdin="2\n")
    run("advise", "--date", "2026-11-21", stdin="")
    assert files(home) == ["assessment-2026-11-21-2.toml", "assessment-2026-11-21.toml"]


def test_one_is_gone_on_with_by_name(run: Run, home: Path) -> None:
    run("advise", "--save", "Clinic pilot", stdin="2\nquit\n")
    done = run("advise", "clinic PILOT", "--format", "json", stdin="must\n")
    record = json.loads(done.stdout)
    assert record["answers"] == {"use": ["product"], "self-serve": ["must"]}
    assert record["name"] == "Clinic pilot"
    assert record["moved_since_saved"] is None
    assert "1 of " not in done.stderr.decode()
    missing = run("advise", "Clinic pilt")
    assert (missing.returncode, b'did you mean "Clinic pilot"' in missing.stderr) == (1, True)


def test_plain_with_a_file_asks_what_is_open_and_writes_there(run: Run, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    for stdin in ("2\n", "must\n"):
        run("advise", "--plain", "--answers", str(path), stdin=stdin)
    record = json.loads(run("advise", "--answers", str(path), "--format", "json").stdout)
    assert record["answers"] == {"use": ["product"], "self-serve": ["must"]}
    before = path.read_bytes()
    run("advise", "--plain", "--answers", str(path))
    assert path.read_bytes() == before
    path.write_bytes(before[:200])
    assert run("advise", "--plain", "--answers", str(path), stdin="3\n").returncode == 2
    assert path.read_bytes() == before[:200]
    assert files(home) == []


def test_what_moved_since_it_was_saved_heads_the_verdict(run: Run, home: Path) -> None:
    run("advise", "--save", "A", stdin="2\nquit\n")
    path = home / "a.toml"
    text = path.read_text()
    assert 'value = "no"\neffect = "failed"' in text
    path.write_text(text.replace('value = "no"\neffect = "failed"', 'value = "yes"\neffect = "met"', 1))
    for form in ("text", "md", "html"):
        said = run("advise", "A", "--format", form).stdout.decode()
        assert "Moved since it was saved on" in said
        assert said.index("Moved since it was saved on") < said.index("What the published text supports")
    assert json.loads(run("advise", "A", "--format", "json").stdout)["moved_since_saved"]["tiers"]
    assert json.loads(run("assessments", "--format", "json").stdout)["assessments"][0]["moved"]


def test_list_rename_compare_and_delete(run: Run, home: Path) -> None:
    assert run("assessments").returncode == 1
    run("advise", "--save", "A", stdin="2\nquit\n")
    run("advise", "--save", "B", stdin="1\nquit\n")
    assert run("advise", "--save", "b", stdin="1\n").returncode == 2
    assert run("assessments", "rename", "A", "B").returncode == 2
    assert run("assessments", "rename", "A", "Größe").returncode == 0
    (home / "bad.toml").write_text("schema = 9\n")
    listed = json.loads(run("assessments", "--format", "json").stdout)
    assert {each["name"] for each in listed["assessments"]} == {"Größe", "B"}
    assert [each["file"] for each in listed["damaged"]] == ["bad.toml"]
    for form in ("text", "md"):
        text = run("assessments", "--format", form).stdout.decode()
        assert "Größe" in text
        assert "newer" in text
    compared = json.loads(run("assessments", "compare", "Größe", "B", "--format", "json").stdout)
    assert compared["answers"] == {"use": {"before": ["product"], "after": ["staff"]}}
    assert compared["tiers"]
    assert run("assessments", "delete", "B").returncode == 2
    assert "b.toml" in files(home)
    assert run("assessments", "delete", "B", "--yes").returncode == 0
    assert run("assessments", "delete", "B", "--yes").returncode == 1
    assert files(home) == ["bad.toml", "grosse.toml"]


def test_a_home_that_is_read_only_keeps_nothing_and_still_gives_the_verdict(run: Run, home: Path) -> None:
    home.mkdir(parents=True)
    home.chmod(0o555)
    done = run("advise", stdin="2\n")
    home.chmod(0o755)
    assert "published text supports" in done.stdout.decode()
    assert [b"not kept" in line for line in done.stderr.splitlines() if b"kept" in line] == [True]
    assert files(home) == []


def test_help_explains_the_terms_of_the_question(run: Run, home: Path, view: View) -> None:
    first = {question.id: next(iter(explain(view, question)), "") for question in view.pack.advisor.question}
    asked = json.loads(run("advise", "--questions", "--format", "json").stdout)["questions"]
    place = next(n for n, question in enumerate(asked) if first[question["id"]] and question["asked_if"] is None)
    text = run("advise", stdin="skip\n" * place + "help\n", env={"COLUMNS": "4000"}).stdout.decode()
    assert any(line in " ".join(text.split()) for line in first.values() if line)
