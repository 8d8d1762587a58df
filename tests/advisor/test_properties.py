"""What holds for any pack and any answers. The oracle goes through every way in which open answers may turn out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, combinations, product

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from trusttui.advisor.evaluate import evaluate
from trusttui.advisor.relevance import still_asked
from trusttui.advisor.results import Answers, Assessment, Effect, Verdict
from trusttui.pack.model import AskedIf, Contradiction, Need, Option, Question, QuestionKind, Strength, Value
from trusttui.pack.view import View

Build = Callable[..., View]
Chosen = dict[str, frozenset[str]]
Case = tuple[dict[str, str], list[Question], Answers]

ORDER = list(Verdict)
BADNESS = {("yes", "y"): 0, ("yes", "c"): 1, ("yes", "?"): 2, ("yes", "n"): 3}
BADNESS |= {("no", "n"): 0, ("no", "c"): 2, ("no", "?"): 2, ("no", "y"): 3}
MOST_WAYS = 1500

thorough = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
quick = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


# --- packs and answers


@st.composite
def needs(draw: st.DrawFn, attributes: list[str]) -> list[Need]:
    return [
        Need(
            attribute=draw(st.sampled_from(attributes)),
            strength=draw(st.sampled_from([Strength.MUST, Strength.MUST, Strength.PREFER])),
            wants=draw(st.sampled_from([Value.YES, Value.YES, Value.NO])),
        )
        for _ in range(draw(st.integers(0, 2)))
    ]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    tiers = draw(st.integers(1, 3))
    cells = {a: draw(st.text("yyc?n", min_size=tiers, max_size=tiers)) for a in "abcdef"}
    questions: list[Question] = []
    for number in range(draw(st.integers(1, 5))):
        kind = QuestionKind.ONE
        if number == 0:
            kind = draw(st.sampled_from([QuestionKind.USES, QuestionKind.ONE]))
        elif draw(st.integers(0, 4)) == 0:
            kind = QuestionKind.MANY
        asked_if = None
        if questions and draw(st.booleans()):
            parent = draw(st.sampled_from(questions))
            options = [option.id for option in parent.option]
            any_of = draw(st.lists(st.sampled_from(options), min_size=1, unique=True))
            asked_if = AskedIf(question=parent.id, any=any_of)
        options = [
            Option(id=f"o{place}", text="it", need=draw(needs(list(cells)))) for place in range(draw(st.integers(2, 3)))
        ]
        questions.append(
            Question(id=f"q{number}", text="?", why="so", short="q", kind=kind, option=options, asked_if=asked_if)
        )
    answers: dict[str, tuple[str, ...]] = {}
    for question in questions:
        ids = [option.id for option in question.option]
        several = question.kind is not QuestionKind.ONE
        chosen = st.lists(st.sampled_from(ids), min_size=1, max_size=3 if several else 1, unique=True).map(tuple)
        unsure = st.just(("unsure",)) if not several else chosen
        answer = draw(st.one_of(chosen, chosen, unsure, st.none()))
        if answer:
            answers[question.id] = answer
    return cells, questions, answers


# --- the oracle


def ways(questions: list[Question], answers: Answers) -> list[Chosen]:
    """Every way in which the answers may turn out."""

    def of(question: Question) -> list[frozenset[str]]:
        given = answers.get(question.id, ())
        ids = [option.id for option in question.option]
        if given and given != ("unsure",):
            return [frozenset(given)]
        if question.kind is QuestionKind.MANY:
            return [frozenset(c) for c in chain.from_iterable(combinations(ids, n) for n in range(len(ids) + 1))]
        return [frozenset((option,)) for option in ids]

    each = [of(question) for question in questions]
    count = 1
    for options in each:
        count *= len(options)
    assume(count <= MOST_WAYS)
    return [dict(zip([q.id for q in questions], way, strict=True)) for way in product(*each)]


def badness(cells: dict[str, str], questions: list[Question], tier: int, way: Chosen) -> dict[str | None, int]:
    """How bad a tier is for each use, all answers given."""
    by_id = {question.id: question for question in questions}

    def asked(question: Question) -> bool:
        condition = question.asked_if
        return condition is None or (
            asked(by_id[condition.question]) and not way[condition.question].isdisjoint(condition.any)
        )

    def concerns(question: Question, use: str | None) -> bool:
        while question.asked_if:
            parent = by_id[question.asked_if.question]
            if parent.kind is QuestionKind.USES:
                return use in question.asked_if.any
            question = parent
        return True

    def worst(use: str | None) -> int:
        found = [0]
        for question in questions:
            if not asked(question):
                continue
            for option in question.option:
                if question.kind is QuestionKind.USES:
                    holds = option.id == use
                else:
                    holds = option.id in way[question.id] and concerns(question, use)
                musts = (need for need in option.need if holds and need.strength is Strength.MUST)
                found += [BADNESS[need.wants.value, cells[need.attribute][tier]] for need in musts]
        return max(found)

    uses = next((way[q.id] for q in questions if q.kind is QuestionKind.USES), None)
    return {use: worst(use) for use in sorted(uses)} if uses else {None: worst(None)}


def either_way(best: int, worst: int) -> Verdict:
    return ORDER[2] if worst == 3 and best < 3 else ORDER[worst]


def differing(found: list[tuple[Chosen, int]]) -> Iterator[str]:
    """The questions of which one alone can change what comes out."""
    for name in found[0][0]:
        groups: dict[tuple[tuple[str, frozenset[str]], ...], set[int]] = {}
        for way, bad in found:
            groups.setdefault(tuple((k, v) for k, v in way.items() if k != name), set()).add(bad)
        if any(len(group) > 1 for group in groups.values()):
            yield name


# --- the properties


@quick
@given(case=cases())
def test_open_answers_come_to_what_every_way_through_them_comes_to(case: Case, small: Build) -> None:
    cells, questions, answers = case
    found = evaluate(small(cells, questions), answers)
    for tier, result in enumerate(found.tiers.values()):
        bad = [(way, badness(cells, questions, tier, way)) for way in ways(questions, answers)]
        least = [(way, min(by_use.values())) for way, by_use in bad]
        best, worst = min(b for _, b in least), max(b for _, b in least)
        assert (result.best, result.worst) == (ORDER[best], ORDER[worst])
        assert result.verdict is either_way(best, worst)
        assert set(result.decided_by) == set(differing(least))
        for use, verdict in result.uses.items():
            of_use = [by_use[use] for _, by_use in bad]
            assert verdict is either_way(min(of_use), max(of_use))


@quick
@given(case=cases())
def test_what_is_recommended_fits_whichever_way(case: Case, small: Build) -> None:
    cells, questions, answers = case
    found = evaluate(small(cells, questions), answers)
    for recommendation in found.recommended:
        for tier in recommendation.tiers:
            for way in ways(questions, answers):
                by_use = badness(cells, questions, int(tier[1:]), way)
                bad = min(by_use.values()) if recommendation.use is None else by_use[recommendation.use]
                assert bad <= 1
        blocked = {block.tier for block in found.blocking if block.use == recommendation.use}
        opened = {tier for point in found.open for tier in point.tiers}
        assert recommendation.tiers or set(found.tiers) <= blocked | opened


@quick
@given(case=cases(), data=st.data())
def test_another_must_makes_no_tier_better(case: Case, data: st.DataObject, small: Build) -> None:
    cells, questions, answers = case
    before = evaluate(small(cells, questions), answers)
    at = data.draw(st.integers(0, len(questions) - 1))
    option = questions[at].option[data.draw(st.integers(0, len(questions[at].option) - 1))]
    more = Need(attribute=data.draw(st.sampled_from(list(cells))), strength=Strength.MUST)
    changed = Option(id=option.id, text=option.text, need=[*option.need, more])
    options = [changed if o.id == option.id else o for o in questions[at].option]
    fields = {name: getattr(questions[at], name) for name in questions[at].__struct_fields__}
    after = evaluate(
        small(cells, [*questions[:at], Question(**fields | {"option": options}), *questions[at + 1 :]]), answers
    )
    for tier, result in before.tiers.items():
        assert after.tiers[tier].verdict.severity >= result.verdict.severity
        for use, verdict in result.uses.items():
            assert after.tiers[tier].uses[use].severity >= verdict.severity


@quick
@given(case=cases())
def test_unsure_spans_what_the_options_come_to(case: Case, small: Build) -> None:
    cells, questions, answers = case
    view = small(cells, questions)
    for question in questions:
        if question.kind is not QuestionKind.ONE:
            continue
        unsure = evaluate(view, {**answers, question.id: ("unsure",)})
        options = [evaluate(view, {**answers, question.id: (option.id,)}) for option in question.option]
        for tier, result in unsure.tiers.items():
            each = [option.tiers[tier] for option in options]
            assert result.best.severity == min(r.best.severity for r in each)
            assert result.worst.severity == max(r.worst.severity for r in each)
            assert result.verdict.severity >= min(r.verdict.severity for r in each)


@quick
@given(case=cases(), data=st.data())
def test_the_order_of_questions_options_and_answers_changes_nothing(
    case: Case, data: st.DataObject, small: Build
) -> None:
    cells, questions, answers = case

    def shuffled(question: Question) -> Question:
        fields = {name: getattr(question, name) for name in question.__struct_fields__}
        return Question(**fields | {"option": data.draw(st.permutations(question.option))})

    other = small(cells, [shuffled(question) for question in data.draw(st.permutations(questions))])
    mixed = {name: tuple(reversed(answers[name])) for name in reversed(answers)}
    assert codes(evaluate(small(cells, questions), answers)) == codes(evaluate(other, mixed))
    exactly = evaluate(small(cells, questions), answers)
    assert evaluate(small(cells, questions), mixed) == exactly


@thorough
@given(case=cases(), data=st.data())
def test_a_contradiction_is_what_every_way_runs_into_and_each_repair_ends_it(
    case: Case, data: st.DataObject, small: Build
) -> None:
    cells, questions, answers = case
    assume(len(questions) > 1)
    chosen = data.draw(st.lists(st.sampled_from(questions), min_size=2, max_size=3, unique_by=lambda q: q.id))
    when = [
        AskedIf(
            question=question.id,
            any=data.draw(st.lists(st.sampled_from([o.id for o in question.option]), min_size=1, unique=True)),
        )
        for question in chosen
    ]
    view = small(cells, questions, contradictions=[Contradiction(id="c", text="no", when=when)])
    asked = {question.id for question in still_open(questions, answers)}
    decided = all(
        condition.question in asked
        and answers.get(condition.question, ("unsure",)) != ("unsure",)
        and set(answers[condition.question]) & set(condition.any)
        for condition in when
    )
    found = evaluate(view, answers).contradictions
    assert bool(found) == decided
    for each in found:
        assert set(each.answers) == {condition.question for condition in when}
        for question, options in each.repairs.items():
            kind = next(q.kind for q in questions if q.id == question)
            ways_out = [(option,) for option in options] if kind is QuestionKind.ONE else [options]
            for way in ways_out:
                assert not evaluate(view, {**answers, question: way}).contradictions


def still_open(questions: list[Question], answers: Answers) -> Iterator[Question]:
    """The questions that are asked in every way in which the answers may turn out."""
    by_id = {question.id: question for question in questions}

    def asked(question: Question, way: Chosen) -> bool:
        condition = question.asked_if
        return condition is None or (
            asked(by_id[condition.question], way) and not way[condition.question].isdisjoint(condition.any)
        )

    every = ways(questions, answers)
    return (question for question in questions if all(asked(question, way) for way in every))


@thorough
@given(case=cases(), data=st.data())
def test_a_question_that_is_not_asked_changes_nothing(case: Case, data: st.DataObject, small: Build) -> None:
    """Whatever is answered to those that come after it."""
    cells, questions, answers = case
    view = small(cells, questions)
    shown = still_asked(view, answers)
    assert [question.id for question in shown] == [q.id for q in questions if q in shown]
    given = {question.id: answers[question.id] for question in shown if question.id in answers}
    for dropped in [question for question in questions if question not in shown]:
        place = questions.index(dropped)
        before = {name: way for name, way in given.items() if name in [q.id for q in questions[:place]]}
        rest = {
            question.id: (data.draw(st.sampled_from([o.id for o in question.option])),)
            for question in questions[place:]
        }
        found = [outcome(evaluate(view, {**rest, **before, dropped.id: (o.id,)})) for o in dropped.option]
        assert all(each == found[0] for each in found)


def outcome(assessment: Assessment) -> object:
    """What the questions are asked for."""
    return (
        {tier: (r.verdict, r.uses) for tier, r in assessment.tiers.items()},
        {
            (tier, use): {
                (reason.attribute, reason.demanded.wants)
                for reason in r.reasons
                if reason.strength is Strength.MUST and reason.effect is not Effect.MET and reason.use in (None, use)
            }
            for tier, r in assessment.tiers.items()
            for use, verdict in (r.uses or {None: r.verdict}).items()
            if verdict is not Verdict.RULED_OUT
        },
        assessment.recommended,
        {name: a.status for name, a in assessment.agreements.items()},
        [caution.id for caution in assessment.cautions],
    )


def codes(assessment: Assessment) -> object:
    """What an assessment says, without the order in which it says it."""
    return (
        {
            tier: (r.verdict, r.best, r.worst, frozenset(r.uses.items()), frozenset(r.decided_by))
            for tier, r in assessment.tiers.items()
        },
        {r.use: r.tiers for r in assessment.recommended},
        {name: (a.status, frozenset(a.because)) for name, a in assessment.agreements.items()},
        {(b.use, b.tier, b.reason.need, b.reason.certain, b.ask) for b in assessment.blocking},
        {(p.question, p.attribute, frozenset(p.tiers)) for p in assessment.open},
        {(s.kind, s.about, frozenset(s.tiers)) for s in assessment.next_steps},
    )
