"""A part of the random walk; `python -m tests.walk` walks on."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.walk.walker import Found, Walk
from trusttui.pack.load import load_pack
from trusttui.tui.app import TrustApp
from trusttui.tui.screens.as_of import AsOfScreen

SECONDS = 4
"""A walk's time; how far it comes in it does not matter."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for kind in ("DATA", "CONFIG", "LOG"):
        monkeypatch.setenv(f"TRUSTTUI_{kind}_HOME", str(tmp_path / kind))
    # What is typed as a path may lead to where one is.
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("seed", "of"), [(1, "small_folder"), (2, "hostile_folder"), (3, "small_folder")])
async def test_neither_a_crash_nor_a_dead_end(seed: int, of: str, home: Path, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue(of)
    walk = Walk(seed, load_pack(folder), folder, home)
    await walk.run(100_000, until=time.monotonic() + SECONDS)
    assert walk.done


async def test_a_walk_finds_a_crash(small_folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TrustApp, "action_help", lambda app: {}["a fault of the program"])
    walk = Walk(1, load_pack(small_folder), small_folder, home, keys=["question_mark"])
    with pytest.raises(Found, match=r"a fault of the program[^$]*seed 1; again: [^$]*question_mark"):
        await walk.run(50)


async def test_a_walk_finds_a_dead_end(small_folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AsOfScreen, "dismiss", lambda screen, result=None: None)
    walk = Walk(1, load_pack(small_folder), small_folder, home, keys=["t"])
    with pytest.raises(Found, match=r"AsOfScreen.* is not left by escape"):
        await walk.run(80)
