"""A set of answers held against a view, before anything is drawn from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from trusttui.advisor.needs import Desk, Held
from trusttui.advisor.questions import Standing
from trusttui.advisor.readings import Bounds, Weighed
from trusttui.advisor.results import Recommendation, Severity, TierResult, Verdict
from trusttui.pack.model import Strength


class Case(Struct, frozen=True, kw_only=True):
    """What is asked, what each tier comes to, and every need held against it."""

    desk: Desk
    standings: Mapping[str, Standing]
    tiers: dict[str, TierResult]
    weighed: dict[str, Weighed]
    """For each tier what can come out for each use."""
    held: dict[str, tuple[Held, ...]]
    """For each tier."""
    uses: tuple[str | None, ...]
    """The uses that were named; None alone where none is."""

    def bounds(self, tier: str, use: str | None) -> Bounds:
        """What can come out for a tier and one of the case's uses."""
        weighed = self.weighed[tier]
        return weighed.bounds if use is None else weighed.uses[use]

    def verdict(self, tier: str, use: str | None) -> Verdict:
        """A tier's verdict for one of the case's uses."""
        return self.bounds(tier, use).verdict

    def bearing_on(self, tier: str, use: str | None) -> Iterator[Held]:
        """The needs that bear on a tier for a use."""
        return (held for held in self.held[tier] if held.speaks_of(use))

    def recommended(self) -> tuple[Recommendation, ...]:
        """For each use the best of the tiers that fit: the least severe, then those that meet most preferences."""
        return tuple(Recommendation(use=use, tiers=self._best(use)) for use in self.uses)

    def considered(self, recommended: tuple[Recommendation, ...]) -> dict[str | None, tuple[str, ...]]:
        """For each use the tiers that are worth a closer look: those recommended, else those not ruled out."""
        return {
            recommendation.use: recommendation.tiers or self.not_ruled_out(recommendation.use)
            for recommendation in recommended
        }

    def not_ruled_out(self, use: str | None) -> tuple[str, ...]:
        return tuple(tier for tier in self.tiers if self.verdict(tier, use) is not Verdict.RULED_OUT)

    def _best(self, use: str | None) -> tuple[str, ...]:
        ranks = {
            tier: (severity, -self._preferences_met(tier, use))
            for tier in self.tiers
            if (severity := self.verdict(tier, use).severity) <= Severity.CONDITIONS
        }
        best = min(ranks.values(), default=None)
        return tuple(tier for tier, rank in ranks.items() if rank == best)

    def _preferences_met(self, tier: str, use: str | None) -> int:
        """Two for each preference that is met, one for each that is met on conditions."""
        return sum(
            max(0, 2 - held.severity)
            for held in self.bearing_on(tier, use)
            if held.reason.certain and held.reason.strength is Strength.PREFER
        )
