"""Holding sources against their documents: where to look, how far it has come, and a way out at any moment."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static
from textual.worker import Worker

from trusttui.pack.model import Source
from trusttui.pack.view import View
from trusttui.tui.commands import DIALOG, bindings
from trusttui.tui.dialog import Dialog
from trusttui.tui.provenance import Provenance

if TYPE_CHECKING:
    from trusttui.sources.fetching import Progress
    from trusttui.sources.gathering import Gathered

_LINES = 6


class _NoPath(Exception):
    """Why what was typed leads to no file."""


class VerifyScreen(Dialog[str | None]):
    """Asks for files, or for the word to ask the network; nothing is sent before that. Gives a summary of what came
    out, or None where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(DIALOG)

    def __init__(self, provenance: Provenance, view: View, sources: Sequence[Source]) -> None:
        super().__init__()
        self._provenance = provenance
        self._view = view
        self._sources = sources
        self._worker: Worker[None] | None = None
        self._stages: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        many = len(self._sources)
        what = self._sources[0].title if many == 1 else f"{many} sources"
        hosts = self._provenance.hosts(self._view, self._sources)
        asks = (
            f"Enter with nothing typed asks {' and '.join(hosts)}." if hosts else "It can only be looked for in a file."
        )
        with Vertical(classes="dialog"):
            yield Static(f"Does it still say so? {what}", classes="dialog-title", markup=False)
            yield Static(f"{asks} Only these pages are asked for, and nothing else is sent.", markup=False)
            files = "" if self.app.is_web else "or the path of a saved copy, or of a folder of them"
            yield Input(placeholder=files, id="place")
            yield Static("Escape leaves, and stops what is under way.", id="problem", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _start(self, event: Input.Submitted) -> None:
        if self._worker is None or self._worker.is_finished:
            typed = event.value.strip()
            if typed and self.app.is_web:
                # Who has the page open in a browser must not read files of the machine that serves it.
                self._say("Files are not read for a browser. Enter with nothing typed asks the pages.")
                return
            self._worker = self.run_worker(self._verify(typed))

    async def _verify(self, typed: str) -> None:
        from trusttui.sources.results import NotChecked

        self._say("Reading ..." if typed else "Asking ...")
        try:
            gathered = await self._gathered(typed)
        except NotChecked as why:
            self._say(f"{why.words}. Try another path.")
            return
        except _NoPath as why:
            self._say(f"Nothing was read: {why}. Try another path.")
            return
        made, said = await asyncio.to_thread(self._provenance.check, gathered)
        from trusttui.report.checks import summary

        self.dismiss(" ".join(filter(None, (summary(made), said))))

    async def _gathered(self, typed: str) -> list[Gathered]:
        if typed:
            return await asyncio.to_thread(self._from_files, typed)
        return await self._provenance.fetch(self._view, self._sources, self._progress)

    def _from_files(self, typed: str) -> list[Gathered]:
        """What the files at a path that was typed have. _NoPath where it is none, NotChecked where they cannot be
        read."""
        try:
            place = Path(typed).expanduser()
        except RuntimeError as error:
            # A home folder that nobody has.
            raise _NoPath(str(error).rstrip(".")) from None
        try:
            return self._provenance.from_files(place, self._sources)
        except OSError as error:
            raise _NoPath(error.strerror or str(error)) from None

    def _progress(self, progress: Progress) -> None:
        if progress.stage == "wait":
            self._stages[progress.url] = f"waits {progress.wait:.0f} s"
        elif progress.stage == "receive":
            self._stages[progress.url] = f"{progress.received // 1000} kB"
        else:
            self._stages[progress.url] = {"connect": "asked", "done": "had", "failed": "could not be had"}[
                progress.stage
            ]
        ended = sum(stage in ("had", "could not be had") for stage in self._stages.values())
        lines = [f"{stage}  {url}" for url, stage in self._stages.items()][-_LINES:]
        self._say("\n".join([f"{ended} of {len(self._stages)} pages", *lines]))

    def _say(self, text: str) -> None:
        if self.is_attached:
            self.query_one("#problem", Static).update(text)

    def action_cancel(self) -> None:
        if self._worker is not None:
            self._worker.cancel()
        self.dismiss(None)
