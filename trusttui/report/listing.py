"""Lists as blocks: search results, sources and the faults of a pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trusttui.pack.dates import in_words
from trusttui.pack.model import Kind, Source, Value
from trusttui.pack.view import View
from trusttui.report import blocks as b
from trusttui.report.blocks import Block, Role
from trusttui.report.entry import contact_blocks
from trusttui.report.words import KIND_WORD, NO_SOURCE, SOURCE_KIND_WORD, tier_words, value_words
from trusttui.search.results import Hit, Results


def results_blocks(view: View, results: Results) -> Iterator[Block]:
    """What a search found, best first, and the subjects that it touches and no source answers."""
    for hit in results.hits:
        yield from _hit(view, hit)
    shown = {hit.id for hit in results.hits}
    for gap in results.gaps:
        if f"gaps/{gap.id}" not in shown:
            yield b.title(gap.title)
            yield b.meta(NO_SOURCE)
            yield b.text(gap.text)
            yield from contact_blocks(view, view.contact(gap.ask))
            yield b.meta(f"gaps/{gap.id}")


def hit_facts(view: View, hit: Hit) -> list[str]:
    """Kind, tiers and date of a hit. A title alone would mislead where the newest source dropped what it says: then
    `? not stated` comes first."""
    older = " (older)" if hit.older else ""
    date = f"{in_words(hit.as_of)}{older}" if hit.as_of else ""
    sign = value_words(Value.NOT_STATED) if hit.dropped else ""
    facts = (sign, KIND_WORD[hit.kind], tier_words(view, hit.tiers, none=""), date)
    return [fact for fact in facts if fact]


def _hit(view: View, hit: Hit) -> Iterator[Block]:
    yield b.title(hit.title)
    yield b.meta(*hit_facts(view, hit))
    if hit.snippet.text:
        yield Block(role=Role.SNIPPET, text=hit.snippet.text, marks=hit.snippet.marks)
    yield from b.grouped(view, hit.citations)
    if hit.kind is Kind.GAP:
        gap = next(gap for gap in view.gaps if hit.id == f"gaps/{gap.id}")
        yield from contact_blocks(view, view.contact(gap.ask))
    yield b.meta(hit.id)


def sources_blocks(view: View, sources: Iterable[Source]) -> Iterator[Block]:
    """Sources in a row: kind and dates, address, and how much rests on them."""
    for source in sources:
        stated = f"its own date {in_words(source.stated)}" if source.stated else ""
        recorded = f"recorded {in_words(source.recorded)}" if source.recorded else ""
        yield b.title(source.title)
        yield b.meta(source.publisher, SOURCE_KIND_WORD[source.kind], stated, recorded)
        yield b.meta(source.url)
        if source.credit:
            yield b.meta(f"Record: {source.credit}")
        yield b.meta(f"{len(source.passages)} passages, cited by {len(view.citations_of(source.id))} entries")
        yield b.meta(f"sources/{source.id}")
