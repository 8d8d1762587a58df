"""What a user marked, noted and read, as blocks and JSON: always apart from what the sources say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from trusttui.pack.dates import in_words
from trusttui.report import blocks as b
from trusttui.report.blocks import Block
from trusttui.report.entries import entry_title, kind_of
from trusttui.report.visible import visible
from trusttui.report.words import KIND_WORD, MARK

if TYPE_CHECKING:
    from trusttui.marks import Mark, Marks
    from trusttui.pack.view import View

LATELY = "Read lately"
GONE = "Not in the pack on this day"
GROUPS = ("Marked", "With a note", LATELY, GONE)


def your_note(mark: Mark) -> str:
    """What stands over a note."""
    return f"Your note, {in_words(mark.noted)}" if mark.noted else "Your note"


def mark_words(mark: Mark) -> str:
    """That an entry is marked, and since when; empty where it is not."""
    return f"{MARK} marked {in_words(mark.marked)}" if mark.marked else ""


def note_blocks(mark: Mark | None) -> Iterator[Block]:
    """The user's note on an entry; nothing where there is none."""
    if mark and mark.note:
        yield b.heading(your_note(mark))
        yield b.own(mark.note)


def own_blocks(mark: Mark | None) -> Iterator[Block]:
    """All that the user did with an entry; nothing where there is nothing."""
    if mark and mark.marked:
        yield b.meta(mark_words(mark))
    yield from note_blocks(mark)


def note_lines(mark: Mark) -> list[str]:
    """A note line for line, with what a terminal would act on written out."""
    return visible(mark.note).split("\n")


def groups(view: View, marks: Marks) -> dict[str, list[str]]:
    """What is marked, noted and read by entry, each once: under the first of GROUPS that it belongs to."""
    found: dict[str, list[str]] = {name: [] for name in GROUPS}
    marked, noted, read, gone = found.values()
    for entry, mark in marks.marked.items():
        here = entry_title(view, entry) is not None
        (gone if not here else marked if mark.marked else noted).append(entry)
    for seen in marks.read:
        if seen.entry not in marks.marked and entry_title(view, seen.entry) is not None:
            read.append(seen.entry)
    return found


def title_of(view: View, marks: Marks, entry: str) -> str:
    """What an entry is called on the day, else what it was called when it was marked."""
    mark = marks.of(entry)
    return entry_title(view, entry) or (mark.title if mark else "") or entry


def facts(view: View, marks: Marks, entry: str) -> list[str]:
    """What there is to say of an entry in a list: its kind, and what was done with it when."""
    kind, mark = kind_of(entry), marks.of(entry)
    word = KIND_WORD[kind] if kind else entry.partition("/")[0].removesuffix("s")
    said = [word]
    if mark and mark.marked:
        both = mark.note and mark.noted == mark.marked
        said.append(f"marked {'and noted ' if both else ''}{in_words(mark.marked)}")
    if mark and mark.note and mark.noted != mark.marked:
        said.append(f"noted {in_words(mark.noted)}" if mark.noted else "noted")
    on = next((seen.on for seen in marks.read if seen.entry == entry), "")
    return [*said, f"read {in_words(on)}"] if on else said


def list_blocks(view: View, marks: Marks) -> Iterator[Block]:
    """`marks`."""
    for group, entries in groups(view, marks).items():
        if not entries:
            continue
        yield b.heading(group)
        for entry in entries:
            mark = marks.of(entry)
            sign = f"{MARK} " if mark and mark.marked else ""
            yield b.item(f"{sign}{title_of(view, marks, entry)}")
            yield b.meta(entry, *facts(view, marks, entry), indent=1)
            if mark and mark.note:
                yield b.own(mark.note, indent=1)


def gone_blocks(mark: Mark | None, entry: str) -> Iterator[Block]:
    """What stands in place of an entry that the pack does not have on the day."""
    yield b.title(mark.title if mark and mark.title else entry)
    yield b.meta(entry)
    yield b.text("This pack has no such entry on this day. What you wrote is kept.")


def mark_json(mark: Mark | None) -> dict[str, Any]:
    """A mark as JSON; None for what was not done."""
    return {
        "marked": mark.marked or None if mark else None,
        "noted": mark.noted or None if mark else None,
        "note": mark.note or None if mark else None,
    }


def list_json(view: View, marks: Marks) -> dict[str, Any]:
    """`marks`."""

    def rows(entries: Iterable[str]) -> list[dict[str, Any]]:
        return [
            {
                "id": entry,
                "title": title_of(view, marks, entry),
                "in_pack": entry_title(view, entry) is not None,
                **mark_json(marks.of(entry)),
            }
            for entry in entries
        ]

    return {
        "as_of": view.as_of,
        "pack": marks.pack,
        "entries": rows(marks.marked),
        "read": [
            {
                "id": seen.entry,
                "title": entry_title(view, seen.entry) or seen.title,
                "in_pack": entry_title(view, seen.entry) is not None,
                "on": seen.on,
            }
            for seen in marks.read
        ],
    }
