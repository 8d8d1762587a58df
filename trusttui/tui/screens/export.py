"""Writing what is shown to a file."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from trusttui.tui.messages import Forms
from trusttui.user import write_atomically


class ExportScreen(ModalScreen[None]):
    """Asks for a path and writes the text there; a file that is there already is replaced only on a second enter."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Cancel", id="export-cancel")]

    def __init__(self, path: Path, forms: Forms) -> None:
        super().__init__()
        self._path = path
        self._forms = forms
        self._confirmed = ""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            title = "Write this to a file"
            yield Static(title, classes="dialog-title", markup=False)
            yield Input(str(self._path), id="path", select_on_focus=False)
            forms = f" Its ending decides the form: {', '.join(self._forms)}." if len(self._forms) > 1 else ""
            yield Static(f"Enter writes it, escape leaves.{forms}", id="problem", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _write(self, event: Input.Submitted) -> None:
        path = Path(event.value).expanduser()
        problem = self.query_one("#problem", Static)
        form = self._forms.get(path.suffix.lower())
        if form is None:
            problem.update(f"A file ends in {', '.join(self._forms)} here.")
            return
        if path.exists() and self._confirmed != event.value:
            self._confirmed = event.value
            problem.update("There is a file of this name: enter once more replaces it.")
            return
        try:
            write_atomically(path, form().encode())
        except OSError as error:
            problem.update(f"Nothing was written: {error.strerror or error}. Try another path.")
            return
        self.dismiss()
        self.app.notify(f"Written to {path}", markup=False)

    def action_cancel(self) -> None:
        self.dismiss()
