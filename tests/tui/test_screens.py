"""Each screen, driven by keys and the mouse, at the sizes people have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from tests.tui.seen import text_of
from trusttui.pack.model import Pack, Value
from trusttui.pack.view import View
from trusttui.report.blocks import Role
from trusttui.report.words import value_words
from trusttui.tui.app import TrustApp
from trusttui.tui.screens.advisor import AdvisorScreen, Options
from trusttui.tui.screens.compare import CompareScreen, Matrix
from trusttui.tui.screens.verdict import VerdictScreen
from trusttui.tui.widgets.chrome import SectionBar
from trusttui.tui.widgets.entries import EntryList
from trusttui.tui.widgets.reader import LinkList, Reader

MakeApp = Callable[..., TrustApp]
SIZES = [(120, 40), (80, 24), (60, 20)]
MODES = ["home", "answers", "commitments", "compare", "advisor", "agreements", "changes", "sources"]


@pytest.mark.parametrize("size", SIZES)
async def test_every_section_opens_on_its_number_key(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        for number, mode in enumerate(MODES, 1):
            await pilot.press("escape", "escape", "1") if mode != "home" else None
            if app.current_mode == "advisor":
                app.go("home")
            await pilot.press(str(number))
            await pilot.pause()
            assert app.current_mode == mode
            assert app.screen.query_one(SectionBar).size.height == 1


async def test_a_click_on_a_section_goes_there(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        bar = app.screen.query_one(SectionBar)
        for wanted in ("changes", "home", "sources"):
            at = next(x for x in range(bar.size.width) if (part := bar.part_at(x)) and part.id == wanted)
            await pilot.click(SectionBar, offset=(at + bar.gutter.left, 0))
            await pilot.pause()
            assert app.current_mode == wanted


@pytest.mark.parametrize("size", SIZES)
async def test_typing_narrows_the_answers_and_the_reader_follows(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("2")
        await pilot.pause()
        entries = app.screen.query_one("#entries", EntryList)
        everything = len(entries.entries)
        await pilot.press("slash", *"retention")
        await pilot.pause()
        assert 0 < len(entries.entries) < everything
        assert app.screen.query_one(Reader).document is not None
        assert app.screen.query_one(Reader).document.id == entries.entries[0]
        await pilot.press("escape")
        await pilot.pause()
        assert len(entries.entries) == everything


async def test_search_from_anywhere_shows_gaps_as_results(make_app: MakeApp, pack: Pack) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4", "1", "slash")
        await pilot.pause()
        assert app.current_mode == "search"
        gap = pack.vocabulary.gap[0]
        app.screen.query_one(Input).value = gap.title
        await pilot.pause()
        assert f"gaps/{gap.id}" in app.screen.query_one("#entries", EntryList).entries


async def test_nothing_found_says_so_and_offers_something(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("3", "slash", *"zzqqxxjj")
        await pilot.pause()
        assert not app.screen.query_one("#entries", EntryList).entries
        assert app.screen.query_one("#nothing").display
        assert "zzqqxxjj" in text_of(app)


async def test_narrow_reads_one_thing_at_a_time(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        assert not app.screen.query_one(Reader).display
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.query_one(Reader).display
        assert not app.screen.query_one("#left").display
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.query_one("#left").display


async def test_links_are_followed_by_keyboard_and_history_comes_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        first = app.screen.query_one("#entries", EntryList).entry
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert isinstance(app.focused, LinkList)
        target = app.screen.query_one(Reader).document.links[0].target
        await pilot.press("enter")
        await pilot.pause()
        assert app.history.current is not None
        assert app.history.current.entry == target
        await pilot.press("left_square_bracket")
        await pilot.pause()
        assert app.current_mode == "answers"
        assert app.screen.query_one("#entries", EntryList).entry == first


async def test_compare_differences_only_leaves_rows_that_differ(make_app: MakeApp, view: View) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4", "d")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, CompareScreen)
        shown = {attribute.id for attribute in screen.rows()}
        for attribute in view.attributes:
            values = {view.cell(attribute.id, tier.id).value for tier in view.tiers}
            assert (attribute.id in shown) == (len(values) > 1)


async def test_compare_shows_the_statement_of_the_cell_under_the_cursor(make_app: MakeApp, view: View) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4", "right", "right")
        await pilot.pause()
        document = app.screen.query_one(Reader).document
        assert document is not None
        tier = view.tiers[1]
        attribute = document.id.partition("/")[2]
        value = next(block for block in document.blocks if block.role is Role.SIGN)
        assert value.label == tier.name
        assert value.text == value_words(view.cell(attribute, tier.id).value)


async def test_a_hidden_tier_is_gone_until_all_are_shown(make_app: MakeApp, view: View) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4", "right", "h")
        await pilot.pause()
        assert len(app.screen.query_one(Matrix).ordered_columns) == len(view.tiers)
        await pilot.press("H")
        await pilot.pause()
        assert len(app.screen.query_one(Matrix).ordered_columns) == len(view.tiers) + 1


async def test_the_advisor_walks_to_a_verdict_on_digit_keys(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        for _ in range(40):
            screen = app.screen
            if isinstance(screen, VerdictScreen):
                break
            assert isinstance(screen, AdvisorScreen)
            options = screen.query_one(Options)
            several = screen.question.kind != "one"
            await pilot.press("1")
            if several:
                await pilot.press(str(options.option_count))
            await pilot.pause()
        assert isinstance(app.screen, VerdictScreen)
        document = app.screen.query_one(Reader).document
        assert document is not None
        assert any(block.role is Role.SIGN for block in document.blocks)
        assert document.blocks[1].text
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(app.screen, AdvisorScreen)


async def test_an_answer_whose_question_falls_away_is_kept(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        progress = app.progress
        child = next(q for q in app.session.pack.advisor.question if q.asked_if)
        assert child.asked_if is not None
        parent = next(q for q in app.session.pack.advisor.question if q.id == child.asked_if.question)
        progress.choose(parent, child.asked_if.any[0])
        progress.choose(child, child.option[0].id)
        progress.choose(parent, child.asked_if.any[0])
        other = next(o.id for o in parent.option if o.id not in child.asked_if.any)
        progress.choose(parent, other)
        assert child not in progress.questions
        assert progress.answers[child.id] == (child.option[0].id,)


async def test_another_as_of_date_changes_what_is_shown(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        now = len(app.screen.query_one(Matrix).ordered_columns)
        await pilot.press("t", "tab", *"2023-07-31", "enter")
        await pilot.pause()
        assert app.session.view.as_of == "2023-07-31"
        assert len(app.screen.query_one(Matrix).ordered_columns) < now
        assert "31 July 2023" in text_of(app)


async def test_a_date_that_is_none_is_refused_in_words(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("t", "tab", *"2023-13", "enter")
        await pilot.pause()
        assert "2023-13" in text_of(app)
        assert "not a date" in text_of(app)


async def test_export_writes_the_entry_and_asks_before_it_replaces(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("6", "e")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        written = list(tmp_path.glob("trusttui-*.md"))
        assert len(written) == 1
        before = written[0].read_text(encoding="utf-8")
        assert before
        written[0].write_text("mine", encoding="utf-8")
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert written[0].read_text(encoding="utf-8") == "mine"
        await pilot.press("enter")
        await pilot.pause()
        assert written[0].read_text(encoding="utf-8") == before


async def test_copy_takes_the_entry_with_its_citations(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        document = app.screen.query_one(Reader).document
        assert document is not None
        assert document.blocks[0].text in " ".join(app.clipboard.split())


async def test_too_small_says_so_and_comes_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(30, 8)
        await pilot.pause()
        assert "too small" in text_of(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "too small" not in text_of(app)


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_hostile_text_stays_literal_on_every_screen(
    make_app: MakeApp, hostile_pack: Pack, size: tuple[int, int]
) -> None:
    app = make_app(hostile_pack)
    async with app.run_test(size=size) as pilot:
        for mode in (*MODES, "search"):
            app.go(mode)
            await pilot.pause()
            for entries in app.screen.query(OptionList):
                for number in range(min(entries.option_count, 1)):
                    entries.highlighted = number
                    await pilot.pause()
            await pilot.press("enter", "escape")
            await pilot.press("question_mark", "escape")
            assert app.is_running
        app.go("answers")
        await pilot.pause()
        reader = app.screen.query_one(Reader)
        assert reader.document is not None
        assert "[ZDR] [Team] [/foo] [@click=app.quit]x[/]" in reader.document.blocks[0].text
        app.progress.answers.clear()
        for question in hostile_pack.advisor.question:
            app.progress.choose(question, question.option[0].id)
        app.go("advisor")
        await pilot.pause()
        await pilot.press("v")
        await pilot.pause()
        assert isinstance(app.screen, VerdictScreen)
        app.notify("[ZDR] [/foo]", markup=False)
        await pilot.pause()
        assert app.is_running


def test_glance_row_values_are_words_too(view: View) -> None:
    assert {cell.value for a in view.attributes for cell in [view.cell(a.id, view.tiers[0].id)]} <= set(Value)
