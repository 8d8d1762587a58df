"""Marks, notes, what was read, the first start and the terms of the glossary, as a user meets them on the screens."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, TextArea

from tests.shelf import folder_of
from tests.tui.seen import text_of
from trusttui import checked
from trusttui.marks import Marks
from trusttui.pack.model import Pack
from trusttui.settings import Settings
from trusttui.sources.copies import Copies
from trusttui.sources.results import Check, PassageCheck, Result, Where
from trusttui.tui import marks as marking
from trusttui.tui.app import TrustApp
from trusttui.tui.glossary import META
from trusttui.tui.provenance import Provenance
from trusttui.tui.screens.naming import NoteScreen
from trusttui.tui.screens.terms import TermScreen
from trusttui.tui.widgets.entries import EntryList
from trusttui.tui.widgets.reader import DocumentText, Reader

from .conftest import TODAY

DAY = TODAY.isoformat()
RETENTION = "answers/general/retention"


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., TrustApp]:
    def app(pack: Pack, settings: Settings | None = None) -> TrustApp:
        return TrustApp(
            pack,
            folder_of(pack, tmp_path),
            today=TODAY,
            exports=tmp_path,
            marks=lambda of: Marks(tmp_path / "data", of, DAY),
            settings=(lambda: settings) if settings else None,
        )

    return app


async def until(pilot: Pilot[None], holds: Callable[[], object]) -> None:
    """Wait until something holds that comes from another thread."""
    for _ in range(400):
        if holds():
            return
        await pilot.pause(0.01)
    assert holds()


def kept(tmp_path: Path, pack: Pack) -> Marks:
    return Marks(tmp_path / "data", pack.meta.id, DAY)


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_an_entry_is_marked_in_lists_and_reader_and_found_again(
    make: Callable[..., TrustApp], small_pack: Pack, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = make(small_pack)
    async with app.run_test(size=size) as pilot:
        app.open_entry(RETENTION)
        await pilot.pause()
        await pilot.press("b")
        await until(pilot, lambda: "marked 21 November 2026" in text_of(app))
        await pilot.press("escape")
        await until(pilot, lambda: "◆" in text_of(app))
        await pilot.press("m")
        await until(pilot, lambda: app.screen.query_one(EntryList).entries == [RETENTION])
        await pilot.press("b")
        await until(pilot, lambda: not app.marks.marked)
    assert kept(tmp_path, small_pack).marked == {}
    assert [seen.entry for seen in kept(tmp_path, small_pack).read] == [RETENTION]


async def test_every_kind_of_entry_can_be_marked(
    make: Callable[..., TrustApp], small_pack: Pack, tmp_path: Path
) -> None:
    app, entries = make(small_pack), set()
    async with app.run_test(size=(120, 40)) as pilot:
        for place in ("2", "3", "4", "6", "7", "8", "1,slash,escape"):
            await pilot.press(*place.split(","))
            await pilot.pause()
            entries.add(app.screen.entry)
            await pilot.press("b")
        await until(pilot, lambda: len(app.marks.marked) == 7)
    assert {entry.partition("/")[0] for entry in entries} >= {"answers", "matrix", "changes", "sources", "gaps"}
    assert set(kept(tmp_path, small_pack).marked) == entries


async def test_a_note_of_any_letters_stands_under_our_words_as_the_users_own(
    make: Callable[..., TrustApp], hostile_pack: Pack, tmp_path: Path
) -> None:
    note = "[/foo] [b]保存期間\u200bと e\u0301 👩\u200d💻\nsecond line"
    app = make(hostile_pack)
    async with app.run_test(size=(60, 20)) as pilot:
        app.open_entry(RETENTION)
        await pilot.pause()
        await pilot.press("w")
        await pilot.pause()
        assert isinstance(app.screen, NoteScreen)
        app.screen.query_one(TextArea).insert(note)
        await pilot.press("enter")
        await until(pilot, lambda: app.marks and app.marks.of(RETENTION))
        text = app.screen.query_one(DocumentText)
        await until(pilot, lambda: "Your note" in text.render().plain)
        await pilot.press("G")
        lines = text.lines(40).plain.split("\n")
        assert "Your note, 21 November 2026" in lines
        assert any(line.startswith("▎ [/foo] [b]") for line in lines)
        assert "▎ second line" in lines
        copied = app.screen.copy_text()
        await pilot.press("C")
        await pilot.pause()
        assert "| second line" in app.clipboard
        await pilot.press("E", "enter")
        await pilot.pause()
        assert "> second line" in next(tmp_path.glob("*-noted.md")).read_text()
        await pilot.press("m")
        await until(pilot, lambda: app.screen.query_one(EntryList).entries == [RETENTION])
        await until(pilot, lambda: "[/foo] [b]" in text_of(app))
    assert kept(tmp_path, hostile_pack).marked[RETENTION].note == note
    assert "second line" not in copied


async def test_leaving_the_note_asks_before_what_was_written_is_dropped(
    make: Callable[..., TrustApp], small_pack: Pack
) -> None:
    app = make(small_pack)
    async with app.run_test(size=(80, 24)) as pilot:
        app.open_entry(RETENTION)
        await pilot.pause()
        await pilot.press("w", "a", "f2", "b", "escape")
        await pilot.pause()
        assert isinstance(app.screen, NoteScreen)
        assert app.screen.query_one(TextArea).text == "a\nb"
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, NoteScreen)
        assert not app.marks.marked


async def test_scrolling_by_is_no_reading_and_staying_is(
    make: Callable[..., TrustApp], small_pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make(small_pack)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.marks is not None)
        await pilot.press("2", "j", "k", "j")
        await pilot.pause()
        assert app.marks.read == ()
        monkeypatch.setattr(marking, "STAY", 0.01)
        await pilot.press("k")
        await until(pilot, lambda: app.marks.read)
        assert [seen.entry for seen in app.marks.read] == [app.screen.entry]


async def test_an_entry_that_is_gone_keeps_its_note_and_what_was_read_can_be_taken_out(
    make: Callable[..., TrustApp], small_pack: Pack, tmp_path: Path
) -> None:
    before = kept(tmp_path, small_pack)
    before.write_note("answers/gone", "A question of old", "still mine")
    before.visit(RETENTION, "x")
    app = make(small_pack)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("m")
        await pilot.pause()
        entries = app.screen.query_one(EntryList)
        assert entries.entries == [RETENTION, "answers/gone"]
        await pilot.press("j")
        await until(pilot, lambda: "This pack has no such entry on this day" in text_of(app))
        assert "▎ still mine" in text_of(app)
        await pilot.press("k", "d")
        await until(pilot, lambda: entries.entries == ["answers/gone"])
        await pilot.press("slash", *"nothing")
        await until(pilot, lambda: "No title and no note here has “nothing”" in text_of(app))
        await pilot.press("escape")
        assert app.screen.query_one("#query", Input).value == ""
    assert kept(tmp_path, small_pack).read == ()


async def test_an_empty_list_says_how_to_fill_it_and_a_read_only_folder_is_told_once(
    make: Callable[..., TrustApp], small_pack: Pack, tmp_path: Path
) -> None:
    (tmp_path / "data" / "marks").mkdir(parents=True)
    (tmp_path / "data" / "marks").chmod(0o500)
    app = make(small_pack)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m")
        await until(pilot, lambda: "Nothing is marked yet" in text_of(app))
        assert "go/marks" not in [*app.screen_stack[0].query_one(EntryList).entries]
        await pilot.press("2", "b", "j", "b")
        await until(pilot, lambda: app.marks and len(app.marks.marked) == 2)
        await pilot.pause()
        told = [each.message for each in app._notifications if "cannot be written" in each.message]
        assert len(told) == 1
    (tmp_path / "data" / "marks").chmod(0o700)


async def test_what_is_being_written_is_written_before_the_program_ends(
    make: Callable[..., TrustApp], small_pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make(small_pack)
    written, toggle = threading.Event(), Marks.toggle

    def slow(self: Marks, entry: str, title: str) -> str:
        written.wait(2)
        return toggle(self, entry, title)

    monkeypatch.setattr(Marks, "toggle", slow)
    async with app.run_test(size=(80, 24)) as pilot:
        app.open_entry(RETENTION)
        await pilot.pause()
        await pilot.press("b")
        threading.Timer(0.05, written.set).start()
        await asyncio.to_thread(app.finish_marks)
        assert kept(tmp_path, small_pack).of(RETENTION)


async def test_home_leads_to_the_users_entries(make: Callable[..., TrustApp], small_pack: Pack, tmp_path: Path) -> None:
    kept(tmp_path, small_pack).mark(RETENTION, "x", True)
    app = make(small_pack)
    async with app.run_test(size=(60, 20)) as pilot:
        await until(pilot, lambda: "Your entries  1 marked" in text_of(app))
        start = app.screen.query_one("#start", EntryList)
        start.go_to("go/marks")
        await pilot.press("enter")
        await pilot.pause()
        assert app.current_mode == "marks"


async def test_home_says_when_the_sources_were_last_checked(
    make: Callable[..., TrustApp], small_pack: Pack, tmp_path: Path
) -> None:
    checks, source = tmp_path / "checks.json", small_pack.sources[0]
    app = make(small_pack)
    copies = Copies(tmp_path, lambda path, data: None)
    app.session.show_checks(Provenance(small_pack, checks=checks, copies=lambda: copies, today=DAY))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "Sources  not checked yet" in text_of(app))
        found = tuple(PassageCheck(passage=slug, result=Result.FOUND) for slug in source.passages)
        made = Check(source=source.id, where=Where.PAGE, at="x", on="2026-11-03", passages=found)
        checked.keep(checks, small_pack, [made])
        app.session.provenance.shelf.forget()
        await pilot.press("2", "1")
        await until(pilot, lambda: "last checked on" in text_of(app))
        start = app.screen.query_one("#start", EntryList)
        start.go_to("go/sources")
        await pilot.press("enter")
        await pilot.pause()
        assert app.current_mode == "sources"


@pytest.mark.parametrize("leave", ["escape", "2"])
async def test_the_first_start_says_what_this_is_once(
    make: Callable[..., TrustApp], small_pack: Pack, tmp_path: Path, leave: str
) -> None:
    settings = tmp_path / "settings.json"
    app = make(small_pack, Settings(settings))
    async with app.run_test(size=(60, 20)) as pilot:
        await until(pilot, lambda: app.screen.query("#welcome") and app.screen.query_one("#welcome").size)
        welcome = app.screen.query_one("#welcome")
        assert (welcome.size.height, welcome.region.bottom) == (3, 19)
        assert "Which tier fits us?" in text_of(app)
        await pilot.press(leave)
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        assert not app.screen.query("#welcome")
    assert Settings(settings).is_welcomed
    again = make(small_pack, Settings(settings))
    async with again.run_test(size=(60, 20)) as pilot:
        await until(pilot, lambda: again.marks is not None)
        await pilot.pause()
        assert not again.screen.query("#welcome")
        await pilot.press("2", "W")
        await until(pilot, lambda: again.screen.query("#welcome"))


async def test_terms_are_explained_where_they_stand(make: Callable[..., TrustApp], small_pack: Pack) -> None:
    app = make(small_pack)
    async with app.run_test(size=(120, 40)) as pilot:
        app.open_entry("agreements/dpa")
        await pilot.pause()
        text = app.screen.query_one(DocumentText)
        assert text.terms == ["engine"]
        width = text.content_size.width
        marked = [span for span in text.lines(width).content.spans if getattr(span.style, "meta", {}).get(META)]
        assert len(marked) == 1
        await pilot.press("i")
        await pilot.pause()
        assert isinstance(app.screen, TermScreen)
        assert "those who build something" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert (app.current_mode, app.screen.entry) == ("search", "terms/engine")
        # In its own entry a term is not marked.
        assert "engine" not in app.screen.query_one(DocumentText).terms


async def test_a_click_on_a_term_explains_it_and_without_terms_that_is_said(
    make: Callable[..., TrustApp], small_pack: Pack
) -> None:
    app = make(small_pack)
    async with app.run_test(size=(120, 40)) as pilot:
        app.open_entry("agreements/dpa")
        await pilot.pause()
        text = app.screen.query_one(DocumentText)
        lines = text.lines(text.content_size.width).plain.split("\n")
        row = next(n for n, line in enumerate(lines) if "for the Engine alone" in line)
        column = lines[row].index("Engine")
        await pilot.hover(text, offset=(column + 1, row))
        assert "those who build something" in text.tooltip.plain
        await pilot.hover(text, offset=(0, 0))
        assert text.tooltip is None
        await pilot.click(text, offset=(column + 1, row))
        await pilot.pause()
        assert isinstance(app.screen, TermScreen)
        await pilot.press("escape", "1", "i")
        await pilot.pause()
        assert not isinstance(app.screen, TermScreen)


async def test_the_advisor_explains_the_terms_of_its_question(make: Callable[..., TrustApp], pack: Pack) -> None:
    app = make(pack)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        for _ in pack.advisor.question:
            if app.screen.terms:
                break
            await pilot.press("n")
            await pilot.pause()
        await pilot.press("i")
        await pilot.pause()
        assert isinstance(app.screen, TermScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert app.current_mode == "advisor"
        assert app.screen.query_one("#options", OptionList).has_focus


@pytest.mark.parametrize("keys", ["4", "4,a,enter"])
async def test_a_marked_row_of_the_matrix_shows_it(make: Callable[..., TrustApp], small_pack: Pack, keys: str) -> None:
    app = make(small_pack)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*keys.split(","))
        await pilot.pause()
        assert "◆" not in text_of(app)
        await pilot.press("b")
        await until(pilot, lambda: "◆" in text_of(app))
        await pilot.press("b")
        await until(pilot, lambda: "◆" not in text_of(app))


async def test_the_reader_stays_where_it_is_when_its_entry_is_marked(
    make: Callable[..., TrustApp], small_pack: Pack
) -> None:
    app = make(small_pack)
    async with app.run_test(size=(60, 16)) as pilot:
        app.open_entry(RETENTION)
        await pilot.pause()
        await pilot.press("space")
        await pilot.pause()
        reader = app.screen.query_one(Reader)
        at = reader.scroll_offset.y
        assert at > 0
        await pilot.press("b")
        await until(pilot, lambda: app.marks.marked)
        await pilot.pause()
        assert reader.scroll_offset.y == at
