"""The answers being given: what is asked next, what has been answered, and what they come to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from trusttui.advisor.evaluate import evaluate
from trusttui.advisor.relevance import still_asked
from trusttui.advisor.results import UNSURE, Answers, Assessment, Verdict
from trusttui.kept import KeptTier, came_out
from trusttui.pack.model import Question, QuestionKind
from trusttui.pack.view import View

Given = tuple[tuple[str, tuple[str, ...]], ...]
"""Answers in the order in which they were given."""


@dataclass(frozen=True)
class Seen:
    """A verdict that was looked at, to say what has moved when it is looked at again."""

    as_of: str
    answers: dict[str, tuple[str, ...]]
    tiers: dict[str, KeptTier]


class Progress:
    """Answers so far. One that is not asked any more is kept and counts again when it comes back."""

    def __init__(self, view: Callable[[], View]) -> None:
        self._view = view
        self.answers: dict[str, tuple[str, ...]] = {}
        """In the order in which they were last given."""
        self.notes: dict[str, str] = {}
        """Notes by question id."""
        self.seen: Seen | None = None
        """The verdict that was looked at last."""
        self.round = 0
        """Grows when other answers are taken up in place of those that were given."""
        self._asked_for: tuple[View, Given] | None = None
        self._asked: tuple[Question, ...] = ()
        self._stands: dict[Given, dict[str, Verdict]] = {}
        self._stands_on: View | None = None

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that can still change what comes out, given the answers so far."""
        now = (self._view(), tuple(self.answers.items()))
        if self._asked_for is None or self._asked_for[0] is not now[0] or self._asked_for[1] != now[1]:
            self._asked_for, self._asked = now, still_asked(now[0], self.answers)
        return self._asked

    def choose(self, question: Question, option: str) -> None:
        """Choose an option, or toggle it where several may hold. A question that is left without any is unanswered."""
        if question.kind is QuestionKind.ONE or option == UNSURE:
            self._answer(question, (option,))
            return
        chosen = set(self.answers.get(question.id, ())) ^ {option}
        kept = tuple(o.id for o in question.option if o.id in chosen)
        if kept:
            self._answer(question, kept)
        else:
            self.clear(question)

    def _answer(self, question: Question, given: tuple[str, ...]) -> None:
        if self.answers.get(question.id) != given:
            self.clear(question)
            self.answers[question.id] = given

    def clear(self, question: Question) -> None:
        self.answers.pop(question.id, None)

    def note(self, question: Question, text: str) -> None:
        """Put a note on a question in place of the one before; without a text, take it away."""
        self.notes.pop(question.id, None)
        if text:
            self.notes[question.id] = text

    def take(self, answers: Answers, notes: dict[str, str]) -> None:
        """Go on from these answers and notes in place of what was given so far."""
        self.answers, self.notes, self.seen = dict(answers), dict(notes), None
        self.round += 1

    def standing(self) -> tuple[int, int]:
        """How many of the questions asked are answered, and how many are asked."""
        questions = self.questions
        return sum(question.id in self.answers for question in questions), len(questions)

    @property
    def open(self) -> tuple[Question, ...]:
        """The questions that are not answered, or with "not sure"."""
        return tuple(each for each in self.questions if self.answers.get(each.id, (UNSURE,)) == (UNSURE,))

    def next_open(self, after: str) -> Question | None:
        """The next unanswered question after one, going round; None when all are answered."""
        questions = self.questions
        places = {question.id: place for place, question in enumerate(self._view().pack.advisor.question)}
        start = places.get(after, -1)
        turned = sorted(questions, key=lambda question: places[question.id] <= start)
        return next((question for question in turned if question.id not in self.answers), None)

    def so_far(self, view: View) -> Assessment:
        """What the given answers come to, those not yet given left out."""
        return evaluate(view, self.answers, unanswered="ignore")

    def verdict(self, view: View) -> Assessment:
        """What the answers come to, those not given open."""
        return evaluate(view, self.answers)

    def moved_by(self) -> dict[str, str]:
        """For each tier the question whose answer moved it last, in the order in which they were given. A tier that
        none has moved is absent."""
        given = tuple(self.answers.items())
        found: dict[str, str] = {}
        before = self._verdicts(())
        for count in range(1, len(given) + 1):
            after = self._verdicts(given[:count])
            for tier, verdict in after.items():
                if verdict is not before[tier]:
                    found[tier] = given[count - 1][0]
            before = after
        return found

    def _verdicts(self, given: Given) -> dict[str, Verdict]:
        view = self._view()
        if self._stands_on is not view:
            self._stands_on, self._stands = view, {}
        if given not in self._stands:
            found = evaluate(view, dict(given), unanswered="ignore")
            self._stands[given] = {tier: result.verdict for tier, result in found.tiers.items()}
        return self._stands[given]

    def look(self, assessment: Assessment) -> None:
        """Remember a verdict as the one that was looked at last."""
        self.seen = Seen(assessment.as_of, dict(assessment.answers), came_out(assessment))
