"""What every section's screen shares: its frame, the day it shows, and what copy, export and open act on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.getters import app as app_getter
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from trusttui.tui.app import TrustApp
from trusttui.tui.compositor import SparingCompositor
from trusttui.tui.messages import Forms
from trusttui.tui.widgets.chrome import Masthead, SectionBar
from trusttui.tui.widgets.entries import EntryList
from trusttui.tui.widgets.ground import Column, Ground
from trusttui.tui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from textual.timer import Timer

    from trusttui.link import Link
    from trusttui.pack.view import View

SMALLEST = (40, 12)
"""Below this many columns and lines nothing readable fits."""
PAINTED_WITHIN = 1 / 250
"""Seconds until what has changed is painted. The library waits for up to a sixtieth of a second after each frame, and
the first frame of a key is the letter that was typed: what that finds would come after the next one."""
HUGE = 180
"""From this many columns on, what stands under something else stands beside it."""


class SectionScreen(Ground, Screen[None]):
    """A section. Subclasses compose their body and refill it in `view_changed`."""

    app = app_getter(TrustApp)
    SECTION: ClassVar[str] = ""
    HAS_ENTRIES: ClassVar[bool] = True
    """Whether there is ever something to copy, export and open here."""
    MARKS_ENTRIES: ClassVar[bool] = True
    """Whether that is an entry of the pack, to be marked and noted on."""
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-medium"), (100, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self) -> None:
        super().__init__()
        self._compositor: SparingCompositor = SparingCompositor()
        self._shown: object = None
        self._just_styled: bool | None = None
        """Whether the library is about to style the screen again for being shown, for the first time."""
        self._had_focus: Widget | None = None
        self._marks_shown = -1
        self._checks_shown = 0
        self._painter: Timer | None = None

    @property
    def _update_timer(self) -> Timer:
        if self._painter is None:
            self._painter = self.set_interval(PAINTED_WITHIN, self._on_timer_update, name="screen_update", pause=True)
        return self._painter

    @property
    def view(self) -> View:
        return self.app.session.view

    def compose(self) -> ComposeResult:
        # A class that comes later has the whole screen styled again.
        self.fit(update=False)
        yield Masthead(self.app.session)
        yield SectionBar(self.SECTION)
        with Column(id="body"):
            yield from self.compose_body()
        yield KeyBar()

    def compose_body(self) -> ComposeResult:
        """The section's own widgets."""
        raise NotImplementedError

    def view_changed(self) -> None:
        """Fill everything from `self.view`."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self.bring_up_to_date()

    def on_screen_resume(self) -> None:
        if self._just_styled is None:
            self._just_styled = True
        self.bring_up_to_date()
        if self.is_mounted:
            # What had the focus may have been hidden under a dialog.
            self.call_after_refresh(self._focus_again)
        if self.is_mounted and self.app.marks and self._marks_shown != self.app.marks.version:
            self.mark_anew()

    @property
    def filled_from(self) -> object:
        """What `view_changed` fills the screen from; another object where that says something else."""
        return self.view

    def bring_up_to_date(self) -> None:
        """Refill the screen if the day has changed since it was filled, or the checks of the sources have."""
        checks = self.app.session.checks_version()
        if self.is_mounted and (self._shown is not self.filled_from or self._checks_shown != checks):
            self._shown, self._checks_shown = self.filled_from, checks
            self.query_one(Masthead).refresh()
            self.view_changed()
            self.call_after_refresh(self._focus_again)

    def watch_focused(self, focused: Widget | None) -> None:
        """What is hidden, emptied or taken away loses the focus: keys would be for nothing then."""
        if focused is None and self.is_mounted:
            self.call_after_refresh(self._focus_again)

    def _focus_again(self) -> None:
        if self.is_active and self.focused is None and not self.has_class("-too-small"):
            self.focus_main()

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        self.fit()
        small = width < SMALLEST[0] or height < SMALLEST[1]
        if small and not self.has_class("-too-small"):
            self._had_focus = self.focused
        elif not small and self.has_class("-too-small"):
            self.call_after_refresh(self._give_focus_back)
        self.set_class(small, "-too-small")
        if small and not self.query("#too-small"):
            self.mount(Static("The terminal is too small: 40x12 at least.", id="too-small", markup=False))

    def fit(self, update: bool = True) -> None:
        """Say in classes how much room there is."""
        width, height = self.app.size
        fitting = self._get_breakpoint_classes(width, self.HORIZONTAL_BREAKPOINTS)
        classes = {name: name in fitting for _, name in self.HORIZONTAL_BREAKPOINTS}
        classes |= {"-huge": width >= HUGE, "-airy": self.app.is_airy(width, height)}
        self.update_classes(classes, update=update)

    def update_node_styles(self, animate: bool = True) -> None:
        """Style the screen and all in it again."""
        if self._just_styled:
            self._just_styled = False
        else:
            super().update_node_styles(animate)

    def _compositor_refresh(self) -> None:
        if self.app._batch_count:
            # Nothing is shown yet: the library would draw it all, and throw it away.
            self._repaint_required = True
            return
        if self.app.painted is not self:
            self._compositor.forget()
        super()._compositor_refresh()

    def density_changed(self) -> None:
        """Fill anew what the density is drawn into; the rest is styles."""
        for entries in self.query(EntryList):
            entries.rewrap()

    def _give_focus_back(self) -> None:
        """What was hidden in a terminal that was too small lost the focus with it."""
        widget, self._had_focus = self._had_focus, None
        if widget and widget.is_attached and widget.focusable:
            self.set_focus(widget)
        elif self.focused is None:
            self.focus_main()

    @property
    def entry(self) -> str | None:
        """What copy, export and open-source act on: an entry's id."""
        return None

    def welcome(self) -> None:
        """Say what this is and how to move."""

    def kept_anew(self) -> None:
        """What is kept of the advisor's answers, or under which name, is another than it was."""

    def mark_anew(self) -> None:
        """What the user marked, noted or read is another than it was: lists, tables and readers show it."""
        self._marks_shown = self.app.marks.version if self.app.marks else -1
        # By their names: the first frame has lists alone, and loads no more for this.
        for shown in self.query("EntryList, ValueTable, Reader"):
            shown.mark_anew()  # type: ignore[attr-defined]

    def stay_on(self, entry: str | None, reader: Widget) -> None:
        """An entry was gone to, and a reader shows it: it counts as read if one stays there for a moment."""
        if entry:
            self.app.marking.stays(entry, lambda: self.is_current and self.entry == entry and bool(reader.region.area))

    @property
    def terms(self) -> list[str]:
        """The terms of the glossary that stand in the text that is read here, by id."""
        texts = (text for text in self.query("DocumentText") if text.region.area)
        return [term for text in texts for term in text.terms]  # type: ignore[attr-defined]

    def open(self, entry: str) -> None:
        """Bring an entry of this section to the front."""

    def go_back(self) -> bool:
        """Undo one step inside the screen (leave a field, close a pane); False where there is none."""
        if isinstance(self.focused, Input):
            self.focus_main()
            return True
        return False

    def follow(self, link: Link) -> None:
        """Show what a link to this section asks for beyond an entry."""
        if link.words and not link.entry:
            for field in self.query("#query").results(Input):
                field.value = link.words

    def link(self) -> Link:
        """The link that leads here."""
        from trusttui.link import Link, section_of

        day = "" if self.view.is_present else self.view.as_of
        words = "".join(field.value for field in self.query("#query").results(Input)).strip()
        if self.SECTION == "advisor" and self.app.has_progress and self.app.keeping.keeper.name:
            return Link(section="advisor", assessment=self.app.keeping.keeper.name, as_of=day)
        entry = self.entry if self.HAS_ENTRIES and not words else None
        # Home and the search show entries of other sections: there the entry's own place is meant.
        section = section_of(entry) if entry else self.SECTION or "home"
        return Link(section=section, entry=entry or "", words=words, as_of=day)

    # --- how it is left, and found again

    def own_state(self) -> dict[str, Any]:
        """What there is to come back to beyond fields, rows, scrolling and the focus."""
        return {}

    def take_own_state(self, state: Mapping[str, Any]) -> None:
        """Show that again; what was typed is in the fields already, and the lists are to be filled from both."""

    def restored(self) -> None:
        """The rows have their highlights again."""

    def maker(self) -> Callable[[], SectionScreen] | None:
        """What makes this screen again, where it lies over that of its mode."""
        return None

    def focus_main(self) -> None:
        """Put the focus where the section's work is done."""

    def export_forms(self) -> tuple[str, Forms] | None:
        """The stem of a file's name, and for each suffix what the file would hold; None where there is nothing."""
        written = self.export_text()
        return (written[0], {".md": lambda: written[1]}) if written else None

    def export_text(self) -> tuple[str, str] | None:
        """A file name stem and a Markdown text; None where there is nothing to write."""
        if self.entry is None:
            return None
        from trusttui.report.copy import entry_markdown

        return self.entry.replace("/", "-"), entry_markdown(self.view, self.entry)

    @property
    def chosen_link(self) -> str:
        """What the highlighted link leads to, while the links have the focus; empty else."""
        link = getattr(self.focused, "link", None)
        return link.target if link else ""

    @property
    def source(self) -> str | None:
        """The source that is meant: of the link that is chosen, else the newest that the entry rests on."""
        for meant in (self.chosen_link, self.entry or ""):
            if meant.startswith("sources/"):
                return meant.partition("/")[2]
        from trusttui.tui.document import sources_of

        entry = self.entry or self.chosen_link
        return next(iter(sources_of(self.view, entry)), None) if entry else None

    def open_original(self) -> None:
        """What the entry cites, marked in the documents, beside our own words; only from the source that is chosen
        among its links, where one is."""
        provenance = self.app.session.provenance
        link = self.chosen_link if not self.chosen_link.startswith("https:") else ""
        entry = self.entry or link
        if not entry or provenance is None:
            self.notify("Nothing is selected that cites a document.", severity="warning", markup=False)
            return
        from trusttui.tui.screens.original import OriginalScreen

        provenance.look()
        folder, _, source = link.partition("/")
        only = source if folder == "sources" and entry != link else ""
        self.app.push_screen(OriginalScreen(provenance, self.view, entry, only))

    def copy_text(self) -> str | None:
        """Plain text with its citations; None where there is nothing to copy."""
        if self.entry is None:
            return None
        from trusttui.report.copy import entry_text

        return entry_text(self.view, self.entry)
