"""Every combination of answers: `python -m tests.advisor.everything [--as-of DATE] [--pack DIR]`.

The questions of a pack fall into groups: one that depends on no other (but for the uses) with those that depend on it.
What two groups come to does not hang on each other, and a tier stands for a use as the worst of them, so that the
combinations that come to the same, verdict by verdict and agreement by agreement, can be counted without going through
each. Of each such class one combination is held against the engine: it must come to what the class says, and be a
sound assessment. That the engine weighs groups independently is what `test_properties` holds against plain readings.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

from trusttui.advisor.agreements import standing_of
from trusttui.advisor.case import Case
from trusttui.advisor.evaluate import case_of, evaluate
from trusttui.advisor.questions import uses_question
from trusttui.advisor.results import UNSURE, Answers, Assessment
from trusttui.pack.model import Pack, Question, QuestionKind, Strength
from trusttui.pack.view import View

Flags = tuple[bool, bool, bool, bool]
"""Of an agreement whether it is surely needed, may be, is surely recommended, may be."""


class Class(NamedTuple):
    """What combinations come to that come to the same."""

    spans: tuple[tuple[int, int], ...]
    """For each tier and use the best and the worst severity."""
    agreements: tuple[Flags, ...]


class Member(NamedTuple):
    """How many combinations a class has, and one of them."""

    count: int
    answers: dict[str, tuple[str, ...]]


def classes(view: View, uses: tuple[str, ...]) -> dict[Class, Member]:
    """The classes of all combinations of answers under some uses; an answer may be left open."""
    advisor = view.pack.advisor
    of_uses = uses_question(advisor)
    assert of_uses is not None
    base: dict[str, tuple[str, ...]] = {of_uses.id: uses}
    found = {_class(case_of(view, base, "ignore")): Member(1, base)}
    for group in _groups(view.pack, of_uses, uses):
        parts: dict[Class, Member] = {}
        for answers in _answers(group):
            key = _class(case_of(view, {**base, **answers}, "ignore"))
            known = parts.get(key)
            parts[key] = Member(known.count + 1, known.answers) if known else Member(1, answers)
        merged: dict[Class, Member] = {}
        for (one, mine), (other, theirs) in product(found.items(), parts.items()):
            key = _merge(one, other)
            count = mine.count * theirs.count
            known = merged.get(key)
            if known:
                merged[key] = known._replace(count=known.count + count)
            else:
                merged[key] = Member(count, {**mine.answers, **theirs.answers})
        found = merged
    return found


def every_use(pack: Pack) -> Iterator[tuple[str, ...]]:
    """Every set of uses that may be named."""
    of_uses = uses_question(pack.advisor)
    assert of_uses is not None
    ids = [option.id for option in of_uses.option]
    return (chosen for count in range(1, len(ids) + 1) for chosen in combinations(ids, count))


def _groups(pack: Pack, of_uses: Question, uses: tuple[str, ...]) -> Iterator[list[Question]]:
    by_root: dict[str, list[Question]] = {}
    root_of: dict[str, str] = {}
    for question in pack.advisor.question:
        condition = question.asked_if
        if question is of_uses or (
            condition and condition.question == of_uses.id and not set(condition.any).intersection(uses)
        ):
            continue
        if condition is None or condition.question == of_uses.id:
            root_of[question.id] = question.id
        elif condition.question in root_of:
            root_of[question.id] = root_of[condition.question]
        else:
            continue
        by_root.setdefault(root_of[question.id], []).append(question)
    yield from by_root.values()


def _answers(group: list[Question]) -> Iterator[dict[str, tuple[str, ...]]]:
    """Every answer to a group: to each question one of its options or none, and to those alone that are asked."""
    first, *rest = group
    for given in _choices(first):
        yield from _with(rest, {first.id: given})


def _with(rest: list[Question], given: dict[str, tuple[str, ...]]) -> Iterator[dict[str, tuple[str, ...]]]:
    if not rest:
        yield given
        return
    question, *others = rest
    condition = question.asked_if
    assert condition is not None
    above = given.get(condition.question)
    if above and (above == (UNSURE,) or set(above).intersection(condition.any)):
        for choice in _choices(question):
            yield from _with(others, {**given, question.id: choice})
    else:
        yield from _with(others, given)


def _choices(question: Question) -> Iterator[tuple[str, ...]]:
    ids = [option.id for option in question.option]
    if question.kind is QuestionKind.ONE:
        yield from ((option,) for option in ids)
    else:
        yield from (chosen for count in range(1, len(ids) + 1) for chosen in combinations(ids, count))
    yield (UNSURE,)


def _class(case: Case) -> Class:
    return Class(
        spans=tuple(
            (bounds.best.severity.value, bounds.worst.severity.value)
            for tier in case.tiers
            for use in case.uses
            for bounds in [case.bounds(tier, use)]
        ),
        agreements=tuple(_flags(case, stated.agreement) for stated in case.desk.agreements),
    )


def _flags(case: Case, agreement: str) -> Flags:
    found = [False] * 4
    for standing in case.standings.values():
        for place, strength in ((0, Strength.MUST), (2, Strength.PREFER)):
            names = [
                any(n.agreement == agreement and n.strength is strength for option in reading for n in option.need)
                for reading in standing.readings
            ]
            found[place] |= standing.surely and all(names)
            found[place + 1] |= any(names)
    return (found[0], found[1], found[2], found[3])


def _merge(one: Class, other: Class) -> Class:
    return Class(
        spans=tuple((max(a, c), max(b, d)) for (a, b), (c, d) in zip(one.spans, other.spans, strict=True)),
        agreements=tuple(
            (a[0] or b[0], a[1] or b[1], a[2] or b[2], a[3] or b[3])
            for a, b in zip(one.agreements, other.agreements, strict=True)
        ),
    )


def hold(view: View, key: Class, answers: Answers, check: Callable[[View, Assessment], None]) -> None:
    """Hold a combination against what its class says, and against what must hold of any assessment."""
    case = case_of(view, answers, "ignore")
    assert _class(case) == key, answers
    assessment = evaluate(view, answers, unanswered="ignore")
    check(view, assessment)
    for stated in case.desk.agreements:
        assert assessment.agreements[stated.agreement].status is standing_of(stated.agreement, case.standings)[0]


def main(arguments: list[str]) -> int:
    from tests.advisor.soundness import check
    from trusttui.pack.load import bundled, load_pack

    parser = argparse.ArgumentParser(description="Hold every combination of answers against the engine.")
    parser.add_argument("--as-of", metavar="DATE", help="one day; without it every day on which a source came")
    parser.add_argument("--pack", type=Path, default=None)
    args = parser.parse_args(arguments)
    pack = load_pack(args.pack or bundled())
    days = [args.as_of] if args.as_of else sorted({source.date for source in pack.sources})
    for day in days:
        view, began = View(pack, day), time.perf_counter()
        combined = different = 0
        for uses in every_use(pack):
            for key, member in classes(view, uses).items():
                hold(view, key, member.answers, check)
                combined += member.count
                different += 1
        print(f"{day:<11} {combined:>20,} combinations  {different:>8,} classes  {time.perf_counter() - began:6.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
