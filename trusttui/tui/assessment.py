"""The answers being given: what is asked next, what has been answered, and what they come to."""

from __future__ import annotations

from trusttui.advisor.evaluate import evaluate
from trusttui.advisor.questions import asked
from trusttui.advisor.results import UNSURE, Assessment
from trusttui.pack.model import AdvisorFile, Question, QuestionKind
from trusttui.pack.view import View
from trusttui.report.words import UNSURE_WORD


class Progress:
    """Answers so far. One that is not asked any more is kept and counts again when it comes back."""

    def __init__(self, advisor: AdvisorFile) -> None:
        self._advisor = advisor
        self.answers: dict[str, tuple[str, ...]] = {}

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that are asked, given the answers so far."""
        return asked(self._advisor, self.answers)

    def choose(self, question: Question, option: str) -> None:
        """Choose an option, or toggle it where several may hold. A question that is left without any is unanswered."""
        if question.kind is QuestionKind.ONE or option == UNSURE:
            self.answers[question.id] = (option,)
            return
        chosen = set(self.answers.get(question.id, ())) ^ {option}
        kept = tuple(o.id for o in question.option if o.id in chosen)
        if kept:
            self.answers[question.id] = kept
        else:
            self.clear(question)

    def clear(self, question: Question) -> None:
        self.answers.pop(question.id, None)

    def standing(self) -> tuple[int, int]:
        """How many of the questions asked are answered, and how many are asked."""
        questions = self.questions
        return sum(question.id in self.answers for question in questions), len(questions)

    def next_open(self, after: str) -> Question | None:
        """The next unanswered question after one, going round; None when all are answered."""
        questions = self.questions
        start = next((n for n, question in enumerate(questions) if question.id == after), -1)
        turned = questions[start + 1 :] + questions[: start + 1]
        return next((question for question in turned if question.id not in self.answers), None)

    def so_far(self, view: View) -> Assessment:
        """What the given answers come to, those not yet given left out."""
        return evaluate(view, self.answers, unanswered="ignore")

    def verdict(self, view: View) -> Assessment:
        """What the answers come to, those not given open."""
        return evaluate(view, self.answers)


def option_text(question: Question, option: str) -> str:
    """The words of an option; "Not sure" for the answer that leaves it open."""
    if option == UNSURE:
        return UNSURE_WORD
    return next((o.text for o in question.option if o.id == option), option)
