"""A small file of the user's own: it may be missing, damaged or read-only, and another run may write to it too.

Nothing here ends the program: what cannot be written holds for this run, and that is told in a sentence.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from trusttui import user

T = TypeVar("T")

ONLY_NOW = "This holds until you quit: "


class Damaged(Exception):
    """The file is there and does not hold what it should; the message says why, to follow the file's name."""


class Newer(Damaged):
    """A later version of the program wrote it: it is neither read nor written."""


class OwnFile(Generic[T]):
    """A file of one form. `parse` raises Damaged; `dump` of what `parse` gave is the same file."""

    def __init__(
        self,
        path: Path,
        *,
        what: str,
        parse: Callable[[bytes], T],
        dump: Callable[[T], bytes],
        nothing: Callable[[], T],
        largest: int,
    ) -> None:
        self.path = path
        self._what = what
        self._parse = parse
        self._dump = dump
        self._nothing = nothing
        self._largest = largest

    def load(self) -> T:
        """What the file holds, `nothing` where there is none. Damaged, or OSError."""
        if not self.path.exists():
            return self._nothing()
        if not self.path.is_file():
            raise Damaged("is no file")
        with self.path.open("rb") as file:
            data = file.read(self._largest + 1)
        if len(data) > self._largest:
            raise Damaged(f"is too large for {self._what}")
        return self._parse(data)

    def change(self, put: Callable[[T], T]) -> tuple[T | None, str]:
        """Change what the file holds by now, with all that another run wrote to it; what it holds then, None where it
        could not be written, and what there is to say. A damaged file is set aside under another name first."""
        try:
            return self._change(put)
        except OSError as error:
            return None, f"{ONLY_NOW}{self.path} cannot be written ({why(error)})."
        except RecursionError:
            return None, f"{ONLY_NOW}{self.path} is nested too deep to be written again."

    def _change(self, put: Callable[[T], T]) -> tuple[T | None, str]:
        # Asked of the file itself: a superuser may write to it, and should not where it says that it is read-only.
        if self.path.exists() and not self.path.stat().st_mode & 0o222:
            return None, f"{ONLY_NOW}{self.path} is read-only."
        folder = user.ensure(self.path.parent)
        if folder is None or not folder.stat().st_mode & 0o222:
            return None, f"{ONLY_NOW}{self.path.parent} cannot be written."
        said = ""
        with user.locked(folder):
            try:
                held = self.load()
            except Newer as error:
                return None, f"{ONLY_NOW}{self.path} {error}."
            except Damaged:
                held, aside = self._nothing(), _free_name(self.path)
                os.replace(self.path, aside)
                said = f"What was in {self.path} is now in {aside.name} beside it."
            made = put(held)
            user.write_atomically(self.path, self._dump(made))
        return made, said


def why(error: OSError) -> str:
    """Why, in a few words, something could not be read or written."""
    return error.strerror or str(error)


def _free_name(path: Path) -> Path:
    """A name beside a file that nothing has yet."""
    names = (path.with_name(f"{path.name}.damaged{number or ''}") for number in itertools.count())
    return next(name for name in names if not os.path.lexists(name))
