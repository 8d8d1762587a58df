"""What only holds other widgets."""

from __future__ import annotations

from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

_DRAWN = (
    *(f"{kind}_{side}" for kind in ("border", "outline") for side in ("top", "right", "bottom", "left")),
    *("hatch", "tint", "opacity"),
)
"""What is more than a colour."""


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


class Area(Container, Ground):
    """One thing under another, or as the styles say."""


class Row(Horizontal, Ground):
    """Beside each other."""


class Column(Vertical, Ground):
    """One under another."""


class Page(VerticalScroll, Ground):
    """One under another, more than there is room for."""
