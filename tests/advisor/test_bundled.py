"""The bundled pack's questions: cases read from the sources by hand, and what holds for all combinations of answers."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from itertools import combinations, product

import pytest

from tests.advisor.everything import classes, every_use, hold
from tests.advisor.golden import DAYS, EASY, FOLDER, table
from tests.advisor.soundness import check
from trusttui.advisor.evaluate import evaluate
from trusttui.advisor.relevance import still_asked
from trusttui.advisor.results import Answers, Effect, Status, Verdict
from trusttui.pack.model import Pack, Question, QuestionKind
from trusttui.pack.view import View

SAMPLE = 2500

WORDS = {"F": Verdict.FITS, "C": Verdict.CONDITIONS, "U": Verdict.UNCONFIRMED, "X": Verdict.RULED_OUT}


def answers_of(use: str, **more: str) -> Answers:
    given = EASY | {name.replace("_", "-"): option for name, option in more.items()}
    return {"use": tuple(use.split()), **{name: (option,) for name, option in given.items()}}


@pytest.fixture(scope="module")
def present(pack: Pack) -> View:
    return View(pack)


@pytest.fixture(scope="module")
def may_2024(pack: Pack) -> View:
    return View(pack, "2024-05")


# --- what comes with a verdict


def test_the_hospital_is_told_that_no_tier_for_staff_is_offered_a_baa(present: View) -> None:
    found = evaluate(present, answers_of("staff", sector="healthcare", health_data="yes"))
    baa = found.agreements["baa"]
    assert (baa.status, baa.stated_for) == (Status.NEEDED, ("api",))
    blocked = {b.tier for b in found.blocking if b.reason.attribute == "baa" and b.reason.effect is Effect.UNCONFIRMED}
    assert blocked == {"team", "enterprise", "healthcare", "edu", "teachers"}
    assert not any(recommendation.tiers for recommendation in found.recommended)


def test_the_clinic_is_told_why_and_whom_to_ask(may_2024: View) -> None:
    found = evaluate(may_2024, answers_of("staff", health_data="yes"))
    assert [(b.tier, b.reason.attribute, b.reason.effect, b.ask) for b in found.blocking] == [
        ("team", "baa", Effect.UNCONFIRMED, "baa-request"),
        ("enterprise", "baa", Effect.UNCONFIRMED, "baa-request"),
        ("api", "staff-chat", Effect.FAILED, None),
    ]
    baa = found.agreements["baa"]
    assert (baa.status, baa.stated_for, baa.because) == (Status.NEEDED, ("api",), ("health-data",))
    assert [(p.attribute, p.tiers) for p in found.open] == [("baa", ("team", "enterprise"))]
    assert [(s.kind, s.about) for s in found.next_steps] == [("ask", "baa")]


def test_not_knowing_of_health_data_names_that_question(may_2024: View) -> None:
    found = evaluate(may_2024, answers_of("staff", health_data="unsure"))
    assert (found.tiers["team"].best, found.tiers["team"].worst) == (Verdict.FITS, Verdict.UNCONFIRMED)
    assert found.tiers["team"].decided_by == ("health-data",)
    assert found.tiers["api"].decided_by == ()
    assert found.agreements["baa"].status is Status.ASK
    assert [(block.tier, block.reason.attribute) for block in found.blocking] == [("api", "staff-chat")]


def test_the_step_to_zero_retention_names_its_conditions(present: View) -> None:
    found = evaluate(present, answers_of("product", retention="none", eu_data="yes"))
    steps = [(step.kind, step.about, step.tiers) for step in found.next_steps]
    assert steps == [
        ("agree", "dpa", ("api",)),
        ("agree", "zdr", ("api",)),
    ]
    assert all(condition in found.next_steps[1].text for condition in found.agreements["zdr"].conditions)
    assert {caution.id for caution in found.cautions} >= {"zero-retention-classifiers", "zero-retention-unlisted"}


@pytest.mark.parametrize(
    ("as_of", "use", "more", "tiers", "verdicts"),
    [
        ("2024-01", "staff", {"chat_reading": "must-not"}, "enterprise api", "FX"),
        ("2024-01", "staff", {"sso": "must"}, "enterprise api", "CX"),
        ("2023-07", "product", {"training": "must-not"}, "api", "C"),
        ("2023-07", "product", {"health_data": "yes"}, "api", "C"),
        ("2021-02-11", "product", {"training": "must-not"}, "api", "X"),
        ("2021-02-11", "product", {}, "api", "U"),
        ("2020", "product", {}, "", ""),
    ],
)
def test_on_an_earlier_day(
    pack: Pack, as_of: str, use: str, more: Mapping[str, str], tiers: str, verdicts: str
) -> None:
    found = evaluate(View(pack, as_of), answers_of(use, **more))
    assert {t: r.verdict for t, r in found.tiers.items()} == dict(
        zip(tiers.split(), (WORDS[letter] for letter in verdicts), strict=True)
    )


def test_an_earlier_day_has_the_routes_of_its_own_sources(pack: Pack) -> None:
    found = evaluate(View(pack, "2024-01"), answers_of("staff", eu_data="yes"))
    dpa = found.agreements["dpa"]
    assert (dpa.how, dpa.stated_for) == ("", ("enterprise", "api"))
    assert {citation.source for citation in dpa.citations} == {"enterprise-privacy-2024-01"}
    [step] = found.next_steps
    assert (step.about, step.tiers, step.text) == ("dpa", ("enterprise",), " ".join(dpa.conditions))


# --- all combinations


def choices(question: Question) -> list[tuple[str, ...] | None]:
    """Every answer to a question; None is none."""
    ids = [option.id for option in question.option]
    if question.kind is QuestionKind.ONE:
        return [None, *((option,) for option in ids), *([("unsure",)] if question.unsure else [])]
    return [None, *(chosen for count in range(1, len(ids) + 1) for chosen in combinations(ids, count))]


def days(pack: Pack) -> list[str]:
    return sorted(source.date for source in pack.sources)


def together(questions: tuple[Question, ...]) -> Iterator[Answers]:
    for way in product(*(choices(question) for question in questions)):
        yield {question.id: given for question, given in zip(questions, way, strict=True) if given}


def test_every_combination_of_the_small_pack_ends_in_a_sound_verdict(small_pack: Pack) -> None:
    for day in days(small_pack):
        view = View(small_pack, day)
        for answers in together(tuple(small_pack.advisor.question)):
            check(view, evaluate(view, answers))
            check(view, evaluate(view, answers, unanswered="ignore"))


@pytest.mark.parametrize("unanswered", ["open", "ignore"])
def test_every_pair_of_answers_ends_in_a_sound_verdict(pack: Pack, unanswered: str) -> None:
    """Where all else is open, which takes ten times as long, every fourth: all are among those of
    `python -m tests.advisor.everything`."""
    view = View(pack)
    every = [answers for pair in combinations(pack.advisor.question, 2) for answers in together(pair)]
    for answers in every[::4] if unanswered == "open" else every:
        check(view, evaluate(view, answers, unanswered="open" if unanswered == "open" else "ignore"))


@pytest.mark.parametrize("day", DAYS)
def test_every_combination_of_answers_for_one_use_ends_in_a_sound_verdict(pack: Pack, day: str) -> None:
    """All of them: millions for a use. `python -m tests.advisor.everything` goes through every set of uses and every
    day."""
    view = View(pack, day)
    for uses in every_use(pack):
        if len(uses) == 1:
            for key, member in classes(view, uses).items():
                hold(view, key, member.answers, check)


@pytest.mark.parametrize("day", DAYS)
def test_the_golden_table(pack: Pack, day: str) -> None:
    """`python -m tests.advisor.golden` writes it anew: look at the difference."""
    assert table(View(pack, day)) == (FOLDER / f"{day}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("day", DAYS)
def test_a_question_of_the_bundled_pack_that_is_not_asked_changes_nothing(pack: Pack, day: str) -> None:
    view, dice, told = View(pack, day), random.Random(day), 0
    every = {question.id: [each for each in choices(question) if each] for question in pack.advisor.question}
    for _ in range(200):
        answers = {name: dice.choice(of) for name, of in every.items()}
        shown = [question.id for question in still_asked(view, answers)]
        given = {name: answers[name] for name in shown}
        for question in pack.advisor.question:
            if question.id not in shown:
                told += 1
                ways = [outcome(view, given | {question.id: (option.id,)}) for option in question.option]
                assert all(way == ways[0] for way in ways), (question.id, given)
    assert told > 200


def test_combinations_of_all_questions_on_every_day_end_in_a_sound_verdict(pack: Pack) -> None:
    dice = random.Random(20240502)
    every = {question.id: choices(question) for question in pack.advisor.question}
    for day in days(pack):
        view = View(pack, day)
        for _ in range(SAMPLE // len(days(pack))):
            given = {name: dice.choice(of) for name, of in every.items()}
            answers = {name: chosen for name, chosen in given.items() if chosen}
            check(view, evaluate(view, answers))


def test_another_answer_makes_no_tier_better_for_a_use(pack: Pack) -> None:
    view = View(pack)
    questions = [question for question in pack.advisor.question if question.kind is not QuestionKind.USES]
    uses = next(question for question in pack.advisor.question if question.kind is QuestionKind.USES)
    for use in uses.option:
        for pair in combinations(questions, 2):
            for one, other in product(*(question.option for question in pair)):
                base = {uses.id: (use.id,), pair[0].id: (one.id,)}
                before = evaluate(view, base, unanswered="ignore")
                after = evaluate(view, base | {pair[1].id: (other.id,)}, unanswered="ignore")
                for tier in before.tiers:
                    assert after.tiers[tier].uses[use.id].severity >= before.tiers[tier].uses[use.id].severity


def test_every_option_can_change_a_result(pack: Pack) -> None:
    """On some day, for some use, each option comes to something else than another option of its question."""
    inert = {(question.id, option.id) for question in pack.advisor.question for option in question.option}
    for day in days(pack):
        view = View(pack, day)
        for use in ("staff", "product", "fine-tuning", "inside-gpts", "public-gpts"):
            for question in pack.advisor.question:
                base = answers_of(use)
                if question.asked_if and question.asked_if.question != "use":
                    base = base | {question.asked_if.question: (question.asked_if.any[0],)}
                found = {option.id: outcome(view, base | {question.id: (option.id,)}) for option in question.option}
                inert -= {(question.id, o) for o in found if any(found[o] != other for other in found.values())}
    assert inert == set()


def outcome(view: View, answers: Answers) -> object:
    found = evaluate(view, answers)
    return (
        {tier: result.verdict for tier, result in found.tiers.items()},
        [recommendation.tiers for recommendation in found.recommended],
        {name: agreement.status for name, agreement in found.agreements.items()},
    )


def test_every_caution_can_come_up(pack: Pack) -> None:
    wanted = {caution.id for caution in pack.advisor.caution}
    found = {caution.id for day in days(pack) for caution in evaluate(View(pack, day), {}).cautions}
    assert found == wanted
