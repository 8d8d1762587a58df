"""One line of parts that can each be clicked: a single widget, for a widget a part takes a millisecond each to make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.widget import Widget


class Part(NamedTuple):
    """A piece of the line: what it stands for, its text, and what there is to say of it under the mouse."""

    id: str
    text: Content
    tooltip: str | None = None


class PartLine(Widget):
    """Shows parts from the left, `gap` cells between them. Subclasses say in `chosen` what a click does."""

    gap = 1
    _parts: Sequence[Part] = ()
    _hovered: Part | None = None

    @property
    def parts(self) -> Sequence[Part]:
        """What is shown."""
        return self._parts

    def show(self, parts: Sequence[Part]) -> None:
        """Show these parts and no others."""
        if parts != self._parts:
            self._parts = parts
            self.refresh()

    def render(self) -> Content:
        hovered = "$text-accent" if self._hovered else ""
        texts = (part.text.stylize(hovered) if part == self._hovered else part.text for part in self._parts)
        return Content(" " * self.gap).join(texts)

    def part_at(self, x: int) -> Part | None:
        """What stands at a column of the line's content."""
        at = 0
        for part in self._parts:
            at += part.text.cell_length
            if x < at:
                return part if x >= at - part.text.cell_length else None
            at += self.gap
        return None

    def chosen(self, part: Part) -> None:
        """A part was clicked."""
        raise NotImplementedError

    def on_click(self, event: events.Click) -> None:
        event.stop()
        part = self.part_at(event.x - self.gutter.left)
        if part:
            self.chosen(part)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._hover(self.part_at(event.x - self.gutter.left))

    def on_leave(self, event: events.Leave) -> None:
        self._hover(None)

    def _hover(self, part: Part | None) -> None:
        if part != self._hovered:
            self._hovered = part
            self.tooltip = part.tooltip if part else None
            self.refresh()
