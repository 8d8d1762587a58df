"""The screens open before the pack is read, and say what it says once it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from threading import Event

import pytest
from msgspec.structs import replace

from tests.shelf import folder_of
from tests.tui.seen import text_of
from trusttui.front import front_of
from trusttui.pack.model import Pack
from trusttui.pack.view import View
from trusttui.tui.app import TrustApp
from trusttui.tui.widgets.entries import EntryList

TODAY = date(2026, 11, 21)


async def test_home_is_there_before_the_pack_is(pack: Pack, tmp_path: Path) -> None:
    told = Event()

    def read() -> Pack:
        assert told.wait(20)
        return pack

    app = TrustApp(read, folder_of(pack, tmp_path), as_of=None, today=TODAY, front=front_of(View(pack)))
    try:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            glance = app.screen.query_one("#glance", EntryList)
            assert len(glance.entries) == sum(attribute.glance for attribute in pack.attributes)
            assert pack.meta.name in text_of(app)
            assert app.session._pack is None
            told.set()
            await pilot.press("2")
            await pilot.pause()
            assert app.current_mode == "answers"
            assert app.screen.query_one("#entries", EntryList).entries
    finally:
        told.set()


async def test_a_front_page_of_the_pack_as_it_was_is_drawn_anew(pack: Pack, tmp_path: Path) -> None:
    front = front_of(View(pack))
    front.hash, front.name = "another", "The name that it had"
    renamed = replace(pack, meta=replace(pack.meta, name="The name that it has"))
    app = TrustApp(lambda: renamed, tmp_path, as_of=None, today=TODAY, front=front)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "The name that it has" in text_of(app)
        assert [notification.message for notification in app._notifications]


async def test_a_pack_that_can_no_longer_be_read_ends_the_program(pack: Pack, tmp_path: Path) -> None:
    def read() -> Pack:
        raise OSError("gone")

    app = TrustApp(read, folder_of(pack, tmp_path), as_of=None, today=TODAY, front=front_of(View(pack)))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for _ in range(100):
            if app.return_code is not None:
                break
            await pilot.pause(0.02)
    assert app.return_code == 2
    assert isinstance(app.session.unreadable, OSError)


async def test_rows_out_of_sight_are_there_for_whoever_goes_to_them(pack: Pack, tmp_path: Path) -> None:
    app = TrustApp(pack, folder_of(pack, tmp_path), as_of=None, today=TODAY)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        entries = app.screen.query_one("#entries", EntryList)
        every = entries.entries
        entries.focus()
        entries.fill(list(entries._items))
        assert len(entries._options) < len(every)
        assert entries.go_to(every[-1])
        assert entries.entry == every[-1]
        entries.fill(list(entries._items))
        await pilot.press("end")
        assert entries.entry == every[-1]


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_home_is_the_same_from_a_front_page_and_from_the_pack(
    pack: Pack, tmp_path: Path, size: tuple[int, int]
) -> None:
    texts = []
    for front in (None, front_of(View(pack))):
        app = TrustApp(pack, folder_of(pack, tmp_path), as_of=None, today=TODAY, front=front)
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            texts.append(text_of(app))
    assert texts[0] == texts[1]
