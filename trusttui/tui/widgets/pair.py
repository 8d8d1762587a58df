"""Two statements side by side, or one under the other where there is no room, and what they lead to."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Container

from trusttui.report.blocks import Block
from trusttui.tui.document import Document, Link
from trusttui.tui.widgets.reader import DocumentText, LinkList, Reader


class Pair(Reader):
    """A reader with a title and two sides."""

    HELP = "What was said on both days, with its sources. Enter goes to the links."

    def compose(self) -> ComposeResult:
        yield DocumentText()
        with Container(id="sides"):
            yield DocumentText()
            yield DocumentText()
        yield LinkList(markup=False)

    def show_pair(
        self, entry: str, title: Iterable[Block], sides: tuple[Iterable[Block], Iterable[Block]], links: Iterable[Link]
    ) -> None:
        """Show two sides under a title, from the top."""
        document = Document(id=entry, blocks=tuple(title), links=tuple(links))
        self.show(document)
        for text, blocks in zip(self.query("#sides DocumentText").results(DocumentText), sides, strict=True):
            text.show(Document(id=entry, blocks=tuple(blocks), links=()))

    def show(self, document: Document | None) -> None:
        super().show(document)
        if document is None:
            for text in self.query("#sides DocumentText").results(DocumentText):
                text.show(None)
