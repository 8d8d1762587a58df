"""Which tiers the user sees: all but those hidden, and of a day that has only hidden ones, all."""

from __future__ import annotations

from collections.abc import Collection

from trusttui.pack.view import TierView, View


def shown_tiers(view: View, hidden: Collection[str]) -> tuple[TierView, ...]:
    """The tiers of the day that are not hidden; all where none would be left, for one at least is always shown."""
    return tuple(tier for tier in view.tiers if tier.id not in hidden) or view.tiers


def hidden_with(view: View, hidden: Collection[str], shown: Collection[str]) -> frozenset[str]:
    """What is hidden once exactly these tiers of the day are shown. Tiers that the day does not have stay as they
    are."""
    of_day = {tier.id for tier in view.tiers}
    return frozenset(each for each in hidden if each not in of_day) | (of_day - set(shown))
