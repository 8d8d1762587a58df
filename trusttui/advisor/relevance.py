"""Which questions can still change what comes out: the others need not be asked."""

from __future__ import annotations

from collections.abc import Iterator

from trusttui.advisor.needs import SEVERITY, Desk, desk_of
from trusttui.advisor.questions import Standing, standing_below
from trusttui.advisor.results import Answers, Effect, Severity
from trusttui.pack.model import Need, Option, Question, QuestionKind, Strength, Value
from trusttui.pack.view import View

Least = dict[tuple[int, str | None], Severity]
"""For a tier's place in the desk and a use the best that can come out; the use is None where a pack has none."""


def still_asked(view: View, answers: Answers) -> tuple[Question, ...]:
    """The questions that can still change a verdict, its conditions, a recommendation, an agreement or a caution, in
    the pack's order.

    What comes after a question is not looked at, so that of two answers that rule out the same the first one stays
    and the other question falls away. Answers to a question that falls away have no part in what comes after.
    """
    desk = desk_of(view)
    least = {(tier, use): Severity.FITS for tier in range(len(desk.tiers)) for use in _uses(desk, answers)}
    asked: dict[str, Standing] = {}
    for question in desk.advisor.question:
        above = asked.get(question.asked_if.question) if question.asked_if else None
        standing = standing_below(question, above, answers.get(question.id, ()))
        if standing and _matters(desk, question, least):
            asked[question.id] = standing
            for tier, use in least:
                least[tier, use] = max(least[tier, use], _best(desk, standing, tier, use))
    return tuple(standing.question for standing in asked.values())


def _uses(desk: Desk, answers: Answers) -> tuple[str | None, ...]:
    """The uses that are named, or all that may be."""
    if desk.uses is None:
        return (None,)
    given = answers.get(desk.uses.id, ())
    every = tuple(option.id for option in desk.uses.option)
    return tuple(option for option in every if option in given) or every


def _matters(desk: Desk, question: Question, least: Least) -> bool:
    return (
        question is desk.uses
        or any(need.agreement for option in question.option for need in option.need)
        or _bears_on_a_tier(desk, question, least)
        or _moves_a_choice(desk, question, least)
        or _calls_for_a_caution(desk, question, least)
        or any(
            _matters(desk, child, least) or _bears_on_a_tier(desk, child, least, beside_none=True)
            for child in _children(desk, question)
        )
    )


def _children(desk: Desk, question: Question) -> Iterator[Question]:
    return (each for each in desk.advisor.question if each.asked_if and each.asked_if.question == question.id)


def _best(desk: Desk, standing: Standing, tier: int, use: str | None) -> Severity:
    question = standing.question
    if question is desk.uses:
        return Severity.FITS if use is None else _severity(desk, question, use, tier)
    if not _speaks_of(desk, question, use) or not standing.surely:
        return Severity.FITS
    return min(desk.reading_severities(question.id, reading)[tier] for reading in standing.readings)


def _severity(desk: Desk, question: Question, option: str, tier: int) -> Severity:
    reading = tuple(each for each in question.option if each.id == option)
    return desk.reading_severities(question.id, reading)[tier]


def _speaks_of(desk: Desk, question: Question, use: str | None) -> bool:
    scope = desk.scopes[question.id]
    return use is None or scope is None or use in scope


def _bears_on_a_tier(desk: Desk, question: Question, least: Least, *, beside_none: bool = False) -> bool:
    """Whether two of its options come to different conditions, silences or failures for a tier that is not ruled out
    for some use; `beside_none` where it may also have no answer at all."""
    beside_none |= question.kind is QuestionKind.MANY
    for (tier, use), low in least.items():
        if low < Severity.RULED_OUT and _speaks_of(desk, question, use):
            found = {_not_simply_met(desk, option, desk.tiers[tier]) for option in question.option}
            if len(found) > 1 or (beside_none and any(found)):
                return True
    return False


def _not_simply_met(desk: Desk, option: Option, tier: str) -> frozenset[tuple[str, Value]]:
    return frozenset(
        (need.attribute, need.wants)
        for need in option.need
        if need.strength is Strength.MUST and desk.effect_of(need, tier) is not Effect.MET
    )


def _moves_a_choice(desk: Desk, question: Question, least: Least) -> bool:
    """Whether one of its preferences tells apart tiers that may both be recommended."""
    for use in {use for _, use in least}:
        tiers = [desk.tiers[tier] for (tier, of), low in least.items() if of == use and low <= Severity.CONDITIONS]
        if _speaks_of(desk, question, use) and any(
            len({_liking(desk, need, tier) for tier in tiers}) > 1
            for option in question.option
            for need in option.need
            if need.strength is Strength.PREFER
        ):
            return True
    return False


def _liking(desk: Desk, need: Need, tier: str) -> Severity:
    """How far a preference is met; what is not confirmed counts for no more than what is not met."""
    return min(Severity.UNCONFIRMED, SEVERITY[desk.effect_of(need, tier)])


def _calls_for_a_caution(desk: Desk, question: Question, least: Least) -> bool:
    open_tiers = {desk.tiers[tier] for (tier, _), low in least.items() if low < Severity.RULED_OUT}
    return any(
        caution.when and caution.when.question == question.id and not open_tiers.isdisjoint(stated.tiers)
        for caution, stated in desk.cautions
    )
