"""Every terminal: the colours it has, the size it has, and the keys that reach the program."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest
from rich.color import Color
from rich.segment import Segment
from textual.widgets import Input

from tests.tui.seen import go, lines_of
from trusttui.pack.model import Pack
from trusttui.tui import commands
from trusttui.tui.app import TrustApp
from trusttui.tui.commands import Command
from trusttui.tui.modes import MODES
from trusttui.tui.screens.base import SectionScreen
from trusttui.tui.theme import ANSI_DARK, ANSI_LIGHT, DARK, LIGHT, fitting

Make = Callable[..., TrustApp]
XTERM = (
    *("000000", "cd0000", "00cd00", "cdcd00", "0000ee", "cd00cd", "00cdcd", "e5e5e5"),
    *("7f7f7f", "ff0000", "00ff00", "ffff00", "5c5cff", "ff00ff", "00ffff", "ffffff"),
)
"""The sixteen colours as the plainest terminal has them, the hardest case."""


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def shade(colour: Color | None, usual: str) -> str:
    if colour is None or colour.is_default:
        return usual
    if colour.triplet:
        return colour.triplet.hex.removeprefix("#")
    assert colour.number is not None
    return XTERM[colour.number]


def painted(app: TrustApp) -> Iterator[Segment]:
    for strip in app.screen._compositor.render_strips():
        yield from strip


def reversed_words(segments: Iterable[Segment]) -> list[str]:
    """What is written the other way round; a scrollbar is no words."""
    return [text for text, style, _ in segments if style and style.reverse and any(map(str.isalpha, text))]


def faint(app: TrustApp, light: bool) -> list[str]:
    """What can hardly be read: text whose colour is near that of its ground."""
    ink, paper = ("000000", "ffffff") if light else ("e5e5e5", "000000")
    found = []
    for text, style, _ in painted(app):
        words = "".join(sign for sign in text if not "─" <= sign <= "▟").strip()
        if words and style:
            pair = (shade(style.color, ink), shade(style.bgcolor, paper))
            if contrast(*pair) < 3:
                found.append(f"{app.current_mode}: {words} {pair}")
    return found


@pytest.mark.parametrize("theme", [ANSI_DARK.name, ANSI_LIGHT.name])
async def test_every_value_can_be_read(make_app: Make, theme: str) -> None:
    app = make_app()
    app.theme = theme
    light = not app.current_theme.dark
    found = []
    async with app.run_test(size=(120, 40)) as pilot:
        for mode in MODES:
            app.go(mode)
            await pilot.pause()
            await pilot.pause()
            await pilot.press("down")
            await pilot.pause()
            found += faint(app, light)
    assert found == []


@pytest.mark.parametrize("theme", [ANSI_DARK.name, ANSI_LIGHT.name])
async def test_the_cursor_is_seen_with_the_terminals_own_colours(make_app: Make, theme: str) -> None:
    app = make_app()
    app.theme = theme
    async with app.run_test(size=(120, 40)) as pilot:
        for mode in ("home", "answers", "compare", "advisor", "sources"):
            app.go(mode)
            await pilot.pause()
            await pilot.pause()
            await pilot.press("down")
            await pilot.pause()
            assert reversed_words(painted(app)), mode


async def test_without_colours_there_are_none_and_the_cursor_is_seen(
    make_app: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        await pilot.press("down")
        await pilot.pause()
        filtered: list[Segment] = list(painted(app))
        for each in app.get_line_filters():
            filtered = each.apply(filtered, app.screen.styles.background)
        for _, style, _ in filtered:
            assert style is None or all(colour is None or colour.is_default for colour in (style.color, style.bgcolor))
        assert reversed_words(filtered)


def test_the_theme_fits_the_terminal() -> None:
    assert fitting("truecolor", False, {}) == DARK.name
    assert fitting("256", False, {"COLORFGBG": "0;15"}) == LIGHT.name
    assert fitting("standard", False, {}) == ANSI_DARK.name
    assert fitting("standard", False, {"COLORFGBG": "0;default;7"}) == ANSI_LIGHT.name
    assert fitting("truecolor", True, {"COLORFGBG": "15;0"}) == ANSI_DARK.name
    assert fitting("truecolor", False, {"COLORFGBG": "default;default"}) == DARK.name


def every_command() -> list[Command]:
    groups = [group for group in vars(commands).values() if isinstance(group, tuple)]
    return [each for group in groups for each in group if isinstance(each, Command)]


def test_nothing_is_reached_by_ctrl_or_alt_alone() -> None:
    assert len(Command._fields) > 5
    for command in every_command():
        plain = [key for key in command.keys.split(",") if not key.startswith(("ctrl+", "alt+"))]
        assert plain or command.palette, command.id


async def test_any_size_and_back_loses_nothing(make_app: Make, small_pack: Pack) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=(120, 40)) as pilot:
        for mode in MODES:
            app.go(mode)
            await pilot.pause()
            await pilot.pause()
            await pilot.press("down", "down")
            screen = app.screen
            assert isinstance(screen, SectionScreen)
            entry, focused = screen.entry, screen.focused
            for size in ((39, 11), (2, 1), (200, 60), (120, 40)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                small = size[0] < 40 or size[1] < 12
                assert screen.has_class("-too-small") is small, (mode, size)
            await pilot.pause()
            assert screen.entry == entry, mode
            assert screen.focused is focused, mode


async def test_a_word_typed_stays_while_the_terminal_is_too_small(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("2", "slash", *"soc")
        await pilot.resize_terminal(10, 3)
        await pilot.pause()
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert app.screen.query_one("#query", Input).value == "soc"
        await pilot.press("x")
        assert app.screen.query_one("#query", Input).value == "socx"


WIDE = "案内 e\u0301 \u200bz\u200dw \U0001f469\u200d\U0001f4bb"


async def test_wide_and_zero_width_characters_in_what_is_typed(make_app: Make, hostile_pack: Pack) -> None:
    for pack in (None, hostile_pack):
        app = make_app(pack)
        async with app.run_test(size=(60, 20)) as pilot:
            await pilot.press("2", "slash")
            app.screen.query_one("#query", Input).value = WIDE
            await pilot.pause()
            await pilot.pause()
            for strip in app.screen._compositor.render_strips():
                assert strip.cell_length == 60
            assert not app.screen.query_one("#query", Input).cursor_blink


async def test_no_cursor_blinks_in_the_palette(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("colon")
        await pilot.pause()
        await pilot.pause()
        fields_shown = list(app.screen.query(Input))
        assert fields_shown
        assert not any(field.cursor_blink for field in fields_shown)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
@pytest.mark.parametrize("section", ["2", "4", "7", "8"])
async def test_the_footer_says_the_ways_out_of_what_one_reads(
    make_app: Make, size: tuple[int, int], section: str
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await go(pilot, section)
        assert not lines_of(app)[-1].startswith(" esc Back")
        await go(pilot, *(["right", "enter"] if section == "4" and size[0] > 60 else ["enter"]))
        assert app.screen.has_class("-reading") or (section == "4" and size[0] > 60)
        if app.screen.has_class("-reading"):
            assert lines_of(app)[-1].startswith(" esc Back  ⏎ Links  ")
            await go(pilot, "escape")
        assert not lines_of(app)[-1].startswith(" esc Back")
