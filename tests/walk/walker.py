"""A walk of random keys, clicks and sizes through all screens: seeded, so that what it finds can be walked again."""

from __future__ import annotations

import asyncio
import random
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tests.tui.seen import is_working
from tests.tui.terminal import Terminal
from trusttui.pack.model import Pack
from trusttui.sources.copies import Copies
from trusttui.sources.results import NotChecked, Reason
from trusttui.tui import browser, commands, running
from trusttui.tui.app import TrustApp
from trusttui.tui.provenance import Provenance
from trusttui.user import write_atomically

SIZES = ((120, 40), (80, 24), (80, 24), (60, 20), (60, 20), (30, 8), (200, 60))
TEXTS = (
    "[ZDR] [/foo] [@click=app.quit]x[/]",
    "retention",
    "soc 2 tpye",
    "Clinic pilot",
    "医療データ 日本語",
    "a\u0301\u200b\u200dzero\u2060width",
    "👩‍👩‍👧 🇩🇪 ✓\ufe0f",
    "\u202eright to left",
    "2024-01",
    "~nobody/x.md",
    "../x.csv",
    "$primary {team} %s \\",
    "'; drop",
    " ",
)
PASTES = (*TEXTS, "/" + "long" * 80 + ".md", "several\nlines\n\tand a tab", "x" * 5_000, "\x1b[31mred\x00")
MOVES = (
    *("up", "down", "left", "right", "enter", "enter", "tab", "shift+tab", "escape", "space", "home", "end"),
    *("pageup", "pagedown", "backspace", "delete", "ctrl+u", "ctrl+w", "ctrl+a", "ctrl+c", "ctrl+p"),
)
LEAVING = ("quit",)
"""Commands that are pressed at the end of a life only."""
MOST_ESCAPES = 12
"""So many keys lead out of anything."""
LIFE = 400
"""Steps after which the program is left by `q` and opened again on what it has kept."""
LOOKED_AT = 0.2
"""How often what stands in the terminal is held against what should."""
SETTLED = 0.3
"""How often a key is followed by a pause in which all is done; the others come at once."""
PATIENCE = 30.0
"""Seconds after which a step counts as stuck."""


@dataclass(frozen=True)
class Step:
    """Something that a user does. `kind` is key, text, paste, click, scroll or size."""

    kind: str
    what: Any

    def __str__(self) -> str:
        return f"{self.kind} {self.what!r}"


class Found(AssertionError):
    """A crash or a dead end, with the steps that led to it."""


def declared() -> list[commands.Command]:
    """All commands that there are, each once."""
    every = {}
    for value in vars(commands).values():
        if isinstance(value, tuple) and value and all(isinstance(each, commands.Command) for each in value):
            every.update({(command.id, command.keys): command for command in value})
    return [command for command in every.values() if command.id not in LEAVING]


@dataclass
class Walk:
    """One walk: what it does follows from its seed, and from whether a field has the focus."""

    seed: int
    pack: Pack
    folder: Path
    """The pack's folder."""
    home: Path
    """A folder for all that is kept and written."""
    keys: list[str] = field(default_factory=list)
    """The keys of commands; those of all commands by default."""
    taken: deque[Step] = field(default_factory=lambda: deque(maxlen=40))
    done: int = 0
    seen: set[str] = field(default_factory=set)
    """The screens that were on top."""

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self.keys = self.keys or [key for command in declared() for key in command.keys.split(",")]

    async def run(self, steps: int, until: float = float("inf")) -> None:
        """Walk so many steps, or until this time of the monotonic clock."""
        while self.done < steps and time.monotonic() < until:
            await self._live(min(LIFE, steps - self.done), until)

    def _app(self) -> TrustApp:
        app = TrustApp(
            self.pack,
            self.folder,
            today=date(2026, 11, 21),
            exports=self.home,
            settings=running._users_settings,
            kept=running._users_kept,
            marks=running._users_marks,
        )
        app.session.show_checks(
            Provenance(
                self.pack,
                checks=self.home / "checks.json",
                copies=lambda: Copies(self.home, write_atomically),
                today="2026-11-21",
                fetcher=_NoNetwork,  # type: ignore[arg-type]
            )
        )
        browser.open_page = _no_browser
        return app

    async def _live(self, steps: int, until: float) -> None:
        app = self._app()
        size = self._random.choice(SIZES)
        self.taken.append(Step("open", size))
        try:
            with pytest.MonkeyPatch.context() as patch:
                self._terminal = Terminal(app, patch)
                await self._lead(app, size, steps, until)
        except Found:
            raise
        except BaseException as error:
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            raise Found(self._told(f"{type(error).__name__}: {error}")) from error

    async def _lead(self, app: TrustApp, size: tuple[int, int], steps: int, until: float) -> None:
        async with app.run_test(size=size, notifications=True) as pilot:
            await self._settle(pilot)
            for _ in range(steps):
                if time.monotonic() > until:
                    return
                self.done += 1
                await self._take(pilot, self._choose(app))
                if _is_over(app):
                    return
                if self.done % 40 == 0:
                    await self._lead_home(pilot)
            await self._lead_out(pilot)

    # --- a step

    def _choose(self, app: App[Any]) -> Step:
        chance = self._random.random()
        if isinstance(app.focused, (Input, TextArea)) and chance < 0.3:
            return Step("text", self._random.choice(TEXTS))
        if chance < 0.62:
            return Step("key", self._random.choice(self.keys))
        if chance < 0.80:
            return Step("key", self._random.choice(MOVES))
        if chance < 0.90:
            return Step("click", (self._random.random(), self._random.random()))
        if chance < 0.95:
            return Step("scroll", (self._random.random(), self._random.random(), self._random.choice((-1, 1))))
        if chance < 0.98:
            return Step("size", self._random.choice(SIZES))
        return Step("paste", self._random.choice(PASTES))

    async def _take(self, pilot: Pilot[None], step: Step) -> None:
        self.taken.append(step)
        app = pilot.app
        if step.kind in ("click", "scroll", "size"):
            # What these do hangs on what is shown where.
            await self._settle(pilot)
        if _is_over(app):
            return
        if step.kind == "key":
            _press(app, step.what)
        elif step.kind == "text":
            for character in step.what:
                _type(app, character)
        elif step.kind == "paste":
            _send(app, events.Paste(step.what))
        elif step.kind == "click":
            place = int(step.what[0] * app.size.width), int(step.what[1] * app.size.height)
            for kind in (events.MouseDown, events.MouseUp):
                _send(app, kind(None, *place, 0, 0, 1, False, False, False, *place))
        elif step.kind == "scroll":
            place = int(step.what[0] * app.size.width), int(step.what[1] * app.size.height)
            kind = events.MouseScrollDown if step.what[2] > 0 else events.MouseScrollUp
            _send(app, kind(None, *place, 0, step.what[2], 0, False, False, False, *place))
        elif step.kind == "size":
            await self._resize(app, step.what)
        if step.kind not in ("key", "text") or self._random.random() < SETTLED:
            await self._settle(pilot)

    async def _resize(self, app: App[Any], size: tuple[int, int]) -> None:
        app._driver._size = size  # type: ignore[union-attr]
        app.post_message(events.Resize(Size(*size), Size(*size)))
        await asyncio.sleep(1 / 60)  # the library waits as long for a further one

    async def _settle(self, pilot: Pilot[None]) -> None:
        """Wait until all that the step has led to has been done."""
        app = pilot.app
        assert isinstance(app, TrustApp)
        try:
            async with asyncio.timeout(PATIENCE):
                await pilot._wait_for_screen()
                while app.is_running and is_working(app):
                    await asyncio.sleep(0)
                await pilot._wait_for_screen()
        except TimeoutError:
            raise Found(self._told("stuck")) from None
        if app.failure or app._exception:
            error = app.failure or app._exception
            raise Found(self._told(f"{type(error).__name__}: {error}")) from error
        if app.is_running and not app._exit:
            self.seen.add(type(app.screen).__name__)
            if self._random.random() < LOOKED_AT:
                await self._terminal.check()

    # --- ways out

    async def _lead_home(self, pilot: Pilot[None]) -> None:
        """From everywhere escape leads out of what is open, and `1` home, where something has the focus."""
        app = pilot.app
        await self._settle(pilot)
        if app.size.width < 40 or app.size.height < 12:
            await self._take(pilot, Step("size", (80, 24)))
        for _ in range(MOST_ESCAPES):
            if _is_over(app):
                return
            if len(app.screen_stack) == 1 and not isinstance(app.focused, (Input, TextArea)):
                break
            before = len(app.screen_stack), app.focused
            await self._calmly(pilot, "escape")
            if not _is_over(app) and len(app.screen_stack) > 1 and before == (len(app.screen_stack), app.focused):
                await self._calmly(pilot, "escape")
                if not _is_over(app) and before == (len(app.screen_stack), app.focused):
                    raise Found(self._told(f"{app.screen} is not left by escape"))
        else:
            raise Found(self._told(f"{MOST_ESCAPES} times escape did not lead out of {app.screen_stack}"))
        if _is_over(app):
            return
        if app.focused is None:
            raise Found(self._told(f"nothing has the focus in {app.screen}"))
        if app.current_mode == "advisor":
            # Digits choose options there: the place before is a key away, and home is the first place of all.
            await self._calmly(pilot, "escape")
        for _ in range(MOST_ESCAPES):
            if app.current_mode != "advisor":
                await self._calmly(pilot, "1")
                break
            await self._calmly(pilot, "escape")
        if _is_over(app):
            return
        if app.current_mode != "home" or len(app.screen_stack) != 1 or app.focused is None:
            raise Found(self._told(f"1 does not lead home: {app.screen_stack}, focus {app.focused}"))

    async def _calmly(self, pilot: Pilot[None], key: str) -> None:
        await self._take(pilot, Step("key", key))
        await self._settle(pilot)

    async def _lead_out(self, pilot: Pilot[None]) -> None:
        await self._lead_home(pilot)
        if not _is_over(pilot.app):
            await self._calmly(pilot, "q")
        async with asyncio.timeout(PATIENCE):
            while pilot.app.is_running and not pilot.app._exit:
                await asyncio.sleep(0.01)

    def _told(self, what: str) -> str:
        steps = "\n".join(f"  {step}" for step in self.taken)
        again = f"python -m tests.walk --seed {self.seed} --steps {self.done + 1} --pack {self.folder}"
        return f"{what}\nafter {self.done} steps of seed {self.seed}; again: {again}\nthe last ones:\n{steps}"


def _is_over(app: App[Any]) -> bool:
    """Whether it has been left, by a key that was typed."""
    return not app.is_running or app._exit


def _press(app: App[Any], key: str) -> None:
    character = key if len(key) == 1 else {"space": " ", "slash": "/", "tab": "\t", "enter": "\r"}.get(key)
    _send(app, events.Key(key, character))


def _type(app: App[Any], character: str) -> None:
    _send(app, events.Key(_character_to_key(character), character))


def _send(app: App[Any], event: events.Event) -> None:
    event.set_sender(app)
    app.post_message(event)


def _no_browser(address: str, environment: Mapping[str, str]) -> str:
    assert address.startswith("https://"), address
    return ""


class _NoNetwork:
    def __init__(self, report: Callable[[Any], None]) -> None:
        del report

    async def fetch(self, url: str, kept: object = None) -> None:
        raise NotChecked(Reason.NO_NETWORK, "no network on a walk")
