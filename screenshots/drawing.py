"""An SVG of one picture, drawn with as little as it needs, or of several that follow each other, over and over.

A line that several pictures share is in it once. Where nothing moves, the last picture is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

_STYLE = re.compile(r"\.terminal-\d+-(r\d+) \{ (.*?) \}")
_RECT = re.compile(
    r'<rect fill="([^"]+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" shape-rendering="crispEdges"/>'
)
_TEXT = re.compile(r'<text class="terminal-\d+-(r\d+)"([^>]*?)clip-path="url\(#terminal-\d+-line-(\d+)\)">(.*?)</text>')
_CONTENT = re.compile(r'(<g transform="[^"]*" clip-path="[^"]*">).*?(<g class="[^"]*">).*</svg>', re.S)
_CLIP = re.compile(r'<clipPath id="terminal-\d+-line-\d+">.*?</clipPath>\s*', re.S)
"""Each line has one, and no text leaves its line."""
_CRISP = 'shape-rendering="crispEdges"'
LINE = 24.4
"""The height of a line in these pictures."""


def drawn(frames: Sequence[tuple[str, float]]) -> str:
    """Pictures as Textual exports them, each with how many seconds it is to be seen."""
    styles: dict[str, str] = {}
    lines = [_lines(svg, styles) for svg, _ in frames]
    ends = [sum(seconds for _, seconds in frames[: number + 1]) for number in range(len(frames))]
    spans: dict[tuple[int, int], list[str]] = {}
    for line in range(max(map(len, lines))):
        for content, run in groupby(range(len(frames)), key=lambda frame: lines[frame].get(line, "")):
            shown = list(run)
            spans.setdefault((shown[0], shown[-1]), []).append(content)
    last = len(frames) - 1
    rules = [f".{name} {{ {rule} }}" for rule, name in styles.items()]
    groups = []
    for first, final in sorted(spans):
        name = f"f{first}-{final}"
        groups.append(f'<g class="{name}">{"".join(spans[first, final])}</g>')
        if (first, final) != (0, last):
            start = ends[first - 1] / ends[-1] * 100 if first else 0.0
            rules += _blink(name, start, ends[final] / ends[-1] * 100, ends[-1], final == last)
    svg = frames[-1][0]
    head = svg[: svg.index("</style>")]
    head = re.sub(r"\.terminal-\d+-r\d+ \{.*?\}\n?", "", head) + "\n".join(rules)
    frame = _CONTENT.sub(
        lambda match: "".join((*match.groups(), *groups, "</g></g></svg>")), svg[svg.index("</style>") :]
    )
    return head + frame


def _blink(name: str, start: float, end: float, seconds: float, seen_at_rest: bool) -> Iterator[str]:
    """The rules by which something is to be seen from one part of the time to another, in percent."""
    steps = "0% { visibility: hidden } " if start else ""
    steps += f"{start:.3f}% {{ visibility: visible }}"
    after = "" if end >= 100 else f" {end:.3f}% {{ visibility: hidden }}"
    rest = "visible" if seen_at_rest else "hidden"
    yield f".{name} {{ visibility: {rest}; animation: {name} {seconds:g}s step-end infinite }}"
    yield f"@keyframes {name} {{ {steps}{after} }}"


def _lines(svg: str, styles: dict[str, str]) -> dict[int, str]:
    """The drawing of each line; styles get names that hold for all pictures."""
    own = {name: styles.setdefault(rule, f"s{len(styles)}") for name, rule in _STYLE.findall(svg)}
    lines: dict[int, str] = {}
    for (fill, y, height), grounds in groupby(_RECT.findall(svg), key=lambda rect: (rect[0], rect[2], rect[4])):
        rects = list(grounds)
        number, width = int(float(y) / LINE), sum(float(rect[3]) for rect in rects)
        ground = f'<rect fill="{fill}" x="{rects[0][1]}" y="{y}" width="{width:g}" height="{height}" {_CRISP}/>'
        lines[number] = lines.get(number, "") + ground
    for style, place, number, words in _TEXT.findall(svg):
        lines[int(number)] = lines.get(int(number), "") + f'<text class="{own[style]}"{place}>{words}</text>'
    return lines
