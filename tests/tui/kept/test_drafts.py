"""Answers without a name: kept as a draft, none twice, and none lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.conftest import TODAY
from tests.tui.kept.answering import CLINIC, Make, answer, named
from tests.tui.seen import go, settle
from trusttui import assessments
from trusttui.assessments import NotKept
from trusttui.pack.model import Pack
from trusttui.tui.keeper import Given, Keeper

STAFF = {"use": ("staff",)}
PRODUCT = {"use": ("product",)}
DRAFT = "Draft 2026-11-21"


def leave_with(pack: Pack, folder: Path, answers: dict[str, tuple[str, ...]], note: str = "") -> Keeper:
    """A run that answers without a name, and ends."""
    keeper = Keeper(pack, folder, TODAY)
    keeper.save_draft(Given(answers=answers, notes={"use": note} if note else {}))
    return keeper


def test_the_same_answers_are_one_draft(pack: Pack, folder: Path) -> None:
    for _ in range(3):
        leave_with(pack, folder, CLINIC)
    assert named(folder, pack) == {DRAFT: CLINIC}


def test_a_draft_goes_on_in_one_that_says_nothing_else(pack: Pack, folder: Path) -> None:
    for answers in (STAFF, {**STAFF, "sector": ("healthcare",)}, CLINIC):
        leave_with(pack, folder, answers)
    assert named(folder, pack) == {DRAFT: CLINIC}


def test_what_another_draft_says_beside_it_stays(pack: Pack, folder: Path) -> None:
    leave_with(pack, folder, CLINIC)
    leave_with(pack, folder, STAFF)
    leave_with(pack, folder, PRODUCT)
    leave_with(pack, folder, PRODUCT, "ask Mrs W")
    leave_with(pack, folder, PRODUCT)
    held = [each.kept for each in assessments.shelf(folder, pack)[0]]
    assert sorted(len(kept.answers) for kept in held) == [1, 1, 1, 3]
    assert [kept.notes for kept in held if kept.notes] == [{"use": "ask Mrs W"}]


def test_drafts_within_one_another_become_one(pack: Pack, folder: Path) -> None:
    keeper = Keeper(pack, folder, TODAY)
    for number in range(2, 5):
        keeper.let_go()
        keeper.save(Given(answers=STAFF, notes={}), f"{DRAFT} ({number})")
    leave_with(pack, folder, CLINIC)
    assert list(named(folder, pack).values()) == [CLINIC]


def test_what_is_kept_under_a_name_needs_no_draft_and_never_becomes_one(pack: Pack, folder: Path) -> None:
    Keeper(pack, folder, TODAY).save(Given(answers=STAFF, notes={}), "Clinic pilot")
    keeper = leave_with(pack, folder, STAFF)
    assert named(folder, pack) == {"Clinic pilot": STAFF}
    keeper.save_draft(Given(answers=CLINIC, notes={}))
    assert named(folder, pack) == {"Clinic pilot": STAFF, DRAFT: CLINIC}


def test_a_draft_of_another_day_is_another_one(pack: Pack, folder: Path) -> None:
    keeper = Keeper(pack, folder, TODAY)
    keeper.save(Given(answers=STAFF, notes={}), f"{DRAFT} (7)", "2024-06")
    leave_with(pack, folder, STAFF)
    assert sorted(named(folder, pack)) == [DRAFT, f"{DRAFT} (7)"]


def test_a_draft_without_answers_goes(pack: Pack, folder: Path) -> None:
    keeper = leave_with(pack, folder, STAFF)
    keeper.save_draft(Given(answers={}, notes={}))
    assert named(folder, pack) == {}
    keeper.save_draft(Given(answers={}, notes={}))
    assert named(folder, pack) == {}


def test_two_runs_with_one_draft_lose_neither_s_answers(pack: Pack, folder: Path) -> None:
    here = leave_with(pack, folder, STAFF)
    leave_with(pack, folder, CLINIC)
    mine = {**STAFF, "sector": ("general",)}
    here.save_draft(Given(answers=mine, notes={}))
    assert sorted(named(folder, pack).values(), key=len) == [mine, CLINIC]


def test_where_nothing_can_be_written_the_draft_is_still_the_one_that_is_open(pack: Pack, folder: Path) -> None:
    keeper = leave_with(pack, folder, STAFF)
    folder.chmod(0o500)
    try:
        with pytest.raises(NotKept):
            keeper.save_draft(Given(answers=CLINIC, notes={}))
    finally:
        folder.chmod(0o700)
    assert keeper.name == DRAFT
    keeper.save_draft(Given(answers=CLINIC, notes={}))
    assert named(folder, pack) == {DRAFT: CLINIC}


async def test_beginning_anew_again_and_again_leaves_no_pile(make: Make, folder: Path, pack: Pack) -> None:
    for _ in range(3):
        app = make()
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await go(pilot, "5")
            await answer(pilot, "use", "product")
            await go(pilot, "X")
            await answer(pilot, "use", "staff")
            await pilot.press("q")
    assert named(folder, pack) == {DRAFT: STAFF}


async def test_to_begin_anew_is_undone_by_doing_it_again(make: Make, folder: Path, pack: Pack) -> None:
    app = make()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "5")
        await answer(pilot, "use", "staff")
        await go(pilot, "X")
        assert app.progress.answers == {}
        assert any("X once more brings it back" in each.message for each in app._notifications)
        await go(pilot, "X")
        assert app.progress.answers == STAFF
        await go(pilot, "X")
        await answer(pilot, "use", "product")
        await go(pilot, "X", "X")
        assert app.progress.answers == PRODUCT
        await pilot.press("q")
    assert named(folder, pack) == {DRAFT: PRODUCT}


async def test_what_could_not_be_written_comes_back_too(make: Make, keep: Callable[..., Path], folder: Path) -> None:
    path = keep("Clinic pilot", STAFF)
    app = make()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await go(pilot, "down", "enter")
        path.write_bytes(path.read_bytes() + b"# theirs\n")
        await answer(pilot, "sector", "healthcare")
        await go(pilot, "X")
        assert app.progress.answers == {}
        await go(pilot, "X")
        assert app.progress.answers == {**STAFF, "sector": ("healthcare",)}
