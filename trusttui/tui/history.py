"""Where the reader has been."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class History(Generic[T]):
    """A line of places with a cursor, as a browser keeps it: visiting drops what lay ahead."""

    def __init__(self, limit: int = 200) -> None:
        self._places: list[T] = []
        self._at = -1
        self._limit = limit

    @property
    def current(self) -> T | None:
        return self._places[self._at] if self._places else None

    def visit(self, place: T) -> None:
        """Go to a place; visiting the current one again changes nothing."""
        if self._places and self._places[self._at] == place:
            return
        del self._places[self._at + 1 :]
        self._places.append(place)
        del self._places[: -self._limit]
        self._at = len(self._places) - 1

    def back(self) -> T | None:
        """The place before, now current; None at the beginning."""
        return self._move(-1)

    def forward(self) -> T | None:
        """The place after, now current; None at the end."""
        return self._move(+1)

    def back_to(self, wanted: Callable[[T], bool]) -> T | None:
        """The nearest place before that is wanted, now current; None where there is none such, and nothing changes."""
        for at in range(self._at - 1, -1, -1):
            if wanted(self._places[at]):
                self._at = at
                return self._places[at]
        return None

    def _move(self, step: int) -> T | None:
        if not 0 <= self._at + step < len(self._places):
            return None
        self._at += step
        return self._places[self._at]
