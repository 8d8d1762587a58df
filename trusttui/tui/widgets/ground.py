"""What only holds other widgets, and what makes its own lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from trusttui.tui.lines import Finish, Line

_SIDES = ("top", "right", "bottom", "left")
_OVER = (*(f"outline_{side}" for side in _SIDES), "hatch", "tint", "opacity", "text_opacity")
"""What is drawn over the lines of a widget."""
_DRAWN = (*(f"border_{side}" for side in _SIDES), *_OVER)
"""What is more than a colour."""


if TYPE_CHECKING:
    _OfWidget = Widget
else:
    # The library makes much of each class of widgets, which the first frame waits for.
    _OfWidget = object


class Ground(_OfWidget):
    """A mixin for what is nothing but a ground: one line, as often as it is high. The library draws each line by
    itself, and so the whole screen as often as containers lie over each other."""

    _line: tuple[object, Strip] = (None, Strip([]))

    def render_lines(self, crop: Region) -> list[Strip]:
        if self.styles.has_any_rules(*_DRAWN):
            return super().render_lines(crop)
        base, background = self.background_colors
        filters = self.get_line_filters()
        made_of = (crop.width, base, background, *filters)
        if self._line[0] != made_of:
            line = Strip.blank(crop.width, Style(background=base + background).rich_style)
            for each in filters:
                line = line.apply_filter(each, background)
            self._line = made_of, line
        return [self._line[1]] * crop.height


def own_lines(
    widget: Widget, crop: Region, line: Callable[[int, Finish], Strip], library: Callable[[Region], list[Strip]]
) -> list[Strip]:
    """The lines of a widget that makes its own, with its frame around them: the library works out for each of them
    anew what stands around it. A line that is no finished one is finished here; the frame, and what is drawn over
    lines, is left to the `library`."""
    styles = widget.styles
    gutter, (width, height), (x1, x2) = styles.gutter, widget.outer_size, crop.column_span
    if styles.has_any_rules(*_OVER) or (any(gutter) and crop.column_span != (0, width)):
        return library(crop)
    base, background = widget.background_colors
    finish = Finish(x2 - gutter.width, tuple(widget.get_line_filters()), background)
    frame: tuple[list[Segment], list[Segment]] | None = None
    lines = []
    for y in crop.line_range:
        if not gutter.top <= y < height - gutter.bottom:
            lines += library(Region(0, y, width, 1))
            continue
        strip = line(y - gutter.top, finish)
        if not isinstance(strip, Line):
            strip = strip.adjust_cell_length(finish.width, RichStyle.from_color(bgcolor=(base + background).rich_color))
            for each in finish.filters:
                strip = strip.apply_filter(each, background)
        if not gutter.width:
            lines.append(strip.crop(x1, x2))
            continue
        if frame is None:
            framed = library(Region(0, y, width, 1))[0]
            frame = [*framed.crop(0, gutter.left)], [*framed.crop(width - gutter.right)]
        lines.append(Line([*frame[0], *strip, *frame[1]], width))
    return lines


class Row(Ground, Horizontal):
    """Beside each other."""


class Column(Ground, Vertical):
    """One under another, or as the styles say."""


class Page(Ground, VerticalScroll):
    """One under another, more than there is room for."""
