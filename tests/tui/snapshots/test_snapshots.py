"""What the screens look like, at two sizes and in each kind of theme, on a pack that stays when the content changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.strip import Strip

from tests.tui.snapshots import comparing
from trusttui.pack.load import load_pack
from trusttui.pack.model import Pack
from trusttui.tui.app import TrustApp
from trusttui.tui.looks import COMPACT, STANDARD
from trusttui.tui.theme import ANSI_DARK, CONTRAST_DARK, DARK, LIGHT
from trusttui.tui.widgets.entries import EntryList

MakeApp = Callable[..., TrustApp]
LARGE, SMALL = (120, 40), (80, 24)
ADVISED = "5 1 n"
"""Keys that answer the first questions of the small pack."""


@dataclass(frozen=True)
class Shot:
    """A screen after some keys, with spaces between them."""

    name: str
    keys: str
    size: tuple[int, int] = LARGE
    theme: str = DARK.name
    density: str = STANDARD
    six: bool = False
    """Whether the pack is that of six tiers."""

    @property
    def file(self) -> str:
        return f"{self.name}-{self.size[0]}x{self.size[1]}"


SHOTS = (
    *(Shot("home", "1", size) for size in (LARGE, SMALL)),
    *(Shot("answers", "2 j enter", size) for size in (LARGE, SMALL)),
    *(Shot("search", "slash k e p t", size) for size in (LARGE, SMALL)),
    *(Shot("compare", "4 down right", size, six=True) for size in (LARGE, SMALL)),
    *(Shot("advisor", ADVISED, size) for size in (LARGE, SMALL)),
    *(Shot("verdict", f"{ADVISED} 1", size) for size in (LARGE, SMALL)),
    *(Shot("changes", "7 j", size) for size in (LARGE, SMALL)),
    Shot("sources", "8 j enter", SMALL),
    Shot("cards", "4 j", (60, 20), six=True),
    Shot("two-days", "4 right a down enter", LARGE),
    Shot("wide", "4 down right", (200, 60), six=True),
    Shot("help", "2 question_mark", SMALL),
    Shot("as-of", "t", SMALL),
    Shot("themes", "T", SMALL),
    Shot("light", "2", LARGE, LIGHT.name),
    Shot("terminal", "4 down right", SMALL, ANSI_DARK.name),
    Shot("compact", "2", SMALL, CONTRAST_DARK.name, COMPACT),
)


@pytest.fixture(scope="session")
def six_pack(six_folder: Path) -> Pack:
    return load_pack(six_folder)


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.file)
async def test_a_screen_looks_as_it_was_accepted(
    shot: Shot, make_app: MakeApp, small_pack: Pack, six_pack: Pack, tmp_path: Path
) -> None:
    app = make_app(six_pack if shot.six else small_pack)
    app.dress(shot.theme)
    app._set_density(shot.density)
    app.animation_level = "none"
    async with app.run_test(size=shot.size) as pilot:
        for key in shot.keys.split():
            await pilot.press(key)
            await settled(pilot)
        comparing.hold(app, shot.file, tmp_path)


async def settled(pilot: Pilot[None]) -> None:
    """All that was begun has ended, rows out of sight are there, and what is painted does not change any more."""
    before, now = None, painted(pilot)
    while before != now:
        await pilot.app.workers.wait_for_complete()
        for entries in pilot.app.screen.query(EntryList):
            entries.complete()
        await pilot.pause()
        before, now = now, painted(pilot)


def painted(pilot: Pilot[None]) -> list[Strip]:
    return pilot.app.screen._compositor.render_strips()


SVG = """<style>.terminal-r1 {{ fill: {ink} }}</style>
<rect fill="#222" x="0" y="1.5" width="122" height="24.65" shape-rendering="crispEdges"/>
<text class="terminal-r1" x="12.2" y="20" textLength="61" clip-path="url(#terminal-line-0)">{words}</text>"""


def test_what_differs_is_said_in_words() -> None:
    before = SVG.format(ink="#fff", words="&#160;kept&#160;")
    assert comparing.differences(before, before) == []
    said = comparing.differences(before, SVG.format(ink="#fff", words="&#160;lost&#160;"))
    assert said[-2:] == ["-  kept", "+  lost"]
    said = comparing.differences(before, SVG.format(ink="#f00", words="&#160;kept&#160;"))
    assert said == ["line 1, columns 3 to 6, “kept”: fill: #fff -> fill: #f00"]
    said = comparing.differences(before, before.replace("#222", "#333"))
    assert said == ["line 1, columns 1 to 10, “kept”: ground #222 -> #333"]


def test_how_a_line_is_cut_into_pieces_says_nothing() -> None:
    whole = '<rect fill="#222" x="0" y="1.5" width="122" height="24.65" shape-rendering="crispEdges"/>'
    pieces = whole.replace('"122"', '"48.8"') + whole.replace('x="0"', 'x="48.8"').replace('"122"', '"73.2"')
    assert comparing.differences(whole, pieces) == []


def test_every_picture_belongs_to_a_test() -> None:
    assert {path.stem for path in comparing.FOLDER.glob("*.svg")} == {shot.file for shot in SHOTS}
