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
from itertools import groupby
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
    """One line of a screen, cell by cell; how it was cut into pieces to draw it says nothing."""

    text: str = ""
    styles: dict[int, str] = field(default_factory=dict)
    """By column; a blank has one only where a line is drawn under it."""
    grounds: dict[int, str] = field(default_factory=dict)
    """The colour behind each column."""


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
        rule = styles.get(style, "")
        row.styles |= {column + at: rule for at, sign in enumerate(plain) if sign != " " or "text-decoration" in rule}
    for colour, x, y, width in _RECT.findall(svg):
        row, column = found.setdefault(int(float(y) / LINE), Row()), round(float(x) / CELL)
        row.grounds |= dict.fromkeys(range(column, column + round(float(width) / CELL)), colour)
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
    if old.text.rstrip() != new.text.rstrip():
        return
    for what, before, now in (("", old.styles, new.styles), ("ground ", old.grounds, new.grounds)):
        changed = [at for at in sorted({*before, *now}) if before.get(at) != now.get(at)]
        for (one, other), run in groupby(changed, key=lambda at: (before.get(at), now.get(at))):
            columns = list(run)
            words = new.text[columns[0] : columns[-1] + 1].strip()
            yield f"line {number + 1}, columns {columns[0] + 1} to {columns[-1] + 1}, “{words}”: {what}{one} -> {other}"


def hold(app: App[None], name: str, shown_in: Path) -> None:
    """Nothing where the screen is as it was accepted, else an AssertionError that says what differs."""
    path, now = FOLDER / f"{name}.svg", picture(app)
    if os.environ.get(ACCEPT):
        path.write_text(now, encoding="utf-8")
        return
    assert path.exists(), f"{path.name} was never accepted: {ACCEPT}=1 writes it"
    told = differences(path.read_text(encoding="utf-8"), now)
    if told:
        shown = shown_in / path.name
        shown.write_text(now, encoding="utf-8")
        said = "\n".join(told)
        raise AssertionError(f"{name} is another than was accepted; it is now {shown}\n{said}\n{ACCEPT}=1 accepts it")
