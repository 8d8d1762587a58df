"""The terms of a text, explained: a small list, and under it what the highlighted one means and on whose word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList

from trusttui.pack.view import View
from trusttui.report.blocks import Role
from trusttui.tui.commands import TERMS, bindings
from trusttui.tui.dialog import Dialog
from trusttui.tui.document import describe
from trusttui.tui.widgets.entries import EntryList, Item
from trusttui.tui.widgets.reader import DocumentText


class TermScreen(Dialog[str | None]):
    """Gives the entry of a term that is to be opened, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(TERMS)
    DEFAULT_CSS = """
    TermScreen .dialog { border-title-style: bold; border-title-color: $foreground; }
    TermScreen .dialog { border-subtitle-color: $text-muted; }
    TermScreen EntryList { height: auto; max-height: 24vh; margin: 0 0 1 0; }
    TermScreen VerticalScroll { height: auto; max-height: 44vh; scrollbar-size-vertical: 1; }
    TermScreen DocumentText { height: auto; width: 100%; }
    """

    def __init__(self, view: View, terms: Sequence[str], first: str = "") -> None:
        super().__init__()
        self._view = view
        self._terms = {term.id: term for term in view.terms}
        self._ids = [each for each in terms if each in self._terms]
        self._first = first

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Terms in this text"
            dialog.border_subtitle = "enter opens its entry, tab scrolls, esc leaves"
            yield EntryList(id="terms")
            with VerticalScroll():
                yield DocumentText()

    def on_mount(self) -> None:
        entries = self.query_one("#terms", EntryList)
        rows = (Item(Content(self._terms[each].term), f"terms/{each}") for each in self._ids)
        entries.fill(rows, f"terms/{self._first}")
        entries.focus()
        self._explain()

    @on(OptionList.OptionHighlighted)
    def _explain(self) -> None:
        entry = self.query_one("#terms", EntryList).entry
        document = describe(self._view, entry) if entry else None
        if document:
            # Its title is that of the row, and its date stands with the source.
            blocks = tuple(block for block in document.blocks if block.role not in (Role.TITLE, Role.META))
            self.query_one(DocumentText).show_document(replace(document, blocks=blocks))

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        self.dismiss(self.query_one("#terms", EntryList).entry)

    def action_cancel(self) -> None:
        self.dismiss(None)
