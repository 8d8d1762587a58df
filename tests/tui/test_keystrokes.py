"""Keys that come faster than the interface works: each is for what the one before it has led to."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.seen import is_working
from trusttui.pack.model import Pack
from trusttui.tui.app import TrustApp
from trusttui.tui.palette import Palette
from trusttui.tui.screens.as_of import AsOfScreen

MakeApp = Callable[..., TrustApp]


async def at_once(pilot: Pilot[None], *keys: str | tuple[int, int]) -> None:
    """Keys, and clicks on cells, that are all there before the first is worked on, as when the program was busy."""
    for key in keys:
        if isinstance(key, tuple):
            for kind in (events.MouseDown, events.MouseUp):
                pilot.app.post_message(kind(None, *key, 0, 0, 1, False, False, False, *key))
            continue
        character = {"slash": "/", "space": " ", "minus": "-"}.get(key, key if len(key) == 1 else None)
        event = events.Key(key, character)
        event.set_sender(pilot.app)
        pilot.app.post_message(event)
    for _ in range(8):
        await pilot.pause()


async def test_what_is_typed_after_the_key_of_the_search_is_typed_into_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await at_once(pilot, "slash", *"audited", "space", *"for")
        assert app.current_mode == "search"
        assert len(app.screen_stack) == 1
        assert app.screen.query_one("#query", Input).value == "audited for"


async def test_an_answer_is_given_to_the_question_that_was_asked(make_app: MakeApp, small_pack: Pack) -> None:
    slowly, quickly = make_app(small_pack), make_app(small_pack)
    keys = ("5", *"1n2n1n21n")
    async with slowly.run_test(size=(100, 30)) as pilot:
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
    async with quickly.run_test(size=(100, 30)) as pilot:
        await at_once(pilot, *keys)
    assert slowly.progress.answers
    assert quickly.progress.answers == slowly.progress.answers


async def test_a_dialog_gets_what_is_typed_after_the_key_that_opens_it(make_app: MakeApp, small_pack: Pack) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_once(pilot, "5", "1", "w", *"quit", "enter", "x", "1", "s", *"tqe")
        assert app.screen.query_one(Input).value == "tqe"
        assert list(app.progress.notes.values()) == ["quit"]


async def test_in_a_terminal_that_is_too_small_a_key_only_leaves(make_app: MakeApp, small_pack: Pack) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=(30, 8)) as pilot:
        for key in ("6", "pagedown", "enter", "slash", "b"):
            await pilot.press(key)
        assert app.current_mode == "home"
        await pilot.press("q")
        assert not app.is_running


async def test_a_list_that_is_not_laid_out_bears_a_key(make_app: MakeApp, small_pack: Pack) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_once(pilot, "colon", "pageup", "pagedown", "escape", "2", "pagedown", "t", "pageup", "escape")
        app.screen.query_one("#entries").display = False
        await at_once(pilot, "pagedown", "pageup")
        assert app.is_running
        assert app.current_mode == "answers"


async def test_what_is_hidden_gives_the_focus_on(make_app: MakeApp, small_pack: Pack) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_once(pilot, "2")
        app.screen.set_focus(None)
        await pilot.pause()
        await pilot.pause()
        assert app.focused is not None


async def test_a_date_is_typed_at_once(make_app: MakeApp, small_pack: Pack) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_once(pilot, "t", *"2022", "minus", "1", "1", "enter")
        assert app.session.view.as_of.startswith("2022-11")


async def test_a_dialog_gives_its_result_once(make_app: MakeApp, small_pack: Pack) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=(100, 30)) as pilot:
        for key, dialog in (("t", AsOfScreen), ("colon", Palette)):
            await at_once(pilot, key)
            shown = app.screen
            assert isinstance(shown, dialog)
            shown.dismiss(None)
            shown.dismiss(None)
            await pilot.pause()
            assert len(app.screen_stack) == 1


async def test_keys_that_wait_are_not_held_up_by_one_for_nothing(make_app: MakeApp, small_pack: Pack) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=(30, 8)) as pilot:
        await at_once(pilot, "ctrl+z", "6", "2", "7", "q")
        assert not app.is_running or app._exit


async def test_clicks_and_pastes_wait_like_keys(make_app: MakeApp, small_pack: Pack) -> None:
    def mouse(kind: type[events.MouseEvent]) -> events.MouseEvent:
        return kind(None, 5, 5, 0, 0, 1, False, False, False, 5, 5)

    app = make_app(small_pack)
    async with app.run_test(size=(100, 30)) as pilot:
        held = app._keystrokes.hold
        assert not held(events.Key("j", "j"))
        assert held(mouse(events.MouseDown))
        assert held(mouse(events.MouseUp))
        assert held(events.Paste("x"))
        assert held(events.Key("k", "k"))
        assert not held(mouse(events.MouseMove))
        while is_working(app):
            await pilot.pause()


async def test_a_click_comes_after_the_keys_before_it(make_app: MakeApp, small_pack: Pack) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=(100, 30)) as pilot:
        line = "".join(segment.text for segment in app.screen._compositor.render_strips()[1])
        tab = line.index("4 Compare"), 1
        await at_once(pilot, "slash", *"kept", "enter", tab, "d")
        assert app.current_mode == "compare"
        assert "differences only" in str(app.screen.query_one("#compare-state").render())
        await at_once(pilot, "left_square_bracket")
        assert app.screen.query_one("#query", Input).value == "kept"


async def test_a_key_that_comes_when_the_screens_are_gone_is_for_nothing(make_app: MakeApp, small_pack: Pack) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=(100, 30)):
        pass
    assert app._keystrokes.hold(events.Key("j", "j"))


async def test_what_was_hidden_under_a_dialog_gives_the_focus_on(make_app: MakeApp, small_pack: Pack) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=(120, 40)) as pilot:
        await at_once(pilot, "5")
        app.screen.query_one("#questions").focus()
        await at_once(pilot, "t")
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        await at_once(pilot, "escape")
        assert app.current_mode == "advisor"
        assert app.focused is not None
