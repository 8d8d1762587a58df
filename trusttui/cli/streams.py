"""The program's streams: data to stdout, talk to stderr, and how it ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from enum import IntEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable
    from threading import Timer
    from typing import Any, NoReturn, TextIO

    from trusttui.report.blocks import Block

    Put = Callable[[Namespace, Callable[[], dict[str, Any]], Callable[[], Iterable[Block]]], None]
    """Writes a result in the format of the arguments: its JSON, or its blocks."""

_PATIENCE, _REFRESH = 1.0, 0.2
"""Seconds: what is over sooner needs no word, and how often one is said."""


class Status(IntEnum):
    """Exit statuses."""

    OK = 0
    """Found, or a tier is recommended for every use that was named."""
    NO = 1
    """Nothing found, nothing fits, or a pack has faults."""
    BAD = 2
    """Bad usage or bad input."""
    FAULT = 70
    """A fault of the program itself; a report of it was written."""
    INTERRUPTED = 130
    BROKEN_PIPE = 141
    """What a shell shows for a program whose reader went away."""


class Stop(Exception):
    """The end of a command before its end: what to say on stderr, and the status."""

    def __init__(self, message: str, status: Status = Status.BAD) -> None:
        super().__init__(message)
        self.status = status


class Unwritten(OSError):
    """Why stdout or stderr took nothing; that its reader went away is a BrokenPipeError."""


def _unwritten(error: OSError) -> OSError:
    """The failure of a stream, to be told from that of a file."""
    return error if isinstance(error, BrokenPipeError) else Unwritten(*error.args)


def prepare() -> None:
    """Let no character that a stream cannot carry end the program."""
    for stream in (sys.stdout, sys.stderr):
        _set_errors(stream, "backslashreplace")
    _set_errors(sys.stdin, "replace")


def _set_errors(stream: TextIO | None, errors: str) -> None:
    # A stream may be closed, or stand in for a real one.
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(errors=errors)


def is_plain_ascii() -> bool:
    """Whether stdout cannot carry the program's own signs."""
    try:
        "✓✗◐·".encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def write(text: str) -> None:
    """Data, to stdout; the program's signs in ASCII where it takes no others. Unwritten where it takes nothing."""
    if sys.stdout is None:
        raise Unwritten("stdout is closed")
    if is_plain_ascii():
        from trusttui.report.words import ASCII

        text = text.translate(ASCII)
    try:
        sys.stdout.write(text)
    except OSError as error:
        raise _unwritten(error) from None


def say(text: str) -> None:
    """A line of talk, to stderr, control characters written out. Unwritten where it takes nothing."""
    if sys.stderr is not None:
        from trusttui.report.visible import visible

        try:
            sys.stderr.write(f"{visible(text)}\n")
        except OSError as error:
            raise _unwritten(error) from None


def flush() -> None:
    """Hand over what was written, so that a reader that went away or a full disk shows here and not at exit.
    Unwritten where it takes nothing."""
    if sys.stdout is not None:
        try:
            sys.stdout.flush()
        except OSError as error:
            raise _unwritten(error) from None


def leave(status: int) -> NoReturn:
    """End the process, all being written. To take the interpreter apart would take a tenth of a search's time."""
    if sys.stderr is not None:
        sys.stderr.flush()
    os._exit(status)


def abandon(stream: TextIO | None = None) -> None:
    """Let what a stream, stdout where none is given, still holds for a reader that went away go nowhere, quietly."""
    stream = stream or sys.stdout
    if stream is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def width() -> int:
    """The columns of the terminal; those that COLUMNS says, or 80, where there is none."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told) > 0:
        return int(told)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except (OSError, ValueError, AttributeError):
        return 80


def takes_colour() -> bool:
    """Whether stdout is a terminal that shows colours, and nobody said NO_COLOR."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM", "dumb") == "dumb":
        return False
    return sys.stdout is not None and sys.stdout.isatty()


def is_full_screen() -> bool:
    """Whether the screens can be shown: all three streams are terminals, and of a kind that can do more than type; or
    the terminal is in a browser."""
    if os.environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver"):
        return True
    if os.environ.get("TERM", "") in ("", "dumb"):
        return False
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


class waiting:
    """For work that cannot tell how far it is: says that it is under way, if it takes longer than one waits without
    a word, on one line of stderr that is gone in the end; nothing where stderr is no terminal."""

    def __init__(self, what: str) -> None:
        self._line = f"trusttui: {what}; ctrl+c stops it"
        self._timer: Timer | None = None
        self._said = False

    def __enter__(self) -> None:
        if sys.stderr is not None and sys.stderr.isatty():
            from threading import Timer

            self._timer = Timer(_PATIENCE, self._say)
            self._timer.daemon = True
            self._timer.start()

    def _say(self) -> None:
        self._said = True
        self._write(self._line)

    def __exit__(self, *ended: object) -> None:
        if self._timer:
            self._timer.cancel()
        if self._said:
            self._write(" " * len(self._line))

    @staticmethod
    def _write(line: str) -> None:
        sys.stderr.write(f"\r{line}\r")
        sys.stderr.flush()


def progress(what: str) -> Callable[[int, int], None] | None:
    """For long work: tells how far it is, on one line of stderr that is gone in the end; None where stderr is no
    terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None
    begin = last = time.monotonic()

    def told(done: int, every: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - begin > _PATIENCE and now - last > _REFRESH:
            last = now
            sys.stderr.write(f"\rtrusttui: {what}: {done:,} of {every:,}\r")
            sys.stderr.flush()

    return told
