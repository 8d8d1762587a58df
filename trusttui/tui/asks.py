"""What each answer to a question asks of a tier, held against the matrix: the verdicts come of nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from trusttui.advisor.needs import Desk, desk_of
from trusttui.advisor.results import Effect
from trusttui.pack.model import Need, Question, Strength, Value
from trusttui.pack.view import View
from trusttui.report.blocks import EFFECT_TONE
from trusttui.report.words import effect_words
from trusttui.tui.render import QUIET, TONE_STYLE, hanging
from trusttui.tui.widgets.wrapped import LinesFor

HEAD = "What each answer asks of a tier"
NOTHING = "nothing"


def asks(view: View, question: Question) -> LinesFor:
    """What makes the lines for a width: under each answer the rows of the matrix that it needs, with what each comes to
    for each tier."""
    return lambda width: list(_lines(view, question, width))


def _lines(view: View, question: Question, width: int) -> Iterator[Content]:
    desk = desk_of(view)
    yield Content("")
    yield from hanging(Content.styled(HEAD, "bold $text-accent"), width, 0)
    for number, option in enumerate(question.option, 1):
        nothing = f"  {NOTHING}" if not option.need else ""
        yield Content("")
        yield from hanging(
            Content.assemble((f"{number} ", "$text-accent"), (option.text + nothing, QUIET)), width, 0, 2
        )
        for need in option.need:
            yield from _need(view, desk, need, width)


def _need(view: View, desk: Desk, need: Need, width: int) -> Iterator[Content]:
    wants = "must not hold: " if need.wants is Value.NO else ""
    preferred = "  preferred" if need.strength is Strength.PREFER else ""
    title = Content.assemble((wants, QUIET), view.attribute(need.attribute).title, (preferred, QUIET))
    yield from hanging(title, width, 1, 2)
    fares: dict[Effect, list[str]] = {}
    for tier in view.tiers:
        fares.setdefault(desk.effect_of(need, tier.id), []).append(tier.short)
    for effect in Effect:
        if effect in fares:
            yield from hanging(_fare(effect, fares), width, 2, 2)


def _fare(effect: Effect, fares: dict[Effect, list[str]]) -> Content:
    words = Content.styled(effect_words(effect), TONE_STYLE[EFFECT_TONE[effect]])
    tiers = "all tiers" if len(fares) == 1 and len(fares[effect]) > 1 else ", ".join(fares[effect])
    return Content.assemble(words, f"  {tiers}")
