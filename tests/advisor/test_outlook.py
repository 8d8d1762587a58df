"""What would change a verdict: held against every other set of answers, and against other matrices."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations, product

import pytest
from msgspec.structs import replace

from trusttui.advisor.evaluate import case_of, evaluate
from trusttui.advisor.needs import effect
from trusttui.advisor.outlook import Outlook, outlook
from trusttui.advisor.results import Answers, Effect, Severity, Verdict
from trusttui.pack.dates import last_day
from trusttui.pack.model import Pack, QuestionKind, Statement, Strength, Value
from trusttui.pack.view import View

DICE = 20260822
DRAWN = 100


def fits(view: View, answers: Answers, tier: str, use: str | None) -> bool:
    return case_of(view, answers, "open").verdict(tier, use).severity <= Severity.CONDITIONS


def drawn(pack: Pack, count: int = DRAWN) -> Iterator[Answers]:
    """Full sets of answers, some of them not sure."""
    dice = random.Random(DICE)
    for _ in range(count):
        answers: dict[str, tuple[str, ...]] = {}
        sure = dice.random() < 0.5
        for question in pack.advisor.question:
            ids = [option.id for option in question.option]
            if question.kind is QuestionKind.ONE:
                answers[question.id] = (dice.choice([*ids, *(["unsure"] if question.unsure and not sure else [])]),)
            else:
                answers[question.id] = tuple(dice.sample(ids, dice.randint(1, 2)))
        yield answers


@pytest.fixture(scope="module")
def seen(pack: Pack) -> list[tuple[Answers, Outlook]]:
    view = View(pack)
    return [(answers, outlook(view, answers)) for answers in drawn(pack)]


def test_other_answers_do_what_is_said_of_them(pack: Pack, seen: list[tuple[Answers, Outlook]]) -> None:
    view = View(pack)
    told = 0
    for answers, found in seen:
        for remedy in found.remedies:
            assert not fits(view, answers, remedy.tier, remedy.use)
            each = product(*remedy.answers.values())
            ways = [{q: (option,) for q, option in zip(remedy.answers, options, strict=True)} for options in each]
            for way in ways if remedy.answers else []:
                told += 1
                assert fits(view, {**answers, **way}, remedy.tier, remedy.use)
    assert told > DRAWN


def test_no_fewer_answers_would_do(small_pack: Pack) -> None:
    """On the small pack, against every change of answers that leaves the uses alone."""
    view = View(small_pack)
    questions = [question for question in small_pack.advisor.question if question.kind is not QuestionKind.USES]
    uses = next(question for question in small_pack.advisor.question if question.kind is QuestionKind.USES)
    told = 0
    for way in product(uses.option, *(question.option for question in questions)):
        answers = {question.id: (option.id,) for question, option in zip((uses, *questions), way, strict=True)}
        for remedy in outlook(view, answers).remedies:
            fewest = next(
                (
                    size
                    for size in range(1, len(questions) + 1)
                    for changed in combinations(questions, size)
                    for options in product(*(question.option for question in changed))
                    if fits(
                        view,
                        answers | {q.id: (o.id,) for q, o in zip(changed, options, strict=True)},
                        remedy.tier,
                        remedy.use,
                    )
                ),
                0,
            )
            assert len(remedy.answers) == fewest
            told += bool(fewest)
    assert told


def test_facts_that_are_confirmed_make_the_tier_fit(pack: Pack, seen: list[tuple[Answers, Outlook]]) -> None:
    told = 0
    for answers, found in seen:
        for remedy in found.remedies:
            rows = {fact.attribute for fact in remedy.facts}
            if rows and ("unsure",) not in answers.values():  # else an open answer may still decide
                told += 1
                wanted = {
                    need.attribute: need.wants
                    for question in pack.advisor.question
                    for option in question.option
                    if option.id in answers[question.id]
                    for need in option.need
                    if need.attribute in rows
                }
                view = View(confirmed(pack, remedy.tier, wanted))
                assert fits(view, answers, remedy.tier, remedy.use), (answers, remedy)
    assert told


def confirmed(pack: Pack, tier: str, values: dict[str, Value]) -> Pack:
    """The pack with these values stated for a tier by its newest source."""
    source = max(pack.sources, key=lambda each: each.recorded or "")
    attributes = tuple(
        replace(
            attribute,
            cells={
                **attribute.cells,
                tier: [Statement(source=source.id, value=values[attribute.id], passages=list(source.passages)[:1])],
            },
        )
        if attribute.id in values
        else attribute
        for attribute in pack.attributes
    )
    return replace(pack, attributes=attributes)


def test_every_tier_lacks_a_must_of_a_conflict_and_with_one_less_some_tier_has_the_rest(
    pack: Pack, seen: list[tuple[Answers, Outlook]]
) -> None:
    view = View(pack)
    told = 0
    for answers, found in seen:
        case = case_of(view, answers, "open")
        for conflict in found.conflicts:
            told += 1
            lacks = {
                tier: {
                    (held.reason.attribute, held.reason.demanded.wants)
                    for held in case.bearing_on(tier, conflict.use)
                    if held.blocks and held.reason.certain
                }
                for tier in case.tiers
            }
            needs = {(need.attribute, need.demanded.wants) for need in conflict.needs}
            assert all(needs & of for of in lacks.values())
            for one in needs:
                assert any(not (needs - {one}) & of for of in lacks.values())
    assert told


def test_nothing_is_in_conflict_where_a_tier_is_recommended(pack: Pack, seen: list[tuple[Answers, Outlook]]) -> None:
    view = View(pack)
    for answers, found in seen:
        recommended = {each.use for each in evaluate(view, answers).recommended if each.tiers}
        assert not recommended & {conflict.use for conflict in found.conflicts}


def test_what_moved_was_otherwise_on_the_days_before(pack: Pack, seen: list[tuple[Answers, Outlook]]) -> None:
    view, told = View(pack), 0
    for answers, found in seen[:30]:
        now = case_of(view, answers, "open")
        for moved in found.moved:
            told += 1
            then = case_of(View(pack, moved.since), answers, "open")
            assert then.verdict(moved.tier, moved.use) is now.verdict(moved.tier, moved.use)
            assert moved.before is not now.verdict(moved.tier, moved.use)
    assert told


def test_since_when_admins_can_read_what_staff_of_business_write(pack: Pack) -> None:
    """Read by hand: until June 2026 only end users could; since 29 June 2026 admins can."""
    answers = {question.id: (question.option[-1].id,) for question in pack.advisor.question}
    answers |= {"use": ("staff",), "sector": ("general",), "chat-reading": ("must-not",), "eu-data": ("no",)}
    moved = {each.tier: each for each in outlook(View(pack), answers).moved}
    assert moved["team"].since == "2026-06-29"
    assert moved["team"].before is Verdict.FITS
    assert moved["team"].attributes == ("admins-see-chats",)
    remedies = {each.tier: each for each in outlook(View(pack), answers).remedies}
    assert remedies["team"].answers == {"chat-reading": ("must", "no-matter")}
    assert [reason.attribute for reason in remedies["api"].made_otherwise] == ["staff-chat"]


def test_what_moved_was_otherwise_for_the_worse_or_the_better(pack: Pack, seen: list[tuple[Answers, Outlook]]) -> None:
    """A row that was met before is no reason for a verdict that was worse before."""
    order = [Effect.MET, Effect.ON_CONDITIONS, Effect.UNCONFIRMED, Effect.FAILED]
    view, told = View(pack), 0
    for answers, found in seen:
        for moved in found.moved:
            now = case_of(view, answers, "open")
            days = sorted({source.date for source in view.sources}, key=last_day)
            before = View(pack, days[days.index(moved.since) - 1])
            was_worse = moved.before.severity > now.verdict(moved.tier, moved.use).severity
            wanted = {
                held.reason.attribute: held.reason.demanded.wants
                for held in now.bearing_on(moved.tier, moved.use)
                if held.reason.strength is Strength.MUST and held.reason.certain
            }
            for row in moved.attributes:
                told += 1
                effects = [effect(wanted[row], each.cell(row, moved.tier).value) for each in (before, view)]
                then, today = (order.index(each) for each in effects)
                assert then > today if was_worse else then < today
    assert told


def test_every_way_in_which_so_few_musts_cannot_be_had_is_told(pack: Pack, seen: list[tuple[Answers, Outlook]]) -> None:
    """To give up one of a pair helps nobody where another pair stays."""
    view, several = View(pack), 0
    for answers, found in seen:
        case = case_of(view, answers, "open")
        for use in {conflict.use for conflict in found.conflicts}:
            told = {frozenset(need.attribute for need in each.needs) for each in found.conflicts if each.use == use}
            (size,) = {len(each) for each in told}
            lacking = [
                {held.reason.attribute for held in case.bearing_on(tier, use) if held.blocks and held.reason.certain}
                for tier in case.tiers
            ]
            ways = {
                frozenset(chosen)
                for chosen in combinations(sorted(set().union(*lacking)), size)
                if all(lacks & set(chosen) for lacks in lacking)
            }
            several += len(ways) > 1
            assert told == ways if len(ways) <= 6 else len(told) == 6
    assert several
