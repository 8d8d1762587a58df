"""What widgets ask of the program."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class OpenEntry(Message):
    """Please open an entry (`answers/...`, `matrix/ID`, `sources/ID`) or an https address."""

    target: str


@dataclass
class GoToSection(Message):
    """Please go to a section."""

    section: str
