"""Writing what is shown to a file, which a browser downloads where the terminal is in one."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from trusttui.tui.commands import DIALOG, bindings
from trusttui.tui.dialog import Dialog
from trusttui.tui.messages import Forms
from trusttui.user import write_atomically


class ExportScreen(Dialog[None]):
    """Asks for a path and writes the text there; a file that is there already is replaced only on a second enter."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(DIALOG)

    def __init__(self, path: Path, forms: Forms) -> None:
        super().__init__()
        self._path = path
        self._forms = forms
        self._confirmed = ""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            web = self.app.is_web
            title = "Download this as a file" if web else "Write this to a file"
            yield Static(title, classes="dialog-title", markup=False)
            yield Input(self._path.name if web else str(self._path), id="path", select_on_focus=False)
            forms = f" Its ending decides the form: {', '.join(self._forms)}." if len(self._forms) > 1 else ""
            does = "downloads" if web else "writes"
            yield Static(f"Enter {does} it, escape leaves.{forms}", id="problem", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        problem = self._download(event.value) if self.app.is_web else self._write(event.value)
        if problem:
            self.query_one("#problem", Static).update(problem)

    def _form(self, path: Path) -> Callable[[], str] | None:
        return self._forms.get(path.suffix.lower())

    def _write(self, typed: str) -> str:
        """Write it there; why not, where it was not."""
        try:
            path = Path(typed).expanduser()
            form = self._form(path)
            if form is None:
                return self._endings()
            if path.exists() and self._confirmed != typed:
                self._confirmed = typed
                return "There is a file of this name: enter once more replaces it."
            write_atomically(path, form().encode())
        except (OSError, RuntimeError) as error:
            # A home folder that nobody has is a RuntimeError.
            return f"Nothing was written: {getattr(error, 'strerror', None) or error}. Try another path."
        self._done(f"Written to {path}")
        return ""

    def _download(self, typed: str) -> str:
        """Give it to the browser, under the last part of what was typed; nothing is written here."""
        path = Path(Path(typed).name)
        form = self._form(path)
        if form is None:
            return self._endings()
        self.app.deliver_binary(BytesIO(form().encode()), save_directory="", save_filename=path.name)
        self._done(f"Sent to your browser as {path}")
        return ""

    def _endings(self) -> str:
        return f"A file ends in {', '.join(self._forms)} here."

    def _done(self, what: str) -> None:
        self.dismiss()
        self.app.notify(what, markup=False)

    def action_cancel(self) -> None:
        self.dismiss()
