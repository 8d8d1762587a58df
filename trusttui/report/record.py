"""The decision record: what was answered, what came out, and on whose word, for who must defend it a year later."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from trusttui.advisor.outlook import Outlook
from trusttui.advisor.results import Assessment, Reason
from trusttui.kept import Movement
from trusttui.pack.dates import in_words
from trusttui.pack.view import View
from trusttui.report import advice
from trusttui.report import blocks as b
from trusttui.report.advice_json import assessment as _json
from trusttui.report.as_json import Json
from trusttui.report.blocks import Block
from trusttui.report.keeping import movement_blocks, movement_json
from trusttui.report.visible import field
from trusttui.report.words import DISCLAIMER

COLUMNS = (
    "tier", "verdict", "use", "need", "strength", "attribute", "title", "value", "effect", "note", "as_of", "source",
    "passages", "assessment", "answer_note", "verdict_when_saved", "value_when_saved",
)  # fmt: skip


class Record(Struct, frozen=True, kw_only=True):
    """An assessment with what surrounds it. The same record gives the same bytes in every form."""

    assessment: Assessment
    outlook: Outlook
    name: str = ""
    """What the assessment is called; empty where it has no name."""
    made: str = ""
    """The day on which the record is made, given by who makes it; empty where it is not to be in it."""
    notes: dict[str, str] = {}
    """Notes by question id."""
    movement: Movement | None = None
    """What moved since the answers were saved; None where they were not, or nothing did."""


def record_blocks(view: View, record: Record) -> list[Block]:
    """The record whole, for text, Markdown and HTML."""
    return [
        *([b.title(record.name)] if record.name else []),
        *movement_blocks(view, record.movement),
        *advice.assessment_blocks(view, record.assessment, record.outlook),
        *_made(record),
        *_notes(view, record),
    ]


def _made(record: Record) -> Iterator[Block]:
    if record.made:
        yield b.meta(f"This record was made on {in_words(record.made)}")


def _notes(view: View, record: Record) -> Iterator[Block]:
    if record.notes:
        yield b.heading("Notes")
    for question, note in record.notes.items():
        yield b.text(note, label=advice.question_words(view, question))


def record_json(view: View, record: Record) -> Json:
    """`advise --answers --format json`."""
    data = _json(view, record.assessment, record.outlook)
    return data | {
        "name": record.name or None,
        "made": record.made or None,
        "notes": dict(record.notes),
        "moved_since_saved": movement_json(record.movement),
        "disclaimer": DISCLAIMER,
    }


def record_html(view: View, record: Record) -> str:
    """One self-contained page."""
    from trusttui.report import as_html

    title = " · ".join(part for part in (record.name, view.pack.meta.name, "decision record") if part)
    return as_html.render(record_blocks(view, record), title)


def record_markdown(view: View, record: Record) -> str:
    from trusttui.report import as_markdown

    return as_markdown.render(record_blocks(view, record))


def record_csv(view: View, record: Record) -> str:
    """A row for each need held against each tier, worst first within a tier as the pack orders them."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for tier, result in record.assessment.tiers.items():
        for reason in result.reasons:
            if reason.certain:
                row = [tier, _verdict(record.assessment, tier, reason), *_row(view, reason)]
                writer.writerow([*row, *_kept(record, tier, reason)])
        if not any(reason.certain for reason in result.reasons):
            empty = [""] * (len(COLUMNS) - 6)
            writer.writerow([tier, result.verdict.value, *empty, *_kept(record, tier)])
    return out.getvalue()


def _kept(record: Record, tier: str, reason: Reason | None = None) -> list[str]:
    """What is known of a row because the assessment is kept: its name, the note on the answer, and, where they moved,
    the verdict and the value as they were when it was saved."""
    note = record.notes.get(reason.need.partition("/")[0], "") if reason else ""
    change = next((each for each in record.movement.tiers if each.tier == tier), None) if record.movement else None
    verdict = change.before.value if change and change.before and change.before is not change.after else ""
    key = (reason.need, reason.use or "") if reason else None
    before = next((n.before for n in change.needs if (n.need.need, n.need.use) == key), None) if change else None
    return [field(record.name), field(note), verdict, before.value.value if before else ""]


def _verdict(assessment: Assessment, tier: str, reason: Reason) -> str:
    result = assessment.tiers[tier]
    return (result.uses.get(reason.use, result.verdict) if reason.use else result.verdict).value


def _row(view: View, reason: Reason) -> list[str]:
    return [
        reason.use or "",
        reason.need,
        reason.strength.value,
        reason.attribute,
        field(view.attribute(reason.attribute).title),
        reason.value.value,
        reason.effect.value,
        field(reason.note),
        reason.as_of,
        " ".join(dict.fromkeys(citation.source for citation in reason.citations)),
        " ".join(citation.passage for citation in reason.citations),
    ]
