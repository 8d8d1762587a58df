"""The program's own colours: one accent, quiet borders, values that differ in lightness as well as in hue."""

from textual.theme import Theme

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
    variables={"border": "#3a4551", "border-blurred": "#2b333d", "footer-key-foreground": "#6ea8c7"},
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
    variables={"border": "#b9b4a8", "border-blurred": "#d4d0c6", "footer-key-foreground": "#1f6486"},
)
