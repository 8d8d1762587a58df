"""Styles that were kept are those that the library parses, and nothing else is in their file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color
from textual.css import stylesheet as library
from textual.css.scalar import Scalar, ScalarOffset, Unit
from textual.css.styles import Styles
from textual.geometry import Spacing
from textual.layouts.vertical import VerticalLayout
from textual.style import Style

from tests.shelf import folder_of
from tests.tui.conftest import TODAY
from tests.tui.seen import go, settle
from trusttui import cache, places
from trusttui.pack.model import Pack
from trusttui.tui import kept_styles
from trusttui.tui.app import TrustApp
from trusttui.tui.kept_styles import KeptStyles
from trusttui.tui.theme import DARK, LIGHT
from trusttui.tui.widgets.chrome import Masthead

Make = Callable[..., TrustApp]
SECTIONS = ("2", "4", "5", "question_mark", "escape", "1")
Painted = list[list[tuple[str, str]]]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTTUI_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def make(pack: Pack, tmp_path: Path) -> Make:
    def made(styles: Any = KeptStyles, theme: str = DARK.name) -> TrustApp:
        app = TrustApp(pack, folder_of(pack, tmp_path), today=TODAY, exports=tmp_path, styles=styles)
        app.dress(theme)
        return app

    return made


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sheets that are parsed, and the styles in texts."""
    told: list[str] = []
    sheet, text = library.parse, library.parse_style

    def parse(scope: str, css: str, *arguments: Any, **options: Any) -> Any:
        told.append(css)
        return sheet(scope, css, *arguments, **options)

    def parse_style(style: str) -> Style:
        told.append(style)
        return text(style)

    monkeypatch.setattr(library, "parse", parse)
    monkeypatch.setattr(library, "parse_style", parse_style)
    return told


def kept_files() -> list[Path]:
    return sorted(Path(places.folder("cache")).glob("*.styles"))


async def walk(app: TrustApp, wear: str = "") -> Painted:
    """Home as it is painted after a visit to every section, with another theme on; what was parsed is kept."""
    async with app.run_test(size=(120, 40)) as pilot:
        if wear:
            app.theme = wear
        for key in SECTIONS:
            await go(pilot, key)
        await settle(pilot)
        if app._kept_styles:
            app.keep_styles()
        strips = app.screen._compositor.render_strips()
        return [[(segment.text, str(segment.style)) for segment in strip] for strip in strips]


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name, "ansi-dark"])
async def test_what_was_kept_is_what_is_parsed(make: Make, parsed: list[str], theme: str) -> None:
    plain = await walk(make(None, theme))
    assert parsed
    app = make(theme=theme)
    assert await walk(app) == plain
    assert app._kept_styles
    sheets, texts = app._kept_styles._sheets, app._kept_styles._texts
    parsed.clear()
    assert await walk(make(theme=theme)) == plain
    assert not parsed
    again = KeptStyles(app.current_theme)
    assert again.variables == app.theme_variables
    assert len(sheets) > 15
    for sheet in list(sheets.keys()):
        assert _told(again._sheets[sheet]) == _told(sheets[sheet]), sheet[1]
    assert len(texts) > 5
    for text in list(texts.keys()):
        assert again._texts[text] == texts[text], text


def _told(rules: Any) -> list[Any]:
    """Everything that rules have; two layouts of a name are equal."""
    told = []
    for rule in rules:
        styles = {
            name: value.name if isinstance(value, kept_styles.Layout) else value
            for name, value in rule.styles._rules.items()
        }
        assert isinstance(rule.styles, Styles)
        assert rule.styles.node is None
        told.append((
            rule.selector_set, rule.errors, rule.is_default_rules, rule.tie_breaker, rule.selector_names,
            rule.pseudo_classes, styles, rule.styles.important, rule.styles._updates,
        ))  # fmt: skip
    return told


async def test_nothing_that_was_typed_is_kept(make: Make) -> None:
    app = make()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"sesquipedal")
        await pilot.pause()
        await app.workers.wait_for_complete()
        assert app._kept_styles
        app.keep_styles()
    (file,) = kept_files()
    assert b"$text-accent" in file.read_bytes()
    assert b"sesquipedal" not in file.read_bytes()


async def test_a_damaged_file_is_not_believed(make: Make, parsed: list[str]) -> None:
    await walk(make())
    (file,) = kept_files()
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    parsed.clear()
    app = make()
    assert not file.exists()
    await walk(app)
    assert parsed
    assert kept_files() == [file]


async def test_a_sheet_that_was_changed_is_parsed_anew(make: Make, parsed: list[str]) -> None:
    await walk(make())
    parsed.clear()
    app = make()
    app.stylesheet.add_source("Masthead { color: red; }", ("here", "there"))
    async with app.run_test(size=(120, 40)):
        assert app.screen.query_one(Masthead).styles.color == Color.parse("red")
    assert parsed == ["Masthead { color: red; }"]


async def test_each_theme_has_its_own(make: Make) -> None:
    await walk(make())
    for _ in range(2):
        assert await walk(make(theme=LIGHT.name)) == await walk(make(None, LIGHT.name))
    assert len(kept_files()) == 2


async def test_a_theme_that_is_put_on_later_is_parsed_for_itself(make: Make) -> None:
    await walk(make())
    (file,) = kept_files()
    before = cache.plain(str(file), kept_styles._MAGIC)
    assert await walk(make(), wear=LIGHT.name) == await walk(make(None, LIGHT.name))
    assert cache.plain(str(file), kept_styles._MAGIC) == before


async def test_a_folder_that_cannot_be_written_is_no_matter(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("TRUSTTUI_CACHE_HOME", str(tmp_path / "file" / "cache"))
    assert await walk(make()) == await walk(make(None))


async def test_a_sheet_with_something_unknown_is_not_kept(make: Make, parsed: list[str]) -> None:
    odd = "Masthead { transition: offset 500ms in_out_cubic; }"
    for known in (False, True):
        app = make()
        parsed.clear()
        app.stylesheet.add_source(odd, ("here", "there"))
        await walk(app)
        assert odd in parsed
        assert known == (parsed == [odd])


async def test_of_too_many_those_are_kept_that_were_used_last(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    await walk(make())
    (file,) = kept_files()
    many = cache.plain(str(file), kept_styles._MAGIC)["sheets"]
    monkeypatch.setattr(kept_styles, "_MOST", len(many))
    app = make()
    new = "Masthead { color: red; }"
    app.stylesheet.add_source(new, ("here", "there"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert app._kept_styles
        app.keep_styles()
    fewer = cache.plain(str(file), kept_styles._MAGIC)["sheets"]
    assert new in {sheet[0] for sheet in fewer}
    names = {sheet[1][1] for sheet in fewer}
    assert "OptionList.DEFAULT_CSS" in names
    assert "DataTable.DEFAULT_CSS" in {sheet[1][1] for sheet in many} - names


units = st.sampled_from(Unit)
scalars = st.builds(Scalar, st.floats(allow_nan=False), units, units)
numbers = st.integers(0, 255)
colours = st.builds(Color, numbers, numbers, numbers, st.floats(0, 1), st.none() | st.integers(-1, 15), st.booleans())
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | scalars
    | colours
    | st.builds(ScalarOffset, scalars, scalars)
    | st.builds(Spacing, numbers, numbers, numbers, numbers),
    lambda inner: st.lists(inner, max_size=4).map(tuple),
)


@given(values)
def test_a_value_comes_back_as_it_was(value: object) -> None:
    back = kept_styles._value(kept_styles._plain(value))
    assert back == value
    assert type(back) is type(value)


def test_a_layout_comes_back_by_its_name() -> None:
    assert type(kept_styles._value(kept_styles._plain(VerticalLayout()))) is VerticalLayout
