"""The advisor's questions and assessment as JSON."""

from __future__ import annotations

from collections.abc import Iterable

from trusttui.advisor.outlook import Outlook
from trusttui.advisor.results import (
    UNSURE,
    AgreementResult,
    Assessment,
    Block,
    ContradictionResult,
    OpenPoint,
    Reason,
    Step,
)
from trusttui.pack.model import Question
from trusttui.pack.view import View
from trusttui.report.advice import cited
from trusttui.report.as_json import Json, citations
from trusttui.report.entry_json import source
from trusttui.report.outlook import outlook_json
from trusttui.report.words import UNSURE_WORD


def questions(of: Iterable[Question]) -> Json:
    """`advise --questions`. Where "not sure" is a possible answer, it is the last option, `unsure`."""
    return {"questions": [_question(question) for question in of]}


def _question(question: Question) -> Json:
    options = [{"id": option.id, "text": option.text} for option in question.option]
    if question.unsure:
        options.append({"id": UNSURE, "text": UNSURE_WORD})
    asked_if = question.asked_if
    return {
        "id": question.id,
        "text": question.text,
        "why": question.why,
        "kind": question.kind.value,
        "options": options,
        "asked_if": {"question": asked_if.question, "any": list(asked_if.any)} if asked_if else None,
    }


def assessment(view: View, of: Assessment, outlook: Outlook | None = None) -> Json:
    """`advise --answers`."""
    meta, named = view.pack.meta, {citation.source for citation in cited(of)}
    return {
        "as_of": of.as_of,
        "pack": {"name": meta.name, "version": meta.version, "hash": view.pack.hash},
        "answers": {question: list(given) for question, given in of.answers.items()},
        "tiers": {
            tier: {"verdict": result.verdict.value, "reasons": [_reason(reason) for reason in result.reasons]}
            for tier, result in of.tiers.items()
        },
        "recommended": [{"use": each.use, "tiers": list(each.tiers)} for each in of.recommended],
        "agreements": {agreement: _agreement(result) for agreement, result in of.agreements.items()},
        "blocking": [_blocking(block) for block in of.blocking],
        "contradictions": [_contradiction(each) for each in of.contradictions],
        "open": [_open(point) for point in of.open],
        "cautions": [{"text": caution.text, "citations": citations(caution.citations)} for caution in of.cautions],
        "next_steps": [_step(step) for step in of.next_steps],
        **(outlook_json(outlook) if outlook else {}),
        "sources": [source(view, each) for each in view.sources if each.id in named],
    }


def _reason(reason: Reason) -> Json:
    return {
        "need": reason.need,
        "strength": reason.strength.value,
        "attribute": reason.attribute,
        "value": reason.value.value,
        "effect": reason.effect.value,
        "note": reason.note,
        "citations": citations(reason.citations),
    }


def _agreement(result: AgreementResult) -> Json:
    return {
        "status": result.status.value,
        "stated_for": list(result.stated_for),
        "conditions": list(result.conditions),
        "how": result.how,
        "citations": citations(result.citations),
    }


def _blocking(block: Block) -> Json:
    return {"use": block.use, "tier": block.tier, **_reason(block.reason), "ask": block.ask}


def _contradiction(of: ContradictionResult) -> Json:
    return {
        "id": of.id,
        "text": of.text,
        "answers": {question: list(options) for question, options in of.answers.items()},
        "repairs": {question: list(options) for question, options in of.repairs.items()},
        "citations": citations(of.citations),
    }


def _open(point: OpenPoint) -> Json:
    return {
        "question": point.question,
        "attribute": point.attribute,
        "tiers": list(point.tiers),
        "ask": point.ask,
    }


def _step(step: Step) -> Json:
    return {
        "kind": step.kind.value,
        "about": step.about,
        "tiers": list(step.tiers),
        "text": step.text,
        "citations": citations(step.citations),
    }
