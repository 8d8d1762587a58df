"""The list of what is kept: gone on with, renamed, deleted, compared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import sleep

import pytest
from textual.widgets import Input

from tests.tui.kept.answering import CLINIC, SIZES, Make, answer, asking, named
from tests.tui.seen import go, settle, text_of, words_of
from trusttui import assessments
from trusttui.advisor.relevance import still_asked
from trusttui.pack.model import Pack
from trusttui.pack.view import View
from trusttui.tui.screens.assessments import AssessmentsScreen, ComparisonScreen
from trusttui.tui.screens.naming import ConfirmScreen
from trusttui.tui.widgets.entries import EntryList
from trusttui.tui.widgets.reader import Reader


async def test_what_is_read_first_and_comes_last_does_not_take_the_place_away(
    make: Make, keep: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [keep(name, CLINIC).name for name in ("One", "Two", "Three")]
    read, reads = assessments.shelf, 0

    def slower_at_first(folder: Path, pack: Pack) -> object:
        nonlocal reads
        reads += 1
        if reads == 1:
            sleep(0.2)
        return read(folder, pack)

    app = make()
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "5", "a", "end")
        left = app.screen.query_one("#kept", EntryList).entry
        assert left in names
        await go(pilot, "2")
        monkeypatch.setattr(assessments, "shelf", slower_at_first)
        await pilot.press("left_square_bracket")
        await pilot.pause(0.5)
        await settle(pilot)
        assert isinstance(app.screen, AssessmentsScreen)
        assert app.screen.query_one("#kept", EntryList).entry == left
        # Nor does what is read without a place while that of another is not there yet.
        reads = 0
        other = next(name for name in names if name != left)
        app.screen.look(other)
        await pilot.pause(0.05)
        app.screen.look()
        await pilot.pause(0.5)
        await settle(pilot)
        assert app.screen.query_one("#kept", EntryList).entry == other


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_names_all_and_what_cannot_be_read(
    make: Make, keep: Callable[..., Path], folder: Path, pack: Pack, size: tuple[int, int]
) -> None:
    keep("Clinic pilot", CLINIC)
    (folder / "half.toml").write_text('schema = 1\nname = "Ha')
    app = make()
    async with app.run_test(size=size) as pilot:
        await go(pilot, "5", "a")
        assert isinstance(app.screen, AssessmentsScreen)
        shown = words_of(app)
        asked = len(still_asked(View(pack), CLINIC))
        assert f"Clinic pilot 3 of {asked} answered · saved 3 November 2026" in shown
        assert "half.toml" in shown
        await go(pilot, "j", "enter")
        assert isinstance(app.screen, AssessmentsScreen)
        assert (folder / "half.toml").read_text() == 'schema = 1\nname = "Ha'
        await go(pilot, "g", "enter")
        asking(app)
        assert app.progress.answers == CLINIC


async def test_the_palette_has_it_everywhere(make: Make) -> None:
    app = make()
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "3")
        await go(pilot, "colon", *"assessments")
        await app.workers.wait_for_complete()
        await go(pilot, "enter")
        await settle(pilot)
        assert isinstance(app.screen, AssessmentsScreen)
        assert "Nothing is kept yet" in text_of(app)


async def test_renaming_says_what_is_wrong_with_a_name(
    make: Make, keep: Callable[..., Path], folder: Path, pack: Pack
) -> None:
    keep("Two", {"use": ("product",)})
    keep("One", CLINIC)
    app = make()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "5", "a", "g", "r")
        chosen = app.screen.query_one(Input)
        had = chosen.value
        other = "Two" if had == "One" else "One"
        chosen.value = other.upper()
        await go(pilot, "enter")
        assert "already an assessment" in words_of(app)
        chosen.value = "Three"
        await go(pilot, "enter")
        assert set(named(folder, pack)) == {other, "Three"}
        assert "Three" in text_of(app)


async def test_deleting_asks_first(make: Make, keep: Callable[..., Path], folder: Path, pack: Pack) -> None:
    keep("Clinic pilot", CLINIC)
    app = make()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await go(pilot, "down", "enter", "a", "d")
        assert isinstance(app.screen, ConfirmScreen)
        await go(pilot, "escape")
        assert named(folder, pack) == {"Clinic pilot": CLINIC}
        await go(pilot, "d", "y")
        assert named(folder, pack) == {}
        await pilot.press("q")
    assert named(folder, pack) == {}, "what was deleted does not come back as a draft"


@pytest.mark.parametrize("size", SIZES)
async def test_marking_two_compares_them(make: Make, keep: Callable[..., Path], size: tuple[int, int]) -> None:
    keep("One", CLINIC)
    keep("Two", {**CLINIC, "health-data": ("no",)})
    app = make()
    async with app.run_test(size=size) as pilot:
        await go(pilot, "5", "a", "g", "space")
        assert "■" in text_of(app)
        await go(pilot, "j", "space")
        assert isinstance(app.screen, ComparisonScreen)
        document = app.screen.query_one(Reader).document
        assert document is not None
        assert {"One", "Two"} <= {block.label for block in document.blocks}
        await go(pilot, "escape")
        assert isinstance(app.screen, AssessmentsScreen)
        assert "■" not in text_of(app)


async def test_going_on_with_another_keeps_what_has_no_name(
    make: Make, keep: Callable[..., Path], folder: Path, pack: Pack
) -> None:
    keep("Clinic pilot", CLINIC)
    app = make()
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "5")
        await answer(pilot, "use", "product")
        await go(pilot, "a", "enter")
        assert app.progress.answers == CLINIC
        assert named(folder, pack) == {"Clinic pilot": CLINIC, "Draft 2026-11-21": {"use": ("product",)}}
