"""What a search gives back."""

from __future__ import annotations

from msgspec import Struct

from trusttui.pack.model import Citation, Gap, Kind


class Snippet(Struct, frozen=True):
    """The best words of an entry. `marks` are half-open character ranges of `text` that matched, in order."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


class Hit(Struct, frozen=True, kw_only=True):
    """One entry that was found."""

    id: str
    """Entry id: `answers/api/retention`, `matrix/saml-sso`, `changes/...`, `terms/...`, `gaps/...`."""
    kind: Kind
    title: str
    snippet: Snippet
    tiers: tuple[str, ...]
    as_of: str
    """The date of the statement in which the best words stand; partial as it is, empty for a gap."""
    older: bool
    """Whether the best words stand in an earlier statement and not in the current one."""
    citations: tuple[Citation, ...]
    score: float
    dropped: bool = False
    """Whether what is current is that the newest source no longer states it."""


class Near(Struct, frozen=True, kw_only=True):
    """An entry that comes near a question and does not answer it."""

    id: str
    title: str


class Results(Struct, frozen=True, kw_only=True):
    """What a query found, best first; `gaps` are the subjects that it touches and no source answers."""

    query: str
    as_of: str
    hits: tuple[Hit, ...]
    gaps: tuple[Gap, ...]
    suggestion: str | None = None
    """The query with its words corrected, where that finds more."""
    nearest: tuple[Near, ...] = ()
    """Where nothing answers: the subjects that come nearest."""
