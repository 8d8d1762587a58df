"""An app that keeps assessments in a folder of its own, and those that an earlier run has left there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.shelf import folder_of
from tests.tui.conftest import TODAY
from tests.tui.kept.answering import Make
from trusttui.pack.model import Pack
from trusttui.tui.app import TrustApp
from trusttui.tui.keeper import Given, Keeper


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "assessments"


@pytest.fixture
def make(pack: Pack, tmp_path: Path, folder: Path) -> Make:
    return lambda: TrustApp(pack, folder_of(pack, tmp_path), today=TODAY, exports=tmp_path, kept=lambda: folder)


@pytest.fixture
def keep(pack: Pack, folder: Path) -> Callable[..., Path]:
    """Keep an assessment as an earlier run would have done."""

    def kept(name: str, answers: dict[str, tuple[str, ...]], notes: dict[str, str] | None = None) -> Path:
        keeper = Keeper(pack, folder, date(2026, 11, 3))
        keeper.save(Given(answers=answers, notes=notes or {}), name)
        assert keeper.stored is not None
        return keeper.stored.path

    return kept
