"""The app on the bundled pack and on the hostile one, with a fixed today and nothing of the user's machine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.shelf import folder_of
from trusttui.pack.model import Pack
from trusttui.settings import Settings
from trusttui.tui.app import TrustApp

TODAY = date(2026, 11, 21)


@pytest.fixture
def make_app(pack: Pack, tmp_path: Path) -> Callable[..., TrustApp]:
    def make(
        of: Pack | None = None, as_of: str | None = None, settings: Callable[[], Settings] | None = None
    ) -> TrustApp:
        shown = of or pack
        folder = folder_of(shown, tmp_path)
        return TrustApp(shown, folder, as_of=as_of, today=TODAY, exports=tmp_path, settings=settings)

    return make
