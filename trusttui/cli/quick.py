"""`trusttui search` where its index is kept: no pack is loaded, and next to nothing imported.

Whatever is not plain here (an option that is not known, a pack without an index, another format) is left to the whole
command, which says the same and more.
"""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Mapping, Sequence

from trusttui import places
from trusttui.cli import streams
from trusttui.cli.streams import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

COLUMNS = 100
"""Lines of prose are no longer than this on the widest terminal."""
_KINDS = frozenset(("answer", "commitment", "attribute", "agreement", "change", "term", "gap"))
_DATE = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_MOST = 100_000


class Asked:
    """The arguments of a search."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.tier: list[str] = []
        self.kind: list[str] = []
        self.limit = 10
        self.format = "text"
        self.as_of: str | None = None
        self.pack: str | None = None

    def take(self, name: str, value: str) -> bool:
        """Note an option; False for one that is not known or makes no sense."""
        if name == "--tier":
            self.tier.append(value)
        elif name == "--kind" and value in _KINDS:
            self.kind.append(value)
        elif name == "--limit" and value.isascii() and value.isdecimal() and len(value) < 7 and 0 < int(value) <= _MOST:
            self.limit = int(value)
        elif name == "--format" and value in ("text", "json"):
            self.format = value
        elif name == "--as-of" and re.fullmatch(_DATE, value):
            self.as_of = value
        elif name == "--pack" and value:
            self.pack = value
        else:
            return False
        return True


def read(argv: Sequence[str]) -> Asked | None:
    """The arguments after `search`, where they are of the plainest sort; None else."""
    asked = Asked()
    waiting = ""
    for word in argv:
        if waiting:
            if word.startswith("-") or not asked.take(waiting, word):
                return None
            waiting = ""
        elif word.startswith("--") and "=" in word:
            name, _, value = word.partition("=")
            if not asked.take(name, value):
                return None
        elif word.startswith("--") and len(word) > 2:
            waiting = word
        elif word.startswith("-"):
            return None
        else:
            asked.words.append(word)
    return asked if asked.words and not waiting else None


def search(argv: Sequence[str]) -> Status | None:
    """Answer from the kept index; None, and nothing written, where the whole command has to."""
    asked = read(argv)
    if asked is None:
        return None
    # What lives for so short a time makes no garbage worth looking for.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _answer(asked)
    finally:
        if collecting:
            gc.enable()


def _answer(asked: Asked) -> Status | None:
    from trusttui import cache

    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    folder = asked.pack or places.bundled(package)
    store = cache.kept_index(folder, asked.as_of) if folder else None
    if store is None:
        return None
    tiers = [_tier(store.head, name) for name in asked.tier]
    if not all(tiers):
        return None
    from trusttui.search.engine import Engine
    from trusttui.search.table import DAMAGE

    try:
        found = Engine(store).query(
            " ".join(asked.words),
            tiers=frozenset(tier for tier in tiers if tier),
            kinds=frozenset(asked.kind),
            limit=asked.limit,
        )
    except DAMAGE:
        if store.discard:
            store.discard()
        return None
    return put(found, store.head, asked.format)


def put(found: Any, head: Mapping[str, Any], form: str) -> Status:
    """Results (`found.RawResults`) to stdout, as text or JSON, and what there is to say of them to stderr."""
    from trusttui.report import found as report

    if form == "json":
        from trusttui.report.json_text import dump

        streams.write(dump(report.as_json(found), ascii_only=streams.is_plain_ascii()))
    else:
        streams.write(report.as_text(found, head, min(streams.width(), COLUMNS), streams.takes_colour()))
    if not found.hits and not found.gaps:
        streams.say(f"trusttui: nothing found for {found.query!r}: no entry has an answer in these words")
        streams.say("          where other words find none either, take it as not stated")
        if found.nearest:
            near = " · ".join(f"{each.title} ({each.id})" for each in found.nearest)
            streams.say(f"          nearest: {near}")
        streams.say(f"          to ask: {report.ask_line(head)}")
    if found.suggestion and form == "text":
        streams.say(f"trusttui: did you mean {found.suggestion!r}?")
    return Status.OK if found.hits or found.gaps else Status.NO


def _tier(head: Mapping[str, Any], name: str) -> str | None:
    """A tier by id, short name or any name it ever had, in any case."""
    wanted = _plain(name)
    for tier in head["tiers"]:
        if wanted in map(_plain, (tier["id"], tier["short"], *tier["names"])):
            return str(tier["id"])
    return None


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("-", " ").split())
