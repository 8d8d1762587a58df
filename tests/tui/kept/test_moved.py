"""What a newer pack, another day or another answer moves in a kept verdict."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.conftest import TODAY
from tests.tui.kept.answering import CLINIC, SIZES, Make, answer
from tests.tui.seen import go, settle, text_of, words_of
from trusttui import assessments
from trusttui.advisor.results import Verdict
from trusttui.kept import same_name
from trusttui.pack.model import Pack
from trusttui.pack.view import View
from trusttui.report.blocks import Role
from trusttui.report.words import verdict_words
from trusttui.tui.keeper import Given, Keeper
from trusttui.tui.widgets.reader import Reader


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
    for use in ("product", "staff"):
        keeper.let_go()
        keeper.save_draft(Given(answers={"use": (use,)}, notes={}))
        assert keeper.is_draft
    assert same_name(keeper.name, "draft 2026-11-21 (2)")
    keeper.save(Given(answers={"use": ("staff",)}, notes={}), "Draft of mine")
    assert not keeper.is_draft
    assert len(list(folder.iterdir())) == 2
