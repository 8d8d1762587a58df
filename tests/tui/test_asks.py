"""What each answer asks of a tier, under the question."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.widgets import Input

from tests.tui.seen import go, text_of
from trusttui.advisor.evaluate import evaluate
from trusttui.advisor.results import Effect
from trusttui.pack.model import Kind, Pack, Value
from trusttui.pack.view import View
from trusttui.report.words import effect_words
from trusttui.tui.app import TrustApp
from trusttui.tui.asks import HEAD, NOTHING, asks
from trusttui.tui.widgets.entries import EntryList

MakeApp = Callable[..., TrustApp]
WIDE = 400
"""Cells in which nothing is wrapped."""


def said(lines: list[str]) -> dict[tuple[int, str], dict[str, Effect]]:
    """By the number of the answer and the title of the row, the effect for each tier by its short name."""
    words = {effect_words(effect): effect for effect in Effect}
    found: dict[tuple[int, str], dict[str, Effect]] = {}
    number, title = 0, ""
    for line in lines[2:]:
        indent = len(line) - len(line.lstrip())
        if line.strip() and not indent:
            number = int(line.split()[0])
        elif indent == 2:
            title = line.strip().removeprefix("must not hold: ").removesuffix("  preferred")
            found[number, title] = {}
        elif indent == 4:
            sign, _, tiers = line.strip().partition("  ")
            found[number, title] |= dict.fromkeys(tiers.split(", "), words[sign])
    return found


@pytest.mark.parametrize("as_of", [None, "2024-05"])
def test_every_need_is_told_as_the_assessment_holds_it(pack: Pack, as_of: str | None) -> None:
    view = View(pack, as_of)
    short = {tier.id: tier.short for tier in view.tiers}
    for question in pack.advisor.question:
        lines = [line.plain for line in asks(view, question)(WIDE)]
        assert lines[:2] == ["", HEAD]
        told = said(lines)
        for number, option in enumerate(question.option, 1):
            for need in option.need:
                fares = told[number, view.attribute(need.attribute).title]
                if set(fares) == {"all tiers"}:
                    fares = dict.fromkeys(short.values(), fares["all tiers"])
                assert set(fares) == set(short.values())
                for tier in view.tiers:
                    cell = view.cell(need.attribute, tier.id)
                    assert (fares[tier.short] is Effect.MET) == (cell.value is need.wants)
            assert any(line.startswith(f"{number} {option.text}") for line in lines)
            assert (f"{number} {option.text}  {NOTHING}" in lines) == (not option.need)
        needs = sum(len({need.attribute for need in option.need}) for option in question.option)
        assert len(told) == needs
        # What is told is what the verdicts come of.
        for number, option in enumerate(question.option, 1):
            result = evaluate(view, {question.id: (option.id,)}, unanswered="ignore")
            for tier in view.tiers:
                for reason in result.tiers[tier.id].reasons:
                    if reason.need.startswith(f"{question.id}/{option.id}/"):
                        fares = told[number, view.attribute(reason.attribute).title]
                        assert fares.get(tier.short, fares.get("all tiers")) is reason.effect


def test_what_must_not_hold_is_told_so(pack: Pack) -> None:
    view = View(pack)
    for question in pack.advisor.question:
        lines = [line.plain for line in asks(view, question)(WIDE)]
        unwanted = [need for option in question.option for need in option.need if need.wants is Value.NO]
        assert sum("must not hold: " in line for line in lines) == len(unwanted)


@pytest.mark.parametrize("width", [12, 20, 46, 80])
def test_no_line_is_wider_than_it_may_be(hostile_pack: Pack, width: int) -> None:
    view = View(hostile_pack)
    for question in hostile_pack.advisor.question:
        assert all(line.cell_length <= max(width, 14) for line in asks(view, question)(width))


async def test_it_stands_under_the_question_and_is_paged_to(make_app: MakeApp, pack: Pack) -> None:
    app = make_app(pack)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "5")
        assert "Continue" in text_of(app)
        first = pack.advisor.question[0].option[0]
        title = View(pack).attribute(first.need[0].attribute).title
        assert title not in text_of(app)
        for _ in range(3):
            await pilot.press("pagedown")
            await pilot.pause()
            if title in text_of(app):
                break
        assert title in text_of(app)
        await pilot.press("pageup", "pageup", "pageup", "pageup")
        await pilot.pause()
        assert "Continue" in text_of(app)
        await pilot.press("n")
        await pilot.pause()
        question = pack.advisor.question[1]
        assert question.option[0].text[:20] in text_of(app)


async def test_digits_are_sections_where_they_are_no_answers(make_app: MakeApp, pack: Pack) -> None:
    app = make_app(pack)
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "5")
        assert "2 Answers" not in text_of(app)
        await pilot.press("tab")
        await pilot.pause()
        assert "2 Answers" in text_of(app)
        await go(pilot, "2")
        assert app.current_mode == "answers"
        assert "5 Advisor" in text_of(app)


async def test_an_answer_that_is_changed_is_told_with_the_one_before(make_app: MakeApp, pack: Pack) -> None:
    app = make_app(pack)
    question = next(each for each in pack.advisor.question if each.id == "size")
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "5", "1", "n", "n", "n")
        assert question.text in text_of(app)
        assert "So far: 1 of" in text_of(app)
        await go(pilot, "1", "p")
        assert question.text in text_of(app)
        assert not app._notifications
        await go(pilot, "2")
        (told,) = app._notifications
        first, second = (option.text for option in question.option)
        assert told.message == f"{question.short}: {second}. Before: {first}."


async def test_agreements_that_are_not_stated_for_a_tier_are_listed_as_such(make_app: MakeApp, pack: Pack) -> None:
    app = make_app(pack)
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "6")
        entries = app.screen.query_one("#entries", EntryList)
        every = entries.entries
        assert "agreements/baa" in every
        view = View(pack)
        for tier in view.tiers:
            await go(pilot, "f")
            assert entries.entries == every
            stated = {each.id for each in view.of_kind(Kind.AGREEMENT) if tier.id in each.current.tiers}
            for item in entries._items:
                if item.entry and item.entry not in stated:
                    assert item.sign == "? not stated"


async def test_escape_leaves_and_brings_no_query_back(make_app: MakeApp, pack: Pack) -> None:
    app = make_app(pack)
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "6", "slash", *"baa", "enter")
        query = app.screen.query_one("#query", Input)
        assert query.value == "baa"
        for _ in range(4):
            await go(pilot, "escape")
            if app.current_mode == "home":
                break
            assert app.current_mode == "agreements"
        assert app.current_mode == "home"
        await go(pilot, "left_square_bracket")
        assert app.current_mode == "home"
        await go(pilot, "right_square_bracket")
        assert app.current_mode == "agreements"
