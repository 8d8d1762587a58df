"""What a first start says: what this is, and how to move."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.widgets import Static

LINES = (
    ("May your data go into this AI service, and on whose word?", ""),
    ("1 to 8", " sections  ", "/", " search  ", "↑ ↓", " move  ", "enter", " reads  ", "esc", " back"),
    ("?", " the keys here  ", ":", " all commands  ", "esc", " closes this"),
)
"""Each fits into sixty columns. The keys stand at the even places."""


class Welcome(Static):
    """Three lines at the foot of Home, until they are dismissed or Home is left for the first time."""

    DEFAULT_CSS = """
    Welcome { dock: bottom; height: 3; padding: 0 1; background: $surface; }
    Welcome:hover { background: $panel; }
    """

    def __init__(self) -> None:
        first, *others = LINES
        lines = [Content.styled(first[0], "bold")]
        lines += [
            Content.assemble(*((part, "dim" if at % 2 else "$text-accent") for at, part in enumerate(line)))
            for line in others
        ]
        super().__init__(Content("\n").join(lines), id="welcome", markup=False)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.remove()
