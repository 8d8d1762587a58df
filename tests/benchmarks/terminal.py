"""A program in a pseudo-terminal, timed from outside: what a user sees, and when. POSIX only."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

PROGRAM = [sys.executable, "-c", "import sys; from trusttui.cli import main; sys.exit(main())"]
"""As the installed command starts it; `python -m` loads more before that."""
SIZE = (120, 40)
"""Columns and lines."""
QUIET = 0.12
"""Seconds without output after which a screen is taken for painted."""
FIRST_FRAME = 3.0
"""Seconds until the first frame of a key at most: something may be read or built beside it."""
FRAME_END = b"\x1b[?2026l"
PATIENCE = 900.0
"""Seconds: the first start of a pack of 100,000 files reads and checks them all."""


class Run:
    """One run of a program. Times are milliseconds."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        self.began = time.perf_counter()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
            os.execvpe(command[0], list(command), environment)
        self.output = b""

    def __enter__(self) -> Run:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.close(self._terminal)
        os.waitpid(self.pid, 0)

    def _read(self, seconds: float) -> bytes:
        if not select.select([self._terminal], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self._terminal, 65536)
        except OSError as error:
            raise RuntimeError(f"the program ended: {self.output[-2000:]!r}") from error
        self.output += data
        if b"\x1b[?2026$p" in data:
            # The terminal takes frames whole.
            os.write(self._terminal, b"\x1b[?2026;2$y")
        return data

    def wait_for(self, words: str) -> float:
        """Read until these words have come; how long after the beginning that was."""
        end = time.perf_counter() + PATIENCE
        wanted = words.encode()
        while wanted not in self.output:
            if not self._read(1.0) and time.perf_counter() > end:
                raise TimeoutError(f"{words!r} never came: {self.output[-400:]!r}")
        return (time.perf_counter() - self.began) * 1e3

    def settle(self, quiet: float = QUIET) -> float:
        """Read until nothing comes for a while; how long it took to the last that came, 0 where nothing did."""
        begin = last = time.perf_counter()
        while self._read(quiet):
            last = time.perf_counter()
        return (last - begin) * 1e3

    def rest(self) -> None:
        """Read until the program has nothing to do any more, beside the interface either."""
        end, used = time.perf_counter() + PATIENCE, -1.0
        while self.cpu - used > 20 and time.perf_counter() < end:
            used = self.cpu
            self.settle()
            time.sleep(1.0)

    def press(self, keys: str, quiet: float = QUIET) -> float:
        """Type; how long it took until all that came of it was painted."""
        return max(self.frames(keys, quiet), default=0.0)

    def frames(self, keys: str, quiet: float = QUIET) -> list[float]:
        """Type; when each frame that came of it was out, by the end of a quiet that began when the last one came."""
        os.write(self._terminal, keys.encode())
        begin, found = time.perf_counter(), []
        while data := self._read(quiet if found else max(quiet, FIRST_FRAME)):
            # The end of a frame may come in two pieces; what comes after the last one comes with no frame.
            ends = (self.output[-len(data) - len(FRAME_END) + 1 :]).count(FRAME_END)
            found += [(time.perf_counter() - begin) * 1e3] * ends
        return found

    @property
    def cpu(self) -> float:
        """What all threads have used of the processors so far; 0 where the system does not say."""
        tasks = Path(f"/proc/{self.pid}/task")
        if not tasks.is_dir():
            return 0.0
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()) / 1e6

    @property
    def memory(self) -> float:
        """Resident megabytes; 0 where the system does not say."""
        status = Path(f"/proc/{self.pid}/status")
        if not status.exists():
            return 0.0
        lines = dict(line.partition(":")[::2] for line in status.read_text().splitlines())
        return int(lines["VmRSS"].split()[0]) / 1024


def environment(home: str) -> dict[str, str]:
    """That of a user whose folders are all within one, with the program's modules compiled as where it is installed."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": home,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "PYTHONPYCACHEPREFIX": f"{home}/code",
        "PYTHONPATH": os.getcwd(),
    }
