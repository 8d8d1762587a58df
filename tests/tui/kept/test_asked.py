"""Assessments on the screens: asked, saved, gone on with. No file of the user's is touched."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.kept.answering import CLINIC, SIZES, Make, answer, asking, named
from tests.tui.seen import go, settle, text_of, words_of
from trusttui.advisor.relevance import still_asked
from trusttui.pack.model import Pack
from trusttui.pack.view import View
from trusttui.report.words import option_words
from trusttui.tui.screens.advisor import Options
from trusttui.tui.screens.naming import NameScreen, NoteScreen
from trusttui.tui.screens.verdict import VerdictScreen
from trusttui.tui.widgets.entries import EntryList
from trusttui.tui.widgets.reader import Reader
from trusttui.tui.widgets.standing import Wrapped

HOSTILE = "Clinic [pilot] [/foo] [@click=app.quit]x[/]"


# --- what is asked


async def test_only_what_can_still_change_the_result_is_asked(make: Make, view: View) -> None:
    app = make()
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "5")
        await answer(pilot, "use", "staff")
        shown = app.screen.query_one("#questions", EntryList).entries
        assert shown == [question.id for question in still_asked(view, app.progress.answers)]
        assert len(shown) < len(view.pack.advisor.question)


async def test_an_answer_falls_away_and_comes_back_with_what_was_answered(make: Make) -> None:
    app = make()
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "5")
        await answer(pilot, "use", "product")
        await answer(pilot, "zdr-use-case", "no")
        await answer(pilot, "retention", "no-requirement")
        assert "zdr-use-case" not in [question.id for question in app.progress.questions]
        await answer(pilot, "retention", "none")
        entries = app.screen.query_one("#questions", EntryList)
        assert "zdr-use-case" in entries.entries
        assert app.progress.answers["zdr-use-case"] == ("no",)


async def test_with_nothing_left_to_ask_there_is_the_verdict(make: Make) -> None:
    app = make()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "5")
        for _ in range(30):
            if isinstance(app.screen, VerdictScreen):
                break
            several = asking(app).question.kind != "one"
            await pilot.press("1")
            if several:
                await pilot.press(str(app.screen.query_one(Options).option_count))
            await pilot.pause()
        assert isinstance(app.screen, VerdictScreen)
        assert app.progress.next_open("") is None


# --- so far


@pytest.mark.parametrize("size", SIZES)
async def test_contradictions_come_first_with_what_mends_them(make: Make, size: tuple[int, int]) -> None:
    app = make()
    async with app.run_test(size=size) as pilot:
        app.progress.take({"use": ("fine-tuning",), "retention": ("none",), "zdr-use-case": ("no",)}, {})
        await go(pilot, "5")
        standing = app.screen.query_one(Wrapped).render().plain
        found = app.progress.so_far(app.session.view).contradictions
        assert found
        assert standing.startswith("▲ ")
        assert " ".join(standing.split()).startswith("▲ " + " ".join(found[0].text.split()))
        assert standing.index("To mend it") < standing.index(app.session.view.tiers[0].short)


async def test_each_tier_names_the_answer_that_moved_it_last(make: Make, view: View) -> None:
    app = make()
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "5")
        await answer(pilot, "use", "staff")
        await pilot.press("6")
        before = app.progress.so_far(view).tiers
        await answer(pilot, "sector", "healthcare")
        after = app.progress.so_far(view).tiers
        moved = {tier for tier in after if after[tier].verdict is not before[tier].verdict}
        assert moved
        by = app.progress.moved_by()
        assert {tier for tier, question in by.items() if question == "sector"} == moved
        question = next(each for each in view.pack.advisor.question if each.id == "sector")
        assert f"← {question.short}: {option_words(question, 'healthcare')}"[:20] in text_of(app)


# --- saving


@pytest.mark.parametrize("size", SIZES)
async def test_a_name_is_asked_once_and_then_answers_save_themselves(
    make: Make, pack: Pack, folder: Path, size: tuple[int, int]
) -> None:
    app = make()
    async with app.run_test(size=size) as pilot:
        await go(pilot, "5")
        await answer(pilot, "use", "staff")
        assert not folder.exists()
        await go(pilot, "s")
        assert isinstance(app.screen, NameScreen)
        await go(pilot, "enter")
        assert "a name needs a letter" in text_of(app).lower()
        await go(pilot, *"Clinic pilot", "enter")
        asking(app)
        assert named(folder, pack) == {"Clinic pilot": {"use": ("staff",)}}
        assert "Clinic pilot" in text_of(app)
        await answer(pilot, "sector", "healthcare")
        await pilot.pause(0.7)
        await settle(pilot)
        assert named(folder, pack)["Clinic pilot"] == {"use": ("staff",), "sector": ("healthcare",)}
        await answer(pilot, "health-data", "yes")
        await pilot.press("q")
    assert named(folder, pack) == {"Clinic pilot": CLINIC}


async def test_answers_without_a_name_are_a_draft_that_home_offers(make: Make, pack: Pack, folder: Path) -> None:
    app = make()
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "5")
        await answer(pilot, "use", "staff")
        await pilot.press("q")
    assert named(folder, pack) == {"Draft 2026-11-21": {"use": ("staff",)}}
    again = make()
    async with again.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Continue “Draft 2026-11-21” 1 of 15" in words_of(again)
        await go(pilot, "down", "enter")
        assert again.progress.answers == {"use": ("staff",)}
        await go(pilot, "s", *"Clinic pilot", "enter")
        assert named(folder, pack) == {"Clinic pilot": {"use": ("staff",)}}


async def test_looking_writes_nothing(make: Make, keep: Callable[..., Path], folder: Path) -> None:
    path = keep("Clinic pilot", CLINIC)
    before = path.read_bytes()
    app = make()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await go(pilot, "down", "enter", "v", "c")
        await pilot.pause(0.7)
        await pilot.press("q")
    assert [each.name for each in folder.iterdir()] == [path.name]
    assert path.read_bytes() == before


async def test_home_names_the_last_one_with_how_far_it_is(make: Make, keep: Callable[..., Path], pack: Pack) -> None:
    keep(HOSTILE, CLINIC)
    app = make()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        asked = len(still_asked(View(pack), CLINIC))
        shown = words_of(app)
        assert "Continue “Clinic [pilot]" in shown
        assert f"3 of {asked}" in shown
        await go(pilot, "down", "enter")
        assert app.progress.answers == CLINIC
        assert asking(app).question.id not in CLINIC
        assert "[@click=app.quit]" in text_of(app)


async def test_a_read_only_home_is_said_once_and_the_program_goes_on(make: Make, folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("a file in place of the folder")
    app = make()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await go(pilot, "5")
        await answer(pilot, "use", "staff")
        await go(pilot, "s", *"Pilot", "enter")
        assert isinstance(app.screen, NameScreen)
        assert "cannot be written" in words_of(app)
        await go(pilot, "escape", "v")
        assert isinstance(app.screen, VerdictScreen)
        await pilot.press("q")
    assert folder.read_text() == "a file in place of the folder"


async def test_a_file_that_someone_else_changed_is_left_and_told_of_once(
    make: Make, keep: Callable[..., Path], folder: Path, pack: Pack
) -> None:
    path = keep("Clinic pilot", {"use": ("staff",)})
    app = make()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await go(pilot, "down", "enter")
        theirs = path.read_bytes() + b"# theirs\n"
        path.write_bytes(theirs)
        for option in ("healthcare", "general"):
            await answer(pilot, "sector", option)
            await pilot.pause(0.7)
            await settle(pilot)
        assert path.read_bytes() == theirs
        told = [each for each in app._notifications if each.message.startswith("Not kept: ")]
        assert len(told) == 1
        assert "not kept" in text_of(app)
        await go(pilot, "s")
        assert isinstance(app.screen, NameScreen)
        await go(pilot, *"Mine", "enter")
        asking(app)
    assert path.read_bytes() == theirs
    assert named(folder, pack)["Mine"] == {"use": ("staff",), "sector": ("general",)}


async def test_starting_over_leaves_the_kept_one_as_it_was(
    make: Make, keep: Callable[..., Path], folder: Path, pack: Pack
) -> None:
    keep("Clinic pilot", CLINIC)
    app = make()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await go(pilot, "down", "enter", "X")
        assert app.progress.answers == {}
        await answer(pilot, "use", "product")
        await pilot.pause(0.7)
        assert named(folder, pack) == {"Clinic pilot": CLINIC}


# --- notes


@pytest.mark.parametrize("size", SIZES)
async def test_a_note_is_shown_with_its_question_and_in_the_verdict(
    make: Make, folder: Path, size: tuple[int, int]
) -> None:
    app = make()
    async with app.run_test(size=size) as pilot:
        await go(pilot, "5", "w")
        assert isinstance(app.screen, NoteScreen)
        await go(pilot, *"ask [Mrs W]", "enter")
        asking(app)
        assert "Your note ask [Mrs W]" in words_of(app)
        await answer(pilot, "use", "staff")
        await go(pilot, "s", *"N", "enter", "v")
        document = app.screen.query_one(Reader).document
        assert document is not None
        assert "ask [Mrs W]" in [block.text for block in document.blocks]
    data = tomllib.loads(next(folder.iterdir()).read_text())
    assert data["notes"] == {"use": "ask [Mrs W]"}
