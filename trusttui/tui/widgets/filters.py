"""The title of a list: by what it is filtered, and how much is left."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from trusttui.tui.filters import Facet, Filters
from trusttui.tui.render import QUIET

LEAST = 6
"""Cells that a choice keeps however narrow the line is."""


class FilterLine(Static):
    """One line, each of its parts a click away from the next choice. What does not fit is said shorter."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)
        self._facets: Sequence[Facet] = ()
        self._names: dict[str, str | None] = {}
        self._count = ""

    def show(self, facets: Sequence[Facet], filters: Filters, count: str) -> None:
        """Say what is chosen of each facet, and how many entries are left."""
        self._facets = facets
        self._names = {facet.id: facet.choices.get(filters.of(facet.id) or "") for facet in facets}
        self._count = count
        self._write()

    def on_resize(self, event: events.Resize) -> None:
        self._write()

    def _write(self) -> None:
        # One line, whatever it says: nothing is laid out anew for it.
        self.update(self.line(self.content_size.width), layout=False)

    def line(self, width: int) -> Content:
        """The line for a width in cells: with labels, else without, else with choices cut short."""
        room = width - len(self._count) - 1
        for short, most in ((False, width), (True, width), *((True, cells) for cells in range(width, LEAST, -1))):
            parts = [self._part(facet.id, short, most) for facet in self._facets]
            left = Content("  ").join(parts)
            if left.cell_length <= room:
                break
        gap = max(width - left.cell_length - len(self._count), 1)
        return Content.assemble(left, " " * gap, (self._count, QUIET))

    def _part(self, facet: str, short: bool, most: int) -> Content:
        name = self._names[facet]
        if name is None:
            text = Content.styled(facet if short else f"{facet}: all", QUIET)
        else:
            value = Content.styled(name, "bold").truncate(most, ellipsis=True)
            text = value if short else Content.assemble((f"{facet}: ", QUIET), value)
        part = Content.assemble(text, (" ▾", QUIET))
        return part.stylize(Style.from_meta({"@click": f"screen.filter('{facet}', 1)"}))
