"""`trusttui compare`: the tiers side by side, or what differs for each of them between two days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from trusttui.cli import streams
from trusttui.cli.streams import Status, Stop

if TYPE_CHECKING:
    from argparse import Namespace

    from trusttui.cli.streams import Put
    from trusttui.pack.model import Pack
    from trusttui.pack.view import TierView, View
    from trusttui.report.over_time import OverTime


def side_by_side(args: Namespace, view: View, tiers: Sequence[TierView], topics: Sequence[str], put: Put) -> Status:
    """The tiers of one day; NO where no row is left."""
    from trusttui.report import comparison as c
    from trusttui.report.as_text import Style

    compared = c.compare(view, tiers, topics, differences=args.differences)
    if args.format == "csv":
        streams.write(c.comparison_csv(compared))
    elif args.format == "md":
        streams.write(c.comparison_markdown(view, compared))
    elif args.format == "json":
        put(args, lambda: c.comparison_json(compared), tuple)
    elif compared.rows:
        streams.write(c.comparison_text(compared, Style(streams.width(), streams.takes_colour())))
    if not compared.rows:
        streams.say("trusttui: no rows: these tiers do not differ here" if args.differences else "trusttui: no rows")
    return Status.OK if compared.rows else Status.NO


def days(pack: Pack, as_of: str | None, against: str) -> tuple[View, View]:
    """The pack on both days, the earlier one first."""
    from trusttui.pack.dates import last_day
    from trusttui.pack.view import View

    before, after = sorted((View(pack, as_of), View(pack, against)), key=lambda view: last_day(view.as_of))
    return before, after


def over_time(
    args: Namespace, before: View, after: View, names: Sequence[str], topics: Sequence[str], put: Put
) -> Status:
    """What differs for each tier between two days; NO where nothing does. Stop for the option that has no meaning
    here."""
    if args.differences:
        raise Stop("--differences is for tiers side by side: with --against nothing but what differs is shown")
    from trusttui.report import over_time as o

    over = o.over_time(before, after, _ids(before, after, names), topics)
    if args.format == "csv":
        streams.write(o.over_time_csv(over))
    elif args.format != "text" or over.count:
        as_of = args.as_of or after.present
        put(args, lambda: o.over_time_json(over, as_of, args.against), lambda: o.over_time_blocks(over))
    if not over.count:
        _say_nothing_differs(over)
    return Status.OK if over.count else Status.NO


def _say_nothing_differs(over: OverTime) -> None:
    from trusttui.pack.dates import in_words
    from trusttui.report.over_time import existence

    for tier in over.tiers:
        for line in existence(over, tier):
            streams.say(f"trusttui: {line}")
    streams.say(f"trusttui: nothing differs between {in_words(over.before.as_of)} and {in_words(over.after.as_of)}")


def _ids(before: View, after: View, names: Iterable[str]) -> list[str]:
    """The tiers that are meant, by any name they ever had, each once; they need not exist on either day. Stop with the
    known ones for an unknown name."""
    from trusttui.pack.view import View

    views = (after, before, View(after.pack))
    found = []
    for name in names:
        tier = next((tier for view in views if (tier := view.find_tier(name))), None)
        if tier is None:
            known = ", ".join(tier.id for tier in after.pack.meta.tier)
            raise Stop(f"there is no tier {name!r} in this pack; known are {known}")
        if tier.id not in found:
            found.append(tier.id)
    return found
