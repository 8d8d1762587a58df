"""What the screens share: the pack, the day it is read as of, and the index over that view."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING

from trusttui.pack.dates import age_in_words, in_words, last_day
from trusttui.pack.model import Pack
from trusttui.pack.view import View
from trusttui.tui.queries import Queries

if TYPE_CHECKING:
    from trusttui.search.index import Index
    from trusttui.tui.provenance import Provenance

BUILT_AT_ONCE = 2000
"""Entries of a pack whose index is built while one waits; that of a larger one is built beside, and waited for."""
STALE_AFTER_DAYS = 365
"""Past this age the header warns: published terms of this kind change several times a year."""


class Session:
    """One pack under one as-of date. `today` is passed in, for the age of the content depends on it."""

    def __init__(self, pack: Pack, folder: Path, as_of: str | None, today: date) -> None:
        self.pack = pack
        self.folder = folder
        self.today = today
        self.view = View(pack, as_of)
        self.provenance: Provenance | None = None
        """Checks and originals, where there are any to be shown."""
        self.queries = Queries()
        self.indexed = (0, 0)
        """How many entries the index that is being built has, and how many it will have."""
        self._as_of = as_of
        self._index: Index | None = None
        self._building = Lock()
        self._maker: Thread | None = None

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
        self._as_of = as_of
        self.view = View(self.pack, as_of, self.provenance.last if self.provenance else None)
        self._index = None

    def show_checks(self, provenance: Provenance) -> None:
        """Show when each citation was last checked, from now on."""
        self.provenance = provenance
        self.view.checks = provenance.last

    @property
    def newest_date(self) -> str:
        """The date of the newest source that counts; the as-of date where none does."""
        newest = self.view.newest_source()
        return self.view.seen(newest) if newest else self.view.as_of

    @property
    def is_stale(self) -> bool:
        return (self.today - date.fromisoformat(last_day(self.newest_date))).days > STALE_AFTER_DAYS

    def age_line(self, wide: bool) -> str:
        """As-of date and age for the header: `as of 2 May 2024 · 2 years 6 months old ▲`."""
        mark = " ▲" if self.is_stale else ""
        if not wide:
            return f"{in_words(self.view.as_of)}{mark}"
        return f"as of {in_words(self.view.as_of)} · {age_in_words(self.newest_date, self.today)} old{mark}"


Clock = Callable[[], date]
