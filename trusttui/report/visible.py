"""The choke point for text that goes to a terminal: what it does not show, it writes out."""

from __future__ import annotations

import re

# Controls, surrogates and separators that end a line, and the marks that turn the direction of what follows: with them
# a text could move the cursor, hide itself, or show other words than it has.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def visible(text: str) -> str:
    """A text in which control characters are written out (`\\x1b`) and so do nothing; line ends and tabs stay."""
    return _UNSEEN.sub(lambda match: match.group().encode("unicode_escape").decode(), text)


def one_line(text: str) -> str:
    """A text on one line, control characters written out."""
    return " ".join(visible(text).split())


def field(text: str) -> str:
    """A text on one line for CSV; what a spreadsheet would take for a formula gets an apostrophe before it."""
    line = one_line(text)
    return f"'{line}" if line.startswith(("=", "+", "-", "@")) else line
