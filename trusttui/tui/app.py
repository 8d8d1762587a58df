"""The program in the terminal: the commands that work everywhere."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.widgets import Input

from trusttui.tui.commands import EVERYWHERE, GO_TO, LEAVING, bindings
from trusttui.tui.own import Own
from trusttui.tui.shell import Shell

if TYPE_CHECKING:
    from textual.command import Provider

    from trusttui.marks import Mark
    from trusttui.tui.keys import KeyFile
    from trusttui.tui.screens.base import SectionScreen

ON_MARKED = frozenset(("bookmark", "write_note", "copy_noted", "export_noted"))
ON_ENTRIES = frozenset(("copy", "export", "open_source", "original")) | ON_MARKED


def _palette() -> type[Provider]:
    from trusttui.tui.palette import Commands

    return Commands


class TrustApp(Own, Shell):
    """The screens on one pack, and what acts on what they show."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(EVERYWHERE, GO_TO)
    COMMANDS = {_palette}
    copied = ""
    """What was copied last."""
    own_keys: KeyFile | None = None
    """What the user's file of keys says; None where there is none."""

    def take_keys(self, path: Path) -> None:
        """Give the commands the keys of the user's file, where there is one. Before the program runs."""
        if path.exists():
            from trusttui.tui.keymap import take

            self.own_keys = take(self, path)

    def key(self, command: str) -> str:
        """The key of a command as it is shown, for a hint."""
        from trusttui.tui.keymap import key_of

        return key_of(self, command)

    def on_ready(self) -> None:
        if self.own_keys:
            from trusttui.tui.keymap import notice

            if problem := notice(self.own_keys):
                self.notify(problem, title="Keys", severity="warning", timeout=15, markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Commands that act on an entry are hidden where there never is one."""
        if action in ON_ENTRIES:
            screen = self._shown_section()
            marks = action not in ON_MARKED or (screen is not None and screen.MARKS_ENTRIES)
            return screen is not None and screen.HAS_ENTRIES and marks
        if action == "show_copied":
            return bool(self.copied)
        # In a browser there is no shell to go to.
        return not (action == "suspend_process" and self.is_web)

    def _shown_section(self) -> SectionScreen | None:
        """The section that is shown, under whatever lies over it."""
        from trusttui.tui.screens.base import SectionScreen

        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, SectionScreen)), None)

    @on(events.AppFocus)
    def _come_back(self) -> None:
        """Who comes back to this terminal may have checked the sources in another."""
        if screen := self._section():
            screen.bring_up_to_date()

    @on(events.Click)
    async def _clicked_beside(self, event: events.Click) -> None:
        """A click beside a dialog leaves it, as its own key does."""
        if self.screen.is_modal and event.widget is self.screen:
            leaving = (each for each in self.screen.active_bindings.values() if each.binding.id in LEAVING)
            if found := next(leaving, None):
                await self.run_action(found.binding.action, found.node)

    # --- acting on what is shown

    def action_copy(self) -> None:
        screen = self._section()
        text = screen.copy_text() if screen else None
        if text is None:
            self.notify("Nothing is selected that could be copied.", severity="warning", markup=False)
            return
        self.copy(text, "this with its citations")

    def copy(self, text: str, what: str, why: str = "") -> None:
        """Put a text on the clipboard, by the terminal and by what the desktop has for it, and say which; `what` it
        is, and first `why` it is copied, where nobody asked for that."""
        self.copied = text
        self.copy_to_clipboard(text)
        self.beside(lambda: self._copy(text, what, why), "copy")

    def _copy(self, text: str, what: str, why: str) -> None:
        from trusttui.tui import clipboard

        # A browser's clipboard is not that of the machine that serves it; nor is a test's.
        there = [] if self.is_web or self.is_headless else clipboard.tools(os.environ)
        said = clipboard.told(what, clipboard.give_to_any(text, there), text, self.key("show-copied"))
        if self.is_running:
            self.call_from_thread(self.notify, f"{why}\n{said}".strip(), timeout=8, markup=False)
            self.call_from_thread(self.refresh_bindings)

    def action_show_copied(self) -> None:
        from trusttui.tui.screens.copied import CopiedScreen

        self.push_screen(CopiedScreen(self.copied))

    def action_copy_link(self) -> None:
        screen = self._section()
        if screen:
            command = screen.link().command
            self.copy(command, command)

    def action_open_source(self) -> None:
        screen = self._section()
        source = screen.source if screen else None
        if source is None:
            self.notify("Nothing is selected that has a source.", severity="warning", markup=False)
        else:
            self.open_page(self.session.view.source(source).url)

    def open_entry(self, target: str) -> None:
        """Open an entry wherever it lives, or an https address in the browser."""
        if target.startswith("https://"):
            self.open_page(target)
        else:
            super().open_entry(target)

    def open_page(self, address: str) -> None:
        """Open a source's page in the browser; https only. Where there is none, its address is copied."""
        if not address.startswith("https://"):
            self.notify(f"Not opened, for it is no https address: {address}", severity="warning", markup=False)
        elif self.is_web:
            self.open_url(address)
            self._opened(address, "")
        else:
            self.beside(lambda: self._open_page(address), "browser")

    def _open_page(self, address: str) -> None:
        from trusttui.tui import browser

        why = browser.open_page(address, os.environ)
        if self.is_running:
            self.call_from_thread(self._opened, address, why)

    def _opened(self, address: str, why: str) -> None:
        if why:
            self.copy(address, address, why)
        else:
            self.notify(f"Sent to your browser: {address}", markup=False)

    def action_original(self) -> None:
        if screen := self._section():
            screen.open_original()

    def search_for(self, words: str) -> None:
        """Search everything for words that were typed in another field."""
        from trusttui.link import Link

        self.follow(Link(section="search", words=words.strip()))

    def action_jump(self) -> None:
        screen = self._section()
        if screen is None:
            return
        from trusttui.tui.jump import JumpScreen, targets

        self.push_screen(JumpScreen(targets(screen)), lambda go: go() if go else None)

    def action_export(self) -> None:
        screen = self._section()
        written = screen.export_forms() if screen else None
        if written is None:
            self.notify("Nothing is selected that could be written to a file.", severity="warning", markup=False)
            return
        from trusttui.tui.screens.export import ExportScreen

        stem, forms = written
        self.push_screen(ExportScreen(self.exports / f"trusttui-{stem}.md", forms))

    def action_bookmark(self) -> None:
        if entry := self._chosen():
            self.marking.toggle(entry)

    def action_write_note(self) -> None:
        if entry := self._chosen():
            self.marking.note(entry)

    def _chosen(self) -> str | None:
        """The entry that is selected; where there is none, it is said."""
        screen = self._section()
        if screen is None or screen.entry is None:
            self.notify("Nothing is selected that could be marked.", severity="warning", markup=False)
            return None
        return screen.entry

    def action_copy_noted(self) -> None:
        if noted := self._noted():
            from trusttui.report.copy import entry_text

            self.copy(entry_text(self.session.view, *noted), "this with its citations and your note")

    def action_export_noted(self) -> None:
        if noted := self._noted():
            from trusttui.report.copy import entry_markdown
            from trusttui.tui.screens.export import ExportScreen

            stem = noted[0].replace("/", "-")
            forms = {".md": lambda: entry_markdown(self.session.view, *noted)}
            self.push_screen(ExportScreen(self.exports / f"trusttui-{stem}-noted.md", forms))

    def _noted(self) -> tuple[str, Mark] | None:
        """The entry that is selected and the user's note on it; where there is none, it is said."""
        screen = self._section()
        mark = self.marks.of(screen.entry) if screen and screen.entry and self.marks else None
        if screen is None or screen.entry is None or mark is None or not mark.note:
            self.notify("There is no note of yours here.", severity="warning", markup=False)
            return None
        return screen.entry, mark

    def action_welcome(self) -> None:
        self.go(self.DEFAULT_MODE)
        self.call_after_refresh(self.welcome)

    def action_explain(self) -> None:
        screen = self._section()
        terms = screen.terms if screen else []
        if not terms:
            self.notify("No term of the glossary stands in this text.", markup=False)
            return
        self.explain(terms)

    def action_save(self) -> None:
        self.keeping.save()

    def action_assessments(self) -> None:
        from trusttui.tui.screens.assessments import AssessmentsScreen

        if self._section() and not isinstance(self.screen, AssessmentsScreen):
            self.push_screen(AssessmentsScreen())

    async def action_quit(self) -> None:
        """Leave; what was answered is written first."""
        if self.has_progress:
            self.keeping.park()
        self.exit()

    def action_as_of(self) -> None:
        from trusttui.tui.screens.as_of import AsOfScreen

        self.push_screen(AsOfScreen(self.session), self._as_of_chosen)

    def _as_of_chosen(self, chosen: str | None) -> None:
        if chosen is None:
            return
        self.session.set_as_of(chosen or None)
        screen = self._section()
        if screen:
            screen.bring_up_to_date()

    def action_command_palette(self) -> None:
        from trusttui.tui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))
        self.call_after_refresh(self._hold_cursor)

    def _hold_cursor(self) -> None:
        # A blinking cursor repaints for ever, which costs over ssh.
        for field in self.screen.query(Input):
            field.cursor_blink = False

    def action_help(self) -> None:
        from trusttui.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))
