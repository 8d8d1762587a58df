"""Which questions are asked, and what is wrong with answers."""

from __future__ import annotations

import pytest

from trusttui.advisor.questions import asked, parse_answers, problems
from trusttui.pack.model import AdvisorFile, AskedIf, Option, Question, QuestionKind


def question(name: str, options: str, kind: str = "one", unsure: bool = False, when: str = "") -> Question:
    parent, _, any_of = when.partition(":")
    return Question(
        id=name,
        text=name,
        why=name,
        short=name,
        kind=QuestionKind(kind),
        unsure=unsure,
        asked_if=AskedIf(question=parent, any=any_of.split()) if when else None,
        option=[Option(id=option, text=option) for option in options.split()],
    )


ADVISOR = AdvisorFile(
    question=[
        question("deep", "yes no", when="reading:yes"),
        question("use", "staff product", kind="uses"),
        question("health-data", "yes no", unsure=True),
        question("reading", "yes no", when="use:staff"),
        question("laws", "gdpr ccpa", kind="many"),
        question("round", "a b", when="trip:a"),
        question("trip", "a b", when="round:a"),
    ]
)


@pytest.mark.parametrize(
    ("answers", "mode", "expected"),
    [
        ({}, "open", "deep use health-data reading laws"),
        ({}, "ignore", "use health-data laws"),
        ({"use": ("staff",)}, "ignore", "use health-data reading laws"),
        ({"use": ("product",)}, "open", "use health-data laws"),
        ({"use": ("product", "staff"), "reading": ("yes",)}, "ignore", "deep use health-data reading laws"),
        ({"use": ("staff",), "reading": ("no",)}, "open", "use health-data reading laws"),
        ({"use": ("product",), "reading": ("yes",)}, "open", "use health-data laws"),
    ],
)
def test_which_are_asked(answers: dict[str, tuple[str, ...]], mode: str, expected: str) -> None:
    found = asked(ADVISOR, answers, unanswered="ignore" if mode == "ignore" else "open")
    assert [question.id for question in found] == expected.split()


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"health-dta": ("yes",)}, ['"health-dta"', '"health-data"']),
        ({"health-data": ("yess",)}, ["health-data", '"yess"', '"yes"']),
        ({"zzz": ("yes",)}, ['"zzz"', "laws"]),
        ({"health-data": ("yes", "no")}, ["one option"]),
        ({"reading": ("unsure",)}, ['"unsure"', "yes, no"]),
        ({"laws": ()}, ["laws", "no option"]),
    ],
)
def test_a_problem_says_what_and_what_is_near(answers: dict[str, tuple[str, ...]], words: list[str]) -> None:
    [found] = problems(ADVISOR, answers)
    assert all(word in found for word in words), found


def test_good_answers_have_no_problems() -> None:
    good = {"use": ("staff", "product"), "health-data": ("unsure",), "deep": ("yes",), "laws": ("gdpr",)}
    assert problems(ADVISOR, good) == ()


def test_answers_from_a_file() -> None:
    raw = {"use": ["product", "staff"], "health-data": True, "reading": "no", "laws": 3, "helth": "no"}
    answers, found = parse_answers(ADVISOR, raw)
    assert answers == {"use": ("staff", "product"), "health-data": ("yes",), "reading": ("no",)}
    assert len(found) == 2
    assert "laws" in found[0]
    assert '"helth"' in found[1]


def test_an_answer_with_a_problem_is_left_out() -> None:
    answers, found = parse_answers(ADVISOR, {"use": ["staff", "stuff"], "health-data": "no"})
    assert answers == {"health-data": ("no",)}
    assert len(found) == 1
