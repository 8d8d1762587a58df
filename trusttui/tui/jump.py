"""Jump mode: a letter at each pane, list, field, tab and link in view; typing it goes there.

A widget that has more than one place to go to says so in `jump_spots`. All others that take the focus have one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import ClassVar, Protocol, runtime_checkable

from msgspec import Struct
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import OptionList, Static

from trusttui.tui.commands import JUMP, bindings
from trusttui.tui.dialog import Dialog
from trusttui.tui.screens.base import SectionScreen

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""Those under the fingers first."""


class Spot(Struct, frozen=True):
    """Where a label stands, in cells from the widget's own corner, and what going there does. A spot that has a key
    already is labelled with it."""

    at: tuple[int, int]
    go: Callable[[], object]
    key: str = ""


@runtime_checkable
class Jumps(Protocol):
    """A widget with places of its own to go to."""

    def jump_spots(self) -> Iterable[Spot]:
        """Its places, those out of view too."""


class Target(Struct, frozen=True):
    """A label on the screen."""

    label: str
    at: Offset
    go: Callable[[], object]


def labels(count: int) -> list[str]:
    """So many labels, none of which another one begins with: single letters as long as they last."""
    pairs = max(0, -(-(count - len(LETTERS)) // (len(LETTERS) - 1)))
    single, first = LETTERS[: len(LETTERS) - pairs], LETTERS[len(LETTERS) - pairs :]
    return [*single, *(one + other for one in first for other in LETTERS)][:count]


def targets(screen: SectionScreen) -> list[Target]:
    """What there is to go to in view, from the top."""
    found = [each for widget in screen.query(Widget) if widget.display for each in _in_view(screen, widget)]
    # One that lies in another's corner: the inner one is the more useful.
    places = dict(found)
    free = iter(labels(sum(not spot.key for spot in places.values())))
    return [
        Target(spot.key or next(free), at, spot.go)
        for at, spot in sorted(places.items(), key=lambda item: (item[0].y, item[0].x))
    ]


def _in_view(screen: SectionScreen, widget: Widget) -> Iterator[tuple[Offset, Spot]]:
    if isinstance(widget, Jumps):
        spots = list(widget.jump_spots())
    elif widget.focusable:
        spots = [Spot(_corner(widget), widget.focus)]
    else:
        return
    if not spots or widget not in screen._compositor.visible_widgets:
        return
    region, clip = screen._compositor.visible_widgets[widget]
    seen = region.intersection(clip)
    for spot in spots:
        at = region.offset + spot.at
        if seen.contains_point(at):
            yield at, spot
        elif seen and not isinstance(widget, Jumps):
            # A pane whose corner is scrolled away is in view all the same.
            yield Offset(at.x, seen.y), spot


def _corner(widget: Widget) -> tuple[int, int]:
    """Where a letter hides nothing: in the frame or the margin at the left, its own or that of what it lies in; a list
    without one keeps a column free at its right, for a scrollbar."""
    if widget.gutter.left or not isinstance(widget, OptionList):
        return 0, 0
    around = (each for each in widget.ancestors if isinstance(each, Widget))
    if any(each.gutter.left and each.content_region.x == widget.region.x for each in around):
        return -1, 0
    return widget.outer_size.width - 1, 0


class Label(Static):
    """A letter over the screen."""


class JumpScreen(Dialog[Callable[[], object] | None]):
    """Shows the letters over the screen below, and gives back what the one that is typed does; None for none."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(JUMP)
    AUTO_FOCUS = ""

    def __init__(self, found: Sequence[Target]) -> None:
        super().__init__()
        self._targets = found
        self._typed = ""

    def compose(self) -> ComposeResult:
        for target in self._targets:
            label = Label(Content(target.label))
            label.styles.offset = target.at
            yield label

    def on_key(self, event: events.Key) -> None:
        typed = self._typed + (event.character or "").lower()
        left = [target for target in self._targets if target.label.startswith(typed)] if event.is_printable else []
        if not left:
            return
        event.stop()
        if left[0].label == typed:
            self.dismiss(left[0].go)
        else:
            self._typed = typed
            for label, target in zip(self.query(Label), self._targets, strict=True):
                label.display = target in left

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_click(self) -> None:
        self.dismiss(None)

    def on_resize(self, event: events.Resize) -> None:
        # The letters would stand at what was there before.
        if self.app.size != self._size_at_first and self.is_current:
            self.dismiss(None)

    def on_mount(self) -> None:
        self._size_at_first = self.app.size
