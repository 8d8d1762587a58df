"""The command line: what is over soon, or opens the screens, before all that the other commands need is loaded."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from trusttui.cli import streams
from trusttui.cli.streams import Status, Stop


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program on these arguments, those of the process by default; the exit status."""
    streams.prepare()
    try:
        words = list(sys.argv[1:] if argv is None else argv)
        status = _run_quickly(words)
        streams.flush()
        if argv is None and words[:1] == ["search"]:
            streams.leave(status)
    except Stop as stop:
        return _ended(stop.status, str(stop))
    except KeyboardInterrupt:
        return Status.INTERRUPTED
    except BrokenPipeError:
        streams.abandon()
        return Status.BROKEN_PIPE
    except streams.Unwritten as error:
        streams.abandon()
        return _ended(Status.BAD, f"could not write: {error.strerror or error}")
    except OSError as error:
        # Of a path that no file can have, mostly: what else goes wrong with a file is said where it is read.
        place = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes | os.PathLike) else ""
        return _ended(Status.BAD, f"{place}{error.strerror or error}")
    except Exception as error:
        from trusttui import crash

        crash.tell(error, {}, "")
        return Status.FAULT
    return status


def _ended(status: Status, why: str) -> Status:
    """Say why it ended, where stderr takes it; the exit status."""
    try:
        streams.say(f"trusttui: {why}")
    except OSError:
        streams.abandon(sys.stderr)
    return status


def _run_quickly(argv: list[str]) -> int:
    """A search is over before the others have begun, where its index is kept; the screens need no arguments read."""
    if not argv:
        from trusttui.cli.opening import Plain, open_screens

        return open_screens(Plain())
    if argv[:1] == ["search"]:
        from trusttui.cli.quick import search

        status = search(argv[1:])
        if status is not None:
            return status
    from trusttui.cli.commands import run

    return run(argv)
