"""Any result as plain text for a terminal or a pipe; with colours only where the caller says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from trusttui.report.blocks import ORIGINAL, Block, Role, Tone, apart_in_original
from trusttui.report.visible import one_line, visible
from trusttui.report.wrap import cells, hang, paragraphs

_STEP = "  "
_APART = frozenset({Role.TITLE, Role.HEADING})
_CODE = {Tone.GOOD: "32", Tone.BAD: "31", Tone.MIXED: "33", Tone.OPEN: "36"}

# The ends of a match while its line is being broken; `visible` leaves none of them in a text.
_OPEN, _CLOSE = "\x0e", "\x0f"


class Style(Struct, frozen=True):
    """How text is set: the columns there are, and whether colours are wanted."""

    width: int = 80
    colour: bool = False

    def paint(self, text: str, code: str) -> str:
        """A text in an SGR style, plain where no colours are wanted."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text

    def tone(self, text: str, tone: Tone) -> str:
        return self.paint(text, _CODE[tone])


PLAIN = Style()


def render(blocks: Iterable[Block], style: Style = PLAIN) -> str:
    """Blocks as lines, a line end after each; empty for no blocks."""
    lines: list[str] = []
    previous: Block | None = None
    for block in blocks:
        if previous and _stands_apart(block, previous):
            lines.append("")
        lines += _lines(block, style)
        previous = block
    return "".join(f"{line}\n" for line in lines)


def _stands_apart(block: Block, previous: Block) -> bool:
    if block.role in _APART:
        return True
    if block.role in ORIGINAL and previous.role in ORIGINAL:
        return apart_in_original(block, previous)
    if block.role is Role.SNIPPET_HEADING:
        return True
    if previous.role is Role.META and block.indent == 0 and block.role not in (Role.META, Role.SNIPPET):
        return block.role is not Role.CITATION and previous.indent == 0
    if block.role is Role.MARKDOWN:
        return block.indent == 0
    return previous.role is Role.MARKDOWN and block.indent == 0 and block.role not in (Role.META, Role.CITATION)


def _lines(block: Block, style: Style) -> list[str]:
    indent = _STEP * block.indent
    label = f"{one_line(block.label)}: " if block.label else ""
    if block.role is Role.MARKDOWN:
        return list(_markdown(block.text, style, indent))
    if block.role in ORIGINAL:
        lines = _snippet(block, style, indent)
        return [style.paint(line, "4") for line in lines] if block.role is Role.SNIPPET_HEADING else lines
    if block.role is Role.OWN:
        own = visible(block.text).split("\n")
        return [line for each in own for line in hang(each, style.width, f"{indent}| ", f"{indent}| ")]
    if block.role is Role.SIGN:
        return _sign(block, style, indent)
    if block.role is Role.CITATION:
        text = f"[{one_line(block.text)}]"
        return [style.paint(line, "2") for line in hang(text, style.width, indent, f"{indent} ")]
    text = f"{label}{one_line(block.text)}"
    if block.role is Role.ITEM:
        sign = f"{block.number}. " if block.number else "- "
        return hang(text, style.width, f"{indent}{sign}", indent + " " * len(sign))
    lines = hang(text, style.width, indent, indent)
    if block.role in _APART:
        return [style.paint(line, "1") for line in lines]
    return [style.paint(line, "2") for line in lines] if block.role is Role.META else lines


def _sign(block: Block, style: Style, indent: str) -> list[str]:
    """A sign and whose it is; long names hang under their own beginning."""
    text = one_line(block.text)
    sign = style.tone(text, block.tone) if block.tone else text
    if not block.label:
        return [f"{indent}{sign}"]
    lead = len(indent) + cells(text) + 2
    first, *rest = hang(one_line(block.label), style.width - lead, "", "")
    return [f"{indent}{sign}  {first}", *(" " * lead + line for line in rest)]


def _markdown(text: str, style: Style, indent: str) -> Iterator[str]:
    first = True
    for paragraph, marker, apart in paragraphs(visible(text)):
        if apart and not first:
            yield ""
        start = f"{indent}{marker}"
        yield from hang(one_line(paragraph), style.width, start, " " * len(start))
        first = False


def _snippet(block: Block, style: Style, indent: str) -> list[str]:
    marked: list[str] = []
    at = 0
    for start, end in block.marks:
        marked += [visible(block.text[at:start]), _OPEN, visible(block.text[start:end]), _CLOSE]
        at = end
    marked.append(visible(block.text[at:]))
    # Both signs take a column while the line is broken, as the brackets do that stand for them in plain text.
    opening, closing = ("\x1b[1m", "\x1b[22m") if style.colour else ("[", "]")
    sign = f"{one_line(block.label) or '-'} " if block.role is Role.SNIPPET_ITEM else ""
    lines = hang("".join(marked), style.width, f"{indent}{sign}", indent + " " * len(sign))
    return [line.replace(_OPEN, opening).replace(_CLOSE, closing) for line in lines]
