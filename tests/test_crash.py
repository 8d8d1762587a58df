"""The report of a fault: what helps to find it, and nothing of the user's."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from trusttui import cli, crash

NOW = datetime(2026, 11, 21, 12, 0, 0)
SECRET = "Clinic pilot: psychotherapy notes"


def fault() -> BaseException:
    def inner(answer: str) -> None:
        try:
            raise KeyError(answer)
        except KeyError as error:
            raise ValueError(f"cannot use {answer}") from error

    try:
        inner(SECRET)
    except ValueError as error:
        return error
    raise AssertionError


def test_types_and_places_and_no_words(tmp_path: Path) -> None:
    text = crash.report(fault(), {"section": "advisor"}, NOW)
    assert "ValueError" in text
    assert "KeyError" in text
    assert " in inner" in text
    assert "section: advisor" in text
    assert "psychotherapy" not in text
    assert "Clinic" not in text
    assert str(Path.home()) not in text


def test_a_recursion_without_end_is_short() -> None:
    def deeper(number: int) -> int:
        return deeper(number + 1)

    with pytest.raises(RecursionError) as caught:
        deeper(0)
    assert len(crash.report(caught.value, {}, NOW).splitlines()) < 100


def test_only_the_last_ten_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTTUI_LOG_HOME", str(tmp_path / "log"))
    for minute in range(13):
        assert crash.write(fault(), {}, NOW.replace(minute=minute))
    names = sorted(path.name for path in (tmp_path / "log").iterdir())
    assert len(names) == 10
    assert names[0].startswith("crash-20261121T1203")


def test_a_fault_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(argv: list[str]) -> int:
        raise RuntimeError(SECRET)

    monkeypatch.setenv("TRUSTTUI_LOG_HOME", str(tmp_path))
    monkeypatch.setattr(cli, "_run_quickly", broken)
    assert cli.main(["sources"]) == cli.Status.FAULT
    said = capsys.readouterr().err
    (report,) = tmp_path.iterdir()
    assert str(report) in said
    assert "RuntimeError in cli/__init__.py" in said
    assert "psychotherapy" not in said + report.read_text()
