"""Reading a pack's files, which anyone may have written: nothing outside of the folder, nothing that blocks, no more
than the limits, and a clear fault for whatever is refused."""

from __future__ import annotations

import os
import stat
from hashlib import sha256
from pathlib import Path

from trusttui.pack.faults import Faults

TABLES = ("pack.toml", "sources.toml", "matrix.toml", "advisor.toml", "vocabulary.toml")
FOLDERS = ("answers", "commitments", "agreements", "changes")
NESTED = "answers"
"""The one folder whose articles lie in folders of their own, the sections."""

MIB = 1024 * 1024
MOST_BYTES_A_FILE = 32 * MIB
MOST_BYTES = 512 * MIB
MOST_FILES = 150_000
MOST_DEPTH = 8
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class Reader:
    """Reads the files of one pack folder; what it cannot read it adds to the faults."""

    def __init__(self, folder: Path, faults: Faults) -> None:
        self._root = os.path.realpath(folder)
        self._faults = faults
        self._bytes = 0
        self._entries = 0
        self.files: dict[str, bytes] = {}
        """The files read, by their path in the pack with `/` between its parts."""

    def read(self) -> None:
        """Reads every file that belongs to a pack."""
        entries = self._list("")
        for entry in entries:
            if entry.name in FOLDERS:
                if self._is_folder(entry, entry.name):
                    self._read_folder(entry.name)
            elif entry.name in TABLES:
                self._read_file(entry, entry.name)
            elif not entry.name.startswith("."):
                self._unknown(entry.name)
        present = {entry.name for entry in entries}
        for name in TABLES:
            if name not in present:
                self._faults.add(name, "", "the file is missing", f"a pack has {', '.join(TABLES)}")

    def _read_folder(self, top: str) -> None:
        """Reads the articles below a folder. Folders wait in a list, not on the stack: they may be deep."""
        waiting = [top]
        while waiting:
            path = waiting.pop()
            for entry in self._list(path):
                name = f"{path}/{entry.name}"
                if entry.name.startswith("."):
                    continue
                if entry.name.lower().endswith(".md"):
                    self._read_file(entry, name)
                elif top != NESTED or not _may_be_folder(entry):
                    self._unknown(name)
                elif self._is_folder(entry, name):
                    if name.count("/") > MOST_DEPTH:
                        self._faults.add(name, "", "the folder lies too deep", f"at most {MOST_DEPTH} levels")
                    else:
                        waiting.append(name)

    def _unknown(self, name: str) -> None:
        self._faults.warn(name, "", "not a part of a pack, so it is not read")

    def _list(self, path: str) -> list[os.DirEntry[str]]:
        """The entries of a folder by name. None of them, the fault added, where that fails or there are too many."""
        entries: list[os.DirEntry[str]] = []
        if self._entries > MOST_FILES:
            return entries
        try:
            with os.scandir(os.path.join(self._root, *path.split("/")) if path else self._root) as found:
                for entry in found:
                    entries.append(entry)
                    self._entries += 1
                    if self._entries > MOST_FILES:
                        self._faults.add(path, "", "the pack has too many files", f"at most {MOST_FILES}")
                        return []
        except OSError as error:
            self._faults.add(path, "", f"the folder cannot be read: {error.strerror or error}", "a readable folder")
            return []
        return sorted(entries, key=lambda entry: entry.name)

    def _is_folder(self, entry: os.DirEntry[str], name: str) -> bool:
        """Whether an entry is a folder to read, the fault added where it is not."""
        try:
            if entry.is_symlink() and not self._leads_inside(entry.path, name):
                return False
            if not entry.is_dir():
                self._faults.add(name, "", "not a folder", "a folder of Markdown files")
                return False
            real = os.path.realpath(entry.path)
            parent = os.path.realpath(os.path.dirname(entry.path))
        except OSError as error:
            self._faults.add(name, "", f"the folder cannot be read: {error.strerror or error}", "a readable folder")
            return False
        if parent == real or parent.startswith(real + os.sep):
            self._faults.add(name, "", "a symbolic link to a folder that it lies in", "no loops of folders")
            return False
        return True

    def _leads_inside(self, path: str, name: str) -> bool:
        real = os.path.realpath(path)
        if real == self._root or real.startswith(self._root + os.sep):
            return True
        self._faults.add(name, "", "a symbolic link that leads out of the pack", "files and links within the pack")
        return False

    def _read_file(self, entry: os.DirEntry[str], name: str) -> None:
        try:
            if entry.is_symlink() and not self._leads_inside(entry.path, name):
                return
            # Looked at before it is opened, for opening a device can do something; and looked at again once it is
            # open, for it may have been replaced in between.
            if not self._acceptable(entry.stat(), name):
                return
            handle = os.open(entry.path, _READ)
            with os.fdopen(handle, "rb") as file:
                status = os.fstat(handle)
                if not self._acceptable(status, name):
                    return
                # No more room is asked for than it needs: room for the largest would be a mapping of its own for each
                # file, which a system has some ten thousand of.
                data = file.read(status.st_size + 1)
                if len(data) > status.st_size:
                    data += file.read(MOST_BYTES_A_FILE + 1 - len(data))
        except OSError as error:
            self._faults.add(name, "", f"cannot be read: {error.strerror or error}", "a file that you may read")
            return
        if len(data) > MOST_BYTES_A_FILE:
            self._too_large(name)
            return
        self._bytes += len(data)
        self.files[name] = data

    def _acceptable(self, status: os.stat_result, name: str) -> bool:
        if not stat.S_ISREG(status.st_mode):
            self._faults.add(name, "", f"not a regular file but {_sort(status.st_mode)}", "a regular file")
            return False
        if status.st_size > MOST_BYTES_A_FILE:
            self._too_large(name)
            return False
        if self._bytes + status.st_size > MOST_BYTES:
            self._faults.add(name, "", "with it the pack is too large", f"at most {MOST_BYTES // MIB} MiB in all")
            return False
        return True

    def _too_large(self, name: str) -> None:
        self._faults.add(name, "", "the file is too large", f"at most {MOST_BYTES_A_FILE // MIB} MiB a file")


def _may_be_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir() or entry.is_symlink()
    except OSError:
        return True


def _sort(mode: int) -> str:
    sorts = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
    return next((name for test, name in sorts if test(mode)), "a device")


def read_files(folder: Path, faults: Faults) -> dict[str, bytes]:
    """The bytes of a pack's files by path; what cannot be read is among the faults."""
    reader = Reader(folder, faults)
    reader.read()
    return reader.files


def hash_of(files: dict[str, bytes]) -> str:
    """sha256 over paths and bytes, in the order of paths. Lengths stand before them, so that no two packs collide by
    moving bytes from a name to a file."""
    digest = sha256()
    for name in sorted(files):
        path = name.encode("utf-8", "surrogateescape")
        digest.update(b"%d %d\n" % (len(path), len(files[name])))
        digest.update(path)
        digest.update(files[name])
    return digest.hexdigest()
