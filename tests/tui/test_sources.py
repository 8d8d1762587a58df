"""Sources: checks from files and a stub of the network, what is shown of them, and the original beside our words."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual import events
from textual.widgets import Input, Static
from textual.worker import WorkerFailed

from tests.tui.seen import text_of
from trusttui.pack.model import Pack
from trusttui.report.blocks import Role
from trusttui.sources.copies import Copies, Copy
from trusttui.sources.fetching import Progress
from trusttui.sources.passages import fingerprint
from trusttui.sources.results import NotChecked, Reason
from trusttui.tui.app import TrustApp
from trusttui.tui.provenance import Provenance
from trusttui.tui.screens.original import OriginalScreen
from trusttui.tui.screens.sources import SourcesScreen
from trusttui.tui.screens.verify import VerifyScreen
from trusttui.tui.widgets.entries import EntryList
from trusttui.tui.widgets.reader import Reader
from trusttui.user import write_atomically

KEPT = "Inputs to the desk are kept for twenty days [bold] and are then removed."
REST = "And more words of the page that nobody cites. " * 30


@pytest.fixture
def lamps(small_pack: Pack) -> Pack:
    """The small pack; of its newest page every passage is a text of the page that the tests give."""
    sources = []
    for source in small_pack.sources:
        made = {}
        for slug, passage in source.passages.items():
            found = fingerprint(KEPT if slug == "kept-20-days" else f"This is said of {slug} there.")
            made[slug] = replace(passage, words=found.words, sha256=found.sha256)
        sources.append(replace(source, passages=made))
    return replace(small_pack, sources=tuple(sources))


class Network:
    """Stands in for the fetcher: what it gives, and what was asked."""

    def __init__(self, body: bytes | None, gate: asyncio.Event | None = None) -> None:
        self.body = body
        self.gate = gate
        self.asked: list[str] = []
        self.report: Callable[[Progress], None] = lambda progress: None

    def __call__(self, report: Callable[[Progress], None]) -> Any:
        self.report = report
        return self

    async def fetch(self, url: str, kept: Copy | None = None) -> Copy:
        self.asked.append(url)
        self.report(Progress(url, "receive", 4_000))
        if self.gate:
            await self.gate.wait()
        if self.body is None:
            raise NotChecked(Reason.NO_NETWORK, "no address is known")
        headers = {"content-type": "text/plain"}
        return Copy(url=url, final_url=url, fetched="2026-11-21T00:00:00Z", headers=headers, body=self.body)


@pytest.fixture
def opened(make_app: Callable[..., TrustApp], lamps: Pack, tmp_path: Path) -> Callable[..., TrustApp]:
    def make(network: Network | None = None) -> TrustApp:
        app = make_app(lamps)
        pages = tmp_path / "pages"
        pages.mkdir()
        app.session.show_checks(
            Provenance(
                lamps,
                checks=tmp_path / "data" / "checks.json",
                copies=lambda: Copies(pages, write_atomically),
                today="2026-11-21",
                fetcher=network or Network(None),
            )
        )
        return app

    return make


def page(folder: Path, lamps: Pack, *, without: str = "") -> Path:
    newest = next(source for source in lamps.sources if source.id == "privacy-2023-05")
    texts = [
        KEPT if slug == "kept-20-days" else f"This is said of {slug} there."
        for slug in newest.passages
        if slug != without
    ]
    path = folder / "page.txt"
    path.write_text("\n".join([*texts, REST]))
    return path


def shown(app: TrustApp) -> str:
    reader = app.screen.query_one("#reader", Reader)
    return "\n".join(block.text + " " + block.label for block in reader.document.blocks) if reader.document else ""


async def at_retention(app: TrustApp, pilot: Any, *keys: str) -> None:
    """Read how long inputs are kept, and press keys there."""
    await pilot.press("2")
    await pilot.pause()
    app.screen.open("answers/general/retention")
    await pilot.press(*keys)
    await pilot.pause()


async def at_sources(app: TrustApp, pilot: Any) -> None:
    await pilot.press("8")
    await pilot.pause()
    assert isinstance(app.screen, SourcesScreen)
    app.screen.open("sources/privacy-2023-05")
    await pilot.pause()


async def settled(app: TrustApp, pilot: Any) -> None:
    await app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


async def test_what_is_not_found_shows_what_rests_on_it(opened: Any, lamps: Pack, tmp_path: Path) -> None:
    given = page(tmp_path, lamps, without="kept-20-days")
    app = opened()
    async with app.run_test(size=(120, 40)) as pilot:
        await at_sources(app, pilot)
        assert "Not checked yet" in shown(app)
        await pilot.press("v")
        assert isinstance(app.screen, VerifyScreen)
        app.screen.query_one(Input).value = str(given)
        await pilot.press("enter")
        await settled(app, pilot)
        text = shown(app)
        assert "a copy, 21 November 2026: 7 found, 1 not found" in text
        assert "✗ not found kept-20-days" in text
        assert "How long are inputs kept?" in text
        await at_retention(app, pilot)
        assert "kept-20-days · ✗ not found in a copy on 21 November 2026" in shown(app)


async def test_nothing_is_asked_before_the_word(opened: Any, lamps: Pack, tmp_path: Path) -> None:
    network = Network(page(tmp_path, lamps).read_bytes())
    app = opened(network)
    async with app.run_test(size=(120, 40)) as pilot:
        await at_sources(app, pilot)
        await pilot.press("v")
        await pilot.pause()
        assert "acme.example" in " ".join(str(each.render()) for each in app.screen.query(Static))
        assert network.asked == []
        await pilot.press("enter")
        await settled(app, pilot)
        assert network.asked == ["https://acme.example/privacy"]
        assert "its page, 21 November 2026: 8 found" in shown(app)


async def test_it_can_be_stopped_while_it_asks(opened: Any) -> None:
    gate = asyncio.Event()
    network = Network(b"", gate)
    app = opened(network)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_sources(app, pilot)
        await pilot.press("v", "enter")
        await pilot.pause(0.1)
        assert network.asked
        assert "4 kB" in str(app.screen.query_one("#problem", Static).render())
        await pilot.press("escape")
        await settled(app, pilot)
        assert isinstance(app.screen, SourcesScreen)
        assert "Not checked yet" in shown(app)


async def test_no_network_and_no_such_file_are_said(opened: Any, tmp_path: Path) -> None:
    app = opened()
    async with app.run_test(size=(120, 40)) as pilot:
        await at_sources(app, pilot)
        await pilot.press("v")
        app.screen.query_one(Input).value = str(tmp_path / "none")
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, VerifyScreen)
        assert "no file" in str(app.screen.query_one("#problem", Static).render())
        app.screen.query_one(Input).value = ""
        await pilot.press("enter")
        await settled(app, pilot)
        assert "? not checked its page, 21 November 2026: no address is known" in shown(app)


@pytest.mark.parametrize(
    ("typed", "said"), [("~nobody-has-this-name/page.txt", "home directory"), ("a" * 5000, "File name too long")]
)
async def test_a_path_that_leads_nowhere_is_said(opened: Any, typed: str, said: str) -> None:
    app = opened()
    async with app.run_test(size=(120, 40)) as pilot:
        await at_sources(app, pilot)
        await pilot.press("v")
        app.screen.query_one(Input).value = typed
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, VerifyScreen)
        problem = str(app.screen.query_one("#problem", Static).render())
        assert said in problem
        assert problem.endswith("Try another path.")


async def test_a_fault_of_the_program_while_it_checks_ends_it(
    opened: Any, lamps: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr(Provenance, "check", broken)
    app = opened()

    async def check() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            await at_sources(app, pilot)
            await pilot.press("v")
            app.screen.query_one(Input).value = str(page(tmp_path, lamps))
            await pilot.press("enter")
            await settled(app, pilot)

    with pytest.raises(WorkerFailed):
        await check()
    assert isinstance(app.failure, RuntimeError)
    assert app.return_code == 1


async def test_a_check_that_another_run_made_is_seen_where_one_comes_next(
    opened: Any, lamps: Pack, tmp_path: Path
) -> None:
    app = opened()
    newest = [source for source in lamps.sources if source.id == "privacy-2023-05"]
    async with app.run_test(size=(120, 40)) as pilot:
        await at_retention(app, pilot)
        assert "kept-20-days · not checked yet" in shown(app)
        await at_sources(app, pilot)
        assert "Not checked yet" in shown(app)
        # Another process, with the same files.
        another = Provenance(
            lamps,
            checks=tmp_path / "data" / "checks.json",
            copies=lambda: Copies(tmp_path / "pages", write_atomically),
            today="2026-11-21",
        )
        another.check(another.from_files(page(tmp_path, lamps), newest))
        app.post_message(events.AppFocus())
        await pilot.pause()
        assert "8 found" in shown(app)
        assert app.screen.entry == "sources/privacy-2023-05"
        await pilot.press("2")
        await settled(app, pilot)
        assert app.screen.entry == "answers/general/retention"
        assert "kept-20-days · ✓ found in a copy on 21 November 2026" in shown(app)
        filled = app.screen.query_one("#reader", Reader).document
        await pilot.press("8", "2")
        await settled(app, pilot)
        assert app.screen.query_one("#reader", Reader).document is filled
        # And what was looked at beside our words.
        (tmp_path / "data" / "checks.json").unlink()
        await pilot.press("O")
        await settled(app, pilot)
        assert any("not checked yet" in block.text for block in app.screen.query_one("#theirs", Reader).document.blocks)


def structured(folder: Path, lamps: Pack) -> Path:
    """A long page of the lamps with what is cited of how long things are kept far down, under a heading."""
    newest = next(source for source in lamps.sources if source.id == "privacy-2023-05")
    said = "".join(f"<p>This is said of {slug} there.</p>" for slug in newest.passages if slug != "kept-20-days")
    above = "".join(f"<p>{number} {REST[:200]}</p>" for number in range(40))
    kept = f"<h2>How long</h2><p>First of all.</p><ul><li>One</li><li>{KEPT} For all.</li></ul>"
    path = folder / "page.html"
    path.write_text(f"<html><body><h1>The desk</h1>{above}{kept}{said}</body></html>")
    return path


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_one_citation_is_shown_in_its_page_with_the_headings_of_that(
    opened: Any, lamps: Pack, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = opened()
    given = structured(tmp_path, lamps)
    app.session.provenance.from_files(given, [each for each in lamps.sources if each.id == "privacy-2023-05"])
    async with app.run_test(size=size) as pilot:
        await at_retention(app, pilot, "O")
        theirs = app.screen.query_one("#theirs", Reader)
        blocks = [(block.role, block.text) for block in theirs.document.blocks]
        assert (Role.SNIPPET_HEADING, "How long") in blocks
        assert (Role.SNIPPET_ITEM, "One") in blocks
        assert (Role.SNIPPET_ITEM, f"{KEPT} For all.") in blocks
        assert (Role.SNIPPET_HEADING, "The desk") not in blocks
        # Alone it stands in its page, which is scrolled to it.
        await pilot.press("down")
        await pilot.pause()
        await pilot.pause()
        blocks = [(block.role, block.text) for block in theirs.document.blocks]
        assert (Role.SNIPPET_HEADING, "The desk") in blocks
        assert theirs.scroll_offset.y > 40
        assert str(theirs.border_title).startswith("In the original: ")
        assert "For all." in text_of(app)
        await pilot.press("up")
        await pilot.pause()
        assert (theirs.scroll_offset.y, theirs.border_title) == (0, "In the original")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_the_original_stands_beside_our_words(
    opened: Any, lamps: Pack, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = opened(Network(page(tmp_path, lamps).read_bytes()))
    async with app.run_test(size=size) as pilot:
        await at_retention(app, pilot, "O")
        assert isinstance(app.screen, OriginalScreen)
        theirs = app.screen.query_one("#theirs", Reader)
        assert any("No copy of it is at hand" in block.text for block in theirs.document.blocks)
        await pilot.press("escape")
        await at_sources(app, pilot)
        await pilot.press("v", "enter")
        await settled(app, pilot)
        await at_retention(app, pilot, "O")
        theirs = app.screen.query_one("#theirs", Reader)
        marked = [block.text[slice(*block.marks[0])] for block in theirs.document.blocks if block.marks]
        assert KEPT in marked
        assert app.screen.query_one("#ours", Reader).document.id == "answers/general/retention"
        cited = app.screen.query_one("#cited", EntryList)
        assert cited.has_focus
        await pilot.press("down")
        await pilot.pause()
        assert [block.role for block in theirs.document.blocks].count(Role.HEADING) == 1
        assert len(cited.entries) > 2
        await pilot.press("enter")
        await pilot.pause()
        assert theirs.has_focus
        await pilot.press("tab")
        assert app.screen.query_one("#ours", Reader).has_focus
        await pilot.press("escape")
        assert not isinstance(app.screen, OriginalScreen)
