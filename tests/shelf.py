"""Where the packs of the tests lie: screens that are given a pack's own folder find the index that was made of it."""

from __future__ import annotations

from pathlib import Path

from trusttui.pack.load import load_pack
from trusttui.pack.model import Pack

_FOLDERS: dict[str, Path] = {}


def load(folder: Path) -> Pack:
    """The pack in a folder, which is not written to while tests run."""
    pack = load_pack(folder)
    _FOLDERS[pack.hash] = folder
    return pack


def folder_of(pack: Pack, other: Path) -> Path:
    """The folder that a pack was loaded from; another one where it was made up."""
    return _FOLDERS.get(pack.hash, other)
