"""What is kept in the user's cache folder so that the next start is quick: the loaded pack, the search index of each
day that was read, what the first screen showed of it, and the screens' styles as they were parsed.

A file's name says what it was made from: the folder of the pack, its files by name, size and times, and the program's
own. So a changed pack finds no file and is read, checked and indexed anew; old files go when there are many. Anything
may happen to the folder: a file that is damaged is not believed and is removed, one that cannot be written is not
missed, two processes that write the same put the same in its place, whole.
"""

from __future__ import annotations

import os
import sys
import time
from _thread import allocate_lock
from collections.abc import Callable, Iterator
from contextlib import suppress
from zlib import crc32

from trusttui import __version__, places
from trusttui.search import SCHEMA

try:
    # hashlib takes longer to import than a search takes, and loads OpenSSL: 4 MB.
    from _blake2 import blake2b as blake2b
except ImportError:
    from hashlib import blake2b as blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, BinaryIO

    from trusttui.pack.model import Pack
    from trusttui.pack.view import View
    from trusttui.search.index import Index
    from trusttui.search.store import Store

Progress = Callable[[int, int], None]
"""Is told how many entries have been read, and how many there are."""

PACK_SCHEMA = 2
"""Of the compiled pack; one of another is not read."""
MAGIC = b"trusttui pack 2\n"
_HASH = 64
"""Letters of a pack's hash."""
_PIECE = 500
"""Articles that are read at once: for some milliseconds."""
_MOST_FILES = 150_000
_MOST_DEPTH = 10
_MOST_KEPT = 16
_LARGEST_PLAIN = 4_000_000
"""Bytes."""
_LEFT_BEHIND = 3600
"""Seconds after which a half-written file has nobody who writes it any more."""
JUST_NOW = 2_000_000_000
"""Nanoseconds. A file that was changed so lately may be changed again without a sign of it: some file systems count
time in steps of two seconds."""
_OURS = ("pack", "search", "front.py")
"""The rooms and modules of the program whose code makes what is kept."""


class Changing(Exception):
    """The pack was changed only just now, or is too large to be looked over: nothing is kept of it."""


def fingerprint(folder: str, by: str = "") -> str:
    """What a pack's files are like without reading them: paths, sizes, times of change, and whose program reads them
    (`by`, where `program` was asked already).

    OSError where the folder cannot be read, Changing where nothing should be kept.
    """
    told: list[str] = []
    newest = 0
    for path, status in _files(folder, 0):
        newest = max(newest, status.st_mtime_ns)
        told.append(f"{path[len(folder) :]} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}")
        if len(told) > _MOST_FILES:
            raise Changing("too many files")
    if time.time_ns() - newest < JUST_NOW:
        raise Changing("changed just now")
    return digest([by or program(folder), *sorted(told)])


def program(folder: str) -> str:
    """Whose code reads the pack in a folder."""
    package = os.path.dirname(os.path.abspath(__file__))
    told = [f"{__version__} {SCHEMA} {PACK_SCHEMA} {sys.implementation.cache_tag} {os.path.realpath(folder)}"]
    for room in _OURS:
        told += code(os.path.join(package, room))
    return "\n".join(told)


def code(place: str) -> list[str]:
    """What a module is like, or each one of a folder."""
    found = [(place, os.stat(place))] if place.endswith(".py") else sorted(_files(place, _MOST_DEPTH))
    return [f"{path} {status.st_size} {status.st_mtime_ns}" for path, status in found if path.endswith(".py")]


def digest(told: list[str]) -> str:
    return blake2b("\n".join(told).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _files(folder: str, depth: int) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as found:
        for entry in found:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                if depth < _MOST_DEPTH:
                    yield from _files(entry.path, depth + 1)
            else:
                yield entry.path, entry.stat()


# --- the index


def kept_index(folder: str, as_of: str | None) -> Store | None:
    """The index of a pack on a day, where one is kept and whole; None else. Never raises."""
    try:
        return _opened(_index_path(fingerprint(folder), as_of))
    except (OSError, Changing):
        return None


def index(view: View, folder: Path, as_of: str | None, progress: Progress | None = None) -> Index:
    """The index of a view of the pack in a folder: the kept one, else one built now, and kept where that can be.

    `view` is of what `load` gave for the folder, on the day `as_of` (None: its present).
    """
    from trusttui.search.index import Index

    try:
        key = fingerprint(str(folder))
    except (OSError, Changing):
        return Index(view, progress=progress)
    path = _index_path(key, as_of)
    store = _opened(path)
    if store is not None and store.head.get("pack") != view.pack.hash:
        return Index(view, progress=progress)
    if store is None and prepare(path):
        from trusttui.search.build import write

        if put(path, lambda sink: write(view, sink, progress)):
            # A file that was changed while it was being read goes under the name of what it was before.
            if _same(key, folder):
                store = _opened(path)
            else:
                remove(path)
    return Index(view, store, progress=progress)


def _index_path(key: str, as_of: str | None) -> str:
    return os.path.join(places.folder("cache"), f"{key}-{as_of or 'present'}.index")


def _opened(path: str) -> Store | None:
    from trusttui.search.store import Store
    from trusttui.search.table import DAMAGE, Table

    try:
        read = _FileReader(path)
        return Store(Table(read, read.size), lambda: remove(path))
    except OSError:
        return None
    except DAMAGE:
        remove(path)
        return None


class _FileReader:
    """Reads pieces of a file that stays what it was, even if another one takes its name."""

    def __init__(self, path: str) -> None:
        self._handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
        self.size = os.fstat(self._handle).st_size
        self._turn = allocate_lock()
        """For systems on which a file has one place that is read next: threads search at the same time."""

    def __call__(self, at: int, length: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._handle, length, at)
        with self._turn:
            os.lseek(self._handle, at, os.SEEK_SET)
            return os.read(self._handle, length)

    def __del__(self) -> None:
        if hasattr(self, "_handle"):
            os.close(self._handle)


# --- the pack


def load(folder: Path) -> Pack:
    """The pack in a folder, as `load_pack` gives it; read from what is kept of it where it has not changed since."""
    try:
        key = fingerprint(str(folder))
    except (OSError, Changing):
        return _read(folder)
    path = pack_path(key)
    pack = _unpacked(path)
    if pack is None:
        pack = _read(folder)
        if _same(key, folder) and prepare(path):
            _keep_pack(path, pack)
    return pack


def _read(folder: Path) -> Pack:
    # Most packs that are asked for are kept, and need no rules.
    from trusttui.pack.load import load_pack

    return load_pack(folder)


def pack_path(key: str) -> str:
    return os.path.join(places.folder("cache"), f"{key}.pack")


def _same(key: str, folder: Path) -> bool:
    try:
        return fingerprint(str(folder)) == key
    except (OSError, Changing):
        return False


def _unpacked(path: str) -> Pack | None:
    """The pack in a file; None where there is none, or the file is damaged and so removed."""
    from msgspec import DecodeError, ValidationError

    try:
        with open(path, "rb") as file:
            return _decoded(file)
    except OSError:
        return None
    except (DecodeError, ValidationError, EOFError):
        remove(path)
        return None


def _decoded(file: BinaryIO) -> Pack:
    """The file: a magic word, the pack's hash, the checksum of what follows, and pieces with their lengths: the pack
    without its articles, then these, some at a time, so that other threads have their turn between them."""
    from msgspec import msgpack
    from msgspec.structs import replace

    from trusttui.pack.model import Article, Pack

    if file.read(len(MAGIC)) != MAGIC:
        raise EOFError
    file.seek(_HASH, os.SEEK_CUR)
    told = int.from_bytes(file.read(4), "little")
    checksum = 0
    pieces = []
    while length := file.read(4):
        piece = file.read(int.from_bytes(length, "little"))
        checksum = crc32(piece, crc32(length, checksum))
        pieces.append(piece)
    if checksum != told or not pieces:
        raise EOFError
    articles: list[Article] = []
    some = msgpack.Decoder(list[Article])
    for piece in pieces[1:]:
        articles += some.decode(piece)
    return replace(msgpack.decode(pieces[0], type=Pack), articles=tuple(articles))


def _keep_pack(path: str, pack: Pack) -> None:
    from msgspec import msgpack
    from msgspec.structs import replace

    parts: list[object] = [replace(pack, articles=())]
    parts += [pack.articles[at : at + _PIECE] for at in range(0, len(pack.articles), _PIECE)]
    pieces = [msgpack.encode(part) for part in parts]
    body = [part for piece in pieces for part in (len(piece).to_bytes(4, "little"), piece)]
    checksum = 0
    for part in body:
        checksum = crc32(part, checksum)
    put(path, lambda sink: sink.writelines((MAGIC, pack.hash.encode(), checksum.to_bytes(4, "little"), *body)))


# --- files


def plain(path: str, magic: bytes) -> Any:
    """What `put_plain` wrote; None where there is none, or the file is damaged and so removed."""
    # Built in, and quicker than any other. What is damaged is not given to it.
    from marshal import loads

    try:
        with open(path, "rb") as file:
            data = file.read(_LARGEST_PLAIN)
    except OSError:
        return None
    start = len(magic)
    body = data[start + 4 :]
    if data[:start] == magic and crc32(body) == int.from_bytes(data[start : start + 4], "little"):
        return loads(body)
    remove(path)
    return None


def put_plain(path: str, magic: bytes, value: Any) -> None:
    """Keep a value that consists of plain ones, where that can be. The file: a magic word, the checksum of what
    follows, and the value."""
    from marshal import dumps

    if prepare(path):
        body = dumps(value)
        put(path, lambda sink: sink.write(magic + crc32(body).to_bytes(4, "little") + body))


def prepare(path: str) -> bool:
    """Make the folder, and room in it; False where it cannot be written."""
    folder = os.path.dirname(path)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            return False
        _clear(folder)
    except OSError:
        return False
    return True


def _clear(folder: str) -> None:
    """Remove the oldest files beyond a number, and what somebody began to write and never will end."""
    kept: list[tuple[int, str]] = []
    with os.scandir(folder) as found:
        for entry in found:
            if entry.name.endswith(".part"):
                if time.time() - entry.stat().st_mtime > _LEFT_BEHIND:
                    remove(entry.path)
            elif entry.name.endswith((".pack", ".index", ".front", ".styles")):
                kept.append((entry.stat().st_mtime_ns, entry.path))
    for _, path in sorted(kept, reverse=True)[_MOST_KEPT - 1 :]:
        remove(path)


def put(path: str, write: Callable[..., object]) -> bool:
    """Write a file under a name of its own and put it in its place, whole; False where that cannot be."""
    part = f"{path}.{os.getpid()}-{time.time_ns():x}.part"
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb", buffering=1 << 18) as sink:
            write(sink)
        os.replace(part, path)
    except OSError:
        remove(part)
        return False
    except BaseException:
        remove(part)
        raise
    return True


def remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)
