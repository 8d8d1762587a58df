"""The pack that a command is about, and its view on the day."""

from __future__ import annotations

import os

from trusttui.cli import streams
from trusttui.cli.streams import Status, Stop

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from trusttui.cli.opening import Plain
    from trusttui.pack.model import Pack
    from trusttui.pack.view import View

_FAULTS_SHOWN = 20


def folder_of(args: Namespace | Plain) -> Path:
    """The folder of the pack that is named, else of the bundled one. Stop where that is missing."""
    from pathlib import Path

    named = getattr(args, "dir", None) or args.pack
    if named:
        return Path(named)
    from trusttui import places

    found = places.bundled(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    if found is None:
        raise Stop("the bundled pack is missing: install the program again, or name a pack")
    return Path(found)


def load(args: Namespace | Plain) -> Pack:
    """The pack of the arguments. Stop where there is none, it cannot be read, or, all said, it has faults."""
    from trusttui import cache
    from trusttui.pack.faults import PackError

    folder = folder_of(args)
    if not folder.is_dir():
        raise Stop(f"{folder}: there is no such folder to read a pack from")
    try:
        with streams.waiting("reading the pack"):
            return cache.load(folder)
    except PackError as error:
        for fault in error.faults[:_FAULTS_SHOWN]:
            streams.say(str(fault))
        many = len(error.faults)
        counted = "1 fault" if many == 1 else f"{many} faults"
        raise Stop(f"{folder}: this pack has {counted} and is not used; trusttui pack check lists all") from None
    except OSError as error:
        raise Stop(f"{folder}: cannot be read: {error.strerror or error}") from None


def view_of(args: Namespace, *, checked: bool = True) -> View:
    """The pack on the day of the arguments; with when each citation was last checked, where that is shown. Stop as
    in `load` and `not_too_early`."""
    from trusttui.pack.view import View

    pack = load(args)
    view = View(pack, args.as_of)
    if checked:
        from trusttui.checked import checks

        view.checks = checks(pack)
    not_too_early(view)
    return view


def not_too_early(view: View) -> None:
    """Stop, with status NO, on a day on which no source of the pack counts yet."""
    if not view.sources:
        from trusttui.pack.dates import in_words, last_day

        first = in_words(min((source.date for source in view.pack.sources), key=last_day))
        raise Stop(f"as of {in_words(view.as_of)} no source of this pack counts; the first is of {first}", Status.NO)
