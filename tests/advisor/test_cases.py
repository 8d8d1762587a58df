"""Organisations in a paragraph each, judged from the documents by hand, held against the advisor on their day."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from trusttui.advisor.evaluate import evaluate
from trusttui.advisor.questions import asked, problems
from trusttui.advisor.results import UNSURE, Assessment, Effect, Reason, Status, Verdict
from trusttui.pack.model import Pack, Strength
from trusttui.pack.view import View

FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
ATTAINED = {
    Verdict.CONDITIONS: {Effect.ON_CONDITIONS},
    Verdict.UNCONFIRMED: {Effect.UNCONFIRMED, Effect.FAILED},
    Verdict.RULED_OUT: {Effect.FAILED},
}
"""Effects of a `must` that bring a verdict about; a failure that hangs on an open answer leaves it unconfirmed."""

Case = Mapping[str, Any]


def _cases() -> Iterator[tuple[str, str, Case]]:
    """Id, day, case."""
    for file in FILES:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
        for case in written["case"]:
            yield f"{file.stem}: {case['name']}", written["as_of"], case


JUDGED = [pytest.param(as_of, case, id=name) for name, as_of, case in _cases()]


def _answers(case: Case) -> dict[str, tuple[str, ...]]:
    return {key: (value,) if isinstance(value, str) else tuple(value) for key, value in case["answers"].items()}


def _by_use(case: Case) -> dict[str, dict[str, str]]:
    """Use -> tier -> verdict; a case of one use names the tiers alone."""
    verdicts = case["verdicts"]
    if all(isinstance(value, dict) for value in verdicts.values()):
        return dict(verdicts)
    (use,) = case["answers"]["use"]
    return {use: dict(verdicts)}


def _deciding(result: Assessment, tier: str) -> tuple[Reason, ...]:
    """The reasons why a tier does not plainly fit, for any of the uses."""
    verdicts = result.tiers[tier].uses
    return tuple(
        reason
        for reason in result.tiers[tier].reasons
        if reason.strength is Strength.MUST
        and any(
            reason.use in (None, use) and reason.effect in ATTAINED.get(verdict, set())
            for use, verdict in verdicts.items()
        )
    )


def _cited(view: View, tier: str, reasons: Iterable[Reason]) -> set[str]:
    found = set()
    for reason in reasons:
        beside = view.cell(reason.attribute, tier).beside
        for citations in (reason.citations, *(statement.citations for statement in beside)):
            found.update(f"{citation.source}#{citation.passage}" for citation in citations)
    return found


@pytest.mark.parametrize(("as_of", "case"), JUDGED)
def test_hand_and_engine_agree(pack: Pack, as_of: str, case: Case) -> None:
    result = evaluate(View(pack, as_of), _answers(case))
    by_use = _by_use(case)
    found = {
        use: {tier: str(each.uses[use]) for tier, each in result.tiers.items() if use in each.uses} for use in by_use
    }
    assert found == by_use
    assert {each.use: list(each.tiers) for each in result.recommended} == case["recommended"]
    agreements = {key: str(each.status) for key, each in result.agreements.items()}
    assert {key: value for key, value in agreements.items() if value != Status.NOT_NEEDED} == case["agreements"]
    assert [each.id for each in result.contradictions] == case.get("contradictions", [])


@pytest.mark.parametrize(("as_of", "case"), JUDGED)
def test_the_sentence_that_decides_is_cited(pack: Pack, as_of: str, case: Case) -> None:
    view = View(pack, as_of)
    result = evaluate(view, _answers(case))
    unfit = {tier for verdicts in _by_use(case).values() for tier, verdict in verdicts.items() if verdict != "fits"}
    assert set(case["because"]) == unfit
    for tier, because in case["because"].items():
        deciding = _deciding(result, tier)
        assert set(because.get("passages", ())) <= _cited(view, tier, deciding), tier
        silent = {reason.attribute for reason in deciding if reason.effect is Effect.UNCONFIRMED}
        assert set(because.get("silent", ())) <= silent, tier


@pytest.mark.parametrize(("as_of", "case"), JUDGED)
def test_a_case_answers_what_it_is_asked(pack: Pack, as_of: str, case: Case) -> None:
    answers = _answers(case)
    advisor = View(pack, as_of).pack.advisor
    assert problems(advisor, answers) == ()
    assert {question.id for question in asked(advisor, answers)} == set(answers)


def test_there_are_two_dozen_cases_a_day() -> None:
    for file in FILES:
        cases = tomllib.loads(file.read_text(encoding="utf-8"))["case"]
        assert len({case["name"] for case in cases}) == len(cases) >= 24
    assert len(FILES) == 2


def test_some_organisations_get_another_verdict_on_another_day() -> None:
    """Else one of the days would prove nothing that the other does not."""
    first, second = (
        {case["name"]: case for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]} for file in FILES
    )
    both = first.keys() & second.keys()
    assert sum(first[name]["recommended"] != second[name]["recommended"] for name in both) >= 5
    assert any(UNSURE in case["answers"].values() for case in second.values())
