"""Records of one document over the years: which passages a later record keeps of the one before it.

A record names the `previous` one and the passages that it `keeps`. What is kept is still said, and so a statement that
rests on it alone is as new as the newest record that keeps all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from trusttui.pack.model import Passage, Source


def with_kept_passages(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources, each with the passages that it keeps as well as its own; in the order given.

    What cannot be kept (no such previous record or passage, records in a circle) is left out: the checker names it.
    """
    by_id = {source.id: source for source in sources}
    whole: dict[str, dict[str, Passage]] = {}
    for source in by_id.values():
        line = [source]
        while line[-1].previous in by_id and line[-1].id not in whole and len(line) <= len(by_id):
            line.append(by_id[line[-1].previous or ""])
        for each in reversed(line):
            if each.id not in whole:
                before = whole.get(each.previous or "", {})
                kept = {slug: _under(each.headings, before[slug]) for slug in each.keeps if slug in before}
                whole[each.id] = {**kept, **each.passages}
    return tuple(replace(source, passages=whole[source.id]) if source.keeps else source for source in by_id.values())


def _under(headings: Mapping[str, str], passage: Passage) -> Passage:
    heading = headings.get(passage.section)
    return replace(passage, section=heading) if heading else passage


def next_records(sources: Iterable[Source]) -> dict[str, Source]:
    """For each source that is not the newest record of its document, the record after it."""
    return {source.previous: source for source in sources if source.previous}


def kept_in(source: Source, passages: Iterable[str], after: Mapping[str, Source]) -> list[Source]:
    """The source and, in order, the records after it that keep all these passages."""
    needed = set(passages)
    line = [source]
    while (following := after.get(line[-1].id)) and needed.issubset(following.keeps) and following not in line:
        line.append(following)
    return line
