"""An entry as it leaves the program: plain text for the clipboard, Markdown for a file, always with its citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trusttui.pack.view import View
from trusttui.report import as_markdown, as_text
from trusttui.report.blocks import Block, pack_line
from trusttui.report.entries import entry_title
from trusttui.report.entry import entry_blocks
from trusttui.report.marks import gone_blocks, note_blocks

if TYPE_CHECKING:
    from trusttui.marks import Mark


def entry_text(view: View, entry_id: str, mark: Mark | None = None) -> str:
    """An entry as plain text with its citations and the pack it comes from, and with the user's own note where that is
    asked for; KeyError for an unknown id."""
    return as_text.render(_blocks(view, entry_id, mark))


def entry_markdown(view: View, entry_id: str, mark: Mark | None = None) -> str:
    """An entry as a Markdown document; KeyError for an unknown id."""
    return as_markdown.render(_blocks(view, entry_id, mark))


def _blocks(view: View, entry_id: str, mark: Mark | None) -> list[Block]:
    if mark and entry_title(view, entry_id) is None:
        said = [*gone_blocks(mark, entry_id), *note_blocks(mark)]
    else:
        said = [*entry_blocks(view, entry_id), *note_blocks(mark)]
    return [*said, pack_line(view)]
