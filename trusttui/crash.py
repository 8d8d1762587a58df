"""What is left of a fault of the program itself: a report in the log folder, without a word of the user's.

A traceback as Python prints it shows what an exception says, and many tools show the values of variables too: either
may hold answers, notes or names. The report has types, places and lines of the program, and nothing that came in.
"""

from __future__ import annotations

import linecache
import os
import platform
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType

from trusttui import __version__, user

KEPT = 10
"""Reports that are kept; the oldest go."""
_DEPTH = 60
"""Frames of one exception: a recursion without end has a thousand, all alike."""


def write(error: BaseException, facts: Mapping[str, str], now: datetime) -> Path | None:
    """Write a report; None where the log folder cannot be written. `facts` are said as they are: nothing of the user's
    may be in them."""
    folder = user.ensure(user.folder("log"))
    if folder is None:
        return None
    path = folder / f"crash-{now.strftime('%Y%m%dT%H%M%S')}-{os.getpid()}.txt"
    try:
        user.write_atomically(path, report(error, facts, now).encode("utf-8", "replace"))
    except OSError:
        return None
    _tidy(folder)
    return path


def report(error: BaseException, facts: Mapping[str, str], now: datetime) -> str:
    """The text of a report."""
    told = {
        "when": now.isoformat(timespec="seconds"),
        "trusttui": __version__,
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        **facts,
    }
    lines = ["A report of a fault in trusttui. It holds no answers, notes, names or searches of yours.", ""]
    lines += [f"{name}: {text}" for name, text in told.items()]
    for number, each in enumerate(_chain(error)):
        lines += ["", "fault:" if number == 0 else "after:", f"  {name_of(each)}"]
        lines += [f"  {line}" for line in _places(each.__traceback__)]
    return "\n".join(lines) + "\n"


def name_of(error: BaseException) -> str:
    """The type of an exception, without what it says."""
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def place_of(error: BaseException) -> str:
    """Where the program last was in its own code: `tui/app.py, line 12`; empty where that is not known."""
    found = ""
    for code, line in _walk(error.__traceback__):
        where = _short(code)
        if where.startswith("trusttui/"):
            found = f"{where.removeprefix('trusttui/')}, line {line}"
    return found


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The exception, and those that led to it."""
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        yield each
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)


def _places(trace: TracebackType | None) -> list[str]:
    frames = []
    while trace is not None:
        code = trace.tb_frame.f_code
        source = linecache.getline(code.co_filename, trace.tb_lineno).strip()
        # Code that was given on the command line is the user's own.
        source = "" if _short(code.co_filename) == "elsewhere" else source
        frames.append(f"{_short(code.co_filename)}:{trace.tb_lineno} in {code.co_name}" + f"    {source}".rstrip())
        trace = trace.tb_next
    if len(frames) > _DEPTH:
        half = _DEPTH // 2
        frames = [*frames[:half], f"... {len(frames) - _DEPTH} more ...", *frames[-half:]]
    return frames


def _walk(trace: TracebackType | None) -> Iterator[tuple[str, int]]:
    while trace is not None:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next


def _short(path: str) -> str:
    """A file of the program or of a library, without the folders above it: these tell who the user is."""
    package = Path(__file__).parent
    for root in (package.parent, *map(Path, {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})):
        with suppress(ValueError):
            inside = Path(path).relative_to(root)
            if root != package.parent or inside.parts[:1] == (package.name,):
                return inside.as_posix()
    with suppress(ValueError):
        return f"python/{Path(path).relative_to(sysconfig.get_path('stdlib')).as_posix()}"
    return path if path.startswith("<frozen ") else "elsewhere"


def _tidy(folder: Path) -> None:
    with suppress(OSError):
        for old in sorted(folder.glob("crash-*.txt"))[:-KEPT]:
            old.unlink()


def told(error: BaseException, path: Path | None, kept: str) -> str:
    """What to say on stderr: what happened, what was not lost, and what to do."""
    place = place_of(error)
    where = f" in {place}" if place else ""
    lines = [f"trusttui ended because of a fault of its own ({name_of(error)}{where}).", kept]
    if path:
        lines.append(f"A report with no answers of yours in it: {path}")
        lines.append("Start it again to go on; if it happens again, pass the report on and say what you did.")
    else:
        lines.append("No report could be written. Start it again to go on.")
    return "\n".join(line for line in lines if line)


def tell(error: BaseException, facts: Mapping[str, str], kept: str) -> None:
    """Write the report, and say so on stderr. Never raises: it is called where something has gone wrong already."""
    path = None
    with suppress(Exception):
        path = write(error, facts, datetime.now())
    with suppress(Exception):
        sys.stderr.write(told(error, path, kept) + "\n")
        sys.stderr.flush()
