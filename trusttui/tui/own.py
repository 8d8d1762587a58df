"""What is the user's own in the program: marks, notes, what was read, the last checks, and what a first start says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from trusttui.tui.looks import Looks

if TYPE_CHECKING:
    from trusttui.tui.marks import Marking


class Own(Looks):
    """A mixin. Keeps what the user does with entries, and tells the screens of it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._marking: Marking | None = None

    @property
    def marking(self) -> Marking:
        """What changes marks, notes and what was read."""
        if self._marking is None:
            from trusttui.tui.marks import Marking

            self._marking = Marking(self, self._load_marks)
        return self._marking

    def _warm_up(self) -> None:
        super()._warm_up()
        self.beside(lambda: self.marking.look())
        self.look_for_checks()
        if self._load_settings and not self.settings.is_welcomed and not self.start:
            self.welcome()

    def remember(self, entry: str) -> None:
        super().remember(entry)
        self.marking.read(entry)

    def _open_in_screen(self, entry: str) -> None:
        super()._open_in_screen(entry)
        screen = self._section()
        if screen and screen.is_mounted:
            self.marking.read(entry)

    def welcome(self) -> None:
        """Say on Home what this is and how to move, and keep that it was said."""
        screen = self._section()
        if screen and screen.SECTION == self.DEFAULT_MODE:
            screen.welcome()
            # Where that cannot be kept, it is said once more at the next start: nothing to bother a newcomer with.
            self.beside(self.settings.note_welcome)

    def look_for_checks(self) -> None:
        """Find when the sources were last checked, on a thread of its own; Home is told when that is news."""
        if self._is_warm:
            self.beside(self._look_for_checks)

    def _look_for_checks(self) -> None:
        provenance = self.session.provenance
        if provenance and self.is_running:
            from trusttui.tui.start import checks_words

            self.call_later(self._checks_found, checks_words(provenance, self.session.view))

    def _checks_found(self, words: str) -> None:
        if words != self.checks_words:
            self.checks_words = words
            self.kept_anew()

    def finish_marks(self) -> None:
        """Wait until what was marked and noted is written."""
        if self._marking:
            self._marking.finish()

    def marks_changed(self) -> None:
        """Tell the screen that what is marked, noted or read is another than it was."""
        screen = self._section()
        if screen:
            screen.mark_anew()

    def explain(self, terms: Sequence[str], first: str = "") -> None:
        """Say what terms of the glossary mean."""
        from trusttui.tui.screens.terms import TermScreen

        def chosen(entry: str | None) -> None:
            if entry:
                self.open_entry(entry)

        self.push_screen(TermScreen(self.session.view, terms, first), chosen)
