"""Jump mode: each pane, list, field, tab and link in view has a letter, and typing it goes there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Input

from tests.tui.seen import text_of
from tests.tui.test_places import settle
from trusttui.tui.app import TrustApp
from trusttui.tui.jump import LETTERS, JumpScreen, Label, Target, labels
from trusttui.tui.screens.base import SectionScreen
from trusttui.tui.widgets.reader import LinkList, Reader

MakeApp = Callable[..., TrustApp]
SIZES = [(120, 40), (60, 20)]
MODES = ["home", "answers", "compare", "advisor", "changes", "search"]
KEY = "apostrophe"


@given(st.integers(0, 600))
def test_no_label_is_the_beginning_of_another(count: int) -> None:
    made = labels(count)
    assert len(made) == len(set(made)) == count
    assert not any(one != other and other.startswith(one) for one in made[:40] for other in made)
    assert count > len(LETTERS) or all(len(each) == 1 for each in made)


def shown(app: TrustApp) -> list[Target]:
    assert isinstance(app.screen, JumpScreen)
    return list(app.screen._targets)


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_every_pane_in_view_has_a_letter_that_hides_no_words(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        for mode in MODES:
            app.go(mode)
            await settle(pilot, 2)
            if mode == "search":
                await pilot.press("escape")
            below = app.screen
            assert isinstance(below, SectionScreen)
            before = text_of(app).splitlines()
            await app.run_action("jump")
            await settle(pilot, 2)
            targets = shown(app)
            assert {target.label for target in targets} >= set("12345678")
            letters = [target for target in targets if not target.label.isdigit()]
            in_view = [w for w in below.focus_chain if w in below._compositor.visible_widgets]
            panes = [w for w in in_view if not isinstance(w, LinkList)]
            assert len(letters) >= len(panes)
            after = text_of(app).splitlines()
            for target in targets:
                hidden = before[target.at.y][target.at.x]
                assert after[target.at.y][target.at.x : target.at.x + len(target.label)] == target.label
                assert hidden == target.label or not hidden.isalnum(), (mode, target, before[target.at.y])
            await pilot.press("escape")
            await settle(pilot, 2)
            assert app.screen is below


@pytest.mark.parametrize("size", SIZES)
async def test_each_letter_goes_to_its_pane(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("2")
        await settle(pilot, 2)
        reached = set()
        count = None
        number = 0
        while count is None or number < count:
            if isinstance(app.focused, Input):
                await pilot.press("escape")
            await pilot.press(KEY)
            await settle(pilot, 2)
            letters = [target.label for target in shown(app) if not target.label.isdigit()]
            count = len(letters)
            await pilot.press(*letters[number])
            await settle(pilot, 2)
            reached.add(type(app.focused).__name__)
            number += 1
        expected = {"Query", "EntryList"} | ({"Reader"} if size[0] >= 100 else set())
        assert reached == expected


@pytest.mark.parametrize("size", SIZES)
async def test_a_link_is_followed_by_its_letter(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("6", "enter", "G")
        await settle(pilot, 2)
        links = app.screen.query_one(Reader).document.links
        await pilot.press(KEY)
        await settle(pilot, 2)
        last = max((t for t in shown(app) if not t.label.isdigit()), key=lambda target: target.at.y)
        await pilot.press(*last.label)
        await settle(pilot, 2)
        assert app.history.current is not None
        assert app.history.current.entry == links[-1].target


async def test_a_tab_is_gone_to_by_its_digit_and_the_field_takes_letters(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("3", KEY, "7")
        await settle(pilot, 2)
        assert app.current_mode == "changes"
        await pilot.press(KEY, "a")
        await settle(pilot, 2)
        assert isinstance(app.focused, Input)
        await pilot.press("a", KEY)
        assert app.focused.value == "a'"


async def test_two_letters_where_one_is_not_enough(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("8", "enter", "G")
        await settle(pilot, 2)
        await pilot.press(KEY)
        await settle(pilot, 2)
        doubles = [target for target in shown(app) if len(target.label) == 2]
        assert doubles
        first, second = doubles[-1].label
        await pilot.press(first)
        await settle(pilot, 2)
        left = [label for label in app.screen.query(Label) if label.display]
        assert all(str(label.render())[0] == first for label in left)
        assert len(left) < len(shown(app))
        await pilot.press(second)
        await settle(pilot, 2)
        assert not isinstance(app.screen, JumpScreen)


@pytest.mark.parametrize("leave", ["escape", KEY, "click", "resize"])
async def test_ways_out_that_change_nothing(make_app: MakeApp, leave: str) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", KEY)
        await settle(pilot, 2)
        focused = app.screen_stack[0].focused
        await pilot.press("0", "ctrl+a", "f5")
        assert isinstance(app.screen, JumpScreen)
        if leave == "click":
            await pilot.click(offset=(40, 12))
        elif leave == "resize":
            await pilot.resize_terminal(60, 20)
        else:
            await pilot.press(leave)
        await settle(pilot, 2)
        assert isinstance(app.screen, SectionScreen)
        assert app.focused is focused
