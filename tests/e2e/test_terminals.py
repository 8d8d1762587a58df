"""The colours and the mouse of real terminals."""

from __future__ import annotations

import re

import pytest

from tests.e2e.conftest import Open
from tests.e2e.terminal import Terminal


def colours(terminal: Terminal) -> set[str]:
    """The kinds of colours that were written."""
    kinds = set()
    for codes in set(re.findall(rb"\x1b\[([0-9;]*)m", terminal.output)):
        left = re.sub(rb"[34]8;(2;\d+;\d+;\d+|5;\d+)", b"", codes)
        if re.search(rb"[34]8;2;", codes):
            kinds.add("truecolor")
        if re.search(rb"[34]8;5;", codes):
            kinds.add("256")
        if re.search(rb"(^|;)(3[0-7]|4[0-7]|9[0-7]|10[0-7])(;|$)", left):
            kinds.add("16")
    return kinds


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, {"truecolor"}),
        ({"COLORTERM": ""}, {"256"}),
        ({"COLORTERM": "", "TERM": "xterm"}, {"16"}),
        ({"COLORTERM": "", "TERM": "linux"}, {"16"}),
        ({"NO_COLOR": "1"}, set()),
    ],
    ids=["truecolor", "256", "16", "console", "none"],
)
def test_only_colours_that_the_terminal_has(opened: Open, environment: dict[str, str], expected: set[str]) -> None:
    terminal = opened(**environment)
    terminal.wait_for("At a glance")
    terminal.press("4")
    terminal.wait_for("rows")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    assert colours(terminal) == expected
    assert terminal.is_restored


def test_without_the_mouse_it_is_never_asked_for(opened: Open) -> None:
    terminal = opened("--no-mouse")
    terminal.wait_for("At a glance")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    assert b"\x1b[?1000h" not in terminal.output
    assert b"\x1b[?1003h" not in terminal.output


def test_too_small_says_so_and_comes_back(opened: Open) -> None:
    terminal = opened()
    terminal.wait_for("At a glance")
    terminal.press("2")
    terminal.wait_for("tier: all")
    terminal.resize(38, 10)
    terminal.wait_for("too small")
    terminal.resize(3, 2)
    terminal.resize(100, 30)
    terminal.wait_for("tier: all")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    assert terminal.is_restored
