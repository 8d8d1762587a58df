"""Open answers worked out both ways, without going through their combinations.

A tier's severity for a use is the worst of its `must` needs, so that for each severity the statement "it is at least
this bad" is an `or` over questions. A question makes that true, false, or undecided under its readings; one that
depends on another counts under the readings that ask it. Three severities above the best thus give, exactly, the
best and the worst that can come out, and the open questions on which it hangs: those for which the others can turn
out so that this one alone decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from trusttui.advisor.needs import Desk
from trusttui.advisor.questions import Reading, Standing
from trusttui.advisor.results import Severity, Verdict

Truth = bool | frozenset[str]
"""Settled, or undecided and the questions that settle it."""

Clause = dict[str, frozenset[str]] | None
"""An `or`: None where it is true, else its undecided parts with the questions that settle each; empty is false."""

_LEVELS = (Severity.CONDITIONS, Severity.UNCONFIRMED, Severity.RULED_OUT)


class Bounds(NamedTuple):
    """The best and the worst that can come out, and the open questions on which it hangs."""

    best: Verdict
    worst: Verdict
    decided_by: frozenset[str]

    @property
    def verdict(self) -> Verdict:
        """What is true either way: the worst case, except that what may yet hold is not ruled out."""
        if self.worst is Verdict.RULED_OUT and self.best is not Verdict.RULED_OUT:
            return Verdict.UNCONFIRMED
        return self.worst


class Weighed(NamedTuple):
    """What comes out for a tier."""

    bounds: Bounds
    uses: dict[str, Bounds]
    """For each use that was named."""


class Weighing:
    """The standing questions of one set of answers, ready to be weighed for each tier."""

    def __init__(self, desk: Desk, standings: Mapping[str, Standing]) -> None:
        self._desk = desk
        self._standings = standings
        self._uses = standings.get(desk.uses.id) if desk.uses else None
        self._children: dict[str, list[Standing]] = {}
        self._roots: list[str] = []
        for standing in standings.values():
            if standing is self._uses:
                continue
            if standing.question.asked_if:
                self._children.setdefault(standing.question.asked_if.question, []).append(standing)
            else:
                self._roots.append(standing.question.id)
        self._spans = {
            question: self._span(standings[question]) for question in standings if question not in self._children
        }
        self.named: tuple[str, ...] = ()
        """The uses that were named, in the pack's order."""
        if self._uses and not self._uses.open:
            self.named = tuple(option.id for option in self._uses.readings[0])

    def weigh(self, tier: int) -> Weighed:
        """What comes out for the tier at this place of the desk's tiers."""
        clauses = [self._clauses(tier, level) for level in _LEVELS]
        return Weighed(
            bounds=_bounds([self._together(list(by_use.values())) for by_use in clauses]),
            uses={use: _bounds([_all_of([by_use[use]]) for by_use in clauses]) for use in self.named},
        )

    def _clauses(self, tier: int, level: Severity) -> dict[str | None, Clause]:
        """For each use that is named, or may be, whether the tier is at least this bad for it."""
        common = _either((root, self._truth(root, tier, level)) for root in self._roots)
        if self._uses is None or not (self.named or self._uses.open):
            return {None: common}
        return {option.id: self._under(self._uses, (option,), tier, level, common) for option in self._uses.options()}

    def _together(self, clauses: list[Clause]) -> Truth:
        """A tier need serve one of the uses only, so that it is this bad if it is so for all that are named; while
        they are open, any single one of them may be what is meant."""
        if self._uses and self._uses.open:
            return _any_reading(self._uses.question.id, clauses)
        return _all_of(clauses)

    def _span(self, standing: Standing) -> tuple[tuple[Severity, ...], tuple[Severity, ...]]:
        """For each tier the best and the worst reading of a question that asks no others."""
        severities = self._desk.reading_severities
        readings = [severities(standing.question.id, reading) for reading in standing.readings]
        if len(readings) == 1:
            return readings[0], readings[0]
        return tuple(map(min, *readings)), tuple(map(max, *readings))

    def _truth(self, question_id: str, tier: int, level: Severity) -> Truth:
        if question_id in self._spans:
            low, high = self._spans[question_id]
            return low[tier] >= level or (high[tier] >= level and frozenset((question_id,)))
        standing = self._standings[question_id]
        readings = [self._under(standing, reading, tier, level, {}) for reading in standing.readings]
        return _any_reading(question_id, readings)

    def _under(self, standing: Standing, reading: Reading, tier: int, level: Severity, beside: Clause) -> Clause:
        """One reading of a question with the questions that it asks, `beside` whatever else counts."""
        question_id = standing.question.id
        if beside is None or self._desk.reading_severities(question_id, reading)[tier] >= level:
            return None
        below = _either(
            (child.question.id, self._truth(child.question.id, tier, level))
            for child in self._children.get(question_id, ())
            if child.question.asked_if and any(option.id in child.question.asked_if.any for option in reading)
        )
        return None if below is None else beside | below


def _either(parts: Iterable[tuple[str, Truth]]) -> Clause:
    clause: dict[str, frozenset[str]] = {}
    for name, truth in parts:
        if truth is True:
            return None
        if truth:
            assert isinstance(truth, frozenset)
            clause[name] = truth
    return clause


def _all_of(clauses: list[Clause]) -> Truth:
    """What clauses come to that must all hold."""
    undecided = [clause for clause in clauses if clause is not None]
    if not undecided:
        return True
    # of two clauses the one that holds all of the other's parts is implied by it and decides nothing more
    least = [clause for clause in undecided if not any(other.keys() < clause.keys() for other in undecided)]
    if not all(least):
        return False
    return frozenset().union(*(settled_by for clause in least for settled_by in clause.values()))


def _bounds(truths: list[Truth]) -> Bounds:
    """The best and the worst, from what holds at each level."""
    low = high = Severity.FITS
    for level, truth in zip(_LEVELS, truths, strict=True):
        low = level if truth is True else low
        high = level if truth else high
    deciding = (truth for truth in truths if isinstance(truth, frozenset))
    return Bounds(low.verdict, high.verdict, frozenset[str]().union(*deciding))


def _any_reading(question_id: str, readings: list[Clause]) -> Truth:
    """What an answer comes to that may be read in these ways."""
    undecided = [clause for clause in readings if clause is not None]
    if not undecided:
        return True
    settled_by = frozenset[str]().union(*(questions for clause in undecided for questions in clause.values()))
    if len(undecided) < len(readings) or len({frozenset(clause) for clause in undecided}) > 1:
        settled_by |= {question_id}
    return settled_by or False
