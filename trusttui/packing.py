"""`trusttui pack`: what is wrong with a pack, and the fingerprints that its writer needs."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trusttui import streams
from trusttui.streams import Status, Stop

if TYPE_CHECKING:
    from argparse import Namespace

    from trusttui.report.blocks import Block
    from trusttui.sources.passages import Fingerprint

Put = Callable[["Namespace", Callable[[], dict[str, Any]], Callable[[], "Iterable[Block]"]], None]
"""Writes a result in the format of the arguments: its JSON, or its blocks."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def fingerprint(args: Namespace) -> Status:
    """The fingerprint of a passage that stands in a document, as the TOML of `sources.toml`; NO where it does not."""
    from trusttui.sources import passages
    from trusttui.sources.page import page_text

    if not _SLUG.fullmatch(args.slug):
        raise Stop(f"{args.slug!r} is no slug: lower case words joined by hyphens")
    document = Path(args.document)
    try:
        data = document.read_bytes()
    except OSError as error:
        raise Stop(f"{document}: {error.strerror or error}") from None
    text = args.text if args.text is not None else (sys.stdin.read() if sys.stdin else "")
    try:
        made = passages.fingerprint(text)
    except ValueError as error:
        raise Stop(str(error)) from None
    page = passages.normal_words(page_text(data, document.suffix))
    if passages.find(page, made) is None:
        streams.say(f"trusttui: the passage does not stand in {document}")
        streams.say(f"          {_longest(page, passages.normal_words(text))}")
        return Status.NO
    _write(args, made)
    return Status.OK


def _write(args: Namespace, made: Fingerprint) -> None:
    if args.format == "json":
        from trusttui.report.as_json import dump

        streams.write(dump({"passage": args.slug, "words": made.words, "sha256": made.sha256}))
        return
    toml = f'[source.passages.{args.slug}]\nwords = {made.words}\nsha256 = "{made.sha256}"\n'
    streams.write(f"```toml\n{toml}```\n" if args.format == "md" else toml)


def _longest(page: Sequence[str], wanted: Sequence[str]) -> str:
    """The longest run of the passage's words that the page has, for who looks for the word that differs."""
    from difflib import SequenceMatcher

    match = SequenceMatcher(None, page, wanted, autojunk=False).find_longest_match()
    if not match.size:
        return "not one of its words is there"
    run = " ".join(wanted[match.b : match.b + match.size])
    return f"the longest part that does: {match.size} of {len(wanted)} words, from word {match.b + 1}: {run}"
