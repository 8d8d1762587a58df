"""An entry as it leaves the program: plain text for the clipboard, Markdown for a file, always with its citations."""

from __future__ import annotations

from trusttui.pack.view import View
from trusttui.report import as_markdown, as_text
from trusttui.report.blocks import pack_line
from trusttui.report.entry import entry_blocks


def entry_text(view: View, entry_id: str) -> str:
    """An entry as plain text with its citations and the pack it comes from; KeyError for an unknown id."""
    return as_text.render([*entry_blocks(view, entry_id), pack_line(view)])


def entry_markdown(view: View, entry_id: str) -> str:
    """An entry as a Markdown document; KeyError for an unknown id."""
    return as_markdown.render([*entry_blocks(view, entry_id), pack_line(view)])
