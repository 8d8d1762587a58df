"""What only holds other widgets, and what stands on its ground with nothing around it."""

from __future__ import annotations

from collections.abc import Callable

from rich.style import Style as RichStyle
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from trusttui.tui.lines import Finish, Line

_DRAWN = (
    *(f"{kind}_{side}" for kind in ("border", "outline") for side in ("top", "right", "bottom", "left")),
    *("hatch", "tint", "opacity"),
)
"""What is more than a colour."""
_OVER = (
    *(f"outline_{side}" for side in ("top", "right", "bottom", "left")),
    "hatch",
    "tint",
    "opacity",
    "text_opacity",
)
"""What is drawn over a text."""


class Ground(Widget):
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


def is_bare(widget: Widget) -> bool:
    """Whether a widget is its lines and no more: nothing around them, nothing over them."""
    styles = widget.styles
    return not any(styles.gutter) and not styles.has_any_rules(*_OVER)


def bare_lines(widget: Widget, crop: Region, line: Callable[[int, Finish], Strip]) -> list[Strip]:
    """The lines of such a widget, without what the library does to each of them for what may stand around it. A line
    that is no finished one is finished here."""
    base, background = widget.background_colors
    x1, x2 = crop.column_span
    finish = Finish(x2, tuple(widget.get_line_filters()), background)
    lines = []
    for y in crop.line_range:
        strip = line(y, finish)
        if not isinstance(strip, Line):
            strip = strip.adjust_cell_length(x2, RichStyle.from_color(bgcolor=(base + background).rich_color))
            for each in finish.filters:
                strip = strip.apply_filter(each, background)
        lines.append(strip.crop(x1, x2))
    return lines


class Area(Container, Ground):
    """One thing under another, or as the styles say."""


class Row(Horizontal, Ground):
    """Beside each other."""


class Column(Vertical, Ground):
    """One under another."""


class Page(VerticalScroll, Ground):
    """One under another, more than there is room for."""
