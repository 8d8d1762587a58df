"""What the answers come to so far, in a few lines: what contradicts what, and each tier with the answer that moved it
last."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from trusttui.advisor.results import Assessment, Effect, TierResult
from trusttui.pack.model import Strength, Value
from trusttui.pack.view import View
from trusttui.report.words import answer_words, effect_words, option_words
from trusttui.tui.assessment import Progress
from trusttui.tui.render import QUIET, hanging, verdict_content

REASONS_SHOWN = 2
NOTHING = "Nothing is answered yet. Each answer moves the tiers; “not sure” is an answer."


def standing(view: View, progress: Progress, width: int, *, brief: bool) -> list[Content]:
    """The lines for a width in cells; the brief form leaves out the rows that stand in a tier's way."""
    if not progress.answers:
        return [Content.styled(NOTHING, QUIET)]
    assessment = progress.so_far(view)
    lines = list(_contradictions(view, assessment, width))
    moved_by = progress.moved_by()
    for tier in view.tiers:
        result = assessment.tiers[tier.id]
        first = Content.assemble((tier.short, "bold"), "  ", verdict_content(result.verdict))
        answer = Content(_answer(view, progress, moved_by[tier.id]) if tier.id in moved_by else "")
        if brief:
            lines += hanging(Content.assemble(first, "  ", answer).rstrip(), width, 0, 4)
            continue
        lines += hanging(first, width, 0, 2)
        lines += hanging(answer, width, 1, 2) if answer else ()
        lines += _reasons(view, result, width)
    given, count = progress.standing()
    lines += hanging(Content.styled(f"{given} of {count} answered, v for the verdict", QUIET), width, 0)
    return lines


def _contradictions(view: View, assessment: Assessment, width: int) -> Iterator[Content]:
    for each in assessment.contradictions:
        text = Content.assemble(("▲ ", "$text-warning"), (each.text, "$text-warning"))
        yield from hanging(text, width, 0, 2)
        ways = "; or ".join(answer_words(view, question, options) for question, options in each.repairs.items())
        if ways:
            yield from hanging(Content.assemble(("To mend it, answer ", QUIET), ways), width, 1)
        yield Content("")


def _answer(view: View, progress: Progress, question_id: str) -> str:
    """`← Health data: Yes`"""
    question = next(each for each in view.pack.advisor.question if each.id == question_id)
    words = ", ".join(option_words(question, option) for option in progress.answers[question_id])
    return f"← {question.short}: {words}"


def _reasons(view: View, result: TierResult, width: int) -> Iterator[Content]:
    moving = [r for r in result.reasons if r.effect is not Effect.MET and r.strength is Strength.MUST]
    moving.sort(key=lambda reason: list(Effect).index(reason.effect), reverse=True)
    for reason in moving[:REASONS_SHOWN]:
        wants = "must not hold: " if reason.demanded.wants is Value.NO else ""
        title = view.attribute(reason.attribute).title
        line = Content.styled(f"{effect_words(reason.effect)}: {wants}{title}", QUIET)
        yield from hanging(line, width, 1, hang=2)
    if len(moving) > REASONS_SHOWN:
        yield from hanging(Content.styled(f"and {len(moving) - REASONS_SHOWN} more", QUIET), width, 1)
