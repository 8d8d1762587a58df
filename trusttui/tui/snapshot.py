"""A place as one left it: what had the focus, what was typed, chosen and scrolled to, and the screens over one another.

No screen is known here by name. What a widget has is found in the widget, and what a screen has of its own it gives and
takes itself (`own_state`, `take_own_state`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from textual.widget import Widget
from textual.widgets import Input, OptionList

from trusttui.tui.widgets.entries import EntryList

if TYPE_CHECKING:
    from trusttui.tui.screens.base import SectionScreen
    from trusttui.tui.shell import Shell

READING = "-reading"
"""The class of a screen whose reader has the place of its list."""


class State(Struct, frozen=True, kw_only=True):
    """One screen. Widgets are known by their ids, or by their kind where they have none; two of a screen never share
    them."""

    focused: str = ""
    reading: bool = False
    fields: Mapping[str, str]
    rows: Mapping[str, Any]
    """The entry, or the number, of the row that is highlighted; of a table the key of its row, and the column."""
    scrolled: Mapping[str, tuple[float, float]]
    own: Mapping[str, Any]


class Layer(Struct, frozen=True):
    """A screen with how to make it again; None for that of the mode itself, which stays."""

    make: Callable[[], SectionScreen] | None
    state: State


def _name(widget: Widget) -> str:
    return widget.id or type(widget).__name__


def _body(screen: SectionScreen) -> Iterator[Widget]:
    yield from screen.query_one("#body").walk_children(Widget)


def taken(app: Shell) -> tuple[Layer, ...]:
    """The screens of the mode, lowest first; dialogs are no places."""
    from trusttui.tui.screens.base import SectionScreen

    sections = [screen for screen in app.screen_stack if isinstance(screen, SectionScreen) and screen.is_mounted]
    return tuple(
        Layer(screen.maker() if number else None, state_of(screen))
        for number, screen in enumerate(sections)
        if not number or screen.maker()
    )


def put_back(app: Shell, layers: tuple[Layer, ...]) -> None:
    """Bring back the screens as they were. The mode's own is there already, with nothing over it."""
    for layer in layers:
        screen = layer.make() if layer.make else app._section()
        if screen is None:
            return
        if layer.make:
            app.push_screen(screen)
        # Once it is filled; a screen that is just made is not.
        screen.call_after_refresh(restore, screen, layer.state)


def state_of(screen: SectionScreen) -> State:
    """What a screen shows, and where one is in it."""
    from textual.widgets import DataTable

    fields: dict[str, str] = {}
    rows: dict[str, Any] = {}
    scrolled: dict[str, tuple[float, float]] = {}
    for widget in _body(screen):
        name = _name(widget)
        if isinstance(widget, Input):
            fields[name] = widget.value
        elif isinstance(widget, EntryList):
            rows[name] = widget.entry
        elif isinstance(widget, OptionList):
            rows[name] = widget.highlighted
        elif isinstance(widget, DataTable):
            rows[name] = (getattr(widget, "row_key", ""), widget.cursor_column)
        if widget.scroll_offset:
            scrolled[name] = (widget.scroll_x, widget.scroll_y)
    return State(
        focused=_name(screen.focused) if screen.focused else "",
        reading=screen.has_class(READING),
        fields=fields,
        rows=rows,
        scrolled=scrolled,
        own=screen.own_state(),
    )


def restore(screen: SectionScreen, state: State) -> None:
    """Show again what was shown: what was typed and chosen first, for the lists follow from it; then the rows; and once
    all that is laid out, how far it was scrolled."""
    if not screen.is_attached:
        return
    widgets = {_name(widget): widget for widget in _body(screen)}
    with screen.prevent(Input.Changed):
        for name, value in state.fields.items():
            if isinstance(field := widgets.get(name), Input):
                field.value = value
    screen.take_own_state(state.own)
    screen.set_class(state.reading, READING)
    for name, row in state.rows.items():
        _highlight(widgets.get(name), row)
    screen.restored()
    # A new screen has a first focus of its own under way: this one comes after it.
    screen.call_after_refresh(_settle, screen, widgets, state)


def _highlight(widget: Widget | None, row: Any) -> None:
    from trusttui.tui.widgets.matrix import ValueTable

    if isinstance(widget, EntryList):
        if row is not None:
            widget.go_to(row)
    elif isinstance(widget, OptionList):
        if row is None or row < widget.option_count:
            widget.highlighted = row
    elif isinstance(widget, ValueTable):
        widget.go_to(row[0], min(row[1], len(widget.columns) - 1))


def _settle(screen: SectionScreen, widgets: Mapping[str, Widget], state: State) -> None:
    """Focus and scrolling, once all is filled and laid out."""
    focused = widgets.get(state.focused)
    if focused is not None and focused.focusable:
        focused.focus(scroll_visible=False)
    else:
        screen.focus_main()
    for name, widget in widgets.items():
        x, y = state.scrolled.get(name, (0, 0))
        if (widget.scroll_x, widget.scroll_y) != (x, y):
            # After what the focus and the highlight have set in motion.
            widget.call_after_refresh(widget.scroll_to, x, y, animate=False, force=True)
