"""Which questions are asked, how each of them stands, and what is wrong with answers that a person or a file gave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Literal

from msgspec import Struct

from trusttui.advisor.results import UNSURE, Answers
from trusttui.pack.model import AdvisorFile, AskedIf, Option, Question, QuestionKind

Unanswered = Literal["open", "ignore"]
"""What an unanswered question counts as: any of its options may hold, or it is left out."""

Reading = tuple[Option, ...]
"""The options that hold together if an answer turns out that way."""


class Standing(Struct, frozen=True, kw_only=True):
    """How a question that is asked stands."""

    question: Question
    readings: tuple[Reading, ...]
    """What the answer may turn out to be. A decided question has one reading, its chosen options; an open one has one
    for each option; one that is left out has the empty one."""
    open: bool
    surely: bool
    """Whether it is asked however the open questions turn out on which it depends."""

    @property
    def certain(self) -> bool:
        """Whether its options hold however the open questions turn out."""
        return self.surely and not self.open

    def options(self) -> tuple[Option, ...]:
        """Every option that holds or may hold."""
        return tuple(self.question.option) if self.open else self.readings[0]

    def may_hold(self, options: Iterable[str]) -> bool:
        """Whether one of these options holds or may hold."""
        wanted = set(options)
        return any(option.id in wanted for option in self.options())


def standings(advisor: AdvisorFile, answers: Answers, unanswered: Unanswered = "open") -> dict[str, Standing]:
    """How each question that is asked stands, in the pack's order. Those that are not asked are absent."""
    questions = {question.id: question for question in advisor.question}
    known: dict[str, Standing | None] = {}

    def stand(question: Question) -> Standing | None:
        if question.id in known:
            return known[question.id]
        known[question.id] = None  # a circle of conditions asks nobody
        parent = questions.get(question.asked_if.question) if question.asked_if else None
        above = stand(parent) if parent else None
        known[question.id] = standing_below(question, above, answers.get(question.id, ()), unanswered)
        return known[question.id]

    found = ((question.id, stand(question)) for question in advisor.question)
    return {question_id: standing for question_id, standing in found if standing}


def standing_below(
    question: Question, above: Standing | None, given: Iterable[str], unanswered: Unanswered = "open"
) -> Standing | None:
    """How a question stands, given how the one stands on which it depends; None where it is not asked."""
    surely = True
    if question.asked_if:
        asking = [_asks(question.asked_if, reading) for reading in above.readings] if above else []
        if not above or not any(asking):
            return None
        surely = above.surely and all(asking)
    return _standing(question, given, unanswered, surely)


def asked(advisor: AdvisorFile, answers: Answers, *, unanswered: Unanswered = "open") -> tuple[Question, ...]:
    """The questions that are asked given the answers, in the pack's order.

    One that depends on another is asked while that one is open; with `unanswered="ignore"` only once it is answered.
    """
    return tuple(standing.question for standing in standings(advisor, answers, unanswered).values())


def uses_question(advisor: AdvisorFile) -> Question | None:
    """The question that names the uses. A pack has one at most; of several the first counts."""
    return next((question for question in advisor.question if question.kind is QuestionKind.USES), None)


def in_pack_order(advisor: AdvisorFile, answers: Answers) -> dict[str, tuple[str, ...]]:
    """The same answers in the order of the pack, so that the order in which they were given changes nothing."""
    ordered: dict[str, tuple[str, ...]] = {}
    for question in advisor.question:
        if question.id in answers:
            place = {option.id: number for number, option in enumerate(question.option)}
            given = set(answers[question.id])
            ordered[question.id] = tuple(sorted(given, key=lambda option: (place.get(option, len(place)), option)))
    unknown = sorted(set(answers) - set(ordered))
    return ordered | {question_id: tuple(sorted(set(answers[question_id]))) for question_id in unknown}


# --- what is wrong with answers


def problems(advisor: AdvisorFile, answers: Answers) -> tuple[str, ...]:
    """What is wrong with answers, a line each: unknown ids, more options than a question takes, an unsure answer
    where none is offered. An answer to a question that is not asked is no problem."""
    questions = {question.id: question for question in advisor.question}
    found: list[str] = []
    for question_id, given in in_pack_order(advisor, answers).items():
        question = questions.get(question_id)
        if question is None:
            found.append(f'There is no question "{question_id}"{_nearest(question_id, questions)}')
        else:
            found.extend(_problems_of(question, given))
    return tuple(found)


def parse_answers(advisor: AdvisorFile, raw: Mapping[str, object]) -> tuple[Answers, tuple[str, ...]]:
    """Answers from TOML or JSON, and the problems. A value is an option's id or a list of them; true and false stand
    for `yes` and `no`. Only what is without a problem is among the answers."""
    questions = {question.id: question for question in advisor.question}
    answers: dict[str, tuple[str, ...]] = {}
    found: list[str] = []
    for question_id, value in raw.items():
        given = _option_ids(value)
        if given is None:
            found.append(f"{question_id}: expected an option's id or a list of them, found {value!r}.")
            continue
        wrong = problems(advisor, {question_id: given})
        found.extend(wrong)
        if not wrong and question_id in questions:
            answers[question_id] = given
    return in_pack_order(advisor, answers), tuple(found)


def _problems_of(question: Question, given: tuple[str, ...]) -> list[str]:
    known = [option.id for option in question.option]
    if question.unsure:
        known.append(UNSURE)
    found = [
        f'{question.id}: there is no option "{option}"{_nearest(option, known)}'
        for option in given
        if option not in known
    ]
    if not given:
        found.append(f"{question.id}: no option is given; leave the question out if it is unanswered.")
    if question.kind is QuestionKind.ONE and len(given) > 1:
        found.append(f"{question.id}: takes one option, found {', '.join(given)}.")
    elif UNSURE in given and len(given) > 1:
        found.append(f'{question.id}: "{UNSURE}" stands alone, found {", ".join(given)}.')
    return found


def _nearest(word: str, known: Iterable[str]) -> str:
    choices = list(known)
    near = get_close_matches(word.lower().replace("_", "-"), choices, n=1, cutoff=0.5)
    return f'. Did you mean "{near[0]}"?' if near else f": choose among {', '.join(choices)}."


def _option_ids(value: object) -> tuple[str, ...] | None:
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return None


# --- how a question stands


def _standing(question: Question, given: Iterable[str], unanswered: Unanswered, surely: bool) -> Standing:
    given = set(given)
    chosen = tuple(option for option in question.option if option.id in given)
    is_open = UNSURE in given or (not chosen and unanswered == "open")
    readings: tuple[Reading, ...] = (chosen,)
    if is_open:
        readings = tuple((option,) for option in question.option)
        if question.kind is QuestionKind.MANY:
            readings = ((), *readings)  # none may hold; several together are no worse than the worst of them
    return Standing(question=question, readings=readings, open=is_open, surely=surely)


def _asks(condition: AskedIf, reading: Reading) -> bool:
    return any(option.id in condition.any for option in reading)
