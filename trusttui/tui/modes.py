"""The places on the number keys, each with the factory of its screen, which is imported when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

MODE_OF = {
    "answers": "answers",
    "commitments": "commitments",
    "agreements": "agreements",
    "changes": "changes",
    "matrix": "compare",
    "sources": "sources",
    "terms": "search",
    "gaps": "search",
}
"""Which mode shows an entry, by the first part of its id."""


def _home() -> Screen[Any]:
    from trusttui.tui.screens.home import HomeScreen

    return HomeScreen()


def _library(section: str) -> Callable[[], Screen[Any]]:
    def make() -> Screen[Any]:
        from trusttui.tui.screens import library

        return library.SCREENS[section]()

    return make


def _sources() -> Screen[Any]:
    from trusttui.tui.screens.sources import SourcesScreen

    return SourcesScreen()


def _changes() -> Screen[Any]:
    from trusttui.tui.screens.changes import ChangesScreen

    return ChangesScreen()


def _search() -> Screen[Any]:
    from trusttui.tui.screens.search import SearchScreen

    return SearchScreen()


def _marks() -> Screen[Any]:
    from trusttui.tui.screens.marks import MarksScreen

    return MarksScreen()


def _compare() -> Screen[Any]:
    from trusttui.tui.screens.compare import CompareScreen

    return CompareScreen()


def _advisor() -> Screen[Any]:
    from trusttui.tui.screens.advisor import AdvisorScreen

    return AdvisorScreen()


MODES: dict[str, Callable[[], Screen[Any]]] = {
    "home": _home,
    "answers": _library("answers"),
    "commitments": _library("commitments"),
    "compare": _compare,
    "advisor": _advisor,
    "agreements": _library("agreements"),
    "changes": _changes,
    "sources": _sources,
    "search": _search,
    "marks": _marks,
}
