"""The verdict: the recommendation, each tier's reasons, the agreements, what is open, and what to do next."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from trusttui.tui.commands import VERDICT, bindings
from trusttui.tui.document import describe_assessment
from trusttui.tui.screens.base import SectionScreen
from trusttui.tui.widgets.reader import Reader


class VerdictScreen(SectionScreen):
    """What the answers come to, as a document whose every line leads to its source."""

    SECTION = "advisor"
    BINDINGS: ClassVar[list[BindingType]] = bindings(VERDICT)

    def compose_body(self) -> ComposeResult:
        yield Reader(id="reader")

    def on_mount(self) -> None:
        super().on_mount()
        self.focus_main()

    def view_changed(self) -> None:
        assessment = self.app.progress.verdict(self.view)
        self.query_one(Reader).show(describe_assessment(self.view, assessment))

    def action_change(self) -> None:
        self.dismiss()

    def focus_main(self) -> None:
        self.query_one(Reader).focus()

    def copy_text(self) -> str | None:
        from trusttui.report.as_text import assessment_text

        return assessment_text(self.view, self.app.progress.verdict(self.view))

    def export_text(self) -> tuple[str, str] | None:
        from trusttui.report.as_markdown import assessment_markdown

        return "verdict", assessment_markdown(self.view, self.app.progress.verdict(self.view))
