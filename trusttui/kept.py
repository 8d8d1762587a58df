"""An assessment that is kept: its answers, its notes, and what came out on the day it was saved; and how that differs
from another one, or from what comes out today."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from trusttui.advisor.evaluate import evaluate
from trusttui.advisor.questions import in_pack_order
from trusttui.advisor.relevance import still_asked
from trusttui.advisor.results import Answers, Assessment, Effect, Reason, Verdict
from trusttui.pack.model import Pack, Strength, Value
from trusttui.pack.text import REFUSED
from trusttui.pack.view import View

LONGEST_NAME = 120
LONGEST_NOTE = 4_000
"""Characters."""


class BadText(ValueError):
    """A name or a note that cannot be kept; the message says why."""


class KeptNeed(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """One need held against one tier's cell, as it came out."""

    need: str
    """`QUESTION/OPTION/ATTRIBUTE`."""
    use: str = ""
    strength: Strength = Strength.MUST
    value: Value
    effect: Effect
    stated: str = ""
    """The day of the statement; empty where there is none."""
    cites: list[str] = []
    """`SOURCE#PASSAGE`."""
    open: bool = False
    """Whether only an open answer would demand it."""

    @property
    def attribute(self) -> str:
        return self.need.rpartition("/")[2]


class KeptTier(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What came out for a tier."""

    verdict: Verdict
    need: list[KeptNeed] = []


class Saved(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """When it was saved, and with which pack. It ends the file: without it the file is half of one."""

    day: str
    pack: str
    version: str
    hash: str


class Kept(Struct, frozen=True, kw_only=True):
    """An assessment that is kept."""

    name: str
    answers: dict[str, tuple[str, ...]]
    notes: dict[str, str] = {}
    """Notes by question id."""
    as_of: str = ""
    """The day as of which it is read; empty for the present."""
    tiers: dict[str, KeptTier] = {}
    """What came out when it was saved."""
    saved: Saved
    unknown: dict[str, tuple[str, ...]] = {}
    """Answers of the file that the pack knows nothing of. They have no effect and stay in the file."""
    remarks: tuple[str, ...] = ()
    """What there is to say of the file, a line each."""

    def is_of(self, pack: Pack) -> bool:
        return self.saved.pack == pack.meta.id

    def view(self, pack: Pack) -> View:
        """The pack as of the day of the assessment."""
        return View(pack, self.as_of or None)

    def progress(self, view: View) -> tuple[int, int]:
        """How many of the questions that can still change the result are answered, and how many there are; the view is
        that of its day."""
        questions = still_asked(view, self.answers)
        return sum(question.id in self.answers for question in questions), len(questions)


class Views:
    """A pack on the days of assessments. Each day is worked out once: that takes longer than all else."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._made: dict[str, View] = {}

    def of(self, kept: Kept) -> View:
        if kept.as_of not in self._made:
            self._made[kept.as_of] = kept.view(self.pack)
        return self._made[kept.as_of]


# --- names and notes


def clean_name(text: str) -> str:
    """A name as it is kept: composed, without space around it. BadText for what is no name."""
    name = unicodedata.normalize("NFC", _clean(" ".join(text.split(" ")), "name")).strip()
    if "\n" in name or "\t" in name:
        raise BadText("a name has one line")
    if not any(char.isprintable() and not char.isspace() for char in name):
        raise BadText("a name needs a letter or a digit")
    if len(name) > LONGEST_NAME:
        raise BadText(f"a name has at most {LONGEST_NAME} characters, found {len(name)}")
    return name


def clean_note(text: str) -> str:
    """A note as it is kept; empty for none. BadText for what cannot be kept."""
    note = _clean(text, "note").strip()
    if len(note) > LONGEST_NOTE:
        raise BadText(f"a note has at most {LONGEST_NOTE} characters, found {len(note)}")
    return note


def _clean(text: str, what: str) -> str:
    hit = REFUSED.search(text) or next((c for c in text if "\ud800" <= c <= "\udfff"), None)
    if hit:
        found = hit if isinstance(hit, str) else hit.group()
        raise BadText(f"a {what} is text without control characters; found U+{ord(found):04X}")
    return text


def same_name(one: str, other: str) -> bool:
    """Whether two names are one to a reader: case and composition do not tell names apart."""
    return fold(one) == fold(other)


def fold(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


# --- what came out


def keep(
    view: View,
    name: str,
    answers: Answers,
    *,
    day: str,
    notes: Mapping[str, str] | None = None,
    as_of: str = "",
    unknown: Mapping[str, tuple[str, ...]] | None = None,
) -> Kept:
    """Answers as they are to be kept, with what comes out of them on the view's day. BadText for a bad name or note."""
    meta = view.pack.meta
    written = {question: clean_note(note) for question, note in (notes or {}).items()}
    return Kept(
        name=clean_name(name),
        answers=in_pack_order(view.pack.advisor, answers),
        notes={question: note for question, note in written.items() if note},
        as_of=as_of,
        tiers=came_out(evaluate(view, answers)),
        saved=Saved(day=day, pack=meta.id, version=meta.version, hash=view.pack.hash),
        unknown={question: given for question, given in (unknown or {}).items() if question not in answers},
    )


def came_out(assessment: Assessment) -> dict[str, KeptTier]:
    """What an assessment says of each tier, as it is kept."""
    return {
        tier: KeptTier(verdict=result.verdict, need=[_need(reason) for reason in result.reasons])
        for tier, result in assessment.tiers.items()
    }


def _need(reason: Reason) -> KeptNeed:
    return KeptNeed(
        need=reason.need,
        use=reason.use or "",
        strength=reason.strength,
        value=reason.value,
        effect=reason.effect,
        stated=reason.as_of,
        cites=[f"{citation.source}#{citation.passage}" for citation in reason.citations],
        open=not reason.certain,
    )


# --- what differs


class NeedChange(Struct, frozen=True, kw_only=True):
    """A need that came out otherwise; None on the side that does not have it."""

    before: KeptNeed | None
    after: KeptNeed | None

    @property
    def need(self) -> KeptNeed:
        side = self.after or self.before
        assert side is not None
        return side

    @property
    def is_certain(self) -> bool:
        """Whether the answers demand it however the open ones turn out, on one side at least."""
        return any(side is not None and not side.open for side in (self.before, self.after))


class TierChange(Struct, frozen=True, kw_only=True):
    """A tier that came out otherwise; the verdict is None where the tier did not exist."""

    tier: str
    before: Verdict | None
    after: Verdict | None
    needs: tuple[NeedChange, ...]


class Movement(Struct, frozen=True, kw_only=True):
    """What moved for the same answers since they were saved."""

    since: str
    """The day on which they were saved."""
    version_before: str
    version_after: str
    other_pack: bool
    """Whether the pack's hash differs."""
    tiers: tuple[TierChange, ...]


def moved(kept: Kept, view: View) -> Movement | None:
    """What the same answers come to on a view, against what they came to when they were saved; None where nothing
    moved."""
    tiers = differences(kept.tiers, came_out(evaluate(view, kept.answers)))
    if not tiers:
        return None
    return Movement(
        since=kept.saved.day,
        version_before=kept.saved.version,
        version_after=view.pack.meta.version,
        other_pack=kept.saved.hash != view.pack.hash,
        tiers=tiers,
    )


def differences(before: Mapping[str, KeptTier], after: Mapping[str, KeptTier]) -> tuple[TierChange, ...]:
    """The tiers whose verdict or any of whose statements differ."""
    found = []
    for tier in dict.fromkeys((*after, *before)):
        then, now = before.get(tier), after.get(tier)
        verdicts = (then.verdict if then else None, now.verdict if now else None)
        changes = tuple(_need_changes(then.need if then else [], now.need if now else []))
        needs = tuple(change for change in changes if change.is_certain)
        if verdicts[0] is not verdicts[1]:
            # What an open answer might demand is named only where nothing surer explains the verdict.
            needs = needs or changes
        elif not needs:
            continue
        found.append(TierChange(tier=tier, before=verdicts[0], after=verdicts[1], needs=needs))
    return tuple(found)


def _need_changes(before: Iterable[KeptNeed], after: Iterable[KeptNeed]) -> Iterator[NeedChange]:
    then = {(need.need, need.use): need for need in before}
    now = {(need.need, need.use): need for need in after}
    for key in dict.fromkeys((*now, *then)):
        one, other = then.get(key), now.get(key)
        if one is None or other is None or _said(one) != _said(other):
            yield NeedChange(before=one, after=other)


def _said(need: KeptNeed) -> tuple[object, ...]:
    # A later record that keeps a passage says the same thing on a later day: that moves nothing.
    return need.value, need.effect, need.strength, need.open, frozenset(cite.partition("#")[2] for cite in need.cites)


class Comparison(Struct, frozen=True, kw_only=True):
    """Two assessments held against the same pack."""

    one: Kept
    other: Kept
    answers: tuple[str, ...]
    """The questions answered otherwise, in the pack's order."""
    tiers: tuple[TierChange, ...]
    """The tiers whose verdicts differ, with the needs that differ."""


def compare(pack: Pack, one: Kept, other: Kept) -> Comparison:
    """Two assessments, each as of its own day."""
    views = Views(pack)
    results = [came_out(evaluate(views.of(kept), kept.answers)) for kept in (one, other)]
    both = in_pack_order(pack.advisor, {**one.answers, **other.answers})
    return Comparison(
        one=one,
        other=other,
        answers=tuple(q for q in both if set(one.answers.get(q, ())) != set(other.answers.get(q, ()))),
        tiers=tuple(change for change in differences(*results) if change.before is not change.after),
    )
