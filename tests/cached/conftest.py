"""A cache folder of one's own, and a pack that is not new."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cached.aging import age


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder, which is not there yet."""
    monkeypatch.setenv("TRUSTTUI_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def folder(small_folder: Path, tmp_path: Path) -> Path:
    """A pack that has lain there for an hour."""
    copy = tmp_path / "pack"
    shutil.copytree(small_folder, copy)
    age(copy)
    return copy
