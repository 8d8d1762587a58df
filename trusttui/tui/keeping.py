"""Keeping the answers while they are given: when they are written, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.timer import Timer

from trusttui import assessments
from trusttui.assessments import NotKept, Stored
from trusttui.kept import BadText
from trusttui.kept_file import Unreadable
from trusttui.pack.dates import in_words
from trusttui.tui.keeper import Given, Keeper

if TYPE_CHECKING:
    from trusttui.kept import Movement
    from trusttui.tui.shell import Shell

PAUSE = 0.5
"""Seconds without another answer after which the answers are written."""


class Keeping:
    """The keeper of the answers of this run, driven by the screens."""

    def __init__(self, app: Shell, folder: Path | None) -> None:
        self.app = app
        self.keeper = Keeper(app.session.pack, folder, app.session.today)
        self.trouble = ""
        """Why what was answered last could not be written; empty where it was."""
        self._timer: Timer | None = None
        self._aside: Given | None = None
        """Answers without a name in whose place one began anew, while they can be had back."""

    @property
    def given(self) -> Given:
        progress = self.app.progress
        return Given(answers=dict(progress.answers), notes=dict(progress.notes))

    @property
    def movement(self) -> Movement | None:
        """What moved since the assessment was saved, while it is read as of its own day."""
        view = self.app.session.view
        return self.keeper.movement if view.as_of == (self.keeper.as_of or view.present) else None

    @property
    def state(self) -> str:
        """The name, and whether it is kept under it; empty for answers without a name."""
        name = self.keeper.name
        return f"{name} · not kept" if name and self.trouble else name

    # --- writing

    def changed(self) -> None:
        """An answer or a note was given: it is written after a short pause, where there is a name."""
        self._aside = None
        if self._timer:
            self._timer.stop()
        if self.keeper.stored:
            self._timer = self.app.set_timer(PAUSE, self._write_soon)

    def _write_soon(self) -> None:
        given = self.given
        if self.keeper.stored and self.keeper.is_unsaved(given):
            self.app.beside(lambda: self._write(given), "keep")

    def _write(self, given: Given) -> None:
        try:
            self.keeper.save(given)
        except (NotKept, BadText) as error:
            self.app.call_from_thread(self._tell, str(error))
        else:
            self.app.call_from_thread(self._tell, "")

    def _tell(self, trouble: str) -> None:
        """Say once why nothing can be written, and again only when it is for another reason."""
        self.app.offer_is_old = True
        if trouble == self.trouble:
            return
        self.trouble = trouble
        if trouble:
            from trusttui.tui.keymap import key_of

            text = f"Not kept: {trouble}. You can go on; {key_of(self.app, 'save')} saves."
            self.app.notify(text, severity="warning", timeout=12, markup=False)
        self.app.kept_anew()

    def save(self) -> None:
        """Save now: under the name that there is, or under one that is asked for."""
        if not self.given:
            self.app.notify("There is nothing to save yet: answer a question first.", markup=False)
            return
        keeper = self.keeper
        if keeper.stored is None or keeper.is_draft:
            self._ask_name("")
            return
        try:
            keeper.save(self.given, as_of=self._day())
        except (NotKept, BadText) as error:
            self._ask_name(f"Not saved: {error}.")
            return
        self._saved()

    def _day(self) -> str:
        view = self.app.session.view
        return "" if view.as_of == view.present else view.as_of

    def _saved(self) -> None:
        self.trouble = ""
        day = f", read as of {in_words(self.keeper.as_of)}" if self.keeper.as_of else ""
        self.app.notify(f"Saved as “{self.keeper.name}”{day}. What you answer now saves by itself.", markup=False)
        self.app.offer_is_old = True
        self.app.kept_anew()

    def _ask_name(self, problem: str) -> None:
        from trusttui.tui.screens.naming import NameScreen

        given, day = self.given, self._day()

        def write(name: str) -> str:
            return said(lambda: self.keeper.save(given, name.strip() or " ", day))

        def done(written: bool | None) -> None:
            if written:
                self._saved()

        self.app.push_screen(NameScreen("Save this assessment", write, problem=problem), done)

    # --- taking up another one

    def resume_last(self) -> None:
        """Go on with what was kept last."""
        offer = self.app.offer
        if offer:
            try:
                stored = assessments.load(offer.path, self.keeper.pack)
            except Unreadable as error:
                self.app.offer_is_old = True
                self.app.notify(str(error), severity="warning", timeout=12, markup=False)
            else:
                self.resume(stored)

    def resume(self, stored: Stored) -> None:
        """Go on with a kept assessment. What was answered without a name is kept as a draft first; where that cannot
        be, nothing is taken up in its place."""
        unnamed = self.keeper.stored is None
        if problem := self.park():
            text = f"{problem} Your answers would be lost: start over in the Advisor first if you can do without them."
            self.app.notify(text, severity="warning", timeout=12, markup=False)
            return
        if unnamed and self.keeper.name:
            self.app.notify(f"What you had answered is kept as “{self.keeper.name}”.", markup=False)
        self.keeper.resume(stored)
        self.trouble = ""
        self.app.progress.take(stored.kept.answers, stored.kept.notes)
        if self._day() != stored.kept.as_of:
            self.app.session.set_as_of(stored.kept.as_of or None)
            self.app.notify(f"Read as of {in_words(self.app.session.view.as_of)}.", markup=False)
        for remark in stored.kept.remarks:
            self.app.notify(remark, severity="warning", timeout=12, markup=False)
        self.app.go("advisor")

    def start_over(self) -> None:
        """Begin a new assessment; the one that is kept stays as it was when its last answer was given. What is kept
        nowhere comes back when one begins anew once more, with nothing answered since."""
        aside, self._aside = self._aside, None
        if aside and not self.given:
            self.app.progress.take(aside.answers, aside.notes)
            return
        unnamed = self.keeper.stored is None
        problem = "" if unnamed else self.park()
        if self.given and (unnamed or problem):
            from trusttui.tui.keymap import key_of

            self._aside = self.given
            lost = problem or "What you had answered has no name and is kept nowhere."
            again = f"{key_of(self.app, 'start-over')} once more brings it back."
            self.app.notify(f"{lost} {again}", timeout=10, markup=False)
        self.keeper.let_go()
        self.trouble = ""
        self.app.progress.take({}, {})

    def park(self) -> str:
        """Write what is not written yet, answers without a name as a draft; why not, where that cannot be."""
        if self._timer:
            self._timer.stop()
        return said(lambda: self.keeper.save_draft(self.given))


def said(write: Callable[[], object]) -> str:
    """What a writing came to in a sentence; empty where it was done."""
    try:
        write()
    except (NotKept, BadText) as error:
        text = str(error)
        return f"{text[:1].upper()}{text[1:]}."
    return ""
