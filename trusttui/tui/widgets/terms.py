"""Texts whose terms are explained: under the mouse, by a click."""

from __future__ import annotations

from textual import events
from textual.getters import app as app_getter
from textual.widget import Widget
from textual.widgets import Static

from trusttui.tui.glossary import META, explanation
from trusttui.tui.own import Own


class Explained(Widget):
    """A mixin for what shows terms that `glossary.Terms` marked."""

    app = app_getter(Own)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        term = event.style.meta.get(META)
        told = explanation(self.app.session.view, term) if term else None
        if self.tooltip != told:
            self.tooltip = told

    def on_leave(self) -> None:
        self.tooltip = None

    def on_click(self, event: events.Click) -> None:
        if term := event.style.meta.get(META):
            event.stop()
            self.app.explain([str(term)])


class ExplainedText(Explained, Static):
    """A text with terms in it."""
