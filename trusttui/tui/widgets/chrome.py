"""The frame around every screen: one line that says what is read and as of when, one line of sections."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from trusttui.tui.commands import SECTIONS
from trusttui.tui.messages import GoToSection
from trusttui.tui.widgets.line import Part, PartLine

if TYPE_CHECKING:
    from trusttui.tui.jump import Spot
    from trusttui.tui.session import Session

WIDE = 100
MEDIUM = 80


class Masthead(Widget):
    """The pack's name, the as-of date and the age of the content, with a warning mark past a year."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def render(self) -> Content:
        session, width = self._session, self.size.width
        style = "$text-warning" if session.is_stale or not session.front.is_present else "dim"
        whole, mid, short = (Content.styled(f" {form} ", style) for form in session.age_lines())
        pack = Content(f" {session.front.name}")
        named = Content.assemble((" trusttui ", "bold $text-accent"), pack)
        # How old it is matters more than what the program is called.
        forms = ((named, whole), (named, mid), (pack, mid), (named, short))
        name, date = next((form for form in forms if sum(part.cell_length for part in form) <= width), forms[-1])
        room = max(width - date.cell_length, 0)
        return Content.assemble(name.truncate(room, ellipsis=True, pad=True), date)


class SectionBar(PartLine):
    """The sections on their number keys; a click goes there."""

    def __init__(self, active: str) -> None:
        super().__init__()
        self._active = active

    def on_resize(self) -> None:
        self.name_sections()

    def name_sections(self, *, keys: bool = True) -> None:
        """Show the sections, with their keys where a digit goes there."""
        width = self.app.size.width
        size = 0 if width >= WIDE else 1 if width >= MEDIUM else 2
        self.gap = 2 if size == 0 else 1
        space = " " if size < 2 else ""
        parts = []
        for section in SECTIONS:
            style = "bold underline $foreground" if section.id == self._active else ""
            key = (section.key, "$text-accent") if keys else " " * len(section.key)
            text = Content.assemble(key, space, section.names[size])
            parts.append(Part(section.id, text.stylize(style) if style else text))
        self.show(parts)

    def chosen(self, part: Part) -> None:
        self.post_message(GoToSection(part.id))

    def jump_spots(self) -> Iterator[Spot]:
        """The tabs, at the digits that they have as keys."""
        from trusttui.tui.jump import Spot

        at = self.gutter.left
        for part, section in zip(self.parts, SECTIONS, strict=True):
            yield Spot((at, 0), partial(self.chosen, part), section.key)
            at += part.text.cell_length + self.gap
