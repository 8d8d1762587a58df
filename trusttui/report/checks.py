"""What verification and drift found, as blocks and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from trusttui.pack.dates import in_words
from trusttui.pack.model import Source
from trusttui.pack.view import View
from trusttui.report import blocks as b
from trusttui.report.blocks import Block, Role, Tone
from trusttui.report.entries import entry_title
from trusttui.report.words import SEPARATOR, source_line
from trusttui.sources.resting import Rests
from trusttui.sources.results import Check, PassageCheck, Result, Where

if TYPE_CHECKING:
    from trusttui.checked import Tally

Rest = Callable[[str, str], Rests]
"""What rests on a passage of a source."""

RESULT_WORD = {Result.FOUND: "found", Result.NOT_FOUND: "not found", Result.NOT_CHECKED: "not checked"}
RESULT_GLYPH = {Result.FOUND: "✓", Result.NOT_FOUND: "✗", Result.NOT_CHECKED: "?"}
_TONE = {Result.FOUND: Tone.GOOD, Result.NOT_FOUND: Tone.BAD, Result.NOT_CHECKED: Tone.OPEN}
WHERE_WORD = {Where.PAGE: "its page", Where.RECORD: "its record", Where.FILE: "a copy"}
_SHOWN = 6
"""Entries that rest on a passage, named one by one."""


def check_words(check: Check) -> str:
    """A check in a line: `its page, 3 November 2026: 91 found, 5 not found`."""
    if check.reason:
        outcome = check.words
    else:
        counts = ((check.count(result), RESULT_WORD[result]) for result in Result)
        outcome = ", ".join(f"{count} {word}" for count, word in counts if count) or "nothing is cited from it"
    return f"{WHERE_WORD[check.where]}, {in_words(check.on)}: {outcome}"


def tally_words(tally: Tally) -> str:
    """`last checked on 3 November 2026: 790 of 797 passages found, 2 not found`."""
    if not tally.on:
        return "not checked yet"
    gone = f", {tally.not_found} not found" if tally.not_found else ""
    return f"last checked on {in_words(tally.on)}: {tally.found} of {tally.passages} passages found{gone}"


def checks_blocks(view: View, checks: Iterable[Check], rest: Rest) -> Iterator[Block]:
    """Checks under their sources; of passages only those that were not found or not checked."""
    last = ""
    for check in checks:
        source = view.source(check.source)
        if check.source != last:
            last = check.source
            yield b.title(source.title)
            yield b.meta(source_line(source, view.seen(source)))
            yield b.meta(f"sources/{source.id}")
        yield from check_blocks(view, source, check, rest)


def check_blocks(view: View, source: Source, check: Check, rest: Rest) -> Iterator[Block]:
    """A check in a line, and each passage that was not found or not checked."""
    yield sign(check.result, check_words(check))
    yield b.meta(check.at, indent=1)
    for passage in check.passages if check.reason is None else ():
        if passage.result is not Result.FOUND:
            yield from passage_blocks(view, source, passage, rest(source.id, passage.passage))


def glyph(check: Check) -> str:
    """What a check came to, by its sign."""
    return RESULT_GLYPH[check.result]


def sign(result: Result, label: str, indent: int = 0) -> Block:
    text = f"{RESULT_GLYPH[result]} {RESULT_WORD[result]}"
    return Block(role=Role.SIGN, text=text, label=label, indent=indent, tone=_TONE[result])


def passage_blocks(view: View, source: Source, check: PassageCheck, rests: Rests) -> Iterator[Block]:
    """A passage that is not found or not checked: the nearest text, and what rests on it."""
    section = source.passages[check.passage].section
    yield sign(check.result, SEPARATOR.join(part for part in (check.passage, section) if part), 1)
    if check.words:
        yield b.text(check.words, indent=2)
    if check.nearest and check.nearest.near < 1:
        share = round(check.nearest.near * 100)
        yield b.text(f"“{check.nearest.text}”", label=f"Nearest, {share} % alike", indent=2)
    elif check.result is Result.NOT_FOUND and not check.nearest:
        yield b.text("no text of the page is near it, or its record is not at hand to tell", indent=2)
    yield from rests_blocks(view, rests, 2)


def rests_blocks(view: View, rests: Rests, indent: int) -> Iterator[Block]:
    """What rests on a passage, in a few lines."""
    lines = list(rests_lines(view, rests))
    for label, text in lines:
        yield b.item(text, label=label, indent=indent)
    if not lines:
        yield b.item("nothing that counts on this day", label="Rests on it", indent=indent)


def rests_lines(view: View, rests: Rests) -> Iterator[tuple[str, str]]:
    """What rests on a passage: a label and its names, each a line."""
    shorts = {tier.id: tier.short for tier in view.tiers}
    by_row: dict[str, list[str]] = {}
    for attribute, tier in rests.cells:
        by_row.setdefault(attribute, []).append(shorts.get(tier, tier))
    cells = [f"{view.attribute(row).title} ({', '.join(tiers)})" for row, tiers in by_row.items()]
    needs = list(dict.fromkeys("/".join(need.split("/")[:2]) for need in rests.needs))
    groups = (
        ("Assessments", list(rests.assessments)),
        ("Agreements", [entry_title(view, entry) or entry for entry in rests.agreements]),
        ("Matrix", cells),
        ("Entries", [entry_title(view, entry) or entry for entry in rests.entries]),
        ("Advisor", needs),
    )
    for label, names in groups:
        if names:
            more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
            yield label, "; ".join(names[:_SHOWN]) + more


# --- JSON


def checks_json(view: View, checks: Iterable[Check], rest: Rest, status: int) -> dict[str, Any]:
    """`verify`."""
    return {"as_of": view.as_of, "status": status, "checks": [check_json(check, rest) for check in checks]}


def check_json(check: Check, rest: Rest) -> dict[str, Any]:
    return {
        "source": check.source,
        "where": check.where.value,
        "at": check.at,
        "on": check.on,
        "result": check.result.value,
        "reason": check.reason.value if check.reason else None,
        "words": check.words,
        "counts": {result.value.replace("-", "_"): check.count(result) for result in Result},
        "passages": [_passage_json(each, rest(check.source, each.passage)) for each in check.passages],
    }


def _passage_json(check: PassageCheck, rests: Rests) -> dict[str, Any]:
    return {
        "passage": check.passage,
        "result": check.result.value,
        "reason": check.reason.value if check.reason else None,
        "words": check.words,
        "nearest": {"text": check.nearest.text, "near": check.nearest.near} if check.nearest else None,
        "rests": rests_json(rests),
    }


def rests_json(rests: Rests) -> dict[str, Any]:
    return {
        "entries": list(rests.entries),
        "agreements": list(rests.agreements),
        "cells": [{"attribute": attribute, "tier": tier} for attribute, tier in rests.cells],
        "needs": list(rests.needs),
        "assessments": list(rests.assessments),
    }


def summary(checks: Iterable[Check]) -> str:
    """What some checks came to in a line: `797 found, 3 not found, by 12 checks`."""
    made = list(checks)
    counts = [(sum(check.count(result) for check in made), RESULT_WORD[result]) for result in Result]
    total = ", ".join(f"{count} {word}" for count, word in counts if count)
    return f"{total or 'nothing to check'}, by {len(made)} {'check' if len(made) == 1 else 'checks'}"
