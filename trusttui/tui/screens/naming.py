"""Small dialogs of the assessments: a name, a note, and whether something is to be deleted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from trusttui.kept import BadText, clean_note
from trusttui.tui.commands import CONFIRM, DIALOG, NOTE, bindings
from trusttui.tui.dialog import Dialog
from trusttui.tui.keymap import key_of


class NameScreen(Dialog[bool]):
    """Asks for a name and gives it to `write`, which says what is wrong with it; True once it was taken.

    `write` is called on a thread of its own, for it may look into every file there is.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(DIALOG)

    def __init__(self, title: str, write: Callable[[str], str], *, value: str = "", problem: str = "") -> None:
        super().__init__()
        self._title = title
        self._write = write
        self._value = value
        self._problem = problem

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title", markup=False)
            yield Input(self._value, placeholder="a name, such as Clinic pilot", id="name", select_on_focus=False)
            yield Static(self._problem or "Enter saves it, escape leaves.", id="problem", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False
        self.query_one(Input).focus()

    @on(Input.Submitted)
    async def _named(self, event: Input.Submitted) -> None:
        problem = await asyncio.to_thread(self._write, event.value)
        if problem:
            self.query_one("#problem", Static).update(problem)
        else:
            self.dismiss(True)

    def action_cancel(self) -> None:
        self.dismiss(False)


class NoteArea(TextArea):
    """A few lines of text; enter is done with it, a line break comes by pasting or with a key of its own."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(NOTE)

    class Done(Message):
        """The text is as it should be."""

    async def _on_key(self, event: events.Key) -> None:
        # The text would take enter for a line break before any binding is asked.
        bound = self.screen.active_bindings.get(event.key)
        if bound and bound.binding.id in {command.id for command in NOTE}:
            event.prevent_default()
        else:
            await super()._on_key(event)

    def action_done(self) -> None:
        self.post_message(self.Done())

    def action_line(self) -> None:
        self.insert("\n")


class NoteScreen(Dialog[str | None]):
    """Gives back a note, empty for none, or None where it is to stay as it was."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(DIALOG)

    def __init__(self, about: str, note: str) -> None:
        super().__init__()
        self._about = about
        self._note = note
        self._warned = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(f"Note on: {self._about}", classes="dialog-title", markup=False)
            yield NoteArea(self._note, id="note", soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
            line = key_of(self.app, "note-line")
            keys = f"Enter keeps it, {line} begins a new line, an empty note goes away, escape leaves."
            yield Static(keys, id="problem", markup=False)

    def on_mount(self) -> None:
        area = self.query_one(NoteArea)
        area.cursor_blink = False
        area.move_cursor(area.document.end)
        area.focus()

    @on(NoteArea.Done)
    def _done(self) -> None:
        try:
            note = clean_note(self.query_one(NoteArea).text)
        except BadText as error:
            self.query_one("#problem", Static).update(f"This cannot be kept: {error}.")
            return
        self.dismiss(note)

    def action_cancel(self) -> None:
        if self._warned or self.query_one(NoteArea).text == self._note:
            self.dismiss(None)
            return
        self._warned = True
        self.query_one("#problem", Static).update("Escape once more drops what you wrote. Enter keeps it.")


class Yes(Static):
    """The line that says how to confirm, for the mouse too."""

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if isinstance(self.screen, ConfirmScreen):
            self.screen.action_confirm()


class ConfirmScreen(Dialog[bool]):
    """Asks before something is gone."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CONFIRM, DIALOG)

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._title, classes="dialog-title", markup=False)
            yield Static(self._text, markup=False)
            yield Yes(f"{key_of(self.app, 'confirm')} deletes it, escape leaves it.", id="problem", markup=False)

    def action_confirm(self) -> None:
        self.dismiss(True)

    def action_cancel(self) -> None:
        self.dismiss(False)
