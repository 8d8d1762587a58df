"""What is asked over a screen."""

from __future__ import annotations

from textual import events
from textual.await_complete import AwaitComplete
from textual.containers import Vertical
from textual.geometry import Region, Size
from textual.layout import ArrangeResult
from textual.layouts.vertical import VerticalLayout
from textual.screen import ModalScreen, ScreenResultType
from textual.widget import Widget
from textual.widgets import OptionList, TextArea

LOW = 20
"""In fewer lines a dialog has no margins."""
_LEAST = 2
"""Lines that what gives way keeps."""


class Fitted(VerticalLayout):
    """From top to bottom; where that is more than there is room for, lists and texts that scroll by themselves give
    way, so that what stands under them is seen."""

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        placed = super().arrange(parent, children, size, greedy)
        # Without a height it is asked how much room there should be.
        excess = max((each.region.bottom + each.margin.bottom for each in placed), default=0) - size.height
        if not size.height or excess <= 0:
            return placed
        moved = 0
        for number, each in enumerate(placed):
            x, y, width, height = each.region
            less = 0
            if isinstance(each.widget, (OptionList, TextArea)):
                less = max(0, min(excess - moved, height - _LEAST))
            placed[number] = each._replace(region=Region(x, y - moved, width, height - less))
            moved += less
        return placed


class Dialog(ModalScreen[ScreenResultType]):
    """Gives its result once: a second click that comes while it closes would take away the screen below.

    What is said in `#problem`, and the line on how to accept, are at the end: it stays in view.
    """

    VERTICAL_BREAKPOINTS = [(0, "-low"), (LOW, "-high")]

    def on_mount(self) -> None:
        for dialog in self.query(".dialog").results(Vertical):
            # Its property takes the library's own alone.
            dialog.styles.inline.set_rule("layout", Fitted())
            self.watch(dialog, "virtual_size", self._show_end)

    def on_resize(self, event: events.Resize) -> None:
        self._show_end()

    def _show_end(self) -> None:
        self.call_after_refresh(self._scroll)

    def _scroll(self) -> None:
        for dialog in self.query(".dialog").results(Vertical):
            dialog.scroll_end(animate=False)

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        return super().dismiss(result) if self.is_active else AwaitComplete.nothing()  # type: ignore[no-untyped-call]
