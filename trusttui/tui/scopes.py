"""Where the commands work: which of them are bound together, and which works where both of two are bound.

Not for the first frame: `keys.toml`, `trusttui keys` and the table in the README are read and written with it.
"""

from __future__ import annotations

from dataclasses import dataclass

from trusttui.tui import commands as c
from trusttui.tui.commands import Command


@dataclass(frozen=True)
class Scope:
    """The commands of one kind of screen or widget."""

    id: str
    title: str
    commands: tuple[Command, ...]
    beside: tuple[str, ...] = ()
    """Scopes bound on the same screen: a key can have one meaning among them."""
    around: tuple[str, ...] = ()
    """Scopes that work here too, except for keys that are taken here."""
    typing: bool = False
    """Whether what is printable is typed into a field here, and can be no command's key."""
    brief: str = ""
    """What all of them do, where one row says it better than one for each."""


_SCREENS = (
    "library",
    "sources",
    "compare",
    "over-time",
    "advisor",
    "verdict",
    "marks",
    "kept",
    "everywhere",
    "sections",
)

SCOPES = (
    Scope(
        "sections",
        "Sections",
        c.GO_TO,
        beside=("everywhere",),
        brief=", ".join(section.names[0] for section in c.SECTIONS),
    ),
    Scope("everywhere", "Everywhere", c.EVERYWHERE, beside=("sections",)),
    Scope("list", "In a list", c.LIST_KEYS, around=_SCREENS),
    Scope("reader", "In text", c.READER_KEYS, beside=("links",), around=_SCREENS),
    Scope("links", "In the reader", c.READER, beside=("reader",), around=_SCREENS),
    Scope("query", "While you type", c.QUERY, around=_SCREENS, typing=True),
    Scope("library", "In the lists of entries", c.LIBRARY, around=("everywhere", "sections")),
    Scope("sources", "In Sources", c.SOURCES, beside=("library",), around=("everywhere", "sections")),
    Scope("compare", "In Compare", c.COMPARE, around=("everywhere", "sections")),
    Scope("table", "In a table", c.TABLE_KEYS, around=("compare", "over-time", "everywhere", "sections")),
    Scope("over-time", "In Compare, a tier on two days", c.OVER_TIME, around=("everywhere", "sections")),
    Scope("tier-choice", "Choosing tiers", (*c.LIST_MOVES, *c.TIER_CHOICE), around=("dialog",)),
    Scope("advisor", "In the Advisor", c.ADVISOR, around=("everywhere", "sections")),
    Scope(
        "options",
        "At a question",
        c.CHOICES,
        beside=("list",),
        around=("advisor", "everywhere", "sections"),
        brief="Choose an option",
    ),
    Scope("verdict", "In the verdict", c.VERDICT, around=("everywhere", "sections")),
    Scope("marks", "In your entries", c.MARKS, beside=("library",), around=("everywhere", "sections")),
    Scope("kept", "In the kept assessments", (*c.KEPT_LIST, *c.KEPT), around=("everywhere", "sections")),
    Scope("dialog", "In a dialog", c.DIALOG, typing=True),
    Scope("confirm", "Before something is deleted", c.CONFIRM, beside=("dialog",)),
    Scope("note", "Writing a note", c.NOTE, around=("dialog",), typing=True),
    Scope("help", "In the help", c.HELP),
    Scope("terms", "At the explanation of terms", c.TERMS),
    Scope("copied", "At what was copied", c.COPIED),
    Scope("jump", "Jumping by letters", c.JUMP),
    Scope("original", "Beside the original", c.ORIGINAL),
)


def every_command() -> dict[str, Command]:
    """All commands by id, in the order of their scopes."""
    found: dict[str, Command] = {}
    for scope in SCOPES:
        for command in scope.commands:
            found.setdefault(command.id, command)
    return found
