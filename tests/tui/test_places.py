"""Back and forward: each place is found as it was left, with what was typed, chosen, highlighted and scrolled."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from trusttui.tui.app import TrustApp
from trusttui.tui.screens.compare import CompareScreen
from trusttui.tui.screens.library import LibraryScreen
from trusttui.tui.screens.over_time import OverTimeScreen
from trusttui.tui.screens.verdict import VerdictScreen
from trusttui.tui.snapshot import State, state_of
from trusttui.tui.widgets.entries import EntryList
from trusttui.tui.widgets.reader import LinkList, Reader

MakeApp = Callable[..., TrustApp]
SIZES = [(120, 40), (60, 20)]
BACK, FORWARD = "left_square_bracket", "right_square_bracket"


async def settle(pilot: Pilot[None], rounds: int = 4) -> None:
    """Until what a key has set in motion is laid out: scrolling waits for the layout, and that for the filling."""
    for _ in range(rounds):
        await pilot.pause()


def left(app: TrustApp) -> State:
    screen = app._section()
    assert screen is not None
    return state_of(screen)


@pytest.mark.parametrize("size", SIZES)
async def test_a_list_comes_back_with_its_filter_its_words_and_its_reader(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("2", "f", "f", "slash", *"data", "down", "down", "enter", "j", "j", "j")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, LibraryScreen)
        before = left(app)
        assert before.fields["query"] == "data"
        assert before.own["filters"]
        assert before.scrolled["reader"][1] == 3
        await pilot.press("4", "6")
        await settle(pilot)
        # Meanwhile the same screen is used for something else.
        app.open_entry("answers/api/retention")
        await settle(pilot)
        assert left(app).fields["query"] == ""
        await pilot.press(BACK, BACK, BACK)
        await settle(pilot)
        assert app.screen is screen
        assert left(app) == before
        await pilot.press(FORWARD)
        await settle(pilot)
        assert app.current_mode == "compare"


async def test_the_list_before_an_entry_is_a_place_of_its_own(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("2", "j", "j")
        await settle(pilot)
        entry = app.screen.query_one("#entries", EntryList).entry
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen.has_class("-reading")
        await pilot.press(BACK)
        await settle(pilot)
        assert not app.screen.has_class("-reading")
        assert app.screen.query_one("#entries", EntryList).entry == entry
        await pilot.press(FORWARD)
        await settle(pilot)
        assert app.screen.has_class("-reading")
        assert app.screen.query_one(Reader).has_focus


async def test_a_followed_link_leads_back_to_that_link(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6", "enter", "enter", "j", "j")
        await settle(pilot)
        assert isinstance(app.focused, LinkList)
        before = left(app)
        await pilot.press("enter")
        await settle(pilot)
        assert left(app) != before
        await pilot.press(BACK)
        await settle(pilot)
        assert left(app) == before
        assert isinstance(app.focused, LinkList)


async def test_compare_comes_back_to_its_cell(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "d", "right", "right", "right", "G", "k")
        await settle(pilot)
        before = left(app)
        assert before.rows["matrix"][1] > 1
        assert before.scrolled["matrix"][1] > 0
        await pilot.press("3")
        app.open_entry("matrix/saml-sso")
        await settle(pilot)
        assert isinstance(app.screen, CompareScreen)
        assert left(app).rows["matrix"] != before.rows["matrix"]
        await pilot.press(BACK, BACK)
        await settle(pilot)
        assert left(app) == before


async def test_what_lies_over_a_section_comes_back_too(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4", "right", "a", "down", "enter")
        await settle(pilot)
        assert isinstance(app.screen, OverTimeScreen)
        await pilot.press("j", "f")
        await settle(pilot)
        before = left(app)
        link = str(app.screen.link())
        await pilot.press("2")
        await settle(pilot)
        await pilot.press(BACK)
        await settle(pilot)
        assert isinstance(app.screen, OverTimeScreen)
        assert (str(app.screen.link()), left(app)) == (link, before)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, CompareScreen)


async def test_a_link_of_the_verdict_leads_back_to_the_verdict(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5", "1", "v", "enter", "j")
        await settle(pilot)
        assert isinstance(app.screen, VerdictScreen)
        before = left(app)
        assert before.focused == "LinkList"
        await pilot.press("enter")
        await settle(pilot)
        assert app.current_mode != "advisor"
        await pilot.press(BACK)
        await settle(pilot)
        assert isinstance(app.screen, VerdictScreen)
        assert left(app) == before


async def test_home_comes_back_to_the_pane_that_had_the_focus(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("tab", "tab", "tab", "down", "down")
        await settle(pilot)
        before = left(app)
        await pilot.press("enter")
        await settle(pilot)
        assert app.current_mode != "home"
        await pilot.press(BACK)
        await settle(pilot)
        assert (app.current_mode, left(app)) == ("home", before)


async def test_another_day_without_the_entry_is_no_trouble(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("7", "enter", "4")
        await settle(pilot)
        app.session.set_as_of("2023-07-31")
        await pilot.press(BACK)
        await settle(pilot)
        assert app.current_mode == "changes"
        assert app.focused is not None
