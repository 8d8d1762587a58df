"""Ending from outside: a signal, or a terminal that is gone. What was answered is kept, the screen restored, and no
process stays, whatever the interface is doing at the time."""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

PATIENCE = 2.0
"""Seconds that the interface has to leave in order."""
_RESTORE = (
    b"\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?2048l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""What the interface writes when it leaves."""


class Ending:
    """Watches for the end. `keep` writes what is not written yet, `leave` asks the interface to go; both run beside the
    interface, in a thread."""

    def __init__(self, leave: Callable[[int], None], keep: Callable[[], object]) -> None:
        self.signal = 0
        """The signal that ended the program; 0 for none."""
        self._leave = leave
        self._keep = keep
        self._gone = threading.Event()
        self._attributes: list[Any] | None = None

    def watch(self) -> None:
        """From now on. To be called in the main thread, before the terminal is changed."""
        self._attributes = _attributes()
        for name in ("SIGTERM", "SIGHUP", "SIGINT"):
            number = getattr(signal, name, None)
            # A signal that is ignored from the start (nohup) stays so.
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                # Not the loop's own handlers: these wait for a loop that may be waiting for a dead terminal.
                signal.signal(number, self._signalled)

    def watch_terminal(self) -> None:
        """Watch whether it is still there, too. A thread; to be started when there is time."""
        if hasattr(select, "poll"):
            threading.Thread(target=self._wait_for_hang_up, name="hang-up", daemon=True).start()

    def over(self) -> None:
        """The interface has left."""
        self._gone.set()

    def _signalled(self, number: int, frame: FrameType | None) -> None:
        self.end(number)

    def end(self, number: int) -> None:
        """End, as this signal says; once."""
        if not self.signal:
            self.signal = number
            threading.Thread(target=self._end, name="ending", daemon=True).start()

    def _end(self) -> None:
        with suppress(Exception):
            self._keep()
        with suppress(Exception):
            self._leave(128 + self.signal)
        if not self._gone.wait(PATIENCE):
            self._restore()
            os._exit(128 + self.signal)

    def _restore(self) -> None:
        """Put the terminal back by hand; the interface could not."""
        with suppress(Exception):
            import termios

            if self._attributes is not None:
                termios.tcsetattr(0, termios.TCSANOW, self._attributes)
        # A terminal that takes nothing more must not hold the program.
        writer = threading.Thread(target=_write, args=(_RESTORE,), daemon=True)
        writer.start()
        writer.join(0.5)

    def _wait_for_hang_up(self) -> None:
        """Sleep until the terminal is gone: where SIGHUP is ignored or goes to another process, nothing else tells."""
        poll = select.poll()
        with suppress(OSError, ValueError):
            poll.register(0, 0)
            while not self._gone.is_set():
                found = poll.poll(60_000)
                if any(event & select.POLLNVAL for _, event in found):
                    return
                if any(event & (select.POLLHUP | select.POLLERR) for _, event in found):
                    self.end(getattr(signal, "SIGHUP", signal.SIGTERM))
                    return


def _attributes() -> list[Any] | None:
    with suppress(Exception):
        import termios

        return termios.tcgetattr(sys.__stdin__.fileno() if sys.__stdin__ else 0)
    return None


def _write(data: bytes) -> None:
    with suppress(OSError):
        os.write(2, data)
