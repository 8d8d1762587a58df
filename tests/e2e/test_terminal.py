"""The whole program in a real pseudo-terminal, as a user meets it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.terminal import ENTER_ALTERNATE_SCREEN, LEAVE_ALTERNATE_SCREEN, Terminal

VERDICT = "What the published text supports"


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(tmp_path, 100, 30)
    yield opened
    opened.child.close(force=True)


def test_it_opens_reads_and_leaves_the_terminal_as_it_was(terminal: Terminal) -> None:
    terminal.wait_for("Home")
    assert ENTER_ALTERNATE_SCREEN in terminal.output
    terminal.press("2")
    terminal.wait_for("tier: all")
    terminal.press("/")
    terminal.press("api retention")
    terminal.wait_for("How long does the API keep")
    terminal.press("\x1b")
    terminal.read(0.5)
    terminal.press("q")
    assert terminal.end() == 0
    assert terminal.output.rfind(LEAVE_ALTERNATE_SCREEN) > terminal.output.rfind(ENTER_ALTERNATE_SCREEN)


def question(terminal: Terminal) -> str | None:
    """`5 of 13`, as the frame of the question says it; None where no question is asked."""
    found = re.search(r"─ (\d+ of \d+) ─", terminal.text)
    return found[1] if found else None


def test_the_advisor_can_be_finished(terminal: Terminal) -> None:
    terminal.wait_for("Home")
    terminal.press("5")
    terminal.wait_for("1 of")
    for _ in range(40):
        asked = question(terminal)
        if asked is None:
            break
        terminal.press("1")
        if "Continue" in terminal.text:
            terminal.press("n")
        # The last answer opens the verdict, and there "1" would go Home.
        end = time.monotonic() + 15
        while question(terminal) == asked and time.monotonic() < end:
            terminal.read(0.1)
    terminal.wait_for(VERDICT)
    terminal.press("q")
    assert terminal.end() == 0


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
    opened = Terminal(home, 100, 30)
    try:
        opened.wait_for("Home")
        opened.press("q")
        assert opened.end() == 0
    finally:
        opened.child.close(force=True)
