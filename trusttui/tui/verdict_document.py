"""The advisor's assessment as a document: one sentence first, then the reasons, then what is left to do."""

from __future__ import annotations

from collections.abc import Iterator

from trusttui.advisor.results import Assessment, Effect, Reason, Status, StepKind, TierResult, Verdict
from trusttui.pack.dates import in_words
from trusttui.pack.model import Question, QuestionKind, Strength, Value
from trusttui.pack.view import View
from trusttui.report.words import STATUS_WORD, STEP_WORD
from trusttui.tui.assessment import option_text
from trusttui.tui.document import Block, Document, Link, Role, citation_text, tier_names


def verdict_document(view: View, assessment: Assessment) -> Document:
    """All that an assessment says, for the reader."""
    return Document(
        id="verdict",
        title=recommendation_line(view, assessment),
        meta=f"A reading of published text as of {in_words(assessment.as_of)}, no legal advice",
        blocks=tuple(_blocks(view, assessment)),
        links=tuple(_links(view, assessment)),
    )


def recommendation_line(view: View, assessment: Assessment) -> str:
    """The recommendation in a sentence, per use where several are named."""
    parts = []
    for recommendation in assessment.recommended:
        use = f"For {_use_text(view, recommendation.use).lower()}: " if recommendation.use else ""
        if not recommendation.tiers:
            parts.append(f"{use}no tier is supported by the published text.")
            continue
        names = " or ".join(view.tier(tier).name for tier in recommendation.tiers)
        worst = max(_for_use(assessment.tiers[tier], recommendation.use).severity for tier in recommendation.tiers)
        how = "on conditions" if worst.verdict is Verdict.CONDITIONS else "without reservation"
        parts.append(f"{use}the published text supports {names}, {how}.")
    return " ".join(part[:1].upper() + part[1:] for part in parts)


def _for_use(result: TierResult, use: str | None) -> Verdict:
    return result.uses.get(use, result.verdict) if use else result.verdict


def _uses_question(view: View) -> Question | None:
    return next((q for q in view.pack.advisor.question if q.kind is QuestionKind.USES), None)


def _use_text(view: View, use: str) -> str:
    question = _uses_question(view)
    return option_text(question, use) if question else use


def _blocks(view: View, assessment: Assessment) -> Iterator[Block]:
    for tier in view.tiers:
        result = assessment.tiers[tier.id]
        yield Block(Role.HEADING, tier.name)
        yield Block(Role.VERDICT, result.verdict, label="Verdict")
        if len(result.uses) > 1:
            for use, verdict in result.uses.items():
                yield Block(Role.VERDICT, verdict, label=_use_text(view, use), indent=1)
        for title, effects in (
            ("Why not", (Effect.FAILED, Effect.UNCONFIRMED)),
            ("On condition", (Effect.ON_CONDITIONS,)),
            ("Why", (Effect.MET,)),
        ):
            yield from _reasons(view, title, [r for r in result.reasons if r.effect in effects])
        if result.decided_by:
            names = ", ".join(_question(view, question).short for question in result.decided_by)
            yield Block(Role.TEXT, f"settling {names} would decide it", label="Open", indent=1)
    yield from _agreements(view, assessment)
    yield from _blocking(view, assessment)
    if assessment.cautions:
        yield Block(Role.HEADING, "Cautions")
        for caution in assessment.cautions:
            yield Block(Role.ITEM, f"{tier_names(view, caution.tiers)}: {caution.text}")
            for citation in caution.citations:
                yield Block(Role.CITATION, citation_text(view, citation), indent=1)
    if assessment.next_steps:
        yield Block(Role.HEADING, "Next steps")
        for number, step in enumerate(assessment.next_steps, 1):
            tiers = f" ({tier_names(view, step.tiers)})" if step.tiers else ""
            yield Block(
                Role.TEXT,
                f"{STEP_WORD[step.kind]} {_about(view, step.kind, step.about)}{tiers}: {step.text}",
                label=f"{number}.",
            )
            for citation in step.citations:
                yield Block(Role.CITATION, citation_text(view, citation), indent=1)
    yield from _answers(view, assessment)


def _about(view: View, kind: StepKind, about: str) -> str:
    if kind is StepKind.DECIDE:
        return _question(view, about).short
    if kind is StepKind.AGREE:
        return _agreement_name(view, about)
    return next((a.title for a in view.attributes if a.id == about), about)


def _question(view: View, question_id: str) -> Question:
    return next(q for q in view.pack.advisor.question if q.id == question_id)


def _reasons(view: View, title: str, reasons: list[Reason]) -> Iterator[Block]:
    if not reasons:
        return
    yield Block(Role.QUIET, title, indent=1)
    for reason in sorted(reasons, key=lambda r: (list(Effect).index(r.effect), r.strength is not Strength.MUST)):
        attribute = view.attribute(reason.attribute)
        wanted = "" if reason.demanded.wants is Value.YES else " (must not hold)"
        wish = "" if reason.strength is Strength.MUST else ", a preference"
        unsure = "" if reason.certain else ", if it applies"
        yield Block(Role.EFFECT, reason.effect, label=f"{attribute.title}{wanted}{wish}{unsure}", indent=1)
        if reason.note:
            yield Block(Role.TEXT, reason.note, indent=2)
        for citation in reason.citations:
            yield Block(Role.CITATION, citation_text(view, citation), indent=2)


def _agreement_name(view: View, agreement: str) -> str:
    for article in view.articles:
        if article.id == f"agreements/{agreement}":
            return article.article.head.short or article.title
    return agreement


def _agreements(view: View, assessment: Assessment) -> Iterator[Block]:
    if assessment.agreements:
        yield Block(Role.HEADING, "Agreements")
    for agreement, result in assessment.agreements.items():
        yield Block(Role.TEXT, f"{_agreement_name(view, agreement)}: {STATUS_WORD[result.status]}")
        if result.status is Status.NOT_NEEDED:
            continue
        yield Block(Role.TEXT, tier_names(view, result.stated_for), label="Stated for", indent=1)
        if result.not_stated_for:
            yield Block(Role.TEXT, tier_names(view, result.not_stated_for), label="Not stated for", indent=1)
        for condition in result.conditions:
            yield Block(Role.ITEM, condition, indent=1)
        if result.how:
            yield Block(Role.TEXT, result.how, label="Route", indent=1)
        for citation in result.citations:
            yield Block(Role.CITATION, citation_text(view, citation), indent=1)


def _blocking(view: View, assessment: Assessment) -> Iterator[Block]:
    if not assessment.blocking:
        return
    yield Block(Role.HEADING, "What stands in the way")
    for block in assessment.blocking:
        use = f" for {_use_text(view, block.use).lower()}" if block.use else ""
        title = view.attribute(block.reason.attribute).title
        yield Block(Role.EFFECT, block.reason.effect, label=f"{view.tier(block.tier).short}{use}: {title}")
        if block.ask:
            yield Block(Role.TEXT, view.contact(block.ask).text, label="Ask", indent=1)


def _answers(view: View, assessment: Assessment) -> Iterator[Block]:
    yield Block(Role.HEADING, "Your answers")
    for question in view.pack.advisor.question:
        given = assessment.answers.get(question.id)
        if given:
            words = ", ".join(option_text(question, option) for option in given)
            yield Block(Role.TEXT, words, label=question.short)


def _links(view: View, assessment: Assessment) -> Iterator[Link]:
    for agreement, result in assessment.agreements.items():
        if result.status is not Status.NOT_NEEDED:
            yield Link(f"agreement: {_agreement_name(view, agreement)}", f"agreements/{agreement}")
    seen = dict.fromkeys(
        reason.attribute
        for result in assessment.tiers.values()
        for reason in result.reasons
        if reason.effect is not Effect.MET
    )
    for attribute in seen:
        yield Link(f"attribute: {view.attribute(attribute).title}", f"matrix/{attribute}")
