"""How a page of today differs from the record of it, as blocks and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from trusttui.pack.dates import in_words
from trusttui.pack.model import Source
from trusttui.pack.view import View
from trusttui.report import blocks as b
from trusttui.report.blocks import Block, Role, Tone
from trusttui.report.checks import Rest, rests_blocks, rests_json
from trusttui.report.words import source_line
from trusttui.sources.drift import Difference, Drift, Kind
from trusttui.sources.results import NotChecked, Reason

_WORD = {Kind.CHANGED: "◐ changed", Kind.GONE: "✗ gone", Kind.NEW: "+ new"}
_TONE = {Kind.CHANGED: Tone.MIXED, Kind.GONE: Tone.BAD, Kind.NEW: Tone.OPEN}


class Held(Struct, frozen=True, kw_only=True):
    """A page held against the record of it; or why it could not be."""

    source: Source
    at: str
    on: str
    drift: Drift | None = None
    reason: Reason | None = None
    words: str = ""


def not_held(source: Source, at: str, on: str, why: NotChecked) -> Held:
    return Held(source=source, at=at, on=on, reason=why.reason, words=why.words)


def drift_blocks(view: View, held: Iterable[Held], rest: Rest) -> Iterator[Block]:
    """The differences of each page, the weightiest first; a page without any is not mentioned."""
    for each in held:
        if each.drift and not each.drift.differences:
            continue
        yield b.title(each.source.title)
        recorded = source_line(each.source, view.seen(each.source))
        yield b.meta(f"{recorded}, against {each.at} of {in_words(each.on)}")
        if each.drift is None:
            yield Block(role=Role.SIGN, text="? not checked", label=each.words, tone=Tone.OPEN)
            continue
        for difference in each.drift.differences:
            yield from _difference(view, each.source, difference, rest)


def _difference(view: View, source: Source, of: Difference, rest: Rest) -> Iterator[Block]:
    label = ", ".join(of.passages) or "no cited passage"
    yield Block(role=Role.SIGN, text=_WORD[of.kind], label=label, tone=_TONE[of.kind])
    if of.before:
        yield b.text(f"“{of.before}”", label="Record", indent=1)
    if of.after:
        yield b.text(f"“{of.after}”", label="Page", indent=1)
    for slug in of.passages:
        yield from rests_blocks(view, rest(source.id, slug), 1)


def drift_json(view: View, held: Iterable[Held], rest: Rest) -> dict[str, Any]:
    """`drift`."""
    return {"as_of": view.as_of, "pages": [_held_json(each, rest) for each in held]}


def _held_json(held: Held, rest: Rest) -> dict[str, Any]:
    return {
        "source": held.source.id,
        "at": held.at,
        "on": held.on,
        "reason": held.reason.value if held.reason else None,
        "words": held.words,
        "left_out": held.drift.small if held.drift else 0,
        "differences": [_as_json(held.source, each, rest) for each in held.drift.differences] if held.drift else [],
    }


def _as_json(source: Source, of: Difference, rest: Rest) -> dict[str, Any]:
    return {
        "kind": of.kind.value,
        "before": of.before,
        "after": of.after,
        "passages": [{"passage": slug, "rests": rests_json(rest(source.id, slug))} for slug in of.passages],
        "dropped": list(of.dropped),
        "added": list(of.added),
        "weight": of.weight,
    }
