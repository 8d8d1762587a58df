"""The program's own colours: one accent, quiet borders, values that differ in lightness as well as in hue."""

from textual.theme import Theme


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
    variables=_variables("#1f6486", "#b9b4a8", "#d4d0c6", "#fbfaf7"),
)
