"""The field in which one types to narrow a list."""

from __future__ import annotations

from typing import ClassVar, Self

from textual.binding import BindingType
from textual.geometry import Region
from textual.widgets import Input

from trusttui.tui.commands import QUERY, bindings


class Query(Input):
    """One line; the arrow keys move in the list below, so that one can type and choose without leaving it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(QUERY)
    HELP = "Type to narrow; the arrow keys choose, enter reads, escape shows everything again."

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=f"/ {placeholder}", id="query", select_on_focus=False)
        # A blinking cursor repaints for ever, which costs over ssh.
        self.cursor_blink = False

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        # Whatever is typed, the field stays where it is: the library would lay the screen out anew for every key.
        return super().refresh(*regions, repaint=repaint, recompose=recompose)
