"""What must hold of any assessment."""

from __future__ import annotations

from trusttui.advisor.results import Assessment, Effect, Status, Verdict
from trusttui.pack.model import Strength, Value
from trusttui.pack.view import View


def check(view: View, found: Assessment) -> None:
    """A sound verdict, reasons that cite or say "not stated", nothing recommended that no source states."""
    assert list(found.tiers) == [tier.id for tier in view.tiers]
    for result in found.tiers.values():
        assert result.best.severity <= result.verdict.severity <= result.worst.severity
        assert bool(result.decided_by) == (result.best is not result.worst) or result.uses
        for reason in result.reasons:
            assert reason.citations or reason.value is Value.NOT_STATED
            assert bool(reason.as_of) == bool(reason.note)
    for recommendation in found.recommended:
        use = recommendation.use
        for tier in recommendation.tiers:
            verdict = found.tiers[tier].verdict if use is None else found.tiers[tier].uses[use]
            assert verdict in (Verdict.FITS, Verdict.CONDITIONS)
            for reason in found.tiers[tier].reasons:
                if reason.certain and reason.strength is Strength.MUST and reason.use in (None, use):
                    assert reason.effect in (Effect.MET, Effect.ON_CONDITIONS)
        explained = {block.tier for block in found.blocking if block.use == use}
        explained |= {tier for point in found.open for tier in point.tiers}
        assert recommendation.tiers or set(found.tiers) <= explained
    for agreement in found.agreements.values():
        assert agreement.citations
        assert bool(agreement.because) == (agreement.status is not Status.NOT_NEEDED)
    assert all(caution.citations and caution.tiers for caution in found.cautions)
    assert all(step.text and (step.citations or step.kind == "decide") for step in found.next_steps)
    assert len({(step.kind, step.about, step.text) for step in found.next_steps}) == len(found.next_steps)
