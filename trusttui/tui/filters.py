"""By what a list is filtered. No widgets here: what is chosen, and how one goes from a choice to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct


class Facet(Struct, frozen=True):
    """One way to filter a list: its choices in order, each with what it is called."""

    id: str
    choices: Mapping[str, str]


class Filters:
    """For each facet one choice, or all."""

    def __init__(self) -> None:
        self._chosen: dict[str, str] = {}

    def __bool__(self) -> bool:
        """Whether anything is filtered at all."""
        return bool(self._chosen)

    def of(self, facet: str) -> str | None:
        """What is chosen of a facet; None for all."""
        return self._chosen.get(facet)

    def turn(self, facet: Facet, step: int = 1) -> None:
        """To the next choice (or the one before, for -1); all is one of them."""
        choices = [None, *facet.choices]
        chosen = choices[(choices.index(self.of(facet.id)) + step) % len(choices)]
        self._chosen.pop(facet.id, None)
        if chosen is not None:
            self._chosen[facet.id] = chosen

    def keep(self, facets: Iterable[Facet]) -> None:
        """Forget every choice that there is not any more."""
        known = {facet.id: facet.choices for facet in facets}
        self._chosen = {name: choice for name, choice in self._chosen.items() if choice in known.get(name, {})}

    @property
    def chosen(self) -> dict[str, str]:
        """What is chosen of each facet that filters."""
        return dict(self._chosen)

    def take(self, chosen: Mapping[str, str]) -> None:
        """Choose exactly this."""
        self._chosen = dict(chosen)

    def clear(self) -> None:
        """All of everything."""
        self._chosen.clear()
