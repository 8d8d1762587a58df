"""What the user marks, notes and reads, as the screens show and change it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.timer import Timer

from trusttui.kept import BadText
from trusttui.report import blocks as b
from trusttui.report.blocks import Role
from trusttui.report.entries import entry_title
from trusttui.report.marks import mark_words, note_blocks, title_of
from trusttui.tui.document import Document

if TYPE_CHECKING:
    from trusttui.marks import Mark, Marks
    from trusttui.tui.own import Own

LONGEST_WAIT = 3.0
"""Seconds that the end of the program waits for what is being written."""
STAY = 2.5
"""Seconds on an entry after which it counts as read."""


class Marking:
    """The marks of the user, read on a thread of its own after the first frame and written as they are made."""

    def __init__(self, app: Own, load: Callable[[str], Marks] | None) -> None:
        self._app = app
        self._load_of = load
        self._told: set[str] = set()
        self._early = ""
        """What was read before the marks were there."""
        self._timer: Timer | None = None
        self._writer = ThreadPoolExecutor(1, "marks")
        """One change after the other, in the order in which they were made; the program's end waits for them."""

    def _load(self) -> Marks:
        session = self._app.session
        if self._load_of:
            return self._load_of(session.pack.meta.id)
        from trusttui.marks import Marks

        return Marks(None, session.pack.meta.id, session.today.isoformat())

    def look(self) -> None:
        """Read them, from any thread; the screens are told."""
        marks = self._load()
        if self._app.is_running:
            self._app.call_later(self._loaded, marks)

    def _loaded(self, marks: Marks) -> None:
        if self._app.marks is None:
            self._app.marks = marks
            if self._early:
                self.read(self._early)
            if marks.notice:
                self._tell(f"{marks.notice} They come back once the file is mended; nothing is lost.")
            self._app.marks_changed()

    @property
    def marks(self) -> Marks:
        """The marks, read at once where they were not."""
        if self._app.marks is None:
            self._loaded(self._load())
        assert self._app.marks is not None
        return self._app.marks

    # --- what the user does

    def toggle(self, entry: str) -> None:
        """Mark an entry, or take its mark away."""
        marks, title = self.marks, self._title(entry)

        def done() -> None:
            mark = marks.of(entry)
            told = "Marked. “Your entries” lists all." if mark and mark.marked else "No longer marked."
            self._app.notify(told, timeout=2, markup=False)

        self._change(lambda: marks.toggle(entry, title), done)

    def note(self, entry: str) -> None:
        """Ask for a note on an entry."""
        from trusttui.tui.screens.naming import NoteScreen

        marks, title = self.marks, self._title(entry)
        mark = marks.of(entry)

        def written(text: str | None) -> None:
            if text is not None:
                self._change(lambda: marks.write_note(entry, title, text))

        self._app.push_screen(NoteScreen(title, mark.note if mark else ""), written)

    def read(self, entry: str) -> None:
        """Count an entry as read."""
        marks = self._app.marks
        if marks is None:
            self._early = entry
            return
        title = entry_title(self._app.session.view, entry)
        if title and (not marks.read or marks.read[0].entry != entry):
            self._change(lambda: marks.visit(entry, title))

    def stays(self, entry: str, still: Callable[[], bool]) -> None:
        """Count an entry as read if it is still shown after a moment."""
        if self._timer:
            self._timer.stop()

        def after() -> None:
            if still():
                self.read(entry)

        self._timer = self._app.set_timer(STAY, after)

    def forget(self, entry: str) -> None:
        """Take an entry out of what was read."""
        marks = self.marks
        self._change(lambda: marks.forget(entry))

    def _title(self, entry: str) -> str:
        return title_of(self._app.session.view, self.marks, entry)

    def _change(self, change: Callable[[], str], done: Callable[[], None] | None = None) -> None:
        """Change the files, off the interface's thread; the screens follow."""

        def work() -> None:
            try:
                said = change()
            except BadText as error:
                said = f"Not kept: {error}."
            except Exception as error:
                self._app.fail(error)
                return
            if self._app.is_running:
                self._app.call_later(self._changed, said, done)

        self._writer.submit(work)

    def _changed(self, said: str, done: Callable[[], None] | None) -> None:
        self._tell(said)
        if done:
            done()
        self._app.marks_changed()

    def finish(self) -> None:
        """Wait until all changes are written, but not for ever; from any thread."""
        with suppress(TimeoutError, RuntimeError):
            self._writer.submit(lambda: None).result(LONGEST_WAIT)

    def _tell(self, said: str) -> None:
        """Say once what keeps them from being kept."""
        if said and said not in self._told:
            self._told.add(said)
            self._app.notify(said, severity="warning", timeout=12, markup=False)


def with_mark(document: Document, mark: Mark | None) -> Document:
    """A document with what the user did with its entry: that it is marked, under its title; a note under all our
    words."""
    if not mark:
        return document
    below = "your note is below" if mark.note else ""
    head = next((n for n, block in enumerate(document.blocks) if block.role not in (Role.TITLE, Role.META)), None)
    blocks = list(document.blocks)
    at = len(blocks) if head is None else head
    blocks[at:at] = [b.meta(mark_words(mark), below)]
    return replace(document, blocks=(*blocks, *note_blocks(mark)))
