"""What rests on a passage: what a reader would have to think over if the page did not have it any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from trusttui.pack.model import Citation
from trusttui.pack.view import View


class Rests(Struct, frozen=True, kw_only=True):
    """All that rests on a passage on one day, by ids in the pack's order."""

    entries: tuple[str, ...] = ()
    """Answers, commitments, changes, terms and the rest, but agreements and rows."""
    agreements: tuple[str, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    """Attribute and tier of the cells whose statement of the day cites it."""
    needs: tuple[str, ...] = ()
    """`QUESTION/OPTION/ATTRIBUTE`: what the advisor holds against those cells."""
    assessments: tuple[str, ...] = ()
    """Saved assessments, by name, in which it is cited."""

    @property
    def weight(self) -> int:
        """How much rests on it; agreements and what someone decided weigh most."""
        return (
            len(self.entries)
            + 2 * len(self.cells)
            + len(self.needs)
            + 5 * len(self.agreements)
            + 10 * len(self.assessments)
        )


Saved = Mapping[str, Iterable[str]]
"""For each saved assessment, by name, the passages that it cites: `SOURCE#PASSAGE`."""


class Resting:
    """What rests on the passages of a pack on the view's day."""

    def __init__(self, view: View, saved: Saved | None = None) -> None:
        self._view = view
        self._cells: defaultdict[Citation, list[tuple[str, str]]] = defaultdict(list)
        for attribute in view.attributes:
            for tier in view.tiers:
                cell = view.cell(attribute.id, tier.id)
                said = ((cell.current,) if cell.current else ()) + cell.beside
                for citation in {each for statement in said for each in statement.citations}:
                    self._cells[citation].append((attribute.id, tier.id))
        self._needs: defaultdict[str, list[str]] = defaultdict(list)
        for question in view.pack.advisor.question:
            for option in question.option:
                for need in option.need:
                    self._needs[need.attribute].append(f"{question.id}/{option.id}/{need.attribute}")
        self._saved: defaultdict[str, list[str]] = defaultdict(list)
        for name, cited in (saved or {}).items():
            for citation_id in cited:
                self._saved[citation_id].append(name)

    def on(self, source: str, passage: str) -> Rests:
        """What rests on a passage of a source."""
        citation = Citation(source, passage)
        cells = tuple(self._cells.get(citation, ()))
        entries = [entry for entry in self._view.cited_by(citation) if not entry.startswith("matrix/")]
        attributes = dict.fromkeys(attribute for attribute, _ in cells)
        return Rests(
            entries=tuple(entry for entry in entries if not entry.startswith("agreements/")),
            agreements=tuple(entry for entry in entries if entry.startswith("agreements/")),
            cells=cells,
            needs=tuple(dict.fromkeys(need for attribute in attributes for need in self._needs[attribute])),
            assessments=tuple(dict.fromkeys(self._saved.get(f"{source}#{passage}", ()))),
        )
