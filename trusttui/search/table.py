"""A sorted table of keys and values in one run of bytes, read piece by piece from a file or memory.

Layout: blocks one after another; for each block its offset, length and checksums; a head in JSON; and at the very end
where these are. A block is checked when it is first read, so that opening reads next to nothing, and damage is met and
not believed. In a block each pair is its lengths (16 and 32 bits) and its bytes, in the order of the keys.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterator
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Protocol

    class Sink(Protocol):
        """What a table is written to."""

        def write(self, data: bytes, /) -> Any: ...


MAGIC = b"trusttui table 2"
_END = struct.Struct("<QIIQII16s")
"""Where the blocks are listed, how many there are, the list's CRC; where the head is, its length, its CRC; magic."""
_BLOCK = struct.Struct("<QIII")
"""Offset, length, CRC, and the CRC of the first key, which is read before the block is."""
_PAIR = struct.Struct("<HI")
_BLOCK_SIZE = 1024
_LIKELY_KEY = 48
_MOST_HELD = 4096
"""Blocks that are kept parsed: a few megabytes, and the working set of anyone who types."""


class Damaged(Exception):
    """These bytes are no whole table."""


DAMAGE = (Damaged, KeyError, ValueError, IndexError, TypeError, struct.error)
"""What reading an index may end with that is not what was written."""


class Writer:
    """Writes a table. Keys must come in order, each once."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._at = 0
        self._blocks: list[bytes] = []
        self._pairs: list[bytes] = []
        self._size = 0
        self._last = b""

    def add(self, key: bytes, value: bytes) -> None:
        if key <= self._last:
            raise ValueError(f"{key!r} comes after {self._last!r}")
        self._last = key
        self._pairs += (_PAIR.pack(len(key), len(value)), key, value)
        self._size += len(key) + len(value)
        if self._size >= _BLOCK_SIZE:
            self._end_block()

    def close(self, head: dict[str, Any]) -> None:
        """Write what is left, with the head."""
        if self._pairs:
            self._end_block()
        index, meta = b"".join(self._blocks), json.dumps(head).encode()
        at = self._at
        self._sink.write(index)
        self._sink.write(meta)
        told = (at, len(self._blocks), crc32(index), at + len(index), len(meta), crc32(meta), MAGIC)
        self._sink.write(_END.pack(*told))

    def _end_block(self) -> None:
        block = b"".join(self._pairs)
        self._blocks.append(_BLOCK.pack(self._at, len(block), crc32(block), crc32(self._pairs[1])))
        self._sink.write(block)
        self._at += len(block)
        self._pairs, self._size = [], 0


Read = Callable[[int, int], bytes]
"""The bytes from an offset on, so many of them, or fewer where there are no more."""


class Table:
    """Reads a table. Damaged where the bytes are no whole one, at opening or when a block turns out to be bad."""

    def __init__(self, read: Read, size: int) -> None:
        self._read = read
        self.size = size
        end = read(size - _END.size, _END.size) if size >= _END.size else b""
        if len(end) != _END.size:
            raise Damaged("too short")
        index, count, index_sum, meta, length, meta_sum, magic = _END.unpack(end)
        if magic != MAGIC or meta != index + count * _BLOCK.size or meta + length != size - _END.size:
            raise Damaged("no whole table")
        told = read(index, meta + length - index)
        self._index, head = told[: meta - index], told[meta - index :]
        if crc32(self._index) != index_sum or crc32(head) != meta_sum:
            raise Damaged("its list of blocks is not what was written")
        self.head: dict[str, Any] = json.loads(head)
        self._count = count
        self._held: dict[int, dict[bytes, bytes]] = {}
        self._firsts: dict[int, bytes] = {}

    def get(self, key: bytes) -> bytes | None:
        """The value of a key; None for one that is not there."""
        number = self._block_of(key)
        return self._pairs(number).get(key) if number >= 0 else None

    def after(self, key: bytes) -> Iterator[tuple[bytes, bytes]]:
        """The pairs from a key on, in order."""
        number = max(self._block_of(key), 0)
        while number < self._count:
            for found, value in self._pairs(number).items():
                if found >= key:
                    yield found, value
            number += 1

    def _block_of(self, key: bytes) -> int:
        """The block in which a key would stand; -1 where it comes before all."""
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            if self._first(middle) <= key:
                low = middle + 1
            else:
                high = middle
        return low - 1

    def _first(self, number: int) -> bytes:
        first = self._firsts.get(number)
        if first is None:
            at, _, _, told = _BLOCK.unpack_from(self._index, number * _BLOCK.size)
            start = self._read(at, _PAIR.size + _LIKELY_KEY)
            if len(start) < _PAIR.size:
                raise Damaged(f"block {number} is not there")
            size, _ = _PAIR.unpack_from(start)
            first = start[_PAIR.size : _PAIR.size + size]
            if size > _LIKELY_KEY:
                first = self._read(at + _PAIR.size, size)
            if crc32(first) != told:
                raise Damaged(f"block {number} does not begin as it did")
            self._firsts[number] = first
        return first

    def _pairs(self, number: int) -> dict[bytes, bytes]:
        pairs = self._held.get(number)
        if pairs is None:
            if len(self._held) >= _MOST_HELD:
                self._held.clear()
            pairs = self._held[number] = self._parsed(number)
        return pairs

    def _parsed(self, number: int) -> dict[bytes, bytes]:
        at, length, told, _ = _BLOCK.unpack_from(self._index, number * _BLOCK.size)
        block = self._read(at, length)
        if len(block) != length or crc32(block) != told:
            raise Damaged(f"block {number} is not what was written")
        pairs: dict[bytes, bytes] = {}
        at = 0
        while at < length:
            keys, values = _PAIR.unpack_from(block, at)
            start = at + _PAIR.size
            at = start + keys + values
            pairs[block[start : start + keys]] = block[start + keys : at]
        return pairs
