"""Wide and zero-width characters in what a user types, in a real terminal: every cell in its place."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.e2e.conftest import Open
from tests.e2e.terminal import Terminal

WIDE = "患者データ調査"
ZERO = "e\u0301tude\u200b"
TYPED = f"{WIDE} {ZERO} 2"
SIZES = pytest.mark.parametrize(("columns", "lines"), [(100, 30), (60, 20)], ids=["100x30", "60x20"])


def wait_framed(terminal: Terminal, words: str) -> None:
    """Wait until these stand within a frame that is whole."""
    end = time.monotonic() + 10
    while True:
        at = [number for number, line in enumerate(terminal.text.split("\n")) if words in line]
        if any(top <= line <= bottom for _, _, top, bottom in terminal.frames() for line in at):
            return
        assert time.monotonic() < end, f"{words!r} is not framed:\n{terminal.text}"
        terminal.read(0.03)


@SIZES
def test_the_name_of_an_assessment_and_a_note(opened: Open, small_folder: Path, columns: int, lines: int) -> None:
    terminal = opened("--pack", str(small_folder), columns=columns, lines=lines)
    terminal.type("5")
    terminal.wait_for("So far")
    terminal.type("1s")
    terminal.wait_for("Save this assessment")
    terminal.type(TYPED)
    wait_framed(terminal, WIDE)
    terminal.type("\r")
    terminal.wait_for("Saved as")
    terminal.type("w")
    terminal.wait_for("Note on")
    terminal.type(f"{WIDE * 5} {ZERO}")
    wait_framed(terminal, WIDE)
    terminal.type("\r")
    terminal.wait_until_gone("Note on")
    terminal.type("a")
    terminal.wait_for("· saved")
    wait_framed(terminal, WIDE)
    terminal.type("\x1b")
    terminal.wait_until_gone("· saved")
    terminal.leave()


@SIZES
def test_a_search_box(opened: Open, small_folder: Path, columns: int, lines: int) -> None:
    terminal = opened("--pack", str(small_folder), columns=columns, lines=lines)
    terminal.type("2/")
    terminal.wait_for("tier: all")
    terminal.wait_until_gone("╭")
    edge = terminal.edges()
    terminal.type(TYPED)
    terminal.wait_for(WIDE)
    assert terminal.edges() == edge
    # Back over one wide character: what follows it comes two cells nearer.
    terminal.type("\x1b[H\x1b[3~")
    terminal.wait_for(WIDE[1:])
    terminal.wait_until_gone(WIDE)
    assert terminal.edges() == edge
    terminal.type("\x1b")
    terminal.wait_until_gone(WIDE[1:])
    terminal.leave()


def test_the_path_of_an_export(opened: Open, small_folder: Path, tmp_path: Path) -> None:
    terminal = opened("open", "answers/general/retention", "--pack", str(small_folder))
    terminal.wait_for("1 Home")
    terminal.type("e")
    terminal.wait_for("Write this to a file")
    path = tmp_path / f"{TYPED}.md"
    terminal.type(f"\x15{path}")
    terminal.wait_for(WIDE)
    wait_framed(terminal, "Write this to a file")
    terminal.type("\r")
    terminal.wait_for("Written to")
    # A zero-width space cannot be seen, and none is typed into a name.
    assert Path(str(path).replace("\u200b", "")).exists()
    terminal.leave()
