"""The verdict on screen: its steps, and the keys that it names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.tui.seen import go, text_of
from trusttui.advisor.evaluate import evaluate
from trusttui.advisor.results import Answers
from trusttui.pack.view import View
from trusttui.report import as_text
from trusttui.report.advice import assessment_blocks
from trusttui.report.as_text import Style
from trusttui.tui.app import TrustApp
from trusttui.tui.document import Document
from trusttui.tui.render import document_lines
from trusttui.tui.screens.verdict import VerdictScreen
from trusttui.tui.widgets.standing import Wrapped

CLINIC = {"use": ("staff",), "sector": ("healthcare",), "health-data": ("yes",)}


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_the_way_to_take_the_record_away_is_named(
    make_app: Callable[[], TrustApp], size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        app.progress.take(CLINIC, {})
        await go(pilot, "5", "v")
        assert isinstance(app.screen, VerdictScreen)
        assert "e Export" in text_of(app).rstrip("\n").splitlines()[-1]


@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("answers", [CLINIC, {**CLINIC, "apps": ("controlled",), "soc2": ("type-2",)}])
def test_a_step_hangs_under_its_own_text(view: View, width: int, answers: Answers) -> None:
    steps = [block for block in assessment_blocks(view, evaluate(view, answers)) if block.number]
    assert [block.number for block in steps] == list(range(1, len(steps) + 1))
    for step in steps:
        sign = f"{step.number}. "
        shown = [line.plain for line in document_lines(Document(id="verdict", blocks=(step,), links=()), width)]
        told = as_text.render([step], Style(width)).splitlines()
        for first, *further in (shown, told):
            assert len(first) - len(first.removeprefix(sign).lstrip()) == len(sign)
            assert {len(line) - len(line.lstrip()) for line in further} <= {len(sign)}
    assert any(len(step.text) > width for step in steps)


@pytest.mark.parametrize("size", [(200, 60), (80, 24), (60, 20)])
async def test_not_sure_is_open_and_no_answer_that_is_done(
    make_app: Callable[[], TrustApp], size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        app.progress.take({**CLINIC, "eu-data": ("unsure",)}, {})
        await go(pilot, "5")
        shown = text_of(app)
        assert ("? EU personal data" in shown) == ("✓ Health data" in shown) == (size[0] > 60)
        questions = app.progress.questions
        unanswered = [each for each in questions if each.id not in app.progress.answers]
        assert len(app.progress.open) == len(unanswered) + 1
        standing = app.screen.query_one("#standing-text", Wrapped).render().plain
        assert standing.splitlines()[-1] == f"{len(unanswered) + 1} open answers may move this; v for the verdict"
        app.progress.take({each.id: ("unsure",) if each.unsure else (each.option[0].id,) for each in questions}, {})
        assert app.progress.next_open("") is None
        assert all(each.unsure for each in app.progress.open)
        assert app.progress.open


async def test_the_way_to_the_verdict_is_named_in_a_small_terminal(make_app: Callable[[], TrustApp]) -> None:
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        await go(pilot, "5", "1")
        assert "v Verdict" in text_of(app).rstrip("\n").splitlines()[-1]
