"""Keys, clicks and pastes one after the other: none is worked on before what the one before it led to is there.

The library hands a key on at once. What a key does takes longer: it bubbles up, moves through messages, and mounts
screens; a second key that comes meanwhile would act on the screen that is about to go, or on another question than the
one that its user saw.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from textual.app import App, ScreenStackError
from textual.events import Event, Key, MouseDown, MouseScrollDown, MouseScrollUp, MouseUp, Paste
from textual.message_pump import MessagePump
from textual.screen import Screen

PATIENCE = 5.0
"""Seconds that a key is held at most; what takes longer than this may be waiting for a key."""
_LOOK = 0.05
"""Seconds after which it is looked whether what is waited for has gone."""
LEAVING = ("quit", "suspend")
"""The commands that work where nothing else can be seen."""
_DONE = (Key, Paste, MouseDown, MouseUp, MouseScrollDown, MouseScrollUp)
"""What a user does on purpose; the mouse that only moves waits for nothing."""
_ROUNDS = 3
"""A key asks a widget, which asks its screen, which asks the program: so often a message is answered by another."""


class Keystrokes:
    """What waits while something is being worked on."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._waiting: deque[Event] = deque()
        self._released: Event | None = None
        self._working: asyncio.Task[None] | None = None

    def hold(self, event: Event) -> bool:
        """Whether this has to wait, or is for nothing that can be seen; if not, what comes after it has to wait."""
        if not isinstance(event, _DONE) or event.is_forwarded:
            return False
        if event is self._released:
            self._released = None
        elif self._working is not None:
            self._waiting.append(event)
            return True
        try:
            shown, for_nothing = self._app.screen, self._is_for_nothing(event)
        except ScreenStackError:
            return True  # the program is leaving
        if for_nothing:
            self._next()
        else:
            self._working = asyncio.create_task(self._work(shown), name="keystrokes")
        return for_nothing

    def _is_for_nothing(self, event: Event) -> bool:
        if isinstance(event, MouseDown):
            # What has been taken away may still be painted: the library looks for its parent, which it has not.
            widget, _ = self._app.screen.get_widget_and_offset_at(event.x, event.y)
            return widget is not None and widget.parent is None and not isinstance(widget, Screen)
        return isinstance(event, Key) and self._is_blind(event)

    def _is_blind(self, key: Key) -> bool:
        """Where the terminal is too small to show anything, a key only leaves."""
        screen = self._app.screen
        if not screen.has_class("-too-small"):
            return False
        bound = screen.active_bindings.get(key.key)
        return bound is None or bound.binding.id not in LEAVING

    async def _work(self, shown: Screen[Any]) -> None:
        try:
            with suppress(TimeoutError, ScreenStackError):
                async with asyncio.timeout(PATIENCE):
                    await self._settled(shown)
        finally:
            self._next()

    def _next(self) -> None:
        self._working = None
        if self._waiting:
            self._released = self._waiting.popleft()
            if not self._app.post_message(self._released):
                self._released = None

    async def _settled(self, shown: Screen[Any]) -> None:
        """Wait until the last key, which came on this screen, and what it led to, has been worked on."""
        await self._bubbled()
        while shown is not self._app.screen:
            shown = self._app.screen
            while shown is self._app.screen and not shown.is_mounted:
                await asyncio.sleep(0)
            # The focus of a screen comes with its first frame.
            await _done(self._app.call_after_refresh, shown)
            await self._bubbled()

    async def _bubbled(self) -> None:
        """Wait until all that waits on the way from the focus up to the program has been worked on."""
        for _ in range(_ROUNDS):
            await _done(self._app.call_later, self._app)
            start = self._app.focused or self._app.screen
            for node in start.ancestors_with_self:
                await _done(node.call_later, node)


async def _done(call: Callable[[Callable[[], object]], bool], node: MessagePump) -> None:
    """Wait until what waits for this node now has been worked on; what is being removed works on nothing more."""
    done = asyncio.Event()
    if call(done.set):
        while node.is_running and not done.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), _LOOK)
