"""The advisor: a question at a time, all questions beside it, and what the answers come to so far."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trusttui.advisor.results import UNSURE
from trusttui.pack.model import Question, QuestionKind
from trusttui.report.words import option_words
from trusttui.tui.asks import asks
from trusttui.tui.commands import ADVISOR, CHOICES, LIST_KEYS, bindings
from trusttui.tui.glossary import Terms
from trusttui.tui.render import QUIET, hanging
from trusttui.tui.screens.base import SectionScreen
from trusttui.tui.standing import standing
from trusttui.tui.widgets.chrome import SectionBar
from trusttui.tui.widgets.entries import EntryList, Item, PageList
from trusttui.tui.widgets.ground import Column, Page, Row
from trusttui.tui.widgets.standing import StandingPane
from trusttui.tui.widgets.terms import ExplainedText
from trusttui.tui.widgets.wrapped import Wrapped

CONTINUE = "continue"


class Options(PageList):
    """The options of a question on digit keys. They are few: to page shows what stands under them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(LIST_KEYS, CHOICES)
    HELP = (
        "A digit or enter chooses. Where several may hold, each toggles, and Continue goes on. Page down shows more of "
        "what each answer asks of a tier. Tab leaves the options; digits are sections then."
    )

    def action_choose(self, number: int) -> None:
        if number <= self.option_count:
            self.highlighted = number - 1
            self.action_select()

    def action_page_up(self) -> None:
        self._page.scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        self._page.scroll_page_down(animate=False)

    @property
    def _page(self) -> Widget:
        assert isinstance(self.parent, Widget)
        return self.parent


class AdvisorScreen(SectionScreen):
    """Asks; every answer can be changed, and nothing that was answered is lost when its question falls away."""

    SECTION = "advisor"
    HAS_ENTRIES = False
    BINDINGS: ClassVar[list[BindingType]] = bindings(ADVISOR)

    def __init__(self) -> None:
        super().__init__()
        self._at = ""
        self._round = -1
        """Which answers are shown: they may be replaced by those of another assessment."""
        self._choices: list[str] = []
        self._terms: list[str] = []
        """The terms that stand in the question, its reason and its options."""
        self._filled = ""
        """The question whose options are on the screen."""

    def compose_body(self) -> ComposeResult:
        with Row(id="advisor"):
            yield EntryList(id="questions")
            with Column(id="advisor-middle"):
                with Column(id="question"):
                    yield ExplainedText(id="question-text", markup=False)
                    with Page(id="answer", can_focus=False):
                        yield Options(id="options", markup=False)
                        yield ExplainedText(id="question-why", markup=False)
                        yield Wrapped(id="question-asks")
                yield StandingPane(id="standing")

    def on_mount(self) -> None:
        self.query_one("#questions").border_title = "Questions"
        self.query_one("#standing").border_title = "So far"
        super().on_mount()
        self.focus_main()

    def view_changed(self) -> None:
        self.refill()

    def watch_focused(self, focused: Widget | None) -> None:
        super().watch_focused(focused)
        self._name_sections()

    def _name_sections(self) -> None:
        """A digit is an answer while the options have the focus, and no section."""
        self.query_one(SectionBar).name_sections(keys=not isinstance(self.focused, Options))

    # --- showing

    @property
    def question(self) -> Question:
        """The question being asked; the next one that is asked where it is not asked any more."""
        progress = self.app.progress
        questions = progress.questions
        at = next((question for question in questions if question.id == self._at), None)
        return at or progress.next_open(self._at) or questions[0]

    def refill(self) -> None:
        """Show the question, the list and the standing from the answers so far."""
        self._take_up()
        question = self.question
        self._at = question.id
        self._fill_questions()
        self._fill_question(question)
        self._fill_standing()

    def _take_up(self) -> None:
        """Begin with what is open in answers that were not shown before; with nothing open there is the verdict."""
        progress = self.app.progress
        if self._round == progress.round:
            return
        self._round = progress.round
        first = progress.next_open("")
        self._at = first.id if first else ""
        if first is None and progress.round:
            self.call_after_refresh(self.action_verdict)

    def _fill_questions(self) -> None:
        progress = self.app.progress
        rows = []
        for question in progress.questions:
            given = progress.answers.get(question.id)
            words = ", ".join(option_words(question, option) for option in given or ())
            mark = ("? ", QUIET) if given == (UNSURE,) else ("✓ ", "$text-success") if given else ("· ", QUIET)
            detail = Content.styled(words, QUIET) if words else None
            noted = Content.styled("  note" if question.id in progress.notes else "", f"italic {QUIET}")
            rows.append(Item(Content.assemble(mark, question.short, noted), question.id, 2, detail))
        with self.prevent(OptionList.OptionHighlighted):
            self.query_one("#questions", EntryList).fill(rows, self._at)
        self.query_one("#question").border_subtitle = Content(self.app.keeping.state)

    def _fill_question(self, question: Question) -> None:
        progress = self.app.progress
        numbers = [q.id for q in progress.questions]
        self.query_one("#question").border_title = f"{numbers.index(question.id) + 1} of {len(numbers)}"
        several = question.kind is not QuestionKind.ONE
        note = "\nSeveral may hold." if several else ""
        wide, noted = self.has_class("-wide"), progress.notes.get(question.id, "")
        terms = Terms.of(self.view)
        head = Content.assemble(terms.mark(Content.styled(question.text, "bold")), (note, QUIET))
        if noted and not wide:
            # Under the options it would be out of sight here; `w` shows it whole.
            room = max(self.query_one("#question-text").content_size.width, 20)
            line = Content.assemble(("Your note  ", QUIET), (" ".join(noted.split()), "italic"))
            head = Content.assemble(head, "\n", line.truncate(room, ellipsis=True))
        self.query_one("#question-text", Static).update(head)
        given = progress.answers.get(question.id, ())
        self._choices = [option.id for option in question.option]
        if question.unsure:
            self._choices.append(UNSURE)
        options = []
        widget = self.query_one("#options", Options)
        room = widget.size.width or self.app.size.width
        for number, choice in enumerate(self._choices, 1):
            mark = ("■" if choice in given else "□") if several else ("●" if choice in given else "○")
            style = "$text-accent" if choice in given else QUIET
            sign = Content.assemble((f"{number} ", "$text-accent"), (f"{mark} ", style))
            row = hanging(Content.assemble(sign, option_words(question, choice)), room, 0, sign.cell_length)
            options.append(Option(Content("\n").join(row)))
        if several:
            self._choices.append(CONTINUE)
            options.append(Option(Content.assemble(f"{len(options) + 1} ", "Continue ▸")))
        keep = widget.highlighted if several or self._filled == question.id else None
        self._filled = question.id
        widget.set_options(options)
        chosen = next((n for n, choice in enumerate(self._choices) if choice in given), 0)
        widget.highlighted = keep if keep is not None and keep < len(options) else chosen
        why = Content.assemble(("Why we ask  ", QUIET), terms.mark(Content(question.why)))
        terms.see("\n".join(option.text for option in question.option))
        self._terms = terms.found
        if noted and wide:
            why = Content.assemble(("Your note  ", QUIET), (noted, "italic"), "\n\n", why)
        self.query_one("#question-why", Static).update(why)
        self.query_one("#question-asks", Wrapped).show(asks(self.view, question))

    def _fill_standing(self) -> None:
        given, asked = self.app.progress.standing()
        self.query_one("#standing").border_title = f"So far: {given} of {asked} answered"
        lines = standing(
            self.view, self.app.progress, brief=not self.has_class("-wide"), verdict=self.app.key("verdict")
        )
        self.query_one("#standing", StandingPane).show(lines)

    def kept_anew(self) -> None:
        if self._at:
            self.query_one("#question").border_subtitle = Content(self.app.keeping.state)

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.call_after_refresh(self._name_sections)
        if self.is_mounted and self._shown is not None:
            self.call_after_refresh(self._refit)

    def _refit(self) -> None:
        """What is shown, and where, depends on the width."""
        self._fill_question(self.question)
        self._fill_standing()

    # --- answering

    @on(OptionList.OptionSelected, "#options")
    def _option_chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        choice = self._choices[event.option_index]
        question = self.question
        if choice != CONTINUE:
            before = self.app.progress.answers.get(question.id, ())
            self.app.progress.choose(question, choice)
            self.app.keeping.changed()
            if question.kind is QuestionKind.ONE and before and before != (choice,):
                # A digit may have been meant for a section.
                was, now = (option_words(question, each) for each in (before[0], choice))
                self.notify(f"{question.short}: {now}. Before: {was}.", timeout=5, markup=False)
        if choice == CONTINUE or question.kind is QuestionKind.ONE:
            self._advance()
        else:
            self.refill()

    def _advance(self) -> None:
        following = self.app.progress.next_open(self._at)
        if following is None:
            self.refill()
            self.action_verdict()
            return
        self._at = following.id
        self.query_one("#options", Options).highlighted = None
        self.refill()
        self.focus_main()

    @on(OptionList.OptionHighlighted, "#questions")
    def _question_highlighted(self) -> None:
        entry = self.query_one("#questions", EntryList).entry
        if entry and entry != self._at:
            self._at = entry
            self.query_one("#options", Options).highlighted = None
            self._fill_question(self.question)

    @on(OptionList.OptionSelected, "#questions")
    def _question_selected(self) -> None:
        self.focus_main()

    def action_step(self, step: int) -> None:
        numbers = [question.id for question in self.app.progress.questions]
        self._at = numbers[(numbers.index(self.question.id) + step) % len(numbers)]
        self.query_one("#options", Options).highlighted = None
        self.refill()
        self.focus_main()

    def action_clear(self) -> None:
        self.app.progress.clear(self.question)
        self.app.keeping.changed()
        self.refill()

    def action_note(self) -> None:
        from trusttui.tui.screens.naming import NoteScreen

        question = self.question

        def noted(note: str | None) -> None:
            if note is not None:
                self.app.progress.note(question, note)
                self.app.keeping.changed()
                self.refill()

        self.app.push_screen(NoteScreen(question.short, self.app.progress.notes.get(question.id, "")), noted)

    def action_start_over(self) -> None:
        self.app.keeping.start_over()
        self.query_one("#options", Options).highlighted = None
        self.refill()
        self.focus_main()

    def action_verdict(self) -> None:
        from trusttui.tui.screens.verdict import VerdictScreen

        if not self.app.progress.answers:
            self.notify(
                "Answer a question first: with no answers there is nothing to hold against the tiers.", markup=False
            )
            return
        self.app.push_screen(VerdictScreen())

    # --- what the app asks of a section

    def own_state(self) -> dict[str, Any]:
        return {"at": self._at}

    def take_own_state(self, state: Mapping[str, Any]) -> None:
        self._at = state["at"]
        self.refill()

    @property
    def terms(self) -> list[str]:
        return self._terms

    def focus_main(self) -> None:
        self.query_one("#options").focus()

    def go_back(self) -> bool:
        if not self.query_one("#options").has_focus:
            self.focus_main()
            return True
        return False

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        if self.is_mounted and self._shown is self.view:
            self.refill()
