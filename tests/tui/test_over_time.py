"""A tier on two days."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.tui.seen import go, lines_of, settle
from trusttui.pack.model import Pack
from trusttui.pack.view import View
from trusttui.report.over_time import differences
from trusttui.report.words import value_words
from trusttui.tui.app import TrustApp
from trusttui.tui.screens.as_of import AsOfScreen
from trusttui.tui.screens.compare import CompareScreen
from trusttui.tui.screens.over_time import OverTimeScreen
from trusttui.tui.screens.tiers import TierScreen
from trusttui.tui.widgets.entries import EntryList
from trusttui.tui.widgets.matrix import TOPIC_ROW, DifferenceTable
from trusttui.tui.widgets.reader import DocumentText, LinkList, Reader

MakeApp = Callable[..., TrustApp]
SIZES = [(120, 40), (60, 20)]


def rows_of(app: TrustApp) -> set[str]:
    if app.screen.has_class("-narrow"):
        return {entry.partition("/")[2] for entry in app.screen.query_one("#cards", EntryList).entries}
    keys = {str(row.key.value) for row in app.screen.query_one(DifferenceTable).ordered_rows}
    return {key for key in keys if not key.startswith(TOPIC_ROW)}


def sides_of(app: TrustApp) -> list[str]:
    """What is said before and after, however it is laid out."""
    document = app.screen.query_one(Reader).document
    assert document is not None
    return [" ".join(f"{x.text} {x.label}" for x in document.blocks if x.column == column) for column in (1, 2)]


async def compare_with(pilot: Pilot[None], day: str) -> None:
    await go(pilot, "a")
    assert isinstance(pilot.app.screen, AsOfScreen)
    await go(pilot, "tab", *day, "enter")


@pytest.mark.parametrize("size", SIZES)
async def test_the_tier_under_the_cursor_on_two_days(make_app: MakeApp, six_pack: Pack, size: tuple[int, int]) -> None:
    app = make_app(six_pack)
    narrow = size[0] < 80
    async with app.run_test(size=size) as pilot:
        await go(pilot, "4", "right", "right")
        await compare_with(pilot, "2022-11")
        screen = app.screen
        assert isinstance(screen, OverTimeScreen)
        if narrow:  # a card has no column of its own
            await go(pilot, "f")
        expected = differences(View(six_pack, "2022-11"), View(six_pack), "engine")
        assert rows_of(app) == {row.attribute.id for row in expected}
        assert "Acme Engine" in "\n".join(lines_of(app))
        await go(pilot, *["down"] * 2, *(["enter"] if narrow else []))
        row = screen.row
        assert row is not None
        then, now = sides_of(app)
        assert then.startswith(f"{value_words(row.before.value)} Before, November 2022")
        assert now.startswith(f"{value_words(row.after.value)} After, 20 May 2023")
        assert row.after.note in now
        assert "as of 20 May 2023" in now
        assert row.after.citations[0].passage in now
        shown = "\n".join(lines_of(app))
        assert value_words(row.before.value) in shown
        assert value_words(row.after.value) in shown
        await go(pilot, *(["escape"] if narrow else []), "escape")
        assert isinstance(app.screen, CompareScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_no_side_is_cut_off_at_the_edge(make_app: MakeApp, six_pack: Pack, size: tuple[int, int]) -> None:
    app = make_app(six_pack)
    async with app.run_test(size=size) as pilot:
        await go(pilot, "4")
        await compare_with(pilot, "2022-11")
        await go(pilot, "enter")
        reader = app.screen.query_one(Reader)
        text = reader.query_one(DocumentText)
        assert text.region.right <= reader.scrollable_content_region.right
        lines = str(text.render()).splitlines()
        assert max(map(len, lines)) <= text.content_size.width
        beside = any("Before, November 2022" in line and "After, 20 May 2023" in line for line in lines)
        assert beside is (size[0] >= 80)


async def test_the_older_day_stands_before_in_either_order(make_app: MakeApp, six_pack: Pack) -> None:
    app = make_app(six_pack, as_of="2022-11")
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "4", "right", "right")
        await compare_with(pilot, "2023-05-20")
        heads = [str(column.label) for column in app.screen.query_one(DifferenceTable).ordered_columns]
        assert heads == ["", "November 2022", "20 May 2023", "Differs"]


async def test_tier_and_dates_can_be_switched_and_the_row_stays(make_app: MakeApp, six_pack: Pack) -> None:
    app = make_app(six_pack)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "4")
        await compare_with(pilot, "2022-11")
        screen = app.screen
        assert isinstance(screen, OverTimeScreen)
        table = screen.query_one(DifferenceTable)
        table.go_to("row-9")
        await go(pilot, "f")
        assert (screen.tier.id, screen.entry) == ("engine", "matrix/row-9")
        await go(pilot, "F", "F")
        assert screen.tier.id == "lab"
        assert "did not exist as of November 2022" in "\n".join(lines_of(app))
        assert sides_of(app)[0] == "the tier did not exist Before, November 2022"
        await go(pilot, "f", "f")
        await go(pilot, "t", "tab", *"2021", "enter")
        assert app.screen is screen
        assert screen.entry == "matrix/row-9"
        assert (screen.over.before.as_of, screen.over.after.as_of) == ("2021", "2022-11")
        await compare_with(pilot, "2023-05-20")
        assert (screen.over.before.as_of, screen.over.after.as_of) == ("2021", "2023-05-20")
        await pilot.click("#over-time-state", offset=(2, 0))
        await pilot.pause()
        assert screen.tier.id == "campus"


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_differs_between_equal_days(make_app: MakeApp, six_pack: Pack, size: tuple[int, int]) -> None:
    app = make_app(six_pack)
    async with app.run_test(size=size) as pilot:
        await go(pilot, "4")
        await compare_with(pilot, "2024")
        assert isinstance(app.screen, OverTimeScreen)
        assert app.screen.query_one("#nothing", Static).display
        assert "Nothing differs for Acme Desk" in " ".join("\n".join(lines_of(app)).split())
        await go(pilot, "y", "t", "tab", *"2022", "enter")
        assert not app.screen.query_one("#nothing", Static).display
        assert rows_of(app)
        assert app.focused is not None


async def test_what_is_copied_and_exported_has_both_days_and_citations(
    make_app: MakeApp, six_pack: Pack, tmp_path: Path
) -> None:
    app = make_app(six_pack)
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "4", "right", "right")
        await compare_with(pilot, "2022-11")
        app.screen.query_one(DifferenceTable).go_to("row-3")
        await go(pilot, "y")
        for part in ("Before, November 2022", "After, 20 May 2023", "privacy", "scope"):
            assert part in app.clipboard.lower() or part in app.clipboard
        await go(pilot, "e", "enter")
        written = next(tmp_path.glob("trusttui-engine-*.md")).read_text()
        for row in differences(View(six_pack, "2022-11"), View(six_pack), "engine"):
            assert row.attribute.title in written


async def test_the_links_of_a_difference_lead_on(make_app: MakeApp, six_pack: Pack) -> None:
    app = make_app(six_pack)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "4", "right", "right")
        await compare_with(pilot, "2022-11")
        await go(pilot, "enter", "enter")
        assert isinstance(app.focused, LinkList)
        await go(pilot, "enter")
        assert app.current_mode in ("answers", "sources", "changes", "agreements", "commitments")
        assert len(app.screen_stack) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_stays_literal(make_app: MakeApp, hostile_pack: Pack, size: tuple[int, int]) -> None:
    app = make_app(hostile_pack)
    async with app.run_test(size=size) as pilot:
        await go(pilot, "4", "c")
        assert isinstance(app.screen, TierScreen)
        assert "[ZDR] [Team]" in "\n".join(lines_of(app))
        await go(pilot, "escape")
        await compare_with(pilot, "2021")
        assert isinstance(app.screen, OverTimeScreen)
        assert "[ZDR] [Team]" in "\n".join(lines_of(app))
        await go(pilot, "enter", "f", "F", "d", "escape", "escape")
        assert app.is_running


async def test_the_row_stays_where_the_table_becomes_cards_and_back(make_app: MakeApp, six_pack: Pack) -> None:
    app = make_app(six_pack)
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "4")
        await compare_with(pilot, "2022-11")
        for width in (70, 120, 70):
            first = app.screen.entry
            await go(pilot, "j", "j")
            row = app.screen.entry
            assert row not in (first, None)
            await pilot.resize_terminal(width, 40)
            await settle(pilot)
            assert isinstance(app.screen, OverTimeScreen)
            assert app.screen.has_class("-narrow") is (width < 80)
            assert app.screen.entry == row


async def test_the_line_that_is_read_stays_with_another_theme_and_size(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 24)) as pilot:
        await go(pilot, "4", "right")
        await compare_with(pilot, "2023-06")
        await go(pilot, "enter", "j", "j", "j")
        reader = app.screen.query_one(Reader)
        assert reader.scroll_offset.y == 3
        app.theme = "trusttui-light"
        await settle(pilot)
        assert reader.scroll_offset.y == 3
        for size in ((118, 24), (70, 24), (120, 24)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert reader.scroll_offset.y == 3


async def test_the_cursor_passes_over_the_topics(make_app: MakeApp, six_pack: Pack) -> None:
    app = make_app(six_pack)
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "4")
        await compare_with(pilot, "2022-11")
        screen = app.screen
        assert isinstance(screen, OverTimeScreen)
        table = screen.query_one(DifferenceTable)
        rows = [str(row.key.value) for row in table.ordered_rows]
        topics = [number for number, row in enumerate(rows) if row.startswith(TOPIC_ROW)]
        assert len(topics) > 1
        for key in (*["j"] * len(rows), *["k"] * len(rows), "pagedown", "pagedown", "pageup", "pageup", "G", "g"):
            await pilot.press(key)
            assert table.attribute
        assert table.cursor_row == 1


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_the_day_that_is_offered_first_shows_something(
    make_app: MakeApp, pack: Pack, size: tuple[int, int]
) -> None:
    app = make_app(pack)
    async with app.run_test(size=size) as pilot:
        await go(pilot, "4", "right", "a")
        shown = " ".join(" ".join(lines_of(app)).split())
        assert "29 June 2026 nothing differs" in shown
        assert "8 January 2026 29 rows differ" in shown
        await go(pilot, "enter")
        assert isinstance(app.screen, OverTimeScreen)
        assert app.screen.over.before.as_of == "2026-01-08"
        assert len(rows_of(app)) == 29
