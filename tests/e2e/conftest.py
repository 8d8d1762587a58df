"""Terminals that are closed when a test is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal

Open = Callable[..., Terminal]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Opens the program with these arguments, in a terminal of 100 columns and 30 lines where it is not said."""
    every: list[Terminal] = []

    def make(*arguments: str, columns: int = 100, lines: int = 30, **more: object) -> Terminal:
        every.append(Terminal(tmp_path, columns, lines, *arguments, **more))  # type: ignore[arg-type]
        return every[-1]

    yield make
    for each in every:
        with suppress(OSError):
            each.child.close(force=True)
