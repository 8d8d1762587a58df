"""Tables of values: rows under topics, a fixed first column, and columns that are never shown by halves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.content import Content
from textual.coordinate import Coordinate
from textual.geometry import Region, clamp
from textual.getters import app as app_getter
from textual.widgets import DataTable

from trusttui.pack.model import Value
from trusttui.report.words import MARK, value_words
from trusttui.tui.commands import TABLE_KEYS, bindings
from trusttui.tui.shell import Shell

VALUE_COLOUR = {Value.YES: "success", Value.NO: "error", Value.CONDITIONAL: "warning", Value.NOT_STATED: "muted"}
"""The theme's variables, for the table takes Rich's texts."""
VALUE_WIDTH = 13
"""Of the longest value by glyph and word, in cells."""
HEAD_WIDTH = 20
"""The longest column head, in cells; longer names are cut."""
TITLE_WIDTH = (24, 50)
"""The narrowest and the widest column of titles, in cells."""
WORDS = 60
"""What a statement in words beside a table needs, in cells."""
SCROLLBAR = 1
PADDING = 2
TOPIC_ROW = "topic:"


def theme_colour(app: App[Any], name: str) -> str:
    """A theme's colour by name, for the table takes Rich's texts and not the theme's variables."""
    if name == "muted":
        return "dim"
    colour = app.theme_variables.get(name, "")
    return colour if colour.startswith("#") else colour.removeprefix("ansi_")


class ValueTable(DataTable[Text]):
    """Rows are keyed by attribute; a topic's own row has a key that begins with `topic:`, and the cursor passes over
    it."""

    app = app_getter(Shell)
    BINDINGS: ClassVar[list[BindingType]] = bindings(TABLE_KEYS)

    def __init__(self, id: str, cursor: str) -> None:
        self._topics: set[int] = set()
        """The numbers of the rows of topics."""
        super().__init__(
            id=id,
            fixed_columns=1,
            zebra_stripes=False,
            cursor_type="cell" if cursor == "cell" else "row",
            header_height=1,
        )
        self._step = 0
        """The width of a column where not all are to be seen at once; 0 where they are."""
        self._title_width = TITLE_WIDTH[0]
        self._titles: dict[str, str] = {}
        """The titles of the rows by key, as they are wrapped."""

    # --- filling

    def set_columns(self, heads: Sequence[tuple[str, str]], *, width: int = VALUE_WIDTH, beside: int = 0) -> int:
        """Take out everything and lay out columns, of key and head, with the titles before them; how many of them are
        to be seen at once. `beside` are the cells that something beside the table needs; what is over goes to it too.

        All are of one width, and the titles take exactly what is left: so a whole number of columns is seen, wherever
        one scrolls.
        """
        self.clear(columns=True)
        self._titles.clear()
        self._topics.clear()
        width = max(width, min(max((cell_len(head) for _, head in heads), default=0), HEAD_WIDTH))
        room = self.app.size.width - SCROLLBAR - PADDING - beside
        seen = min(len(heads), max((room - TITLE_WIDTH[0]) // (width + PADDING), 1))
        left = max(room - seen * (width + PADDING), 1)
        self._step = width + PADDING if seen < len(heads) else 0
        self._title_width = left if self._step else min(left, TITLE_WIDTH[1])
        whole = self._title_width + PADDING + seen * (width + PADDING) + SCROLLBAR
        self.styles.width = whole if beside else None
        self.add_column(Text(""), width=self._title_width, key="title")
        for key, head in heads:
            self.add_column(Text(_fit(head, width), style="bold"), width=width, key=key)
        return seen

    def add_topic(self, topic: str, title: str) -> None:
        """A row of its own for a topic."""
        apart = "\n" if self.row_count and self.screen.has_class("-airy") else ""
        label = Text(f"{apart}{title}", style=f"bold {theme_colour(self.app, 'accent')}")
        self._topics.add(self.row_count)
        others = (Text("") for _ in self.ordered_columns[1:])
        self.add_row(label, *others, key=f"{TOPIC_ROW}{topic}", height=1 + len(apart))

    def add_values(self, key: str, title: str, cells: Sequence[Text]) -> None:
        """A row, as high as its title needs."""
        lines = [f" {line.plain}" for line in Content(title).wrap(max(self._title_width - 1, 1))]
        self._titles[key] = "\n".join(lines)
        self.add_row(self._title(key), *cells, key=key, height=len(lines))

    def _title(self, key: str) -> Text:
        """A row's title, its mark in the cell that is left free for it."""
        mark = self.app.marks.of(f"matrix/{key}") if self.app.marks else None
        if mark is None or not mark.marked:
            return Text(self._titles[key])
        return Text.assemble((MARK, theme_colour(self.app, "accent")), self._titles[key][1:])

    def mark_anew(self) -> None:
        """Show which rows the user has marked by now."""
        for key in self._titles:
            title = self._title(key)
            if self.get_cell(key, "title") != title:
                self.update_cell(key, "title", title)

    def value(self, value: Value) -> Text:
        """A value by glyph and word, in its colour."""
        return Text(value_words(value), style=theme_colour(self.app, VALUE_COLOUR[value]))

    # --- where the cursor is

    @property
    def row_key(self) -> str:
        """The key of the row that has the cursor; empty where there is none."""
        if not self.row_count or not self.is_valid_coordinate(self.cursor_coordinate):
            return ""
        return self.coordinate_to_cell_key(self.cursor_coordinate).row_key.value or ""

    @property
    def attribute(self) -> str | None:
        """The attribute that has the cursor; None on a topic's row."""
        return None if self.row_key.startswith(TOPIC_ROW) else self.row_key or None

    def go_to(self, row: str, column: int | None = None) -> None:
        """Move the cursor to the row of that key, to the first attribute where there is none, and to a column."""
        keys = [str(each.key.value) for each in self.ordered_rows]
        at = keys.index(row) if row in keys else min(1, len(keys) - 1)
        if at >= 0:
            self.move_cursor(row=at, column=column)

    @property
    def first_seen(self) -> int:
        """The first column, of those after the titles, that is to be seen; counted from 0."""
        return round(self.scroll_x / self._step) if self._step else 0

    def action_first(self) -> None:
        self.move_cursor(row=0)

    def action_last(self) -> None:
        self.move_cursor(row=self.row_count - 1)

    # --- past the topics

    def validate_cursor_coordinate(self, value: Coordinate) -> Coordinate:
        """Past a topic's row to the next one the same way; at the top there is only the one below."""
        row, column = super().validate_cursor_coordinate(value)
        if row in self._topics:
            row += -1 if 0 < row < self.cursor_row else 1
        return Coordinate(row, column)

    def action_cursor_up(self) -> None:
        before = self.cursor_row
        super().action_cursor_up()
        if self.cursor_row == before:
            # The heading over the first row may have been scrolled away.
            self._scroll_cursor_into_view()

    def on_click(self, event: events.Click) -> None:
        """On a topic: to its first row, in the column where the cursor is."""
        meta = event.style.meta
        if meta.get("row") in self._topics and not meta.get("out_of_bounds"):
            event.prevent_default().stop()
            self.move_cursor(row=meta["row"] + 1)

    def _scroll_cursor_into_view(self, animate: bool = False) -> None:
        """With the topic's row over the first of its attributes, where there is room for both."""
        fixed = self._get_fixed_offset()
        topic = self._get_row_region(self.cursor_row - 1).height if self.cursor_row - 1 in self._topics else 0
        is_row = self.cursor_type == "row"
        at = self._get_row_region(self.cursor_row) if is_row else self._get_cell_region(self.cursor_coordinate)
        if not topic or topic + at.height > self.scrollable_content_region.height - fixed.top:
            super()._scroll_cursor_into_view(animate)
            return
        x, width = (int(self.scroll_x) + fixed.left, at.width - fixed.left) if is_row else (at.x, at.width)
        both = Region(x, at.y - topic, width, at.height + topic)
        self.scroll_to_region(both, animate=animate, spacing=fixed, force=True)

    # --- whole columns only

    def _whole(self, x: float) -> float:
        x = clamp(x, 0, self.max_scroll_x)
        return round(x / self._step) * self._step if self._step else x

    def validate_scroll_x(self, value: float) -> float:
        return self._whole(value)

    def validate_scroll_target_x(self, value: float) -> float:
        return self._whole(value)

    def _scroll_right_for_pointer(self, **options: Any) -> bool:
        return self._scroll_to(x=self.scroll_target_x + self._step, **options)

    def _scroll_left_for_pointer(self, **options: Any) -> bool:
        return self._scroll_to(x=self.scroll_target_x - self._step, **options)


class Matrix(ValueTable):
    """Attributes by tier."""

    HELP = "Arrow keys move from cell to cell; enter reads the statement behind a cell and its history."

    def __init__(self) -> None:
        super().__init__("matrix", "cell")


class DifferenceTable(ValueTable):
    """Attributes by day, for one tier."""

    HELP = "Arrow keys or j and k move from row to row; what was said on both days stands below. Enter reads it."

    def __init__(self) -> None:
        super().__init__("differences", "row")


def _fit(head: str, width: int) -> str:
    """A head that is too long, cut at a cell's border."""
    return head if cell_len(head) <= width else set_cell_size(head, width - 1).rstrip() + "…"
