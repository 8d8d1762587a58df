"""The whole program in a real pseudo-terminal, as a user meets it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.advisor import VERDICT, question
from tests.e2e.terminal import Terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(tmp_path, 100, 30)
    yield opened
    opened.child.close(force=True)


def test_the_advisor_can_be_finished(terminal: Terminal) -> None:
    terminal.type("5")
    terminal.wait_for("1 of")
    asked = ""
    while asked := next_question(terminal, asked):
        # Where several may hold, one is ticked, and Continue goes on.
        going_on = re.search(r"(\d) Continue", terminal.text)
        terminal.type(f"1{going_on[1]}" if going_on else "1")
    terminal.leave()


def next_question(terminal: Terminal, asked: str) -> str:
    """The next question, as far as its first lines say it; empty where there is the verdict."""
    end = time.monotonic() + 15
    while VERDICT not in terminal.text:
        now = question(terminal.text)
        if now not in ("", asked):
            # What is painted in two goes is whole after a moment.
            terminal.read(0.05)
            if question(terminal.text) == now:
                return now
        assert time.monotonic() < end, f"nothing came after {asked!r}:\n{terminal.text}"
        terminal.read(0.03)
    return ""


def test_an_earlier_day_shows_in_the_header(tmp_path: Path) -> None:
    opened = Terminal(tmp_path, 100, 30, "--as-of", "2023-07-31")
    try:
        opened.wait_for("31 July 2023")
        opened.press("q")
        assert opened.end() == 0
    finally:
        opened.child.close(force=True)


def test_a_home_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    # A file in the folder's place stops even the superuser, whom permissions do not.
    home = tmp_path / "home"
    home.write_text("no folder", encoding="utf-8")
    opened = Terminal(home, 100, 30, TRUSTTUI_CACHE_HOME=str(home / "cache"))
    try:
        opened.wait_for("Home")
        opened.press("q")
        assert opened.end() == 0
    finally:
        opened.child.close(force=True)
