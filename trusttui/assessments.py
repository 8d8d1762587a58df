"""The folder of the assessments that a user keeps: a TOML file each, which is never overwritten unless it was read
whole."""

from __future__ import annotations

import itertools
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from difflib import get_close_matches
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from trusttui import user
from trusttui.cache import blake2b
from trusttui.kept import Kept, clean_name, fold, same_name
from trusttui.kept_file import Unreadable, from_toml, to_toml
from trusttui.pack.faults import Fault
from trusttui.pack.model import Pack

FOLDER = "assessments"
SUFFIX = ".toml"
LARGEST = 2_000_000
"""Bytes. An assessment is some thousand lines at most; what is larger is something else."""
_LONGEST_SLUG = 60
_RESERVED = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))))
"""Names that a file cannot have on some systems, whatever its ending."""


class NotKept(Exception):
    """Nothing was written, and what was there is still there; the message says why, in a line."""


class NotFound(Exception):
    """No assessment has the name, or several; the message says which are near.

    `near` is the name that is most like it; empty where none is like it.
    """

    def __init__(self, message: str, near: str = "") -> None:
        super().__init__(message)
        self.near = near


class Stored(Struct, frozen=True, kw_only=True):
    """An assessment and the file that holds it."""

    path: Path
    kept: Kept
    digest: str
    """Of the file's bytes when it was read or written: another one's changes are not overwritten."""


class Damaged(Struct, frozen=True, kw_only=True):
    """A file of the folder that cannot be read whole."""

    path: Path
    reason: str


def folder() -> Path:
    """Where the assessments of the user who runs the program are; it need not exist."""
    return user.folder("data") / FOLDER


# --- reading


def load(path: Path, pack: Pack) -> Stored:
    """The assessment in a file. Unreadable, with the reason in a line, where there is none that can be read whole."""
    data = read(path)
    return Stored(path=path, kept=from_toml(data, pack, path.name), digest=digest(data))


def read(path: Path) -> bytes:
    """The bytes of a file that may hold an assessment. Unreadable with the reason."""
    found = ""
    try:
        if path.is_symlink() and not path.exists():
            found = "a link that leads nowhere"
        elif path.exists() and not path.is_file():
            found = "no file" if not path.is_dir() else "a folder"
        else:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
            if len(data) <= LARGEST:
                return data
            found = f"larger than {LARGEST} bytes"
    except OSError as error:
        found = f"cannot be read: {error.strerror or error}"
    raise Unreadable([Fault(path.name, "", found, "a file with an assessment")])


def shelf(of: Path, pack: Pack) -> tuple[tuple[Stored, ...], tuple[Damaged, ...]]:
    """All that a folder holds: the assessments, newest first, and the files that cannot be read."""
    stored: list[Stored] = []
    damaged: list[Damaged] = []
    for path in _paths(of):
        try:
            stored.append(load(path, pack))
        except Unreadable as error:
            damaged.append(Damaged(path=path, reason=str(error)))
    stored.sort(key=lambda each: (each.kept.saved.day, _age(each.path)), reverse=True)
    return tuple(stored), tuple(damaged)


def latest(of: Path, pack: Pack) -> Stored | None:
    """The assessment of this pack that was written last."""
    for path in sorted(_paths(of), key=_age, reverse=True):
        with suppress(Unreadable):
            found = load(path, pack)
            if found.kept.is_of(pack):
                return found
    return None


def count(of: Path) -> int:
    """How many files a folder has that may be assessments; none where it cannot be read."""
    return len(_paths(of))


def find(of: Path, pack: Pack, name: str) -> Stored:
    """The assessment of a name, or of a file's name. NotFound for none or several; Unreadable for a damaged file."""
    stored, damaged = shelf(of, pack)
    exact = [each for each in stored if each.kept.name == name]
    found = exact or [each for each in stored if same_name(each.kept.name, name)]
    found = found or [each for each in stored if each.path.stem == name or each.path.name == name]
    if len(found) == 1:
        return found[0]
    if found:
        files = ", ".join(each.path.name for each in found)
        raise NotFound(f'"{name}" is the name of several assessments; say which file: {files}')
    for each in damaged:
        if name in (each.path.stem, each.path.name) or each.path.stem == slug(name):
            raise Unreadable([Fault(each.path.name, "", f"is there and cannot be read: {each.reason}")])
    near = _near(name, (each.kept.name for each in stored))
    also = f'; did you mean "{near}"?' if near else "; trusttui assessments lists them" if stored else ""
    raise NotFound(f'there is no assessment "{name}"{also}', near)


def _near(name: str, names: Iterable[str]) -> str:
    by_fold = {fold(each): each for each in names}
    near = get_close_matches(fold(name)[:200], by_fold, n=1, cutoff=0.5)
    return by_fold[near[0]] if near else ""


def _paths(of: Path) -> list[Path]:
    try:
        return sorted(path for path in of.iterdir() if path.suffix == SUFFIX and not path.name.startswith("."))
    except OSError:
        return []


def _age(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


# --- writing


def create(of: Path, kept: Kept, pack: Pack) -> Stored:
    """Keep an assessment in a file of its own. NotKept where the name is taken or nothing can be written."""
    refuse_taken(of, kept.name, pack)
    path = _reserve(of, kept.name)
    try:
        return _write(path, kept, pack)
    except NotKept:
        with suppress(OSError):
            path.unlink()
        raise


def write_new(path: Path, kept: Kept, pack: Pack) -> Stored:
    """Keep an assessment in a file that is not there yet. NotKept where it is, or cannot be written."""
    if os.path.lexists(path):
        raise NotKept(f"{path} is there already")
    return _write(path, kept, pack)


def rewrite(stored: Stored, kept: Kept, pack: Pack) -> Stored:
    """Keep an assessment in the file that it was read from. NotKept where that has been changed by someone else, is
    read-only, or cannot be read any more."""
    _refuse_changed(stored)
    with _told(stored.path):
        if os.path.lexists(stored.path) and not stored.path.stat().st_mode & 0o222:
            raise NotKept(f"{stored.path} is read-only")
    return _write(stored.path, kept, pack)


def rename(of: Path, stored: Stored, name: str, pack: Pack) -> Stored:
    """Give an assessment another name, and its file with it. NotKept as in `rewrite`, or where the name is taken."""
    name = clean_name(name)
    refuse_taken(of, name, pack, but=stored.path)
    written = rewrite(stored, replace(stored.kept, name=name), pack)
    if slug(name) == slug(stored.kept.name) or stored.path.is_symlink():
        return written
    try:
        path = _reserve(of, name)
        os.replace(written.path, path)
    except (NotKept, OSError):
        return written
    return replace(written, path=path)


def delete(stored: Stored) -> None:
    """Remove the file of an assessment; of a link, the link. NotKept where it cannot be removed or was changed."""
    _refuse_changed(stored)
    _refuse_closed(stored.path.parent)
    with _told(stored.path, "deleted"):
        stored.path.unlink(missing_ok=True)


def free_name(of: Path, pack: Pack, name: str) -> str:
    """A name that no assessment has: this one, or with a number after it."""
    taken = {fold(each.kept.name) for each in shelf(of, pack)[0]}
    names = itertools.chain((name,), (f"{name} ({number})" for number in itertools.count(2)))
    return next(each for each in names if fold(each) not in taken)


def slug(name: str) -> str:
    """The name of a file for a name: lower case, letters and digits of ASCII, so that it is one on every disk."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    short = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_SLUG].strip("-")
    if not short or short in _RESERVED:
        return f"assessment-{short}".strip("-")
    return short


def refuse_taken(of: Path, name: str, pack: Pack, but: Path | None = None) -> None:
    """NotKept where another assessment than that of a file has the name."""
    for each in shelf(of, pack)[0]:
        if each.path != but and same_name(each.kept.name, name):
            raise NotKept(f'there is already an assessment "{each.kept.name}"; choose another name')


def _refuse_changed(stored: Stored) -> None:
    if not os.path.lexists(stored.path):
        return
    try:
        now = digest(read(stored.path))
    except Unreadable as error:
        raise NotKept(f"{error}; save it under another name") from None
    if now != stored.digest:
        raise NotKept(f"{stored.path} was changed by something else since; save it under another name")


@contextmanager
def _told(path: Path, what: str = "written") -> Iterator[None]:
    """NotKept in place of what the system says of a path."""
    try:
        yield
    except OSError as error:
        raise NotKept(f"{path} cannot be {what}: {error.strerror or error}") from None


def _refuse_closed(of: Path) -> None:
    # Asked of the folder itself: a superuser may write to it, and should not where it says that it is read-only.
    with _told(of):
        if user.ensure(of) is None or not of.stat().st_mode & 0o222:
            raise NotKept(f"{of} cannot be written")


def _reserve(of: Path, name: str) -> Path:
    """A file of its own for a name, empty as yet, so that no other run can take it meanwhile."""
    _refuse_closed(of)
    with _told(of):
        taken = {path.name.lower() for path in of.iterdir()}
    stem = slug(name)
    for number in itertools.count(1):
        path = of / f"{stem}{f'-{number}' if number > 1 else ''}{SUFFIX}"
        if path.name in taken:
            continue
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            continue
        except OSError as error:
            raise NotKept(f"{path} cannot be written: {error.strerror or error}") from None
        return path
    raise AssertionError("there is always a number more")


def _write(path: Path, kept: Kept, pack: Pack) -> Stored:
    data = to_toml(kept, pack)
    if len(data) > LARGEST:
        raise NotKept(f"{path}: the assessment is larger than {LARGEST} bytes")
    with _told(path):
        _refuse_closed(path.resolve().parent)
        user.write_atomically(path, data)
    return Stored(path=path, kept=kept, digest=digest(data))


def digest(data: bytes) -> str:
    """By which a file's bytes are known again."""
    return blake2b(data, digest_size=16).hexdigest()
