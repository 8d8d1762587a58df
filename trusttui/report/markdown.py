"""Reading Markdown with one parser: to make one takes as long as to read an entry with it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


@cache
def parser(*without: str) -> MarkdownIt:
    """Of CommonMark, `without` some of its rules by name. HTML in it is text."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).disable(list(without))
