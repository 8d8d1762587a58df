"""What a query found, as plain values: made without a library, so that a search from the command line is quick."""

from __future__ import annotations

from trusttui.search.store import Document


class RawHit:
    """One entry that was found: codes as they are in JSON. `marks` are half-open ranges of `text`."""

    __slots__ = (
        "as_of",
        "ask",
        "citations",
        "dropped",
        "id",
        "kind",
        "marks",
        "older",
        "score",
        "text",
        "tiers",
        "title",
    )

    def __init__(
        self,
        id: str,
        kind: str,
        title: str,
        text: str,
        marks: tuple[tuple[int, int], ...],
        tiers: list[str],
        as_of: str,
        older: bool,
        citations: list[list[str]],
        score: float,
        dropped: bool,
        ask: str,
    ) -> None:
        self.id = id
        self.kind = kind
        self.title = title
        self.text = text
        self.marks = marks
        self.tiers = tiers
        self.as_of = as_of
        self.older = older
        self.citations = citations
        self.score = score
        self.dropped = dropped
        self.ask = ask


class RawResults:
    """What a query found, best first. `gaps` are documents of the index."""

    __slots__ = ("as_of", "gaps", "hits", "nearest", "query", "suggestion")

    def __init__(
        self,
        query: str,
        as_of: str,
        hits: list[RawHit],
        gaps: list[Document],
        suggestion: str | None,
        nearest: list[Document],
    ) -> None:
        self.query = query
        self.as_of = as_of
        self.hits = hits
        self.gaps = gaps
        self.suggestion = suggestion
        self.nearest = nearest
        """Where there are no hits: what comes nearest all the same, and does not answer."""
