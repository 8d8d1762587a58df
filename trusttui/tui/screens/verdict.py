"""The verdict: the recommendation, each tier's reasons, the agreements, what is open, and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from trusttui.advisor.outlook import outlook
from trusttui.advisor.results import Assessment
from trusttui.report.record import Record
from trusttui.tui.assessment import Seen
from trusttui.tui.changed import answer_change_blocks
from trusttui.tui.commands import VERDICT, bindings
from trusttui.tui.document import describe_assessment
from trusttui.tui.messages import Forms
from trusttui.tui.screens.base import SectionScreen
from trusttui.tui.widgets.reader import Reader


class VerdictScreen(SectionScreen):
    """What the answers come to, as a document whose every line leads to its source."""

    SECTION = "advisor"
    MARKS_ENTRIES = False
    BINDINGS: ClassVar[list[BindingType]] = bindings(VERDICT)

    def __init__(self) -> None:
        super().__init__()
        self._before: Seen | None = None
        """The verdict that was looked at before this one."""

    def compose_body(self) -> ComposeResult:
        yield Reader(id="reader")

    def on_mount(self) -> None:
        super().on_mount()
        self.focus_main()

    def view_changed(self) -> None:
        progress = self.app.progress
        assessment = progress.verdict(self.view)
        if self._before is None:
            self._before = progress.seen
        change = tuple(answer_change_blocks(self.view, self._before, assessment)) if self._before else ()
        progress.look(assessment)
        reader = self.query_one(Reader)
        scrolled = reader.scroll_offset.y
        reader.show(describe_assessment(self.view, assessment, self._record(assessment), change))
        reader.stay_at(scrolled)

    def kept_anew(self) -> None:
        self.view_changed()

    def _record(self, assessment: Assessment, made: str = "") -> Record:
        return Record(
            assessment=assessment,
            outlook=outlook(self.view, assessment.answers),
            name=self.app.keeping.keeper.name,
            made=made,
            notes=dict(self.app.progress.notes),
            movement=self.app.keeping.movement,
        )

    def action_change(self) -> None:
        self.dismiss()

    def maker(self) -> Callable[[], SectionScreen]:
        return VerdictScreen

    def focus_main(self) -> None:
        self.query_one(Reader).focus()

    def copy_text(self) -> str | None:
        from trusttui.report import as_text
        from trusttui.report.record import record_blocks

        return as_text.render(record_blocks(self.view, self._record(self.app.progress.verdict(self.view))))

    def export_forms(self) -> tuple[str, Forms] | None:
        """The decision record, with today's date on it."""
        from trusttui.report import record as r
        from trusttui.report.as_json import dump

        view = self.view
        made = self._record(self.app.progress.verdict(view), self.app.session.today.isoformat())
        return "verdict", {
            ".md": lambda: r.record_markdown(view, made),
            ".html": lambda: r.record_html(view, made),
            ".json": lambda: dump(r.record_json(view, made)),
            ".csv": lambda: r.record_csv(view, made),
        }
