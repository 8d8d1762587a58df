"""Answers held against a view: the whole assessment."""

from __future__ import annotations

from trusttui.advisor.agreements import agreements
from trusttui.advisor.case import Case
from trusttui.advisor.contradictions import contradictions
from trusttui.advisor.needs import desk_of
from trusttui.advisor.questions import Unanswered, in_pack_order, standings
from trusttui.advisor.readings import Weighing
from trusttui.advisor.results import Answers, Assessment, TierResult
from trusttui.advisor.steps import blocking, cautions, next_steps, open_points
from trusttui.pack.view import View


def evaluate(view: View, answers: Answers, *, unanswered: Unanswered = "open") -> Assessment:
    """Hold answers against the matrix of a day.

    An unanswered question is open, so that any of its options may hold, or with `unanswered="ignore"` left out.
    Answers to questions that are not asked are kept and have no effect; ids that the pack does not have are as good
    as unanswered (`questions.problems` names them).
    """
    case = case_of(view, answers, unanswered)
    recommended = case.recommended()
    stated = agreements(case.desk.agreements, case.standings)
    points = open_points(case, stated)
    return Assessment(
        as_of=view.as_of,
        answers=in_pack_order(view.pack.advisor, answers),
        tiers=case.tiers,
        recommended=recommended,
        agreements=stated,
        blocking=blocking(case, recommended),
        contradictions=contradictions(case.desk.contradictions, case.standings),
        open=points,
        cautions=cautions(case, recommended),
        next_steps=next_steps(case, recommended, stated, points),
    )


def case_of(view: View, answers: Answers, unanswered: Unanswered) -> Case:
    """Answers held against a view, before anything is drawn from it."""
    desk = desk_of(view)
    standing = standings(desk.advisor, answers, unanswered)
    weighing = Weighing(desk, standing)
    named = frozenset(weighing.named)
    held = {tier: tuple(h for s in standing.values() for h in desk.held(tier, s, named)) for tier in desk.tiers}
    weighed = {tier: weighing.weigh(place) for place, tier in enumerate(desk.tiers)}
    tiers = {}
    for tier, (bounds, uses) in weighed.items():
        tiers[tier] = TierResult(
            tier=tier,
            verdict=bounds.verdict,
            best=bounds.best,
            worst=bounds.worst,
            uses={use: of.verdict for use, of in uses.items()},
            reasons=tuple(h.reason for h in held[tier]),
            decided_by=tuple(question for question in standing if question in bounds.decided_by),
        )
    return Case(desk=desk, standings=standing, tiers=tiers, weighed=weighed, held=held, uses=weighing.named or (None,))
