"""`trusttui pack`: what is wrong with a pack, and the fingerprints that its writer needs."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trusttui.cli import streams
from trusttui.cli.streams import Status, Stop
from trusttui.report import blocks as b
from trusttui.report.visible import visible

if TYPE_CHECKING:
    from argparse import Namespace

    from trusttui.cli.streams import Put
    from trusttui.pack.faults import Fault
    from trusttui.sources.passages import Fingerprint

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check(args: Namespace, folder: Path, put: Put) -> Status:
    """All that is wrong with a pack, a line each; NO where there are faults, Stop where there is nothing to read."""
    from trusttui.pack.check import check_folder

    if not folder.is_dir():
        raise Stop(f"{folder}: there is no such folder to read a pack from")
    if not os.access(folder, os.R_OK | os.X_OK):
        raise Stop(f"{folder}: this folder cannot be read")
    _, found = check_folder(folder)
    faults = sum(fault.level == "fault" for fault in found)
    summary = f"{folder}: {_count(faults, 'fault')}, {_count(len(found) - faults, 'warning')}"

    def json() -> dict[str, Any]:
        return {"pack": str(folder), "ok": not faults, "faults": [_as_json(fault) for fault in found]}

    if args.format == "text":
        # A line for each, however long: so they can be counted and searched.
        streams.write("".join(f"{visible(line)}\n" for line in (*map(str, found), summary)))
    else:
        put(args, json, lambda: [b.title(summary), *(b.item(str(fault)) for fault in found)])
    return Status.NO if faults else Status.OK


def _as_json(fault: Fault) -> dict[str, Any]:
    return {
        "level": fault.level,
        "file": fault.file,
        "key": fault.key,
        "found": fault.found,
        "allowed": fault.allowed,
    }


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def fingerprint(args: Namespace) -> Status:
    """The fingerprint of a passage that stands in a document, as the TOML of `sources.toml`; NO where it does not. Stop
    for a slug that is none, a document that cannot be read, and a passage without words."""
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
