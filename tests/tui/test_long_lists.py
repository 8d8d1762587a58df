"""A list of many rows: those in sight at once, the others as one comes near them, and never all for one key."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual.content import Content
from textual.pilot import Pilot

from tests.tui.seen import go, text_of
from trusttui.pack.model import Pack
from trusttui.tui.app import TrustApp
from trusttui.tui.widgets.entries import LOT, MANY, EntryList, Item

MakeApp = Callable[..., TrustApp]


@asynccontextmanager
async def listing(app: TrustApp, rows: int) -> AsyncIterator[tuple[Pilot[None], EntryList]]:
    """The answers' list with so many rows of our own, as it is just after it was filled."""
    async with app.run_test(size=(100, 30)) as pilot:
        await go(pilot, "2")
        entries = app.screen.query_one("#entries", EntryList)
        entries.fill(Item(Content(f"Row {number}"), f"answers/rows/{number}") for number in range(rows))
        await pilot.pause()
        yield pilot, entries


async def test_rows_come_as_one_scrolls_towards_them(make_app: MakeApp, small_pack: Pack) -> None:
    async with listing(make_app(small_pack), 3 * LOT) as (pilot, entries):
        assert len(entries._options) < LOT
        assert len(entries.entries) == 3 * LOT
        seen = len(entries._options)
        for _ in range(200):
            entries.scroll_end(animate=False)
            await pilot.pause()
            assert len(entries._options) - seen <= LOT
            seen = len(entries._options)
            if seen == 3 * LOT:
                break
        entries.scroll_end(animate=False)
        await pilot.pause()
        assert f"Row {3 * LOT - 1}" in text_of(pilot.app)  # type: ignore[arg-type]


async def test_keys_walk_on_where_rows_have_not_come_yet(make_app: MakeApp, small_pack: Pack) -> None:
    async with listing(make_app(small_pack), 3 * LOT) as (pilot, entries):
        for expected in range(1, 60):
            await pilot.press("down")
            assert entries.entry == f"answers/rows/{expected}"
        await pilot.press("pagedown")
        assert entries.highlighted is not None
        assert entries.highlighted > 60
        assert entries.go_to(f"answers/rows/{2 * LOT}")
        assert entries.entry == f"answers/rows/{2 * LOT}"
        await pilot.press("g", "up")
        assert entries.entry == f"answers/rows/{3 * LOT - 1}"


async def test_no_key_makes_all_rows_of_a_very_long_list(make_app: MakeApp, small_pack: Pack) -> None:
    async with listing(make_app(small_pack), 3 * MANY) as (pilot, entries):
        await pilot.press("up")
        assert entries.entry == "answers/rows/0"
        await pilot.press("G")
        assert MANY <= len(entries._options) < 2 * MANY
        assert entries.highlighted is not None
        assert entries.highlighted >= MANY
        assert any("rows are listed so far" in each.message for each in pilot.app._notifications)
        await pilot.press("G", "G")
        assert entries.entry == f"answers/rows/{3 * MANY - 1}"
