"""Assessments that are kept, as blocks and JSON: the list of them, what moved since one was saved, two held against
each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from trusttui.advisor.results import Verdict
from trusttui.kept import Comparison, Kept, KeptNeed, Movement, NeedChange, TierChange, Views, moved
from trusttui.pack.dates import in_words
from trusttui.pack.model import Citation, Pack
from trusttui.pack.view import View
from trusttui.report import blocks as b
from trusttui.report.as_json import Json, citations
from trusttui.report.blocks import Block
from trusttui.report.words import EFFECT_WORD, NO_SOURCE, option_words, value_words, verdict_words

if TYPE_CHECKING:
    from trusttui.assessments import Damaged, Stored

NO_TIER = "no such tier"
MOST_NEEDS = 6
"""Rows that are named for a tier whose verdict moved; the rest are counted."""


# --- what moved


def movement_blocks(view: View, movement: Movement | None) -> Iterator[Block]:
    """What moved since the answers were saved; nothing where nothing did."""
    if movement is None:
        return
    yield b.heading(f"Moved since it was saved on {in_words(movement.since)}")
    if movement.other_pack:
        versions = (movement.version_before, movement.version_after)
        named = f"{versions[0]} then, {versions[1]} now" if versions[0] != versions[1] else f"both {versions[1]}"
        yield b.meta(f"The pack is another one than then ({named}; its hash differs).")
    yield from change_blocks(view, movement.tiers)


def change_blocks(view: View, tiers: Iterable[TierChange], sides: tuple[str, str] = ("Then", "Now")) -> Iterator[Block]:
    """What came out otherwise, tier by tier: the verdict before and after, and the statements that made it so."""
    for change in tiers:
        yield b.text(verdicts_words(change), label=tier_name(view, change.tier))
        if change.before is None or change.after is None:
            continue
        for need in change.needs[:MOST_NEEDS]:
            yield from _need(view, need, sides)
        if len(change.needs) > MOST_NEEDS:
            yield b.meta(f"and {len(change.needs) - MOST_NEEDS} more rows", indent=1)


def verdicts_words(change: TierChange) -> str:
    """`? unconfirmed → ◐ fits on conditions`."""
    before, after = (verdict_words(side) if side else NO_TIER for side in (change.before, change.after))
    return f"{before} → {after}" if before != after else f"{after}, as before, on other statements"


def tier_name(view: View, tier: str) -> str:
    return next((each.name for each in view.tiers if each.id == tier), tier)


def _need(view: View, change: NeedChange, sides: tuple[str, str]) -> Iterator[Block]:
    yield b.text("", label=attribute_title(view, change.need.attribute), indent=1)
    for label, need in zip(sides, (change.before, change.after), strict=True):
        yield b.text(_need_words(need), label=label, indent=2)
        if need:
            yield from _cited(view, need)


def _need_words(need: KeptNeed | None) -> str:
    if need is None:
        return "not asked for"
    stated = f", stated {in_words(need.stated)}" if need.stated else ""
    return f"{value_words(need.value)} ({EFFECT_WORD[need.effect]}){stated}"


def _cited(view: View, need: KeptNeed) -> Iterator[Block]:
    """The citations of a kept need; one that the pack has no more stands as it was."""
    known, gone = [], []
    for cite in need.cites:
        source, _, passage = cite.partition("#")
        if any(each.id == source for each in view.pack.sources):
            known.append(Citation(source, passage))
        else:
            gone.append(f"{cite} (not in this pack any more)")
    yield from b.grouped(view, known, indent=3)
    yield from (b.meta(each, indent=3) for each in gone)
    if not need.cites:
        yield b.meta(NO_SOURCE, indent=3)


def attribute_title(view: View, attribute: str) -> str:
    return next((each.title for each in view.attributes if each.id == attribute), attribute)


def movement_json(movement: Movement | None) -> Json | None:
    """`moved_since_saved` of the decision record."""
    if movement is None:
        return None
    return {
        "since": movement.since,
        "other_pack": movement.other_pack,
        "version_before": movement.version_before,
        "version_after": movement.version_after,
        "tiers": changes_json(movement.tiers),
    }


def changes_json(tiers: Iterable[TierChange]) -> Json:
    return {
        change.tier: {
            "before": change.before.value if change.before else None,
            "after": change.after.value if change.after else None,
            "needs": [
                {"need": each.need.need, "use": each.need.use or None}
                | {"before": _need_json(each.before), "after": _need_json(each.after)}
                for each in change.needs
            ],
        }
        for change in tiers
    }


def _need_json(need: KeptNeed | None) -> Json | None:
    if need is None:
        return None
    cited = [Citation(*cite.partition("#")[::2]) for cite in need.cites]
    return {
        "value": need.value.value,
        "effect": need.effect.value,
        "stated": need.stated or None,
        "citations": citations(cited),
    }


# --- the list


def in_short(view: View, verdicts: Iterable[tuple[str, Verdict]]) -> str:
    """Verdicts in a line, by glyph and short name, the best first: `✓ Enterprise, ◐ API, ✗ the others`."""
    ranked = sorted(verdicts, key=lambda each: each[1].severity)
    names = {tier.id: tier.short for tier in view.tiers}
    by_verdict: dict[Verdict, list[str]] = {}
    for tier, verdict in ranked:
        by_verdict.setdefault(verdict, []).append(names.get(tier, tier))
    return " · ".join(f"{verdict_words(verdict)}: {', '.join(tiers)}" for verdict, tiers in by_verdict.items())


def shelf_blocks(pack: Pack, stored: Iterable[Stored], damaged: Iterable[Damaged]) -> Iterator[Block]:
    """The list of what is kept."""
    views = Views(pack)
    for each in stored:
        yield from _row(views, each.kept, each.path.name)
    for other in damaged:
        yield b.title(other.path.name)
        yield b.text(other.reason, label="Cannot be read, and is left as it is")


def _row(views: Views, kept: Kept, file: str) -> Iterator[Block]:
    yield b.title(kept.name)
    of_pack = f"{kept.saved.pack} {kept.saved.version}"
    if not kept.is_of(views.pack):
        yield b.meta(f"saved {in_words(kept.saved.day)}", of_pack, "another pack than the one that is read", file)
        return
    view = views.of(kept)
    given, asked = kept.progress(view)
    as_of = f"read as of {in_words(kept.as_of)}" if kept.as_of else ""
    yield b.meta(f"{given} of {asked} answered", f"saved {in_words(kept.saved.day)}", of_pack, as_of, file)
    yield b.text(in_short(view, ((tier, result.verdict) for tier, result in kept.tiers.items())))
    movement = moved(kept, view)
    for change in movement.tiers if movement else ():
        yield b.text(verdicts_words(change), label=f"▲ moved: {tier_name(view, change.tier)}", indent=1)
    for remark in kept.remarks:
        yield b.text(remark, indent=1)


def shelf_json(pack: Pack, stored: Iterable[Stored], damaged: Iterable[Damaged]) -> Json:
    """`assessments --format json`."""
    views = Views(pack)
    return {
        "assessments": [_row_json(views, each) for each in stored],
        "damaged": [{"file": each.path.name, "reason": each.reason} for each in damaged],
    }


def _row_json(views: Views, stored: Stored) -> Json:
    kept = stored.kept
    ours = kept.is_of(views.pack)
    given, asked = kept.progress(views.of(kept)) if ours else (len(kept.answers), None)
    movement = moved(kept, views.of(kept)) if ours else None
    return {
        "name": kept.name,
        "file": stored.path.name,
        "answered": given,
        "asked": asked,
        "verdicts": {tier: result.verdict.value for tier, result in kept.tiers.items()},
        "saved": kept.saved.day,
        "as_of": kept.as_of or None,
        "pack": {"id": kept.saved.pack, "version": kept.saved.version, "hash": kept.saved.hash},
        "moved": movement_json(movement),
        "remarks": list(kept.remarks),
    }


# --- two of them


def comparison_blocks(view: View, of: Comparison) -> Iterator[Block]:
    """Two assessments: the answers and the verdicts that differ, and what makes the difference."""
    yield b.title(f"{of.one.name} and {of.other.name}")
    if not of.answers and not of.tiers:
        yield b.text("They do not differ: the same answers, and the same verdicts.")
        return
    yield b.heading("Answers that differ")
    for question in of.answers:
        yield b.text("", label=next(q.short for q in view.pack.advisor.question if q.id == question))
        for kept in (of.one, of.other):
            yield b.text(_given(view, kept, question), label=kept.name, indent=1)
    if not of.answers:
        yield b.text("None.")
    yield b.heading("Verdicts that differ")
    if not of.tiers:
        yield b.text("None: every tier comes out the same.")
    yield from change_blocks(view, of.tiers, (of.one.name, of.other.name))


def _given(view: View, kept: Kept, question_id: str) -> str:
    question = next(each for each in view.pack.advisor.question if each.id == question_id)
    return "; ".join(option_words(question, option) for option in kept.answers.get(question_id, ())) or "not answered"


def comparison_json(of: Comparison) -> Json:
    """`assessments compare --format json`; `before` is the first one, `after` the other."""
    return {
        "one": of.one.name,
        "other": of.other.name,
        "answers": {
            question: {
                "before": list(of.one.answers.get(question, ())),
                "after": list(of.other.answers.get(question, ())),
            }
            for question in of.answers
        },
        "tiers": changes_json(of.tiers),
    }
