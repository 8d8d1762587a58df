"""What the mouse reaches: each kind of thing that can be clicked, and the way out of each dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input

from tests.tui.test_places import settle
from trusttui.tui.app import TrustApp
from trusttui.tui.screens.advisor import AdvisorScreen, Options
from trusttui.tui.screens.base import SectionScreen
from trusttui.tui.screens.help import HelpScreen
from trusttui.tui.screens.library import LibraryScreen
from trusttui.tui.screens.tiers import TierList, TierScreen
from trusttui.tui.widgets.entries import EntryList
from trusttui.tui.widgets.filters import FilterLine
from trusttui.tui.widgets.keybar import KeyBar
from trusttui.tui.widgets.matrix import Matrix
from trusttui.tui.widgets.reader import Reader

MakeApp = Callable[..., TrustApp]


async def click(pilot: Pilot[Any], widget: Widget, x: int = 1, y: int = 0) -> None:
    assert await pilot.click(widget, offset=(x, y))
    await settle(pilot, 2)


async def click_word(pilot: Pilot[Any], widget: Widget, word: str) -> None:
    """Click where a word stands on a widget of one line."""
    line = "".join(segment.text for segment in widget.render_line(widget.gutter.top))
    await click(pilot, widget, line.index(word) + 1, widget.gutter.top)


async def test_rows_fields_filters_and_the_footer(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await click(pilot, app.screen.query_one("#home-search"), 5)
        assert app.current_mode == "search"
        await pilot.press("escape", "2")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, LibraryScreen)
        entries = screen.query_one("#entries", EntryList)
        before = entries.entry
        await click(pilot, entries, 4, 5)
        assert screen.entry not in (None, before)
        assert screen.query_one(Reader).has_focus
        await click_word(pilot, screen.query_one(FilterLine), "tier")
        assert screen.tier == app.session.view.tiers[0].id
        await click(pilot, screen.query_one(Input), 3)
        assert screen.query_one(Input).has_focus
        await pilot.press("escape")
        await settle(pilot)
        await click_word(pilot, screen.query_one(KeyBar), "Help")
        assert isinstance(app.screen, HelpScreen)


async def test_cells_options_and_ticks(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        await settle(pilot)
        matrix = app.screen.query_one(Matrix)
        await click(pilot, matrix, matrix.size.width - 8, 4)
        assert matrix.cursor_column > 1
        assert matrix.attribute
        await pilot.press("c")
        await settle(pilot)
        assert isinstance(app.screen, TierScreen)
        shown = set(app.screen._chosen)
        await click(pilot, app.screen.query_one(TierList), 3, 1)
        assert len(shown - app.screen._chosen) == 1
        await click(pilot, app.screen.query_one("#accept"), 3)
        assert isinstance(app.screen, SectionScreen)
        await pilot.press("5")
        await settle(pilot)
        assert isinstance(app.screen, AdvisorScreen)
        question = app.screen.question
        await click(pilot, app.screen.query_one(Options), 4, 1)
        assert app.progress.answers[question.id] == (question.option[1].id,)
        await click(pilot, app.screen.query_one("#questions"), 4, 9)
        assert app.screen.question is not question


@pytest.mark.parametrize("opening", ["help", "as_of", "export", "change_theme", "jump"])
async def test_a_click_beside_a_dialog_leaves_it(make_app: MakeApp, opening: str) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("6")
        await settle(pilot)
        below = app.screen
        await app.run_action(opening)
        await settle(pilot)
        assert app.screen.is_modal
        inside = next(iter(app.screen.query("Static")), None)
        if inside and opening in ("help", "as_of"):
            await pilot.click(inside)
            assert app.screen.is_modal
        await pilot.click(offset=(0, 39))
        await settle(pilot)
        assert app.screen is below
