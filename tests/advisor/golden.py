"""The golden table: what the bundled pack's combinations that matter come to, in codes. `python -m
tests.advisor.golden` writes it anew, and its diff is what a change of content or engine changes for users.

For each use that one names, and for staff chat beside a product: everything answered and nothing demanded, then each
other answer by itself, then the pairs of answers that bear on one another.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from itertools import combinations, product
from pathlib import Path

from trusttui.advisor.evaluate import evaluate
from trusttui.advisor.questions import asked
from trusttui.advisor.relevance import still_asked
from trusttui.advisor.results import UNSURE, Answers, Status, Verdict
from trusttui.pack.model import Pack, Question
from trusttui.pack.view import View

FOLDER = Path(__file__).parent / "golden"
DAYS = ("2024-05", "2026-08-22")
USES = (("staff",), ("product",), ("fine-tuning",), ("inside-gpts",), ("public-gpts",), ("staff", "product"))
EASY = {
    "sector": "general",
    "student-data": "no",
    "size": UNSURE,
    "self-serve": "no",
    "health-data": "no",
    "eu-data": "no",
    "us-state-data": "no",
    "training": "no-matter",
    "retention": "no-requirement",
    "zdr-use-case": "yes",
    "chat-reading": "no-matter",
    "apps": "no",
    "sso": "no",
    "soc2": "no",
    "human-review": "no-requirement",
}
"""Everything answered, and nothing demanded."""
TOGETHER = (
    ("sector", "health-data"),
    ("sector", "eu-data"),
    ("sector", "sso"),
    ("health-data", "retention"),
    ("retention", "chat-reading"),
    ("chat-reading", "human-review"),
    ("soc2", "sso"),
)
LETTER = {Verdict.FITS: "F", Verdict.CONDITIONS: "C", Verdict.UNCONFIRMED: "U", Verdict.RULED_OUT: "X"}
STATUS = {Status.NEEDED: "N", Status.RECOMMENDED: "r", Status.ASK: "?", Status.NOT_NEEDED: "-"}


def table(view: View) -> str:
    """The golden table of a day."""
    lines = [
        f"as of {view.as_of}",
        "verdicts: F fits, C fits on conditions, U unconfirmed, X ruled out; of " + " ".join(t.id for t in view.tiers),
        "agreements: N needed, r recommended, ? ask, - not needed; of " + " ".join(evaluate(view, {}).agreements),
        "then how many questions are asked, and for each use what is recommended",
    ]
    for uses in USES:
        base = answers_of(view.pack, uses, {})
        ordinary = codes(view, base)
        lines += ["", f"{'+'.join(uses):<44} {ordinary}"]
        same: list[str] = []
        for changed in _changes(view.pack, uses):
            name = " ".join(f"{question}={option}" for question, option in changed.items())
            found = codes(view, answers_of(view.pack, uses, changed))
            if found == ordinary:
                same += [name] * (len(changed) == 1)
            elif len(changed) == 1 or found not in _each_alone(view, uses, changed):
                lines.append(f"  {name:<42} {found}")
        lines += [f"  as above: {name}" for name in _filled(same)]
    return "".join(f"{line}\n" for line in lines)


def answers_of(pack: Pack, uses: tuple[str, ...], changed: Mapping[str, str]) -> Answers:
    """Everything answered, those changed otherwise, and those left out that are not asked."""
    answers: dict[str, tuple[str, ...]] = {"use": uses} | {name: (given,) for name, given in (EASY | changed).items()}
    known = {question.id for question in asked(pack.advisor, answers)}
    return {name: given for name, given in answers.items() if name in known}


def codes(view: View, answers: Answers) -> str:
    """What answers come to, without a word of prose."""
    found = evaluate(view, answers)
    verdicts = " ".join("".join(LETTER[r.uses[use]] for r in found.tiers.values()) for use in answers["use"])
    agreements = "".join(STATUS[each.status] for each in found.agreements.values())
    recommended = "; ".join(" ".join(each.tiers) or "none" for each in found.recommended)
    return f"{verdicts}  {agreements}  {len(still_asked(view, answers)):>2}  {recommended}"


def _changes(pack: Pack, uses: tuple[str, ...]) -> Iterator[dict[str, str]]:
    questions = {question.id: question for question in pack.advisor.question}
    for question in questions.values():
        for option in _others(question):
            changed = {question.id: option}
            if question.id in answers_of(pack, uses, _asking(questions, changed)):
                yield _asking(questions, changed)
    for pair in TOGETHER:
        for options in product(*(_others(questions[name]) for name in pair)):
            if UNSURE in options:
                continue
            changed = dict(zip(pair, options, strict=True))
            if set(pair) <= set(answers_of(pack, uses, changed)):
                yield changed


def _asking(questions: Mapping[str, Question], changed: dict[str, str]) -> dict[str, str]:
    """With the answer on which the question depends, where that is not the use."""
    [name] = changed
    condition = questions[name].asked_if
    return (
        changed
        if condition is None or condition.question == "use"
        else {condition.question: condition.any[0]} | changed
    )


def _others(question: Question) -> list[str]:
    ids = [option.id for option in question.option] + [UNSURE] * question.unsure
    return [] if question.id == "use" else [option for option in ids if option != EASY[question.id]]


def _each_alone(view: View, uses: tuple[str, ...], changed: Mapping[str, str]) -> list[str]:
    """What fewer of these answers come to: a pair that comes to no more is left out."""
    return [
        codes(view, answers_of(view.pack, uses, dict(fewer)))
        for count in range(1, len(changed))
        for fewer in combinations(changed.items(), count)
    ]


def _filled(names: list[str], width: int = 100) -> Iterator[str]:
    line = ""
    for name in names:
        if line and len(line) + len(name) + 2 > width:
            yield line
            line = ""
        line += f"{', ' if line else ''}{name}"
    if line:
        yield line


def main() -> int:
    from trusttui.pack.load import bundled, load_pack

    pack = load_pack(bundled())
    FOLDER.mkdir(exist_ok=True)
    for day in DAYS:
        (FOLDER / f"{day}.txt").write_text(table(View(pack, day)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
