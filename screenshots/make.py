"""Make the pictures in this folder from the running program: `python screenshots/make.py [FOLDER]`.

Each is an SVG, as Textual draws its screen; nothing is retouched. All screens are there in the dark and in the light
theme; those whose layout follows the width at other sizes too; and a series of the advisor that moves.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from drawing import drawn
from textual.pilot import Pilot

from trusttui.pack.load import bundled, load_pack
from trusttui.tui.app import TrustApp
from trusttui.tui.theme import DARK, LIGHT
from trusttui.tui.widgets.entries import EntryList

TODAY = date(2026, 11, 21)
"""The age of the content is drawn into the pictures: fixed, so that they change only when the program does."""
PACK = load_pack(bundled())

SIZE = (120, 40)
OTHERS = {"-200x60": (200, 60), "-80x24": (80, 24), "-60x20": (60, 20)}
OTHERS_TOO = ("home", "reading", "compare", "advisor")
"""Screens that change their layout with the width are shown at those sizes too."""

ADVISED = ("5", "1", "n", "2", "1", "1")
KEPT = (*ADVISED, "s", *"Clinic pilot", "enter", "X", "1", "n", "1", "1", "s", *"Head office", "enter", "a")
WALKS: dict[str, Sequence[str]] = {
    "home": ("1",),
    "answers": ("2", "slash", *"retention"),
    "reading": ("2", "slash", *"retention", "enter"),
    "search": ("slash", *"who can read"),
    "not-stated": ("slash", *"data residency"),
    "commitments": ("3",),
    "compare": ("4", "d", "down", "down", "right", "right"),
    "two-days": ("4", "right", "a", "tab", *"2024-05", "enter"),
    "advisor": ADVISED,
    "verdict": (*ADVISED, "1", "v"),
    "assessments": KEPT,
    "assessments-compared": (*KEPT, "space", "j", "space"),
    "agreements": ("6",),
    "changes": ("7", "j"),
    "sources": ("8",),
    "help": ("question_mark",),
    "commands": ("colon", *"co"),
    "themes": ("T",),
    "as-of": ("t",),
}
"""The keys to each screen."""
SERIES = (("5",), ("1",), ("n",), ("2",), ("1",), ("1",), ("1",), ("2",), ("v",), ("space",))
"""Of the advisor: the keys before each frame."""
SECONDS, LONGER = 1.8, 4.0


async def main(folder: Path) -> None:
    for name, keys in WALKS.items():
        await _save(folder / f"{name}.svg", keys)
        await _save(folder / f"{name}-light.svg", keys, theme=LIGHT.name)
        for suffix, size in OTHERS.items() if name in OTHERS_TOO else ():
            await _save(folder / f"{name}{suffix}.svg", keys, size)
    (folder / "advising.svg").write_text(await _series(), encoding="utf-8")


async def _save(path: Path, keys: Sequence[str], size: tuple[int, int] = SIZE, theme: str = DARK.name) -> None:
    """Run the program at a size, press keys, and keep what is on the screen."""
    async with _running(size, theme) as pilot:
        await _press(pilot, keys)
        path.write_text(_steady(drawn([(_picture(pilot, path.stem), 1.0)])), encoding="utf-8")


async def _series() -> str:
    async with _running((110, 30), DARK.name) as pilot:
        frames = []
        for keys in SERIES:
            await _press(pilot, keys)
            seconds = LONGER if len(frames) >= len(SERIES) - 2 else SECONDS
            frames.append((_picture(pilot, "advisor"), seconds))
        return _steady(drawn(frames))


@asynccontextmanager
async def _running(size: tuple[int, int], theme: str) -> AsyncIterator[Pilot[None]]:
    """The program on the bundled pack, with nothing of the user's machine and a folder of its own for what it keeps."""
    with tempfile.TemporaryDirectory() as place:
        app = TrustApp(PACK, bundled(), today=TODAY, kept=lambda: Path(place))
        app.dress(theme)
        async with app.run_test(size=size) as pilot:
            await _settled(pilot)
            yield pilot


async def _press(pilot: Pilot[None], keys: Sequence[str]) -> None:
    for key in keys:
        await pilot.press(key)
        await _settled(pilot)


async def _settled(pilot: Pilot[None]) -> None:
    """All that was begun has ended, rows out of sight are there, and what is painted does not change any more."""
    before, now = None, pilot.app.screen._compositor.render_strips()
    while before != now:
        await pilot.app.workers.wait_for_complete()
        for entries in pilot.app.screen.query(EntryList):
            entries.complete()
        await pilot.pause(0.02)
        before, now = now, pilot.app.screen._compositor.render_strips()


def _picture(pilot: Pilot[None], name: str) -> str:
    """The screen as SVG, without addresses of web fonts, so that looking at it contacts nobody."""
    svg = pilot.app.export_screenshot(title=f"trusttui: {name}", simplify=True)
    svg = re.sub(r"@font-face\s*{[^}]*}", "", svg)
    return svg.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")


def _steady(svg: str) -> str:
    """The same with names of its parts that do not change with what nobody sees."""
    return re.sub(r"\bterminal-\d+", "terminal", svg)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    target.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(target))
