"""The screens: `trusttui` alone opens them on the front page, `trusttui open` at the place of a link."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from trusttui.cli import packs, streams
from trusttui.cli.streams import Status, Stop

if TYPE_CHECKING:
    from argparse import Namespace

    from trusttui.assessments import Stored
    from trusttui.pack.model import Pack


class Plain:
    """The arguments of the screens where none are given."""

    as_of: str | None = None
    pack: str | None = None
    mouse = True


def open_screens(args: Namespace | Plain) -> int:
    """Open the screens. The pack is loaded before them where no front page of it is kept; Stop as in `packs.load` and
    `packs.not_too_early`."""
    folder, as_of = packs.folder_of(args), args.as_of
    if not streams.is_full_screen():
        streams.say("trusttui: the screens need a terminal; here use search, show, compare, advise, changes or sources")
        streams.say("          (trusttui --help lists them)")
        return Status.BAD
    begin()
    from trusttui.front_file import kept_front
    from trusttui.tui.running import run

    front = kept_front(str(folder), as_of)
    pack = None
    if front is None:
        gc.enable()  # to read a large pack's files makes garbage by the gigabyte
        from trusttui.pack.view import View

        pack = packs.load(args)
        packs.not_too_early(View(pack, as_of))
        gc.disable()
    return run(lambda: pack or packs.load(args), as_of=as_of, folder=folder, front=front, mouse=args.mouse)


def begin() -> None:
    """Make ready for the screens, before anything of theirs is loaded, by whichever way they are opened."""
    # What a start makes is no garbage; the screens look for it from their first frame on.
    gc.disable()
    load_asyncio()


def load_asyncio() -> None:
    """Load the loop that the screens run on, without the TLS that they never use on it: to load that takes as long as
    to paint the first frame. asyncio does without where there is none; who needs it later loads it as ever."""
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]


def open_link(args: Namespace, folder: Path, pack: Pack) -> int:
    """Open the screens where the link leads. Stop where it leads nowhere."""
    from trusttui import link

    try:
        place, _ = link.read(" ".join(args.link), pack, args.as_of, _namer(pack))
    except link.Nowhere as why:
        raise Stop(str(why)) from None
    if not streams.is_full_screen():
        also = f"; here use trusttui show {place.entry}" if place.entry else ""
        raise Stop(f"the screens need a terminal{also}")
    stored = _stored(pack, place.assessment) if place.assessment else None
    begin()
    from trusttui.tui.running import run

    return run(pack, as_of=place.as_of or None, folder=folder, mouse=args.mouse, start=place, stored=stored)


def _namer(pack: Pack) -> Callable[[str], str]:
    def name(of: str) -> str:
        from trusttui.assessments import NotFound, find, folder
        from trusttui.kept_file import Unreadable
        from trusttui.link import NoSuchName

        try:
            return find(folder(), pack, of).kept.name
        except NotFound as none:
            raise NoSuchName(none.near) from None
        except Unreadable as error:
            raise Stop(str(error)) from None

    return name


def _stored(pack: Pack, name: str) -> Stored:
    from trusttui.cli.keeping import found

    return found(pack, name)
