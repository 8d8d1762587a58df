"""Text set to a width in terminal cells, and Markdown read as plain paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from markdown_it.token import Token


def cells(text: str) -> int:
    """How many columns a text takes: wide letters two, combining marks none."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(char) else 1 + (east_asian_width(char) in "WF") for char in text)


def wrap(text: str, width: int) -> list[str]:
    """The lines of a paragraph, broken at spaces; a word longer than a line stands alone, for it may be an address."""
    lines: list[str] = []
    line, used = "", 0
    for word in text.split():
        size = cells(word)
        if line and used + 1 + size > width:
            lines.append(line)
            line, used = word, size
        elif line:
            line, used = f"{line} {word}", used + 1 + size
        else:
            line, used = word, size
    return [*lines, line] if line else lines


def hang(text: str, width: int, first: str, rest: str) -> list[str]:
    """A paragraph whose first line begins with `first` and the others with `rest`, no line wider than `width`."""
    lines = wrap(text, max(width - max(cells(first), cells(rest)), 10))
    return [f"{rest if number else first}{line}" for number, line in enumerate(lines or [""])]


def cut(text: str, width: int) -> list[str]:
    """Lines for a column of a table: words longer than the column are cut."""
    pieces: list[str] = []
    for line in wrap(text, width):
        while cells(line) > width:
            size = next(n for n in range(len(line), 0, -1) if cells(line[:n]) <= width or n == 1)
            pieces.append(line[:size])
            line = line[size:]
        pieces.append(line)
    return pieces


def pad(text: str, width: int) -> str:
    """Text filled with spaces to a width in cells."""
    return text + " " * (width - cells(text))


def paragraphs(text: str) -> Iterator[tuple[str, str, bool]]:
    """Markdown as plain paragraphs: the text, the marker of its list item (indented; else empty), and whether it stands
    apart from the one before. Links keep their target in brackets."""
    from trusttui.report.markdown import parser

    counters: list[int] = []
    marker = ""
    after_list = False
    for token in parser().parse(text):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            counters.append(int(token.attrGet("start") or 1) if token.type.startswith("ordered") else 0)
            after_list = False
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            counters.pop()
            marker, after_list = "", not counters
        elif token.type == "list_item_open":
            sign = f"{counters[-1]}. " if counters[-1] else "- "
            marker = "  " * (len(counters) - 1) + sign
            counters[-1] += bool(counters[-1])
        elif token.type == "inline":
            yield _inline(token), marker, not counters or after_list
            marker = " " * len(marker)
        elif token.type in ("fence", "code_block"):
            for line in token.content.splitlines():
                yield line, "  ", False


def _inline(token: Token) -> str:
    parts: list[str] = []
    targets: list[str] = []
    for child in token.children or []:
        if child.type == "link_open":
            targets.append(str(child.attrGet("href") or ""))
        elif child.type == "link_close":
            target = targets.pop()
            # An address that is its own text is not said twice.
            if target and (not parts or parts[-1] != target):
                parts.append(f" ({target})")
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        else:
            parts.append(child.content)
    return "".join(parts)
