"""Copies of pages as they were fetched: bytes, headers and time, a file each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

import msgspec

LARGEST = 40_000_000
"""Bytes of a file: what is larger was not written by this program."""


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A page as it came."""

    url: str
    """What was asked for."""
    final_url: str
    """Where the redirects led; the same where there were none."""
    fetched: str
    """When it was last had or found unchanged: UTC, `2026-11-03T09:30:00Z`."""
    headers: Mapping[str, str]
    """Of the answer; names in lower case."""
    body: bytes
    """Unpacked."""

    @property
    def on(self) -> str:
        """The day, YYYY-MM-DD."""
        return self.fetched[:10]

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "")


class _Head(msgspec.Struct, frozen=True, kw_only=True):
    """The first line of a file."""

    url: str
    final_url: str
    fetched: str
    headers: dict[str, str]
    sha256: str


class Copies:
    """The copies in a folder, which need not exist. `write` puts bytes into a file so that it never holds half."""

    def __init__(self, folder: Path, write: Callable[[Path, bytes], None]) -> None:
        self._folder = folder
        self._write = write

    def path(self, url: str) -> Path:
        """The file of an address."""
        return self._folder / f"{sha256(url.encode()).hexdigest()[:40]}.page"

    def get(self, url: str) -> Copy | None:
        """The copy of an address; None where there is none, or one that is damaged or of another address."""
        try:
            with self.path(url).open("rb") as file:
                data = file.read(LARGEST + 1)
        except OSError:
            return None
        line, _, body = data.partition(b"\n")
        try:
            head = msgspec.json.decode(line, type=_Head)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return None
        if head.url != url or sha256(body).hexdigest() != head.sha256:
            return None
        return Copy(url=url, final_url=head.final_url, fetched=head.fetched, headers=head.headers, body=body)

    def put(self, copy: Copy) -> None:
        """Keep a copy in place of the one before. OSError where it cannot be written; the old one is then still
        there."""
        head = _Head(
            url=copy.url,
            final_url=copy.final_url,
            fetched=copy.fetched,
            headers=dict(copy.headers),
            sha256=sha256(copy.body).hexdigest(),
        )
        self._write(self.path(copy.url), msgspec.json.encode(head) + b"\n" + copy.body)
