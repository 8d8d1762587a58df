"""Home: is this for me, and where do I start?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from trusttui.front import Front
from trusttui.tui.lines import QUIET, value_content
from trusttui.tui.messages import OpenEntry
from trusttui.tui.screens.base import SectionScreen
from trusttui.tui.start import own_items
from trusttui.tui.widgets.entries import EntryList, Item
from trusttui.tui.widgets.ground import Column, Page

CHANGES_SHOWN = (5, 40)
"""Where all stands under each other, and where the list scrolls by itself."""
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
        with Page(id="home", can_focus=False):
            with Column(id="home-left"):
                yield self._list("start", "Start")
                yield self._list("lately", "Changed lately")
            with Column(id="home-right"):
                yield self._list("glance", "At a glance")
                yield self._list("silent", "What the sources do not say")

    @staticmethod
    def _list(name: str, title: str) -> EntryList:
        entries = EntryList(name)
        entries.border_title = title
        return entries

    def on_mount(self) -> None:
        super().on_mount()
        self.focus_main()

    @property
    def front(self) -> Front:
        """What all lists here are filled from: it is there before the pack is."""
        return self.app.session.front

    @property
    def filled_from(self) -> object:
        return self.front

    def view_changed(self) -> None:
        front = self.front
        line = f"Search {front.answers} answers, {front.commitments} commitments, {front.attributes} attributes"
        self.query_one("#home-search", Static).update(Content.assemble(("/ ", "bold $text-accent"), (line, QUIET)))
        for name, made in (
            ("start", self._start),
            ("lately", self._lately),
            ("glance", self._glance),
            ("silent", self._silent),
        ):
            self.query_one(f"#{name}", EntryList).fill_by(made)

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        if self.is_mounted:
            self.kept_anew()
            self.app.look_for_kept()
            self.app.look_for_checks()

    def welcome(self) -> None:
        """Say what this is and how to move, until that is dismissed or another screen is gone to."""
        from trusttui.tui.widgets.welcome import Welcome

        body = self.query_one("#body")
        # Whoever leaves at once may be gone before it is said.
        if body.is_attached and not self.query("#welcome"):
            body.mount(Welcome())

    def on_screen_suspend(self) -> None:
        self.query("#welcome").remove()

    def go_back(self) -> bool:
        if welcome := self.query("#welcome"):
            welcome.remove()
            return True
        return super().go_back()

    def mark_anew(self) -> None:
        super().mark_anew()
        self.kept_anew()

    def kept_anew(self) -> None:
        self.query_one("#start", EntryList).fill_by(self._start)

    def _start(self, width: int) -> Iterator[Item]:
        app, offer = self.app, self.app.offer
        given, asked = app.progress.standing() if app.has_progress else (0, 0)
        if given:
            name = app.keeping.keeper.name
            what = f"Continue “{name}”" if name else "Continue: which tier fits us?"
            yield Item(Content.assemble(what, (f"  {given} of {asked}", QUIET)), "go/advisor", 2)
        else:
            many = f"  {self.front.questions} questions"
            yield Item(Content.assemble("Which tier fits us?", (many, QUIET)), "go/advisor")
        if offer and not given:
            done = (f"  {offer.given} of {offer.asked}", QUIET)
            yield Item(Content.assemble(f"Continue “{offer.name}”", done), "kept/last", 2)
        if offer:
            yield Item(Content.assemble("Assessments", (f"  {offer.count} kept", QUIET)), "kept/all")
        yield Item(Content("Compare the tiers"), "go/compare")
        yield Item(Content("Read the answers"), "go/answers")
        if self.front.agreements:
            yield Item(Content(f"{', '.join(self.front.agreements)}: which agreements?"), "go/agreements", 2)
        yield from own_items(app)

    def _lately(self, width: int) -> Iterator[Item]:
        if not self.front.lately:
            from trusttui.tui.keymap import key_of

            hint = f" No change is recorded by this day. {key_of(self.app, 'as-of')}  another day"
            yield Item(Content.styled(hint, QUIET))
        for entry, title, date in self.front.lately[: CHANGES_SHOWN[self.has_class("-wide")]]:
            yield Item(Content.assemble((f"{date[:7].ljust(7)}  ", QUIET), title), entry, 9)

    def _glance(self, width: int) -> Iterator[Item]:
        """The attributes that the pack marks for it: a column a tier where there is room, else the tiers by value."""
        tiers, room = self.front.tiers, width - 2
        if room < GLANCE_TITLE + len(tiers) * GLANCE_COLUMN:
            yield from (self._by_value(*each) for each in self.front.glance)
            return
        title_width = room - len(tiers) * GLANCE_COLUMN
        names = [_column(Content.styled(short, "bold"), GLANCE_COLUMN) for _, short in tiers]
        yield Item(Content.assemble(" " * (title_width + 1), *names))
        for attribute, text, values in self.front.glance:
            cells = [value_content(value) for value in values]
            title = Content(text).wrap(title_width - 2)
            first = Content.assemble(_column(title[0], title_width), *(_column(cell, GLANCE_COLUMN) for cell in cells))
            rest = Content(" ").join(title[1:]) if title[1:] else None
            yield Item(first, f"matrix/{attribute}", 0, rest)

    def _silent(self, width: int) -> Iterator[Item]:
        """What no source answers; where there is much room, with how that is said."""
        huge = self.has_class("-huge")
        for gap, title, text in self.front.gaps:
            said = Content.styled(text, QUIET) if huge else None
            yield Item(Content.assemble(("? ", QUIET), title), f"gaps/{gap}", 2, line=said)

    def _by_value(self, attribute: str, title: str, values: list[str]) -> Item:
        """Which tiers have which value, the most telling value first."""
        named: dict[str, list[str]] = {}
        for (_, short), value in zip(self.front.tiers, values, strict=True):
            named.setdefault(value, []).append(short)
        lines = []
        for value in ("yes", "conditional", "no", "not-stated"):
            if value in named:
                whole = len(named) == 1 and len(values) > 1
                tiers = "all tiers" if whole else ", ".join(named[value])
                lines.append(Content.assemble(value_content(value), f"  {tiers}"))
        by_value = Content("\n").join(lines)
        return Item(Content.styled(title, "bold"), f"matrix/{attribute}", detail=by_value, detail_lines=GLANCE_LINES)

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
