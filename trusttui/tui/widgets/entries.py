"""A list of entries under headings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trusttui.tui.commands import LIST_KEYS, bindings
from trusttui.tui.render import QUIET


@dataclass(frozen=True)
class Item:
    """A row: an entry, or a heading where `entry` is None."""

    text: Content
    entry: str | None = None


def heading(text: str) -> Item:
    return Item(Content.styled(text, f"bold {QUIET}"))


class EntryList(OptionList):
    """Entries to choose from. The highlight stays on its entry when the list is filled anew."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(LIST_KEYS)
    HELP = "Arrow keys or j and k move, enter reads, / narrows the list as you type."

    def __init__(self, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)
        self._items: list[Item] = []

    @property
    def entry(self) -> str | None:
        """The highlighted entry."""
        if self.highlighted is None or self.highlighted >= len(self._items):
            return None
        return self._items[self.highlighted].entry

    @property
    def entries(self) -> list[str]:
        return [item.entry for item in self._items if item.entry]

    def fill(self, items: Iterable[Item], keep: str | None = None) -> None:
        """Show these rows; highlight `keep` where it is among them, else the first entry."""
        self._items = list(items)
        self.set_options(
            Option(Content.assemble("  " if item.entry else "", item.text), disabled=item.entry is None)
            for item in self._items
        )
        places = [n for n, item in enumerate(self._items) if item.entry]
        kept = [n for n in places if self._items[n].entry == keep]
        self.highlighted = (kept or places or [None])[0]

    def go_to(self, entry: str) -> bool:
        """Highlight an entry; False where it is not in the list."""
        for number, item in enumerate(self._items):
            if item.entry == entry:
                self.highlighted = number
                return True
        return False
