"""What the user chose and finds again in the next run: a small JSON file that may be missing, damaged or read-only.

Nothing here ends the program: what cannot be read is the default, what cannot be written holds for this run, and either
is told in a sentence.
"""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from trusttui import user

NAME = "settings.json"
LARGEST = 1_000_000
"""Bytes. Settings are a few lines; what is larger is something else."""
HIDDEN_TIERS = "hidden_tiers"
"""Pack id to the ids of the tiers that the matrix does not show. Those hidden are kept, not those shown: a tier that a
newer pack brings is then seen."""

_ONLY_NOW = "This holds until you quit: "


class Damaged(Exception):
    """The file is there and holds no settings; the message says why."""


class Settings:
    """The settings in a file. Without a path they are the defaults, and are kept for this run alone."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.notice = ""
        """What the user should know of the file; empty where all is well."""
        self._values: dict[str, Any] = {}
        try:
            self._values = _read(path) if path else {}
        except Damaged as error:
            self.notice = f"{path} {error}. Your settings are the program's own until it is repaired or removed."
        except OSError as error:
            self.notice = f"{path} cannot be read ({_why(error)}): your settings are the program's own."

    # --- the tiers of the matrix

    def hidden_tiers(self, pack: str) -> frozenset[str]:
        """The tiers of a pack that are not shown; what is written there and makes no sense is none."""
        packs = self._values.get(HIDDEN_TIERS)
        tiers = packs.get(pack) if isinstance(packs, dict) else None
        return frozenset(each for each in tiers if isinstance(each, str)) if isinstance(tiers, list) else frozenset()

    def hide_tiers(self, pack: str, tiers: Iterable[str]) -> str:
        """Show all tiers of a pack but these, from now on; what there is to say where that cannot be kept."""
        chosen = sorted(tiers)

        def put(values: dict[str, Any]) -> dict[str, Any]:
            packs = values.get(HIDDEN_TIERS)
            return {**values, HIDDEN_TIERS: {**(packs if isinstance(packs, dict) else {}), pack: chosen}}

        return self._change(put)

    # --- the file

    def _change(self, put: Callable[[dict[str, Any]], dict[str, Any]]) -> str:
        """Change the settings and write them, with all else that the file holds by now: another run may have written to
        it."""
        self._values = put(self._values)
        if self.path is None:
            return ""
        try:
            return self._write(self.path, put)
        except OSError as error:
            return f"{_ONLY_NOW}{self.path} cannot be written ({_why(error)})."
        except RecursionError:
            return f"{_ONLY_NOW}{self.path} is nested too deep to be written again."

    def _write(self, path: Path, put: Callable[[dict[str, Any]], dict[str, Any]]) -> str:
        # Asked of the file itself: a superuser may write to it, and should not where it says that it is read-only.
        if path.exists() and not path.stat().st_mode & 0o222:
            return f"{_ONLY_NOW}{path} is read-only."
        folder = user.ensure(path.parent)
        if folder is None:
            return f"{_ONLY_NOW}{path.parent} cannot be written."
        said = ""
        try:
            values = _read(path)
        except Damaged:
            values, aside = {}, _free_name(path)
            os.replace(path, aside)
            said = f"What was in {path} is now in {aside.name} beside it."
        user.write_atomically(path, (json.dumps(put(values), indent=2) + "\n").encode())
        return said


def load() -> Settings:
    """The settings of the user who runs the program."""
    return Settings(user.folder("config") / NAME)


def _read(path: Path) -> dict[str, Any]:
    """The table in a file, empty where there is none. Damaged, or OSError."""
    if not path.exists():
        return {}
    if not path.is_file():
        raise Damaged("is no file")
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Damaged("is too large for settings")
    try:
        values = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Damaged("is no UTF-8 text") from None
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, ValueError) else "nested too deep"
        raise Damaged(f"cannot be read as JSON ({reason})") from None
    if not isinstance(values, dict):
        raise Damaged("holds no table")
    return values


def _why(error: OSError) -> str:
    return error.strerror or str(error)


def _free_name(path: Path) -> Path:
    """A name beside a file that nothing has yet."""
    names = (path.with_name(f"{path.name}.damaged{number or ''}") for number in itertools.count())
    return next(name for name in names if not os.path.lexists(name))
