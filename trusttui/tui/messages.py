"""What widgets ask of the program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from textual.message import Message

Forms = Mapping[str, Callable[[], str]]
"""For each suffix of a file (`.md`) what makes its text."""


@dataclass
class OpenEntry(Message):
    """Please open an entry (`answers/...`, `matrix/ID`, `sources/ID`) or an https address."""

    target: str


@dataclass
class GoToSection(Message):
    """Please go to a section."""

    section: str


@dataclass
class EndRequested(Message):
    """Please leave, with this exit status: a signal came, or the terminal is gone."""

    status: int
