"""Bytes as they were sent, unpacked piece by piece and never further than to a limit."""

from __future__ import annotations

import zlib

from trusttui.sources.results import NotChecked, Reason

_STEP = 1_000_000
_GZIP = frozenset({"gzip", "x-gzip"})


class Unpacked:
    """Takes the pieces of a body in one content encoding. NotChecked for one that is larger than `limit` bytes, breaks
    off, or is in another encoding than it says."""

    def __init__(self, encoding: str, limit: int) -> None:
        name = encoding.strip().lower()
        if name not in _GZIP | {"", "identity", "deflate"}:
            raise NotChecked(Reason.ENCODING, f"an encoding that was not asked for: {name[:40]}")
        self._name = name
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0
        self._inflater = self._new() if name not in ("", "identity") else None
        self._begun = False

    def _new(self, raw: bool = False) -> zlib._Decompress:
        if self._name in _GZIP:
            return zlib.decompressobj(16 + zlib.MAX_WBITS)
        return zlib.decompressobj(-zlib.MAX_WBITS if raw else zlib.MAX_WBITS)

    def feed(self, piece: bytes) -> None:
        """The next piece as it was sent."""
        if self._inflater is None:
            self._keep(piece)
            return
        try:
            self._inflate(piece)
        except zlib.error:
            raise NotChecked(Reason.ENCODING, f"the answer is not {self._name} as it says") from None

    def _inflate(self, piece: bytes) -> None:
        assert self._inflater
        if not self._begun and piece and self._name == "deflate" and piece[0] & 0x0F != 8:
            self._inflater = self._new(raw=True)
        self._begun = self._begun or bool(piece)
        data = piece
        while data:
            if self._inflater.eof:
                # Several members may follow each other; zeros and anything else behind the last one are no content.
                if self._name not in _GZIP or not data.startswith(b"\x1f"):
                    return
                self._inflater = self._new()
            self._keep(self._inflater.decompress(data, _STEP))
            data = self._inflater.unconsumed_tail or self._inflater.unused_data

    def _keep(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self._limit:
            raise NotChecked(Reason.TOO_LARGE, f"more than {self._limit} bytes unpacked: larger than any page")
        self._parts.append(part)

    def finish(self) -> bytes:
        """All of it."""
        if self._inflater is not None and self._begun:
            try:
                while not self._inflater.eof:
                    part = self._inflater.decompress(b"", _STEP)
                    if not part:
                        break
                    self._keep(part)
            except zlib.error:
                raise NotChecked(Reason.ENCODING, f"the answer is not {self._name} as it says") from None
            if not self._inflater.eof:
                raise NotChecked(Reason.TRUNCATED, "the packed answer breaks off")
        return b"".join(self._parts)
