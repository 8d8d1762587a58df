"""Compare with six tiers, and the tiers that one chooses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.seen import go, lines_of
from trusttui.pack.model import Pack, Value
from trusttui.pack.view import View
from trusttui.report.words import value_words
from trusttui.settings import Settings
from trusttui.tui.app import TrustApp
from trusttui.tui.screens.compare import CompareScreen
from trusttui.tui.screens.tiers import Accept, TierList
from trusttui.tui.tiers import hidden_with, shown_tiers
from trusttui.tui.widgets.matrix import Matrix

MakeApp = Callable[..., TrustApp]
SIZES = [(120, 40), (60, 20)]
VALUES = {value_words(value) for value in Value}
SIX = ["desk", "engine", "campus", "clinic", "school", "lab"]


def matrix_lines(app: TrustApp) -> list[str]:
    """What is to be seen of the table, without its scrollbars."""
    region = app.screen.query_one(Matrix).scrollable_content_region
    return [line[region.x : region.right] for line in lines_of(app)[region.y : region.bottom]]


def columns_of(app: TrustApp) -> list[str]:
    return [str(column.key.value) for column in app.screen.query_one(Matrix).ordered_columns[1:]]


def whole_values_only(lines: list[str]) -> bool:
    """Whether all that looks like a value is one."""
    pieces = [piece.strip() for line in lines for piece in re.findall(r"[✓✗◐?] [a-z ]*", line)]
    return bool(pieces) and set(pieces) <= VALUES


# --- six tiers


async def test_no_cell_is_cut_wherever_one_scrolls_at_80_columns(make_app: MakeApp, six_pack: Pack) -> None:
    app = make_app(six_pack)
    seen = set()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "4", "down")
        for _ in range(7):
            lines = matrix_lines(app)
            heads = lines[0].split()
            assert set(heads) <= {"Desk", "Engine", "Campus", "Healthcare", "Teachers", "Lab"}
            assert len(heads) == 3
            assert whole_values_only(lines[1:])
            assert f"{len(re.findall(r'[✓✗◐?] ', lines[2]))}" == "3"
            seen |= set(heads)
            await go(pilot, "right")
            await pilot.wait_for_animation()
    assert len(seen) == 6


@pytest.mark.parametrize("width", [80, 94, 115, 122, 149])
async def test_no_cell_is_cut_at_any_width(make_app: MakeApp, six_pack: Pack, width: int) -> None:
    app = make_app(six_pack)
    async with app.run_test(size=(width, 30)) as pilot:
        await go(pilot, "4")
        matrix = app.screen.query_one(Matrix)
        for x in (0, 3, 7, 20, 38, 90):
            matrix.scroll_to(x=x, animate=False)
            await pilot.pause()
            lines = matrix_lines(app)
            assert whole_values_only(lines[1:])
            assert set(lines[0].split()) <= {"Desk", "Engine", "Campus", "Healthcare", "Teachers", "Lab"}


async def test_the_wheel_scrolls_by_columns(make_app: MakeApp, six_pack: Pack) -> None:
    app = make_app(six_pack)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "4")
        matrix = app.screen.query_one(Matrix)
        assert matrix.first_seen == 0
        matrix._scroll_right_for_pointer(animate=False)
        await pilot.pause()
        assert matrix.first_seen == 1
        assert "◂ tiers 2–4 of 6 ▸" in "\n".join(lines_of(app))
        matrix._scroll_left_for_pointer(animate=False)
        await pilot.pause()
        assert "tiers 1–3 of 6 ▸" in "\n".join(lines_of(app))


@pytest.mark.parametrize("size", [(60, 20), (45, 20), (72, 30)])
async def test_a_card_holds_every_tier_whole(make_app: MakeApp, six_pack: Pack, size: tuple[int, int]) -> None:
    app = make_app(six_pack)
    async with app.run_test(size=size) as pilot:
        await go(pilot, "4")
        region = app.screen.query_one("#cards").content_region
        lines = lines_of(app)[region.y : region.bottom]
        card = lines[2 : next(n for n, line in enumerate(lines) if "Encrypted" in line)]
        text = "\n".join(line[: region.right] for line in card)
        view = View(six_pack)
        for tier in view.tiers:
            sign = re.escape(value_words(view.cell("staff-chat", tier.id).value))
            assert re.search(rf"{tier.short} +{sign}", text)


# --- which tiers are shown


async def test_the_checklist_hides_and_the_choice_is_found_in_the_next_run(
    make_app: MakeApp, six_pack: Pack, tmp_path: Path
) -> None:
    path = tmp_path / "c" / "settings.json"
    app = make_app(six_pack, settings=lambda: Settings(path))
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "4", "c", "space", "down", "down", "space", "enter")
        assert columns_of(app) == ["engine", "clinic", "school", "lab"]
        assert "2 hidden" in "\n".join(lines_of(app))
    assert json.loads(path.read_text())["hidden_tiers"] == {"acme-data": ["campus", "desk"]}
    again = make_app(six_pack, settings=lambda: Settings(path))
    async with again.run_test(size=(80, 24)) as pilot:
        await go(pilot, "4")
        assert columns_of(again) == ["engine", "clinic", "school", "lab"]
        await go(pilot, "H")
        assert columns_of(again) == SIX
    assert json.loads(path.read_text())["hidden_tiers"] == {"acme-data": []}


async def test_escape_changes_nothing(make_app: MakeApp, six_pack: Pack) -> None:
    app = make_app(six_pack)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "4", "c", "space", "escape")
        assert columns_of(app) == SIX
        assert isinstance(app.screen, CompareScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_one_tier_stays(make_app: MakeApp, six_pack: Pack, size: tuple[int, int]) -> None:
    app = make_app(six_pack)
    async with app.run_test(size=size) as pilot:
        await go(pilot, "4", "c", *["space", "down"] * 6)
        assert "One tier must stay." in "\n".join(lines_of(app))
        await go(pilot, "enter")
        assert [tier.id for tier in app.screen.tiers] == ["lab"]
        await go(pilot, "right", "h")
        assert [tier.id for tier in app.screen.tiers] == ["lab"]
        await go(pilot, "c", "a", "enter")
        assert [tier.id for tier in app.screen.tiers] == SIX


async def test_the_checklist_by_mouse(make_app: MakeApp, six_pack: Pack) -> None:
    app = make_app(six_pack)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "4", "c")
        await pilot.click(TierList, offset=(2, 1))
        await pilot.click(Accept)
        await pilot.pause()
        assert columns_of(app) == [tier for tier in SIX if tier != "engine"]


async def test_hide_moves_on_to_the_next_tier(make_app: MakeApp, six_pack: Pack) -> None:
    app = make_app(six_pack)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "4", "right", "right", "h", "h")
        assert columns_of(app) == ["desk", "clinic", "school", "lab"]


async def test_a_chosen_tier_that_the_day_lacks_is_absent_and_comes_back(make_app: MakeApp, six_pack: Pack) -> None:
    app = make_app(six_pack)
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "4", "c", "space", "enter")
        assert columns_of(app) == SIX[1:]
        await go(pilot, "t", "tab", *"2022-11", "enter")
        assert columns_of(app) == ["engine"]
        await go(pilot, "t", "tab", *"2021", "enter")
        # The only tier of that day is a hidden one: it is shown, for one at least always is.
        assert columns_of(app) == ["desk"]
        await go(pilot, "t", "tab", *"2023-06", "enter")
        assert columns_of(app) == SIX[1:]


def test_what_is_hidden_on_another_day_stays_hidden(six_pack: Pack) -> None:
    now, then = View(six_pack), View(six_pack, "2022-11")
    hidden = hidden_with(now, frozenset(), ["desk", "lab"])
    assert [tier.id for tier in shown_tiers(then, hidden)] == ["desk"]
    hidden = hidden_with(then, hidden, ["desk", "engine"])
    assert [tier.id for tier in shown_tiers(now, hidden)] == ["desk", "engine", "lab"]


async def test_settings_that_are_no_good_are_told_of_and_nothing_breaks(
    make_app: MakeApp, six_pack: Pack, tmp_path: Path
) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"hidden_tiers": [')
    path.chmod(0o444)
    app = make_app(six_pack, settings=lambda: Settings(path))
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "4")
        assert columns_of(app) == SIX
        assert any("cannot be read as JSON" in note.message for note in app._notifications)
        await go(pilot, "right", "h")
        assert columns_of(app) == SIX[1:]
        assert any("read-only" in note.message for note in app._notifications)
    assert path.read_text() == '{"hidden_tiers": ['


async def test_hostile_settings_show_all_tiers(make_app: MakeApp, six_pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"hidden_tiers": {"acme-data": [*SIX, "[/foo]", 3]}}))
    app = make_app(six_pack, settings=lambda: Settings(path))
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "4")
        assert columns_of(app) == SIX


@pytest.mark.parametrize("size", SIZES)
async def test_a_matrix_without_rows_keeps_the_focus_and_says_why(
    make_app: MakeApp, six_pack: Pack, size: tuple[int, int]
) -> None:
    app = make_app(six_pack)
    async with app.run_test(size=size) as pilot:
        await go(pilot, "4", "c", *["space", "down"] * 6, "enter", "d")
        assert "differs from nothing" in "\n".join(lines_of(app))
        assert app.focused is app.screen.query_one("#cards" if size[0] < 80 else "#matrix")
        await go(pilot, "j", "k", "g", "G", "enter", "y", "h", "d")
        assert "differs from nothing" not in "\n".join(lines_of(app))
        await go(pilot, "slash", *"zzqq")
        assert "has these words" in "\n".join(lines_of(app))
        await go(pilot, "escape")
        assert "28 of 28 rows" in "\n".join(lines_of(app))
