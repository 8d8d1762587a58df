"""`trusttui changes`: what changed between the documents, under the dates on which it was first recorded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from trusttui.cli import streams
from trusttui.cli.streams import Status

if TYPE_CHECKING:
    from argparse import Namespace

    from trusttui.cli.streams import Put
    from trusttui.pack.view import TierView, View
    from trusttui.report.timeline import Wanted


def changes(args: Namespace, view: View, tiers: Sequence[TierView], topics: Sequence[str], put: Put) -> Status:
    """The changes that are asked for; NO where there are none."""
    from trusttui.pack.model import Severity
    from trusttui.report import timeline as t

    wanted = t.Wanted(
        since=args.since or "",
        tiers=frozenset(tier.id for tier in tiers),
        topics=frozenset(topics),
        severities=frozenset(Severity(severity) for severity in args.severity),
    )
    found = t.chosen(view, wanted)

    def json() -> dict[str, Any]:
        from trusttui.report.entry_json import changes

        return changes(view, found, args.since)

    if args.format == "atom":
        from trusttui.report.feed import atom

        streams.write(atom(view, found, wanted))
    elif found or args.format != "text":
        put(args, json, lambda: t.timeline_blocks(view, found, wanted))
    if not found:
        _say_none(view, wanted)
    return Status.OK if found else Status.NO


def _say_none(view: View, wanted: Wanted) -> None:
    from trusttui.report import timeline as t

    asked = ", ".join(t.wanted_words(view, wanted))
    streams.say(f"trusttui: no such change is recorded{f': {asked}' if asked else ''}")
    for part, count in t.without(view, wanted):
        streams.say(f"trusttui: without --{part}: {t.counted(count)}")
