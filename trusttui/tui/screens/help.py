"""The keys that work where one is, and what the glyphs mean."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from trusttui.advisor.results import Verdict
from trusttui.pack.model import Value
from trusttui.report.words import value_words, verdict_words
from trusttui.tui.commands import READER_KEYS, bindings

KEY_NAMES = {
    "slash": "/",
    "colon": ":",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "esc",
    "ctrl+p": "^p",
}


class HelpScreen(ModalScreen[None]):
    """Help for what has the focus: every key that works there, in words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(READER_KEYS),
        Binding("escape,question_mark,q,enter", "close", "Close", id="help-close"),
    ]

    def __init__(self, below: Screen[Any]) -> None:
        super().__init__()
        self._rows = self._keys(below)
        focused = below.focused
        self._about = (getattr(focused, "HELP", None) or "") if focused else ""

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog", id="help"):
            yield Static("Keys that work here", classes="dialog-title", markup=False)
            if self._about:
                yield Static(self._about, classes="quiet", markup=False)
            yield Static(Content("\n").join(self._rows), id="help-keys")
            yield Static("Values and verdicts", classes="dialog-title", markup=False)
            yield Static(self._glyphs(), classes="quiet")

    def on_mount(self) -> None:
        self.query_one("#help").focus()

    @staticmethod
    def _glyphs() -> Content:
        values = "   ".join(value_words(value) for value in Value)
        verdicts = "   ".join(verdict_words(verdict) for verdict in Verdict)
        silence = "“Not stated” is an answer: no source says yes or no, and the program does not guess."
        return Content(f"{values}\n{verdicts}\n{silence}")

    @staticmethod
    def _keys(below: Screen[Any]) -> list[Content]:
        rows: dict[str, tuple[list[str], str]] = {}
        for active in below.active_bindings.values():
            binding = active.binding
            if not binding.id or not binding.tooltip or not active.enabled:
                continue
            keys, _ = rows.setdefault(binding.id, ([], binding.tooltip))
            key = KEY_NAMES.get(binding.key, binding.key)
            if key not in keys:
                keys.append(key)
        return [
            Content.assemble((" ".join(keys).ljust(10), "bold $text-accent"), tooltip)
            for keys, tooltip in rows.values()
        ]

    def action_close(self) -> None:
        self.dismiss()

    def action_scroll_down(self) -> None:
        self.query_one("#help").scroll_down()

    def action_scroll_up(self) -> None:
        self.query_one("#help").scroll_up()
