"""Choosing a day: that as of which everything is read, or another one to compare it with."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trusttui.pack.dates import in_words, last_day, past
from trusttui.pack.view import View
from trusttui.report.over_time import day_words, days_of, most_telling
from trusttui.tui.commands import DIALOG, LIST_KEYS, bindings
from trusttui.tui.dialog import Dialog
from trusttui.tui.render import QUIET
from trusttui.tui.session import Session
from trusttui.tui.widgets.lists import List

READ_AS_OF = "Read everything as of another day"


class DayList(List):
    BINDINGS: ClassVar[list[BindingType]] = bindings(LIST_KEYS)


class AsOfScreen(Dialog[str | None]):
    """Gives back a partial date, an empty string for the present, or None where nothing was chosen.

    On offer are the days of the sources, without `other_than`, and any date that one types, as long as a source counts
    on it. Where a `tier` is to be compared, each day says how much of it differs, and the first that shows something is
    highlighted.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(DIALOG)

    def __init__(
        self, session: Session, title: str = READ_AS_OF, other_than: str | None = None, tier: str = ""
    ) -> None:
        super().__init__()
        present = View(session.pack)
        days = ["", *dict.fromkeys(source.date for source in present.sources if source.date != present.present)]
        self._session = session
        self._present = present.present
        self._titles = {source.date: source.title for source in reversed(present.sources)}
        self._days = [day for day in days if other_than is None or self._last(day) != last_day(other_than)]
        self._first = min((source.date for source in present.pack.sources), key=last_day)
        self._title = title
        self._shows = days_of(session.view, tier, self._days) if tier else {}

    def _last(self, day: str) -> str:
        return last_day(day or self._present)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title", markup=False)
            yield DayList(*(Option(self._line(day)) for day in self._days), markup=False)
            yield Input(placeholder="or a date: 2024, 2024-01, 2024-01-31", id="day", select_on_focus=False)
            yield Static("", id="problem", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False
        days = self.query_one(DayList)
        days.highlighted = self._first_choice()
        days.focus()

    def _first_choice(self) -> int:
        """The row of the day that everything is read as of; where days are compared, of one that shows something, else
        of the oldest."""
        if self._shows:
            telling = most_telling(self._session.view, self._shows)
            return self._days.index(telling) if telling is not None else len(self._days) - 1
        now = last_day(self._session.view.as_of)
        return next((n for n, day in enumerate(self._days) if self._last(day) == now), 0)

    def on_key(self, event: Key) -> None:
        """A date can be typed at once: no day of the list is chosen by a digit."""
        field = self.query_one(Input)
        if event.character and event.character.isdecimal() and not field.has_focus:
            event.stop()
            field.focus()
            field.insert_text_at_cursor(event.character)

    def _line(self, day: str) -> Content:
        date = day or self._present
        shows = day_words(self._shows[day]) if day in self._shows else ""
        note = " · ".join(filter(None, (shows, self._titles.get(date, ""), "" if day else "the newest")))
        return Content.assemble(in_words(date), (f"  {note}", QUIET))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._days[event.option_index])

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        day = event.value.strip()
        problem = self._problem(day)
        if problem:
            self.query_one("#problem", Static).update(problem)
        else:
            self.dismiss(day)

    def _problem(self, day: str) -> str:
        """Why a date that was typed is of no use; empty where it is of use."""
        try:
            too_early = last_day(past(day, self._session.today)) < last_day(self._first)
        except ValueError as error:
            return str(error)
        if too_early:
            return f"No source of this pack counts as of {in_words(day)}; the first is of {in_words(self._first)}."
        return ""

    def action_cancel(self) -> None:
        self.dismiss(None)
