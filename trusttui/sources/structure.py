"""Headings, paragraphs and list items of a page, as places in its text: for showing it as what it is.

The text itself is that of `page.page_parts`, to the character; what stands between two lines here is layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import accumulate, pairwise

from msgspec import Struct

from trusttui.sources.decoding import decoded
from trusttui.sources.page import Breaks, form_of, html_pieces, is_html, is_markdown, markdown_text, payload_markup
from trusttui.sources.passages import normal_words

_ITEM = re.compile(r"\s*(?:[-+*•·–]|(\d{1,3}[.)]))\s+(?=\S)")
_ATX = re.compile(r" {0,3}#{1,6}[ \t]")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})\s*$")
_HEADING_TAG = re.compile(r"h[1-6]")
_LISTS = frozenset({"ul", "ol", "menu"})

_SET = range(50, 101)
"""Columns at which a plain text may have been set: a line of so many that ends no sentence goes on in the next."""
_ENDS = re.compile(r"[.!?:;]\W*$")

_JOINT = re.compile(r"(?<=[a-z.?!:)])(?=[A-Z][a-z])|(?<=[A-Z]{3})(?=[A-Z][a-z]{2})")
_RUN_TOGETHER = 0.03
"""Joints for each word, above which a text is a dump whose blocks were run together."""
_LONGEST_QUESTION = 120
_FEW = 40
"""Characters at the ends of a line, to see how it begins and ends: a page may have lines without end."""
_OPEN_END = re.compile(r"(,|\b(a|about|an|and|at|by|for|from|in|of|on|or|our|see|the|to|visit|with|your))\s*$")


class Kind(StrEnum):
    """What a line of a page is."""

    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"


class Line(Struct, frozen=True):
    """A heading, a paragraph or a list item: where it stands in the page's text, half-open."""

    start: int
    end: int
    kind: Kind = Kind.TEXT
    depth: int = 0
    """In how many lists it stands, beside its own."""
    number: str = ""
    """Of an item in a numbered list, as the page writes it."""
    is_piece: bool = False
    """Whether it is a string of a payload, which need not be a whole paragraph."""


def lines(data: bytes, suffix_or_type: str, sections: Iterable[str] = ()) -> list[Line]:
    """A page in lines, in order. A line that says no more than one of the `sections` is a heading whatever it looks
    like: in a plain text nothing else tells."""
    form = form_of(suffix_or_type)
    text = decoded(data, suffix_or_type, is_html=is_html(form))
    if is_html(form):
        whole, found = _of_html(text)
        found = list(_mended(found, whole))
    elif is_markdown(form):
        whole = markdown_text(text)
        found = list(_of_markdown(text, whole))
    else:
        whole, found = text, list(_of_plain(text))
    known = {tuple(normal_words(section)) for section in sections}
    # In a payload nothing but its words tells that a line is one of the page's headings.
    known |= {tuple(normal_words(whole[line.start : line.end])) for line in found if line.kind is Kind.HEADING}
    return [line if line.kind is Kind.HEADING else _named(line, whole, known) for line in found]


def _named(line: Line, whole: str, known: set[tuple[str, ...]]) -> Line:
    is_short = line.end - line.start <= 2 * _LONGEST_QUESTION
    if is_short and tuple(normal_words(whole[line.start : line.end])) in known:
        return Line(line.start, line.end, Kind.HEADING)
    return line


def _mended(found: Iterable[Line], whole: str) -> Iterator[Line]:
    """A payload keeps the pieces of a sentence around a link apart: they are one line again."""
    held: Line | None = None
    for line in found:
        if held and line.is_piece and held.is_piece and _is_open(whole, held, line):
            held = Line(held.start, line.end, is_piece=True)
        else:
            yield from _held(held)
            held = line
    yield from _held(held)


def _is_open(whole: str, said: Line, following: Line) -> bool:
    begins = whole[following.start : following.start + _FEW].lstrip()[:1]
    ends = whole[max(said.start, said.end - _FEW) : said.end]
    return begins.islower() or begins in ".,;:)" or bool(_OPEN_END.search(ends))


# --- HTML


def _of_html(text: str) -> tuple[str, list[Line]]:
    wholes: list[str] = []
    found: list[Line] = []
    base = 0
    shown = True
    for markup in (text, *payload_markup(text)):
        breaks: Breaks = []
        pieces = html_pieces(markup, breaks)
        whole = "".join(pieces)
        offsets = [0, *accumulate(map(len, pieces))]
        places = [(offsets[number], name, closing) for number, name, closing in breaks]
        if shown or whole.strip():
            found += _html_lines(whole, places, base, is_piece=not shown)
        wholes.append(whole)
        base += len(whole) + 1
        shown = False
    return "\n".join(wholes), found


def _html_lines(whole: str, places: list[tuple[int, str, bool]], base: int, *, is_piece: bool) -> Iterator[Line]:
    kind, number = Kind.TEXT, ""
    counts: list[int] = []
    for (start, name, closing), (end, _, _) in pairwise([(0, "", False), *places, (len(whole), "", False)]):
        if name in _LISTS:
            if not closing:
                counts.append(0 if name == "ol" else -1)
            elif counts:
                counts.pop()
        if _HEADING_TAG.fullmatch(name):
            kind = Kind.TEXT if closing else Kind.HEADING
        elif name == "li":
            kind, number = Kind.TEXT, ""
            if not closing:
                kind = Kind.ITEM
                if counts and counts[-1] >= 0:
                    counts[-1] += 1
                    number = f"{counts[-1]}."
        if whole[start:end].strip():
            within = len(counts) - (kind is Kind.ITEM)
            depth = 0 if kind is Kind.HEADING else max(within, 0)
            yield Line(base + start, base + end, kind, depth, number, is_piece and kind is Kind.TEXT)
            if kind is Kind.ITEM:
                # What else stands in the item is a paragraph of its own.
                kind, number = Kind.TEXT, ""


# --- Markdown and plain text


def _of_markdown(raw: str, whole: str) -> Iterator[Line]:
    before, after = raw.split("\n"), whole.split("\n")
    if len(before) != len(after):
        # An entity stood for a line end.
        yield from _of_plain(whole)
        return
    at = 0
    held: Line | None = None
    for number, (source, text) in enumerate(zip(before, after, strict=True)):
        start, end = at, at + len(text)
        at = end + 1
        following = before[number + 1] if number + 1 < len(before) else ""
        if not any(map(str.isalnum, text)):
            yield from _held(held)
            held = None
        elif _ATX.match(source) or (held is None and _UNDERLINE.match(following)):
            yield from _held(held)
            held = None
            yield Line(start, end, Kind.HEADING)
        elif item := _ITEM.match(source):
            yield from _held(held)
            depth = (len(source) - len(source.lstrip())) // 2
            held = _item(start, end, text, item, min(depth, 3))
        elif held:
            held = Line(held.start, end, held.kind, held.depth, held.number)
        else:
            held = Line(start, end)
    yield from _held(held)


def _held(line: Line | None) -> Iterator[Line]:
    if line:
        yield line


def _item(start: int, end: int, text: str, sign: re.Match[str], depth: int) -> Line:
    """An item without its sign, which may have become a space already."""
    shown = _ITEM.match(text)
    return Line(start + (shown.end() if shown else 0), end, Kind.ITEM, depth, sign[1] or "")


def _of_plain(text: str) -> Iterator[Line]:
    joints = [match.start() for match in _JOINT.finditer(text)]
    if len(joints) > _RUN_TOGETHER * len(text.split()):
        yield from _of_dump(text, joints)
        return
    at = 0
    held: Line | None = None
    before = ""
    for text_line in text.split("\n"):
        start, end = at, at + len(text_line)
        at = end + 1
        goes_on, before = _goes_on(before), text_line
        item = _ITEM.match(text_line)
        if held and goes_on and text_line.strip() and not item:
            held = Line(held.start, end, held.kind, held.depth, held.number)
            continue
        yield from _held(held)
        held = None
        if item:
            held = _item(start, end, text_line, item, 0)
        elif text_line.strip():
            held = Line(start, end)
    yield from _held(held)


def _goes_on(text_line: str) -> bool:
    last = text_line.rstrip()
    return len(last) in _SET and not _ENDS.search(last)


def _of_dump(text: str, joints: list[int]) -> Iterator[Line]:
    """Blocks that were run together are parted where a small letter or the end of a sentence meets a capital."""
    stops = {match.start() for match in re.finditer("\n", text)}
    for start, end in pairwise(sorted({0, *joints, *stops, len(text)})):
        said = text[start:end].strip()
        if said:
            asks = said.endswith("?") and len(said) <= _LONGEST_QUESTION
            yield Line(start, end, Kind.HEADING if asks else Kind.TEXT)
