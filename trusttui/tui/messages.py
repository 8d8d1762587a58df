"""What widgets ask of the program."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.message import Message

Forms = Mapping[str, Callable[[], str]]
"""For each suffix of a file (`.md`) what makes its text."""


class OpenEntry(Message):
    """Please open an entry (`answers/...`, `matrix/ID`, `sources/ID`) or an https address."""

    def __init__(self, target: str) -> None:
        super().__init__()
        self.target = target


class GoToSection(Message):
    """Please go to a section."""

    def __init__(self, section: str) -> None:
        super().__init__()
        self.section = section


class EndRequested(Message):
    """Please leave, with this exit status: a signal came, or the terminal is gone."""

    def __init__(self, status: int) -> None:
        super().__init__()
        self.status = status
