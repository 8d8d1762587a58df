"""What is loaded once nothing else is to be done: a section that is opened for the first time waits for none of it."""

from __future__ import annotations

from importlib import import_module
from threading import Thread

MODULES = (
    "markdown_it",
    "trusttui.tui.snapshot",
    "trusttui.tui.screens.search",
    "trusttui.tui.screens.compare",
    "trusttui.tui.screens.advisor",
)
"""With what these import, nearly all that the sections need."""


def load() -> None:
    """Load it beside the interface."""
    Thread(target=_load, daemon=True).start()


def _load() -> None:
    for name in MODULES:
        import_module(name)
