"""What a changed answer moved: tiers before and now, and the needs that did it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from trusttui.advisor.results import Assessment, Effect, Severity, Verdict
from trusttui.kept import KeptNeed, NeedChange, TierChange, came_out, differences
from trusttui.pack.model import Question
from trusttui.pack.view import View
from trusttui.report import blocks as b
from trusttui.report.blocks import Block
from trusttui.report.keeping import change_blocks
from trusttui.report.words import option_words
from trusttui.tui.assessment import Seen

EFFECT_OF = {
    Severity.FITS: Effect.MET,
    Severity.CONDITIONS: Effect.ON_CONDITIONS,
    Severity.UNCONFIRMED: Effect.UNCONFIRMED,
    Severity.RULED_OUT: Effect.FAILED,
}
"""How the worst of a tier's needs fares, by its verdict."""


def answer_change_blocks(view: View, before: Seen, now: Assessment) -> Iterator[Block]:
    """What moved since a verdict was looked at, where the answers are others and the day is the same."""
    if before.as_of != now.as_of or before.answers == now.answers:
        return
    yield b.heading("Moved by your change")
    for question in view.pack.advisor.question:
        then, given = (answers.get(question.id, ()) for answers in (before.answers, now.answers))
        if then != given:
            yield b.item(f"{_words(question, then)} → {_words(question, given)}", label=question.short)
    found = [each for each in differences(before.tiers, came_out(now)) if each.before is not each.after]
    if not found:
        yield b.text("No tier's verdict is another than before.")
    yield from change_blocks(view, (that_did_it(each) for each in found), ("Before", "Now"))


def _words(question: Question, given: tuple[str, ...]) -> str:
    return ", ".join(option_words(question, option) for option in given) or "not answered"


def that_did_it(change: TierChange) -> TierChange:
    """A tier's change with those needs alone that are as bad as its worse verdict on that side; all where none is."""
    if change.before is None or change.after is None:
        return change
    worse_now = change.after.severity > change.before.severity
    worse = change.after if worse_now else change.before
    needs = tuple(each for each in change.needs if _is_as_bad(each, worse, worse_now))
    return replace(change, needs=needs or change.needs)


def _is_as_bad(change: NeedChange, verdict: Verdict, now: bool) -> bool:
    side: KeptNeed | None = change.after if now else change.before
    return side is not None and side.effect is EFFECT_OF[verdict.severity]
