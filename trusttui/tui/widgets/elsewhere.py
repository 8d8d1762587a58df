"""Under a list that is narrowed: what the same words find first of all, where that is in another section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.getters import app as app_getter
from textual.widgets import Static

from trusttui.report.words import KIND_WORD
from trusttui.tui.app import TrustApp
from trusttui.tui.render import QUIET

if TYPE_CHECKING:
    from textual.timer import Timer

    from trusttui.pack.model import Kind

REST = 0.3
"""Seconds without a key until it is looked for: nobody who types waits for it."""
_SHORTEST = 3
"""Letters that say enough."""


class Elsewhere(Static):
    """One line, not there where there is nothing to say. A click searches everything."""

    app = app_getter(TrustApp)

    def __init__(self, kinds: frozenset[Kind]) -> None:
        super().__init__(id="elsewhere", markup=False)
        self._kinds = kinds
        self._query = ""
        self._timer: Timer | None = None
        self.display = False

    def on_mount(self) -> None:
        self._timer = self.set_interval(REST, self._look, pause=not self._query)

    def look(self, query: str) -> None:
        """Look for the words once no more of them come."""
        self._query = query.strip()
        if not self._query:
            self.display = False
        if self._query and self._timer:
            self._timer.reset()
            self._timer.resume()

    def _look(self) -> None:
        if self._timer:
            self._timer.pause()
        line = self._line()
        self.display = line is not None
        if line is not None:
            self.update(line)

    def _line(self) -> Content | None:
        session = self.app.session
        if len(self._query) < _SHORTEST or not session.may_search:
            return None
        results = session.index.query(self._query, limit=1)
        if not results.hits or results.suggestion or results.hits[0].kind in self._kinds:
            return None
        first = results.hits[0]
        key = self.app.key("query-everywhere")
        return Content.styled(f"First in Search ({key}): {first.title} · {KIND_WORD[first.kind]}", QUIET)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.app.search_for(self._query)
