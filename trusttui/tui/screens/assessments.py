"""The assessments that are kept: gone on with, renamed, deleted, two held against each other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from trusttui import assessments
from trusttui.assessments import Damaged, Stored
from trusttui.kept import Views, compare, moved
from trusttui.pack.dates import in_words
from trusttui.pack.model import Pack
from trusttui.report.keeping import comparison_blocks, in_short, tier_name, verdicts_words
from trusttui.tui.commands import KEPT, KEPT_LIST, bindings
from trusttui.tui.document import Document
from trusttui.tui.keeping import said
from trusttui.tui.render import QUIET
from trusttui.tui.screens.base import SectionScreen
from trusttui.tui.screens.naming import ConfirmScreen, NameScreen
from trusttui.tui.widgets.entries import EntryList, Item
from trusttui.tui.widgets.reader import Reader

LINES = 9
"""Lines under a name at most."""
_Found = tuple[tuple[Stored, ...], tuple[Damaged, ...], dict[str, list[Content]]]
"""What can be read and what cannot, and what is said under each name, by file name."""


class KeptList(EntryList):
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEPT_LIST)
    HELP = "Enter goes on with an assessment. Space marks one, and a second one is held against it."


class AssessmentsScreen(SectionScreen):
    """What is kept, newest first; a file that cannot be read is among it, with the reason."""

    SECTION = "advisor"
    HAS_ENTRIES = False
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEPT)

    def __init__(self) -> None:
        super().__init__()
        self._stored: dict[str, Stored] = {}
        self._damaged: dict[str, Damaged] = {}
        self._lines: dict[str, list[Content]] = {}
        """What is said under each name, by file name."""
        self._marked = ""
        self._to = ""
        """The file to highlight once the folder has been read; empty for the one that is highlighted."""

    def compose_body(self) -> ComposeResult:
        yield KeptList(id="kept")
        yield Static("", id="nothing", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#kept").border_title = "Assessments"
        self.focus_main()

    def view_changed(self) -> None:
        self.look()

    def look(self, at: str = "") -> None:
        """Read the folder anew, beside the interface; highlight a file when it is there. One that was asked for while
        the folder was being read is still meant where this names none."""
        self._to = at or self._to
        # Not yet called: a worker that is put aside before it begins would leave a coroutine that nobody awaits.
        self.run_worker(self._look, group="look", exclusive=True)  # type: ignore[arg-type]

    async def _look(self) -> None:
        keeper = self.app.keeping.keeper
        found = await asyncio.to_thread(self._read, keeper.folder, keeper.pack)
        at, self._to = self._to, ""
        if self.is_mounted:
            self._show(*found, at or self.query_one("#kept", EntryList).entry or "")

    def _read(self, folder: Path | None, pack: Pack) -> _Found:
        """What is in the folder; not for the interface's thread, and nothing of the screen is asked here."""
        stored, damaged = assessments.shelf(folder, pack) if folder else ((), ())
        views = Views(pack)
        return stored, damaged, {each.path.name: list(self._about(each, views)) for each in stored}

    def _about(self, stored: Stored, views: Views) -> Iterator[Content]:
        """What is said under a name."""
        kept = stored.kept
        saved = f"saved {in_words(kept.saved.day)}"
        if not kept.is_of(views.pack):
            yield Content.styled(f"{saved} · with another pack, {kept.saved.pack} {kept.saved.version}", QUIET)
            return
        view = views.of(kept)
        given, asked = kept.progress(view)
        as_of = f" · read as of {in_words(kept.as_of)}" if kept.as_of else ""
        yield Content.styled(f"{given} of {asked} answered · {saved}{as_of}", QUIET)
        yield Content(in_short(view, ((tier, result.verdict) for tier, result in kept.tiers.items())))
        movement = moved(kept, view)
        for change in movement.tiers if movement else ():
            line = f"▲ moved since: {tier_name(view, change.tier)} {verdicts_words(change)}"
            yield Content.styled(line, "$text-warning")
        for remark in kept.remarks:
            yield Content.styled(remark, "$text-warning")

    def _show(
        self, stored: tuple[Stored, ...], damaged: tuple[Damaged, ...], lines: dict[str, list[Content]], at: str
    ) -> None:
        self._stored = {each.path.name: each for each in stored}
        self._damaged = {each.path.name: each for each in damaged}
        self._lines = lines
        if self._marked not in self._stored:
            self._marked = ""
        entries = self.query_one("#kept", EntryList)
        entries.fill(self._items(), at)
        empty = not self._stored and not self._damaged
        entries.display = not empty
        nothing = self.query_one("#nothing", Static)
        nothing.display = empty
        nothing.update(
            f"Nothing is kept yet. In the Advisor, {self.app.key('save')} saves what you have answered under a name."
        )
        self.refresh_bindings()

    def _items(self) -> Iterator[Item]:
        opened = self.app.keeping.keeper.stored
        for file, stored in self._stored.items():
            mark = ("■ ", "$text-accent") if file == self._marked else ("", "")
            now = ("  open now", QUIET) if opened and opened.path == stored.path else ("", "")
            name = Content.assemble(mark, (stored.kept.name, "bold"), now)
            yield Item(name, file, detail=Content("\n").join(self._lines[file]), detail_lines=LINES)
        for file, damaged in self._damaged.items():
            reason = Content.styled(f"cannot be read, and is left as it is: {damaged.reason}", "$text-warning")
            yield Item(Content.styled(file, "bold"), file, detail=reason, detail_lines=LINES)

    # --- acting on the highlighted one

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("rename", "delete", "mark"):
            return bool(self._stored)
        return True

    def _chosen(self) -> Stored | None:
        """The highlighted assessment; where that cannot be read or is of another pack, it is said."""
        file = self.query_one("#kept", EntryList).entry or ""
        if file in self._damaged:
            self.app.notify(self._damaged[file].reason, severity="warning", timeout=12, markup=False)
        return self._stored.get(file)

    def _ours(self) -> Stored | None:
        stored = self._chosen()
        if stored and not stored.kept.is_of(self.app.session.pack):
            remark = stored.kept.remarks[0]
            self.app.notify(f"“{stored.kept.name}” was {remark}: it opens with that one.", markup=False)
            return None
        return stored

    @on(OptionList.OptionSelected, "#kept")
    def _resume(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        stored = self._ours()
        keeping = self.app.keeping
        if stored and keeping.keeper.stored and keeping.keeper.stored.path == stored.path:
            self.app.go("advisor")
        elif stored:
            keeping.resume(stored)

    def action_rename(self) -> None:
        stored = self._chosen()
        if stored is None:
            return
        keeping = self.app.keeping
        keeping.park()
        opened = keeping.keeper.stored
        of = opened if opened and opened.path == stored.path else stored

        def write(name: str) -> str:
            return said(lambda: keeping.keeper.rename(of, name))

        self.app.push_screen(NameScreen("Rename this assessment", write, value=of.kept.name), self._changed)

    def action_delete(self) -> None:
        stored = self._chosen()
        if stored is None:
            return
        keeping = self.app.keeping

        def confirmed(yes: bool | None) -> None:
            if yes:
                opened = keeping.keeper.stored
                of = opened if opened and opened.path == stored.path else stored
                problem = said(lambda: keeping.keeper.delete(of, keeping.given))
                if problem:
                    self.app.notify(f"Not deleted. {problem}", severity="warning", timeout=12, markup=False)
                self._changed(True)

        title = f"Delete “{stored.kept.name}”?"
        self.app.push_screen(ConfirmScreen(title, f"Its file goes for good: {stored.path.name}"), confirmed)

    def _changed(self, done: bool | None) -> None:
        if done:
            self.app.offer_is_old = True
            self.look()

    def action_mark(self) -> None:
        stored = self._ours()
        if stored is None:
            return
        file = stored.path.name
        other, self._marked = self._stored.get(self._marked), "" if file == self._marked else file
        if other and self._marked:
            self._marked = ""
            self._compare(other, stored)
        self.query_one("#kept", EntryList).fill(self._items(), file)

    def _compare(self, one: Stored, other: Stored) -> None:
        view = self.app.session.view
        found = compare(self.app.session.pack, one.kept, other.kept)
        blocks = tuple(comparison_blocks(view, found))
        self.app.push_screen(ComparisonScreen(Document(id="comparison", blocks=blocks, links=())))

    def own_state(self) -> dict[str, Any]:
        return {"at": self.query_one("#kept", EntryList).entry}

    def take_own_state(self, state: Mapping[str, Any]) -> None:
        self.look(state["at"] or "")

    def maker(self) -> Callable[[], SectionScreen]:
        return AssessmentsScreen

    def focus_main(self) -> None:
        self.query_one("#kept").focus()

    def go_back(self) -> bool:
        if self._marked:
            self._marked = ""
            entries = self.query_one("#kept", EntryList)
            entries.fill(self._items(), entries.entry)
            return True
        return False


class ComparisonScreen(SectionScreen):
    """Two assessments: the answers and verdicts that differ, and the statements that make the difference."""

    SECTION = "advisor"
    HAS_ENTRIES = False

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document

    def compose_body(self) -> ComposeResult:
        yield Reader(id="reader")

    def on_mount(self) -> None:
        super().on_mount()
        self.focus_main()

    def view_changed(self) -> None:
        self.query_one(Reader).show(self._document)

    def maker(self) -> Callable[[], SectionScreen]:
        return partial(ComparisonScreen, self._document)

    def focus_main(self) -> None:
        self.query_one(Reader).focus()
