"""Dialogs where there is little room: what one types into, what is said of it and how to accept stay in view."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static, TextArea

from tests.tui.seen import go, settle, text_of
from trusttui.sources.copies import Copies
from trusttui.tui.app import TrustApp
from trusttui.tui.dialog import Dialog
from trusttui.tui.provenance import Provenance

MakeApp = Callable[..., TrustApp]
SIZES = [(80, 24), (60, 20), (40, 24), (40, 12)]
DIALOGS = {
    "as-of": "2 t",
    "another day": "4 a",
    "tiers": "4 c",
    "verify": "8 v",
    "verify all": "8 V",
    "export": "2 e",
    "note on an entry": "2 w",
    "note on a question": "5 1 w",
}


def opened(make_app: MakeApp, folder: Path) -> TrustApp:
    app = make_app()
    app.session.show_checks(
        Provenance(
            app.session.pack, checks=folder / "checks.json", copies=lambda: Copies(folder / "pages"), today="2026-11-21"
        )
    )
    return app


def is_whole(app: TrustApp, widget: Widget) -> bool:
    """Whether all of a widget is on the screen."""
    seen = app.screen._compositor.visible_widgets
    if widget not in seen:
        return not widget.region.height
    region, clip = seen[widget]
    return region.intersection(clip) == region


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", DIALOGS.values(), ids=DIALOGS)
async def test_field_fault_and_the_way_to_accept_are_in_view(
    make_app: MakeApp, tmp_path: Path, size: tuple[int, int], keys: str
) -> None:
    app = opened(make_app, tmp_path)
    async with app.run_test(size=size) as pilot:
        await go(pilot, *keys.split())
        assert isinstance(app.screen, Dialog)
        for problem in (None, "Why this is of no use, and what would be of more use than that."):
            if problem:
                app.screen.query_one("#problem", Static).update(problem)
                await settle(pilot)
            for widget in app.screen.query("Input, TextArea, #problem, #accept"):
                assert is_whole(app, widget), (widget, text_of(app))


@pytest.mark.parametrize("size", SIZES)
async def test_a_day_that_is_none_is_refused_in_view(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await go(pilot, "2", "t", *"2019", "enter")
        assert "No source" in text_of(app)
        assert is_whole(app, app.screen.query_one("#problem"))
        assert is_whole(app, app.screen.query_one(Input))
        days = app.screen.query_one(OptionList)
        assert days.size.height >= 2
        await go(pilot, "shift+tab", "end")
        assert days.highlighted == days.option_count - 1
        assert "2021" in text_of(app), "the list has the rows that there is no room for"


async def test_a_long_note_gives_way_to_what_is_said_of_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(40, 12)) as pilot:
        await go(pilot, "2", "w")
        app.screen.query_one(TextArea).text = "\n".join(f"line {number}" for number in range(20))
        await go(pilot, "escape")
        assert "Escape once more" in " ".join(text_of(app).split())
        assert is_whole(app, app.screen.query_one("#problem"))
        assert app.screen.query_one(TextArea).size.height >= 2


async def test_a_dialog_that_is_made_smaller_keeps_its_end_in_view(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "2", "t")
        await pilot.resize_terminal(40, 12)
        await settle(pilot)
        assert is_whole(app, app.screen.query_one(Input))
