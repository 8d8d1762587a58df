"""Passages: a piece of a published page, kept as its length and hash and never as its text.

Whoever has the page can check the citation: bring the page into its normal form, slide a window of the
passage's length over it and look for the hash. Everything here is pure; nothing reads a file, a clock or the
network.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

# A quote or dash of a page that was UTF-8, read as something else: all that is left of it is "â", alone, with
# the C1 controls that followed, or with the signs that Windows shows for them ("â€™"). "Â" is left of a hard
# space. The signs must go before NFKC, which would turn "™" into the letters "TM".
_DAMAGED = re.compile("[âÂ](?:[\u0080-\u009f]|€[™œ˜“”¦¢]?)*")

# Apostrophes that Unicode counts as letters; a page that sets "don’t" with one must give the words of
# "don't".
_LETTER_QUOTES = re.compile("[ʹʺʻʼʽˈ]")

_RUN = re.compile(r"[^\W\d_]+|\d+")
_ASCII_JOINT = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_HEX = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a passage.

    `words` is its length in words of the normal form, at least 1. `sha256` is the hash, 64 lower-case hex
    digits, of those words joined by single spaces, as UTF-8. ValueError for anything else.
    """

    words: int
    sha256: str

    def __post_init__(self) -> None:
        if self.words < 1:
            raise ValueError(f"a passage has at least one word, not {self.words}")
        if not _HEX.fullmatch(self.sha256):
            raise ValueError(f"{self.sha256!r} is not a SHA-256 hash: 64 lower-case hex digits")


def normal_words(text: str) -> list[str]:
    """The normal form of `text`: its words in order, lower case, each a run of letters or a run of digits.

    Markup, punctuation, spacing and damage to quotes leave no trace, and words run together at a capital are
    parted, so a clean page and a damaged copy of it give the same words. Empty for a text without letters and
    digits.
    """
    kept = text
    if not text.isascii():
        # Format characters (zero-width spaces, joiners, soft hyphens) stand inside words: dropped, not parted
        # at. They go before NFKC, which would not compose a letter and an accent with one between.
        kept = "".join(char for char in text if unicodedata.category(char) != "Cf")
        # NFKC can itself bring forth a lone "â" (from "a" and an accent): hence once before and once after
        # it.
        kept = _DAMAGED.sub(" ", unicodedata.normalize("NFKC", _DAMAGED.sub(" ", kept)))
        kept = _LETTER_QUOTES.sub(" ", kept)
    words: list[str] = []
    for run in _RUN.findall(kept):
        # Lower case comes last, for each word alone: the joints need the capitals, and the form of some
        # letters (the Greek final sigma) depends on what stands beside them.
        if run.islower() or run.isdecimal():
            words.append(run)
        elif run.isascii():
            words.extend(part.lower() for part in _ASCII_JOINT.split(run))
        else:
            for part in _split_joints(run):
                # A few capitals have a lower case of a letter and a mark; a mark is no letter, and parts
                # words.
                words.extend(_RUN.findall(unicodedata.normalize("NFKC", part.lower())))
    return words


def _split_joints(run: str) -> list[str]:
    """What `_ASCII_JOINT` does, for letters of every alphabet."""
    parts: list[str] = []
    start = 0
    for at in range(1, len(run)):
        if not run[at].isupper():
            continue
        before = run[at - 1]
        after = run[at + 1] if at + 1 < len(run) else ""
        if before.islower() or (before.isupper() and after.islower()):
            parts.append(run[start:at])
            start = at
    parts.append(run[start:])
    return parts


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a passage. ValueError where the text has no words."""
    words = normal_words(text)
    return Fingerprint(len(words), sha256(" ".join(words).encode()).hexdigest())


def find(page_words: Sequence[str], wanted: Fingerprint) -> int | None:
    """Where the passage first stands in the page: the index of its first word, or None."""
    return find_all(page_words, {0: wanted})[0]


def find_all(page_words: Sequence[str], fingerprints: Mapping[K, Fingerprint]) -> dict[K, int | None]:
    """Where each passage first stands in the page: the index of its first word, or None; keys as given."""
    return {key: next(iter(places), None) for key, places in find_every(page_words, fingerprints).items()}


def find_every(page_words: Sequence[str], fingerprints: Mapping[K, Fingerprint]) -> dict[K, tuple[int, ...]]:
    """All places of each passage in the page, in order: the indices of its first word; keys as given.

    `page_words` is in the normal form. The page is gone through once for each length of passage.
    """
    # The page is encoded once, and a window is a view of it: no strings are built for the hundred thousands
    # of windows.
    encoded = [word.encode() for word in page_words]
    starts: list[int] = []
    at = 0
    for word in encoded:
        starts.append(at)
        at += len(word) + 1
    ends = [start + len(word) for start, word in zip(starts, encoded, strict=True)]
    page = memoryview(b" ".join(encoded))

    by_length: dict[int, set[bytes]] = {}
    for wanted in fingerprints.values():
        by_length.setdefault(wanted.words, set()).add(bytes.fromhex(wanted.sha256))
    found: dict[tuple[int, bytes], list[int]] = {}
    for length, digests in by_length.items():
        for index, (start, end) in enumerate(zip(starts, ends[length - 1 :], strict=False)):
            digest = sha256(page[start:end]).digest()
            if digest in digests:
                found.setdefault((length, digest), []).append(index)
    return {
        key: tuple(found.get((wanted.words, bytes.fromhex(wanted.sha256)), ())) for key, wanted in fingerprints.items()
    }
