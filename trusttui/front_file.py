"""The file of a front page (`trusttui.front`), in the user's cache folder.

Its name says which folder, day and program it is for; it is believed where the pack looks as it did.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

from trusttui import places
from trusttui.cache import (
    JUST_NOW,
    Changing,
    digest,
    fingerprint,
    pack_path,
    plain,
    program,
    put_plain,
)
from trusttui.cache import MAGIC as PACK_MAGIC

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from trusttui.front import Front

_MAGIC = b"trusttui front 2\n"
_MOST_PATHS = 2_000
"""Folders and files at the top; of a pack with more nothing is kept."""


def kept_front(folder: str, as_of: str | None) -> Front | None:
    """What the first screen shows of the pack in a folder, where it is kept and the pack looks the same; None else.
    Never raises.

    Only the folders and the files at the top are looked at, so that a larger pack takes no longer. So it may be of the
    pack as it was before a file within a folder was changed in its place: whoever shows it reads the pack next, and
    compares the hashes.
    """
    try:
        by = program(folder)
        kept = plain(_front_path(by, as_of), _MAGIC)
        if kept is None or kept["like"] != _shape(by, kept["shape"]):
            return None
        from trusttui.front import Front

        return Front(kept["front"])
    except (OSError, Changing, LookupError, TypeError):
        return None


def keep_front(folder: Path, as_of: str | None, front: Front) -> None:
    """Keep what the first screen shows of a pack that was read from a folder."""
    try:
        by = program(str(folder))
        shape = list(_top(str(folder)))
        if len(shape) > _MOST_PATHS or not _is_of(fingerprint(str(folder), by), front):
            return
        like = _shape(by, shape)
    except (OSError, Changing):
        return
    put_plain(_front_path(by, as_of), _MAGIC, {"shape": shape, "like": like, "front": front.plain()})


def _front_path(by: str, as_of: str | None) -> str:
    return os.path.join(places.folder("cache"), f"{digest([by])}-{as_of or 'present'}.front")


def _is_of(key: str, front: Front) -> bool:
    """Whether a pack of this fingerprint is kept, and the one that a front page is of."""
    head = PACK_MAGIC + front.hash.encode()
    with open(pack_path(key), "rb") as file:
        return file.read(len(head)) == head


def _top(folder: str) -> Iterator[str]:
    """All folders of a pack, and the files that lie in none of them."""
    for path, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield path
        if path == folder:
            yield from (os.path.join(path, name) for name in files if not name.startswith("."))


def _shape(by: str, paths: list[str]) -> str:
    """What folders and files are like, and whose program reads them."""
    told = [by]
    for path in paths:
        status = os.stat(path)
        if time.time_ns() - status.st_mtime_ns < JUST_NOW:
            raise Changing("changed just now")
        told.append(f"{path} {status.st_mtime_ns} {status.st_ctime_ns}")
    return digest(told)
