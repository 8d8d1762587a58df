"""The frame around every screen: one line that says what is read and as of when, one line of sections."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from trusttui.tui.commands import SECTIONS, Section
from trusttui.tui.messages import GoToSection
from trusttui.tui.session import Session

WIDE = 100
MEDIUM = 80


class Masthead(Horizontal):
    """The pack's name, the as-of date and the age of the content, with a warning mark past a year."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def compose(self) -> ComposeResult:
        yield Static(id="masthead-name", markup=False)
        yield Static(id="masthead-date", markup=False)

    def on_mount(self) -> None:
        self.refresh_text()

    def on_resize(self) -> None:
        self.refresh_text()

    def refresh_text(self) -> None:
        """Write the line anew: the day may have changed, or the width."""
        wide = self.app.size.width >= MEDIUM
        name = Content.assemble((" trusttui  ", "bold $text-accent"), self._session.front.name)
        self.query_one("#masthead-name", Static).update(name)
        style = "$text-warning" if self._session.is_stale or not self._session.front.is_present else "dim"
        date = Content.styled(self._session.age_line(wide) + " ", style)
        self.query_one("#masthead-date", Static).update(date)


class SectionTab(Static):
    """One section: its number key and name; a click goes there."""

    def __init__(self, section: Section, active: bool) -> None:
        super().__init__(markup=False, classes="-active" if active else "")
        self.section = section

    def fit(self, size: int) -> None:
        """Show the long, the middle or the short name (0, 1, 2)."""
        gap = " " if size < 2 else ""
        self.update(Content.assemble((self.section.key, "$text-accent"), gap, self.section.names[size]))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(GoToSection(self.section.id))


class SectionBar(Horizontal):
    """The sections on their number keys."""

    DEFAULT_CLASSES: ClassVar[str] = "sections"

    def __init__(self, active: str) -> None:
        super().__init__()
        self._active = active

    def compose(self) -> ComposeResult:
        for section in SECTIONS:
            yield SectionTab(section, section.id == self._active)

    def on_mount(self) -> None:
        self._fit()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        width = self.app.size.width
        size = 0 if width >= WIDE else 1 if width >= MEDIUM else 2
        for tab in self.query(SectionTab):
            tab.fit(size)
