"""What is painted in our own way looks as the library would have it, and is painted when it has changed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.app import App
from textual.content import Content
from textual.screen import Screen
from textual.scrollbar import ScrollBarRender
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions

from tests.tui.seen import go
from trusttui.pack.model import Pack
from trusttui.tui.app import TrustApp
from trusttui.tui.garbage import SELDOM
from trusttui.tui.lines import Lines, hanging
from trusttui.tui.screens.library import LibraryScreen
from trusttui.tui.shell import MADE
from trusttui.tui.widgets.entries import EntryList, Item
from trusttui.tui.widgets.reader import DocumentText, LinkList, Reader
from trusttui.tui.widgets.scrollbar import Bar

MakeApp = Callable[..., TrustApp]
LETTERS = "ab [/]é中\u0301 "
GROUND = Style.parse("#102030 on #fefefe")


def cells(strip: Strip) -> list[tuple[str, object]]:
    """Each letter with its style."""
    return [(letter, segment.style) for segment in strip for letter in segment.text]


@st.composite
def texts(draw: st.DrawFn) -> list[Content]:
    """Lines with ranges of styles that may overlap."""
    lines = []
    for text in draw(st.lists(st.text(LETTERS, max_size=12), min_size=1, max_size=4)):
        line = Content(text)
        for _ in range(draw(st.integers(0, 3))):
            start = draw(st.integers(0, len(text)))
            style = draw(st.sampled_from(["bold", "dim", "#ff0000", "underline", "on #00ff00"]))
            line = line.stylize(style, start, draw(st.integers(start, len(text))))
        lines.append(line)
    return lines


@given(texts())
def test_lines_are_painted_as_the_library_paints_them(lines: list[Content]) -> None:
    options = RenderOptions(Style.parse, {})
    whole = Content("\n").join(lines)
    drawn = Lines(lines).render_strips(80, None, GROUND, options)
    expected = whole.render_strips(80, None, GROUND, options)
    assert [strip.text.rstrip() for strip in drawn] == [strip.text.rstrip() for strip in expected]
    for ours, theirs in zip(drawn, expected, strict=True):
        assert cells(ours)[: len(cells(theirs))] == cells(theirs)
        assert ours.cell_length == sum(segment.cell_length for segment in ours)


def test_lines_know_their_size() -> None:
    lines = Lines([Content("中文"), Content("abc"), Content("")])
    assert (len(lines), lines.get_height({}, 1), lines.get_optimal_width({}, 9)) == (3, 3, 4)
    assert lines.plain == "中文\nabc\n"
    assert lines.strip(7, GROUND, Style.parse).cell_length == 0


@pytest.mark.parametrize("vertical", [True, False])
@pytest.mark.parametrize("position", [0, 3.5, 40, 80])
def test_a_bar_is_the_librarys(vertical: bool, position: float) -> None:
    style = Style.parse("#445566 on #112233").rich_style
    bar = Bar(virtual_size=100, window_size=20, position=position, thickness=1, vertical=vertical, style=style)
    width, height = (1, 20) if vertical else (20, 1)
    drawn = bar.render_strips(width, height, GROUND, RenderOptions(Style.parse, {}))
    assert (len(drawn), {strip.cell_length for strip in drawn}) == (height, {width})
    theirs = ScrollBarRender.render_bar(
        20, 100, 20, position, 1, vertical, back_color=style.bgcolor, bar_color=style.color
    ).segments
    assert [segment for strip in drawn for segment in strip] == [each for each in theirs if each != Segment.line()]


def test_a_bar_with_nothing_to_scroll_is_not_seen() -> None:
    style = Style.parse("#445566 on #112233").rich_style
    drawn = Bar(virtual_size=10, window_size=0, style=style).render_strips(1, 3, GROUND, RenderOptions(Style.parse, {}))
    assert drawn == [Strip.blank(1, GROUND.rich_style)] * 3


async def test_the_reader_needs_one_layout_and_follows_after_the_list(
    make_app: MakeApp, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    layout, listed, shown = Screen._refresh_layout, EntryList.fill, Reader.show

    def laid_out(screen: Screen[None], *args: object, **more: object) -> None:
        done.append("layout")
        layout(screen, *args, **more)  # type: ignore[arg-type]

    def fill(entries: EntryList, *args: object) -> None:
        if not isinstance(entries, LinkList):
            done.append("list")
        listed(entries, *args)  # type: ignore[arg-type]

    def show(reader: Reader, document: object) -> None:
        done.append("reader")
        shown(reader, document)  # type: ignore[arg-type]

    painted = LibraryScreen._compositor_refresh

    def paint(screen: LibraryScreen) -> None:
        if any(isinstance(widget, EntryList) for widget in screen._dirty_widgets):
            done.append("painted")
        painted(screen)

    app = make_app(pack)
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "slash", *"retentio")
        await pilot.pause(1.0)
        monkeypatch.setattr(Screen, "_refresh_layout", laid_out)
        monkeypatch.setattr(EntryList, "fill", fill)
        monkeypatch.setattr(Reader, "show", show)
        monkeypatch.setattr(LibraryScreen, "_compositor_refresh", paint)
        await pilot.press("n", "space", "o", "f", "space", "c")
        await pilot.pause(0.2)
        assert done.count("list") == 6
        assert "reader" in done
        # The list is on the screen before the reader is filled, and a reader that was filled is laid out once.
        for number, what in enumerate(done):
            if what == "reader":
                before = done[:number]
                assert "painted" in before[len(before) - before[::-1].index("list") :]
        assert done.count("layout") <= done.count("reader")
        assert app.screen.query_one(Reader).document.id == app.screen.entry  # type: ignore[union-attr]


async def test_enter_right_after_a_letter_reads_what_is_found_by_then(make_app: MakeApp, pack: Pack) -> None:
    app = make_app(pack)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "slash")
        await pilot.press(*"baa", "enter")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, LibraryScreen)
        document = screen.query_one(Reader).document
        assert document is not None
        assert document.id == screen.entry
        assert screen.entry == screen.query_one("#entries", EntryList).entries[0]


async def test_bars_are_painted_when_they_change_and_with_another_theme(make_app: MakeApp, pack: Pack) -> None:
    app = make_app(pack)
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "2")
        bar = app.screen.query_one("#entries", EntryList).vertical_scrollbar

        def look() -> list[Strip]:
            return bar.render_lines(bar.size.region)

        before = look()
        bar.refresh()
        assert not bar._repaint_required
        await pilot.press("G")
        await pilot.pause()
        moved = look()
        assert moved != before
        app.theme = "trusttui-light"
        await pilot.pause()
        assert look() != moved
        assert [segment.text for strip in look() for segment in strip] == [
            segment.text for strip in moved for segment in strip
        ]


async def test_what_the_mouse_selects_in_a_text_can_be_copied(make_app: MakeApp, small_pack: Pack) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=(120, 40)) as pilot:
        app.open_entry("agreements/dpa")
        await pilot.pause()
        text = app.screen.query_one(DocumentText)
        lines = [line.plain for line in text.render().lines]
        row = next(number for number, line in enumerate(lines) if len(line) > 20)
        await pilot.mouse_down(text, offset=(2, row))
        await pilot.hover(text, offset=(9, row))
        await pilot.mouse_up(text, offset=(9, row))
        await pilot.pause()
        assert app.screen.get_selected_text() == lines[row][2:10]
        selected = text.render_lines(text.size.region)[row]
        assert len({segment.style.bgcolor for segment in selected if segment.style}) > 1
        app.open_entry(next(each.id for each in app.session.view.articles if each.id != "agreements/dpa"))
        await pilot.pause()
        await pilot.pause()
        # What was selected were words of another text.
        assert not app.screen.get_selected_text()


async def test_the_mouse_is_over_the_row_that_it_is_over(make_app: MakeApp, small_pack: Pack) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "2")
        entries = app.screen.query_one("#entries", EntryList)
        entries.fill(
            [Item(Content("Heading")), *(Item(Content(f"Row {n}\nb"), f"answers/rows/{n}") for n in range(40))]
        )
        await pilot.pause()
        first = entries.entry
        await pilot.click(entries, offset=(3, 0))
        assert entries.entry == first  # a heading
        line = entries._index_to_line[3]
        await pilot.hover(entries, offset=(3, line))
        assert entries._mouse_hovering_over == 3
        await pilot.click(entries, offset=(30, line))
        assert entries.entry == "answers/rows/2"


def test_garbage_is_looked_for_seldom_once_all_is_there() -> None:
    code = (
        "import gc; gc.disable(); from trusttui.tui.garbage import settle; settle();"
        "print(gc.isenabled(), gc.get_freeze_count() > 1000, gc.get_threshold())"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == f"True True {SELDOM}"


async def test_a_section_that_was_shown_before_is_there_at_once(
    make_app: MakeApp, small_pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    masked: list[float] = []
    mask = App.delay_update

    def delay(app: TrustApp, seconds: float = 9.0) -> None:
        masked.append(seconds)
        mask(app, seconds)

    monkeypatch.setattr(App, "delay_update", delay)
    app = make_app(small_pack)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "2", "3", "2", "1")
        assert app.current_mode == "home"
        assert [seconds <= MADE for seconds in masked] == [False, False, True, True]


def test_what_is_loaded_ahead_is_what_sections_need() -> None:
    code = (
        "import sys; from trusttui.tui import ahead; import trusttui.tui.screens.home; before = set(sys.modules);"
        "[__import__(name) for name in ahead.MODULES]; loaded = set(sys.modules) - before;"
        "from trusttui.tui.screens import library; assert 'trusttui.tui.screens.library' in loaded;"
        "assert {'markdown_it', 'textual.widgets._data_table', 'trusttui.tui.render'} <= loaded, loaded"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@given(st.text(LETTERS + "↵✓ ", min_size=1, max_size=60), st.integers(12, 40), st.integers(0, 2), st.integers(0, 4))
def test_a_paragraph_never_leaves_its_width(text: str, width: int, indent: int, hang: int) -> None:
    lines = hanging(Content(text), width, indent, hang)
    assert all(line.cell_length <= max(width, indent * 2 + hang + 8) for line in lines)
    assert "".join("".join(line.plain.split()) for line in lines) == "".join(text.split())


async def test_a_click_on_a_lists_border_or_title_chooses_nothing(make_app: MakeApp, pack: Pack) -> None:
    app = make_app(pack)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        lately = app.screen.query_one("#lately", EntryList)
        for _ in range(3):
            lately.scroll_end(animate=False)
            await pilot.pause(0.2)
        assert lately.scroll_offset.y > 3
        before = lately.highlighted
        for place in ((4, 0), (0, 2), (4, lately.outer_size.height - 1)):
            await pilot.hover(lately, offset=place)
            assert lately._mouse_hovering_over is None
            await pilot.click(lately, offset=place)
            await pilot.pause()
            assert (app.current_mode, lately.highlighted) == ("home", before)
        await pilot.click(lately, offset=(4, 1))
        await pilot.pause()
        assert app.current_mode == "changes"


async def test_a_list_has_the_colours_of_each_theme(make_app: MakeApp, small_pack: Pack) -> None:
    """Two themes for terminals of sixteen colours have the same style for a row, and other colours in it."""
    app = make_app(small_pack)
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "2")
        entries = app.screen.query_one("#entries", EntryList)
        for theme in ("ansi-dark", "ansi-light", "trusttui-dark", "ansi-dark"):
            app.theme = theme
            await pilot.pause()
            shown = [cells(strip) for strip in entries.render_lines(entries.size.region)]
            entries._clear_caches()
            entries._styles_cache.clear()
            assert shown == [cells(strip) for strip in entries.render_lines(entries.size.region)]


@pytest.mark.parametrize("size", [(100, 24), (120, 30), (160, 26), (80, 24), (60, 20)])
async def test_everything_on_home_that_takes_the_focus_can_be_seen(
    make_app: MakeApp, pack: Pack, size: tuple[int, int]
) -> None:
    app = make_app(pack)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for _ in range(4):
            focused = app.screen.focused
            assert isinstance(focused, EntryList)
            shown, _ = app.screen.find_widget(focused)[:2]
            assert focused.content_size.height > 0
            assert shown.intersection(app.screen.region).area
            await pilot.press("tab")
            await pilot.pause()
