"""What the screens know of checks and originals: when citations were last looked for, the copies that are at hand, and
how sources are held against them anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from trusttui.pack.checked import Checked
from trusttui.pack.model import Citation, Pack, Source
from trusttui.pack.view import View

if TYPE_CHECKING:
    from trusttui.checked import Shelf
    from trusttui.sources.copies import Copies
    from trusttui.sources.fetching import Fetcher, Progress
    from trusttui.sources.gathering import Gathered
    from trusttui.sources.originals import Originals
    from trusttui.sources.resting import Resting
    from trusttui.sources.results import Check

Saved = Callable[[], Mapping[str, set[str]]]
"""What each saved assessment cites."""


class Provenance:
    """The checks and copies of a pack, in files of the user's. `today` is the day that a check is dated with."""

    def __init__(
        self,
        pack: Pack,
        *,
        checks: Path,
        copies: Callable[[], Copies],
        today: str,
        saved: Saved = dict,
        fetcher: Callable[[Callable[[Progress], None]], Fetcher] | None = None,
    ) -> None:
        self._pack = pack
        self._checks = checks
        self._copies = copies
        self._today = today
        self._saved = saved
        self._fetcher = fetcher
        self._shelf: Shelf | None = None
        self._originals: Originals | None = None
        self._resting: tuple[View, Resting] | None = None

    @property
    def shelf(self) -> Shelf:
        """The checks that are kept."""
        if self._shelf is None:
            from trusttui.checked import Shelf

            self._shelf = Shelf(self._checks, self._pack)
        return self._shelf

    def look(self) -> int:
        """Look whether another run made checks since they were read; the version of those that there are."""
        if self._shelf is None:
            return 0
        self._shelf.look()
        return self._shelf.version

    def last(self, citation: Citation) -> Checked | None:
        """The last check of a citation."""
        return self.shelf.last(citation)

    def resting(self, view: View) -> Resting:
        """What rests on each passage on the view's day."""
        if self._resting is None or self._resting[0] is not view:
            from trusttui.sources.resting import Resting

            self._resting = (view, Resting(view, self._saved()))
        return self._resting[1]

    @property
    def originals(self) -> Originals:
        """The cited passages in the copies that are at hand."""
        if self._originals is None:
            from trusttui.sources import gathering
            from trusttui.sources.originals import Originals

            copies = self._copies()
            self._originals = Originals(lambda source: gathering.at_hand(source, copies))
        return self._originals

    def hosts(self, view: View, sources: Sequence[Source]) -> list[str]:
        """The hosts that would be asked about some sources."""
        from trusttui.sources import gathering

        found = (url for source in sources for url in gathering.addresses(view, source).values())
        return sorted({urlsplit(url).hostname or url for url in found})

    async def fetch(self, view: View, sources: Sequence[Source], report: Callable[[Progress], None]) -> list[Gathered]:
        """What the network has of some sources."""
        from trusttui.sources import gathering
        from trusttui.sources.fetching import Fetcher

        fetcher = self._fetcher(report) if self._fetcher else Fetcher(report=report)
        return await gathering.fetch(view, sources, fetcher, self._copies(), self._today)

    def from_files(self, place: Path, sources: Sequence[Source]) -> list[Gathered]:
        """What a file, or the files of a folder, have of some sources. NotChecked where they cannot be read."""
        from trusttui.sources import gathering
        from trusttui.sources.results import NotChecked, Reason

        if place.is_dir():
            return gathering.in_folder(place, sources, self._copies(), self._today)
        document = gathering.document_in(place, self._today)
        source = sources[0] if len(sources) == 1 else gathering.source_of(document, sources)
        if source is None:
            raise NotChecked(Reason.OTHER_PAGE, f"{place}: not to be told of which source it is a copy")
        return [gathering.of_file(source, document, self._copies())]

    def check(self, gathered: Sequence[Gathered]) -> tuple[list[Check], str]:
        """Sources held against what was had of them; the checks are kept. What there is to say of that is empty where
        all is well."""
        from trusttui import checked
        from trusttui.sources import gathering

        made = [check for each in gathered for check in gathering.checks(each)]
        said = checked.keep(self._checks, self._pack, made)
        self.shelf.forget()
        self.originals.forget()
        return made, said


def users(pack: Pack, today: str) -> Provenance:
    """The user's own."""
    from trusttui import user

    def saved() -> Mapping[str, set[str]]:
        from trusttui import checked

        return checked.cited(pack)

    return Provenance(pack, checks=user.folder("data") / "checks.json", copies=_users_copies, today=today, saved=saved)


def _users_copies() -> Copies:
    from trusttui import checked

    return checked.copies()
