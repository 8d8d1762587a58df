"""What comes out when a passage is looked for in a copy of its document."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Result(StrEnum):
    """How a passage fared. `not-checked` is never `found` and never `not-found`: nothing is known then."""

    FOUND = "found"
    NOT_FOUND = "not-found"
    NOT_CHECKED = "not-checked"


class Where(StrEnum):
    """What was looked at."""

    PAGE = "page"
    """The document at its own address today."""
    RECORD = "record"
    """The permanent copy that the pack names."""
    FILE = "file"
    """A copy that the user gave."""


class Reason(StrEnum):
    """Why something could not be checked."""

    NO_COPY = "no-copy"
    SUPERSEDED = "superseded"
    NO_NETWORK = "no-network"
    TIMEOUT = "timeout"
    CERTIFICATE = "certificate"
    ADDRESS = "address"
    REDIRECT = "redirect"
    STATUS = "status"
    BUSY = "busy"
    TOO_LARGE = "too-large"
    ENCODING = "encoding"
    TRUNCATED = "truncated"
    BOT_WALL = "bot-wall"
    LOG_IN = "log-in"
    SOFT_404 = "soft-404"
    EMPTY = "empty"
    TOO_SHORT = "too-short"
    OTHER_PAGE = "other-page"
    NOT_TEXT = "not-text"
    OTHER_BYTES = "other-bytes"
    AMBIGUOUS = "ambiguous"
    UNREADABLE = "unreadable"


class NotChecked(Exception):
    """A document could not be had or read: the reason by code, and in a line for people."""

    def __init__(self, reason: Reason, words: str) -> None:
        super().__init__(words)
        self.reason = reason
        self.words = words


class Nearest(Struct, frozen=True, kw_only=True):
    """The text of a page that is most like a passage that it does not have."""

    text: str
    near: float
    """From 0 to 1: the share of words, in their order, that both have."""


class PassageCheck(Struct, frozen=True, kw_only=True):
    """How one passage fared in one copy."""

    passage: str
    result: Result
    reason: Reason | None = None
    """Why it was not checked."""
    words: str = ""
    """The reason for people."""
    nearest: Nearest | None = None
    """Only for a passage that is not found, and where a copy of the record is at hand to know its words from."""


class Check(Struct, frozen=True, kw_only=True):
    """A source held against one copy of its document."""

    source: str
    where: Where
    at: str
    """The address, or the file's name."""
    on: str
    """The day on which the copy was had, YYYY-MM-DD."""
    passages: tuple[PassageCheck, ...]
    reason: Reason | None = None
    """Why the copy could not be read; None where it could."""
    words: str = ""

    def count(self, result: Result) -> int:
        """How many of the passages fared so."""
        return sum(each.result is result for each in self.passages)

    @property
    def result(self) -> Result:
        """The worst that was found, as an exit status has it: not found, before not checked, before found."""
        results = {each.result for each in self.passages}
        for worst in (Result.NOT_FOUND, Result.NOT_CHECKED):
            if worst in results:
                return worst
        return Result.NOT_CHECKED if self.reason else Result.FOUND
