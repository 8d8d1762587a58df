"""What an entry leads to, by keyboard and mouse: chosen, seen to be chosen, followed, opened, shown in the original."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import OptionList

from tests.tui.test_places import settle
from trusttui.pack.model import Pack
from trusttui.sources.copies import Copies
from trusttui.tui import browser
from trusttui.tui.app import TrustApp
from trusttui.tui.provenance import Provenance
from trusttui.tui.screens.original import OriginalScreen
from trusttui.tui.widgets.reader import LinkList, Reader
from trusttui.user import write_atomically

MakeApp = Callable[..., TrustApp]
READERS = {
    "Answers": ("2", "enter"),
    "Compare": ("4", "right", "enter"),
    "Agreements": ("6", "enter"),
    "Changes": ("7", "enter"),
    "Sources": ("8", "enter"),
    "Search": ("slash", *"retention", "enter"),
    "Verdict": ("5", "1", "v"),
    "a tier on two days": ("4", "right", "a", "down", "enter", "enter"),
}


@pytest.fixture
def opened(make_app: MakeApp, pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], TrustApp]:
    """The app with the originals of an empty folder, and a browser that only notes what it is to open."""

    def make() -> TrustApp:
        app = make_app()
        day = date(2026, 11, 21).isoformat()
        provenance = Provenance(
            pack, checks=tmp_path / "checks.json", copies=lambda: Copies(tmp_path, write_atomically), today=day
        )
        app.session.show_checks(lambda _: provenance)
        app.opened = []  # type: ignore[attr-defined]
        monkeypatch.setattr(browser, "open_page", lambda address, _: app.opened.append(address) or "")  # type: ignore[attr-defined]
        return app

    return make


@pytest.mark.parametrize(("where", "size"), [*zip(READERS, [(120, 40), (60, 20)] * 4, strict=True)])
async def test_every_link_of_every_reader_can_be_chosen_seen_and_followed(
    make_app: MakeApp, where: str, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press(*READERS[where])
        await settle(pilot)
        reader = app.screen.query_one(Reader)
        assert reader.has_focus
        assert reader.document is not None
        # Of a source dozens rest on it: some tell of all.
        count = min(len(reader.document.links), 4)
        assert count
        await pilot.press("enter")
        await settle(pilot)
        links = app.screen.query_one(LinkList)
        seen = []
        for _ in range(count):
            assert links.has_focus
            assert links.link is not None
            seen.append(links.link)
            line = links._index_to_line[links.highlighted or 0]
            row = links.region.y + links.gutter.top + line - links.scroll_offset.y
            inside = reader.region.shrink(reader.gutter)
            assert inside.y <= row < inside.bottom, f"{links.link} is out of sight"
            assert app.screen.get_style_at(links.region.x + 3, row).bgcolor != app.screen.get_style_at(1, 0).bgcolor
            await pilot.press("down")
            await settle(pilot, 1)
        assert seen == list(reader.document.links[:count])
        target = links.link
        await pilot.press("enter")
        await settle(pilot)
        assert target is not None
        if not target.target.startswith("https://"):
            assert app.history.current is not None
            assert app.history.current.entry == target.target


async def test_a_click_on_a_link_follows_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("6", "enter", "G")
        await settle(pilot)
        links = app.screen.query_one(LinkList)
        last = app.screen.query_one(Reader).document.links[-1]
        line = links._index_to_line[links.option_count - 1]
        await pilot.click(links, offset=(6, links.gutter.top + line))
        await settle(pilot)
        assert app.history.current is not None
        assert app.history.current.entry == last.target


async def test_open_source_means_the_source_that_is_chosen(opened: Callable[[], TrustApp]) -> None:
    app = opened()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2", "enter", "o")
        await settle(pilot)
        await pilot.press("enter", "end", "o")
        await settle(pilot)
        link = app.screen.query_one(LinkList).link
        assert link is not None
        view = app.session.view
        newest = view.sources_of(app.screen.entry)[0]
        assert link.target != f"sources/{newest}"
        assert app.opened == [view.source(newest).url, view.source(link.target.partition("/")[2]).url]


async def test_only_https_is_opened(opened: Callable[[], TrustApp]) -> None:
    app = opened()
    async with app.run_test(size=(80, 24)) as pilot:
        for address in ("http://example.org", "file:///etc/passwd", "javascript:alert(1)", "HTTPS:x"):
            app.open_page(address)
        await settle(pilot)
        assert app.opened == []
        assert sum("no https address" in notice.message for notice in app._notifications) == 4


async def test_the_original_is_of_the_source_that_is_chosen_else_of_all(opened: Callable[[], TrustApp]) -> None:
    app = opened()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2", "enter", "O")
        await settle(pilot)
        assert isinstance(app.screen, OriginalScreen)
        every = app.screen._cited
        assert len({each.source for each in every}) > 1
        await pilot.press("down", "down", "o")
        await settle(pilot)
        assert app.opened == [app.session.view.source(every[1].source).url]
        await pilot.press("escape", "enter")
        await settle(pilot)
        links = app.screen.query_one(LinkList)
        while not (links.link and links.link.target == f"sources/{every[0].source}"):
            await pilot.press("down")
            await settle(pilot, 1)
        await pilot.press("O")
        await settle(pilot)
        assert isinstance(app.screen, OriginalScreen)
        assert app.screen._cited == [each for each in every if each.source == every[0].source]


async def test_from_the_verdict_the_original_of_a_row_is_reached(opened: Callable[[], TrustApp]) -> None:
    app = opened()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("5", "1", "v", "enter")
        await settle(pilot)
        links = app.screen.query_one(LinkList)
        assert isinstance(links, OptionList)
        assert {"agreements", "matrix", "sources"} <= {link.target.partition("/")[0] for link in links._links}
        chosen = links.link
        assert chosen is not None
        await pilot.press("O")
        await settle(pilot)
        assert isinstance(app.screen, OriginalScreen)
        assert app.screen._entry == chosen.target
