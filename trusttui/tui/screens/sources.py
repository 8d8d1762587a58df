"""The documents: when they were last checked, what came out, and checking them anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from msgspec.structs import replace
from textual.binding import BindingType
from textual.content import Content

from trusttui.pack.dates import in_words
from trusttui.pack.model import Source
from trusttui.report import blocks as b
from trusttui.report.blocks import Block
from trusttui.report.words import SOURCE_KIND_WORD
from trusttui.tui.commands import SOURCES, bindings
from trusttui.tui.document import Document
from trusttui.tui.render import QUIET
from trusttui.tui.screens.library import LibraryScreen
from trusttui.tui.widgets.entries import Item

LAST = "Last checks"


class SourcesScreen(LibraryScreen):
    """Each document with its dates and its last check; under it what is cited, and what rests on what is gone."""

    SECTION = "sources"
    BINDINGS: ClassVar[list[BindingType]] = bindings(SOURCES)
    needs_index = False
    PLACEHOLDER = "Search the sources"
    POINTS_ELSEWHERE = True

    def items(self) -> Iterator[Item]:
        for source in self.view.sources:
            if self.tier and not any(
                statement.source == source.id
                for attribute in self.view.attributes
                for statement in attribute.cells.get(self.tier, ())
            ):
                continue
            seen = in_words(self.view.seen(source))
            facts = (SOURCE_KIND_WORD[source.kind], f"{len(source.passages)} passages", self._last(source))
            detail = Content.styled(" · ".join(filter(None, facts)), QUIET)
            # Many are one page on many days.
            title = Content.assemble(source.title, (f"  {seen}", QUIET))
            yield Item(title, f"sources/{source.id}", 2, detail)

    def _last(self, source: Source) -> str:
        """The last check of a source, in a few words; empty where checks are not shown."""
        provenance = self.app.session.provenance
        if provenance is None:
            return ""
        from trusttui.report.checks import check_words, glyph

        checks = provenance.shelf.of(source.id)
        if not checks:
            return "not checked yet"
        last = next((each for each in checks if each.reason is None), checks[0])
        return f"{glyph(last)} {check_words(last)}"

    def found(self, query: str) -> Iterator[Item]:
        words = query.lower().split()
        for item in self.items():
            if item.entry and all(word in f"{item.text} {item.detail}".lower() for word in words):
                yield item

    def nothing_found(self, query: str) -> str:
        if query:
            return f"No document here has “{query}” in its title, its kind or its dates.\n\nEscape shows all again."
        return super().nothing_found(query)

    def describe(self, entry: str) -> Document | None:
        document = super().describe(entry)
        if document is None or self.app.session.provenance is None:
            return document
        # After what the source is, before what is cited from it.
        head = next((n for n, block in enumerate(document.blocks) if n and block.role is b.Role.HEADING), None)
        checks = tuple(self._checks(entry.partition("/")[2]))
        return replace(document, blocks=(*document.blocks[:head], *checks, *document.blocks[head:]))

    def _checks(self, source_id: str) -> Iterator[Block]:
        from trusttui.report.checks import check_blocks

        provenance = self.app.session.provenance
        assert provenance
        checks = provenance.shelf.of(source_id)
        yield b.heading(LAST)
        if not checks:
            yield b.text(f"Not checked yet. {self.app.key('verify')} checks it.")
        rest = provenance.resting(self.view).on if checks else None
        for check in checks:
            if rest:
                yield from check_blocks(self.view, self.view.source(source_id), check, rest)

    def action_verify(self, every: bool) -> None:
        """Ask where to look: the network, on this word, or files."""
        from trusttui.tui.screens.verify import VerifyScreen

        provenance = self.app.session.provenance
        entry = self.entry
        if provenance is None or (entry is None and not every):
            self.notify("Nothing is selected that could be checked.", severity="warning", markup=False)
            return
        sources = list(self.view.sources) if every else [self.view.source((entry or "").partition("/")[2])]
        self.app.push_screen(VerifyScreen(provenance, self.view, sources), self._verified)

    def _verified(self, summary: str | None) -> None:
        if summary:
            self.view_changed()
            self.notify(summary, markup=False, timeout=10)
