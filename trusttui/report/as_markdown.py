"""Any result as a Markdown document; text of the pack stays what it is and is never markup by accident."""

from __future__ import annotations

import re
from collections.abc import Iterable

from trusttui.report.blocks import ORIGINAL, Block, Role
from trusttui.report.visible import one_line, visible

_MARKUP = re.compile(r"[\\`*_\[\]<>|]|^[#+-]")
_NUMBERED = re.compile(r"^(\d+)(?=[.)])")
# A link to another entry leads nowhere outside of the program: its words and the id are kept.
_ENTRY_LINK = re.compile(r"\[([^\[\]]*)\]\((?!https?:)([^()\s]*)\)")
_PROSE = frozenset({Role.META, Role.TEXT, Role.SNIPPET, Role.MARKDOWN})


def escape(text: str) -> str:
    """A line of text with the signs that Markdown would act on escaped."""
    return _NUMBERED.sub(r"\1\\", _MARKUP.sub(r"\\\g<0>", text))


def render(blocks: Iterable[Block]) -> str:
    """Blocks as a Markdown document: titles, headings, paragraphs, and everything indented as nested lists."""
    parts: list[str] = []
    base = 0
    in_list = False
    titled = False
    for block in blocks:
        if block.role in (Role.TITLE, Role.HEADING):
            level = "#" if block.role is Role.TITLE and not titled else "##" if block.role is Role.TITLE else "###"
            titled = titled or block.role is Role.TITLE
            parts.append(f"\n{level} {escape(one_line(block.text))}\n")
            in_list = False
        elif block.role is Role.SNIPPET_HEADING:
            parts.append(f"\n#### {_marked(block)}\n")
            in_list = False
        elif block.role is Role.OWN:
            parts.append("\n" + "".join(f"> {line}".rstrip() + "  \n" for line in _own(block)))
            in_list = False
        elif block.role in _PROSE and block.indent == 0:
            parts.append(f"\n{_prose(block)}\n")
            in_list = False
        else:
            if not in_list:
                base, in_list = block.indent, True
                parts.append("\n")
            parts.append(_list_item(block, max(block.indent - base, 0)))
    return "".join(parts).strip("\n") + "\n"


def _prose(block: Block) -> str:
    if block.role is Role.MARKDOWN:
        return _ENTRY_LINK.sub(r"\1 (`\2`)", visible(block.text).strip())
    if block.role is Role.META:
        return f"*{escape(one_line(block.text))}*"
    return f"{_label(block)}{_marked(block)}"


def _own(block: Block) -> list[str]:
    """The user's lines, in which nothing is markup."""
    return [escape(one_line(line)) for line in visible(block.text).split("\n")]


def _label(block: Block) -> str:
    return f"**{escape(one_line(block.label))}:** " if block.label else ""


def _marked(block: Block) -> str:
    parts: list[str] = []
    at = 0
    for start, end in block.marks:
        parts += [escape(_piece(block.text[at:start])), f"**{escape(one_line(block.text[start:end]))}**"]
        at = end
    parts.append(escape(_piece(block.text[at:])))
    return "".join(parts).strip()


def _piece(text: str) -> str:
    return re.sub(r"\s+", " ", visible(text))


def _list_item(block: Block, depth: int) -> str:
    indent = "    " * depth
    if block.role is Role.MARKDOWN:
        return f"{indent}- {_prose(block)}".replace("\n", f"\n{indent}  ").rstrip() + "\n"
    if block.role in ORIGINAL:
        sign = f"{one_line(block.label) or '-'} "
        return f"{indent}{sign}{_marked(block)}\n"
    text = escape(one_line(block.text))
    text = f"*Source: {text}*" if block.role is Role.CITATION else f"{_label(block)}{text}"
    sign = f"{block.number}." if block.number else "-"
    return f"{indent}{sign} {text}\n"
