"""What is drawn from a case: what stands in the way, what is open, what to be wary of, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from trusttui.advisor.case import Case
from trusttui.advisor.needs import Held
from trusttui.advisor.results import (
    AgreementResult,
    Block,
    CautionResult,
    Effect,
    OpenPoint,
    Recommendation,
    Severity,
    Status,
    Step,
    StepKind,
    Verdict,
)
from trusttui.pack.model import Citation, Strength

Recommended = tuple[Recommendation, ...]


def blocking(case: Case, recommended: Recommended) -> tuple[Block, ...]:
    """For each use for which nothing is recommended the needs that keep each tier from it, the tier with the fewest
    first. Where an open answer alone keeps a tier from it, that is an open point and blocks nothing."""
    found: list[Block] = []
    for recommendation in recommended:
        if recommendation.tiers:
            continue
        use = recommendation.use
        tiers = [(tier, _blockers(case, tier, use)) for tier in case.tiers]
        tiers.sort(key=lambda item: (len(item[1]), max((held.severity for held in item[1]), default=0)))
        found.extend(
            Block(use=use, tier=tier, reason=held.reason, ask=_whom_to_ask(case, held))
            for tier, blockers in tiers
            for held in blockers
        )
    return tuple(found)


def open_points(case: Case, agreements: Mapping[str, AgreementResult]) -> tuple[OpenPoint, ...]:
    """The open answers that would decide something, those first that settle a tier with the fewest others; then the
    silences of the sources that keep a tier from fitting."""
    return (*_open_answers(case, agreements), *_silences(case))


def cautions(case: Case, recommended: Recommended) -> tuple[CautionResult, ...]:
    """The pack's caveats on the tiers that are worth a closer look: first those that an answer given calls for, then
    those that an open answer may, then those that always hold."""
    considered = {tier for tiers in case.considered(recommended).values() for tier in tiers}
    found = []
    for caution, stated in case.desk.cautions:
        tiers = tuple(tier for tier in stated.tiers if tier in considered)
        standing = case.standings.get(caution.when.question) if caution.when else None
        if tiers and (caution.when is None or (standing and standing.may_hold(caution.when.any))):
            called_for = 2 if standing is None else int(standing.open)
            found.append((called_for, replace(stated, tiers=tiers)))
    return tuple(caution for _, caution in sorted(found, key=lambda pair: pair[0]))


def next_steps(
    case: Case,
    recommended: Recommended,
    agreements: Mapping[str, AgreementResult],
    points: tuple[OpenPoint, ...],
) -> tuple[Step, ...]:
    """What to do next, each thing once: settle open answers, conclude agreements, meet conditions, ask the vendor."""
    return (
        *_decide(case, points),
        *_agree(case, recommended, agreements),
        *_conditions(case, recommended),
        *_ask(case, points),
    )


# --- what stands in the way, and what is open


def _blockers(case: Case, tier: str, use: str | None) -> list[Held]:
    blockers = [held for held in case.bearing_on(tier, use) if held.blocks]
    certain = [held for held in blockers if held.reason.certain]
    if certain or case.bounds(tier, use).best.severity < Severity.UNCONFIRMED:
        return certain
    return blockers  # an open answer that blocks whichever it turns out to be


def _whom_to_ask(case: Case, held: Held) -> str | None:
    contact = case.desk.contacts.get(held.reason.attribute)
    return contact.id if contact and held.reason.effect is Effect.UNCONFIRMED else None


def _open_answers(case: Case, agreements: Mapping[str, AgreementResult]) -> list[OpenPoint]:
    undecided = [
        (tier, decided_by)
        for tier in case.tiers
        for use in case.uses
        if (decided_by := case.bounds(tier, use).decided_by)
    ]
    settles = {
        question: tuple(dict.fromkeys(tier for tier, decided_by in undecided if question in decided_by))
        for question in case.standings
    }
    deciding = [question for question, tiers in settles.items() if tiers]
    deciding.sort(key=lambda question: min(len(by) for _, by in undecided if question in by))
    asking = dict.fromkeys(
        question
        for agreement in agreements.values()
        if agreement.status is Status.ASK
        for because in agreement.because
        for question in _open_above(case, because)
    )
    return [
        OpenPoint(question=question, tiers=settles[question])
        for question in (*deciding, *(question for question in case.standings if question in asking.keys() - deciding))
    ]


def _open_above(case: Case, question: str) -> Iterator[str]:
    """The open questions among a question and those on which it depends."""
    standing = case.standings.get(question)
    while standing:
        if standing.open:
            yield standing.question.id
        parent = standing.question.asked_if
        standing = case.standings.get(parent.question) if parent else None


def _silences(case: Case) -> list[OpenPoint]:
    tiers: dict[str, dict[str, None]] = {}
    for tier in case.tiers:
        for use in case.uses:
            if case.verdict(tier, use) is not Verdict.UNCONFIRMED:
                continue
            for held in case.bearing_on(tier, use):
                if held.blocks and held.reason.certain and held.reason.effect is Effect.UNCONFIRMED:
                    tiers.setdefault(held.reason.attribute, {})[tier] = None
    contacts = case.desk.contacts
    return [
        OpenPoint(attribute=attribute, tiers=tuple(of), ask=contacts[attribute].id if attribute in contacts else None)
        for attribute, of in tiers.items()
    ]


# --- next steps


def _decide(case: Case, points: tuple[OpenPoint, ...]) -> Iterator[Step]:
    for point in points:
        if point.question:
            text = case.standings[point.question].question.text
            yield Step(kind=StepKind.DECIDE, tiers=point.tiers, text=text, about=point.question, citations=())


def _agree(case: Case, recommended: Recommended, agreements: Mapping[str, AgreementResult]) -> Iterator[Step]:
    wanted = {tier for recommendation in recommended for tier in recommendation.tiers}
    for agreement, result in agreements.items():
        tiers = tuple(tier for tier in case.tiers if tier in wanted and tier in result.stated_for)
        if result.status is Status.NEEDED and tiers:
            yield Step(
                kind=StepKind.AGREE,
                tiers=tiers,
                text=" ".join((*([result.how] if result.how else []), *result.conditions))
                or case.desk.titles[f"agreements/{agreement}"],
                about=agreement,
                citations=result.citations,
            )


def _conditions(case: Case, recommended: Recommended) -> Iterator[Step]:
    tiers: dict[tuple[str, str], dict[str, None]] = {}
    citations: dict[tuple[str, str], dict[Citation, None]] = {}
    for recommendation in recommended:
        for tier in recommendation.tiers:
            for held in case.bearing_on(tier, recommendation.use):
                reason = held.reason
                if reason.demanded.agreement:
                    continue  # concluding the agreement meets it; that step names the conditions
                if reason.strength is Strength.MUST and reason.certain and reason.effect is Effect.ON_CONDITIONS:
                    key = (reason.attribute, reason.note)
                    tiers.setdefault(key, {})[tier] = None
                    citations.setdefault(key, {}).update(dict.fromkeys(reason.citations))
    for (attribute, note), of in tiers.items():
        yield Step(
            kind=StepKind.CONDITION,
            tiers=tuple(tier for tier in case.tiers if tier in of),
            text=note,
            about=attribute,
            citations=tuple(citations[attribute, note]),
        )


def _ask(case: Case, points: tuple[OpenPoint, ...]) -> Iterator[Step]:
    for point in points:
        contact = case.desk.contacts.get(point.attribute or "")
        if point.attribute and contact:
            yield Step(
                kind=StepKind.ASK,
                tiers=point.tiers,
                text=contact.text,
                about=point.attribute,
                citations=tuple(Citation(contact.source, passage) for passage in contact.passages),
            )
