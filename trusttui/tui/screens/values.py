"""What screens of values share: a table, the same rows as cards where that is too wide, and a reader under them."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from textual import events

from trusttui.tui.screens.base import SectionScreen
from trusttui.tui.widgets.entries import EntryList
from trusttui.tui.widgets.matrix import ValueTable
from trusttui.tui.widgets.reader import Reader

Table = TypeVar("Table", bound=ValueTable)


class ValuesScreen(SectionScreen, Generic[Table]):
    """Subclasses compose the table, `#cards` and a `Reader`, and fill them in `refill`."""

    TABLE: ClassVar[type[ValueTable]]

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
        """Build table and cards anew; the cursor stays on its row where it can."""
        raise NotImplementedError

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
        if self.has_class("-narrow"):
            return self.cards.entry
        attribute = self.table.attribute
        return f"matrix/{attribute}" if attribute else None

    def go_to(self, entry: str) -> None:
        """Put the cursor on a row, in the table and among the cards."""
        self.table.go_to(entry.partition("/")[2])
        self.cards.go_to(entry)

    def restored(self) -> None:
        self._follow()

    def focus_main(self) -> None:
        if self.has_class("-reading"):
            self.query_one(Reader).focus()
        elif self.has_class("-narrow"):
            self.cards.focus()
        else:
            self.table.focus()

    def go_back(self) -> bool:
        if self.has_class("-reading") or self.query_one(Reader).has_focus_within:
            self.remove_class("-reading")
            self.focus_main()
            return True
        return False
