"""Themes and density: tried on, put off again, kept, and found in the next run."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.color import Color
from textual.pilot import Pilot

from tests.tui.test_terminals import contrast
from trusttui.settings import Settings
from trusttui.tui.app import TrustApp
from trusttui.tui.screens.themes import ThemeScreen
from trusttui.tui.theme import ANSI_DARK, CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, OWN, TERMINALS
from trusttui.tui.widgets.chrome import Masthead
from trusttui.tui.widgets.entries import EntryList

MakeApp = Callable[..., TrustApp]


async def worn(pilot: Pilot[None], theme: str) -> None:
    """Wait until a theme is on."""
    while pilot.app.theme != theme:
        await pilot.pause(0.02)


async def test_a_highlighted_theme_is_worn_and_escape_puts_it_off(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("T", "down")
        await worn(pilot, LIGHT.name)
        await pilot.press("escape")
        await pilot.pause()
        assert app.theme == DARK.name
        assert not isinstance(app.screen, ThemeScreen)
        assert app.settings.theme(False) == ""


async def test_escape_is_faster_than_the_theme(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("T", "down", "escape")
        await pilot.pause(0.2)
        assert app.theme == DARK.name


async def test_a_chosen_theme_is_kept_for_its_kind_of_terminal(make_app: MakeApp, tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    app = make_app(settings=lambda: Settings(file))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("T", "down", "down", "enter")
        await worn(pilot, CONTRAST_DARK.name)
    assert json.loads(file.read_text())["theme"] == {"colours": CONTRAST_DARK.name}
    assert Settings(file).theme(False) == CONTRAST_DARK.name
    assert Settings(file).theme(True) == ""


def put_on(app: TrustApp, monkeypatch: pytest.MonkeyPatch, colours: str | None) -> str:
    monkeypatch.setattr(type(app.console), "color_system", property(lambda self: colours))
    app.put_on({})
    return app.theme


@pytest.mark.parametrize(
    ("kept", "colours", "theme"),
    [
        ({"colours": "nord"}, "truecolor", "nord"),
        ({"colours": "nord"}, "standard", ANSI_DARK.name),
        ({"colours": "nord"}, None, ANSI_DARK.name),
        ({"few": LIGHT.name}, "standard", LIGHT.name),
        ({"few": LIGHT.name}, "256", DARK.name),
        ({"colours": "a theme that there is no more"}, "truecolor", DARK.name),
        ({"colours": 7}, "truecolor", DARK.name),
        ("nord", "truecolor", DARK.name),
    ],
)
async def test_the_next_run_finds_it(
    make_app: MakeApp,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kept: object,
    colours: str | None,
    theme: str,
) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"theme": kept}))
    app = make_app(settings=lambda: Settings(file))
    assert put_on(app, monkeypatch, colours) == theme
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert list(app._notifications) == []


async def height_of(entries: EntryList, pilot: Pilot[None]) -> int:
    """In lines, with the rows out of sight, which are added later."""
    entries.complete()
    await pilot.pause()
    return entries.virtual_size.height


async def test_density_is_seen_at_once_and_kept(make_app: MakeApp, tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    app = make_app(settings=lambda: Settings(file))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        entries = app.screen.query_one("#entries", EntryList)
        assert any(row.plain.startswith("\n") for row in entries._rows(entries.row_width))
        lines, entry = await height_of(entries, pilot), entries.entry
        await pilot.press("D")
        await pilot.pause()
        assert app.has_class("-compact")
        assert await height_of(entries, pilot) < lines
        assert entries.entry == entry
    assert json.loads(file.read_text())["density"] == "compact"
    again = make_app(settings=lambda: Settings(file))
    again.put_on({})
    async with again.run_test(size=(120, 40)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        assert not again.screen.has_class("-airy")


@pytest.mark.parametrize(("size", "airy"), [((120, 40), True), ((80, 24), True), ((79, 24), False), ((80, 23), False)])
async def test_a_small_terminal_is_always_compact(make_app: MakeApp, size: tuple[int, int], airy: bool) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert app.screen.has_class("-airy") is airy


@pytest.mark.parametrize(
    ("theme", "least"), [(DARK.name, 4.5), (LIGHT.name, 4.5), (CONTRAST_DARK.name, 7), (CONTRAST_LIGHT.name, 7)]
)
async def test_our_themes_can_be_read(make_app: MakeApp, theme: str, least: float) -> None:
    app = make_app()
    app.dress(theme)
    colours = app.get_css_variables()
    faint = [
        (ink, ground)
        for ground in ("background", "surface", "panel")
        for ink in ("foreground", "accent", "success", "warning", "error", "text-accent", "text-success")
        if contrast(*shades(colours[ink], colours[ground])) < least
    ]
    assert faint == []


def shades(ink: str, ground: str) -> Iterator[str]:
    for colour in (ink, ground):
        yield Color.parse(colour).hex6.removeprefix("#").lower()


async def test_every_theme_is_offered_once(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("T")
        await pilot.pause()
        offered = [option.id for option in app.screen.query_one("#themes").options if option.id]  # type: ignore[attr-defined]
        assert sorted(offered) == sorted(app.available_themes)
        assert offered[: len(OWN) + len(TERMINALS)] == [*OWN, *TERMINALS]


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (120, ["trusttui", "OpenAI enterprise privacy", "as of 22 August 2026 · 2 months old"]),
        (60, ["OpenAI enterprise privacy", "22 August 2026 · 2 months old"]),
        (40, ["trusttui", "OpenAI enter…", "22 August 2026"]),
    ],
)
async def test_the_header_says_how_old_the_content_is_where_there_is_room(
    make_app: MakeApp, width: int, said: list[str]
) -> None:
    app = make_app()
    async with app.run_test(size=(width, 20)) as pilot:
        await pilot.pause()
        shown = app.screen.query_one(Masthead).render()
        assert shown.cell_length == width
        assert shown.plain.split() == " ".join(said).split()
