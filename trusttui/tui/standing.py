"""What the answers come to so far, in a few lines: what contradicts what, and each tier with the answer that moved it
last."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from trusttui.advisor.results import Assessment, Effect, TierResult
from trusttui.pack.model import Strength, Value
from trusttui.pack.view import View
from trusttui.report.advice import question_words
from trusttui.report.words import answer_words, effect_words, option_words
from trusttui.tui.assessment import Progress
from trusttui.tui.render import QUIET, hanging, verdict_content
from trusttui.tui.widgets.wrapped import LinesFor

REASONS_SHOWN = 2
ROOM = 60
"""Cells from which on all reasons are shown, and the tiers stand apart."""
NOTHING = "Nothing is answered yet. Each answer moves the tiers; “not sure” is an answer."


def standing(view: View, progress: Progress, *, brief: bool, verdict: str) -> LinesFor:
    """What makes the lines for a width; the brief form gives a tier one line, without the rows in its way.
    `verdict` is the key of the verdict."""
    if not progress.answers:
        return lambda width: hanging(Content.styled(NOTHING, QUIET), width, 0)
    assessment = progress.so_far(view)
    moved_by = {tier: _answer(view, progress, question) for tier, question in progress.moved_by().items()}
    still_open = len(progress.open)

    def lines(width: int) -> list[Content]:
        made = list(_contradictions(view, assessment, width, brief))
        roomy = width >= ROOM and not brief
        for number, tier in enumerate(view.tiers):
            if number and roomy:
                made.append(Content(""))
            result = assessment.tiers[tier.id]
            first = Content.assemble((tier.short, "bold"), "  ", verdict_content(result.verdict))
            answer = Content(moved_by.get(tier.id, ""))
            if brief:
                made.append(Content.assemble(first, "  ", answer).rstrip().truncate(width, ellipsis=True))
                continue
            made += hanging(first, width, 0, 2)
            made += hanging(answer, width, 1, 2) if answer else ()
            made += _reasons(view, result, width, len(result.reasons) if roomy else REASONS_SHOWN)
        made += [Content("")] if roomy else []
        return made + hanging(Content.styled(_ending(still_open, verdict), QUIET), width, 0)

    return lines


def _ending(still_open: int, verdict: str) -> str:
    """What fits by a few answers may be ruled out by the next."""
    if not still_open:
        return f"All is answered, {verdict} for the verdict"
    answers = "One open answer" if still_open == 1 else f"{still_open} open answers"
    return f"{answers} may move this; {verdict} for the verdict"


def _contradictions(view: View, assessment: Assessment, width: int, brief: bool) -> Iterator[Content]:
    for each in assessment.contradictions:
        yield from hanging(Content.assemble(("▲ ", "$text-warning"), (each.text, "$text-warning")), width, 0, 2)
        if each.repairs and brief:
            ways = " or ".join(question_words(view, question) for question in each.repairs)
            yield from hanging(Content.assemble(("To mend it, change ", QUIET), ways), width, 1)
        elif each.repairs:
            ways = "; or ".join(answer_words(view, question, options) for question, options in each.repairs.items())
            yield from hanging(Content.assemble(("To mend it, answer ", QUIET), ways), width, 1)
        if not brief:
            yield Content("")


def _answer(view: View, progress: Progress, question_id: str) -> str:
    """`← Health data: Yes`"""
    question = next(each for each in view.pack.advisor.question if each.id == question_id)
    words = ", ".join(option_words(question, option) for option in progress.answers[question_id])
    return f"← {question.short}: {words}"


def _reasons(view: View, result: TierResult, width: int, most: int) -> Iterator[Content]:
    moving = [r for r in result.reasons if r.effect is not Effect.MET and r.strength is Strength.MUST]
    moving.sort(key=lambda reason: list(Effect).index(reason.effect), reverse=True)
    for reason in moving[:most]:
        wants = "must not hold: " if reason.demanded.wants is Value.NO else ""
        title = view.attribute(reason.attribute).title
        line = Content.styled(f"{effect_words(reason.effect)}: {wants}{title}", QUIET)
        yield from hanging(line, width, 1, hang=2)
    if len(moving) > most:
        yield from hanging(Content.styled(f"and {len(moving) - most} more", QUIET), width, 1)
