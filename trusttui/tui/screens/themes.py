"""Choosing a theme: what is highlighted is worn at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.theme import Theme
from textual.timer import Timer
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trusttui.tui.commands import DIALOG, LIST_KEYS, bindings
from trusttui.tui.dialog import Dialog
from trusttui.tui.render import QUIET
from trusttui.tui.theme import OWN, TERMINALS
from trusttui.tui.widgets.lists import List

SETTLED = 0.08
"""Seconds on a theme before it is put on: to go through the list with a key held down styles nothing anew."""


class ThemeList(List):
    BINDINGS: ClassVar[list[BindingType]] = bindings(LIST_KEYS)


class ThemeScreen(Dialog[str | None]):
    """Gives back the name of a theme, which is on already; or None, and what was on before is on again."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(DIALOG)

    def __init__(self) -> None:
        super().__init__()
        self._before = ""
        self._waiting: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static("Theme", classes="dialog-title", markup=False)
            yield ThemeList(*self._rows(), markup=False, id="themes")
            yield Static("enter keeps · escape leaves", id="problem", markup=False)

    def _rows(self) -> Iterator[Option]:
        themes = dict(self.app.available_themes)
        groups = (
            ("trusttui", [name for name in OWN if name in themes]),
            ("The terminal's own colours", [name for name in TERMINALS if name in themes]),
            ("Textual", sorted(set(themes) - {*OWN, *TERMINALS})),
        )
        for number, (title, names) in enumerate(groups):
            apart = "\n" if number else ""
            yield Option(Content.assemble(apart, (title, "bold $text-accent")), disabled=True)
            yield from (self._row(themes[name]) for name in names)

    @staticmethod
    def _row(theme: Theme) -> Option:
        ground = "dark" if theme.dark else "light"
        told = "" if ground in theme.name else f"  {ground}"
        return Option(Content.assemble(f" {theme.name}", (told, QUIET)), id=theme.name)

    def on_mount(self) -> None:
        self._before = self.app.theme
        themes = self.query_one(ThemeList)
        themes.highlighted = themes.get_option_index(self._before)
        themes.focus()

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if self._waiting:
            self._waiting.stop()
        self._waiting = self.set_timer(SETTLED, lambda: self._wear(event.option_id))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self._wear(event.option_id)
        self.dismiss(event.option_id)

    def action_cancel(self) -> None:
        self._wear(self._before)
        self.dismiss(None)

    def _wear(self, name: str | None) -> None:
        if self._waiting:
            self._waiting.stop()
        if name and name != self.app.theme:
            self.app.theme = name
