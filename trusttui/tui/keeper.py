"""Where the answers of this run are kept. No widgets here; its methods may be called from any thread."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import RLock

from msgspec import Struct

from trusttui import assessments
from trusttui.advisor.questions import in_pack_order
from trusttui.assessments import NotKept, Stored
from trusttui.kept import Kept, Movement, keep, moved
from trusttui.pack.model import Pack
from trusttui.pack.view import View

DRAFT = "Draft"
"""The first word of the name under which answers are kept that were given no name."""
_DRAFT = re.compile(rf"{DRAFT} \d{{4}}-\d\d-\d\d( \(\d+\))?")


def _is_draft(name: str) -> bool:
    return _DRAFT.fullmatch(name) is not None


class Offer(Struct, frozen=True, kw_only=True):
    """What was kept last, to go on with."""

    name: str
    path: Path
    given: int
    asked: int
    count: int
    """How many are kept in all."""


class Given(Struct, frozen=True, kw_only=True):
    """Answers and notes as they stand when they are to be written."""

    answers: dict[str, tuple[str, ...]]
    notes: dict[str, str]

    def __bool__(self) -> bool:
        return bool(self.answers or self.notes)

    def holds(self, kept: Kept) -> bool:
        """Whether all that is kept there, answers and notes, is here too."""
        return kept.answers.items() <= self.answers.items() and kept.notes.items() <= self.notes.items()

    def is_held_by(self, kept: Kept) -> bool:
        """Whether all that is here is kept there too."""
        return self.answers.items() <= kept.answers.items() and self.notes.items() <= kept.notes.items()


class Keeper:
    """The assessment that is open, with its file. Without a folder nothing is kept."""

    def __init__(self, pack: Pack, folder: Path | None, today: date) -> None:
        self.pack = pack
        self.folder = folder
        self.stored: Stored | None = None
        """The file that the answers are written to; None for those that have no name yet."""
        self.movement: Movement | None = None
        """What moved between the day on which it was saved and the day on which it was taken up."""
        self.as_of = ""
        """The day as of which it is read; empty for the present."""
        self._today = today
        self._dropped: Given | None = None
        self._lock = RLock()

    @property
    def name(self) -> str:
        return self.stored.kept.name if self.stored else ""

    @property
    def is_draft(self) -> bool:
        """Whether it has none but the name that a draft is given."""
        return _is_draft(self.name)

    def is_unsaved(self, given: Given) -> bool:
        """Whether there is something that the file does not hold."""
        order = self.pack.advisor
        if given == self._dropped:
            return False
        if self.stored is None:
            return bool(given)
        kept = self.stored.kept
        return in_pack_order(order, given.answers) != kept.answers or given.notes != kept.notes

    # --- taking up and leaving off

    def resume(self, stored: Stored) -> None:
        """Go on with an assessment that was read from its file."""
        with self._lock:
            self.stored, self.as_of, self._dropped = stored, stored.kept.as_of, None
            self.movement = moved(stored.kept, stored.kept.view(self.pack))

    def let_go(self, given: Given | None = None) -> None:
        """Begin a new one: the file stays as it is. Answers that are `given` here are not wanted in any file."""
        with self._lock:
            self.stored, self.movement, self.as_of, self._dropped = None, None, "", given

    # --- writing

    def save(self, given: Given, name: str = "", as_of: str | None = None) -> None:
        """Write the answers to the file that is open, or under a name to one of their own; with a name, a draft goes
        once they are there. NotKept or BadText where nothing was written."""
        with self._lock:
            before = self.stored
            if as_of is not None:
                self.as_of = as_of
            if before and name in ("", before.kept.name):
                self.stored = assessments.rewrite(before, self._made(before.kept.name, given), self.pack)
                return
            was_draft = self.is_draft
            self.stored = assessments.create(self._folder(), self._made(name, given), self.pack)
            if before and was_draft:
                with suppress(NotKept):
                    assessments.delete(before)

    def save_draft(self, given: Given) -> None:
        """Keep answers that have no name as a draft, and such as have one under it; a draft that is left without any
        goes. NotKept as in `save`."""
        with self._lock:
            if self.stored and self.is_draft and not given and not self.stored.kept.unknown:
                with suppress(NotKept):
                    assessments.delete(self.stored)
                self.let_go()
            elif not self.is_unsaved(given):
                return
            elif self.stored is None:
                self._new_draft(given)
            elif self.is_draft:
                self._go_on_with_draft(self.stored, given)
            else:
                self.save(given)

    def _go_on_with_draft(self, draft: Stored, given: Given) -> None:
        """Write to the draft that is open; where another run has changed it meanwhile, to another one: nobody gave it a
        name that would have to be asked for anew."""
        try:
            self.save(given)
        except NotKept:
            self.stored = None
            try:
                self._new_draft(given)
            except NotKept:
                self.stored = draft
                raise

    def _new_draft(self, given: Given) -> None:
        """Keep answers without a name in the draft that says nothing but what they say, else in one of their own, so
        that drafts of the same do not pile up. What is kept under a name just so needs none."""
        found = assessments.shelf(self._folder(), self.pack)[0]
        ours = [each for each in found if each.kept.is_of(self.pack) and each.kept.as_of == self.as_of]
        within = [each for each in ours if given.holds(each.kept)]
        if any(given.is_held_by(each.kept) and not _is_draft(each.kept.name) for each in within):
            self._dropped = given
            return
        drafts = [each for each in within if _is_draft(each.kept.name)]
        for number, draft in enumerate(drafts):
            try:
                self.stored = assessments.rewrite(draft, self._made(draft.kept.name, given, draft), self.pack)
            except NotKept:
                continue
            for other in drafts[number + 1 :]:
                if not other.kept.unknown:
                    with suppress(NotKept):
                        assessments.delete(other)
            return
        self.save(given, assessments.free_name(self._folder(), self.pack, f"{DRAFT} {self._today.isoformat()}"))

    def rename(self, stored: Stored, name: str) -> None:
        """Give a kept assessment another name. NotKept or BadText where it has the old one still."""
        with self._lock:
            made = assessments.rename(self._folder(), stored, name, self.pack)
            if self.stored and self.stored.path == stored.path:
                self.stored = made

    def delete(self, stored: Stored, given: Given) -> None:
        """Remove a kept assessment; of the one that is open the answers stay until one leaves. NotKept."""
        with self._lock:
            assessments.delete(stored)
            if self.stored and self.stored.path == stored.path:
                self.let_go(given)

    def _folder(self) -> Path:
        if self.folder is None:
            raise NotKept("there is no folder to keep it in")
        return self.folder

    def _made(self, name: str, given: Given, of: Stored | None = None) -> Kept:
        view = View(self.pack, self.as_of or None)
        of = of or self.stored
        unknown: Mapping[str, tuple[str, ...]] = of.kept.unknown if of else {}
        day = self._today.isoformat()
        return keep(view, name, given.answers, day=day, notes=given.notes, as_of=self.as_of, unknown=unknown)

    # --- what there is

    def offer(self) -> Offer | None:
        """The assessment of this pack that was written last."""
        stored = assessments.latest(self.folder, self.pack) if self.folder else None
        if self.folder is None or stored is None:
            return None
        given, asked = stored.kept.progress(stored.kept.view(self.pack))
        count = assessments.count(self.folder)
        return Offer(name=stored.kept.name, path=stored.path, given=given, asked=asked, count=count)
