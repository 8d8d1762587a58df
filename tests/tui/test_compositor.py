"""Only what has changed is painted, and what stands in the terminal is what the library would have painted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.tui.seen import go
from tests.tui.terminal import Terminal
from trusttui.tui.app import TrustApp

MakeApp = Callable[..., TrustApp]
KEYS = (  # noqa: SIM905
    "down enter escape slash r e t e n t i o n down down backspace backspace enter j j escape escape "
    "2 j j j t t tab j tab 3 G g 4 down right down 5 1 down enter 6 7 ctrl+p escape question_mark escape "
    "2 slash x y z z y escape escape 1 O escape"
).split()


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20), (200, 60)])
async def test_what_stands_in_the_terminal_is_what_is_shown(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    app = make_app()
    terminal = Terminal(app, monkeypatch)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await terminal.check()
        for key in KEYS:
            await go(pilot, key)
            await terminal.check()
        app.theme = "textual-light"
        await pilot.pause()
        await terminal.check()
        await pilot.resize_terminal(size[0] + 7, size[1] - 3)
        await go(pilot, "2", "j")
        await terminal.check()


async def test_a_key_paints_what_it_changes(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app()
    terminal = Terminal(app, monkeypatch)
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "slash", *"retentio")
        terminal.sent = 0
        # The same is found, with one letter more of it marked.
        await go(pilot, "n")
        await terminal.check()
        assert 0 < terminal.sent < 120 * 40 / 4
        await go(pilot, *"zzzz")
        terminal.sent = 0
        # Nothing is found, as before.
        await go(pilot, "z")
        await terminal.check()
        assert 0 < terminal.sent < 120 * 10


async def test_after_another_screen_all_is_painted(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app()
    terminal = Terminal(app, monkeypatch)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "2", "question_mark")
        terminal.sent = 0
        await go(pilot, "escape")
        await terminal.check()
        assert terminal.sent >= 80 * 24
