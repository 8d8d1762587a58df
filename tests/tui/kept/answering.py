"""Answers on digit keys, and what of them is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from trusttui import assessments
from trusttui.pack.model import Pack
from trusttui.tui.app import TrustApp
from trusttui.tui.screens.advisor import AdvisorScreen

SIZES = [(120, 40), (60, 20)]
CLINIC = {"use": ("staff",), "sector": ("healthcare",), "health-data": ("yes",)}
Make = Callable[[], TrustApp]


def asking(app: TrustApp) -> AdvisorScreen:
    assert isinstance(app.screen, AdvisorScreen)
    return app.screen


async def answer(pilot: Pilot[None], question: str, option: str) -> None:
    """Answer on digit keys, wherever the question is."""
    app = pilot.app
    assert isinstance(app, TrustApp)
    for _ in app.progress.questions:
        if asking(app).question.id == question:
            break
        await pilot.press("n")
    here = asking(app).question
    assert here.id == question
    options = [*(each.id for each in here.option), "unsure"]
    await pilot.press(str(options.index(option) + 1))
    await pilot.pause()


def named(folder: Path, pack: Pack) -> dict[str, dict[str, tuple[str, ...]]]:
    stored, damaged = assessments.shelf(folder, pack)
    assert not damaged
    return {each.kept.name: each.kept.answers for each in stored}
