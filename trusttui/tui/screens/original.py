"""Our words beside the document's own: each passage that an entry cites, marked in its surroundings."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from trusttui.pack.view import View
from trusttui.report.original import NO_COPY, original_blocks
from trusttui.tui.commands import ORIGINAL, bindings
from trusttui.tui.dialog import Dialog
from trusttui.tui.document import Document, describe
from trusttui.tui.provenance import Provenance
from trusttui.tui.widgets.reader import Reader

NO_COPY_HERE = "No copy of it is at hand. In Sources v fetches one, or takes a file."


class OriginalScreen(Dialog[None]):
    """Two readers: the entry, and what it cites. Tab goes from one to the other."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(ORIGINAL)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-medium"), (100, "-wide")]

    def __init__(self, provenance: Provenance, view: View, entry: str) -> None:
        super().__init__()
        self._provenance = provenance
        self._view = view
        self._entry = entry

    def compose(self) -> ComposeResult:
        with Vertical(id="original"):
            with Horizontal(id="sides"):
                yield Reader(id="ours")
                yield Reader("It cites nothing.", id="theirs")
            yield Static("tab other side · j k scroll · escape back", classes="quiet", markup=False)

    def on_mount(self) -> None:
        ours, theirs = self.query_one("#ours", Reader), self.query_one("#theirs", Reader)
        ours.border_title, theirs.border_title = "Our words", "In the original"
        document = describe(self._view, self._entry)
        ours.show(Document(id=self._entry, blocks=document.blocks, links=()) if document else None)
        blocks = [
            block if block.text != NO_COPY else type(block)(role=block.role, text=NO_COPY_HERE)
            for block in original_blocks(self._view, self._entry, self._provenance.originals)
        ]
        theirs.show(Document(id="original", blocks=tuple(blocks), links=()) if blocks else None)
        theirs.focus()

    def action_leave(self) -> None:
        self.dismiss()
