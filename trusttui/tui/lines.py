"""Lines and signs of the lists and the reader, for the first frame too: nothing that reads a pack is imported here."""

from __future__ import annotations

from textual.content import Content

from trusttui.report.codes import VALUE_TONE, value_words

TONE_STYLE = {"good": "$text-success", "bad": "$text-error", "mixed": "$text-warning", "open": "dim"}
QUIET = "dim"
MARKED = "bold $text-accent"
INDENT = 2


def value_content(value: str) -> Content:
    """A value, by its code, as glyph and word in its colour."""
    return Content.styled(value_words(value), TONE_STYLE[VALUE_TONE[value]])


def hanging(content: Content, width: int, indent: int, hang: int = 0) -> list[Content]:
    """Lines of a paragraph: all indented by steps, those after the first by `hang` cells more."""
    pad = indent * INDENT
    room = max(width - pad - hang, 8)
    if 0 < content.cell_length <= room + hang and content.plain.isprintable():
        return [content.pad_left(pad)]
    first, rest = content[:hang], content[hang:]
    lines = rest.wrap(room)
    return [
        first.append(line).pad_left(pad) if number == 0 else line.pad_left(pad + hang)
        for number, line in enumerate(lines)
    ]
