"""A program in a real pseudo-terminal, for tests of the whole of it."""

from __future__ import annotations

import base64
import os
import re
import signal
import sys
import termios
import time
from pathlib import Path

import pexpect
import pyte

LEAVE_ALTERNATE_SCREEN = b"\x1b[?1049l"


class Terminal:
    """A program in a pseudo-terminal of its own, with the cache of all tests, and the screen that a user would see."""

    def __init__(
        self,
        home: Path,
        columns: int,
        lines: int,
        *arguments: str,
        program: tuple[str, ...] = ("-m", "trusttui"),
        **environment: str,
    ) -> None:
        env = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "TRUSTTUI_CACHE_HOME": os.environ["TRUSTTUI_CACHE_HOME"],
            **environment,
        }
        self.child = pexpect.spawn(
            sys.executable, [*program, *arguments], env=env, dimensions=(lines, columns), timeout=20
        )
        self.attributes = termios.tcgetattr(self.child.fileno())
        """Those that the terminal had before the program changed them."""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self.output = b""

    def read(self, seconds: float) -> None:
        """Take what the program writes within some seconds."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                data = self.child.read_nonblocking(65536, timeout=0.05)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                return
            self.output += data
            self._stream.feed(data)

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    def frames(self) -> list[tuple[int, int, int, int]]:
        """The frames that are whole: first and last column, first and last line, each cell of their sides in place."""
        cells = self._screen.buffer

        def is_side(column: int, first: int, last: int) -> bool:
            return all(cells[line][column].data in "│▐▌▂▃▄▅▆▇█▁" for line in range(first + 1, last))

        found = []
        for top, line in enumerate(self._screen.display):
            for left in range(self._screen.columns) if "╭" in line else ():
                if cells[top][left].data != "╭":
                    continue
                right = next((n for n in range(left, self._screen.columns) if cells[top][n].data == "╮"), left)
                ends = (n for n in range(top, self._screen.lines) if cells[n][left].data == "╰")
                bottom = next(ends, top)
                if is_side(left, top, bottom) and is_side(right, top, bottom) and cells[bottom][right].data == "╯":
                    found.append((left, right, top, bottom))
        return found

    def edges(self) -> set[tuple[int, int]]:
        """The cells, by column and line, of what divides the screen."""
        cells = self._screen.buffer
        every = ((column, line) for line in range(self._screen.lines) for column in range(self._screen.columns))
        return {(column, line) for column, line in every if cells[line][column].data in ("▏", "│")}

    def wait_for(self, words: str, seconds: float = 15) -> None:
        end = time.monotonic() + seconds
        while words not in self.text:
            assert time.monotonic() < end, f"{words!r} never came:\n{self.text}"
            self.read(0.03)

    def wait_until_gone(self, words: str, seconds: float = 15) -> None:
        end = time.monotonic() + seconds
        while words in self.text:
            assert time.monotonic() < end, f"{words!r} is still there:\n{self.text}"
            self.read(0.03)

    def type(self, keys: str) -> None:
        """Press keys, and do not wait for what they do."""
        self.child.send(keys)

    def press(self, keys: str) -> None:
        self.child.send(keys)
        self.read(0.3)

    def end(self) -> int | None:
        """Wait for the program to end; its exit status."""
        self.read(1)
        self.child.expect(pexpect.EOF)
        self.output += self.child.before or b""
        self.child.close()
        status: int | None = self.child.exitstatus
        return status

    def wait_for_end(self, seconds: float = 10) -> int | None:
        """Read until the program has ended; its exit status, None where a signal killed it."""
        end = time.monotonic() + seconds
        while self.child.isalive():
            assert time.monotonic() < end, f"it does not end:\n{self.text}"
            self.read(0.1)
        self.read(0.2)
        if self.child.signalstatus:
            return None
        status: int | None = self.child.exitstatus
        return status

    def leave(self) -> None:
        """Quit; the program has to end well, and leave the terminal as it was."""
        self.type("q")
        assert self.wait_for_end() == 0
        assert self.is_restored

    @property
    def copied(self) -> str:
        """What was sent to the terminal's clipboard last."""
        sent = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", self.output)
        return base64.b64decode(sent[-1]).decode() if sent else ""

    def forget(self) -> None:
        """Take nothing of what was shown for shown any more."""
        self._screen.reset()

    @property
    def said(self) -> str:
        """What was written after the screens were left."""
        return self.output.rpartition(LEAVE_ALTERNATE_SCREEN)[2].decode("utf-8", "replace")

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size; the program is told as by a real one."""
        self.child.setwinsize(lines, columns)
        self._screen.resize(lines, columns)
        self.read(0.4)

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.child.pid, number)

    @property
    def is_restored(self) -> bool:
        """Whether the screen, the cursor, the mouse and the line settings are those from before."""
        on = {mode: self.output.rfind(b"\x1b[?%dh" % mode) for mode in (1049, 1000, 1003, 1004, 2004)}
        off = {mode: self.output.rfind(b"\x1b[?%dl" % mode) for mode in on}
        modes = all(off[mode] >= on[mode] for mode in on)
        cursor = self.output.rfind(b"\x1b[?25h") > self.output.rfind(b"\x1b[?25l")
        return modes and cursor and termios.tcgetattr(self.child.fileno()) == self.attributes
