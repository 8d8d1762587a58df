"""Documents and values as Textual content. Text from a pack becomes content here and is never read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from textual.content import Content

from trusttui.advisor.results import Verdict
from trusttui.report.blocks import ORIGINAL, VERDICT_TONE, Block, Role, Tone, apart_in_original
from trusttui.report.markdown import parser
from trusttui.report.words import verdict_words
from trusttui.tui.document import Document
from trusttui.tui.glossary import LINK, Terms
from trusttui.tui.lines import INDENT as INDENT
from trusttui.tui.lines import MARKED as MARKED
from trusttui.tui.lines import QUIET as QUIET
from trusttui.tui.lines import TONE_STYLE as TONE_STYLE
from trusttui.tui.lines import hanging as hanging
from trusttui.tui.lines import value_content as value_content

if TYPE_CHECKING:
    from markdown_it.token import Token

_LONG = re.compile(r"[^\s-]+(?:-[^\s-]+)+")
_STYLE = {Role.TITLE: "bold", Role.HEADING: "bold $text-accent", Role.META: QUIET}
BETWEEN = " │ "
"""What stands between two columns."""


def verdict_content(verdict: Verdict) -> Content:
    """A verdict by glyph and word, in its colour."""
    return Content.styled(verdict_words(verdict), TONE_STYLE[VERDICT_TONE[verdict]])


def marked(text: str, marks: Iterable[tuple[int, int]], base: str = "") -> Content:
    """Text with the matched ranges marked."""
    content = Content.styled(text, base) if base else Content(text)
    for start, end in marks:
        content = content.stylize(MARKED, start, end)
    return content


def first_marked(lines: list[Content], start: int) -> int | None:
    """The number of the first line, from one on, in which something is marked."""
    marks = (number for number in range(start, len(lines)) if any(each.style == MARKED for each in lines[number].spans))
    return next(marks, None)


def document_lines(
    document: Document, width: int, *, beside: bool = False, terms: Terms | None = None
) -> list[Content]:
    """A whole document wrapped to a width in cells, with hanging indents; what may stand in two columns does so with
    `beside`, else one under the other. Terms are marked where there are any to be marked."""
    terms = terms or Terms()
    lines: list[Content] = []
    previous: Block | None = None
    for in_columns, band in groupby(document.blocks, key=lambda block: bool(block.column)):
        blocks = list(band)
        if previous is not None and _opens_paragraph(blocks[0], previous):
            lines.append(Content(""))
        lines += _columns(blocks, width, terms) if in_columns and beside else _stacked(blocks, width, terms)
        previous = blocks[-1]
    return lines


def _stacked(blocks: Iterable[Block], width: int, terms: Terms) -> list[Content]:
    """Blocks one under the other."""
    lines: list[Content] = []
    previous: Block | None = None
    for block in blocks:
        if previous is not None and _opens_paragraph(block, previous):
            lines.append(Content(""))
        lines += _block_lines(block, width, terms)
        previous = block
    return lines


def _columns(blocks: list[Block], width: int, terms: Terms) -> list[Content]:
    """Blocks of two columns beside each other, a line between them."""
    half = (width - len(BETWEEN)) // 2
    left, right = (_stacked((block for block in blocks if block.column == column), half, terms) for column in (1, 2))
    empty = Content("")
    return [
        Content.assemble(one, " " * (half - one.cell_length), (BETWEEN, QUIET), other)
        for one, other in zip_longest(left, right, fillvalue=empty)
    ]


def _opens_paragraph(block: Block, previous: Block) -> bool:
    """Whether a blank line stands between two blocks: before headings and paragraphs, and after what a title says."""
    if previous.role is Role.HEADING:
        return False
    if block.role in ORIGINAL:
        return previous.role is Role.META or (previous.role in ORIGINAL and apart_in_original(block, previous))
    if block.role in (Role.HEADING, Role.TITLE):
        return True
    if block.role is Role.MARKDOWN:
        return block.indent == 0
    if block.role is Role.SIGN:
        return block.indent <= 1 and previous.role in (Role.CITATION, Role.META, Role.TITLE)
    if block.role in (Role.TEXT, Role.ITEM):
        return block.indent == 0 and previous.role in (Role.MARKDOWN, Role.META, Role.TITLE, Role.CITATION)
    return block.role is Role.CITATION and block.indent == 0 and previous.role in (Role.MARKDOWN, Role.ITEM)


def _block_lines(block: Block, width: int, terms: Terms) -> list[Content]:
    if block.role is Role.MARKDOWN:
        return [
            line
            for content, step in markdown_blocks(block.text)
            for line in hanging(terms.mark(content), width, block.indent, step)
        ]
    if block.role is Role.OWN:
        return list(_own(block.text, width, block.indent))
    label = Content.styled(f"{block.label}  " if block.label else "", QUIET)
    if block.role is Role.SIGN:
        sign = Content.styled(block.text, TONE_STYLE[block.tone or Tone.OPEN])
        strong = Content.styled(f"  {block.label}" if block.label else "", "bold")
        return hanging(Content.assemble(sign, strong), width, block.indent, hang=2)
    if block.role is Role.ITEM:
        marker = f"{block.number}. " if block.number else "· "
        line = Content.assemble((marker, QUIET), label, terms.mark(Content(block.text)))
        return hanging(line, width, block.indent, len(marker))
    if block.role is Role.CITATION:
        room = width - block.indent * INDENT - 2
        return hanging(Content.styled(f"└ {breakable(block.text, room)}", QUIET), width, block.indent, hang=2)
    if block.role is Role.SNIPPET_ITEM:
        marker = f"{block.label or '·'} "
        line = Content.assemble((marker, QUIET), marked(block.text, block.marks))
        return hanging(line, width, block.indent, len(marker))
    if block.role in ORIGINAL:
        base = "bold" if block.role is Role.SNIPPET_HEADING else ""
        return hanging(marked(block.text, block.marks, base), width, block.indent)
    if block.role is Role.TEXT:
        text = terms.mark(Content(block.text))
    else:
        text = Content.styled(block.text, _STYLE.get(block.role, ""))
    return hanging(Content.assemble(label, text), width, block.indent, 2 if label else 0)


def _own(text: str, width: int, indent: int) -> Iterator[Content]:
    """The user's own words, line for line behind a bar, so that nobody takes them for a source's."""
    bar = Content.assemble(" " * indent * INDENT, ("▎ ", "$text-accent"))
    room = max(width - bar.cell_length, 8)
    for line in text.expandtabs(4).split("\n"):
        for piece in Content(line).wrap(room) or [Content("")]:
            yield Content.assemble(bar, piece)


def breakable(text: str, room: int) -> str:
    """A text whose words are no longer than a line, where hyphens allow it: a slug ends a line at one of them."""
    return _LONG.sub(lambda match: _broken(match.group(), room), text) if len(text) > room else text


def _broken(word: str, room: int) -> str:
    if len(word) <= room:
        return word
    lines = [""]
    for piece in word.split("-"):
        joined = f"{lines[-1]}{piece}-"
        lines[-1:] = [joined] if len(joined) <= room or not lines[-1] else [lines[-1], f"{piece}-"]
    return " ".join(lines)[:-1]


def markdown_blocks(text: str) -> Iterator[tuple[Content, int]]:
    """The paragraphs and list items of a Markdown text, each with the hang of its later lines in cells."""
    depth = 0
    marker = ""
    counters: list[int] = []
    first = True
    for token in parser().parse(text):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            counters.append(int(token.attrGet("start") or 1) if token.type.startswith("ordered") else 0)
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            counters.pop()
            depth -= 1
            marker = ""
        elif token.type == "list_item_open":
            marker = f"{counters[-1]}. " if counters[-1] else "· "
            counters[-1] += bool(counters[-1])
        elif token.type == "inline":
            pad = "  " * (depth - 1) if depth else ""
            if not first and not depth:
                yield Content(""), 0
            content = Content.assemble((pad + marker, QUIET), _inline(token))
            yield content, len(pad + marker)
            marker = " " * len(marker) if depth else ""
            first = False
        elif token.type in ("fence", "code_block"):
            for line in token.content.rstrip("\n").split("\n"):
                yield Content.styled(line, QUIET), 0
            first = False


def _inline(token: Token) -> Content:
    parts: list[Content] = []
    styles: list[str] = []
    for child in token.children or []:
        if child.type in ("text", "code_inline", "html_inline"):
            style = " ".join([*styles, "$text-accent"] if child.type == "code_inline" else styles)
            parts.append(Content.styled(child.content, style) if style else Content(child.content))
        elif child.type == "softbreak":
            parts.append(Content(" "))
        elif child.type == "hardbreak":
            parts.append(Content("\n"))
        elif child.type.endswith("_open"):
            styles.append({"strong_open": "bold", "em_open": "italic"}.get(child.type, LINK))
        elif child.type.endswith("_close"):
            styles.pop()
    return Content("").join(parts)
