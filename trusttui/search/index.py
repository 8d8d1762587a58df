"""Search over one view of a pack: an index that is built in memory, or opened where one is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trusttui.pack.model import Citation, Gap, Kind
from trusttui.pack.view import View
from trusttui.search.engine import Engine
from trusttui.search.found import RawHit, RawResults
from trusttui.search.results import Hit, Near, Results, Snippet
from trusttui.search.store import Store
from trusttui.search.table import DAMAGE, Table

if TYPE_CHECKING:
    from trusttui.search.build import Progress


class Index:
    """Finds the entries of a view. It knows what the view knows: nothing that no source of its day says."""

    def __init__(self, view: View, store: Store | None = None, progress: Progress | None = None) -> None:
        """`store`: an index of this very view that was built before; without one it is built now, in memory."""
        store = store or _in_memory(view, progress)
        self._view = view
        self.size = store.size
        """The bytes of the index."""
        self.engine = Engine(store)
        self._gaps: dict[str, Gap] = {f"gaps/{gap.id}": gap for gap in view.gaps}

    def query(
        self,
        text: str,
        *,
        tiers: frozenset[str] = frozenset(),
        kinds: frozenset[Kind] = frozenset(),
        limit: int = 20,
    ) -> Results:
        """What any string finds, best first.

        `tiers`: only entries with a statement for one of these tiers. `kinds`: only entries of these kinds; gaps are
        among the hits only if they are asked for here. What is beyond the first 512 characters or 24 words of the
        text is not read.
        """
        codes = frozenset(kind.value for kind in kinds)
        return self._results(self.raw(text, tiers=tiers, kinds=codes, limit=limit))

    def raw(self, text: str, *, tiers: frozenset[str], kinds: frozenset[str], limit: int) -> RawResults:
        """The same as plain values, kinds by their codes. An index that turns out to be damaged is discarded and
        built anew."""
        try:
            return self.engine.query(text, tiers=tiers, kinds=kinds, limit=limit)
        except DAMAGE:
            if self.engine.store.discard is None:
                raise
            self.engine.store.discard()
            self.engine = Engine(_in_memory(self._view, None))
            return self.engine.query(text, tiers=tiers, kinds=kinds, limit=limit)

    def _results(self, found: RawResults) -> Results:
        return Results(
            query=found.query,
            as_of=found.as_of,
            hits=tuple(map(_hit, found.hits)),
            gaps=tuple(self._gaps[gap.id] for gap in found.gaps),
            suggestion=found.suggestion,
            nearest=tuple(Near(id=each.id, title=each.title) for each in found.nearest),
        )


def _in_memory(view: View, progress: Progress | None) -> Store:
    # Most indexes were built before and are kept.
    from trusttui.search.build import image

    data = image(view, progress)
    return Store(Table(lambda at, length: data[at : at + length], len(data)))


def _hit(hit: RawHit) -> Hit:
    return Hit(
        id=hit.id,
        kind=Kind(hit.kind),
        title=hit.title,
        snippet=Snippet(hit.text, hit.marks),
        tiers=tuple(hit.tiers),
        as_of=hit.as_of,
        older=hit.older,
        citations=tuple(Citation(source=source, passage=passage) for source, passage in hit.citations),
        score=hit.score,
        dropped=hit.dropped,
    )
