"""The program in the terminal: the commands that work everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from textual.app import SystemCommand
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Input

from trusttui.tui.commands import BY_NAME, EVERYWHERE, GO_TO, bindings
from trusttui.tui.looks import Looks


class TrustApp(Looks):
    """The screens on one pack, and what acts on what they show."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(GO_TO, EVERYWHERE)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Commands that act on an entry are hidden where there never is one."""
        if action in ("copy", "export", "open_source", "original"):
            screen = self._section()
            return screen is not None and screen.HAS_ENTRIES
        # In a browser there is no shell to go to.
        return not (action == "suspend_process" and self.is_web)

    # --- acting on what is shown

    def action_copy(self) -> None:
        screen = self._section()
        text = screen.copy_text() if screen else None
        if text is None:
            self.notify("Nothing is selected that could be copied.", severity="warning", markup=False)
            return
        self.copy_to_clipboard(text)
        self.notify("Sent to the clipboard, with its citations.", markup=False)

    def action_copy_link(self) -> None:
        screen = self._section()
        if screen:
            command = screen.link().command
            self.copy_to_clipboard(command)
            self.notify(f"Sent to the clipboard: {command}", timeout=12, markup=False)

    def action_open_source(self) -> None:
        screen = self._section()
        if screen is None or screen.entry is None:
            self.notify("Nothing is selected that has a source.", severity="warning", markup=False)
            return
        from trusttui.tui.document import sources_of

        folder, _, local = screen.entry.partition("/")
        sources = [local] if folder == "sources" else sources_of(self.session.view, screen.entry)
        if sources:
            self.open_entry(self.session.view.source(sources[0]).url)

    def action_original(self) -> None:
        if screen := self._section():
            screen.open_original()

    def action_export(self) -> None:
        screen = self._section()
        written = screen.export_forms() if screen else None
        if written is None:
            self.notify("Nothing is selected that could be written to a file.", severity="warning", markup=False)
            return
        from trusttui.tui.screens.export import ExportScreen

        stem, forms = written
        self.push_screen(ExportScreen(self.exports / f"trusttui-{stem}.md", forms))

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
        super().action_command_palette()
        self.call_after_refresh(self._hold_cursor)

    def _hold_cursor(self) -> None:
        # A blinking cursor repaints for ever, which costs over ssh.
        for field in self.screen.query(Input):
            field.cursor_blink = False

    def action_help(self) -> None:
        from trusttui.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        for command in (*EVERYWHERE, *BY_NAME, *GO_TO):
            if command.palette and not (command.id == "suspend" and self.is_web):
                yield SystemCommand(command.label, command.tooltip, self._runner(command.action))

    def _runner(self, action: str) -> Callable[[], Any]:
        async def run() -> None:
            await self.run_action(action if action.startswith("app.") else f"app.{action}")

        return run
