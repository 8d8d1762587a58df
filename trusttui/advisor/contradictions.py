"""Answers that contradict each other, and how to mend them. They change no verdict: the needs are held against the
cells as they were given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from trusttui.advisor.questions import Standing
from trusttui.advisor.results import ContradictionResult
from trusttui.pack.model import AskedIf, Contradiction, QuestionKind
from trusttui.pack.view import View

Stated = tuple[Contradiction, ContradictionResult]


def stated_contradictions(view: View) -> tuple[Stated, ...]:
    """The pack's contradictions that stand on the day: those that rest on no source always do."""
    return tuple(
        (
            each,
            ContradictionResult(
                id=each.id,
                text=each.text,
                answers={},
                repairs={},
                citations=view.cite(each.source, each.passages) if each.source else (),
            ),
        )
        for each in view.pack.advisor.contradiction
        if each.source is None or view.stands(each.source, each.passages)
    )


def contradictions(stated: tuple[Stated, ...], standings: Mapping[str, Standing]) -> tuple[ContradictionResult, ...]:
    """Those that the answers given run into; one that an open answer may yet avoid is none."""
    return tuple(_found(stated, standings))


def _found(stated: tuple[Stated, ...], standings: Mapping[str, Standing]) -> Iterator[ContradictionResult]:
    for contradiction, result in stated:
        if not all(_holds(condition, standings) for condition in contradiction.when):
            continue
        answers: dict[str, tuple[str, ...]] = {}
        repairs: dict[str, tuple[str, ...]] = {}
        for condition in contradiction.when:
            standing = standings[condition.question]
            chosen = [option.id for option in standing.readings[0]]
            clashing = tuple(option for option in chosen if option in condition.any)
            answers[condition.question] = (*answers.get(condition.question, ()), *clashing)
            instead = _instead(condition, standing, chosen)
            if instead:
                repairs[condition.question] = instead
        yield ContradictionResult(
            id=result.id, text=result.text, answers=answers, repairs=repairs, citations=result.citations
        )


def _holds(condition: AskedIf, standings: Mapping[str, Standing]) -> bool:
    standing = standings.get(condition.question)
    return bool(standing and standing.certain) and any(
        option.id in condition.any for option in standings[condition.question].readings[0]
    )


def _instead(condition: AskedIf, standing: Standing, chosen: list[str]) -> tuple[str, ...]:
    """The options that do not contradict: of one that takes a single answer every other, else those chosen that may
    stay."""
    if standing.question.kind is QuestionKind.ONE:
        return tuple(option.id for option in standing.question.option if option.id not in condition.any)
    return tuple(option for option in chosen if option not in condition.any)
