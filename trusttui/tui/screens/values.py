"""What screens of values share: a table, the same rows as cards where that is too wide, and a reader under them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Generic, TypeVar

from textual import events

from trusttui.tui.document import Document
from trusttui.tui.screens.base import SectionScreen
from trusttui.tui.widgets.entries import EntryList
from trusttui.tui.widgets.matrix import ValueTable
from trusttui.tui.widgets.reader import Reader

Table = TypeVar("Table", bound=ValueTable)


class ValuesScreen(SectionScreen, Generic[Table]):
    """Subclasses compose the table, `#cards` and a `Reader`, and fill them in `fill`."""

    TABLE: ClassVar[type[ValueTable]]

    def __init__(self) -> None:
        super().__init__()
        self._has_cards = False
        """Whether it is the cards that one moved among since both were filled, and not the table. The screen's class
        says so too early: a terminal that is made narrower has it at once, and the cards are where they were."""
        self._back_to: str | None = None
        """The row that a place which is gone back to had."""

    def on_mount(self) -> None:
        super().on_mount()
        self.app.theme_changed_signal.subscribe(self, lambda _: self.refill())
        self.focus_main()

    @property
    def table(self) -> Table:
        return self.query_one(self.TABLE)  # type: ignore[return-value]

    @property
    def cards(self) -> EntryList:
        return self.query_one("#cards", EntryList)

    def refill(self) -> None:
        """Build table and cards anew; the cursor stays on its row where it can, from the one to the other too."""
        keep = self.entry
        self._has_cards = self.has_class("-narrow")
        self.fill(keep)

    def fill(self, keep: str | None) -> None:
        """Fill table and cards, with the cursor of both on the row of an entry where it is among them."""
        raise NotImplementedError

    def show(self, document: Document | None) -> None:
        """Show it in the reader; what is read there already stays on its line."""
        reader = self.query_one(Reader)
        if document is None or reader.document != document:
            reader.show(document)

    def read(self) -> None:
        """From the row into the reader, at its top."""
        self.add_class("-reading")
        reader = self.query_one(Reader)
        reader.scroll_home(animate=False)
        reader.focus()

    def _follow(self) -> None:
        """Show in the reader what has the cursor."""
        raise NotImplementedError

    def view_changed(self) -> None:
        self.refill()

    def density_changed(self) -> None:
        self.refill()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        if self.is_mounted and self._shown is not None:
            self.call_after_refresh(self.refill)

    # --- what the app asks of a section

    @property
    def entry(self) -> str | None:
        if self._has_cards:
            return self.cards.entry
        attribute = self.table.attribute
        return f"matrix/{attribute}" if attribute else None

    def go_to(self, entry: str) -> None:
        """Put the cursor on a row, in the table and among the cards."""
        self.table.go_to(entry.partition("/")[2])
        self.cards.go_to(entry)

    def own_state(self) -> dict[str, Any]:
        return {"row": self.entry}

    def take_own_state(self, state: Mapping[str, Any]) -> None:
        self._back_to = state["row"]

    def restored(self) -> None:
        # Where there were cards there may be the table now, and it was on another row; or the other way about.
        if self._back_to and self._has_cards:
            self.cards.go_to(self._back_to)
        elif self._back_to:
            self.table.go_to(self._back_to.partition("/")[2])
        self._follow()

    def focus_main(self) -> None:
        if self.has_class("-reading"):
            self.query_one(Reader).focus()
        elif self.has_class("-narrow"):
            self.cards.focus()
        else:
            self.table.focus()

    def go_back(self) -> bool:
        reader = self.query_one(Reader)
        if self.has_class("-reading") or reader.has_focus_within:
            self.remove_class("-reading")
            reader.scroll_home(animate=False)
            self.focus_main()
            return True
        return False
