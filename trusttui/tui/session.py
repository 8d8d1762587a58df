"""What the screens share: the pack, the day it is read as of, and the index over that view."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Lock, RLock, Thread
from typing import TYPE_CHECKING

from trusttui.pack.dates import age_in_words, in_words, last_day
from trusttui.tui.queries import Queries

if TYPE_CHECKING:
    from trusttui.front import Front
    from trusttui.pack.model import Pack
    from trusttui.pack.view import View
    from trusttui.search.index import Index
    from trusttui.tui.provenance import Provenance

BUILT_AT_ONCE = 2000
"""Entries of a pack whose index is built while one waits; that of a larger one is built beside, and waited for."""
STALE_AFTER_DAYS = 365
"""Past this age the header warns: published terms of this kind change several times a year."""


class Session:
    """One pack under one as-of date. `today` is passed in, for the age of the content depends on it.

    The pack may come as a function that reads it: it is then read when it is first asked for, from any thread, and
    `front` is what is shown of it until then.
    """

    def __init__(
        self,
        pack: Pack | Callable[[], Pack],
        folder: Path,
        as_of: str | None,
        today: date,
        front: Front | None = None,
    ) -> None:
        self.folder = folder
        self.today = today
        self.unreadable: Exception | None = None
        """Why the pack could not be read."""
        self._pack = None if callable(pack) else pack
        self._read = pack if callable(pack) else None
        self._view: View | None = None
        self._front = front
        self._kept_front = front
        self._reading = RLock()
        self._provenance: Provenance | None = None
        self._provenance_of: Callable[[Pack], Provenance] | None = None
        self.queries = Queries()
        self.indexed = (0, 0)
        """How many entries the index that is being built has, and how many it will have."""
        self._as_of = as_of
        self._index: Index | None = None
        self._building = Lock()
        self._maker: Thread | None = None

    @property
    def pack(self) -> Pack:
        """The pack; whoever asks first waits for it. Whatever ended its reading is raised, and kept in `unreadable`."""
        with self._reading:
            if self._pack is None:
                assert self._read
                try:
                    self._pack = self._read()
                except Exception as error:
                    self.unreadable = error
                    raise
            return self._pack

    @property
    def view(self) -> View:
        """The pack on the day."""
        if self._view is None:
            from trusttui.pack.view import View

            with self._reading:
                if self._view is None:
                    checks = self.provenance.last if self.provenance else None
                    self._view = View(self.pack, self._as_of, checks)
        return self._view

    @property
    def front(self) -> Front:
        """What the first screen shows of the view: what was kept of it, until that has turned out to be of another."""
        if self._front is None:
            from trusttui.front import front_of

            self._front = front_of(self.view)
        return self._front

    def hold_front(self) -> bool:
        """Hold the front page that was kept against the pack, and keep that of this one where there was none or it is
        another; False where what was shown is another pack's. Reads the pack; not for the interface's thread."""
        from trusttui.front import front_of

        shown = self._kept_front
        if shown and shown.hash == self.pack.hash:
            return True
        with self._reading:
            as_of, view = self._as_of, self.view
        front = front_of(view)
        if view is self._view:
            self._front = front
        if self._read:
            from trusttui.front_file import keep_front

            keep_front(self.folder, as_of, front)
        return shown is None

    @property
    def provenance(self) -> Provenance | None:
        """Checks and originals, where there are any to be shown."""
        if self._provenance is None and self._provenance_of:
            self._provenance = self._provenance_of(self.pack)
        return self._provenance

    def checks_version(self) -> int:
        """Another number each time that the checks that were shown are not the last ones any more: this run made some,
        or another one did, which their file is looked at for. Costs no more than that."""
        return self._provenance.look() if self._provenance else 0

    @property
    def index(self) -> Index:
        """The search index of the view, opened or built when it is first asked for; from any thread."""
        with self._building:
            while self._index is None:
                from trusttui import cache

                view = self.view
                made = cache.index(view, self.folder, self._as_of, self._note)
                if view is self.view:
                    self._index = made
            return self._index

    @property
    def may_search(self) -> bool:
        """Whether the index is there, or so few entries are that it is made before anyone notices."""
        pack = self.pack
        few = len(pack.articles) + len(pack.attributes) + len(pack.changes) <= BUILT_AT_ONCE
        return self._index is not None or few

    def prepare(self) -> None:
        """Have the index made on a thread of its own, once at a time."""
        if self._maker is None or not self._maker.is_alive():
            self._maker = Thread(target=lambda: self.index, daemon=True)
            self._maker.start()

    def _note(self, done: int, every: int) -> None:
        self.indexed = (done, every)

    def set_as_of(self, as_of: str | None) -> None:
        """Read the pack as of another day; ValueError for what is no date."""
        if as_of is not None:
            last_day(as_of)
        with self._reading:
            self._as_of = as_of
            self._view = self._front = self._kept_front = self._index = None

    def show_checks(self, provenance: Provenance | Callable[[Pack], Provenance]) -> None:
        """Show when each citation was last checked, from now on."""
        if callable(provenance):
            self._provenance_of = provenance
        else:
            self._provenance = provenance
        if self._view and self.provenance:
            self._view.checks = self.provenance.last

    @property
    def is_stale(self) -> bool:
        return (self.today - date.fromisoformat(last_day(self.front.newest))).days > STALE_AFTER_DAYS

    def age_lines(self) -> tuple[str, str, str]:
        """As-of date and age for the header, from long to short: `as of 2 May 2024 · 2 years 6 months old ▲`."""
        mark = " ▲" if self.is_stale else ""
        day, age = in_words(self.front.as_of), f"{age_in_words(self.front.newest, self.today)} old"
        return f"as of {day} · {age}{mark}", f"{day} · {age}{mark}", f"{day}{mark}"
