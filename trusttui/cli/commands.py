"""The commands, each one thin function. It imports only what it needs, for most of the time that a short command takes
is the time of its imports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from trusttui.cli import arguments as a
from trusttui.cli import streams
from trusttui.cli.packs import folder_of, load, not_too_early, view_of
from trusttui.cli.streams import Status, Stop

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Any

    from trusttui.pack.view import TierView, View
    from trusttui.report.blocks import Block

_PROSE_COLUMNS = 100
"""Lines of prose are no longer than this on the widest terminal."""
_TAKES_VALUE = frozenset({"--format", "--as-of", "--pack"})


class Command:
    """A subcommand: what it does in a line, its own arguments, and the function that it is."""

    __slots__ = ("about", "arguments", "formats", "run")

    def __init__(
        self,
        about: str,
        arguments: Callable[[ArgumentParser], None],
        run: Callable[[Namespace], int],
        formats: tuple[str, ...] = ("text", "json", "md"),
    ) -> None:
        self.about = about
        self.arguments = arguments
        self.run = run
        self.formats = formats


def run(argv: list[str]) -> int:
    from trusttui.cli.arguments import parser_of

    options, name, rest = _split(argv)
    if name and name not in COMMANDS:
        raise Stop(_unknown_command(name))
    parser = parser_of(name, COMMANDS)
    try:
        args = parser.parse_intermixed_args([*options, *rest])
    except SystemExit as end:
        streams.flush()
        return int(end.code or 0)
    return COMMANDS[name or "tui"].run(args)


def _split(argv: list[str]) -> tuple[list[str], str, list[str]]:
    """The options before the subcommand, its name (empty where there is none), and what follows it."""
    at = 0
    while at < len(argv) and argv[at].startswith("-") and argv[at] != "--":
        at += 2 if argv[at] in _TAKES_VALUE else 1
    words = argv[at:]
    if words[:1] == ["pack"]:
        for place, word in enumerate(words[1:], 1):
            if f"pack {word}" in COMMANDS:
                return argv[:at], f"pack {word}", [*words[1:place], *words[place + 1 :]]
    if words[:1] in (["assessments"], ["sources"], ["marks"]) and " ".join(words[:2]) in COMMANDS:
        return argv[:at], " ".join(words[:2]), words[2:]
    return argv[:at], words[0] if words else "", words[1:]


def _unknown_command(name: str) -> str:
    from difflib import get_close_matches

    if name == "pack":
        return "pack needs to be told what: pack check, or pack fingerprint"
    near = get_close_matches(name, COMMANDS, n=1)
    return f"there is no command {name!r}{f'; did you mean {near[0]}?' if near else ''} (trusttui --help lists them)"


# --- what the commands share


def _tiers(view: View, names: Iterable[str]) -> list[TierView]:
    """The tiers that are meant, in the order given, each once; Stop with the known ones for an unknown name."""
    found = []
    for name in names:
        tier = view.find_tier(name)
        if not tier:
            names_of = {each.lower(): tier.id for tier in view.tiers for each in (*tier.names, tier.id)}
            known = ", ".join(tier.id for tier in view.tiers)
            raise Stop(f"there is no tier {name!r} on this day{_near(name, names_of)}; known are {known}")
        if tier not in found:
            found.append(tier)
    return found


def _topics(view: View, names: Iterable[str]) -> list[str]:
    found = []
    known = {topic.id: topic.title.lower() for topic in view.pack.meta.topic}
    for name in names:
        topic = next((each for each, title in known.items() if name.lower() in (each, title)), None)
        if not topic:
            ids = {**{title: each for each, title in known.items()}, **dict(zip(known, known, strict=True))}
            raise Stop(f"there is no topic {name!r}{_near(name, ids)}; known are {', '.join(known)}")
        found.append(topic)
    return found


def _near(text: str, ids: Mapping[str, str]) -> str:
    """`; near is ID`: what a name that is none may mean, by the names that there are in lower case; empty for none."""
    from difflib import get_close_matches

    near = dict.fromkeys(ids[name] for name in get_close_matches(text.lower(), ids, n=3))
    return f"; near {'is' if len(near) == 1 else 'are'} {', '.join(near)}" if near else ""


def _put(args: Namespace, json: Callable[[], dict[str, Any]], blocks: Callable[[], Iterable[Block]]) -> None:
    """A result to stdout in the format of the arguments."""
    if args.format == "json":
        from trusttui.report.as_json import dump

        streams.write(dump(json(), ascii_only=streams.is_plain_ascii()))
    elif args.format == "md":
        from trusttui.report import as_markdown

        streams.write(as_markdown.render(blocks()))
    else:
        from trusttui.report import as_text

        colour = streams.takes_colour() and not getattr(args, "plain", False)
        style = as_text.Style(min(streams.width(), _PROSE_COLUMNS), colour)
        streams.write(as_text.render(blocks(), style))


# --- the commands


def _tui(args: Namespace) -> int:
    from trusttui.cli.opening import open_screens

    return open_screens(args)


def _open(args: Namespace) -> int:
    from trusttui.cli.opening import open_link

    return open_link(args, folder_of(args), load(args))


def _serve(args: Namespace) -> int:
    from trusttui.cli.serving import serve

    view_of(args, checked=False)  # what is wrong with the pack is said here and not to a visitor
    return serve(args, folder_of(args))


def _keys(args: Namespace) -> Status:
    from trusttui.cli.keys import keys

    return keys(args)


def _search(args: Namespace) -> Status:
    from trusttui import cache
    from trusttui.cli import quick
    from trusttui.pack.model import Kind

    view = view_of(args, checked=False)
    index = cache.index(view, folder_of(args), args.as_of, streams.progress("building the search index"))
    text, tiers = " ".join(args.words), frozenset(tier.id for tier in _tiers(view, args.tier))
    if args.format != "md":
        found = index.raw(text, tiers=tiers, kinds=frozenset(args.kind), limit=args.limit)
        return quick.put(found, index.engine.store.head, args.format)
    results = index.query(text, tiers=tiers, kinds=frozenset(Kind(kind) for kind in args.kind), limit=args.limit)

    def blocks() -> Iterable[Block]:
        from trusttui.report.listing import results_blocks

        return results_blocks(view, results)

    _put(args, dict, blocks)
    return Status.OK if results.hits or results.gaps else Status.NO


def _show(args: Namespace) -> Status:
    from trusttui.cli.showing import show

    return show(args, view_of(args), _put)


def _compare(args: Namespace) -> Status:
    from trusttui.cli import comparing

    names = [*args.tiers, *args.tier]
    if args.against is None:
        view = view_of(args)
        return comparing.side_by_side(args, view, _tiers(view, names), _topics(view, args.topic), _put)
    before, after = comparing.days(load(args), args.as_of, args.against)
    not_too_early(after)
    return comparing.over_time(args, before, after, names, _topics(after, args.topic), _put)


def _advise(args: Namespace) -> Status:
    from trusttui.cli.advising import advise

    return advise(args, view_of(args), _put)


def _kept(args: Namespace) -> Status:
    from trusttui.cli import shelf

    return shelf.run(args, view_of(args), _put)


def _marks(args: Namespace) -> Status:
    from trusttui.cli import marks

    return marks.run(args, view_of(args, checked=False), _put)


def _changes(args: Namespace) -> Status:
    from trusttui.cli.changing import changes

    view = view_of(args)
    return changes(args, view, _tiers(view, args.tier), _topics(view, args.topic), _put)


def _sources(args: Namespace) -> Status:
    from trusttui.cli.showing import sources

    return sources(args, view_of(args), _put)


def _checking(args: Namespace) -> Status:
    from trusttui.cli.verifying import run

    return run(args, view_of(args), _put)


def _pack_check(args: Namespace) -> Status:
    from trusttui.cli.packing import check

    return check(args, folder_of(args), _put)


def _pack_fingerprint(args: Namespace) -> Status:
    from trusttui.cli.packing import fingerprint

    return fingerprint(args)


COMMANDS = {
    "tui": Command("open the screens (what trusttui alone does)", a.screens, _tui),
    "open": Command("open the screens at the place of a link", a.link, _open),
    "serve": Command("the screens in a browser, on this machine", a.serve, _serve),
    "keys": Command("the commands of the screens and their keys", a.keys, _keys, (*a.FORMATS, "toml")),
    "search": Command("find entries by words, best first", a.search, _search),
    "show": Command("show entries whole, with sources and history", a.show, _show),
    "compare": Command("the tiers side by side, or a tier on two days", a.compare, _compare, (*a.FORMATS, "csv")),
    "advise": Command("which tier and agreements fit your needs", a.advise, _advise, (*a.FORMATS, "html", "csv")),
    "assessments": Command("list the assessments that are kept", a.kept, _kept),
    "assessments rename": Command("give one of them another name", a.rename, _kept),
    "assessments delete": Command("delete one of them", a.delete, _kept),
    "assessments compare": Command("two of them: answers, verdicts, why", a.compare_kept, _kept),
    "marks": Command("list what you marked, noted and read last", a.marks, _marks),
    "marks add": Command("mark an entry", a.mark, _marks, ("text",)),
    "marks remove": Command("take a mark away", a.unmark, _marks, ("text",)),
    "note": Command("show, write or take away your note on an entry", a.note, _marks, ("text",)),
    "changes": Command("what changed between the sources", a.changes, _changes, (*a.FORMATS, "atom")),
    "sources": Command("the documents, their dates, what rests on them", a.sources, _sources),
    "sources fetch": Command("fetch copies of them, and keep these", a.fetch, _checking),
    "verify": Command("whether the pages still say what is cited from them", a.verify, _checking),
    "drift": Command("what the pages say otherwise than their records", a.drift, _checking),
    "pack check": Command("list all faults of a pack", a.pack_check, _pack_check),
    "pack fingerprint": Command("make the fingerprint of a passage", a.pack_fingerprint, _pack_fingerprint),
}
