"""Lines and signs of the lists and the reader, for the first frame too: nothing that reads a pack is imported here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.cache import FIFOCache
from textual.content import Content
from textual.strip import Strip
from textual.visual import Visual

from trusttui.report.codes import VALUE_TONE, value_words

if TYPE_CHECKING:
    from textual.color import Color
    from textual.css.styles import RulesMap
    from textual.filter import LineFilter
    from textual.style import Style
    from textual.visual import RenderOptions

TONE_STYLE = {"good": "$text-success", "bad": "$text-error", "mixed": "$text-warning", "open": "dim"}
QUIET = "dim"
MARKED = "bold $text-accent"
INDENT = 2


def value_content(value: str) -> Content:
    """A value, by its code, as glyph and word in its colour."""
    return Content.styled(value_words(value), TONE_STYLE[VALUE_TONE[value]])


def hanging(content: Content, width: int, indent: int, hang: int = 0) -> list[Content]:
    """Lines of a paragraph: all indented by steps, those after the first by `hang` cells more."""
    pad = indent * INDENT
    room = max(width - pad - hang, 8)
    if 0 < content.cell_length <= room + hang and content.plain.isprintable():
        return [content.pad_left(pad)]
    head = _letters(content.plain, hang)
    first, rest = content[:head], content[head:]
    lines = rest.wrap(room)
    return [
        first.append(line).pad_left(pad) if number == 0 else line.pad_left(pad + hang)
        for number, line in enumerate(lines)
    ]


def _letters(text: str, cells: int) -> int:
    """How many letters at the beginning of a text fill so many cells at most."""
    if text[:cells].isascii():
        return cells
    return next((count for count in range(cells, 0, -1) if cell_len(text[:count]) <= cells), 0)


class Lines(Visual):
    """Text in lines that fit already. The library would join them, and wrap them again both to know how high they are
    and to paint them, which takes three times as long."""

    def __init__(self, lines: Iterable[Content]) -> None:
        self.lines = list(lines)

    def __len__(self) -> int:
        return len(self.lines)

    def __str__(self) -> str:
        return self.plain

    @property
    def plain(self) -> str:
        return "\n".join(line.plain for line in self.lines)

    @property
    def content(self) -> Content:
        """All lines as one text."""
        return Content("\n").join(self.lines)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return max((line.cell_length for line in self.lines), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return len(self.lines)

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        if options.selection is not None:
            return self.content.render_strips(width, height, style, options)
        return [self.strip(y, style, options.get_style) for y in range(len(self.lines[:height]))]

    def strip(
        self,
        y: int,
        style: Style,
        parse: Callable[[str | Style], Style],
        *,
        selects: bool = True,
        finish: Finish | None = None,
    ) -> Strip:
        """A line as it is painted, with its place in the text where the mouse `selects` by it; without a `finish` it is
        as long as it is, and to be filtered."""
        line = self.lines[y] if y < len(self.lines) else Content("")
        segments, x = [], 0
        for text, own in line.render(style, end="", parse_style=parse):
            shown = style + own
            segments.append(Segment(text, shown.rich_style_with_offset(x, y) if selects else shown.rich_style))
            x += len(text)
        cells = line.cell_length
        if finish is None:
            return Strip(segments, cells)
        if cells < finish.width:
            segments.append(Segment(" " * (finish.width - cells), style.rich_style))
        for each in finish.filters:
            segments = each.apply(segments, finish.background)
        return Line(segments, max(cells, finish.width))


class Finish(NamedTuple):
    """What is done to a line so that the terminal can have it as it is."""

    width: int
    """Cells that it has at least."""
    filters: tuple[LineFilter, ...]
    background: Color


class _Nothing(FIFOCache[Any, Any]):
    """Keeps nothing."""

    def set(self, key: object, value: object) -> None:
        pass

    __setitem__ = set


_NOTHING = _Nothing(0)


class Line(Strip):
    """A finished line. The library's have seven caches of their own, which take longer to make than the line, and ten
    times its memory."""

    __slots__ = ()

    def __init__(self, segments: list[Segment], cells: int) -> None:
        self._segments = segments
        self._cell_length = cells
        self._divide_cache = self._crop_cache = self._style_cache = self._filter_cache = _NOTHING
        self._line_length_cache = self._crop_extend_cache = self._offsets_cache = _NOTHING
        self._render_cache = None
        self._link_ids = None
        self._cell_count = None
