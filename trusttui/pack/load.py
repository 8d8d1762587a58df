"""From a folder to a Pack."""

from __future__ import annotations

from pathlib import Path

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
    # In a wheel the content lies within the package, in a checkout beside it.
    for folder in (package / "content", package.parent / "content"):
        if (folder / "pack.toml").is_file():
            return folder
    raise PackError((Fault("content", "", "the bundled pack is missing", "install the program again, or name a pack"),))
