"""Search over everything, and, before anything is typed, the glossary and what the sources do not say."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from trusttui.report.listing import hit_facts
from trusttui.tui.render import QUIET, marked
from trusttui.tui.screens.library import LibraryScreen
from trusttui.tui.widgets.entries import Item, heading

SNIPPET_LINES = 2


class SearchScreen(LibraryScreen):
    """Everything, best first; the gaps that a query touches are results too."""

    SECTION = "search"
    PLACEHOLDER = "Search everything: type, choose with ↑ ↓, enter reads"

    def items(self) -> Iterator[Item]:
        yield heading("Not stated by any source")
        for gap in self.view.gaps:
            yield Item(Content(gap.title), f"gaps/{gap.id}")
        yield heading("Glossary")
        for term in sorted(self.view.terms, key=lambda term: term.term.lower()):
            yield Item(Content(term.term), f"terms/{term.id}")

    def found(self, query: str) -> Iterator[Item]:
        tiers = frozenset([self.tier]) if self.tier else frozenset()
        results = self.app.session.index.query(query, tiers=tiers)
        listed = {hit.id for hit in results.hits}
        if results.suggestion:
            yield heading(f"Did you mean “{results.suggestion}”? This is what it finds:")
        for hit in results.hits:
            facts = Content.styled(" · ".join(hit_facts(self.view, hit)), QUIET)
            snippet = marked(hit.snippet.text, hit.snippet.marks, QUIET)
            yield Item(Content(hit.title), hit.id, 2, snippet, SNIPPET_LINES, line=facts)
        gaps = [gap for gap in results.gaps if f"gaps/{gap.id}" not in listed]
        if gaps:
            yield heading("Not stated by any source")
        for gap in gaps:
            title = Content.assemble(("? ", QUIET), gap.title)
            yield Item(title, f"gaps/{gap.id}", 2, Content.styled(gap.text, QUIET))

    def focus_main(self) -> None:
        if self.has_class("-reading"):
            super().focus_main()
        else:
            self.query_one("#query").focus()
