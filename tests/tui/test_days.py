"""`t` on every screen: what is shown is worked out anew, and the place is kept where the day still has it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.seen import go, text_of
from trusttui.pack.model import Pack
from trusttui.pack.view import View
from trusttui.report.words import value_words
from trusttui.tui.app import TrustApp
from trusttui.tui.document import describe_assessment
from trusttui.tui.screens.advisor import AdvisorScreen, Options
from trusttui.tui.screens.as_of import AsOfScreen
from trusttui.tui.screens.compare import CompareScreen
from trusttui.tui.screens.help import HelpScreen
from trusttui.tui.screens.verdict import VerdictScreen
from trusttui.tui.widgets.entries import EntryList
from trusttui.tui.widgets.matrix import Matrix
from trusttui.tui.widgets.reader import Reader

MakeApp = Callable[..., TrustApp]
SIZES = [(120, 40), (60, 20)]


async def read_as_of(pilot: Pilot[None], day: str, key: str = "t") -> None:
    """As a user does it: the key, then the date in the field."""
    await pilot.press(key)
    await pilot.pause()
    assert isinstance(pilot.app.screen, AsOfScreen)
    await pilot.press("tab", *day, "enter")
    await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["1", "2", "3", "4", "5", "6", "7", "8"])
async def test_every_section_reads_as_of_another_day_and_back(
    make_app: MakeApp, small_pack: Pack, size: tuple[int, int], key: str
) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=size) as pilot:
        await go(pilot, key, "g")
        before = text_of(app)
        await read_as_of(pilot, "2021")
        assert app.session.view.as_of == "2021"
        assert "2021" in text_of(app).splitlines()[0]
        assert text_of(app) != before
        await read_as_of(pilot, "2023-05-20")
        assert app.focused is not None
        assert app.focused.display
        await go(pilot, "g")
        if key != "1":  # Home's columns depend on what else it holds
            assert text_of(app).splitlines()[1:] == before.splitlines()[1:]


@pytest.mark.parametrize("key", ["2", "3", "6", "7", "8"])
async def test_a_list_holds_what_the_day_has(make_app: MakeApp, small_pack: Pack, key: str) -> None:
    app = make_app(small_pack, as_of="2023")
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, key)
        now = app.screen.query_one("#entries", EntryList).entries
        await read_as_of(pilot, "2022-11")
        view = View(small_pack, "2022-11")
        known = {each.id for each in (*view.articles, *view.changes)} | {f"sources/{each.id}" for each in view.sources}
        assert app.screen.query_one("#entries", EntryList).entries == [entry for entry in now if entry in known]


@pytest.mark.parametrize("size", SIZES)
async def test_an_entry_being_read_stays_and_says_what_was_said_then(
    make_app: MakeApp, small_pack: Pack, size: tuple[int, int]
) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=size) as pilot:
        app.open_entry("answers/general/retention")
        await pilot.pause()
        await read_as_of(pilot, "2022-11")
        reader = app.screen.query_one(Reader)
        assert reader.display
        assert reader.document is not None
        assert reader.document.id == "answers/general/retention"
        assert "60 days" in text_of(app)
        assert "20 days" not in text_of(app)
        assert app.screen.has_class("-reading")


@pytest.mark.parametrize("size", SIZES)
async def test_an_entry_that_the_day_does_not_have_is_left_for_the_list(
    make_app: MakeApp, small_pack: Pack, size: tuple[int, int]
) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=size) as pilot:
        app.open_entry("changes/2023-05-kept-20-days")
        await pilot.pause()
        await read_as_of(pilot, "2022-11")
        assert not app.screen.has_class("-reading")
        assert app.screen.query_one("#entries", EntryList).entries == ["changes/2022-11-engine"]
        assert app.focused is app.screen.query_one("#entries")
        await read_as_of(pilot, "2021")
        assert "There is nothing to list here" in text_of(app)
        await go(pilot, "j", "k", "g", "G", "enter", "y")
        await read_as_of(pilot, "2023")
        assert app.focused is app.screen.query_one("#entries")


@pytest.mark.parametrize("typing", [True, False])
async def test_a_search_keeps_its_words_and_its_place(make_app: MakeApp, small_pack: Pack, typing: bool) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "slash", *"kept")
        entries = app.screen.query_one("#entries", EntryList)
        assert len(entries.entries) > 1
        entries.go_to("answers/general/retention")
        await go(pilot, *([] if typing else ["enter"]))
        assert "20 days" in text_of(app)
        # In the field `t` is a letter.
        await read_as_of(pilot, "2022-11", "ctrl+t" if typing else "t")
        assert app.screen.query_one(Input).value == "kept"
        assert entries.entry == "answers/general/retention"
        assert app.screen.query_one(Reader).document.id == "answers/general/retention"
        assert "60 days" in text_of(app)
        assert "20 days" not in text_of(app)


async def test_a_verdict_is_worked_out_for_the_day(make_app: MakeApp, small_pack: Pack) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "5")
        app.progress.answers.update({"use": ("staff",), "personal-data": ("yes",)})
        await go(pilot, "v")
        assert isinstance(app.screen, VerdictScreen)
        await go(pilot, "space")
        scrolled = app.screen.query_one(Reader).scroll_offset.y
        assert scrolled
        await read_as_of(pilot, "2022-11")
        assert isinstance(app.screen, VerdictScreen)
        view = View(small_pack, "2022-11")
        document = describe_assessment(view, app.progress.verdict(view))
        reader = app.screen.query_one(Reader)
        assert reader.document == document
        assert reader.scroll_offset.y == min(scrolled, reader.max_scroll_y)
        await go(pilot, "escape")
        assert isinstance(app.screen, AdvisorScreen)


async def test_the_advisor_keeps_its_question_and_moves_the_standing(make_app: MakeApp, small_pack: Pack) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "5")
        app.progress.answers["use"] = ("staff",)
        await go(pilot, "n")
        screen = app.screen
        assert isinstance(screen, AdvisorScreen)
        question, before = screen.question.id, text_of(app)
        assert "Engine" in before
        await go(pilot, "down")
        highlighted = screen.query_one(Options).highlighted
        await read_as_of(pilot, "2021")
        assert screen.question.id == question
        assert screen.query_one(Options).highlighted == highlighted
        assert "Engine" not in text_of(app)


async def test_the_matrix_keeps_row_and_tier_and_a_tier_comes_back(make_app: MakeApp, six_pack: Pack) -> None:
    app = make_app(six_pack)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "4")
        screen = app.screen
        assert isinstance(screen, CompareScreen)
        matrix = screen.query_one(Matrix)
        await go(pilot, "right", "right", "down", "down", "down")
        attribute = matrix.attribute
        await read_as_of(pilot, "2022-11")
        assert [column.key.value for column in matrix.ordered_columns] == ["title", "desk", "engine"]
        assert (matrix.attribute, matrix.cursor_column) == (attribute, 2)
        cell = View(six_pack, "2022-11").cell(str(attribute), "engine")
        assert value_words(cell.value) in [block.text for block in screen.query_one(Reader).document.blocks]
        await read_as_of(pilot, "2023")
        await go(pilot, "right", "right")
        assert screen._tier_under_cursor().id == "clinic"
        await read_as_of(pilot, "2022-11")
        await read_as_of(pilot, "2023")
        assert screen._tier_under_cursor().id == "clinic"
        assert matrix.attribute == attribute


async def test_a_day_before_the_first_source_is_refused_in_words(make_app: MakeApp, small_pack: Pack) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=(80, 24)) as pilot:
        await read_as_of(pilot, "2020")
        assert isinstance(app.screen, AsOfScreen)
        assert "the first is of 2021" in " ".join(text_of(app).split())
        await go(pilot, "escape")
        assert app.session.view.is_present


@pytest.mark.parametrize("size", SIZES)
async def test_the_dialog_keeps_its_field_in_sight_with_many_sources(
    make_app: MakeApp, pack: Pack, size: tuple[int, int]
) -> None:
    app = make_app(pack)
    async with app.run_test(size=size) as pilot:
        await go(pilot, "t", "tab")
        field = app.screen.query_one(Input)
        assert app.screen.region.contains_region(field.region)
        assert "or a date" in text_of(app)


async def test_help_and_dialogs_do_not_take_the_day(make_app: MakeApp, small_pack: Pack) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "question_mark", "t")
        assert isinstance(app.screen, HelpScreen)
