"""How the program looks: its theme and its density, as the user chose them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.filter import Monochrome, NoColor

from trusttui.tui.theme import DARK, THEMES, few_colours, fitting

if TYPE_CHECKING:
    from textual.theme import Theme

    from trusttui.tui.kept_styles import KeptStyles
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

    _is_dressed = False
    """Whether it wears a theme yet."""

    def __init__(self, *args: Any, styles: Callable[[Theme], KeptStyles] | None = None, **options: Any) -> None:
        """`styles` are what is kept of a theme, where anything is to be."""
        super().__init__(*args, **options)
        self._styles_of = styles
        self._kept_styles: KeptStyles | None = None
        for theme in THEMES:
            self.register_theme(theme)
        self.dress(DARK.name)
        if self.no_color:
            # The library's own filter leaves greys, and paints backgrounds with them.
            self._filters = [NoColor() if isinstance(each, Monochrome) else each for each in self._filters]
        self.density = STANDARD
        self.few_colours = False
        """Whether the terminal has so few colours that a theme is chosen for such ones alone."""

    def get_css_variables(self) -> dict[str, str]:
        # The library asks for those of its own theme first, which is never worn, and works them out for that.
        return super().get_css_variables() if self._is_dressed else {}

    def dress(self, theme: str) -> None:
        """Put on a theme before the program runs. To set `theme` is the same, and parses every style once more."""
        if self._is_dressed and theme == self.theme:
            return
        self._is_dressed = True
        self.set_reactive(App.theme, theme)
        self.update_classes({"-dark-mode": self.current_theme.dark, "-light-mode": not self.current_theme.dark})
        self._refresh_truecolor_filter(self.ansi_theme)
        kept = self._kept_styles = self._styles_of(self.current_theme) if self._styles_of else None
        self.theme_variables = kept.variables if kept and kept.variables else self.get_css_variables()
        self.stylesheet.set_variables(self.theme_variables)
        if kept:
            kept.give(self.stylesheet, self.theme_variables)

    def keep_styles(self) -> None:
        """Keep what was parsed of the theme's styles, for the next start; from any thread."""
        if self._kept_styles:
            self._kept_styles.keep()

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
