"""What the user marked, noted and read last: one list and reader for all kinds of entries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from trusttui.marks import MOST_READ
from trusttui.report.marks import GONE, LATELY, facts, gone_blocks, groups, title_of
from trusttui.tui.commands import MARKS, bindings
from trusttui.tui.document import Document
from trusttui.tui.filters import Facet
from trusttui.tui.keymap import key_of
from trusttui.tui.render import QUIET
from trusttui.tui.screens.library import LibraryScreen
from trusttui.tui.widgets.entries import Item, heading


class MarksScreen(LibraryScreen):
    """Each entry once: marked ones first, then those with a note, those read lately, and what the day does not have."""

    SECTION = "marks"
    BINDINGS: ClassVar[list[BindingType]] = bindings(MARKS)
    needs_index = False
    PLACEHOLDER = "Search what you marked, noted and read"

    @property
    def facets(self) -> tuple[Facet, ...]:
        return ()

    def items(self) -> Iterator[Item]:
        return self._matching("")

    def found(self, query: str) -> Iterator[Item]:
        return self._matching(query)

    def _matching(self, query: str) -> Iterator[Item]:
        marks, words = self.app.marking.marks, query.lower().split()
        for group, entries in groups(self.view, marks).items():
            headed = False
            for entry in entries:
                title, mark = title_of(self.view, marks, entry), marks.of(entry)
                note = mark.note if mark else ""
                if not all(word in f"{title} {note} {entry}".lower() for word in words):
                    continue
                if not headed:
                    yield heading(group)
                    headed = True
                detail = Content.styled(" · ".join(facts(self.view, marks, entry)), QUIET)
                if note:
                    detail = Content.assemble(detail, "\n", (" ".join(note.split()), "italic"))
                yield Item(Content(title), entry, 2, detail)

    def nothing_found(self, query: str) -> str:
        if query:
            return f"No title and no note here has “{query}”.\n\nEscape shows the whole list again."
        mark, note = (key_of(self.app, command) for command in ("bookmark", "write-note"))
        return (
            "Nothing is marked yet.\n\n"
            f"{mark}  marks the entry that you read, or that is chosen in a list\n"
            f"{note}  writes a note on it\n\n"
            f"What you read comes here by itself, the last {MOST_READ} entries."
        )

    def describe(self, entry: str) -> Document | None:
        document = super().describe(entry)
        if document is None:
            return Document(id=entry, blocks=tuple(gone_blocks(self.app.marking.marks.of(entry), entry)), links=())
        return document

    def mark_anew(self) -> None:
        super().mark_anew()
        self.refill()

    def _group_of(self, entry: str) -> str:
        found = groups(self.view, self.app.marking.marks)
        return next((group for group, entries in found.items() if entry in entries), "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "forget":
            return bool(self.entry) and self._group_of(self.entry or "") == LATELY
        if action in ("bookmark", "write_note"):
            return bool(self.entry)
        return super().check_action(action, parameters)

    def action_forget(self) -> None:
        if self.entry:
            self.app.marking.forget(self.entry)

    def export_text(self) -> tuple[str, str] | None:
        return None if self._is_gone() else super().export_text()

    def copy_text(self) -> str | None:
        return None if self._is_gone() else super().copy_text()

    def _is_gone(self) -> bool:
        return self.entry is None or self._group_of(self.entry) == GONE
