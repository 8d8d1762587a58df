"""Choosing the day as of which everything is read."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trusttui.pack.dates import in_words, last_day
from trusttui.pack.view import View
from trusttui.tui.commands import LIST_KEYS, bindings
from trusttui.tui.render import QUIET
from trusttui.tui.session import Session


class DayList(OptionList):
    BINDINGS: ClassVar[list[BindingType]] = bindings(LIST_KEYS)


class AsOfScreen(ModalScreen[str | None]):
    """Gives back a partial date, an empty string for the present, or None where nothing was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Cancel", id="as-of-cancel")]

    def __init__(self, session: Session) -> None:
        super().__init__()
        present = View(session.pack)
        self._days = ["", *dict.fromkeys(source.date for source in present.sources if source.date != present.present)]
        self._titles = {source.date: source.title for source in reversed(present.sources)}
        self._present = present.present

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static("Read everything as of another day", classes="dialog-title", markup=False)
            yield DayList(*(Option(self._line(day)) for day in self._days), markup=False)
            yield Input(placeholder="or a date: 2024, 2024-01, 2024-01-31", id="day")
            yield Static("", id="problem", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False
        self.query_one(DayList).focus()

    def _line(self, day: str) -> Content:
        date = day or self._present
        note = f"{self._titles.get(date, '')}{'' if day else ' · the newest'}"
        return Content.assemble(in_words(date), (f"  {note}", QUIET))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._days[event.option_index])

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        try:
            last_day(event.value.strip())
        except ValueError as error:
            self.query_one("#problem", Static).update(str(error))
            return
        self.dismiss(event.value.strip())

    def action_cancel(self) -> None:
        self.dismiss(None)
