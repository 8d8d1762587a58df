"""Sections that are a list and a reader: answers, commitments, agreements, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from trusttui.pack.dates import in_words
from trusttui.pack.model import Kind, Value
from trusttui.pack.view import View
from trusttui.report.words import value_words
from trusttui.tui.commands import LIBRARY, bindings
from trusttui.tui.document import Document, describe
from trusttui.tui.filters import Facet, Filters
from trusttui.tui.render import QUIET, marked
from trusttui.tui.screens.base import SectionScreen
from trusttui.tui.widgets.entries import EntryList, Item, heading
from trusttui.tui.widgets.filters import FilterLine
from trusttui.tui.widgets.ground import Column, Row
from trusttui.tui.widgets.query import Query
from trusttui.tui.widgets.reader import Reader

if TYPE_CHECKING:
    from textual.timer import Timer

    from trusttui.tui.widgets.elsewhere import Elsewhere

_LOOK_AGAIN = 0.3
"""Seconds until a list that waits for the index looks whether it is there."""


class Nothing(Static, can_focus=True):
    """In place of an empty list. It takes the focus, so that the list's keys still work and are not typed into the
    search field."""

    HELP = "The list is empty: here is why, and what to do."

    def __init__(self) -> None:
        super().__init__(id="nothing", markup=False)


class LibraryScreen(SectionScreen):
    """A list that narrows as one types, and a reader that follows the highlight. Wide: side by side; narrow: one at a
    time, enter to read and escape back to the list."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(LIBRARY)
    PLACEHOLDER: ClassVar[str] = "Narrow the list"
    KINDS: ClassVar[frozenset[Kind]] = frozenset()
    POINTS_ELSEWHERE: ClassVar[bool] = False
    """Whether it is said that what is typed finds something in another section first of all."""

    def __init__(self) -> None:
        super().__init__()
        self.filters = Filters()
        self._described: tuple[View, str | None] | None = None
        """The entry that the reader was last filled for, and the day."""
        self._look_again: Timer | None = None
        self._is_behind = False
        """Whether the reader is to be filled once the list has been painted."""
        self._moved = False
        """Whether the highlight was put where it is by hand: it then stays on its entry while one types on."""
        self._elsewhere: Elsewhere | None = None

    def compose_body(self) -> ComposeResult:
        with Row(id="library"):
            with Column(id="left"):
                yield Query(self.PLACEHOLDER)
                yield FilterLine(id="filters")
                yield EntryList(id="entries")
                yield Nothing()
            yield Reader(id="reader")

    def on_mount(self) -> None:
        super().on_mount()
        self.focus_main()

    # --- what is listed

    @property
    def facets(self) -> tuple[Facet, ...]:
        """By what the list can be filtered on the day."""
        return (Facet("tier", {tier.id: tier.short for tier in self.view.tiers}),)

    @property
    def tier(self) -> str | None:
        """The tier that the list is filtered by; None for all."""
        return self.filters.of("tier")

    def items(self) -> Iterator[Item]:
        """All rows of the section that the filters leave, under headings."""
        raise NotImplementedError

    def found(self, query: str) -> Iterator[Item]:
        """The rows that a query finds among those, best first."""
        tiers = frozenset([self.tier]) if self.tier else frozenset()
        results = self.app.session.index.query(query, tiers=tiers, kinds=self.KINDS, limit=40)
        for hit in results.hits:
            detail = marked(hit.snippet.text, hit.snippet.marks, QUIET)
            yield Item(Content(hit.title), hit.id, 2, detail, sign=self.sign(hit.dropped))

    @staticmethod
    def sign(dropped: bool) -> str:
        """Where the newest source no longer states it, that it is so: a title alone would mislead."""
        return value_words(Value.NOT_STATED) if dropped else ""

    def counted(self, shown: int) -> str:
        """How many rows are listed, as the list's title says it."""
        return str(shown)

    def nothing_found(self, query: str) -> str:
        """What to say when the list is empty: silence is an answer, and there is somebody to ask."""
        if query and self.needs_index and not self.app.session.may_search:
            return self._being_built()
        names = [facet.choices.get(self.filters.of(facet.id) or "") for facet in self.facets]
        filtered = " · ".join(filter(None, names))
        if not query and filtered:
            return f"Nothing here for: {filtered}.\n\n{self.app.key('clear-filters')}  no filter: everything again"
        if not query:
            day = in_words(self.view.as_of)
            why = f"There is nothing to list here as of {day}: no source of that day speaks of it."
            return f"{why}\n\n{self.app.key('as-of')}  another day"
        results = self.app.session.index.query(query)
        silent = not results.hits and not results.gaps
        lines = [f"No entry has an answer in the words “{query}”." if silent else f"Nothing here for “{query}”."]
        if results.suggestion:
            lines.append(f"Did you mean “{results.suggestion}”?")
        for gap in results.gaps[:2]:
            lines += ["", f"? not stated: {gap.title}", gap.text, self.view.contact(gap.ask).text]
        if results.hits:
            there = f"In Search ({self.app.key('query-everywhere')}): "
            lines += ["", there + " · ".join(hit.title for hit in results.hits[:3])]
        if results.nearest:
            lines += ["", "Nearest: " + " · ".join(near.title for near in results.nearest)]
        if silent and self.view.pack.meta.contact:
            lines += ["", "To ask: " + self.view.contact(self.view.pack.meta.contact[0].id).text]
        if filtered:
            lines += [
                "",
                f"Only {filtered} was searched: after escape, {self.app.key('clear-filters')} takes the filter away.",
            ]
        neither = "; where they find none either, take it as not stated" if silent else ""
        lines += ["", f"Try fewer or other words{neither}. Escape shows the whole list again."]
        return "\n".join(lines)

    def view_changed(self) -> None:
        self.filters.keep(self.facets)
        entry = self.entry
        scrolled = self.query_one(Reader).scroll_offset.y
        self.refill()
        if entry and self.query_one(EntryList).go_to(entry):
            self._follow()
            self.query_one(Reader).stay_at(scrolled)
        elif entry:
            self._leave_lost()

    def _leave_lost(self) -> None:
        """Back to the list from an entry that the day does not have."""
        reading = self.has_class("-reading") or self.query_one(Reader).has_focus_within
        self.remove_class("-reading")
        if reading:
            self.notify(f"No source of {in_words(self.view.as_of)} speaks of what you were reading.", markup=False)
            self.focus_main()

    def refill(self) -> None:
        """Fill the list anew from the query and the filters; the highlight stays where it can."""
        self._list()
        self._follow()

    def _list(self) -> None:
        query = self.query_one("#query", Input).value
        entries = self.query_one(EntryList)
        keep = entries.entry if self._moved or not query.strip() else None
        entries.fill(self._rows(query), keep)
        query = query.strip()
        self._show_or_say(entries, query)
        self.query_one(FilterLine).show(self.facets, self.filters, self.counted(len(entries.entries)))
        self.refresh_bindings()
        if self.POINTS_ELSEWHERE and (query or self._elsewhere):
            self._look_elsewhere(query)

    needs_index: ClassVar[bool] = True
    """Whether what is typed is looked up in the search index."""

    def _rows(self, query: str) -> Iterable[Item]:
        if self._look_again:
            self._look_again.stop()
        # As typed: a space at the end says that the last word is whole.
        if not query.strip():
            return self.items()
        if self.needs_index and not self.app.session.may_search:
            self.app.session.prepare()
            self._look_again = self.set_timer(_LOOK_AGAIN, self.refill)
            return ()
        return self.found(query.lstrip())

    def _being_built(self) -> str:
        done, every = self.app.session.indexed
        return f"The search index of this pack is being built: {done:,} of {every:,} entries. It is kept for next time."

    def _show_or_say(self, entries: EntryList, query: str) -> None:
        """The list, or in its place why it is empty; the focus goes to the one that is there."""
        nothing = self.query_one(Nothing)
        shown, hidden = (entries, nothing) if entries.entries else (nothing, entries)
        if not entries.entries:
            nothing.update(Content(self.nothing_found(query)))
        shown.display = True
        if hidden.has_focus:
            shown.focus()
        hidden.display = False

    def _follow(self) -> None:
        self._is_behind = False
        entry = self.query_one(EntryList).entry
        reader = self.query_one(Reader)
        self._described = (self.view, entry)
        document = self.describe(entry) if entry else None
        if document is None or reader.document != document:
            reader.show(document)

    def _compositor_refresh(self) -> None:
        super()._compositor_refresh()
        if self._is_behind:
            self.call_later(self._follow)

    def describe(self, entry: str) -> Document | None:
        """What the reader shows of an entry."""
        return describe(self.view, entry)

    @on(Input.Changed, "#query")
    def _query_changed(self, event: Input.Changed) -> None:
        self._moved = self._moved and bool(event.value.strip())
        self._list()
        if self.is_current:
            # What was found is shown before it is read: to lay out an entry takes as long as all the rest.
            self._described = (self.view, self.entry)
            self._is_behind = True
        else:
            self._follow()

    def _look_elsewhere(self, query: str) -> None:
        if self._elsewhere is None:
            from trusttui.tui.widgets.elsewhere import Elsewhere

            self._elsewhere = Elsewhere(self.KINDS)
            self.query_one("#left").mount(self._elsewhere)
        self._elsewhere.look(query)

    @on(Input.Submitted, "#query")
    def _query_submitted(self) -> None:
        if self.entry:
            self._read()

    @on(OptionList.OptionHighlighted, "#entries")
    def _highlighted(self) -> None:
        # A list that was filled anew has been followed already.
        if self._described != (self.view, self.entry):
            self._follow()
            self.stay_on(self.entry, self.query_one(Reader))

    @on(OptionList.OptionSelected, "#entries")
    def _selected(self) -> None:
        self._read()

    def _read(self) -> None:
        self._follow()
        if self.entry:
            self.app.remember(self.entry)
        self.app.session.queries.add(self.query_one("#query", Input).value)
        self.add_class("-reading")
        self.query_one(Reader).focus()

    # --- the screen's own commands

    def action_choose(self, step: int) -> None:
        """Move in the list while the focus stays in the field; up from its first entry to the query before."""
        entries = self.query_one(EntryList)
        if step > 0:
            self._moved = True
            entries.action_cursor_down()
        elif entries.entries and entries.entry != entries.entries[0]:
            self._moved = True
            entries.action_cursor_up()
        else:
            self._recall()

    def _recall(self) -> None:
        query = self.query_one("#query", Input)
        before = self.app.session.queries.before(query.value)
        if before is not None:
            self._moved = False
            query.value = before
            query.action_end()

    def action_everywhere(self) -> None:
        """Search everything for the same words."""
        self.app.search_for(self.query_one("#query", Input).value)

    def action_narrow(self) -> None:
        self.remove_class("-reading")
        self.query_one("#query", Input).focus()

    def action_filter(self, facet: str, step: int) -> None:
        """To the next choice of a facet, or the one before."""
        self.filters.turn(next(each for each in self.facets if each.id == facet), step)
        self.refill()

    def action_clear_filters(self) -> None:
        self.filters.clear()
        self.refill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the facets that the list has; nothing to clear where nothing is filtered."""
        if action == "filter":
            return any(facet.id == parameters[0] for facet in self.facets)
        if action == "clear_filters":
            return bool(self.filters)
        if action == "everywhere":
            return self.SECTION != "search"
        return super().check_action(action, parameters)

    # --- what the app asks of a section

    @property
    def entry(self) -> str | None:
        return self.query_one(EntryList).entry

    def open(self, entry: str) -> None:
        entries = self.query_one(EntryList)
        if not entries.go_to(entry):
            self.filters.clear()
            with self.prevent(Input.Changed):
                self.query_one("#query", Input).value = ""
            self.refill()
            entries.go_to(entry)
        self._read()

    def own_state(self) -> dict[str, Any]:
        return {"filters": self.filters.chosen, "moved": self._moved}

    def take_own_state(self, state: Mapping[str, Any]) -> None:
        self.filters.take(state["filters"])
        self.filters.keep(self.facets)
        self._moved = state["moved"]
        self.refill()

    def restored(self) -> None:
        self._follow()

    def focus_main(self) -> None:
        if self.has_class("-reading"):
            self.query_one(Reader).focus()
        else:
            self._focus_list()

    def _focus_list(self) -> None:
        entries = self.query_one(EntryList)
        (entries if entries.display else self.query_one(Nothing)).focus()

    def go_back(self) -> bool:
        query = self.query_one("#query", Input)
        if self.has_class("-reading") or self.query_one(Reader).has_focus_within:
            self.remove_class("-reading")
            self._focus_list()
            return True
        if self.focused is query or query.value:
            with self.prevent(Input.Changed):
                query.value = ""
            self.refill()
            self._focus_list()
            return True
        return False


class ArticleScreen(LibraryScreen):
    """Articles of one kind under their folders or topics."""

    KIND: ClassVar[Kind]
    LISTS_ALL: ClassVar[bool] = False
    """Whether those that are not stated for the tier that is filtered by are listed as such."""

    def items(self) -> Iterator[Item]:
        last = None
        for article in self.view.of_kind(self.KIND):
            elsewhere = bool(self.tier) and self.tier not in article.current.tiers
            if elsewhere and not self.LISTS_ALL:
                continue
            group = self._group(article.section, article.article.head.topics)
            if group != last:
                yield heading(group)
                last = group
            silent = elsewhere or article.current.value is Value.NOT_STATED
            yield Item(Content(article.title), article.id, 2, sign=self.sign(silent))

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
    POINTS_ELSEWHERE = True


class AgreementsScreen(ArticleScreen):
    SECTION = "agreements"
    KIND = Kind.AGREEMENT
    KINDS = frozenset([Kind.AGREEMENT])
    PLACEHOLDER = "Search the agreements"
    POINTS_ELSEWHERE = True
    LISTS_ALL = True


SCREENS: dict[str, type[LibraryScreen]] = {
    screen.SECTION: screen for screen in (AnswersScreen, CommitmentsScreen, AgreementsScreen)
}
