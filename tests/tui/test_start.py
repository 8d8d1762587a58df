"""The screens open before the pack is read, and say what it says once it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from threading import Event

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

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
        await ended(app, pilot)
    assert app.return_code == 2
    assert isinstance(app.session.unreadable, OSError)


async def test_a_fault_after_the_front_page_ends_the_program_as_any_other(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    front = front_of(View(pack))
    front.hash = "another"

    def broken(view: View) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr("trusttui.front.front_of", broken)
    app = TrustApp(lambda: pack, folder_of(pack, tmp_path), as_of=None, today=TODAY, front=front)
    with pytest.raises(RuntimeError, match="a fault"):
        async with app.run_test(size=(120, 40)) as pilot:
            await ended(app, pilot)
    assert isinstance(app.failure, RuntimeError)
    assert app.session.unreadable is None


@pytest.mark.parametrize("error", [ValueError("a fault"), OSError("gone"), None])
async def test_only_a_fault_of_the_index_ends_the_program(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception | None
) -> None:
    def index(*given: object) -> object:
        if error:
            raise error
        return object()

    monkeypatch.setattr("trusttui.cache.index", index)
    read = Event()
    app = TrustApp(lambda: pack, folder_of(pack, tmp_path), as_of=None, today=TODAY, front=front_of(View(pack)))
    app.once_read = read.set
    if isinstance(error, ValueError):
        with pytest.raises(ValueError, match="a fault"):
            async with app.run_test(size=(120, 40)) as pilot:
                await ended(app, pilot)
        assert app.failure is error
        assert not read.is_set()
        return
    async with app.run_test(size=(120, 40)) as pilot:
        for _ in range(100):
            if read.is_set():
                break
            await pilot.pause(0.02)
    assert read.is_set()
    assert app.failure is None


async def ended(app: TrustApp, pilot: Pilot[None]) -> None:
    for _ in range(100):
        if app.return_code is not None:
            break
        await pilot.pause(0.02)


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
