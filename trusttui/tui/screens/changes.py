"""Changes: a line through the years, newest first, and each change with both its sides."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from trusttui.pack.dates import MONTHS, in_words
from trusttui.pack.model import Change, Kind, Severity
from trusttui.report.blocks import SEVERITY_TONE
from trusttui.report.timeline import Wanted, by_date, chosen, counted, facts, recorded, wanted_words, without
from trusttui.report.words import SEVERITY_GLYPH, SEVERITY_WORD, severity_words
from trusttui.tui.filters import Facet
from trusttui.tui.render import QUIET, TONE_STYLE, marked
from trusttui.tui.screens.library import LibraryScreen
from trusttui.tui.widgets.entries import Item

LABEL = 7
"""Cells of a date on the line: ` 29 Jun`."""
FACTS_LINES = 2


def day_label(partial: str) -> str:
    """A date under its year: `29 Jun`, `Jan`; the year itself where no more is known."""
    year, _, rest = partial.partition("-")
    if not rest:
        return year
    month, _, day = rest.partition("-")
    return f"{int(day)} {MONTHS[int(month) - 1][:3]}" if day else MONTHS[int(month) - 1][:3]


class ChangesScreen(LibraryScreen):
    """Nothing typed: all changes on the line through the years. Typed: the ones found, best first, with their dates."""

    SECTION = "changes"
    KINDS = frozenset([Kind.CHANGE])
    PLACEHOLDER = "Search the changes"

    @property
    def facets(self) -> tuple[Facet, ...]:
        touched = {topic for change in self.view.changes for topic in change.head.topics}
        topics = {topic.id: topic.title for topic in self.view.pack.meta.topic if topic.id in touched}
        severities = {severity.value: severity_words(severity) for severity in Severity}
        return (*super().facets, Facet("topic", topics), Facet("severity", severities))

    @property
    def wanted(self) -> Wanted:
        """What the filters leave."""
        tier, topic, severity = (self.filters.of(facet) for facet in ("tier", "topic", "severity"))
        return Wanted(
            tiers=frozenset([tier] if tier else []),
            topics=frozenset([topic] if topic else []),
            severities=frozenset([Severity(severity)] if severity else []),
        )

    def items(self) -> Iterator[Item]:
        years: dict[str, list[tuple[str, list[Change]]]] = {}
        for date, changes in by_date(self.view, chosen(self.view, self.wanted)).items():
            years.setdefault(date[:4], []).append((date, changes))
        for number, (year, dates) in enumerate(years.items()):
            yield self._year(year, sum(len(changes) for _, changes in dates), first=not number)
            for date, changes in dates:
                for place, change in enumerate(changes):
                    yield self._row(change, "" if place else day_label(date))

    @staticmethod
    def _year(year: str, count: int, first: bool) -> Item:
        label = Content.assemble((year.rjust(LABEL), "bold"), (" ┌ " if first else " ├ ", QUIET))
        return Item(Content.styled(counted(count), QUIET), rail=(label, label))

    def _row(self, change: Change, label: str) -> Item:
        node = ("●", "$text-accent") if label else ("├", QUIET)
        first = Content.assemble((label.rjust(LABEL), "$text-accent"), " ", node, " ")
        rest = Content.assemble(" " * LABEL, (" │ ", QUIET))
        words = SEVERITY_WORD[change.head.severity]
        line = Content.styled(" · ".join((words, *facts(self.view, change))), QUIET)
        return Item(self._titled(change), change.id, 2, line, FACTS_LINES, (first, rest))

    @staticmethod
    def _titled(change: Change) -> Content:
        severity = change.head.severity
        glyph = f"{SEVERITY_GLYPH[severity]} "
        return Content.assemble((glyph, TONE_STYLE[SEVERITY_TONE[severity]]), change.head.title)

    def found(self, query: str) -> Iterator[Item]:
        left = {change.id: change for change in chosen(self.view, self.wanted)}
        everything = len(self.view.changes)
        for hit in self.app.session.index.query(query, kinds=self.KINDS, limit=everything).hits:
            if hit.id in left:
                change = left[hit.id]
                date = in_words(recorded(self.view, change))
                snippet = marked(hit.snippet.text, hit.snippet.marks, QUIET)
                yield Item(self._titled(change), hit.id, 2, Content.assemble((f"{date} · ", QUIET), snippet))

    def counted(self, shown: int) -> str:
        everything = len(self.view.changes)
        return str(shown) if shown == everything else f"{shown} of {everything}"

    def nothing_found(self, query: str) -> str:
        """Which filters leave nothing, what each of them takes away, and the keys that bring it back."""
        if not self.filters:
            return super().nothing_found(query)
        asked = " · ".join(wanted_words(self.view, self.wanted))
        if query:
            hits = self.app.session.index.query(query, kinds=self.KINDS, limit=len(self.view.changes)).hits
            told = f"Without the filters: {counted(len(hits))}." if hits else "Nor is there one without the filters."
            lines = [f"No change with “{query}” is recorded for: {asked}.", told]
            return "\n\n".join(
                (*lines, f"Escape leaves the search; {self.app.key('clear-filters')} then clears the filters.")
            )
        lines = [f"No change is recorded for: {asked}.", ""]
        for facet, count in without(self.view, self.wanted):
            lines.append(f"{self.app.key(f'{facet}-filter')}  another {facet} ({counted(count)} without it)")
        lines.append(f"{self.app.key('clear-filters')}  no filter: all changes again")
        return "\n".join(lines)
