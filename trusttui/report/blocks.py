"""What every result is put into before it becomes text or Markdown: a list of blocks, each with a role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import groupby

from msgspec import Struct

from trusttui.advisor.results import Effect, Verdict
from trusttui.pack.dates import in_words
from trusttui.pack.model import Citation, Severity, Source, Value
from trusttui.pack.statement import StatementView
from trusttui.pack.view import View
from trusttui.report import codes
from trusttui.report.words import (
    DISCLAIMER,
    SOURCE_KIND_WORD,
    checked_words,
    citation_lines,
    dates_words,
    effect_words,
    severity_words,
    source_line,
    value_words,
    verdict_words,
)


class Role(StrEnum):
    """What a block is to the reader."""

    TITLE = "title"
    META = "meta"
    """What a title is followed by: kind, tiers, date, id."""
    HEADING = "heading"
    TEXT = "text"
    MARKDOWN = "markdown"
    SNIPPET = "snippet"
    """Text with matched ranges."""
    SNIPPET_HEADING = "snippet-heading"
    """The same, where it is a heading of the document that it is from."""
    SNIPPET_ITEM = "snippet-item"
    """The same, where it is an item of a list there; its label is its number, where it has one."""
    SIGN = "sign"
    """A value, verdict or effect by glyph and word."""
    ITEM = "item"
    CITATION = "citation"
    OWN = "own"
    """The user's own words, line for line."""


class Tone(StrEnum):
    """How good a sign is: what its colour says, which its glyph and word say without it."""

    GOOD = "good"
    BAD = "bad"
    MIXED = "mixed"
    OPEN = "open"


class Block(Struct, frozen=True, kw_only=True):
    """A paragraph or a line. `label` stands before it, `indent` counts steps to the right."""

    role: Role
    text: str
    label: str = ""
    indent: int = 0
    number: int = 0
    """Of an item in a list that is numbered; 0 for any other."""
    tone: Tone | None = None
    marks: tuple[tuple[int, int], ...] = ()
    """Half-open character ranges of a snippet."""
    source: str = ""
    """The id of the document that a citation names."""
    column: int = 0
    """1 and 2 for what may stand beside each other where there is room; 0 for what takes the whole width."""


VALUE_TONE = {Value(value): Tone(tone) for value, tone in codes.VALUE_TONE.items()}
VERDICT_TONE = {
    Verdict.FITS: Tone.GOOD,
    Verdict.CONDITIONS: Tone.MIXED,
    Verdict.UNCONFIRMED: Tone.OPEN,
    Verdict.RULED_OUT: Tone.BAD,
}
SEVERITY_TONE = {Severity.MAJOR: Tone.MIXED, Severity.MINOR: Tone.OPEN}
EFFECT_TONE = {
    Effect.MET: Tone.GOOD,
    Effect.ON_CONDITIONS: Tone.MIXED,
    Effect.UNCONFIRMED: Tone.OPEN,
    Effect.FAILED: Tone.BAD,
}


ORIGINAL = frozenset((Role.SNIPPET, Role.SNIPPET_HEADING, Role.SNIPPET_ITEM))
"""What is shown as the document has it."""


def apart_in_original(block: Block, previous: Block) -> bool:
    """Whether an empty line stands between two lines of a document: not under its headings, nor in its lists."""
    return previous.role is not Role.SNIPPET_HEADING and not (block.role is previous.role is Role.SNIPPET_ITEM)


def title(text: str) -> Block:
    return Block(role=Role.TITLE, text=text)


def meta(*parts: str, indent: int = 0) -> Block:
    """Short facts in a row; empty ones are left out."""
    return Block(role=Role.META, text=" · ".join(part for part in parts if part), indent=indent)


def heading(text: str) -> Block:
    return Block(role=Role.HEADING, text=text)


def text(content: str, label: str = "", indent: int = 0) -> Block:
    return Block(role=Role.TEXT, text=content, label=label, indent=indent)


def markdown(content: str, indent: int = 0) -> Block:
    return Block(role=Role.MARKDOWN, text=content, indent=indent)


def item(content: str, label: str = "", indent: int = 0, number: int = 0) -> Block:
    return Block(role=Role.ITEM, text=content, label=label, indent=indent, number=number)


def own(content: str, indent: int = 0) -> Block:
    return Block(role=Role.OWN, text=content, indent=indent)


def value(code: Value, label: str = "", indent: int = 0) -> Block:
    return Block(role=Role.SIGN, text=value_words(code), label=label, indent=indent, tone=VALUE_TONE[code])


def verdict(code: Verdict, label: str = "", indent: int = 0) -> Block:
    return Block(role=Role.SIGN, text=verdict_words(code), label=label, indent=indent, tone=VERDICT_TONE[code])


def effect(code: Effect, label: str = "", indent: int = 0) -> Block:
    return Block(role=Role.SIGN, text=effect_words(code), label=label, indent=indent, tone=EFFECT_TONE[code])


def severity(code: Severity) -> Block:
    return Block(role=Role.SIGN, text=f"{severity_words(code)} change", tone=SEVERITY_TONE[code])


def citations(view: View, cited: Iterable[Citation], indent: int = 0) -> Iterator[Block]:
    for source, together in groupby(cited, key=lambda citation: citation.source):
        for line in citation_lines(view, together):
            yield Block(role=Role.CITATION, text=line, indent=indent, source=source)


def grouped(view: View, cited: Iterable[Citation], indent: int = 0) -> Iterator[Block]:
    """Citations where many stand in a list: a line for each source, with all its passages."""
    passages: dict[str, list[str]] = {}
    for citation in cited:
        passages.setdefault(citation.source, []).append(citation.passage)
    for source, slugs in passages.items():
        of = view.source(source)
        checked = checked_words(view, [Citation(source, slug) for slug in slugs])
        line = " · ".join(filter(None, (source_line(of, view.seen(of)), ", ".join(slugs), checked)))
        yield Block(role=Role.CITATION, text=line, indent=indent, source=source)


def said_by(view: View, source: Source, cited: Iterable[Citation], indent: int = 0) -> Iterator[Block]:
    """The citations of what a source says; where there are none, that the source is silent on it."""
    found = list(citations(view, cited, indent))
    silent = f"{source_line(source, view.seen(source))} · says nothing on it"
    yield from found or [Block(role=Role.CITATION, text=silent, indent=indent, source=source.id)]


def statement(view: View, said: StatementView, indent: int = 0) -> Iterator[Block]:
    """On whose word a statement stands, and since when."""
    yield from said_by(view, said.source, said.citations, indent)
    dates = dates_words(said)
    if dates:
        yield meta(dates, indent=indent)


def gone(said: StatementView, indent: int = 0) -> Block:
    """What stands in place of a text that is gone from a later record."""
    return text(f"The record of {in_words(said.as_of)} does not have any more what was said before.", indent=indent)


def beside(view: View, others: Iterable[StatementView], indent: int = 1) -> Iterator[Block]:
    """What documents of another kind say of a cell at the same time."""
    for other in others:
        yield value(other.value, label=f"Beside it, {SOURCE_KIND_WORD[other.source.kind]}", indent=indent)
        if other.text or other.gone:
            yield gone(other, indent + 1) if other.gone else text(other.text, indent=indent + 1)
        yield from statement(view, other, indent + 1)


def conditions(named: Iterable[str], indent: int = 0) -> Iterator[Block]:
    for condition in named:
        yield item(condition, label="Condition", indent=indent)


def before(view: View, earlier: Iterable[StatementView]) -> Iterator[Block]:
    """What older sources said of a cell, each with its date."""
    for each in earlier:
        yield value(each.value, label=f"Before, {in_words(each.as_of)}", indent=1)
        if each.text:
            yield text(each.text, indent=2)
        yield from statement(view, each, indent=2)


def rests(view: View, said: Iterable[Block], *, brief: bool = False) -> Iterator[Block]:
    """The documents that the blocks cite, each with its address and, but in brief, where its very text is kept; then
    day and pack."""
    named = {block.source for block in said}
    sources = [source for source in view.sources if source.id in named]
    if sources:
        yield heading("What this rests on")
    for source in sources:
        yield item(source_line(source, view.seen(source)))
        yield text(source.url, label="Address", indent=1)
        if source.record and not brief:
            yield text(source.record, label="Record", indent=1)
        if source.record_sha256 and not brief:
            yield text(source.record_sha256, label="sha256", indent=1)
    yield pack_line(view)


def pack_line(view: View) -> Block:
    """What a text rests on: the day, the pack, its version and hash."""
    pack = view.pack
    return meta(f"As of {in_words(view.as_of)}", f"{pack.meta.name} {pack.meta.version}", pack.hash[:12], DISCLAIMER)
