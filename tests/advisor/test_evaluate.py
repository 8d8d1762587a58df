"""What comes out of answers, on packs small enough to work out by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from trusttui.advisor.evaluate import evaluate
from trusttui.advisor.needs import effect
from trusttui.advisor.results import Assessment, Effect, Recommendation, Status, StepKind, Verdict
from trusttui.pack.model import AskedIf, Caution, Need, Option, Question, QuestionKind, Strength, Value
from trusttui.pack.view import View

Build = Callable[..., View]

FITS, CONDITIONS, UNCONFIRMED, RULED_OUT = Verdict


def must(attribute: str, wants: str = "yes", agreement: str | None = None) -> Need:
    return Need(attribute=attribute, strength=Strength.MUST, wants=Value(wants), agreement=agreement)


def prefer(attribute: str, agreement: str | None = None) -> Need:
    return Need(attribute=attribute, strength=Strength.PREFER, agreement=agreement)


def ask(name: str, /, kind: str = "one", when: tuple[str, str] | None = None, **options: list[Need]) -> Question:
    return Question(
        id=name,
        text=f"{name}?",
        why="because",
        short=name,
        kind=QuestionKind(kind),
        unsure=kind == "one",
        asked_if=AskedIf(question=when[0], any=when[1].split()) if when else None,
        option=[Option(id=option, text=option, need=needs) for option, needs in options.items()],
    )


def verdicts(assessment: Assessment) -> list[Verdict]:
    return [result.verdict for result in assessment.tiers.values()]


def recommended(assessment: Assessment) -> dict[str | None, tuple[str, ...]]:
    return {recommendation.use: recommendation.tiers for recommendation in assessment.recommended}


@pytest.mark.parametrize(
    ("wants", "value", "expected"),
    [
        ("yes", "yes", Effect.MET),
        ("yes", "conditional", Effect.ON_CONDITIONS),
        ("yes", "not-stated", Effect.UNCONFIRMED),
        ("yes", "no", Effect.FAILED),
        ("no", "no", Effect.MET),
        ("no", "conditional", Effect.UNCONFIRMED),
        ("no", "not-stated", Effect.UNCONFIRMED),
        ("no", "yes", Effect.FAILED),
    ],
)
def test_a_need_against_a_value(wants: str, value: str, expected: Effect) -> None:
    assert effect(Value(wants), Value(value)) is expected


def test_a_tier_is_as_good_as_its_worst_must(small: Build) -> None:
    view = small({"a": "yyyy", "b": "yc?n"}, [ask("q", x=[must("a"), must("b")], y=[])])
    assert verdicts(evaluate(view, {"q": ("x",)})) == [FITS, CONDITIONS, UNCONFIRMED, RULED_OUT]
    assert recommended(evaluate(view, {"q": ("x",)})) == {None: ("t0",)}


def test_a_reason_carries_the_statement_that_it_rests_on(small: Build) -> None:
    view = small({"a": "c"}, [ask("q", x=[must("a")], y=[])])
    [reason] = evaluate(view, {"q": ("x",)}).tiers["t0"].reasons
    assert (reason.need, reason.effect, reason.note) == ("q/x/a", Effect.ON_CONDITIONS, "note on a of t0")
    assert (reason.as_of, reason.citations[0].passage, reason.certain) == ("2021-01-01", "p", True)


def test_a_day_before_the_statement_has_only_silence(small: Build) -> None:
    view = small({"a": "y"}, [ask("q", x=[must("a")], y=[])], as_of="2020-06", agreements={"dpa": "a"})
    assessment = evaluate(view, {"q": ("x",)})
    assert verdicts(assessment) == [UNCONFIRMED]
    assert assessment.tiers["t0"].reasons[0].citations == ()
    assert assessment.agreements == {}


def test_a_day_before_any_tier_has_no_tiers(small: Build) -> None:
    view = small({"a": "y"}, [ask("q", x=[must("a")], y=[])], as_of="2019")
    assessment = evaluate(view, {"q": ("x",)})
    assert (assessment.tiers, recommended(assessment)) == ({}, {None: ()})


# --- uses

USES = ask("use", kind="uses", chat=[must("chat")], build=[must("build")])


def test_each_use_may_have_its_own_tier(small: Build) -> None:
    view = small({"chat": "yyn", "build": "nny"}, [USES])
    assessment = evaluate(view, {"use": ("build", "chat")})
    assert verdicts(assessment) == [FITS, FITS, FITS]
    assert assessment.tiers["t2"].uses == {"chat": RULED_OUT, "build": FITS}
    assert recommended(assessment) == {"chat": ("t0", "t1"), "build": ("t2",)}
    assert {reason.use for reason in assessment.tiers["t0"].reasons} == {"chat", "build"}


def test_what_is_asked_because_of_a_use_speaks_of_that_use_alone(small: Build) -> None:
    reading = ask("reading", when=("use", "chat"), yes=[must("reading")], no=[])
    view = small({"chat": "yn", "build": "ny", "reading": "y?"}, [USES, reading])
    answers = {"use": ("chat", "build"), "reading": ("yes",)}
    assert recommended(evaluate(view, answers)) == {"chat": ("t0",), "build": ("t1",)}
    assert recommended(evaluate(view, answers | {"use": ("build",)})) == {"build": ("t1",)}


def test_an_answer_that_is_not_asked_for_is_kept_and_has_no_effect(small: Build) -> None:
    reading = ask("reading", when=("use", "chat"), yes=[must("reading")], no=[])
    view = small({"chat": "y", "build": "y", "reading": "n"}, [USES, reading])
    assessment = evaluate(view, {"use": ("build",), "reading": ("yes",)})
    assert verdicts(assessment) == [FITS]
    assert assessment.answers["reading"] == ("yes",)


def test_with_no_use_named_the_common_needs_count(small: Build) -> None:
    view = small({"chat": "n", "build": "n", "a": "c"}, [USES, ask("q", x=[must("a")], y=[])])
    assessment = evaluate(view, {"q": ("x",)}, unanswered="ignore")
    assert assessment.tiers["t0"].uses == {}
    assert recommended(assessment) == {None: ("t0",)}


def test_a_tier_of_several_uses_hangs_on_what_hangs_on_each(small: Build) -> None:
    reading = ask("reading", when=("use", "chat"), yes=[must("no")], no=[])
    view = small({"chat": "y", "build": "y", "no": "n"}, [USES, reading])
    assessment = evaluate(view, {"use": ("chat", "build"), "reading": ("unsure",)})
    assert assessment.tiers["t0"].uses == {"chat": UNCONFIRMED, "build": FITS}
    assert assessment.tiers["t0"].decided_by == ()
    assert [(point.question, point.tiers) for point in assessment.open] == [("reading", ("t0",))]


# --- ranking


def test_preferences_rank_and_rule_nothing_out(small: Build) -> None:
    questions = [ask("q", x=[prefer("a"), prefer("b")], y=[])]
    for cells, best in (
        ({"a": "yn", "b": "??"}, ("t0",)),
        ({"a": "cn", "b": "n?"}, ("t0",)),
        ({"a": "yc", "b": "nc"}, ("t0", "t1")),
        ({"a": "nn", "b": "nn"}, ("t0", "t1")),
    ):
        assert recommended(evaluate(small(cells, questions), {"q": ("x",)})) == {None: best}


def test_a_verdict_comes_before_preferences(small: Build) -> None:
    view = small({"a": "yc", "b": "ny"}, [ask("q", x=[must("a"), prefer("b")], y=[])])
    assert recommended(evaluate(view, {"q": ("x",)})) == {None: ("t0",)}


# --- what stands in the way


def test_where_nothing_qualifies_each_tier_says_why(small: Build) -> None:
    view = small({"a": "n?y", "b": "nyy", "c": "yyn"}, [ask("q", x=[must("a"), must("b"), must("c")], y=[])])
    assessment = evaluate(view, {"q": ("x",)})
    assert recommended(assessment) == {None: ()}
    assert [(block.tier, block.reason.attribute, block.ask) for block in assessment.blocking] == [
        ("t1", "a", "ask-a"),
        ("t2", "c", None),
        ("t0", "a", None),
        ("t0", "b", None),
    ]
    assert [(point.attribute, point.tiers, point.ask) for point in assessment.open] == [("a", ("t1",), "ask-a")]
    assert [(step.kind, step.about, step.tiers) for step in assessment.next_steps] == [(StepKind.ASK, "a", ("t1",))]


def test_an_open_answer_that_alone_stands_in_the_way_is_no_block(small: Build) -> None:
    view = small({"a": "n"}, [ask("q", x=[must("a")], y=[])])
    assessment = evaluate(view, {"q": ("unsure",)})
    assert (recommended(assessment), assessment.blocking) == ({None: ()}, ())
    assert [(step.kind, step.about) for step in assessment.next_steps] == [(StepKind.DECIDE, "q")]


def test_an_open_answer_that_blocks_either_way_does(small: Build) -> None:
    view = small({"a": "n"}, [ask("q", x=[must("a")], y=[must("a")])])
    assessment = evaluate(view, {"q": ("unsure",)})
    assert verdicts(assessment) == [RULED_OUT]
    assert {block.reason.need for block in assessment.blocking} == {"q/x/a", "q/y/a"}
    assert assessment.open == ()


# --- both ways


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ("yy", (FITS, FITS, FITS)),
        ("yc", (CONDITIONS, FITS, CONDITIONS)),
        ("y?", (UNCONFIRMED, FITS, UNCONFIRMED)),
        ("yn", (UNCONFIRMED, FITS, RULED_OUT)),
        ("?n", (UNCONFIRMED, UNCONFIRMED, RULED_OUT)),
        ("nn", (RULED_OUT, RULED_OUT, RULED_OUT)),
    ],
)
def test_unsure_holds_what_is_true_either_way(small: Build, values: str, expected: tuple[Verdict, ...]) -> None:
    view = small({"a": values[0], "b": values[1]}, [ask("q", x=[must("a")], y=[must("b")])])
    for answers in ({"q": ("unsure",)}, {}):
        result = evaluate(view, answers).tiers["t0"]
        assert (result.verdict, result.best, result.worst) == expected
        assert result.decided_by == (("q",) if result.best is not result.worst else ())
        assert not any(reason.certain for reason in result.reasons)


def test_only_what_can_make_a_difference_is_open(small: Build) -> None:
    questions = [ask("hard", x=[must("n")], y=[]), ask("soft", x=[must("c")], y=[]), ask("given", x=[must("?")], y=[])]
    view = small({"n": "n", "c": "c", "?": "?"}, questions)
    assert evaluate(view, {"given": ("y",)}).tiers["t0"].decided_by == ("hard", "soft")
    assert evaluate(view, {"given": ("x",)}).tiers["t0"].decided_by == ("hard",)
    assert evaluate(view, {"hard": ("x",)}).tiers["t0"].decided_by == ()


def test_a_question_under_an_open_one_counts_only_where_it_is_asked(small: Build) -> None:
    parent, child = ask("p", x=[must("c")], y=[]), ask("d", when=("p", "x"), x=[must("n")], y=[must("n")])
    view = small({"c": "c", "n": "n"}, [parent, child])
    result = evaluate(view, {"p": ("unsure",)}).tiers["t0"]
    assert (result.best, result.worst, result.decided_by) == (FITS, RULED_OUT, ("p",))
    assert verdicts(evaluate(view, {"p": ("unsure",), "d": ("x",)})) == [UNCONFIRMED]
    assert verdicts(evaluate(view, {"p": ("y",), "d": ("x",)})) == [FITS]


# --- agreements, cautions, steps


def test_how_agreements_stand(small: Build) -> None:
    questions = [ask("m", yes=[must("a", agreement="dpa")], no=[]), ask("p", yes=[prefer("a", agreement="dpa")], no=[])]
    view = small({"a": "yc?n"}, questions, agreements={"dpa": "a"})

    def stand(m: str, p: str) -> tuple[Status, tuple[str, ...]]:
        result = evaluate(view, {"m": (m,), "p": (p,)}).agreements["dpa"]
        assert (result.stated_for, result.not_stated_for) == (("t0", "t1"), ("t2", "t3"))
        return result.status, result.because

    assert stand("yes", "no") == (Status.NEEDED, ("m",))
    assert stand("yes", "yes") == (Status.NEEDED, ("m",))
    assert stand("unsure", "yes") == (Status.ASK, ("m",))
    assert stand("no", "yes") == (Status.RECOMMENDED, ("p",))
    assert stand("no", "unsure") == (Status.ASK, ("p",))
    assert stand("no", "no") == (Status.NOT_NEEDED, ())


def test_the_steps_come_in_order_and_once(small: Build) -> None:
    questions = [
        USES,
        ask("m", yes=[must("a", agreement="dpa")], no=[]),
        ask("again", yes=[must("a")], no=[]),
        ask("open", yes=[must("dark")], no=[]),
    ]
    view = small({"chat": "yn?", "build": "yn?", "a": "cc?", "dark": "y??"}, questions, agreements={"dpa": "a"})
    assessment = evaluate(view, {"use": ("chat", "build"), "m": ("yes",), "again": ("yes",), "open": ("unsure",)})
    assert recommended(assessment) == {"chat": ("t0",), "build": ("t0",)}
    assert [(step.kind, step.about, step.tiers, step.text) for step in assessment.next_steps] == [
        (StepKind.AGREE, "dpa", ("t0",), "route to dpa condition of dpa"),
        (StepKind.CONDITION, "a", ("t0",), "note on a of t0"),
        (StepKind.ASK, "chat", ("t2",), "Ask about chat"),
        (StepKind.ASK, "a", ("t2",), "Ask about a"),
        (StepKind.ASK, "build", ("t2",), "Ask about build"),
    ]
    assert all(step.citations for step in assessment.next_steps)


def test_an_open_answer_on_an_agreement_is_to_be_settled(small: Build) -> None:
    view = small({"a": "y"}, [ask("m", yes=[must("a", agreement="dpa")], no=[])], agreements={"dpa": "a"})
    assessment = evaluate(view, {"m": ("unsure",)})
    assert verdicts(assessment) == [FITS]
    assert [(step.kind, step.about) for step in assessment.next_steps] == [(StepKind.DECIDE, "m")]


def test_cautions_are_those_of_the_tiers_considered(small: Build) -> None:
    def caution(name: str, tiers: str, source: str = "old", when: AskedIf | None = None) -> Caution:
        return Caution(id=name, text=name, source=source, passages=["p"], tiers=tiers.split(), when=when)

    cautions = [
        caution("all", "t0 t1 t2"),
        caution("second", "t1"),
        caution("third", "t2"),
        caution("if-x", "t0", when=AskedIf(question="q", any=["x"])),
        caution("if-y", "t0", when=AskedIf(question="q", any=["y"])),
    ]
    view = small(
        {"a": "yc?", "b": "nnn"}, [ask("q", x=[must("a")], y=[]), ask("r", x=[must("b")], y=[])], cautions=cautions
    )

    def found(**answers: str) -> dict[str, tuple[str, ...]]:
        assessment = evaluate(view, {question: (option,) for question, option in answers.items()})
        return {result.id: result.tiers for result in assessment.cautions}

    assert found(q="x", r="y") == {"all": ("t0",), "if-x": ("t0",)}
    assert found(q="x", r="x") == {}
    assert found(q="unsure", r="unsure").keys() == {"all", "second", "third", "if-x", "if-y"}
    early = small({"a": "yc?"}, [ask("q", x=[must("a")], y=[])], cautions=[caution("late", "t0", "new")], as_of="2020")
    assert evaluate(early, {"q": ("y",)}).cautions == ()


def test_ids_that_the_pack_does_not_have_are_as_good_as_unanswered(small: Build) -> None:
    view = small({"a": "n"}, [ask("q", x=[must("a")], y=[])])
    odd = evaluate(view, {"q": ("gone",), "nowhere": ("x",)})
    assert odd.tiers == evaluate(view, {}).tiers
    assert odd.answers == {"q": ("gone",), "nowhere": ("x",)}
    assert odd.recommended == (Recommendation(use=None, tiers=()),)


def test_what_every_use_hangs_on_makes_what_one_more_of_them_hangs_on_idle(small: Build) -> None:
    common, reading = ask("all", x=[must("n")], y=[]), ask("reading", when=("use", "chat"), x=[must("n")], y=[])
    view = small({"chat": "y", "build": "y", "n": "n"}, [USES, common, reading])
    result = evaluate(view, {"use": ("chat", "build")}).tiers["t0"]
    assert (result.best, result.worst, result.decided_by) == (FITS, RULED_OUT, ("all",))


def test_what_only_an_open_answer_asks_for_is_not_certain(small: Build) -> None:
    child = ask("d", when=("p", "x"), x=[must("a", agreement="dpa")], y=[])
    view = small({"a": "c"}, [ask("p", x=[], y=[]), child], agreements={"dpa": "a"})
    found = evaluate(view, {"p": ("unsure",), "d": ("x",)})
    assert [reason.certain for reason in found.tiers["t0"].reasons] == [False]
    assert found.agreements["dpa"].status is Status.ASK
    assert found.recommended == (Recommendation(use=None, tiers=("t0",)),)
    assert [(step.kind, step.about) for step in found.next_steps] == [(StepKind.DECIDE, "p")]
    sure = evaluate(view, {"p": ("x",), "d": ("x",)})
    assert [(step.kind, step.about) for step in sure.next_steps] == [(StepKind.AGREE, "dpa")]


def test_a_block_that_is_certain_needs_no_open_one_beside_it(small: Build) -> None:
    view = small({"dark": "?", "n": "n"}, [ask("given", x=[must("dark")], y=[]), ask("open", x=[must("n")], y=[])])
    found = evaluate(view, {"given": ("x",), "open": ("unsure",)})
    assert [block.reason.need for block in found.blocking] == ["given/x/dark"]
