"""Make the pictures in this folder from the running program: `python screenshots/make.py [FOLDER]`.

Each is an SVG, as Textual draws its screen; nothing is retouched.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

from textual.pilot import Pilot

from trusttui.pack.load import bundled, load_pack
from trusttui.tui.app import TrustApp

TODAY = date(2026, 11, 21)
"""The age of the content is drawn into the pictures: fixed, so that they change only when the program does."""

SIZES = {"": (120, 40), "-80x24": (80, 24), "-60x20": (60, 20)}
SMALL_TOO = ("home", "reading", "compare", "advisor")
"""Screens that change their layout with the width are shown at all sizes."""
Walk = Callable[[Pilot[None]], Awaitable[None]]


async def _answers(pilot: Pilot[None]) -> None:
    await pilot.press("2", "slash", *"retention")
    await pilot.pause()


async def _reading(pilot: Pilot[None]) -> None:
    await pilot.press("2", "slash", *"retention", "enter", "enter")
    await pilot.pause()


async def _search(pilot: Pilot[None]) -> None:
    await pilot.press("slash", *"who can read")
    await pilot.pause()


async def _compare(pilot: Pilot[None]) -> None:
    await pilot.press("4", "d", "down", "down", "right", "right")
    await pilot.pause()


async def _two_days(pilot: Pilot[None]) -> None:
    await pilot.press("4", "right", "a")
    await pilot.pause()
    await pilot.press("tab", *"2024-05", "enter")
    await pilot.pause()


async def _advisor(pilot: Pilot[None]) -> None:
    await pilot.press("5", "1", "n", "2", "1", "1")
    await pilot.pause()


async def _verdict(pilot: Pilot[None]) -> None:
    await _advisor(pilot)
    await pilot.press("1", "v")
    await pilot.pause()


async def _key(pilot: Pilot[None], key: str) -> None:
    await pilot.press(key)
    await pilot.pause()


WALKS: dict[str, Walk] = {
    "home": lambda pilot: _key(pilot, "1"),
    "answers": _answers,
    "reading": _reading,
    "search": _search,
    "commitments": lambda pilot: _key(pilot, "3"),
    "compare": _compare,
    "two-days": _two_days,
    "advisor": _advisor,
    "verdict": _verdict,
    "agreements": lambda pilot: _key(pilot, "6"),
    "changes": lambda pilot: _key(pilot, "7"),
    "sources": lambda pilot: _key(pilot, "8"),
    "help": lambda pilot: _key(pilot, "question_mark"),
    "as-of": lambda pilot: _key(pilot, "t"),
}


async def take(name: str, walk: Walk, size: tuple[int, int], theme: str | None = None) -> str:
    """Run the program at a size, do a walk, and give back the screen as SVG."""
    folder = bundled()
    app = TrustApp(load_pack(folder), folder, today=TODAY)
    async with app.run_test(size=size) as pilot:
        if theme:
            app.theme = theme
        await pilot.pause()
        await walk(pilot)
        await pilot.pause(0.2)
        return _without_fonts(app.export_screenshot(title=f"trusttui: {name}"))


def _without_fonts(svg: str) -> str:
    """The picture without addresses of web fonts, so that looking at it contacts nobody."""
    svg = re.sub(r"@font-face\s*{[^}]*}", "", svg)
    return svg.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")


async def main(folder: Path) -> None:
    for name, walk in WALKS.items():
        sizes = SIZES if name in SMALL_TOO else {"": SIZES[""]}
        for suffix, size in sizes.items():
            svg = await take(name, walk, size)
            (folder / f"{name}{suffix}.svg").write_text(svg, encoding="utf-8")
    for name in ("home", "compare"):
        svg = await take(name, WALKS[name], SIZES[""], theme="trusttui-light")
        (folder / f"{name}-light.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    target.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(target))
