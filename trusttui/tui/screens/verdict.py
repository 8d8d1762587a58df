"""The verdict: the recommendation, each tier's reasons, the agreements, what is open, and what to do next."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from trusttui.tui.commands import VERDICT, bindings
from trusttui.tui.document import describe_assessment
from trusttui.tui.messages import Forms
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
        reader = self.query_one(Reader)
        scrolled = reader.scroll_offset.y
        reader.show(describe_assessment(self.view, assessment))
        reader.stay_at(scrolled)

    def action_change(self) -> None:
        self.dismiss()

    def focus_main(self) -> None:
        self.query_one(Reader).focus()

    def copy_text(self) -> str | None:
        from trusttui.report.as_text import assessment_text

        return assessment_text(self.view, self.app.progress.verdict(self.view))

    def export_forms(self) -> tuple[str, Forms] | None:
        """The decision record, with today's date on it."""
        from trusttui.advisor.outlook import outlook
        from trusttui.report import record as r
        from trusttui.report.as_json import dump

        view, assessment = self.view, self.app.progress.verdict(self.view)
        ahead = outlook(view, assessment.answers)
        made = r.Record(assessment=assessment, outlook=ahead, made=self.app.session.today.isoformat())
        return "verdict", {
            ".md": lambda: r.record_markdown(view, made),
            ".html": lambda: r.record_html(view, made),
            ".json": lambda: dump(r.record_json(view, made)),
            ".csv": lambda: r.record_csv(view, made),
        }
