"""What a search found, as text and as JSON, straight from the index: no pack is loaded for it.

The same text comes of `listing.results_blocks`, which Markdown and the tests go by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from trusttui.pack.dates import in_words
from trusttui.report.codes import KIND_WORD, NO_ROUTE, NO_SOURCE, NOT_STATED, SOURCE_KIND_WORD
from trusttui.report.visible import one_line, visible
from trusttui.report.wrap import hang
from trusttui.search.found import RawHit, RawResults

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Head = Mapping[str, Any]
    """What an index says of the pack: tiers, sources, contacts."""

_OPEN, _CLOSE = "\x0e", "\x0f"
"""The ends of a match while its line is being broken; `visible` leaves none of them in a text."""


def as_json(found: RawResults) -> dict[str, Any]:
    """`search`."""
    return {
        "query": found.query,
        "as_of": found.as_of,
        "results": [
            {
                "id": hit.id,
                "kind": hit.kind,
                "title": hit.title,
                "snippet": hit.text,
                "tiers": list(hit.tiers),
                "as_of": hit.as_of,
                "citations": [{"source": source, "passage": passage} for source, passage in hit.citations],
                "score": round(hit.score, 4),
                "older": hit.older,
            }
            for hit in found.hits
        ],
        "gaps": [{"id": gap.id.partition("/")[2], "title": gap.title, "ask": gap.ask} for gap in found.gaps],
        "suggestion": found.suggestion,
        "nearest": [{"id": near.id, "title": near.title} for near in found.nearest],
    }


def as_text(found: RawResults, head: Head, width: int, colour: bool) -> str:
    """Hits, best first, and the subjects that the question touches and no source answers; empty for neither."""
    parts = [_hit(hit, head, width, colour) for hit in found.hits]
    shown = {hit.id for hit in found.hits}
    for gap in found.gaps:
        if gap.id not in shown:
            lines = [*_title(gap.title, width, colour), *_meta([NO_SOURCE], width, colour), ""]
            lines += hang(one_line(gap.places[0].text), width, "", "")
            parts.append([*lines, *_ask(gap.ask, head, width, colour), *_meta([gap.id], width, colour)])
    return "\n".join("".join(f"{line}\n" for line in part) for part in parts)


def ask_line(head: Head) -> str:
    """The pack's first contact, whom to ask about what no source states."""
    contact: list[Any] = next(iter(head["contacts"].values()), [])
    return str(contact[0]) if contact else NO_ROUTE


def _hit(hit: RawHit, head: Head, width: int, colour: bool) -> list[str]:
    lines = [*_title(hit.title, width, colour), *_meta(_facts(hit, head), width, colour)]
    if hit.text:
        lines += _snippet(hit.text, hit.marks, width, colour)
    lines += _cited(hit.citations, head, width, colour)
    if hit.kind == "gap":
        lines += _ask(hit.ask, head, width, colour)
    return [*lines, *_meta([hit.id], width, colour)]


def _facts(hit: RawHit, head: Head) -> Iterator[str]:
    """Kind, tiers and date. A title alone would mislead where the newest source dropped what it says."""
    if hit.dropped:
        yield NOT_STATED
    yield KIND_WORD[hit.kind]
    yield ", ".join(tier["short"] for tier in head["tiers"] if tier["id"] in hit.tiers)
    if hit.as_of:
        yield f"{in_words(hit.as_of)}{' (older)' if hit.older else ''}"


def _title(text: str, width: int, colour: bool) -> list[str]:
    return [_painted(line, "1", colour) for line in hang(one_line(text), width, "", "")]


def _meta(parts: Iterable[str], width: int, colour: bool) -> list[str]:
    text = " · ".join(part for part in parts if part)
    return [_painted(line, "2", colour) for line in hang(one_line(text), width, "", "")]


def _cited(citations: Sequence[Sequence[str]], head: Head, width: int, colour: bool) -> Iterator[str]:
    """A line for each source, with all its passages."""
    passages: dict[str, list[str]] = {}
    for source, passage in citations:
        passages.setdefault(source, []).append(passage)
    for source, slugs in passages.items():
        title, kind, seen = head["sources"][source]
        text = f"{title}, {SOURCE_KIND_WORD[kind]}, {in_words(seen)} · {', '.join(slugs)}"
        yield from (_painted(line, "2", colour) for line in hang(f"[{one_line(text)}]", width, "", " "))


def _ask(contact: str, head: Head, width: int, colour: bool) -> list[str]:
    told = head["contacts"].get(contact) or [NO_ROUTE, []]
    return [*hang(one_line(told[0]), width, "", ""), *_cited(told[1], head, width, colour)]


def _snippet(text: str, marks: Iterable[tuple[int, int]], width: int, colour: bool) -> list[str]:
    marked: list[str] = []
    at = 0
    for start, end in marks:
        marked += [visible(text[at:start]), _OPEN, visible(text[start:end]), _CLOSE]
        at = end
    marked.append(visible(text[at:]))
    # Both signs take a column while the line is broken, as the brackets do that stand for them in plain text.
    opening, closing = ("\x1b[1m", "\x1b[22m") if colour else ("[", "]")
    lines = hang("".join(marked), width, "", "")
    return [line.replace(_OPEN, opening).replace(_CLOSE, closing) for line in lines]


def _painted(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour and text else text
