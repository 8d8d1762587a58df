"""What the reader shows: the blocks of a report, and what can be followed from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from trusttui.advisor.outlook import outlook
from trusttui.advisor.results import Assessment, Effect, Status
from trusttui.pack.dates import in_words
from trusttui.pack.view import Cell, View
from trusttui.report import blocks as b
from trusttui.report.blocks import Block, Role
from trusttui.report.entries import entry_title, kind_of
from trusttui.report.entry import RESTS, SEE, cell_blocks, entry_blocks, see_ids
from trusttui.report.record import Record, record_blocks
from trusttui.report.timeline import rests_on
from trusttui.report.words import KIND_WORD


class Link(Struct, frozen=True):
    """Something to follow: `target` is an entry id, `sources/ID`, or an https address."""

    label: str
    target: str
    group: str = ""
    """The heading under which it stands; none where it is empty."""


class Document(Struct, frozen=True, kw_only=True):
    """One entry, cell or verdict for reading."""

    id: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]


def describe(view: View, entry_id: str) -> Document | None:
    """The document of any entry or source; None where the view has no such one on its day."""
    if entry_title(view, entry_id) is None:
        return None
    blocks = tuple(_without_lists(entry_blocks(view, entry_id), entry_id))
    return Document(id=entry_id, blocks=blocks, links=tuple(_links(view, entry_id)))


def describe_cells(view: View, cells: Sequence[Cell]) -> Document:
    """The document of one cell of the matrix, or of several of one row."""
    attribute = cells[0].attribute
    entry_id = f"matrix/{attribute.id}"
    blocks = (
        b.title(attribute.title),
        b.meta(view.topic_title(attribute.topic), f"as of {in_words(view.as_of)}"),
        *(block for cell in cells for block in cell_blocks(view, cell, view.tier(cell.tier).name)),
    )
    return Document(id=entry_id, blocks=blocks, links=tuple(_links(view, entry_id)))


def describe_assessment(
    view: View, assessment: Assessment, made: Record | None = None, change: Iterable[Block] = ()
) -> Document:
    """The document of a verdict, with the name, the notes and the movements of its record, and first what a changed
    answer moved; it leads to the agreements and to the rows that were not simply met."""
    links = [
        Link(_label(view, f"agreements/{agreement}"), f"agreements/{agreement}")
        for agreement, result in assessment.agreements.items()
        if result.status is not Status.NOT_NEEDED
    ]
    rows = dict.fromkeys(
        reason.attribute
        for result in assessment.tiers.values()
        for reason in result.reasons
        if reason.effect is not Effect.MET
    )
    links += [Link(_label(view, f"matrix/{row}"), f"matrix/{row}") for row in rows]
    reasons = (reason for result in assessment.tiers.values() for reason in result.reasons)
    cited = {citation.source for reason in reasons for citation in reason.citations}
    links += _source_links(view, (source.id for source in view.sources if source.id in cited))
    made = made or Record(assessment=assessment, outlook=outlook(view, assessment.answers))
    blocks = (*change, *record_blocks(view, made))
    return Document(id="verdict", blocks=blocks, links=tuple(links))


def _without_lists(blocks: Iterable[Block], entry_id: str) -> Iterator[Block]:
    """The blocks without the entry's own id and without the lists at its end, which the reader offers as links."""
    for block in blocks:
        if block.role is Role.META and block.text == entry_id:
            continue
        if block.role is Role.HEADING and block.text in (RESTS, SEE):
            return
        yield block


def _links(view: View, entry_id: str) -> Iterator[Link]:
    if entry_id.startswith("changes/"):
        yield from _change_links(view, entry_id)
        return
    for target in see_ids(view, entry_id):
        yield Link(_label(view, target), target)
    folder, _, local = entry_id.partition("/")
    if folder == "sources":
        source = view.source(local)
        yield Link(source.url, source.url)
        for entry in view.citations_of(local):
            if entry_title(view, entry) is not None:
                yield Link(_label(view, entry), entry)
    yield from _source_links(view, sources_of(view, entry_id))


def _change_links(view: View, entry_id: str) -> Iterator[Link]:
    """What rests on a change, what to read next, and its two sources, under their headings."""
    change = next(change for change in view.changes if change.id == entry_id)
    for target in rests_on(view, change):
        yield Link(_label(view, target), target, RESTS)
    for target in see_ids(view, entry_id):
        yield Link(_label(view, target), target, SEE)
    sides = (change.head.before.source, change.head.after.source)
    yield from _source_links(view, (side for side in sides if view.counts(side)), "Sources")


def _source_links(view: View, source_ids: Iterable[str], group: str = "") -> Iterator[Link]:
    for source_id in source_ids:
        source = view.source(source_id)
        date = in_words(view.seen(source))
        yield Link(f"{'' if group else 'source: '}{source.title}, {date}", f"sources/{source_id}", group)


def sources_of(view: View, entry_id: str) -> list[str]:
    """The sources that an entry rests on and that count on the day, newest first."""
    return list(view.sources_of(entry_id))


def _label(view: View, entry_id: str) -> str:
    kind = kind_of(entry_id)
    word = f"{KIND_WORD[kind]}: " if kind else ""
    return f"{word}{entry_title(view, entry_id)}"
