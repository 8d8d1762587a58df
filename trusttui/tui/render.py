"""Documents and values as Textual content. Text from a pack becomes content here and is never read as markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from trusttui.advisor.results import Effect, Verdict
from trusttui.pack.model import Value
from trusttui.report.words import VALUE_GLYPH, effect_words, value_words, verdict_words
from trusttui.tui.document import Block, Document, Role

if TYPE_CHECKING:
    from markdown_it.token import Token

VALUE_STYLE = {
    Value.YES: "$text-success",
    Value.NO: "$text-error",
    Value.CONDITIONAL: "$text-warning",
    Value.NOT_STATED: "dim",
}
VERDICT_STYLE = {
    "fits": "$text-success",
    "fits-on-conditions": "$text-warning",
    "unconfirmed": "dim",
    "ruled-out": "$text-error",
}
_EFFECT_STYLE = {
    Effect.MET: "$text-success",
    Effect.ON_CONDITIONS: "$text-warning",
    Effect.UNCONFIRMED: "dim",
    Effect.FAILED: "$text-error",
}
QUIET = "dim"
MARKED = "bold $text-accent"
INDENT = 2


def value_content(value: Value, word: bool = True) -> Content:
    """A value by glyph and word, in its colour."""
    return Content.styled(value_words(value) if word else VALUE_GLYPH[value], VALUE_STYLE[value])


def verdict_content(verdict: Verdict) -> Content:
    """A verdict by glyph and word, in its colour."""
    return Content.styled(verdict_words(verdict), VERDICT_STYLE[verdict])


def marked(text: str, marks: Iterable[tuple[int, int]], base: str = "") -> Content:
    """Text with the matched ranges marked."""
    content = Content.styled(text, base) if base else Content(text)
    for start, end in marks:
        content = content.stylize(MARKED, start, end)
    return content


def document_lines(document: Document, width: int) -> Content:
    """A whole document wrapped to a width in cells, with hanging indents."""
    lines: list[Content] = []
    lines += Content.styled(document.title, "bold").wrap(width)
    lines += Content.styled(document.meta, QUIET).wrap(width)
    previous: Role | None = None
    for block in document.blocks:
        if _opens_paragraph(block, previous):
            lines.append(Content(""))
        lines += _block_lines(block, width)
        previous = block.role
    return Content("\n").join(lines)


def _opens_paragraph(block: Block, previous: Role | None) -> bool:
    if previous is None or block.role is Role.HEADING:
        return True
    if block.role is Role.MARKDOWN:
        return block.indent == 0
    if block.role is Role.VALUE:
        return block.indent == 0
    return block.role is Role.TEXT and block.indent == 0 and previous in (Role.MARKDOWN, Role.VALUE)


def _block_lines(block: Block, width: int) -> list[Content]:
    if block.role is Role.MARKDOWN:
        return [
            line
            for content, step in markdown_blocks(block.text)
            for line in hanging(content, width, block.indent, step)
        ]
    if block.role is Role.VALUE:
        label = Content.styled(f"{block.label}  " if block.label else "", "bold" if block.indent == 0 else QUIET)
        return hanging(Content.assemble(label, value_content(Value(block.text))), width, block.indent)
    if block.role is Role.VERDICT:
        label = Content.styled(f"{block.label}  " if block.label else "", QUIET)
        return hanging(Content.assemble(label, verdict_content(Verdict(block.text))), width, block.indent)
    if block.role is Role.EFFECT:
        effect = Effect(block.text)
        words = Content.styled(f"{effect_words(effect)}  ", _EFFECT_STYLE[effect])
        return hanging(Content.assemble(words, (block.label, "bold")), width, block.indent, hang=2)
    if block.role is Role.ITEM:
        return hanging(Content.assemble(("· ", QUIET), block.text), width, block.indent, hang=2)
    if block.role is Role.CITATION:
        return hanging(Content.styled(f"└ {block.text}", QUIET), width, block.indent, hang=2)
    style = {Role.HEADING: "bold $text-accent", Role.QUIET: QUIET}.get(block.role, "")
    label = Content.styled(f"{block.label}  " if block.label else "", QUIET)
    return hanging(
        Content.assemble(label, Content.styled(block.text, style)), width, block.indent, len(block.label) and 2
    )


def hanging(content: Content, width: int, indent: int, hang: int = 0) -> list[Content]:
    """Lines of a paragraph: all indented by steps, those after the first by `hang` cells more."""
    pad = indent * INDENT
    room = max(width - pad - hang, 8)
    first, rest = content[:hang], content[hang:]
    lines = rest.wrap(room)
    return [
        first.append(line).pad_left(pad) if number == 0 else line.pad_left(pad + hang)
        for number, line in enumerate(lines)
    ]


def markdown_blocks(text: str) -> Iterator[tuple[Content, int]]:
    """The paragraphs and list items of a Markdown text, each with the hang of its later lines in cells."""
    from markdown_it import MarkdownIt

    depth = 0
    marker = ""
    counters: list[int] = []
    first = True
    for token in MarkdownIt("commonmark", {"html": False}).parse(text):
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
            styles.append({"strong_open": "bold", "em_open": "italic"}.get(child.type, "underline"))
        elif child.type.endswith("_close"):
            styles.pop()
    return Content("").join(parts)
