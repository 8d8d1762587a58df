"""Scrollbars that are painted as they are: the library sends each through its console, which takes as long as to paint
half a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from rich.style import Style as RichStyle
from textual.geometry import Size
from textual.reactive import Reactive
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from trusttui.tui.widgets.ground import own_lines

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.css.styles import RulesMap
    from textual.geometry import Region
    from textual.style import Style
    from textual.visual import RenderOptions


class Bar(ScrollBarRender, Visual):
    """What the library's scrollbars show, without its console."""

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        lines = height or 1
        if not self.window_size:
            # Nothing to scroll, nothing to see.
            return [Strip.blank(width, style.rich_style)] * lines
        assert isinstance(self.style, RichStyle)
        colors = {}
        if self.style.bgcolor is not None:
            colors["back_color"] = self.style.bgcolor
        if self.style.color is not None:
            colors["bar_color"] = self.style.color
        drawn = self.render_bar(
            size=lines if self.vertical else width,
            virtual_size=self.virtual_size,
            window_size=self.window_size,
            position=self.position,
            thickness=width if self.vertical else 1,
            vertical=self.vertical,
            **colors,
        ).segments
        if self.vertical:
            # Most are the same, and what is done to one is kept with it.
            made = {segment: Strip([segment], width) for segment in dict.fromkeys(drawn)}
            return [made[segment] for segment in drawn]
        # After the one line comes its end.
        return [Strip(list(drawn)[:-1], width)] * lines

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        return self.thickness


class SteadyBar(ScrollBar):
    """Is painted when it looks another way than it did; the library paints its bars after every layout, each time with
    a frame of their own."""

    _painted: object = None

    def _looks(self) -> object:
        styles, parent = self.styles, self.parent
        assert isinstance(parent, Widget)
        of_parent = parent.styles
        return (
            self.size,
            (self.window_virtual_size, self.window_size, self.position),
            (self.mouse_over, self.grabbed),
            parent.background_colors,
            (of_parent.scrollbar_color, of_parent.scrollbar_color_hover, of_parent.scrollbar_color_active),
            (of_parent.scrollbar_background, of_parent.scrollbar_background_hover),
            of_parent.scrollbar_background_active,
            styles.display,
        )

    def render(self) -> RenderableType:
        self._painted = self._looks()
        return super().render()

    def render_lines(self, crop: Region) -> list[Strip]:
        return own_lines(self, crop, lambda y, finish: self.render_line(y), super().render_lines)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        if not layout and self._painted and self.parent is not None and self._looks() == self._painted:
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


if TYPE_CHECKING:
    _OfWidget = Widget
else:
    # As in `ground`.
    _OfWidget = object


class Scrolled(_OfWidget):
    """A mixin for what scrolls and changes with every key. How much there is to scroll changes nothing of how all is
    laid out, unless a bar comes or goes: the library would lay the screen out and paint it once more."""

    virtual_size = Reactive(Size(0, 0), repaint=False)

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = SteadyBar(name="vertical", thickness=self.scrollbar_size_vertical)
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar
