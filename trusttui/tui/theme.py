"""The program's own colours: one accent, quiet borders, values that differ in lightness as well as in hue."""

from collections.abc import Mapping
from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme


def _variables(accent: str, border: str, quiet: str, ground: str) -> dict[str, str]:
    return {
        "border": border,
        "border-blurred": quiet,
        "footer-key-foreground": accent,
        "scrollbar": border,
        "scrollbar-hover": accent,
        "scrollbar-active": accent,
        "scrollbar-background": ground,
        "scrollbar-background-hover": ground,
        "scrollbar-background-active": ground,
        "scrollbar-corner-color": ground,
    }


DARK = Theme(
    name="trusttui-dark",
    primary="#6ea8c7",
    secondary="#8796a5",
    accent="#6ea8c7",
    foreground="#d7dde3",
    background="#14181d",
    surface="#1a1f25",
    panel="#222932",
    success="#7fc29b",
    warning="#dcb86a",
    error="#e0807a",
    dark=True,
    variables=_variables("#6ea8c7", "#3a4551", "#2b333d", "#14181d"),
)

LIGHT = Theme(
    name="trusttui-light",
    primary="#1f6486",
    secondary="#5c6b78",
    accent="#1f6486",
    foreground="#1d252c",
    background="#fbfaf7",
    surface="#f4f2ed",
    panel="#e9e6df",
    success="#24704a",
    warning="#8a5d00",
    error="#a5332c",
    dark=False,
    # The library's muted text is too faint on a light ground.
    variables={**_variables("#1f6486", "#b9b4a8", "#d4d0c6", "#fbfaf7"), "text-muted": "#4f5b66"},
)

# The terminal's own sixteen colours, of which nobody knows the shades: what is dark nearly everywhere (blue) is not
# written on a dark ground, what is bright nearly everywhere (green, yellow) not on a light one.
_DARK, _LIGHT = BUILTIN_THEMES["ansi-dark"], BUILTIN_THEMES["ansi-light"]


def _of_terminal(theme: Theme, accent: str) -> Theme:
    """One of the library's themes of the terminal's colours, with one accent and quiet borders as ours have."""
    quiet = _variables(accent, "ansi_bright_black", "ansi_bright_black", "ansi_default")
    variables = {**theme.variables, **quiet, "link-color": accent}
    return replace(theme, primary=accent, secondary=accent, accent=accent, variables=variables)


ANSI_DARK = _of_terminal(_DARK, "ansi_cyan")
ANSI_LIGHT = replace(_of_terminal(_LIGHT, "ansi_blue"), success="ansi_blue", warning="ansi_magenta")

CONTRAST_DARK = Theme(
    name="trusttui-contrast-dark",
    primary="#7fd4ff",
    secondary="#c8d2dc",
    accent="#7fd4ff",
    foreground="#ffffff",
    background="#000000",
    surface="#0c0f12",
    panel="#1c2228",
    success="#7dff9b",
    warning="#ffd75f",
    error="#ff9d94",
    dark=True,
    variables={**_variables("#7fd4ff", "#9aa7b3", "#6d7985", "#000000"), "text-muted": "#c8d2dc"},
)

CONTRAST_LIGHT = Theme(
    name="trusttui-contrast-light",
    primary="#003f66",
    secondary="#333b42",
    accent="#003f66",
    foreground="#000000",
    background="#ffffff",
    surface="#f5f5f5",
    panel="#e6e6e6",
    success="#00521f",
    warning="#5a3800",
    error="#8f0f0a",
    dark=False,
    variables={**_variables("#003f66", "#5a646d", "#808a93", "#ffffff"), "text-muted": "#333b42"},
)

THEMES = (DARK, LIGHT, CONTRAST_DARK, CONTRAST_LIGHT, ANSI_DARK, ANSI_LIGHT)
OWN = tuple(theme.name for theme in THEMES[:4])
"""The names of the program's own themes, as they are offered."""
TERMINALS = (ANSI_DARK.name, ANSI_LIGHT.name)
"""Those that use the terminal's own sixteen colours."""


def few_colours(colours: str | None, no_color: bool) -> bool:
    """Whether our own colours come out as any others (`standard`: sixteen; None: unknown), or as none."""
    return no_color or colours in (None, "standard")


def fitting(colours: str | None, no_color: bool, environment: Mapping[str, str]) -> str:
    """The theme for a terminal of so many colours (`standard`, `256`, `truecolor`; None for unknown)."""
    light = _says_light(environment.get("COLORFGBG", ""))
    if few_colours(colours, no_color):
        return (ANSI_LIGHT if light else ANSI_DARK).name
    return (LIGHT if light else DARK).name


def _says_light(told: str) -> bool:
    """What some terminals say of their colours, as `0;15`: the last is the background's number."""
    ground = told.rpartition(";")[2]
    return ground.isdecimal() and (int(ground) == 7 or int(ground) > 8)
