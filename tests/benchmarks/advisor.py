"""How long the advisor takes: `python -m tests.benchmarks advisor`.

Two thousand whole sets of answers, drawn by a fixed die, against the present of the bundled pack. One evaluation is to
take less than a millisecond. `of a key` holds the work that one answer asks of the screen (what is asked, what it
comes to so far) against the time between two frames at 60 a second.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from statistics import median, quantiles

from trusttui.advisor.evaluate import evaluate
from trusttui.advisor.outlook import outlook
from trusttui.advisor.relevance import still_asked
from trusttui.advisor.results import UNSURE, Answers
from trusttui.pack.load import bundled, load_pack
from trusttui.pack.model import Pack, QuestionKind
from trusttui.pack.view import View

SETS = 2000
FRAME = 1000 / 60
"""Milliseconds."""


def drawn(pack: Pack, count: int) -> list[Answers]:
    """Whole sets of answers, one in four of them not sure where that is offered."""
    dice = random.Random(20260822)
    found: list[Answers] = []
    for _ in range(count):
        answers: dict[str, tuple[str, ...]] = {}
        for question in pack.advisor.question:
            ids = [option.id for option in question.option]
            if question.kind is not QuestionKind.ONE:
                answers[question.id] = tuple(dice.sample(ids, dice.randint(1, 2)))
            elif question.unsure and dice.random() < 0.25:
                answers[question.id] = (UNSURE,)
            else:
                answers[question.id] = (dice.choice(ids),)
        found.append(answers)
    return found


def times(work: Callable[[Answers], object], sets: list[Answers]) -> list[float]:
    """Milliseconds for each set, after one to warm up."""
    work(sets[0])
    found = []
    for answers in sets:
        began = time.perf_counter()
        work(answers)
        found.append((time.perf_counter() - began) * 1000)
    return found


def main() -> int:
    pack = load_pack(bundled())
    view = View(pack)
    sets = drawn(pack, SETS)
    evaluated = times(lambda answers: evaluate(view, answers, unanswered="ignore"), sets)
    asked = times(lambda answers: still_asked(view, answers), sets)
    looked = times(lambda answers: outlook(view, answers), sets[: SETS // 20])
    print(f"{'':<12} {'p50 ms':>8} {'p95 ms':>8} {'worst ms':>9} {'of a frame':>11}")
    for name, found in (("evaluate", evaluated), ("still asked", asked), ("outlook", looked)):
        p95 = quantiles(found, n=20)[-1]
        print(f"{name:<12} {median(found):8.3f} {p95:8.3f} {max(found):9.3f} {p95 / FRAME:10.0%}")
    return 0
