"""Tiers side by side: which rows and columns, and how they become a table, Markdown or CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from trusttui.pack.dates import in_words, last_day
from trusttui.pack.model import Attribute, Value
from trusttui.pack.view import Cell, TierView, View
from trusttui.report import as_markdown
from trusttui.report import blocks as b
from trusttui.report.as_text import PLAIN, Style
from trusttui.report.blocks import VALUE_TONE, Block
from trusttui.report.entry import cell_blocks
from trusttui.report.visible import field, one_line
from trusttui.report.words import source_line, value_words
from trusttui.report.wrap import cells, cut, hang, pad

_GAP = 2
_SMALLEST_TITLE = 14


class Row(Struct, frozen=True):
    """An attribute with its cell for each tier of the comparison, in their order."""

    attribute: Attribute
    cells: tuple[Cell, ...]


class Comparison(Struct, frozen=True):
    """Tiers side by side on one day."""

    as_of: str
    tiers: tuple[TierView, ...]
    rows: tuple[Row, ...]


def compare(
    view: View, tiers: Sequence[TierView] = (), topics: Sequence[str] = (), *, differences: bool = False
) -> Comparison:
    """The matrix of the day, of all tiers and topics where none is named. With `differences` only the rows in which the
    values of these tiers differ."""
    chosen = tuple(tiers) or view.tiers
    rows = []
    for attribute in view.attributes:
        if topics and attribute.topic not in topics:
            continue
        row = Row(attribute, tuple(view.cell(attribute.id, tier.id) for tier in chosen))
        if not differences or len({cell.value for cell in row.cells}) > 1:
            rows.append(row)
    return Comparison(view.as_of, chosen, tuple(rows))


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """`compare`."""
    from trusttui.report.as_json import cell as as_json

    tiers = [tier.id for tier in comparison.tiers]
    return {
        "as_of": comparison.as_of,
        "tiers": [{"id": tier.id, "name": tier.name} for tier in comparison.tiers],
        "rows": [
            {
                "id": row.attribute.id,
                "title": row.attribute.title,
                "topic": row.attribute.topic,
                "cells": {tier: as_json(cell) for tier, cell in zip(tiers, row.cells, strict=True)},
            }
            for row in comparison.rows
        ],
    }


def _sources(comparison: Comparison) -> dict[str, str]:
    """The sources that the cells rest on, each as a line with the day on which it was seen; newest first."""
    found = {cell.current.source.id: cell.current for row in comparison.rows for cell in row.cells if cell.current}
    newest_first = sorted(found.values(), key=lambda said: last_day(said.as_of), reverse=True)
    return {said.source.id: source_line(said.source, said.as_of) for said in newest_first}


def comparison_text(comparison: Comparison, style: Style = PLAIN) -> str:
    """A table no wider than the style's width, a number in each cell for the source that is named above it. Where the
    columns do not fit, each row is a short list."""
    sources = _sources(comparison)
    numbers = {source: number for number, source in enumerate(sources, 1)}
    lines = [f"As of {in_words(comparison.as_of)}"]
    for source_id, number in numbers.items():
        lines += hang(one_line(sources[source_id]), style.width, f"[{number}] ", "    ")
    lines.append("")
    heads = [one_line(tier.short) for tier in comparison.tiers]
    texts = [[_cell(cell, numbers) for cell in row.cells] for row in comparison.rows]
    widths = [max(map(cells, column)) for column in zip(heads, *texts, strict=True)]
    room = style.width - sum(width + _GAP for width in widths)
    if room < _SMALLEST_TITLE:
        lines += _stacked(comparison, heads, texts, style)
    else:
        titles = [one_line(row.attribute.title) for row in comparison.rows]
        room = min(room, max(map(cells, titles), default=room))
        lines.append(style.paint(_line("", heads, [room, *widths]), "1"))
        for title, row, parts in zip(titles, comparison.rows, texts, strict=True):
            lines += _table_row(cut(title, room), row, parts, [room, *widths], style)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _cell(cell: Cell, numbers: dict[str, int]) -> str:
    number = f" [{numbers[cell.current.source.id]}]" if cell.current else ""
    return f"{value_words(cell.value)}{number}"


def _line(first: str, parts: Sequence[str], widths: Sequence[int]) -> str:
    return (" " * _GAP).join(pad(part, width) for part, width in zip([first, *parts], widths, strict=True))


def _table_row(title: list[str], row: Row, parts: list[str], widths: list[int], style: Style) -> list[str]:
    painted = [
        style.tone(pad(part, width), VALUE_TONE[cell.value])
        for part, width, cell in zip(parts, widths[1:], row.cells, strict=True)
    ]
    first = (" " * _GAP).join([pad(title[0], widths[0]), *painted])
    return [first, *title[1:]]


def _stacked(comparison: Comparison, heads: list[str], texts: list[list[str]], style: Style) -> Iterator[str]:
    """Each row as a card: its title, and under it every tier's value, as many beside each other as fit whole."""
    head_width = max(map(cells, heads), default=0)
    text_width = max((cells(part) for parts in texts for part in parts), default=0)
    beside = style.width // (head_width + 1 + text_width + _GAP)
    for row, parts in zip(comparison.rows, texts, strict=True):
        yield from (style.paint(line, "1") for line in cut(one_line(row.attribute.title), style.width))
        signs = [
            style.tone(pad(part, text_width), VALUE_TONE[cell.value])
            for part, cell in zip(parts, row.cells, strict=True)
        ]
        if not beside:
            yield from _one_each(heads, signs, style)
        for at in range(0, len(signs) if beside else 0, beside or 1):
            pairs = zip(heads[at : at + beside], signs[at : at + beside], strict=True)
            yield " " * _GAP + (" " * _GAP).join(f"{pad(head, head_width)} {sign}" for head, sign in pairs)


def _one_each(heads: list[str], signs: list[str], style: Style) -> Iterator[str]:
    """Names that leave no room beside them, each above its value."""
    for head, sign in zip(heads, signs, strict=True):
        yield from (f"{' ' * _GAP}{line}" for line in cut(head, style.width - _GAP))
        yield f"{' ' * 2 * _GAP}{sign}"


def comparison_markdown(view: View, comparison: Comparison) -> str:
    """The table, and below it every cell's statement with its citations and history."""
    lines = [f"# {as_markdown.escape(one_line(view.pack.meta.name))}: tiers side by side", ""]
    names = [as_markdown.escape(one_line(tier.name)) for tier in comparison.tiers]
    lines += [f"| | {' | '.join(names)} |", f"| --- |{' --- |' * len(names)}"]
    for row in comparison.rows:
        title = as_markdown.escape(one_line(row.attribute.title))
        lines.append(f"| {title} | {' | '.join(_dated(cell) for cell in row.cells)} |")
    return "\n".join([*lines, "", _statements(view, comparison)])


def _dated(cell: Cell) -> str:
    return f"{value_words(cell.value)} ({in_words(cell.current.as_of)})" if cell.current else value_words(cell.value)


def _statements(view: View, comparison: Comparison) -> str:
    blocks: list[Block] = []
    for row in comparison.rows:
        blocks.append(b.heading(row.attribute.title))
        for tier, cell in zip(comparison.tiers, row.cells, strict=True):
            blocks += cell_blocks(view, cell, tier.name)
    return as_markdown.render([*blocks, *b.rests(view, blocks)])


def comparison_csv(comparison: Comparison) -> str:
    """A line for each statement, the current one and the earlier: attribute, title, topic, tier, current, value, as_of,
    source, passages (joined by spaces), note. A cell that no source speaks of has a line without a source."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("attribute", "title", "topic", "tier", "current", "value", "as_of", "source", "passages", "note"))
    for row in comparison.rows:
        for cell in row.cells:
            head = (row.attribute.id, field(row.attribute.title), row.attribute.topic, cell.tier)
            if not cell.current:
                writer.writerow((*head, "yes", Value.NOT_STATED.value, "", "", "", ""))
            said = [("yes", cell.current)] if cell.current else []
            for current, each in [*said, *(("no", earlier) for earlier in cell.earlier)]:
                slugs = " ".join(citation.passage for citation in each.citations)
                row_end = (each.value.value, each.as_of, each.source.id, slugs, field(each.text))
                writer.writerow((*head, current, *row_end))
    return out.getvalue()
