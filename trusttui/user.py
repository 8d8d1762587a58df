"""Where the user's things are kept, and how a file is written without ever leaving half of it."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from trusttui import places

NAME = places.NAME
LONGEST_WAIT = 2.0
"""Seconds that a run waits for another one that writes in the same folder; it takes some thousandths."""


def folder(kind: str) -> Path:
    """The user's folder of a kind, `data`, `cache`, `config` or `log`: the environment's, else the platform's own.

    It need not exist, and nothing is made: `ensure` does that.
    """
    return Path(places.folder(kind))


def ensure(path: Path) -> Path | None:
    """The folder, made where it is missing; None where it cannot be made or written, which is no error: the home of a
    user may be read-only, and then nothing is kept."""
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return None
    return path if os.access(path, os.W_OK | os.X_OK) else None


def write_atomically(path: Path, data: bytes) -> None:
    """Put bytes into a file so that after a crash it holds the old or the new ones, whole.

    A link is followed, and a file keeps its permissions. OSError where it cannot be written; what was there is then
    still there.
    """
    target = path.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, _mode(target))
        os.replace(name, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
    _sync_folder(target.parent)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other runs from changing the files of a folder meanwhile: they wait for the lock too. Where a system or a
    file system knows none, and past LONGEST_WAIT, one goes on without."""
    handle = _lock(folder)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _lock(folder: Path) -> int | None:
    """The handle that holds the lock, which ends with it, however the program ends."""
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        return None
    until = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < until:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            time.sleep(0.005)
        except OSError:
            break
    return handle


def _mode(target: Path) -> int:
    """The permissions of the file that is there, else those that a new file gets."""
    with suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(path: Path) -> None:
    """Make the renaming itself last; where a file system cannot, the file is written all the same."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
