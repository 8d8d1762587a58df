"""The arguments of each subcommand, and the help that lists them all. argparse is imported when they are parsed."""

from __future__ import annotations

from collections.abc import Mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser
    from typing import NoReturn

    from trusttui.cli.commands import Command

FORMATS = ("text", "json", "md")
# The codes of `pack.model`, here once more: to parse the arguments the model need not be imported.
KINDS = ("answer", "commitment", "attribute", "agreement", "change", "term", "gap")
SEVERITIES = ("major", "minor")

_EXAMPLES = """\
examples:
  trusttui                                        open the screens
  trusttui open answers/api/retention             the same, at a place; "Copy link" in them says its link
  trusttui search how long is api data kept
  trusttui show agreements/baa
  trusttui compare team enterprise --differences
  trusttui compare enterprise --as-of 2024-01 --against 2024-05
  trusttui advise                                 the questionnaire, line by line
  trusttui advise --answers clinic.toml --format md
  trusttui advise "Clinic pilot"                  an assessment that was kept, and what moved
  trusttui assessments compare "Clinic pilot" "Staff chat"
  trusttui changes --since 2024 --as-of 2024-06 --severity major
  trusttui verify enterprise-privacy-2026-08      asks the network; with --from FILE|DIR it does not
  trusttui changes --tier enterprise --format atom > changes.atom

exit status: 0 found, or a tier fits for every use named; 1 nothing found, nothing fits, or faults;
2 bad usage or bad input, or a source that could not be checked
"""


def parser_of(name: str, commands: Mapping[str, Command]) -> ArgumentParser:
    """The parser of one subcommand; of the program as a whole for an empty name."""
    from argparse import ArgumentParser, RawDescriptionHelpFormatter

    class Parser(ArgumentParser):
        def error(self, message: str) -> NoReturn:
            from trusttui.report.visible import visible

            super().error(visible(message))

    command = commands[name or "tui"]
    parser = Parser(
        prog=f"trusttui {name}".strip(),
        description=command.about if name else _overview(commands),
        epilog=None if name else _EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
        usage=None if name else "trusttui [--format F] [--as-of DATE] [--pack DIR] [COMMAND ...]",
    )
    if not name:
        from trusttui import __version__

        parser.add_argument("--version", action="version", version=f"trusttui {__version__}")
    command.arguments(parser)
    parser.add_argument("--format", choices=command.formats, default="text", help="how to write it (text)")
    parser.add_argument("--as-of", metavar="DATE", type=past_date, help="as of a day: YYYY, YYYY-MM or YYYY-MM-DD")
    parser.add_argument("--pack", metavar="DIR", help="another pack than the bundled one")
    return parser


def _overview(commands: Mapping[str, Command]) -> str:
    lines = ["May our data go into this vendor's AI service, and on whose word?", "", "commands:"]
    lines += [f"  {name:<20} {command.about}" for name, command in commands.items()]
    return "\n".join([*lines, "", "trusttui COMMAND --help says more of each."])


def partial_date(text: str) -> str:
    """A date of any precision, as it is. ArgumentTypeError for any other text."""
    from argparse import ArgumentTypeError

    from trusttui.pack.dates import last_day

    try:
        last_day(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None
    return text


def past_date(text: str) -> str:
    """A date of any precision that has begun, as it is. ArgumentTypeError for any other text."""
    from argparse import ArgumentTypeError
    from datetime import date

    from trusttui.pack.dates import past

    try:
        return past(text, date.today())
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def _count(text: str) -> int:
    from argparse import ArgumentTypeError

    if not text.isdecimal() or not 0 < int(text[:9]) <= 100_000:
        raise ArgumentTypeError(f"{text!r} is not a number from 1 to 100000")
    return int(text)


def _tier(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--tier", action="append", default=[], metavar="T", help="a tier by id or any name it ever had; repeatable"
    )


def _topic(parser: ArgumentParser) -> None:
    parser.add_argument("--topic", action="append", default=[], metavar="T", help="a topic by id; repeatable")


def screens(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--no-mouse", dest="mouse", action="store_false", help="leave the mouse, and selecting with it, to the terminal"
    )


def link(parser: ArgumentParser) -> None:
    screens(parser)
    parser.add_argument(
        "link",
        nargs="+",
        metavar="LINK",
        help="an entry, a section, search?q=WORDS, compare?tiers=A,B&differences, a name",
    )


def serve(parser: ArgumentParser) -> None:
    screens(parser)
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1: this machine alone)")
    parser.add_argument("--port", type=_port, default=8000, metavar="N", help="the port (8000); 0: any that is free")


def _port(text: str) -> int:
    from argparse import ArgumentTypeError

    if not text.isdecimal() or int(text[:9]) > 65_535:
        raise ArgumentTypeError(f"{text!r} is not a port from 0 to 65535")
    return int(text)


def keys(parser: ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="only what is wrong with keys.toml in the config folder")


def search(parser: ArgumentParser) -> None:
    parser.add_argument("words", nargs="+", metavar="WORDS", help="what to look for")
    _tier(parser)
    parser.add_argument("--kind", action="append", default=[], choices=KINDS, help="only this kind; repeatable")
    parser.add_argument("--limit", type=_count, default=10, metavar="N", help="at most so many results (10)")


def show(parser: ArgumentParser) -> None:
    parser.add_argument(
        "id", nargs="+", metavar="ID", help="an entry's id or its tail (saml-sso, api/retention), a source, a tier"
    )
    parser.add_argument("--original", action="store_true", help="what it cites, marked in the copies that are kept")
    parser.add_argument("--notes", action="store_true", help="your own marks and notes on it too")
    parser.add_argument("--from", dest="given", metavar="FILE|DIR", help="with --original: look in these copies")


def marks(parser: ArgumentParser) -> None:
    parser.set_defaults(marks="list")


def mark(parser: ArgumentParser) -> None:
    parser.set_defaults(marks="add")
    parser.add_argument("entry", metavar="ENTRY", help="an entry's id or its tail")


def unmark(parser: ArgumentParser) -> None:
    mark(parser)
    parser.set_defaults(marks="remove")


def note(parser: ArgumentParser) -> None:
    mark(parser)
    parser.set_defaults(marks="note")
    parser.add_argument("text", nargs="*", metavar="TEXT", help='what to note; - reads stdin, "" takes the note away')


def compare(parser: ArgumentParser) -> None:
    parser.add_argument("tiers", nargs="*", metavar="TIER", help="as --tier; all tiers where none is named")
    _tier(parser)
    _topic(parser)
    parser.add_argument(
        "--against",
        type=past_date,
        metavar="DATE",
        help="what differs between this day and that of --as-of (the present), for each tier in turn",
    )
    parser.add_argument("--differences", action="store_true", help="only rows in which the values differ")


def advise(parser: ArgumentParser) -> None:
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--questions", action="store_true", help="list the questions and their options")
    mode.add_argument(
        "--answers",
        metavar="FILE",
        help="answers in a TOML or JSON file, or an assessment that was kept; - reads stdin",
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help="an assessment that was kept: asks what is open in it")
    parser.add_argument("--save", metavar="NAME", help="keep the answers under this name")
    parser.add_argument(
        "--plain",
        action="store_true",
        help="no colours, even in a terminal; asks what is open in the file of --answers",
    )
    parser.add_argument("--date", type=partial_date, metavar="DATE", help="the day to put on the record")


def kept(parser: ArgumentParser) -> None:
    parser.set_defaults(kept="list")


def rename(parser: ArgumentParser) -> None:
    parser.set_defaults(kept="rename")
    parser.add_argument("old", metavar="OLD", help="its name now")
    parser.add_argument("new", metavar="NEW", help="its name from now on")


def delete(parser: ArgumentParser) -> None:
    parser.set_defaults(kept="delete")
    parser.add_argument("name", metavar="NAME", help="its name")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def compare_kept(parser: ArgumentParser) -> None:
    parser.set_defaults(kept="compare")
    parser.add_argument("one", metavar="A", help="the name of one")
    parser.add_argument("other", metavar="B", help="the name of the other")


def changes(parser: ArgumentParser) -> None:
    parser.add_argument("--since", type=partial_date, metavar="DATE", help="first recorded on or after it")
    _tier(parser)
    _topic(parser)
    parser.add_argument("--severity", action="append", default=[], choices=SEVERITIES, help="only these; repeatable")


def sources(parser: ArgumentParser) -> None:
    parser.add_argument("id", nargs="?", metavar="ID", help="one source, with its passages")


def fetch(parser: ArgumentParser) -> None:
    parser.set_defaults(check="fetch")
    parser.add_argument("id", nargs="*", metavar="SOURCE", help="these sources; all where none is named")
    parser.add_argument(
        "--allow-local", action="store_true", dest="local", help="addresses may lead into a private network too"
    )


def verify(parser: ArgumentParser) -> None:
    fetch(parser)
    parser.set_defaults(check="verify")
    parser.add_argument("--from", dest="given", metavar="FILE|DIR", help="look in these copies; nothing is fetched")


def drift(parser: ArgumentParser) -> None:
    fetch(parser)
    parser.set_defaults(check="drift")
    parser.add_argument("--from", dest="given", metavar="FILE", help="the page of today, saved; nothing is fetched")
    parser.add_argument("--record", metavar="FILE", help="the text that was recorded, where it is not kept here")


def pack_check(parser: ArgumentParser) -> None:
    parser.add_argument("dir", nargs="?", metavar="DIR", help="its folder (that of --pack, else the bundled one)")


def pack_fingerprint(parser: ArgumentParser) -> None:
    parser.add_argument("document", metavar="DOCUMENT", help="the page, saved: HTML, Markdown or text")
    parser.add_argument("--text", help="the passage's words; without it they are read from stdin")
    parser.add_argument("--slug", default="passage", help="the passage's slug")
