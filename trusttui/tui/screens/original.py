"""Our words beside the document's own: each passage that an entry cites, marked in its surroundings."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.getters import app as app_getter
from textual.widgets import OptionList, Static

from trusttui.pack.dates import in_words
from trusttui.pack.view import View
from trusttui.report.original import NO_COPY, cited_in, original_blocks
from trusttui.report.words import citation_line
from trusttui.sources.originals import AROUND
from trusttui.tui.app import TrustApp
from trusttui.tui.commands import ORIGINAL, bindings
from trusttui.tui.dialog import Dialog
from trusttui.tui.document import Document, describe
from trusttui.tui.provenance import Provenance
from trusttui.tui.render import first_marked
from trusttui.tui.widgets.entries import EntryList, Item
from trusttui.tui.widgets.ground import Column, Row
from trusttui.tui.widgets.reader import DocumentText, Reader

NO_COPY_HERE = "No copy of it is at hand. In Sources v fetches one, or takes a file."
ALL = "all"
TITLE = "In the original"
PAGE = 12_000
"""Characters before a passage and after it, where it is shown in its page and not in an excerpt of that."""


class OriginalScreen(Dialog[None]):
    """Two readers: the entry, and what it cites, one citation or all. Tab goes from one to the other.

    `only` is the source whose citations are meant; empty for those of all.
    """

    app = app_getter(TrustApp)
    BINDINGS: ClassVar[list[BindingType]] = bindings(ORIGINAL)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-medium"), (100, "-wide")]

    def __init__(self, provenance: Provenance, view: View, entry: str, only: str = "") -> None:
        super().__init__()
        self._provenance = provenance
        self._view = view
        self._entry = entry
        self._cited = [each for each in cited_in(view, entry) if only in ("", each.source)]

    def compose(self) -> ComposeResult:
        names = ("list-down", "list-up", "original-source", "original-leave")
        down, up, page, leave = map(self.app.key, names)
        with Column(id="original"):
            with Row(id="sides"):
                yield Reader(id="ours")
                with Column(id="their-side"):
                    yield EntryList(id="cited")
                    yield Reader("It cites nothing.", id="theirs")
            yield Static(
                f"{down} {up} choose · tab other side · {page} its page · {leave} back", classes="quiet", markup=False
            )

    def on_mount(self) -> None:
        ours, theirs = self.query_one("#ours", Reader), self.query_one("#theirs", Reader)
        ours.border_title, theirs.border_title = "Our words", TITLE
        document = describe(self._view, self._entry)
        ours.show(Document(id=self._entry, blocks=document.blocks, links=()) if document else None)
        cited = self.query_one("#cited", EntryList)
        cited.border_title = "Cited"
        cited.display = len(self._cited) > 1
        cited.fill(
            [
                Item(Content(f"All {len(self._cited)}"), ALL),
                *(Item(Content(citation_line(self._view, each)), str(n), 2) for n, each in enumerate(self._cited)),
            ]
        )
        self._show()
        (cited if cited.display else theirs).focus()

    @on(OptionList.OptionHighlighted, "#cited")
    def _show(self) -> None:
        entry = self.query_one("#cited", EntryList).entry
        chosen = [self._cited[int(entry)]] if entry and entry != ALL else self._cited
        one = len(chosen) == 1
        blocks = [
            block if block.text != NO_COPY else type(block)(role=block.role, text=NO_COPY_HERE)
            for block in original_blocks(self._view, chosen, self._provenance.originals, PAGE if one else AROUND)
        ]
        theirs = self.query_one("#theirs", Reader)
        theirs.border_title = TITLE
        theirs.show(Document(id="original", blocks=tuple(blocks), links=()) if blocks else None)
        if one:
            source = self._view.source(chosen[0].source)
            # The first lines, which say so, may have been scrolled out.
            theirs.border_title = f"{TITLE}: {source.title}, {in_words(self._view.seen(source))}"
            self.call_after_refresh(self._to_passage)

    def _to_passage(self) -> None:
        """Scroll to what is cited, where the page around it is longer than the reader is high."""
        theirs = self.query_one("#theirs", Reader)
        lines = theirs.query_one(DocumentText).render().lines
        # An empty line parts the page from what is said of it.
        page = next((number for number, line in enumerate(lines) if not line.plain), 0)
        at = first_marked(lines, page)
        room = theirs.scrollable_content_region.height
        if at is not None and at > room * 2 // 3:
            theirs.scroll_to(y=at - room // 3, animate=False)

    @on(OptionList.OptionSelected, "#cited")
    def _read(self) -> None:
        self.query_one("#theirs", Reader).focus()

    def action_open_source(self) -> None:
        """The page of the citation that is chosen; of the first, where all are."""
        entry = self.query_one("#cited", EntryList).entry
        if self._cited:
            citation = self._cited[int(entry) if entry and entry != ALL else 0]
            self.app.open_page(self._view.source(citation.source).url)

    def action_leave(self) -> None:
        self.dismiss()
