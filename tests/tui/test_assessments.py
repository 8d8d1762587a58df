"""Assessments on the screens: asked, saved, gone on with, and what moved. No file of the user's is touched."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.shelf import folder_of
from trusttui import assessments
from trusttui.advisor.relevance import still_asked
from trusttui.advisor.results import Verdict
from trusttui.kept import same_name
from trusttui.pack.model import Pack
from trusttui.pack.view import View
from trusttui.report.blocks import Role
from trusttui.report.words import option_words, verdict_words
from trusttui.tui.app import TrustApp
from trusttui.tui.keeper import Given, Keeper
from trusttui.tui.screens.advisor import AdvisorScreen, Options
from trusttui.tui.screens.assessments import AssessmentsScreen, ComparisonScreen
from trusttui.tui.screens.naming import ConfirmScreen, NameScreen, NoteScreen
from trusttui.tui.screens.verdict import VerdictScreen
from trusttui.tui.widgets.entries import EntryList
from trusttui.tui.widgets.reader import Reader
from trusttui.tui.widgets.standing import Wrapped

TODAY = date(2026, 11, 21)
SIZES = [pytest.param((120, 40), marks=pytest.mark.long), (60, 20)]
CLINIC = {"use": ("staff",), "sector": ("healthcare",), "health-data": ("yes",)}
HOSTILE = "Clinic [pilot] [/foo] [@click=app.quit]x[/]"
Make = Callable[[], TrustApp]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "assessments"


@pytest.fixture
def make(pack: Pack, tmp_path: Path, folder: Path) -> Make:
    return lambda: TrustApp(pack, folder_of(pack, tmp_path), today=TODAY, exports=tmp_path, kept=lambda: folder)


@pytest.fixture
def keep(pack: Pack, folder: Path) -> Callable[..., Path]:
    """Keep an assessment as an earlier run would have done."""

    def kept(name: str, answers: dict[str, tuple[str, ...]], notes: dict[str, str] | None = None) -> Path:
        keeper = Keeper(pack, folder, date(2026, 11, 3))
        keeper.save(Given(answers=answers, notes=notes or {}), name)
        assert keeper.stored is not None
        return keeper.stored.path

    return kept


def text_of(app: TrustApp) -> str:
    return "\n".join("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())


def words_of(app: TrustApp) -> str:
    return " ".join(text_of(app).replace("│", " ").split())


async def go(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


async def settle(pilot: Pilot[None]) -> None:
    """Until what was begun on a thread has been shown."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


def asking(app: TrustApp) -> AdvisorScreen:
    assert isinstance(app.screen, AdvisorScreen)
    return app.screen


async def answer(pilot: Pilot[None], question: str, option: str) -> None:
    """Answer on digit keys, wherever the question is."""
    app = pilot.app
    assert isinstance(app, TrustApp)
    for _ in app.progress.questions:
        if asking(app).question.id == question:
            break
        await pilot.press("n")
    here = asking(app).question
    assert here.id == question
    options = [*(each.id for each in here.option), "unsure"]
    await pilot.press(str(options.index(option) + 1))
    await pilot.pause()


def named(folder: Path, pack: Pack) -> dict[str, dict[str, tuple[str, ...]]]:
    stored, damaged = assessments.shelf(folder, pack)
    assert not damaged
    return {each.kept.name: each.kept.answers for each in stored}


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


# --- the list of them


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


# --- what moved


@pytest.mark.parametrize("size", SIZES)
async def test_the_verdict_says_what_moved_since_it_was_saved(
    make: Make, keep: Callable[..., Path], pack: Pack, size: tuple[int, int]
) -> None:
    path = keep("Clinic pilot", CLINIC)
    now = assessments.load(path, pack).kept.tiers["api"].verdict
    then = next(each for each in Verdict if each is not now)
    head, _, tail = path.read_text().partition("[tier.api]\n")
    assert tail.startswith(f'verdict = "{now}"')
    path.write_text(head + "[tier.api]\n" + tail.replace(now, then, 1))
    app = make()
    async with app.run_test(size=size) as pilot:
        await go(pilot, "5", "a")
        assert "▲ moved since" in text_of(app)
        await go(pilot, "enter", "v")
        shown = words_of(app)
        assert "Moved since it was saved on 3 November 2026" in shown
        assert f"{verdict_words(then)} → {verdict_words(now)}" in shown


async def test_an_assessment_is_read_as_of_its_day(
    make: Make, keep: Callable[..., Path], pack: Pack, folder: Path
) -> None:
    keeper = Keeper(pack, folder, TODAY)
    keeper.save(Given(answers={"use": ("staff",)}, notes={}), "In 2024", "2024-06")
    app = make()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await go(pilot, "down", "enter")
        assert app.session.view.as_of == "2024-06"


async def test_after_a_changed_answer_the_verdict_says_what_it_moved(make: Make, view: View) -> None:
    app = make()
    async with app.run_test(size=(120, 40)) as pilot:
        app.progress.take({"use": ("staff",), "sector": ("general",)}, {})
        before = app.progress.verdict(view).tiers
        await go(pilot, "5", "v")
        document = app.screen.query_one(Reader).document
        assert document is not None
        assert "Moved by your change" not in [block.text for block in document.blocks]
        await go(pilot, "c")
        await answer(pilot, "health-data", "yes")
        await answer(pilot, "chat-reading", "must-not")
        after = app.progress.verdict(view).tiers
        moved = [tier for tier in after if after[tier].verdict is not before[tier].verdict]
        assert moved
        await go(pilot, "v")
        document = app.screen.query_one(Reader).document
        assert document is not None
        end = next(n for n, block in enumerate(document.blocks) if n and block.role in (Role.HEADING, Role.TITLE))
        change = document.blocks[:end]
        assert change[0].text == "Moved by your change"
        for tier in moved:
            arrow = f"{verdict_words(before[tier].verdict)} → {verdict_words(after[tier].verdict)}"
            assert arrow in [block.text for block in change if block.label == view.tier(tier).name]
        rows = [block.label for block in change if not block.text and block.indent == 1]
        assert rows == [view.attribute("admins-see-chats").title], "what health data asks for rules nothing out"


def test_a_draft_is_known_by_its_name(pack: Pack, folder: Path) -> None:
    keeper = Keeper(pack, folder, TODAY)
    for _ in range(2):
        keeper.let_go()
        keeper.save_draft(Given(answers={"use": ("staff",)}, notes={}))
        assert keeper.is_draft
    assert same_name(keeper.name, "draft 2026-11-21 (2)")
    keeper.save(Given(answers={"use": ("staff",)}, notes={}), "Draft of mine")
    assert not keeper.is_draft
    assert len(list(folder.iterdir())) == 2
