"""What the types of a pack are made of: ids, dates, lines, and the codes that the JSON has too."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

Id = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=80,
        description="lower case words or digits joined by hyphens, 80 characters at most",
    ),
]
PartialDate = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
        description='a date in quotes: "YYYY", "YYYY-MM" or "YYYY-MM-DD"',
    ),
]
HttpsUrl = Annotated[str, Meta(pattern=r"^https://[^\s]+$", max_length=500, description="an https:// address")]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$", description="64 hexadecimal digits in lower case")]
Line = Annotated[
    str, Meta(min_length=1, max_length=300, pattern=r"^[^\r\n]*$", description="one line of 1 to 300 characters")
]
"""One line of text for people."""


class Value(StrEnum):
    """What a statement says of an attribute. `not-stated` is an answer: silence is neither yes nor no."""

    YES = "yes"
    NO = "no"
    CONDITIONAL = "conditional"
    NOT_STATED = "not-stated"


class SourceKind(StrEnum):
    """What sort of document a source is: they weigh differently."""

    WEB_PAGE = "web-page"
    POLICY = "policy"
    CONTRACT = "contract"


class Kind(StrEnum):
    """What sort of entry a thing in the pack is; the codes of the JSON."""

    ANSWER = "answer"
    COMMITMENT = "commitment"
    ATTRIBUTE = "attribute"
    AGREEMENT = "agreement"
    CHANGE = "change"
    TERM = "term"
    GAP = "gap"


class Strength(StrEnum):
    """How much a need weighs: a `must` decides a verdict, a `prefer` only ranks what qualifies."""

    MUST = "must"
    PREFER = "prefer"


class Severity(StrEnum):
    """What a change means for who relies on the earlier text."""

    MAJOR = "major"
    MINOR = "minor"


class Part(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table in a pack's file: unknown keys are refused."""
