"""What would change a verdict: the fewest other answers, the facts that nobody states, musts that cannot be had
together, answers that contradict each other, and what the same answers came to on earlier days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import combinations, product
from weakref import WeakKeyDictionary

from msgspec import Struct

from trusttui.advisor.case import Case
from trusttui.advisor.evaluate import case_of
from trusttui.advisor.needs import SEVERITY, Desk, Held, effect
from trusttui.advisor.questions import Unanswered, standings
from trusttui.advisor.readings import Weighing
from trusttui.advisor.results import Answers, Effect, Reason, Severity, Verdict
from trusttui.pack.dates import last_day
from trusttui.pack.model import Question, Strength
from trusttui.pack.view import View

_MOST_TRIALS = 2_000
"""Ways to answer a group of questions that are tried. Bounds the work where very many depend on one another."""
_MOST_CONFLICTS = 6
"""Ways in which musts cannot be had together that are told."""
_USES = ""
"""In place of a group's first question, for the question of the uses."""


class Remedy(Struct, frozen=True, kw_only=True):
    """What would make a tier fit for a use, where it does not."""

    use: str | None
    tier: str
    answers: dict[str, tuple[str, ...]]
    """The fewest questions to answer otherwise, with the options each of which would do; empty where no answers do
    it."""
    verdict: Verdict | None
    """What the tier would then come to; None where no answers do it."""
    facts: tuple[Reason, ...]
    """What would make it fit if the vendor confirmed it, one need for a row and what is wanted of it; empty where it
    fails a must."""
    made_otherwise: tuple[Reason, ...]
    """The needs of the use itself that it fails or that nobody confirms: no other answer mends these."""


class Conflict(Struct, frozen=True, kw_only=True):
    """The fewest musts that no tier has together, for a use for which nothing is recommended."""

    use: str | None
    needs: tuple[Reason, ...]
    """One reason for each must, as it stands for a tier that has it not."""


class Moved(Struct, frozen=True, kw_only=True):
    """The same answers came to another verdict for a tier before a day."""

    tier: str
    use: str | None
    since: str
    """The first day from which the tier stands as it does, of the precision that is known."""
    before: Verdict
    """Its verdict on the last day before."""
    attributes: tuple[str, ...]
    """The rows that account for it, among those that the answers demand: worse on the last day before, where the
    verdict was worse then, better where it was better."""


class Outlook(Struct, frozen=True, kw_only=True):
    """What would change an assessment, and what did."""

    remedies: tuple[Remedy, ...]
    conflicts: tuple[Conflict, ...]
    moved: tuple[Moved, ...]


def outlook(view: View, answers: Answers, *, unanswered: Unanswered = "open") -> Outlook:
    """The outlook of answers on a day. It goes through other answers and other days: for a verdict that is being
    read, not for one that is being typed."""
    case = case_of(view, answers, unanswered)
    recommended = case.recommended()
    return Outlook(
        remedies=tuple(_remedies(view, case, answers, unanswered)),
        conflicts=tuple(
            conflict
            for recommendation in recommended
            if not recommendation.tiers
            for conflict in _conflicts(case, recommendation.use)
        ),
        moved=tuple(_moved(view, case, answers, unanswered)),
    )


# --- other answers, and facts


def _remedies(view: View, case: Case, answers: Answers, unanswered: Unanswered) -> Iterator[Remedy]:
    for use in case.uses:
        for tier in case.tiers:
            blockers = _blockers(case, tier, use)
            if not blockers:
                continue
            uses = case.desk.uses
            own = [held.reason for held in blockers if uses and _question(held) == uses.id]
            found = {} if own else _fewest(case, answers, unanswered, tier, use)
            unconfirmed = all(held.reason.effect is Effect.UNCONFIRMED for held in blockers)
            facts = {_demand(held): held.reason for held in reversed(blockers)} if unconfirmed else {}
            yield Remedy(
                use=use,
                tier=tier,
                answers=found,
                verdict=_then(view, answers, found, unanswered, tier, use) if found else None,
                facts=tuple(reversed(facts.values())),
                made_otherwise=tuple(own),
            )


def _blockers(case: Case, tier: str, use: str | None) -> list[Held]:
    """The certain musts that keep a tier from fitting."""
    return [held for held in case.bearing_on(tier, use) if held.blocks and held.reason.certain]


def _question(held: Held) -> str:
    return held.reason.need.partition("/")[0]


def _fewest(
    case: Case, answers: Answers, unanswered: Unanswered, tier: str, use: str | None
) -> dict[str, tuple[str, ...]]:
    """The fewest questions whose other answers make a tier fit, in the pack's order, with the options that do. A
    question that falls away with another one's answer needs no answer of its own.

    A tier stands as the worst of its groups of questions, those that depend on one another: each group that keeps it
    from fitting is mended by itself.
    """
    found: dict[str, tuple[str, ...]] = {}
    place = case.desk.tiers.index(tier)
    roots = _roots(case.desk)
    groups: dict[str, list[Question]] = {}
    for question in _candidates(case, tier, use):
        groups.setdefault(roots[question.id], []).append(question)

    def fits(root: str, change: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether the tier fits as far as the uses and the questions of a group go."""
        every = standings(case.desk.advisor, {**answers, **change}, unanswered)
        bearing = {name: each for name, each in every.items() if roots[name] in (root, _USES)}
        weighed = Weighing(case.desk, bearing).weigh(place)
        bounds = weighed.bounds if use is None else weighed.uses[use]
        return bounds.worst.severity <= Severity.CONDITIONS

    if not fits(_USES, {}):
        return {}
    for root, questions in groups.items():
        if not fits(root, {}):
            each = [_others(case, question, answers, place) for question in questions]
            change = _fewest_of(questions, each, partial(fits, root))
            if not change:
                return {}
            found |= change
    return {question: found[question] for question in case.standings if question in found}


def _fewest_of(
    group: list[Question], others: list[list[str]], fits: Callable[[Mapping[str, tuple[str, ...]]], bool]
) -> dict[str, tuple[str, ...]]:
    """The fewest of a group's questions that, answered otherwise, make it fit."""
    trials = 0
    for size in range(1, len(group) + 1):
        for places in combinations(range(len(group)), size):
            questions = tuple(group[place] for place in places)
            fitting: list[tuple[str, ...]] = []
            for options in product(*(others[place] for place in places)):
                trials += 1
                if trials > _MOST_TRIALS:
                    return {}
                if fits({question.id: (option,) for question, option in zip(questions, options, strict=True)}):
                    fitting.append(options)
            if fitting:
                return _together(questions, fitting)
    return {}


def _roots(desk: Desk) -> dict[str, str]:
    """For each question the one that asks it, however far above, but for the uses, which stand by themselves."""
    roots: dict[str, str] = {}
    for question in desk.advisor.question:
        above = question.asked_if.question if question.asked_if else None
        if question is desk.uses:
            roots[question.id] = _USES
        else:
            roots[question.id] = roots[above] if above and roots.get(above, _USES) != _USES else question.id
    return roots


def _together(questions: tuple[Question, ...], fitting: list[tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """For each question as many options as do whichever of the others' is taken, beginning with the first way."""
    ways = set(fitting)
    chosen = [[option] for option in fitting[0]]
    for place in range(len(questions)):
        for option in dict.fromkeys(way[place] for way in fitting):
            wider = [[option] if at == place else each for at, each in enumerate(chosen)]
            if option not in chosen[place] and all(way in ways for way in product(*wider)):
                chosen[place].append(option)
    return {question.id: tuple(options) for question, options in zip(questions, chosen, strict=True)}


def _candidates(case: Case, tier: str, use: str | None) -> list[Question]:
    """The questions that block or, being open, may block, and those on which they depend, but for the uses."""
    wanted: set[str] = set()
    for held in (held for held in case.bearing_on(tier, use) if held.blocks):
        standing = case.standings.get(_question(held))
        while standing and standing.question.id not in wanted:
            wanted.add(standing.question.id)
            parent = standing.question.asked_if
            standing = case.standings.get(parent.question) if parent else None
    uses = case.desk.uses
    return [
        each.question for each in case.standings.values() if each.question.id in wanted and each.question is not uses
    ]


def _others(case: Case, question: Question, answers: Answers, place: int) -> list[str]:
    """The options that were not given and that do not themselves keep the tier from fitting."""
    given = answers.get(question.id, ())
    return [
        option.id
        for option in question.option
        if option.id not in given and case.desk.reading_severities(question.id, (option,))[place] < Severity.UNCONFIRMED
    ]


def _then(
    view: View,
    answers: Answers,
    change: Mapping[str, tuple[str, ...]],
    unanswered: Unanswered,
    tier: str,
    use: str | None,
) -> Verdict:
    return case_of(view, {**answers, **change}, unanswered).verdict(tier, use)


# --- musts that cannot be had together


def _conflicts(case: Case, use: str | None) -> Iterator[Conflict]:
    """The fewest musts of which every tier lacks one, in every way in which so few are: to give up one of a pair helps
    nobody where another pair stays. None where open answers alone keep a tier from fitting."""
    lacking: list[dict[str, Reason]] = []
    for tier in case.tiers:
        lacks = {_demand(held): held.reason for held in _blockers(case, tier, use)}
        if not lacks:
            return
        lacking.append(lacks)
    demands = list(dict.fromkeys(demand for lacks in lacking for demand in lacks))
    for size in range(1, len(demands) + 1):
        found = [
            chosen
            for chosen in combinations(demands, size)
            if all(any(demand in lacks for demand in chosen) for lacks in lacking)
        ]
        for chosen in found[:_MOST_CONFLICTS]:
            reasons = (next(lacks[demand] for lacks in lacking if demand in lacks) for demand in chosen)
            yield Conflict(use=use, needs=tuple(reasons))
        if found:
            return


def _demand(held: Held) -> str:
    return f"{held.reason.attribute}={held.reason.demanded.wants.value}"


# --- other days


def _moved(view: View, case: Case, answers: Answers, unanswered: Unanswered) -> Iterator[Moved]:
    """For each tier and use the last day on which the verdict became what it is, where it was another before."""
    cases = [(each.as_of, each, case_of(each, answers, unanswered)) for each in _days(view)]
    for use in case.uses:
        for tier in case.tiers:
            now = case.verdict(tier, use)
            since = None
            for day, then_view, then in reversed(cases):
                if tier not in then.tiers:
                    break
                before = then.verdict(tier, use)
                if before is not now:
                    rows = _moved_rows(view, then_view, case, tier, use, before)
                    if since:
                        yield Moved(tier=tier, use=use, since=since, before=before, attributes=rows)
                    break
                since = day


_DAYS: WeakKeyDictionary[View, tuple[View, ...]] = WeakKeyDictionary()


def _days(view: View) -> tuple[View, ...]:
    """The pack on each day on which a source of the view came, the first one first. Made once for a view."""
    days = _DAYS.get(view)
    if days is None:
        dates = sorted({source.date for source in view.sources}, key=last_day)
        days = _DAYS[view] = tuple(View(view.pack, date) for date in dates)
    return days


def _moved_rows(now: View, then: View, case: Case, tier: str, use: str | None, before: Verdict) -> tuple[str, ...]:
    """The rows that account for it: those that came to something worse then where the verdict was worse, to something
    better where it was better. One that moved the other way is no reason."""
    was_worse = before.severity > case.verdict(tier, use).severity
    rows: dict[str, None] = {}
    for reason in (held.reason for held in case.bearing_on(tier, use)):
        if reason.strength is Strength.MUST and reason.certain:
            came_to = SEVERITY[effect(reason.demanded.wants, then.cell(reason.attribute, tier).value)]
            if came_to != SEVERITY[reason.effect] and (came_to > SEVERITY[reason.effect]) == was_worse:
                rows[reason.attribute] = None
    return tuple(rows)
