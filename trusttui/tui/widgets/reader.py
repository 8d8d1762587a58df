"""The reader: one entry as text, and under it everything it leads to, reachable by keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import app as app_getter
from textual.widgets import OptionList

from trusttui.report.blocks import meta
from trusttui.tui.commands import READER, READER_KEYS, bindings
from trusttui.tui.document import Document, Link
from trusttui.tui.glossary import Terms
from trusttui.tui.marks import with_mark
from trusttui.tui.messages import OpenEntry
from trusttui.tui.own import Own
from trusttui.tui.render import document_lines
from trusttui.tui.widgets.entries import EntryList, Item, heading
from trusttui.tui.widgets.scrollbar import Scrolled
from trusttui.tui.widgets.terms import Explained
from trusttui.tui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from trusttui.marks import Mark
    from trusttui.tui.jump import Spot

MEASURE = 92
"""The longest line that is comfortable to read, in cells."""


LEAST_BESIDE = 56
"""Columns beside each other need so many cells."""


class DocumentText(Explained, Wrapped):
    """A document wrapped with hanging indents to the width it is given. Its columns stand beside each other where there
    is room; with `columns` also on screens that are not wide."""

    widest = MEASURE

    def __init__(self, columns: bool = False) -> None:
        super().__init__()
        self._columns = columns
        self._terms = Terms()

    @property
    def terms(self) -> list[str]:
        """The terms of the glossary that stand in it, by id."""
        self.render()
        return self._terms.found

    def show_document(self, document: Document) -> None:
        def lines(width: int) -> list[Content]:
            beside = (self._columns or self.screen.has_class("-wide")) and width >= LEAST_BESIDE
            self._terms = Terms.of(self.app.session.view, document.id)
            return document_lines(document, width, beside=beside, terms=self._terms)

        self.show(lines)


class LinkList(EntryList):
    """What an entry leads to: related entries, agreements, sources. Each row is known by its link's number."""

    HELP = "What this leads to. Enter follows. At a source, Open source and Original mean that one."
    _links: tuple[Link, ...] = ()

    def show(self, links: Iterable[Link]) -> None:
        """Links under the headings of their groups."""
        self._links = tuple(links)
        self.fill(_rows(self._links))
        self.highlighted = None

    @property
    def link(self) -> Link | None:
        """The link that is highlighted."""
        return self._links[int(self.entry)] if self.entry else None

    def jump_spots(self) -> Iterator[Spot]:
        """Each link, in the cell that its row leaves free at the left; going there follows it."""
        from trusttui.tui.jump import Spot

        for number, item in enumerate(self._items):
            if item.entry is not None and number in self._index_to_line:
                line = self._index_to_line[number] - self.scroll_offset.y
                yield Spot((self.gutter.left, self.gutter.top + line), partial(self._jump, number))

    def _jump(self, number: int) -> None:
        self.focus()
        self.highlighted = number
        self.action_select()


class Reader(Scrolled, VerticalScroll):
    """Shows one document, with what the user noted on it; its links are a list under it."""

    app = app_getter(Own)
    BINDINGS: ClassVar[list[BindingType]] = bindings(READER_KEYS, READER)
    HELP = "The entry in words, with its conditions, its sources and what older sources said. Enter goes to its links."

    def __init__(self, empty: str = "", id: str | None = None, *, columns: bool = False) -> None:
        super().__init__(id=id)
        self.document: Document | None = None
        self._columns = columns
        self._empty = empty
        self._mark: Mark | None = None

    def compose(self) -> ComposeResult:
        yield DocumentText(self._columns)
        yield LinkList()

    def show(self, document: Document | None) -> None:
        """Show a document from its top; None shows the empty text."""
        self.document = document
        shown = document or Document(id="", blocks=(meta(self._empty),), links=())
        self._write(shown)
        links = self.query_one(LinkList)
        links.show(shown.links)
        links.display = bool(shown.links)
        self.scroll_home(animate=False)

    def _write(self, document: Document) -> None:
        marks = self.app.marks
        self._mark = marks.of(document.id) if marks else None
        self.query_one(DocumentText).show_document(with_mark(document, self._mark))

    def mark_anew(self) -> None:
        """Show what the user marked and noted by now; what is read stays where it is."""
        marks = self.app.marks
        if self.document and marks and marks.of(self.document.id) != self._mark:
            self._write(self.document)

    def stay_at(self, line: int) -> None:
        """Scroll to a line once what is shown now has been laid out: the same text of another day is read on there."""
        if line:
            self.call_after_refresh(self.scroll_to, y=line, animate=False)

    def action_links(self) -> None:
        links = self.query_one(LinkList)
        if links.display:
            if links.highlighted is None:
                links.action_first()
            links.focus()

    @on(OptionList.OptionSelected)
    def _follow(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if link := self.query_one(LinkList).link:
            self.post_message(OpenEntry(link.target))


def _rows(links: Iterable[Link]) -> Iterator[Item]:
    group = ""
    for number, link in enumerate(links):
        if link.group != group:
            group = link.group
            yield heading(group)
        yield Item(Content.assemble(("↵ ", "$text-accent"), link.label), str(number), 2)
