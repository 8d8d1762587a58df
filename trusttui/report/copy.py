"""An entry as it leaves the program: plain text for the clipboard, Markdown for a file, always with its citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trusttui.pack.view import View
from trusttui.report import as_markdown, as_text
from trusttui.report.blocks import Block, rests
from trusttui.report.entries import entry_title
from trusttui.report.entry import entry_blocks
from trusttui.report.marks import gone_blocks, note_blocks

if TYPE_CHECKING:
    from trusttui.marks import Mark


def entry_text(view: View, entry_id: str, mark: Mark | None = None) -> str:
    """An entry as plain text with its citations, the documents that it rests on and the pack it comes from, and with
    the user's own note where that is asked for; KeyError for an unknown id."""
    said = _blocks(view, entry_id, mark)
    return as_text.render([*said, *rests(view, said, brief=True)])


def entry_markdown(view: View, entry_id: str, mark: Mark | None = None) -> str:
    """An entry as a Markdown document; KeyError for an unknown id."""
    said = _blocks(view, entry_id, mark)
    return as_markdown.render([*said, *rests(view, said)])


def _blocks(view: View, entry_id: str, mark: Mark | None) -> list[Block]:
    if mark and entry_title(view, entry_id) is None:
        return [*gone_blocks(mark, entry_id), *note_blocks(mark)]
    return [*entry_blocks(view, entry_id), *note_blocks(mark)]
