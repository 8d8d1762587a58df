"""A terminal in which stands what was sent to it, cell by cell, beside what the library would have painted."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual._compositor import Compositor, CompositorUpdate
from textual.app import App
from textual.screen import Screen
from textual.strip import Strip

from trusttui.tui.app import TrustApp
from trusttui.tui.widgets import lists, scrollbar, wrapped

_SENT = re.compile(r"\x1b\[(\d+);(\d+)H|\ue000(\d+)\ue001|(\n)")
Cell = tuple[str, object]
TIMES = 20
"""How often in a second one looks."""
_EMPTY: Cell = (" ", None)


class Terminal:
    """Takes what an app displays from now on."""

    def __init__(self, app: TrustApp, patch: pytest.MonkeyPatch) -> None:
        self._app = app
        self._lines: dict[int, dict[int, Cell]] = {}
        self.sent = 0
        """Cells that were painted since this was last set to 0."""
        display = TrustApp._display

        def take(taking: TrustApp, screen: Screen[Any], renderable: Any) -> None:
            if isinstance(renderable, CompositorUpdate) and taking is app and not app._batch_count:
                self._take(renderable, screen._compositor.size.height)
            display(taking, screen, renderable)

        patch.setattr(TrustApp, "_display", take)

    def _take(self, update: CompositorUpdate, height: int) -> None:
        """What would be written, with a mark for each strip in place of its text and colours. The screen may be laid
        out for another height than the terminal has by now."""
        strips: list[Strip] = []

        def mark(strip: Strip, console: object) -> str:
            strips.append(strip)
            return f"\ue000{len(strips) - 1}\ue001"

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Strip, "render", mark)
            written = update.render_segments(self._app.console)
        x = y = 0
        for found in _SENT.finditer(written):
            line, column, strip, _ = found.groups()
            if line:
                y, x = int(line) - 1, int(column) - 1
            elif strip:
                for cell in _cells(strips[int(strip)]):
                    self._lines.setdefault(y, {})[x] = cell
                    self.sent += 1
                    x += 1
            else:
                y += 1
                assert y < max(height, self._app.size.height), "the terminal would scroll"

    async def check(self) -> None:
        """What stands there is, or is soon, what the library would paint, all anew."""
        # What is painted may come to lie under the mouse, and what was begun on a thread may just be told.
        for _ in range(TIMES):
            with suppress(AssertionError):
                self._hold()
                return
            await asyncio.sleep(1 / TIMES)
        self._hold()

    def _hold(self) -> None:
        app = self._app
        app.screen._on_timer_update()
        for y, strip in enumerate(_as_the_library_paints(app)):
            for x, cell in enumerate(_cells(strip)):
                there = self._lines.get(y, {}).get(x, _EMPTY)
                assert there == cell, f"line {y}, column {x}: {there} stands there, and not {cell}"


def _cells(strip: Strip) -> Iterator[Cell]:
    """Letters with what is seen of their style; of a space that is no more than its ground."""
    cells: list[Cell] = []
    for text, style, _ in strip:
        for letter in text:
            width = cell_len(letter)
            if not width and cells:
                cells[-1] = (cells[-1][0] + letter, cells[-1][1])
            cells += [(letter, _seen(letter, style)), *[("", None)] * (width - 1)][:width]
    return iter(cells)


def _seen(letter: str, style: Style | None) -> object:
    if style is None:
        return None
    if letter == " " and not (style.underline or style.reverse or style.strike):
        return style.bgcolor
    return (style.color, style.bgcolor, style.bold, style.dim, style.italic, style.underline, style.reverse)


@contextmanager
def _with_frames() -> Iterator[None]:
    """Lines are painted in the library's way."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (lists, scrollbar, wrapped):
            patch.setattr(module, "own_lines", lambda widget, crop, line, library: library(crop))
        yield


def _as_the_library_paints(app: App[Any]) -> list[Strip]:
    compositor = app.screen._compositor
    with _with_frames():
        chops = Compositor._render_chops(compositor, compositor.size.region, lambda y: True)
    return [Strip.join(chop.values()) for chop in chops]
