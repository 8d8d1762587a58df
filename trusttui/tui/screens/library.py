"""Sections that are a list and a reader: answers, commitments, agreements, changes, sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from trusttui.pack.dates import in_words
from trusttui.pack.model import Kind, Value
from trusttui.report.entries import is_dropped
from trusttui.report.words import SOURCE_KIND_WORD, tier_words, value_words
from trusttui.tui.commands import LIBRARY, bindings
from trusttui.tui.document import describe
from trusttui.tui.render import QUIET, marked
from trusttui.tui.screens.base import SectionScreen
from trusttui.tui.widgets.entries import EntryList, Item, heading
from trusttui.tui.widgets.query import Query
from trusttui.tui.widgets.reader import Reader


class LibraryScreen(SectionScreen):
    """A list that narrows as one types, and a reader that follows the highlight. Wide: side by side; narrow: one at a
    time, enter to read and escape back to the list."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(LIBRARY)
    PLACEHOLDER: ClassVar[str] = "Narrow the list"
    KINDS: ClassVar[frozenset[Kind]] = frozenset()

    def __init__(self) -> None:
        super().__init__()
        self._tier: str | None = None

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="library"):
            with Vertical(id="left"):
                with Horizontal(id="query-line"):
                    yield Query(self.PLACEHOLDER)
                    yield Static(id="tier-filter", markup=False)
                yield EntryList(id="entries")
                yield Static(id="nothing", markup=False)
            yield Reader(id="reader")

    def on_mount(self) -> None:
        super().on_mount()
        self.focus_main()

    # --- what is listed

    def items(self, tier: str | None) -> Iterator[Item]:
        """All rows of the section, under headings, for a tier or all."""
        raise NotImplementedError

    def found(self, query: str, tier: str | None) -> Iterator[Item]:
        """The rows that a query finds, best first."""
        tiers = frozenset([tier]) if tier else frozenset()
        results = self.app.session.index.query(query, tiers=tiers, kinds=self.KINDS, limit=40)
        for hit in results.hits:
            detail = marked(hit.snippet.text, hit.snippet.marks, QUIET)
            yield Item(self.titled(hit.title, is_dropped(self.view, hit.id)), hit.id, 2, detail)

    @staticmethod
    def titled(title: str, dropped: bool) -> Content:
        """A title, and after it that the newest source no longer states it, for a title alone would mislead."""
        sign = f"  {value_words(Value.NOT_STATED)}" if dropped else ""
        return Content.assemble(title, (sign, QUIET))

    def nothing_found(self, query: str) -> str:
        """What to say when the list is empty: silence is an answer, and there is somebody to ask."""
        if not query:
            return "No source of this day speaks of it. Press t for another as-of date."
        results = self.app.session.index.query(query)
        lines = [f"Nothing here for “{query}”."]
        if results.suggestion:
            lines.append(f"Did you mean “{results.suggestion}”?")
        for gap in results.gaps[:2]:
            lines += ["", f"? not stated: {gap.title}", gap.text, self.view.contact(gap.ask).text]
        if results.hits:
            lines += ["", "Elsewhere: " + " · ".join(hit.title for hit in results.hits[:3])]
        lines += ["", "Try fewer or other words. Escape shows the whole list again."]
        return "\n".join(lines)

    def view_changed(self) -> None:
        known = {tier.id for tier in self.view.tiers}
        if self._tier not in known:
            self._tier = None
        self.refill()

    def refill(self) -> None:
        """Fill the list anew from the query and the tier filter; the highlight stays where it can."""
        query = self.query_one("#query", Input).value.strip()
        entries = self.query_one(EntryList)
        keep = None if query else entries.entry
        entries.fill(self.found(query, self._tier) if query else self.items(self._tier), keep)
        nothing = self.query_one("#nothing", Static)
        empty = not entries.entries
        nothing.display = empty
        entries.display = not empty
        if empty:
            nothing.update(Content(self.nothing_found(query)))
        name = self.view.tier(self._tier).short if self._tier else "all"
        self.query_one("#tier-filter", Static).update(Content.assemble(("tier: ", QUIET), name, (" ▾", QUIET)))
        self._follow()

    def _follow(self) -> None:
        entry = self.query_one(EntryList).entry
        reader = self.query_one(Reader)
        document = describe(self.view, entry) if entry else None
        if document is None or reader.document != document:
            reader.show(document)

    @on(Input.Changed, "#query")
    def _query_changed(self) -> None:
        self.refill()

    @on(Input.Submitted, "#query")
    def _query_submitted(self) -> None:
        if self.entry:
            self._read()

    @on(OptionList.OptionHighlighted, "#entries")
    def _highlighted(self) -> None:
        self._follow()

    @on(OptionList.OptionSelected, "#entries")
    def _selected(self) -> None:
        self._read()

    def _read(self) -> None:
        self.add_class("-reading")
        self.query_one(Reader).focus()
        if self.entry:
            self.app.remember(self.entry)

    # --- the screen's own commands

    def action_choose(self, step: int) -> None:
        """Move in the list while the focus stays in the field."""
        entries = self.query_one(EntryList)
        if step > 0:
            entries.action_cursor_down()
        else:
            entries.action_cursor_up()

    def action_narrow(self) -> None:
        self.remove_class("-reading")
        self.query_one("#query", Input).focus()

    @on(events.Click, "#tier-filter")
    def action_tier_filter(self) -> None:
        choices = [None, *(tier.id for tier in self.view.tiers)]
        self._tier = choices[(choices.index(self._tier) + 1) % len(choices)]
        self.refill()

    # --- what the app asks of a section

    @property
    def entry(self) -> str | None:
        return self.query_one(EntryList).entry

    def open(self, entry: str) -> None:
        entries = self.query_one(EntryList)
        if not entries.go_to(entry):
            self._tier = None
            with self.prevent(Input.Changed):
                self.query_one("#query", Input).value = ""
            self.refill()
            entries.go_to(entry)
        self._follow()
        self._read()

    def focus_main(self) -> None:
        if self.has_class("-reading"):
            self.query_one(Reader).focus()
        else:
            self.query_one(EntryList).focus()

    def go_back(self) -> bool:
        query = self.query_one("#query", Input)
        entries = self.query_one(EntryList)
        if self.has_class("-reading") or self.query_one(Reader).has_focus_within:
            self.remove_class("-reading")
            entries.focus()
            return True
        if self.focused is query or query.value:
            query.value = ""
            entries.focus()
            return True
        return False


class ArticleScreen(LibraryScreen):
    """Articles of one kind under their folders or topics."""

    KIND: ClassVar[Kind]

    def items(self, tier: str | None) -> Iterator[Item]:
        last = None
        for article in self.view.of_kind(self.KIND):
            if tier and tier not in article.current.tiers:
                continue
            group = self._group(article.section, article.article.head.topics)
            if group != last:
                yield heading(group)
                last = group
            dropped = article.current.value is Value.NOT_STATED
            yield Item(self.titled(article.title, dropped), article.id, 2)

    def _group(self, section: str, topics: list[str]) -> str:
        if not section:
            return self.view.topic_title(topics[0]) if topics else ""
        tier = next((tier for tier in self.view.tiers if tier.id == section), None)
        title = self.view.topic_title(section)
        return tier.name if tier else title if title != section else section.replace("-", " ").capitalize()


class AnswersScreen(ArticleScreen):
    SECTION = "answers"
    KIND = Kind.ANSWER
    KINDS = frozenset([Kind.ANSWER])
    PLACEHOLDER = "Search the answers"


class CommitmentsScreen(ArticleScreen):
    SECTION = "commitments"
    KIND = Kind.COMMITMENT
    KINDS = frozenset([Kind.COMMITMENT])
    PLACEHOLDER = "Search the commitments"


class AgreementsScreen(ArticleScreen):
    SECTION = "agreements"
    KIND = Kind.AGREEMENT
    KINDS = frozenset([Kind.AGREEMENT])
    PLACEHOLDER = "Search the agreements"


class ChangesScreen(LibraryScreen):
    SECTION = "changes"
    KINDS = frozenset([Kind.CHANGE])
    PLACEHOLDER = "Search the changes"

    def items(self, tier: str | None) -> Iterator[Item]:
        last = None
        for change in self.view.changes:
            if tier and tier not in change.head.tiers:
                continue
            date = in_words(self.view.source(change.head.after.source).date)
            if date != last:
                yield heading(f"First recorded {date}")
                last = date
            mark = "▲ " if change.head.severity == "major" else "  "
            tiers = Content.styled(f"  {tier_words(self.view, change.head.tiers)}", QUIET)
            yield Item(Content.assemble((mark, "$text-warning"), change.head.title, tiers), change.id, 2)


class SourcesScreen(LibraryScreen):
    SECTION = "sources"
    PLACEHOLDER = "Search the sources"

    def items(self, tier: str | None) -> Iterator[Item]:
        for source in self.view.sources:
            if tier and not any(
                statement.source == source.id
                for attribute in self.view.attributes
                for statement in attribute.cells.get(tier, ())
            ):
                continue
            facts = [SOURCE_KIND_WORD[source.kind], in_words(source.date), f"{len(source.passages)} passages"]
            detail = Content.styled(" · ".join(facts), QUIET)
            yield Item(Content(source.title), f"sources/{source.id}", 2, detail)

    def found(self, query: str, tier: str | None) -> Iterator[Item]:
        words = query.lower().split()
        for item in self.items(tier):
            if item.entry and all(word in f"{item.text} {item.detail}".lower() for word in words):
                yield item


SCREENS: dict[str, type[LibraryScreen]] = {
    screen.SECTION: screen
    for screen in (AnswersScreen, CommitmentsScreen, AgreementsScreen, ChangesScreen, SourcesScreen)
}
