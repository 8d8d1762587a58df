"""The whole program in a real pseudo-terminal, as a user meets it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

ENTER_ALTERNATE_SCREEN = b"\x1b[?1049h"
LEAVE_ALTERNATE_SCREEN = b"\x1b[?1049l"
VERDICT = "What the published text supports"


class Terminal:
    """A program in a pseudo-terminal of its own, and the screen that a user would see."""

    def __init__(self, home: Path, columns: int, lines: int, *arguments: str) -> None:
        env = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
        }
        self.child = pexpect.spawn(
            sys.executable, ["-m", "trusttui", *arguments], env=env, dimensions=(lines, columns), timeout=20
        )
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self.output = b""

    def read(self, seconds: float) -> None:
        """Take what the program writes within some seconds."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                data = self.child.read_nonblocking(65536, timeout=0.05)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                return
            self.output += data
            self._stream.feed(data)

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    def wait_for(self, words: str, seconds: float = 15) -> None:
        end = time.monotonic() + seconds
        while words not in self.text:
            assert time.monotonic() < end, f"{words!r} never came:\n{self.text}"
            self.read(0.1)

    def press(self, keys: str) -> None:
        self.child.send(keys)
        self.read(0.3)

    def end(self) -> int | None:
        """Wait for the program to end; its exit status."""
        self.read(1)
        self.child.expect(pexpect.EOF)
        self.output += self.child.before or b""
        self.child.close()
        status: int | None = self.child.exitstatus
        return status


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


def test_the_advisor_can_be_finished(terminal: Terminal) -> None:
    terminal.wait_for("Home")
    terminal.press("5")
    terminal.wait_for("1 of")
    for _ in range(40):
        if VERDICT in terminal.text:
            break
        terminal.press("1")
        if "Continue" in terminal.text:
            terminal.press("n")
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
