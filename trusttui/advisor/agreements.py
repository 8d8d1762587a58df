"""Which agreements the answers make necessary, and what the sources of the day say of them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from trusttui.advisor.questions import Standing
from trusttui.advisor.results import AgreementResult, Status
from trusttui.pack.model import Kind, Strength, Value
from trusttui.pack.view import ArticleView, View

_STATED = (Value.YES, Value.CONDITIONAL)


def agreements(stated: tuple[AgreementResult, ...], standings: Mapping[str, Standing]) -> dict[str, AgreementResult]:
    """How each of the agreements stands under the answers, by its local id."""
    found = {}
    for result in stated:
        status, because = standing_of(result.agreement, standings)
        found[result.agreement] = replace(result, status=status, because=because)
    return found


def stated_agreements(view: View) -> tuple[AgreementResult, ...]:
    """Each agreement that a source of the day speaks of, not needed until answers need it."""
    return tuple(_stated(view, article) for article in view.of_kind(Kind.AGREEMENT))


def standing_of(agreement: str, standings: Mapping[str, Standing]) -> tuple[Status, tuple[str, ...]]:
    """How an agreement stands, and the questions whose answers make it so.

    It is needed only if it is so however the open answers turn out; where one of them may make it needed, or
    advisable when nothing certain does, that is for the user to `ask`.
    """
    musts = {question: _holds(standing, agreement, Strength.MUST) for question, standing in standings.items()}
    prefers = {question: _holds(standing, agreement, Strength.PREFER) for question, standing in standings.items()}
    for status, found in (
        (Status.NEEDED, [q for q, (surely, _) in musts.items() if surely]),
        (Status.ASK, [q for q, (_, maybe) in musts.items() if maybe]),
        (Status.RECOMMENDED, [q for q, (surely, _) in prefers.items() if surely]),
        (Status.ASK, [q for q, (_, maybe) in prefers.items() if maybe]),
    ):
        if found:
            return status, tuple(found)
    return Status.NOT_NEEDED, ()


def _holds(standing: Standing, agreement: str, strength: Strength) -> tuple[bool, bool]:
    """Whether a question names an agreement whatever its answer, and whether it may."""
    names = [
        any(need.agreement == agreement and need.strength is strength for option in reading for need in option.need)
        for reading in standing.readings
    ]
    return standing.surely and all(names), any(names)


def _stated(view: View, article: ArticleView) -> AgreementResult:
    head, current = article.article.head, article.current
    tiers = [tier.id for tier in view.tiers]
    conditions, citations, how = list(current.conditions), list(current.citations), ""
    if head.attribute:
        cells = [view.cell(head.attribute, tier) for tier in tiers]
        stated = {cell.tier for cell in cells if cell.value in _STATED}
        notes = [cell.note for cell in cells if cell.value is Value.CONDITIONAL and cell.note]
        conditions = conditions or list(dict.fromkeys(notes))
    else:
        stated = set(current.tiers) if current.value in _STATED else set()
    if current.text == article.article.body:  # the route is the newest source's: an older one may not have named it
        how = head.how
        citations += view.cite(head.source, head.how_passages)
    return AgreementResult(
        agreement=article.id.removeprefix("agreements/"),
        status=Status.NOT_NEEDED,
        stated_for=tuple(tier for tier in tiers if tier in stated),
        not_stated_for=tuple(tier for tier in tiers if tier not in stated),
        conditions=tuple(conditions),
        how=how,
        citations=tuple(dict.fromkeys(citations)),
        because=(),
    )
