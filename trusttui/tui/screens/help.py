"""The keys that work where one is, and what the glyphs mean."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from trusttui.advisor.results import Verdict
from trusttui.pack.model import Value
from trusttui.report.words import value_words, verdict_words
from trusttui.tui.commands import HELP, READER_KEYS, bindings
from trusttui.tui.dialog import Dialog
from trusttui.tui.here import commands_here
from trusttui.tui.keynames import shown
from trusttui.tui.lines import hanging
from trusttui.tui.widgets.wrapped import Wrapped

WIDTH = 14
"""Cells of the column of keys."""


class HelpText(VerticalScroll):
    BINDINGS: ClassVar[list[BindingType]] = bindings(READER_KEYS)


class HelpScreen(Dialog[None]):
    """Help for what has the focus: every key that works there, in words."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(HELP)

    def __init__(self, below: Screen[Any]) -> None:
        super().__init__()
        self._rows = self._keys(below)
        focused = below.focused
        self._about = (getattr(focused, "HELP", None) or "") if focused else ""

    def compose(self) -> ComposeResult:
        with HelpText(classes="dialog", id="help"):
            yield Static("Keys that work here", classes="dialog-title", markup=False)
            if self._about:
                yield Static(self._about, classes="quiet", markup=False)
            yield Wrapped(id="help-keys")
            yield Static("Values and verdicts", classes="dialog-title", markup=False)
            yield Static(self._glyphs(), classes="quiet")

    def on_mount(self) -> None:
        self.query_one(Wrapped).show(self._lines)
        self.query_one("#help").focus()

    def _lines(self, width: int) -> list[Content]:
        return [line for row in self._rows for line in hanging(row, width, 0, WIDTH)]

    @staticmethod
    def _glyphs() -> Content:
        values = "   ".join(value_words(value) for value in Value)
        verdicts = "   ".join(verdict_words(verdict) for verdict in Verdict)
        silence = "“Not stated” is an answer: no source says yes or no, and the program does not guess."
        return Content(f"{values}\n{verdicts}\n{silence}")

    @staticmethod
    def _keys(below: Screen[Any]) -> list[Content]:
        rows = []
        # What only moves comes last: it is known from everywhere else.
        for here in sorted(commands_here(below), key=lambda here: not here.command.palette):
            if here.keys:
                keys = " ".join(dict.fromkeys(shown(key) for key in here.keys))
                rows.append(Content.assemble((keys.ljust(WIDTH), "bold $text-accent"), here.command.tooltip))
        return rows

    def action_close(self) -> None:
        self.dismiss()
