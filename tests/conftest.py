"""The packs that tests share: the bundled one, a small one of an invented vendor, and a hostile one of the same shape
in which every text for people looks like console markup, is wide, or cannot be wrapped."""

from __future__ import annotations

from pathlib import Path

import pytest

from trusttui.pack.load import bundled, load_pack
from trusttui.pack.model import Pack
from trusttui.pack.view import View

PACKS = Path(__file__).parent / "packs"


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The bundled pack."""
    return load_pack(bundled())


@pytest.fixture(scope="session")
def view(pack: Pack) -> View:
    """The bundled pack's present."""
    return View(pack)


@pytest.fixture(scope="session")
def small_folder() -> Path:
    """Not to be written to: copy it."""
    return PACKS / "small"


@pytest.fixture(scope="session")
def small_pack(small_folder: Path) -> Pack:
    return load_pack(small_folder)


@pytest.fixture(scope="session")
def small_view(small_pack: Pack) -> View:
    return View(small_pack)


@pytest.fixture(scope="session")
def hostile_folder() -> Path:
    """Not to be written to: copy it."""
    return PACKS / "hostile"


@pytest.fixture(scope="session")
def hostile_pack(hostile_folder: Path) -> Pack:
    return load_pack(hostile_folder)
