"""`trusttui assessments`: list, rename, delete and compare what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trusttui import assessments
from trusttui.assessments import NotFound, NotKept
from trusttui.cli import keeping, streams
from trusttui.cli.streams import Status, Stop
from trusttui.kept import BadText, compare
from trusttui.kept_file import Unreadable

if TYPE_CHECKING:
    from argparse import Namespace

    from trusttui.cli.streams import Put
    from trusttui.pack.model import Pack
    from trusttui.pack.view import View


def run(args: Namespace, view: View, put: Put) -> Status:
    """The subcommand that the arguments name in `kept`; its status. Stop as that one has it."""
    if args.kept == "rename":
        return rename(view.pack, args.old, args.new)
    if args.kept == "delete":
        return delete(view.pack, args.name, args.yes)
    return compared(args, view, put) if args.kept == "compare" else listed(args, view.pack, put)


def listed(args: Namespace, pack: Pack, put: Put) -> Status:
    """All that are kept, newest first, the damaged ones last; NO where there is none."""
    from trusttui.report import keeping as r

    stored, damaged = assessments.shelf(assessments.folder(), pack)
    put(args, lambda: r.shelf_json(pack, stored, damaged), lambda: r.shelf_blocks(pack, stored, damaged))
    if not stored and not damaged:
        streams.say(f"trusttui: no assessment is kept in {assessments.folder()}; trusttui advise makes one")
        return Status.NO
    return Status.OK


def rename(pack: Pack, old: str, new: str) -> Status:
    """Give a kept assessment another name, and say so. Stop where there is none of the old name (NO), it cannot be
    read, or the new one is taken or no name (BAD)."""
    stored = keeping.found(pack, old)
    try:
        written = assessments.rename(assessments.folder(), stored, new, pack)
    except (NotKept, BadText) as error:
        raise Stop(f"not renamed: {error}") from None
    streams.say(f'trusttui: "{stored.kept.name}" is now "{written.kept.name}", in {written.path}')
    return Status.OK


def delete(pack: Pack, name: str, sure: bool) -> Status:
    """Delete a kept assessment, once somebody said yes or `sure` says it; NO where nobody did. Stop where there is none
    of the name (NO), or it cannot be read or deleted, or there is nobody to ask (BAD)."""
    try:
        stored = assessments.find(assessments.folder(), pack, name)
    except NotFound as error:
        raise Stop(str(error), Status.NO) from None
    except Unreadable as error:
        raise Stop(f"not deleted: {error}") from None
    if not sure and not keeping.ask(f'Delete "{stored.kept.name}" ({stored.path})?'):
        streams.say("trusttui: nothing was deleted")
        return Status.NO
    try:
        assessments.delete(stored)
    except NotKept as error:
        raise Stop(f"not deleted: {error}") from None
    streams.say(f'trusttui: deleted "{stored.kept.name}"')
    return Status.OK


def compared(args: Namespace, view: View, put: Put) -> Status:
    """Two kept assessments: answers, verdicts and why. Stop where there is none of a name (NO), or one cannot be read
    or is of another pack (BAD)."""
    from trusttui.report import keeping as r

    of = compare(view.pack, keeping.found(view.pack, args.one).kept, keeping.found(view.pack, args.other).kept)
    put(args, lambda: r.comparison_json(of), lambda: r.comparison_blocks(view, of))
    return Status.OK
