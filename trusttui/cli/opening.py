"""`trusttui open`: the screens, at the place of a link."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from trusttui.cli import streams
from trusttui.cli.streams import Stop

if TYPE_CHECKING:
    from argparse import Namespace

    from trusttui.assessments import Stored
    from trusttui.pack.model import Pack


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
    from trusttui.tui.running import run

    stored = _stored(pack, place.assessment) if place.assessment else None
    return run(pack, as_of=place.as_of or None, folder=folder, mouse=args.mouse, start=place, stored=stored)


def _namer(pack: Pack) -> Callable[[str], str | None]:
    def name(of: str) -> str | None:
        from trusttui.assessments import NotFound, find, folder

        try:
            return find(folder(), pack, of).kept.name
        except NotFound:
            return None

    return name


def _stored(pack: Pack, name: str) -> Stored:
    from trusttui.cli.keeping import found

    return found(pack, name)
