"""What the user chose and finds again in the next run: a small JSON file that may be missing, damaged or read-only.

Nothing here ends the program: what cannot be read is the default, what cannot be written holds for this run, and either
is told in a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from trusttui import user
from trusttui.own_file import Damaged, OwnFile, why

NAME = "settings.json"
LARGEST = 1_000_000
"""Bytes. Settings are a few lines; what is larger is something else."""
HIDDEN_TIERS = "hidden_tiers"
"""Pack id to the ids of the tiers that the matrix does not show. Those hidden are kept, not those shown: a tier that a
newer pack brings is then seen."""

THEME = "theme"
"""The theme's name, under `colours` for terminals that show its colours, under `few` for those of sixteen or none: what
is chosen on one kind is no choice for the other."""
WELCOMED = "welcomed"
"""True once a start has said what the program is and how to move in it."""
DENSITY = "density"
"""`standard` or `compact`."""


class Settings:
    """The settings in a file. Without a path they are the defaults, and are kept for this run alone."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._file = _file(path) if path else None
        self.notice = ""
        """What the user should know of the file; empty where all is well."""
        self._values: dict[str, Any] = {}
        try:
            self._values = self._file.load() if self._file else {}
        except Damaged as error:
            self.notice = f"{path} {error}. Your settings are the program's own until it is repaired or removed."
        except OSError as error:
            self.notice = f"{path} cannot be read ({why(error)}): your settings are the program's own."

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

    # --- how it looks

    def theme(self, few: bool) -> str:
        """The theme chosen for terminals with many or with few colours, which may be gone by now; empty where none was,
        or what stands there is no name."""
        themes = self._values.get(THEME)
        name = themes.get(_colours(few)) if isinstance(themes, dict) else None
        return name if isinstance(name, str) else ""

    def choose_theme(self, name: str, few: bool) -> str:
        """Keep a theme; what there is to say where it cannot be kept."""

        def put(values: dict[str, Any]) -> dict[str, Any]:
            themes = values.get(THEME)
            return {**values, THEME: {**(themes if isinstance(themes, dict) else {}), _colours(few): name}}

        return self._change(put)

    @property
    def density(self) -> str:
        """What was chosen, empty where nothing was."""
        density = self._values.get(DENSITY)
        return density if isinstance(density, str) else ""

    def choose_density(self, density: str) -> str:
        """Keep a density; what there is to say where it cannot be kept."""
        return self._change(lambda values: {**values, DENSITY: density})

    # --- the first start

    @property
    def is_welcomed(self) -> bool:
        """Whether the program has said what it is."""
        return self._values.get(WELCOMED) is True

    def note_welcome(self) -> str:
        """Keep that it has; what there is to say where that cannot be kept."""
        return self._change(lambda values: {**values, WELCOMED: True})

    # --- the file

    def _change(self, put: Callable[[dict[str, Any]], dict[str, Any]]) -> str:
        """Change the settings and write them, with all else that the file holds by now."""
        self._values = put(self._values)
        return self._file.change(put)[1] if self._file else ""


def load() -> Settings:
    """The settings of the user who runs the program."""
    return Settings(user.folder("config") / NAME)


def _colours(few: bool) -> str:
    return "few" if few else "colours"


def _file(path: Path) -> OwnFile[dict[str, Any]]:
    return OwnFile(path, what="settings", parse=_parse, dump=_dump, nothing=dict, largest=LARGEST)


def _dump(values: dict[str, Any]) -> bytes:
    import json

    return (json.dumps(values, indent=2) + "\n").encode()


def _parse(data: bytes) -> dict[str, Any]:
    """The table in a file's bytes. Damaged."""
    # Not before there is a file: most starts are by those who chose nothing.
    import json

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
