"""What carries the screens: their modes and history, what they share, and how the program ends."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import App
from textual.driver import Driver
from textual.events import Event
from textual.scrollbar import ScrollBar
from textual.worker import WorkerFailed

from trusttui.tui.history import History
from trusttui.tui.keystrokes import Keystrokes
from trusttui.tui.messages import EndRequested, GoToSection, OpenEntry
from trusttui.tui.modes import MODE_OF, MODES
from trusttui.tui.session import Session
from trusttui.tui.widgets.scrollbar import Bar

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.screen import Screen

    from trusttui.assessments import Stored
    from trusttui.front import Front
    from trusttui.link import Link
    from trusttui.marks import Marks
    from trusttui.pack.model import Pack
    from trusttui.settings import Settings
    from trusttui.tui.assessment import Progress
    from trusttui.tui.keeper import Offer
    from trusttui.tui.keeping import Keeping
    from trusttui.tui.screens.base import SectionScreen
    from trusttui.tui.snapshot import Layer

AHEAD_AFTER = 1.5
"""Seconds from the first frame until what the sections need is loaded."""
MADE = 0.01
"""Seconds until a screen is painted that was shown before."""
_SECTIONS_STYLES = Path(__file__).with_name("sections.tcss")


class Place:
    """Where the reader is: a mode, and the entry shown there."""

    def __init__(self, mode: str, entry: str | None = None) -> None:
        self.mode = mode
        self.entry = entry
        self.left: tuple[Layer, ...] = ()
        """How it was left, once it has been."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place) and (self.mode, self.entry) == (other.mode, other.entry)


class Shell(App[None]):
    """Reads one pack. Everything that a screen needs of the world comes in by the constructor."""

    TITLE = "trusttui"
    CSS_PATH = "styles.tcss"
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = []
    MODES: ClassVar[dict[str, Any]] = MODES
    DEFAULT_MODE = "home"

    def __init__(
        self,
        pack: Pack | Callable[[], Pack],
        folder: Path,
        *,
        as_of: str | None = None,
        today: date,
        front: Front | None = None,
        exports: Path | None = None,
        settings: Callable[[], Settings] | None = None,
        kept: Callable[[], Path] | None = None,
        marks: Callable[[str], Marks] | None = None,
    ) -> None:
        super().__init__()
        # There is no other way to have the bars of all widgets painted so.
        ScrollBar.renderer = Bar
        self.session = Session(pack, folder, as_of, today, front)
        self.history: History[Place] = History()
        self._keystrokes = Keystrokes(self)
        self.exports = exports or Path.cwd()
        self._load_settings = settings
        self._settings: Settings | None = None
        self._to_mode = ""
        """The mode that is about to be shown."""
        self._is_warm = False
        self._progress: Progress | None = None
        self._keeping: Keeping | None = None
        self._kept_in = kept
        self._load_marks = marks
        self.marks: Marks | None = None
        """What the user marked, noted and read; None until it has been looked for."""
        self.offer: Offer | None = None
        """What was kept last; None until it has been looked for."""
        self.offer_is_old = True
        self.checks_words = ""
        """When the sources were last checked; empty until it has been looked for."""
        self.start: Link | None = None
        """The place to open, in place of Home."""
        self.start_with: Stored | None = None
        """The assessment to go on with."""
        self.once_shown: Callable[[], None] | None = None
        """What else there is to do once the first frame is out."""
        self.once_read: Callable[[], None] | None = None
        """And once the pack and its index have been read, beside the interface."""
        self.painted: Screen[Any] | None = None
        """The screen that stands in the terminal; None where another may."""
        self.failure: BaseException | None = None
        """The fault of the program itself that ended it."""

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        known = self._has_sections_styles or getattr(screen, "SECTION", "") == self.DEFAULT_MODE
        if known and screen._css_update_count < 0:
            # It is new, and has just been styled: the library would parse everything again to be sure.
            screen._css_update_count = self._css_update_count
        elif not known:
            self._read_sections_styles()
        super()._load_screen_css(screen)

    def _read_sections_styles(self) -> None:
        """The styles that the first frame does without. The library would parse all others again for them."""
        if not self._has_sections_styles:
            self.stylesheet.read(_SECTIONS_STYLES)

    @property
    def _has_sections_styles(self) -> bool:
        return self.stylesheet.has_source(str(_SECTIONS_STYLES))

    async def on_event(self, event: Event) -> None:
        if not self._keystrokes.hold(event):
            await super().on_event(event)

    @property
    def has_progress(self) -> bool:
        """Whether the advisor has been opened at all; asking does not load it."""
        return self._progress is not None

    @property
    def progress(self) -> Progress:
        """The answers given to the advisor so far."""
        if self._progress is None:
            from trusttui.tui.assessment import Progress

            self._progress = Progress(lambda: self.session.view)
        return self._progress

    @property
    def keeping(self) -> Keeping:
        """Where the answers are kept."""
        if self._keeping is None:
            from trusttui.tui.keeping import Keeping

            self._keeping = Keeping(self, self._kept_in() if self._kept_in else None)
        return self._keeping

    @property
    def settings(self) -> Settings:
        """What the user chose in earlier runs, read when it is first asked for; a file that is no good is told of."""
        if self._settings is None:
            from trusttui.settings import Settings

            self._settings = self._load_settings() if self._load_settings else Settings()
            if self._settings.notice:
                self.notify(self._settings.notice, severity="warning", timeout=12, markup=False)
        return self._settings

    def on_mount(self) -> None:
        self.history.visit(Place("home"))
        if self.start:
            self._read_sections_styles()
            self.follow(self.start, self.start_with)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        super()._display(screen, renderable)
        if renderable is not None:
            # In a batch the library throws away what was painted.
            self.painted = None if self._batch_count else screen
        if renderable is not None and self._running and not (self._is_warm or self._batch_count):
            # Not before: even what runs beside the interface would take its time away from the first frame.
            self._is_warm = True
            self.call_later(self._warm_up)

    def _warm_up(self) -> None:
        """What the first key will need, once the first frame is out, and what can be off the interface's thread."""
        if self.once_shown:
            self.once_shown()
        self._read_sections_styles()
        # A large pack and its index take a while: whoever leaves meanwhile does not wait for them.
        Thread(target=self._read_on, daemon=True).start()
        self.look_for_kept()
        if not self.is_headless:
            self.set_timer(AHEAD_AFTER, self._load_ahead)

    def _load_ahead(self) -> None:
        from trusttui.tui.ahead import load

        load()

    def _read_on(self) -> None:
        """Read the pack, where only its front page was read so far, and its index. Whatever hinders it ends the
        program, but for an index that cannot be read or kept; `running` says what it was."""
        try:
            same = self.session.hold_front()
            if not same and self.is_running:
                self.call_from_thread(self._front_is_another)
            with suppress(OSError):
                _ = self.session.index
            if self.once_read:
                self.once_read()
        except Exception as error:
            # Whoever has left already does not hear of it.
            if self.is_running:
                self.call_from_thread(self._not_read, error)

    def _not_read(self, error: Exception) -> None:
        """End the program: where it was the pack with status 2, for the session remembers why, else as after any other
        fault of the program itself."""
        # Another thread may have tried since, and have met an error of its own.
        if self.session.unreadable:
            self.exit(None, 2)
        else:
            self._handle_exception(error)

    def _front_is_another(self) -> None:
        """One of the many files of a large pack was changed since its front page was kept."""
        screen = self._section()
        if screen:
            screen.bring_up_to_date()
        self.notify("The pack was changed since it was last opened. This is what it says now.", markup=False)

    def beside(self, work: Callable[[], object], group: str = "default") -> None:
        """Do something on a thread of its own. A fault in it ends the program like any other one; whoever has left
        already does not hear of it."""

        def watched() -> None:
            try:
                work()
            except Exception as error:
                self.fail(error)

        self.run_worker(watched, thread=True, group=group, exit_on_error=False)

    def fail(self, error: Exception) -> None:
        """End the program after a fault of its own, or of the pack that it was about to read; from any thread."""
        if self.is_running:
            self.call_later(self._not_read, error)

    def look_for_kept(self) -> None:
        """Find what was kept last, on a thread of its own; Home is told when there is something new."""
        if self._is_warm and self.offer_is_old and self._kept_in:
            self.offer_is_old = False
            self.beside(self._look_for_kept)

    def _look_for_kept(self) -> None:
        from trusttui.tui.keeper import Keeper

        folder = self._kept_in() if self._kept_in else None
        offer = Keeper(self.session.pack, folder, self.session.today).offer()
        if self.is_running:
            self.call_from_thread(self._offered, offer)

    def _offered(self, offer: Offer | None) -> None:
        self.offer = offer
        self.kept_anew()

    def kept_anew(self) -> None:
        """Tell the screen that what is kept, or under which name, is another than it was."""
        screen = self._section()
        if screen:
            screen.kept_anew()

    # --- moving

    def go(self, mode: str, entry: str | None = None) -> None:
        """Show a mode, and an entry in it."""
        self._leave_place()
        self.history.visit(Place(mode, entry))
        self._show_mode(mode)
        if entry:
            self.call_after_refresh(self._open_in_screen, entry)
        else:
            self.call_after_refresh(self._focus_screen)

    def _show_mode(self, mode: str) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if self.current_mode != mode:
            self._to_mode = mode
            self.switch_mode(mode)

    def delay_update(self, delay: float = 0.05) -> None:
        """What the library masks while it switches: a screen that was shown before needs no time to be made."""
        made = self._to_mode in self._screen_stacks and self._screen_stacks[self._to_mode][0].is_mounted
        super().delay_update(MADE if made else delay)

    def _leave_place(self) -> None:
        """Note how the current place is left, to come back to it."""
        from trusttui.tui.snapshot import taken

        if place := self.history.current:
            place.left = taken(self)

    def follow(self, link: Link, stored: Stored | None = None) -> None:
        """Go where a link of this day leads."""
        if stored:
            self.keeping.resume(stored)
            return
        self.go(link.section, link.entry or None)
        self.call_after_refresh(self._follow_in_screen, link)

    def _follow_in_screen(self, link: Link) -> None:
        screen = self._section()
        if screen and not screen.is_mounted:
            self.call_after_refresh(self._follow_in_screen, link)
        elif screen:
            screen.follow(link)

    def remember(self, entry: str) -> None:
        """Note in the history that an entry of the current mode is about to be read."""
        self._leave_place()
        self.history.visit(Place(self.current_mode, entry))

    def _open_in_screen(self, entry: str) -> None:
        screen = self._section()
        if screen and not screen.is_mounted:
            self.call_after_refresh(self._open_in_screen, entry)
        elif screen:
            screen.open(entry)

    def _focus_screen(self) -> None:
        screen = self._section()
        if screen and not screen.is_mounted:
            self.call_after_refresh(self._focus_screen)
        elif screen and screen.focused is None:
            screen.focus_main()

    def _section(self) -> SectionScreen | None:
        from trusttui.tui.screens.base import SectionScreen

        return self.screen if isinstance(self.screen, SectionScreen) else None

    @on(OpenEntry)
    def _open_entry(self, message: OpenEntry) -> None:
        self.open_entry(message.target)

    def open_entry(self, target: str) -> None:
        """Open an entry wherever it lives."""
        mode = MODE_OF.get(target.partition("/")[0])
        if mode:
            self.go(mode, target)

    @on(GoToSection)
    def _go_to_section(self, message: GoToSection) -> None:
        self.go(message.section)

    def action_go(self, mode: str) -> None:
        self.go(mode)

    def action_search(self) -> None:
        self.go("search")

    def action_leave(self) -> None:
        screen = self._section()
        if screen and screen.go_back():
            return
        if len(self.screen_stack) > 1:
            self.pop_screen()
            return
        # What was typed here before is not come back to: one wants to leave.
        self._leave_place()
        self._show_place(self.history.back_to(lambda place: place.mode != self.current_mode))

    def action_history(self, step: int) -> None:
        self._leave_place()
        self._show_place(self.history.back() if step < 0 else self.history.forward())

    def _show_place(self, place: Place | None) -> None:
        if place:
            from trusttui.tui.snapshot import put_back

            self._show_mode(place.mode)
            self.call_after_refresh(put_back, self, place.left)

    @on(Driver.SignalResume)
    def _back_from_the_shell(self) -> None:
        """The terminal has forgotten what was on its screen; without this only what changes would be painted."""
        self.call_after_refresh(self._paint_all)

    def _paint_all(self) -> None:
        for screen in self.screen_stack:
            self._display(screen, screen._compositor.render_update(full=True))

    @on(EndRequested)
    def _end_requested(self, message: EndRequested) -> None:
        self.exit(return_code=message.status)

    def _handle_exception(self, error: Exception) -> None:
        # What failed beside the interface comes in a wrapper that says nothing of it.
        self.failure = self.failure or (error.error if isinstance(error, WorkerFailed) else error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Leave after a fault. The library's traceback, with the values of variables, is shown nowhere: they may be the
        user's. `running` says what there is to say."""
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        self._return_code = 1
        self._close_messages_no_wait()
