"""How the program looks: its theme and its density, as the user chose them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from trusttui.tui.theme import few_colours, fitting

if TYPE_CHECKING:
    from trusttui.tui.screens.base import SectionScreen
    from trusttui.tui.shell import Shell as _OfShell
else:
    # The library makes much of each class of programs, which the first frame waits for.
    _OfShell = object

STANDARD = "standard"
COMPACT = "compact"
AIRY_FROM = (80, 24)
"""In fewer columns or lines everything is compact, whatever was chosen."""


class Looks(_OfShell):
    """A mixin. Puts on what the user chose, and keeps what the user chooses."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.density = STANDARD
        self.few_colours = False
        """Whether the terminal has so few colours that a theme is chosen for such ones alone."""

    def put_on(self, environment: Mapping[str, str]) -> None:
        """Before the program runs: what was chosen in an earlier run, else what fits the terminal."""
        colours = self.console.color_system
        self.few_colours = few_colours(colours, self.no_color)
        chosen = self.settings.theme(self.few_colours)
        self.dress(chosen if chosen in self.available_themes else fitting(colours, self.no_color, environment))
        self._set_density(self.settings.density)

    def is_airy(self, width: int, height: int) -> bool:
        """Whether a screen of this size has room between its groups."""
        return self.density == STANDARD and width >= AIRY_FROM[0] and height >= AIRY_FROM[1]

    def action_change_theme(self) -> None:
        from trusttui.tui.screens.themes import ThemeScreen

        if not isinstance(self.screen, ThemeScreen):
            self.push_screen(ThemeScreen(), self._theme_chosen)

    def _theme_chosen(self, name: str | None) -> None:
        if name:
            self._tell_unkept(self.settings.choose_theme(name, self.few_colours))

    def action_density(self) -> None:
        """Compact where it was standard, and the other way round."""
        self._set_density(COMPACT if self.density == STANDARD else STANDARD)
        for screen in self._sections():
            screen.fit()
            screen.density_changed()
        told = f"Density: {self.density}."
        if self.density == STANDARD and not self.is_airy(*self.size):
            told += f" It shows from {AIRY_FROM[0]}x{AIRY_FROM[1]} on; this terminal is smaller."
        self.notify(told, timeout=3, markup=False)
        self._tell_unkept(self.settings.choose_density(self.density))

    def _set_density(self, density: str) -> None:
        self.density = COMPACT if density == COMPACT else STANDARD
        self.set_class(self.density == COMPACT, "-compact")

    def _sections(self) -> Iterator[SectionScreen]:
        from trusttui.tui.screens.base import SectionScreen

        for stack in self._screen_stacks.values():
            yield from (screen for screen in stack if isinstance(screen, SectionScreen))

    def _tell_unkept(self, problem: str) -> None:
        if problem:
            self.notify(problem, severity="warning", timeout=10, markup=False)
