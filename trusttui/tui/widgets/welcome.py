"""What a first start says: what this is, and how to move."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.widgets import Static

from trusttui.tui.keymap import key_of

ABOUT = "May your data go into this AI service, and on whose word?"
KEYS = (
    (
        ("go-home", " to "),
        ("go-sources", " sections  "),
        ("search", " search  "),
        ("list-down", " "),
        ("list-up", " move  "),
        ("list-open", " reads  "),
        ("back", " back"),
    ),
    (("help", " the keys here  "), ("palette", " all commands  "), ("back", " closes this")),
)
"""Two lines of commands and what is said of them; each fits into sixty columns."""


class Welcome(Static):
    """Three lines at the foot of Home, until they are dismissed or Home is left for the first time."""

    DEFAULT_CSS = """
    Welcome { dock: bottom; height: 3; padding: 0 1; background: $surface; }
    Welcome:hover { background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__(id="welcome", markup=False)

    def on_mount(self) -> None:
        lines = [Content.styled(ABOUT, "bold")]
        for line in KEYS:
            parts = (((key_of(self.app, command), "$text-accent"), (said, "dim")) for command, said in line)
            lines.append(Content.assemble(*(part for pair in parts for part in pair)))
        self.update(Content("\n").join(lines))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.remove()
