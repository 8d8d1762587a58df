"""A screen held against the picture that was accepted, row by row; what differs is said in text.

`ACCEPT_SNAPSHOTS=1` writes the pictures anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import unified_diff
from html import unescape
from pathlib import Path

from textual.app import App

ACCEPT = "ACCEPT_SNAPSHOTS"
FOLDER = Path(__file__).parent
SAID = 12
"""Differences of colours and styles that are told one by one."""
CELL, LINE = 12.2, 24.4
"""What a cell and a line measure in these pictures."""

_TEXT = re.compile(
    r'<text class="terminal-(r\d+)" x="([\d.]+)" y="[\d.]+" textLength="[\d.]+" '
    r'clip-path="url\(#terminal-line-(\d+)\)">(.*?)</text>'
)
_RECT = re.compile(r'<rect fill="([^"]+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="[\d.]+" shape-rendering')
_STYLE = re.compile(r"\.terminal-(r\d+) \{ (.*?) \}")


@dataclass
class Row:
    """One line of a screen: its text, and where which style and ground begins."""

    text: str = ""
    styles: list[tuple[int, str, str]] = field(default_factory=list)
    """Column, words, style."""
    grounds: list[tuple[int, int, str]] = field(default_factory=list)
    """Column, cells, colour."""


def picture(app: App[None]) -> str:
    """The screen as SVG, the same for the same screen: no web fonts, no numbers made of its content."""
    svg = app.export_screenshot(title="trusttui", simplify=True)
    svg = re.sub(r"@font-face\s*{[^}]*}", "", svg)
    return re.sub(r"\bterminal-\d+-", "terminal-", svg)


def rows(svg: str) -> list[Row]:
    """The lines of a picture."""
    styles = dict(_STYLE.findall(svg))
    found: dict[int, Row] = {}
    for style, x, line, words in _TEXT.findall(svg):
        row, column = found.setdefault(int(line), Row()), round(float(x) / CELL)
        plain = unescape(words).replace("\u00a0", " ").rstrip("\n")
        row.text = row.text.ljust(column) + plain
        row.styles.append((column, plain.strip(), styles.get(style, "")))
    for colour, x, y, width in _RECT.findall(svg):
        row = found.setdefault(int(float(y) / LINE), Row())
        row.grounds.append((round(float(x) / CELL), round(float(width) / CELL), colour))
    return [found.get(number, Row()) for number in range(max(found, default=-1) + 1)]


def differences(before: str, now: str) -> list[str]:
    """What is another than it was: lines first, then colours and styles of lines with the same text."""
    old, new = rows(before), rows(now)
    said = list(
        unified_diff(
            [row.text.rstrip() for row in old], [row.text.rstrip() for row in new], "accepted", "now", lineterm="", n=1
        )
    )
    looks = [line for pair in enumerate(zip(old, new, strict=False)) for line in _looks(pair[0], *pair[1])]
    if len(looks) > SAID:
        looks[SAID:] = [f"and {len(looks) - SAID} more differences of colours and styles"]
    return said + looks


def _looks(number: int, old: Row, new: Row) -> Iterator[str]:
    if old.text != new.text:
        return
    for one, other in zip(old.styles, new.styles, strict=False):
        if one != other:
            yield f"line {number + 1}, column {one[0] + 1}, “{one[1]}”: {one[2]} -> {other[2]}"
    if old.grounds != new.grounds:
        yield f"line {number + 1}, grounds as (column, cells, colour): {old.grounds} -> {new.grounds}"


def hold(app: App[None], name: str, shown_in: Path) -> None:
    """Nothing where the screen is as it was accepted, else an AssertionError that says what differs."""
    path, now = FOLDER / f"{name}.svg", picture(app)
    if os.environ.get(ACCEPT):
        path.write_text(now, encoding="utf-8")
        return
    assert path.exists(), f"{path.name} was never accepted: {ACCEPT}=1 writes it"
    before = path.read_text(encoding="utf-8")
    if before != now:
        shown = shown_in / path.name
        shown.write_text(now, encoding="utf-8")
        told = "\n".join(differences(before, now)) or "only the way it is drawn differs"
        raise AssertionError(f"{name} is another than was accepted; it is now {shown}\n{told}\n{ACCEPT}=1 accepts it")
