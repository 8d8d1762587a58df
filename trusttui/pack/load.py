"""From a folder to a Pack."""

from __future__ import annotations

from pathlib import Path

from trusttui import places
from trusttui.pack.check import check_folder
from trusttui.pack.faults import Fault, PackError
from trusttui.pack.model import Pack

_PACKAGE = Path(__file__).resolve().parent.parent


def load_pack(folder: Path) -> Pack:
    """The pack in a folder. PackError with all its faults where it has any; warnings do not count."""
    pack, faults = check_folder(folder)
    if pack is None:
        raise PackError(tuple(fault for fault in faults if fault.level == "fault"))
    return pack


def bundled() -> Path:
    """The folder of the pack that comes with the program; PackError where it is missing."""
    return _bundled(_PACKAGE)


def _bundled(package: Path) -> Path:
    found = places.bundled(str(package))
    if found is None:
        raise PackError(
            (Fault("content", "", "the bundled pack is missing", "install the program again, or name a pack"),)
        )
    return Path(found)
