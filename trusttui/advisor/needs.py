"""Needs held against the cells of a view: how each fares, worked out once for a view and kept while it lives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

from trusttui.advisor.agreements import stated_agreements
from trusttui.advisor.contradictions import stated_contradictions
from trusttui.advisor.questions import Reading, Standing, uses_question
from trusttui.advisor.results import CautionResult, Effect, Reason, Severity
from trusttui.pack.model import AdvisorFile, Caution, Contact, Kind, Need, Option, Question, Strength, Value
from trusttui.pack.view import Cell, View

SEVERITY = {
    Effect.MET: Severity.FITS,
    Effect.ON_CONDITIONS: Severity.CONDITIONS,
    Effect.UNCONFIRMED: Severity.UNCONFIRMED,
    Effect.FAILED: Severity.RULED_OUT,
}

Scope = frozenset[str] | None
"""The uses of which a need speaks; None for all."""


class Held(NamedTuple):
    """A need held against a tier's cell, and the uses of which it speaks."""

    reason: Reason
    scope: Scope

    def speaks_of(self, use: str | None) -> bool:
        """Whether it bears on a use; with no use named, everything does."""
        return use is None or self.scope is None or use in self.scope

    @property
    def severity(self) -> Severity:
        """What it comes to for the tier, if it is a `must`."""
        return SEVERITY[self.reason.effect]

    @property
    def blocks(self) -> bool:
        """Whether it is a `must` that keeps the tier from being recommended."""
        return self.reason.strength is Strength.MUST and self.severity >= Severity.UNCONFIRMED


def effect(wants: Value, value: Value) -> Effect:
    """How a need fares against a cell's value. Silence is neither yes nor no. What holds on conditions is met on
    conditions where it must hold; where it must not, the source does not rule it out, and nothing is confirmed."""
    if value is Value.CONDITIONAL:
        return Effect.ON_CONDITIONS if wants is Value.YES else Effect.UNCONFIRMED
    if value is Value.NOT_STATED:
        return Effect.UNCONFIRMED
    return Effect.MET if value is wants else Effect.FAILED


def scopes(advisor: AdvisorFile) -> dict[str, Scope]:
    """For each question the uses of which it speaks.

    A question that is asked because of certain uses speaks of those alone: whether admins may read chats must not
    decide which tier a product is built on.
    """
    uses = uses_question(advisor)
    questions = {question.id: question for question in advisor.question}

    def scope(question: Question) -> Scope:
        seen = {question.id}
        while question.asked_if:
            if uses and question.asked_if.question == uses.id:
                return frozenset(question.asked_if.any)
            parent = questions.get(question.asked_if.question)
            if parent is None or parent.id in seen:
                break
            seen.add(parent.id)
            question = parent
        return None

    return {question.id: scope(question) for question in advisor.question}


class Desk:
    """Everything that the needs of a pack and the cells of a view come to. It keeps no reference to the view."""

    def __init__(self, view: View) -> None:
        self.advisor = view.pack.advisor
        self.tiers = tuple(tier.id for tier in view.tiers)
        self.uses = uses_question(self.advisor)
        self.scopes = scopes(self.advisor)
        self.contacts: dict[str, Contact] = {}
        """Whom to ask about each attribute that is needed."""
        self.agreements = stated_agreements(view)
        self.titles = {article.id: article.title for article in view.of_kind(Kind.AGREEMENT)}
        self.cautions = stated_cautions(view)
        self.contradictions = stated_contradictions(view)
        self._nothing = (Severity.FITS,) * len(self.tiers)
        self._cells: dict[tuple[str, str], Cell] = {}
        self._severities: dict[tuple[str, str], tuple[Severity, ...]] = {}
        self._reasons: dict[tuple[str, str, str, str | None, bool], tuple[Reason, ...]] = {}
        for question in self.advisor.question:
            for option in question.option:
                self._hold(view, question, option)

    def _hold(self, view: View, question: Question, option: Option) -> None:
        for need in option.need:
            for tier in self.tiers:
                if (need.attribute, tier) not in self._cells:
                    self._cells[need.attribute, tier] = view.cell(need.attribute, tier)
            if view.pack.meta.contact:
                self.contacts[need.attribute] = view.ask_about(view.attribute(need.attribute))
        musts = [need for need in option.need if need.strength is Strength.MUST]
        self._severities[question.id, option.id] = tuple(
            max((SEVERITY[self.effect_of(need, tier)] for need in musts), default=Severity.FITS) for tier in self.tiers
        )

    def effect_of(self, need: Need, tier: str) -> Effect:
        """How a need of the pack fares against a tier's cell."""
        return effect(need.wants, self._cells[need.attribute, tier].value)

    def reading_severities(self, question: str, reading: Reading) -> tuple[Severity, ...]:
        """What the worst `must` of options that hold together comes to, for each tier."""
        if len(reading) == 1:
            return self._severities[question, reading[0].id]
        each = [self._severities[question, option.id] for option in reading]
        return tuple(max(tier) for tier in zip(self._nothing, *each, strict=True))

    def held(self, tier: str, standing: Standing, named: frozenset[str]) -> Iterator[Held]:
        """Each need of a question's options against a tier, in the pack's order. `named` are the uses named."""
        question = standing.question
        for option in standing.options():
            if not option.need:
                continue
            scope = frozenset((option.id,)) if question is self.uses else self.scopes[question.id]
            for use in self._spoken_of(scope, named):
                bearing = scope if use is None else frozenset((use,))
                for reason in self._reasons_for(tier, question, option, use, standing.certain):
                    yield Held(reason, bearing)

    @staticmethod
    def _spoken_of(scope: Scope, named: frozenset[str]) -> Sequence[str | None]:
        """The uses to give a reason for: none, for all, where it bears on all that are named."""
        of = scope if scope is None or not named else scope & named
        if of is None or (of == named and len(of) > 1) or (not named and len(of) > 1):
            return (None,)
        return sorted(of) or (None,)

    def _reasons_for(
        self, tier: str, question: Question, option: Option, use: str | None, certain: bool
    ) -> tuple[Reason, ...]:
        key = (tier, question.id, option.id, use, certain)
        if key not in self._reasons:
            self._reasons[key] = tuple(
                self._reason(tier, f"{question.id}/{option.id}/{need.attribute}", need, use, certain)
                for need in option.need
            )
        return self._reasons[key]

    def _reason(self, tier: str, name: str, need: Need, use: str | None, certain: bool) -> Reason:
        cell = self._cells[need.attribute, tier]
        return Reason(
            need=name,
            demanded=need,
            strength=need.strength,
            attribute=need.attribute,
            value=cell.value,
            effect=self.effect_of(need, tier),
            note=cell.note,
            citations=cell.citations,
            as_of=cell.current.as_of if cell.current else "",
            use=use,
            certain=certain,
        )


def stated_cautions(view: View) -> tuple[tuple[Caution, CautionResult], ...]:
    """The pack's caveats that stand on the day, as they read for all of their tiers."""
    return tuple(
        (
            caution,
            CautionResult(
                id=caution.id,
                text=caution.text,
                tiers=tuple(tier.id for tier in view.tiers if tier.id in caution.tiers),
                citations=view.cite(caution.source, caution.passages),
                as_of=view.seen(view.held(caution.source, caution.passages)),
            ),
        )
        for caution in view.pack.advisor.caution
        if view.stands(caution.source, caution.passages)
    )


_DESKS: WeakKeyDictionary[View, Desk] = WeakKeyDictionary()


def desk_of(view: View) -> Desk:
    """The desk of a view, made once and gone with it."""
    desk = _DESKS.get(view)
    if desk is None:
        desk = _DESKS[view] = Desk(view)
    return desk
