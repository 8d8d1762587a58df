"""Home: is this for me, and where do I start?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from trusttui.pack.model import Attribute, Kind, Value
from trusttui.tui.messages import OpenEntry
from trusttui.tui.render import QUIET, value_content
from trusttui.tui.screens.base import SectionScreen
from trusttui.tui.start import own_items
from trusttui.tui.widgets.entries import EntryList, Item

CHANGES_SHOWN = 16
GLANCE_COLUMN = 14
"""Wide enough for the longest value by glyph and word."""
GLANCE_TITLE = 14
GLANCE_LINES = 20
"""More than the tiers of one value fill on the narrowest terminal."""


def _column(content: Content, width: int) -> Content:
    """Padded or cut to a width in cells."""
    cut = content.truncate(width - 1, ellipsis=True)
    return cut.pad_right(width - cut.cell_length)


class HomeScreen(SectionScreen):
    """Ways in, the tiers at a glance, what changed last, and what nobody says."""

    SECTION = "home"
    BINDINGS: ClassVar[list[BindingType]] = []

    def compose_body(self) -> ComposeResult:
        yield Static(id="home-search", markup=False)
        with VerticalScroll(id="home", can_focus=False), Horizontal(id="home-columns"):
            with Vertical(id="home-left"):
                yield EntryList(id="start")
                yield EntryList(id="lately")
            with Vertical(id="home-right"):
                yield EntryList(id="glance")
                yield EntryList(id="silent")

    def on_mount(self) -> None:
        super().on_mount()
        titles = {
            "start": "Start",
            "lately": "Changed lately",
            "glance": "At a glance",
            "silent": "What the sources do not say",
        }
        for name, title in titles.items():
            self.query_one(f"#{name}", EntryList).border_title = title
        self.focus_main()

    def view_changed(self) -> None:
        counts = {kind: len(self.view.of_kind(kind)) for kind in (Kind.ANSWER, Kind.COMMITMENT)}
        line = (
            f"Search {counts[Kind.ANSWER]} answers, {counts[Kind.COMMITMENT]} commitments, "
            f"{len(self.view.attributes)} attributes"
        )
        self.query_one("#home-search", Static).update(Content.assemble(("/ ", "bold $text-accent"), (line, QUIET)))
        silent = (Item(Content.assemble(("? ", QUIET), gap.title), f"gaps/{gap.id}", 2) for gap in self.view.gaps)
        parts = {"start": self._start(), "lately": self._lately(), "glance": self._glance(), "silent": silent}
        for name, items in parts.items():
            entries = self.query_one(f"#{name}", EntryList)
            entries.fill(items, entries.entry)

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        if self.is_mounted:
            self.query_one("#start", EntryList).fill(self._start())
            self.app.look_for_kept()
            self.app.look_for_checks()

    def mark_anew(self) -> None:
        super().mark_anew()
        self.kept_anew()

    def kept_anew(self) -> None:
        start = self.query_one("#start", EntryList)
        start.fill(self._start(), start.entry)

    def _start(self) -> Iterator[Item]:
        app, offer = self.app, self.app.offer
        given, asked = app.progress.standing() if app.has_progress else (0, 0)
        if given:
            name = app.keeping.keeper.name
            what = f"Continue “{name}”" if name else "Continue: which tier fits us?"
            yield Item(Content.assemble(what, (f"  {given} of {asked}", QUIET)), "go/advisor", 2)
        else:
            count = len(self.view.pack.advisor.question)
            yield Item(Content.assemble("Which tier fits us?", (f"  {count} questions", QUIET)), "go/advisor")
        if offer and not given:
            done = (f"  {offer.given} of {offer.asked}", QUIET)
            yield Item(Content.assemble(f"Continue “{offer.name}”", done), "kept/last", 2)
        if offer:
            yield Item(Content.assemble("Assessments", (f"  {offer.count} kept", QUIET)), "kept/all")
        yield Item(Content("Compare the tiers"), "go/compare")
        yield Item(Content("Read the answers"), "go/answers")
        agreements = [a.article.head.short or a.title for a in self.view.of_kind(Kind.AGREEMENT)]
        if agreements:
            yield Item(Content(f"{', '.join(agreements)}: which agreements?"), "go/agreements", 2)
        yield from own_items(app)

    def _lately(self) -> Iterator[Item]:
        major = [change for change in self.view.changes if change.head.severity == "major"]
        for change in major[:CHANGES_SHOWN]:
            date = self.view.source(change.head.after.source).date[:7]
            yield Item(Content.assemble((f"{date.ljust(7)}  ", QUIET), change.head.title), change.id, 9)

    def _glance(self) -> Iterator[Item]:
        """The attributes that the pack marks for it: a column a tier where there is room, else the tiers by value."""
        tiers = self.view.tiers
        room = self.query_one("#glance", EntryList).row_width - 2
        if room < GLANCE_TITLE + len(tiers) * GLANCE_COLUMN:
            yield from (self._by_value(attribute) for attribute in self.view.attributes if attribute.glance)
            return
        title_width = room - len(tiers) * GLANCE_COLUMN
        names = [_column(Content.styled(tier.short, "bold"), GLANCE_COLUMN) for tier in tiers]
        yield Item(Content.assemble(" " * (title_width + 1), *names))
        for attribute in self.view.attributes:
            if attribute.glance:
                cells = [value_content(self.view.cell(attribute.id, tier.id).value) for tier in tiers]
                title = Content(attribute.title).wrap(title_width - 2)
                first = Content.assemble(
                    _column(title[0], title_width), *(_column(cell, GLANCE_COLUMN) for cell in cells)
                )
                rest = Content(" ").join(title[1:]) if title[1:] else None
                yield Item(first, f"matrix/{attribute.id}", 0, rest)

    def _by_value(self, attribute: Attribute) -> Item:
        """Which tiers have which value, the most telling value first."""
        named: dict[Value, list[str]] = {}
        for tier in self.view.tiers:
            named.setdefault(self.view.cell(attribute.id, tier.id).value, []).append(tier.short)
        lines = []
        for value in (Value.YES, Value.CONDITIONAL, Value.NO, Value.NOT_STATED):
            if value in named:
                whole = len(named) == 1 and len(self.view.tiers) > 1
                tiers = "all tiers" if whole else ", ".join(named[value])
                lines.append(Content.assemble(value_content(value), f"  {tiers}"))
        title = Content.styled(attribute.title, "bold")
        by_value = Content("\n").join(lines)
        return Item(title, f"matrix/{attribute.id}", detail=by_value, detail_lines=GLANCE_LINES)

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        if self.is_mounted and self._shown is not None:
            self.call_after_refresh(self._refill_glance)

    def _refill_glance(self) -> None:
        glance = self.query_one("#glance", EntryList)
        glance.fill(self._glance(), glance.entry)

    @on(events.Click, "#home-search")
    def _search(self) -> None:
        self.app.action_search()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        chosen = event.option_list
        if isinstance(chosen, EntryList) and chosen.entry:
            place, _, section = chosen.entry.partition("/")
            if place == "go":
                self.app.go(section)
            elif place == "kept":
                self.app.keeping.resume_last() if section == "last" else self.app.action_assessments()
            else:
                self.post_message(OpenEntry(chosen.entry))

    @property
    def entry(self) -> str | None:
        focused = self.focused
        if isinstance(focused, EntryList) and focused.entry and not focused.entry.startswith(("go/", "kept/")):
            return focused.entry
        return None

    def focus_main(self) -> None:
        self.query_one("#start", EntryList).focus()
