"""A copy of the small pack to break."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from trusttui.pack.check import Fault, check_folder


@pytest.fixture
def broken(small_folder: Path, tmp_path: Path) -> Path:
    """A copy of the small pack, which the test breaks."""
    return Path(shutil.copytree(small_folder, tmp_path / "pack"))


@pytest.fixture
def edit(broken: Path) -> Callable[[str, str, str], None]:
    """Replaces the first occurrence of a text in a file of the copy; the text must be there."""

    def replace(file: str, old: str, new: str) -> None:
        path = broken / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")

    return replace


@pytest.fixture
def faults_of() -> Callable[[Path], tuple[Fault, ...]]:
    """The faults of a folder, which there must be; warnings are left out."""

    def check(folder: Path) -> tuple[Fault, ...]:
        pack, found = check_folder(folder)
        faults = tuple(fault for fault in found if fault.level == "fault")
        assert (pack is None) == bool(faults)
        for fault in found:
            assert str(fault).isprintable(), fault
        return faults

    return check


@pytest.fixture
def named() -> Callable[[tuple[Fault, ...], str, str, str, str], bool]:
    """Whether a fault of a file is there, with the end of its key and parts of found and allowed."""
    return _is_named


def _is_named(faults: tuple[Fault, ...], file: str, key: str, found: str, allowed: str) -> bool:
    return any(
        fault.file == file and fault.key.endswith(key) and found in fault.found and allowed in fault.allowed
        for fault in faults
    )
