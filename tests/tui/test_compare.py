"""Compare with six tiers, and the tiers that one chooses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.coordinate import Coordinate
from textual.pilot import Pilot

from tests.tui.seen import go, lines_of, settle
from trusttui.pack.model import Pack, Value
from trusttui.pack.view import View
from trusttui.report.words import value_words
from trusttui.settings import Settings
from trusttui.tui.app import TrustApp
from trusttui.tui.screens.compare import CompareScreen
from trusttui.tui.screens.tiers import Accept, TierList
from trusttui.tui.tiers import hidden_with, shown_tiers
from trusttui.tui.widgets.matrix import TOPIC_ROW, Matrix
from trusttui.tui.widgets.reader import LinkList, Reader

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


# --- the place


async def resize(pilot: Pilot[None], width: int, height: int = 40) -> None:
    await pilot.resize_terminal(width, height)
    await settle(pilot)


async def test_the_row_stays_where_the_table_becomes_cards_and_back(make_app: MakeApp, pack: Pack) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "4", *"jjjjjjjj")
        row = app.screen.entry
        await resize(pilot, 70)
        assert app.screen.query_one("#cards").has_focus
        assert app.screen.entry == row
        await go(pilot, *"jjj")
        further = app.screen.entry
        assert further not in (row, None)
        await resize(pilot, 120)
        assert app.screen.query_one(Matrix).has_focus
        assert app.screen.entry == further
        await go(pilot, *"jjj", "2")
        await resize(pilot, 70)
        await go(pilot, "4", "k", "k", "k")
        assert app.screen.entry == further


async def test_a_place_that_is_gone_back_to_has_its_row_in_the_other_layout_too(make_app: MakeApp, pack: Pack) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "4", *"jjjjjjjj")
        row = app.screen.entry
        await go(pilot, "enter", "enter", "enter")
        assert app.current_mode != "compare"
        await resize(pilot, 70)
        await go(pilot, "left_square_bracket")
        assert app.current_mode == "compare"
        assert app.screen.entry == row


# --- the rows of topics


def topics_of(matrix: Matrix) -> list[int]:
    rows = enumerate(matrix.ordered_rows)
    return [number for number, row in rows if str(row.key.value).startswith(TOPIC_ROW)]


@pytest.mark.parametrize("keys", ["", "d", "slash,a,enter"])
async def test_the_cursor_passes_over_the_topics(make_app: MakeApp, pack: Pack, keys: str) -> None:
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await go(pilot, "4", "right", "right", *filter(None, keys.split(",")))
        matrix = app.screen.query_one(Matrix)
        topics = topics_of(matrix)
        assert len(topics) > 2
        ways = [["down"] * (topics[2] + 2), ["up"] * (topics[2] + 2), ["pagedown"] * 9, ["pageup"] * 9]
        for key in (key for way in [*ways, ["G"], ["g"]] for key in way):
            await pilot.press(key)
            assert matrix.attribute
            assert matrix.cursor_column == 2
            if key in ("G", "g"):
                assert matrix.cursor_row == (1 if key == "g" else matrix.row_count - 1)
        await go(pilot, *["j"] * topics[1])
        assert matrix.cursor_row == topics[1] + 2
        await go(pilot, "k", "k")
        assert matrix.cursor_row == topics[1] - 1
        assert app.screen.query_one(Reader).document is not None


@pytest.mark.parametrize("key", ["up", "g", "pageup"])
async def test_the_first_heading_is_seen_at_the_top(make_app: MakeApp, pack: Pack, key: str) -> None:
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await go(pilot, "4", "G", "g")
        matrix = app.screen.query_one(Matrix)
        assert (matrix.cursor_row, matrix.scroll_offset.y) == (1, 0)
        matrix.scroll_to(y=1, animate=False)
        await pilot.pause()
        assert matrix.scroll_offset.y == 1
        await go(pilot, key)
        assert (matrix.cursor_row, matrix.scroll_offset.y) == (1, 0)


async def test_a_heading_is_seen_over_its_first_row(make_app: MakeApp, pack: Pack) -> None:
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await go(pilot, "4", "G")
        matrix = app.screen.query_one(Matrix)
        keys = [str(row.key.value) for row in matrix.ordered_rows]
        while matrix.cursor_row - 1 not in topics_of(matrix):
            await go(pilot, "k")
        await go(pilot, "k")
        while matrix.cursor_row - 1 not in topics_of(matrix):
            await go(pilot, "k")
        title = app.session.view.topic_title(keys[matrix.cursor_row - 1].removeprefix(TOPIC_ROW))
        assert any(line.strip() == title for line in matrix_lines(app))


async def test_a_click_on_a_heading_goes_to_its_first_row(make_app: MakeApp, pack: Pack) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "4", "right")
        matrix = app.screen.query_one(Matrix)
        second = topics_of(matrix)[1]
        for start in (1, second + 2):
            matrix.move_cursor(row=start)
            matrix.scroll_to(y=0, animate=False)
            await settle(pilot)
            y = matrix._get_cell_region(Coordinate(second, 0)).bottom - 1
            await pilot.click(matrix, offset=(4, y))
            await settle(pilot)
            assert matrix.cursor_coordinate == Coordinate(second + 1, 1)
            assert not app.screen.has_class("-reading")


# --- what is read


@pytest.mark.parametrize("size", SIZES)
async def test_no_hidden_tier_is_read_of(make_app: MakeApp, six_pack: Pack, size: tuple[int, int]) -> None:
    app = make_app(six_pack)
    async with app.run_test(size=size) as pilot:
        await go(pilot, "4")
        assert isinstance(app.screen, CompareScreen)
        for shown in (["lab"], ["engine", "school"]):
            app.screen._show_tiers(shown)
            await settle(pilot)
            assert app.screen._tier_under_cursor() is None
            document = app.screen.query_one(Reader).document
            assert document is not None
            names = {tier.id: tier.name for tier in app.session.view.tiers}
            said = [block.label for block in document.blocks if block.label in names.values()]
            assert said == [names[tier] for tier in shown]
            assert not {block.text for block in document.blocks} & set(names.values())
        app.screen._show_tiers(SIX)
        await settle(pilot)
        document = app.screen.query_one(Reader).document
        assert document is not None
        assert {block.text for block in document.blocks} >= set(names.values())


async def test_a_statement_is_read_from_its_top_and_left_at_its_top(make_app: MakeApp, pack: Pack) -> None:
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await go(pilot, "4", "j", "right", "right")
        reader = app.screen.query_one(Reader)
        reader.scroll_to(y=6, animate=False)
        await settle(pilot)
        assert reader.scroll_offset.y == 6
        await go(pilot, "enter")
        assert reader.has_focus
        assert reader.scroll_offset.y == 0
        await go(pilot, "enter")
        assert isinstance(app.focused, LinkList)
        assert reader.scroll_offset.y > 0
        await go(pilot, "escape")
        assert app.screen.query_one(Matrix).has_focus
        assert reader.scroll_offset.y == 0
        await go(pilot, "enter", "j", "j", "escape")
        assert reader.scroll_offset.y == 0
