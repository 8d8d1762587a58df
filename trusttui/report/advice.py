"""The advisor's assessment and its questions as blocks. Wording is modest: what the published text supports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trusttui.advisor.outlook import Outlook
from trusttui.advisor.results import (
    UNSURE,
    AgreementResult,
    Assessment,
    Effect,
    OpenPoint,
    Reason,
    Recommendation,
    Status,
    Step,
    StepKind,
    TierResult,
    Verdict,
)
from trusttui.pack.dates import in_words
from trusttui.pack.model import Citation, Question, QuestionKind, Strength, Value
from trusttui.pack.view import View
from trusttui.report import blocks as b
from trusttui.report.blocks import Block
from trusttui.report.entry import contact_blocks
from trusttui.report.outlook import conflict_blocks, tier_outlook
from trusttui.report.words import (
    NO_SOURCE,
    STATUS_WORD,
    STEP_WORD,
    UNSURE_WORD,
    VERDICT_WORD,
    answer_words,
    option_words,
    tier_words,
    use_words,
)

_WORST_FIRST = (Effect.FAILED, Effect.UNCONFIRMED, Effect.ON_CONDITIONS, Effect.MET)


def assessment_blocks(view: View, assessment: Assessment, outlook: Outlook | None = None) -> list[Block]:
    """An assessment whole: the recommendation first, then why and what would change it, then what is left to do, then
    what it rests on."""
    said = [
        b.title("What the published text supports"),
        *(b.text(sentence(view, assessment, each)) for each in assessment.recommended),
        *contradiction_blocks(view, assessment),
        *(conflict_blocks(view, outlook) if outlook else ()),
        *_overview(view, assessment),
        *_tiers(view, assessment, outlook),
        *_agreements(view, assessment),
        *_blocking(view, assessment),
        *_open(view, assessment.open),
        *_cautions(view, assessment),
        *_steps(view, assessment),
        *_answers(view, assessment),
    ]
    return [*said, *b.rests(view, said)]


def cited(assessment: Assessment) -> Iterator[Citation]:
    """All that an assessment cites; passages may come more than once."""
    said: list[Iterable[Citation]] = [
        *(reason.citations for result in assessment.tiers.values() for reason in result.reasons),
        *(each.citations for each in assessment.agreements.values()),
        *(each.reason.citations for each in assessment.blocking),
        *(each.citations for each in assessment.contradictions),
        *(each.citations for each in assessment.cautions),
        *(each.citations for each in assessment.next_steps),
    ]
    for citations in said:
        yield from citations


def sentence(view: View, assessment: Assessment, recommendation: Recommendation) -> str:
    """A recommendation in a sentence."""
    start = f"{_for(view, recommendation.use)}: the" if recommendation.use else "The"
    verdicts = {tier: _for_use(result, recommendation.use) for tier, result in assessment.tiers.items()}
    if recommendation.tiers:
        names = " or ".join(view.tier(tier).name for tier in recommendation.tiers)
        conditional = any(verdicts[tier] is Verdict.CONDITIONS for tier in recommendation.tiers)
        return f"{start} published text supports {names}{', on the conditions named below' if conditional else ''}."
    if all(verdict is Verdict.RULED_OUT for verdict in verdicts.values()):
        return f"{start} published text supports no tier."
    return f"{start} published text supports no tier as things stand; what is open below may decide otherwise."


def contradiction_blocks(view: View, assessment: Assessment) -> Iterator[Block]:
    """Answers that cannot all be meant, and what would mend each of them."""
    if assessment.contradictions:
        yield b.heading("Answers that contradict each other")
    for each in assessment.contradictions:
        given = " and ".join(answer_words(view, question, options) for question, options in each.answers.items())
        yield b.item(each.text, label=given)
        yield from b.grouped(view, each.citations, indent=1)
        ways = "; or ".join(answer_words(view, question, options) for question, options in each.repairs.items())
        if ways:
            yield b.text(ways, label="To mend it, answer", indent=1)


def is_recommended(assessment: Assessment) -> bool:
    """Whether every use that was named has a tier."""
    return bool(assessment.recommended) and all(each.tiers for each in assessment.recommended)


def questions_blocks(questions: Iterable[Question]) -> Iterator[Block]:
    """The advisor's questions with their ids, for who writes an answers file."""
    kinds = {
        QuestionKind.USES: "one or more of",
        QuestionKind.MANY: "any of",
        QuestionKind.ONE: "one of",
    }
    for question in questions:
        yield b.title(question.text)
        yield b.meta(question.id, kinds[question.kind])
        yield b.text(question.why)
        if question.asked_if:
            wanted = " or ".join(question.asked_if.any)
            yield b.text(f"only if {question.asked_if.question} is {wanted}", label="Asked")
        for option in question.option:
            yield b.item(option.text, label=option.id)
        if question.unsure:
            yield b.item(UNSURE_WORD, label=UNSURE)


def question_words(view: View, question_id: str) -> str:
    """A question's short name; its id where the pack has none such."""
    return next((each.short for each in view.pack.advisor.question if each.id == question_id), question_id)


def _for(view: View, use: str) -> str:
    return f'For "{use_words(view, use)}"'


def _for_use(result: TierResult, use: str | None) -> Verdict:
    return result.uses.get(use, result.verdict) if use else result.verdict


def _overview(view: View, assessment: Assessment) -> Iterator[Block]:
    """The verdicts under each other: why each is what it is comes after, and takes pages."""
    yield b.heading("Tier by tier")
    for tier, result in assessment.tiers.items():
        best, worst = VERDICT_WORD[result.best], VERDICT_WORD[result.worst]
        between = f" ({best} to {worst})" if best != worst else ""
        yield b.verdict(result.verdict, label=f"{view.tier(tier).name}{between}")


def _tiers(view: View, assessment: Assessment, outlook: Outlook | None) -> Iterator[Block]:
    for tier, result in assessment.tiers.items():
        yield b.heading(view.tier(tier).name)
        yield b.verdict(result.verdict, label=_range(result))
        if len(result.uses) > 1:
            for use, verdict in result.uses.items():
                yield b.verdict(verdict, label=_for(view, use), indent=1)
        if result.decided_by:
            open_answers = ", ".join(question_words(view, question) for question in result.decided_by)
            yield b.text(open_answers, label="Open answers that decide it", indent=1)
        if outlook:
            yield from tier_outlook(view, outlook, tier)
        for reason in sorted((each for each in result.reasons if each.certain), key=_weight):
            yield from _reason(view, reason)
        yield from _uncertain(view, result)


def _uncertain(view: View, result: TierResult) -> Iterator[Block]:
    """What only open answers could demand and this tier does not simply meet: rows and citations, without the notes,
    for all of it may never apply."""
    demanded = {(each.attribute, each.demanded.wants) for each in result.reasons if each.certain}
    first = True
    for reason in sorted((each for each in result.reasons if each.effect is not Effect.MET), key=_weight):
        if reason.certain or (reason.attribute, reason.demanded.wants) in demanded:
            continue
        demanded.add((reason.attribute, reason.demanded.wants))
        if first:
            yield b.meta("Only if an open answer demands it:", indent=1)
            first = False
        yield b.effect(reason.effect, label=view.attribute(reason.attribute).title, indent=2)
        yield from b.grouped(view, reason.citations, indent=3)


def _range(result: TierResult) -> str:
    if result.best is result.worst:
        return ""
    return f"between {VERDICT_WORD[result.best]} and {VERDICT_WORD[result.worst]}, as open answers turn out"


def _weight(reason: Reason) -> tuple[int, bool]:
    return _WORST_FIRST.index(reason.effect), reason.strength is not Strength.MUST


def _reason(view: View, reason: Reason) -> Iterator[Block]:
    remarks = [
        "must not hold" if reason.demanded.wants is Value.NO else "",
        "preferred" if reason.strength is Strength.PREFER else "",
        f'for "{use_words(view, reason.use)}"' if reason.use else "",
    ]
    named = "; ".join(remark for remark in remarks if remark)
    title = view.attribute(reason.attribute).title
    yield b.effect(reason.effect, label=f"{title} ({named})" if named else title, indent=1)
    if reason.note:
        yield b.text(reason.note, indent=2)
    yield from b.grouped(view, reason.citations, indent=2)
    if not reason.citations:
        dated = f", as of {in_words(reason.as_of)}" if reason.as_of else ""
        yield b.meta(f"{NO_SOURCE}{dated}", indent=2)


def _agreements(view: View, assessment: Assessment) -> Iterator[Block]:
    if assessment.agreements:
        yield b.heading("Agreements")
    for agreement, result in assessment.agreements.items():
        yield b.item(STATUS_WORD[result.status], label=_agreement_words(view, agreement))
        if result.status is not Status.NOT_NEEDED:
            yield from _to_obtain(view, assessment, result)
            yield from _agreement(view, result)


def _to_obtain(view: View, assessment: Assessment, result: AgreementResult) -> Iterator[Block]:
    """For which of the recommended tiers a needed agreement is to be obtained; as something unconfirmed, for which of
    those that are recommended, or may come to be, no source states it. What the others lack is of no consequence."""
    if result.status is not Status.NEEDED:
        return
    tiers, lacking = [], []
    for each in assessment.recommended:
        tiers += [tier for tier in each.tiers if tier in result.stated_for]
        open_for = [t for t, of in assessment.tiers.items() if _for_use(of, each.use) is not Verdict.RULED_OUT]
        lacking += [t for t in each.tiers or open_for if _is_without(assessment.tiers[t], result.agreement)]
    if tiers:
        yield b.text(tier_words(view, tiers), label="To be obtained for", indent=1)
    if lacking:
        words = f"needed, and stated by no source for {tier_words(view, lacking)}"
        yield b.effect(Effect.UNCONFIRMED, label=words, indent=1)


def _is_without(result: TierResult, agreement: str) -> bool:
    """Whether answers demand an agreement of a tier for which it is not stated."""
    demanding = (each for each in result.reasons if each.certain and each.demanded.agreement == agreement)
    return any(each.strength is Strength.MUST and each.effect is Effect.UNCONFIRMED for each in demanding)


def _agreement(view: View, result: AgreementResult) -> Iterator[Block]:
    if result.because:
        because = ", ".join(question_words(view, question) for question in result.because)
        yield b.text(because, label="Because of", indent=1)
    yield b.text(tier_words(view, result.stated_for), label="Stated for", indent=1)
    if result.not_stated_for:
        yield b.text(tier_words(view, result.not_stated_for), label="Not stated for", indent=1)
    yield from b.conditions(result.conditions, indent=1)
    if result.how:
        yield b.text(result.how, label="Route", indent=1)
    yield from b.grouped(view, result.citations, indent=1)
    if not result.citations:
        yield b.meta(NO_SOURCE, indent=1)


def _agreement_words(view: View, agreement: str) -> str:
    for article in view.articles:
        if article.id == f"agreements/{agreement}":
            short = article.article.head.short
            return f"{article.title} ({short})" if short else article.title
    return agreement


def _blocking(view: View, assessment: Assessment) -> Iterator[Block]:
    if assessment.blocking:
        yield b.heading("What stands in the way")
    for block in assessment.blocking:
        use = f', for "{use_words(view, block.use)}"' if block.use else ""
        title = view.attribute(block.reason.attribute).title
        yield b.effect(block.reason.effect, label=f"{view.tier(block.tier).name}{use}: {title}")
        yield from b.grouped(view, block.reason.citations, indent=1)
        if not block.reason.citations:
            yield b.meta(NO_SOURCE, indent=1)
        # Where the tier is ruled out for more than that, nothing is gained by asking.
        if block.ask and _for_use(assessment.tiers[block.tier], block.use) is not Verdict.RULED_OUT:
            yield from contact_blocks(view, view.contact(block.ask), indent=1)


def _open(view: View, points: tuple[OpenPoint, ...]) -> Iterator[Block]:
    if points:
        yield b.heading("Open points")
    for point in points:
        tiers = f" ({tier_words(view, point.tiers)})" if point.tiers else ""
        if point.question:
            yield b.item(f"{question_words(view, point.question)}{tiers}", label="Your answer")
        if point.attribute:
            silent = all(view.cell(point.attribute, tier).value is Value.NOT_STATED for tier in point.tiers)
            label = NO_SOURCE if silent else "To be confirmed"
            yield b.item(f"{view.attribute(point.attribute).title}{tiers}", label=label)
        if point.ask:
            yield from contact_blocks(view, view.contact(point.ask), indent=1)


def _cautions(view: View, assessment: Assessment) -> Iterator[Block]:
    if assessment.cautions:
        yield b.heading("Cautions")
    for caution in assessment.cautions:
        yield b.item(caution.text, label=tier_words(view, caution.tiers))
        yield from b.grouped(view, caution.citations, indent=1)


def _steps(view: View, assessment: Assessment) -> Iterator[Block]:
    steps, beside = assessment.next_steps, is_recommended(assessment)
    if steps:
        yield b.heading("Next steps")
    for number, step in enumerate(steps, 1):
        if beside and step.kind is StepKind.ASK:
            # What is asked is asked of tiers that do not fit as things stand; here there are such as do.
            yield b.heading("Only if you want a tier that is not recommended")
            beside = False
        tiers = f" ({tier_words(view, step.tiers)})" if step.tiers else ""
        label = f"{STEP_WORD[step.kind]}: {_about(view, step)}{tiers}"
        yield b.item(step.text, label=label, number=number)
        yield from b.grouped(view, step.citations, indent=1)


def _about(view: View, step: Step) -> str:
    if step.kind is StepKind.AGREE:
        return _agreement_words(view, step.about)
    if step.kind is StepKind.DECIDE:
        return question_words(view, step.about)
    return next((each.title for each in view.attributes if each.id == step.about), step.about)


def _answers(view: View, assessment: Assessment) -> Iterator[Block]:
    yield b.heading("Your answers")
    for question in view.pack.advisor.question:
        given = assessment.answers.get(question.id)
        if given:
            words = "; ".join(option_words(question, option) for option in given)
            yield b.item(words, label=question.short)
    if not assessment.answers:
        yield b.text("None.")
