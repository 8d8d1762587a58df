"""What must hold of answers, commitments, agreements and changes beyond their types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from trusttui.pack.dates import last_day
from trusttui.pack.faults import Faults
from trusttui.pack.names import Names, listed
from trusttui.pack.node import Node
from trusttui.pack.placeholders import tiers_named
from trusttui.pack.rules import is_date
from trusttui.pack.text import MOST_TEXT, REFUSED, TEXT_ALLOWED, Table, code_point

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NAME_LENGTH = 80
# Wider than Markdown: what only looks like a link (in code, behind a backslash) is held to the same rule, so that no
# reading of the text can make a link of it that was not looked at.
_LINKS = (
    re.compile(r"\]\(\s*<([^>\n]*)>"),
    re.compile(r"\]\(\s*([^\s<)][^\s)]*)"),
    re.compile(r"^[ \t>*+\-0-9.)]*\[(?:[^\[\]\\]|\\.)+\]:\s*<?([^\s>]+)", re.MULTILINE),
    re.compile(r"<([A-Za-z][A-Za-z0-9+.\-]{1,31}:[^\s<>]*)>"),
    re.compile(r"<([A-Za-z0-9][^\s<>@:]*@[^\s<>]+)>"),
)
_AGREEMENT_KEYS = ("short", "attribute", "how")


def check_names(files: Iterable[str], faults: Faults) -> None:
    """Adds a fault for each article whose path is no id, or gives the id of another one."""
    seen: dict[str, str] = {}
    for file in files:
        parts = file[:-3].split("/")
        if not all(_NAME.fullmatch(part) and len(part) <= _NAME_LENGTH for part in parts) or file[-3:] != ".md":
            allowed = f"lower case words joined by hyphens, {_NAME_LENGTH} characters at most, then .md"
            faults.add(file, "", "the path is no id", allowed)
        same = seen.setdefault(file[:-3].casefold(), file)
        if same != file:
            faults.add(file, "", f"the same id as {same}", "one file an id, whatever the letter case")


def check_article(file: str, table: Table, body: str, names: Names, faults: Faults) -> None:
    """Adds the faults of one article or change."""
    node = Node(table, file, faults)
    names.refer_all(node, "tiers", names.tiers, "tier of pack.toml")
    names.refer_all(node, "topics", names.topics, "topic of pack.toml")
    names.refer_all(node, "attributes", names.attributes, "attribute of matrix.toml")
    names.see(node)
    for tier in tiers_named(node.text("title") or "") if not file.startswith("changes/") else ():
        if names.tiers is not None and tier not in names.tiers:
            node.add("title", f'no such tier of pack.toml: "{{{tier}}}"', listed(names.tiers))
    if file.startswith("changes/"):
        _change(node, names)
    else:
        _statements(node, names, faults)
        _agreement(node, names, file.startswith("agreements/"))
    check_body(file, body, names, faults)


def _statements(node: Node, names: Names, faults: Faults) -> None:
    """What the article says now, and what other sources said before."""
    names.refer_all(node, "agreements", names.agreements, "agreement, a file in agreements/")
    names.cite(node, needed="" if node.flag("not_stated") else "the article states something (or not_stated = true)")
    seen = {node.text("source")}
    for array in ("earlier", "also"):
        for other in node.nodes(array):
            names.cite(other, needed="" if other.flag("not_stated") else "the source says or said so")
            names.refer_all(other, "tiers", names.tiers, "tier of pack.toml")
            source = other.text("source")
            if source is not None and source in seen:
                other.add("source", f'a second statement of "{source}" in this article', "one statement a source")
            seen.add(source)
            _place(node, other, array, names)
            for problem in _markdown(other.text("text") or "", names):
                other.add("text", *problem)


def _place(node: Node, other: Node, array: str, names: Names) -> None:
    """`earlier` is for older sources, `also` for documents of another kind: a contract beside a page."""
    source = other.text("source")
    if array == "also":
        if _binds(node, names) is not None and _binds(node, names) == _binds(other, names):
            other.add(
                "source", f'"{source}" is of the same kind as the source of the article', "a contract beside a page"
            )
        return
    now, then = _day(node, names), _day(other, names)
    if now and then and then > now:
        other.add("source", f'"{source}" is newer than the source of the article', "an older source")


def _binds(node: Node, names: Names) -> bool | None:
    """Whether a node's source is a contract; None where that cannot be known."""
    source = (names.sources or {}).get(node.text("source") or "")
    return None if source is None else source.text("kind") == "contract"


def _agreement(node: Node, names: Names, is_agreement: bool) -> None:
    names.refer(node, "attribute", names.attributes, "attribute of matrix.toml")
    names.cite(node, "how_passages")
    for key in _AGREEMENT_KEYS:
        if is_agreement and not node.filled(key):
            node.add(key, "an agreement without it", f"agreements have {', '.join(_AGREEMENT_KEYS)}")
        if not is_agreement and node.filled(key):
            node.add(key, "not used here", "only agreements have it", "warning")
    if is_agreement and "\n" in (node.text("short") or ""):
        node.add("short", "more than one line", "an acronym or another short name")
    if is_agreement and node.filled("how") and not node.filled("how_passages"):
        node.add("how_passages", "the route cites no passage", "the passages that name it", "warning")


def _change(node: Node, names: Names) -> None:
    sides = [side for side in (node.node("before"), node.node("after")) if side]
    for side in sides:
        names.cite(side)
    if len(sides) < 2:
        return
    if not any(side.filled("passages") for side in sides):
        sides[1].add("passages", "neither side cites a passage", "at least one side cites")
    before, after = (_day(side, names) for side in sides)
    if before and after and before >= after:
        found = f'"{sides[0].text("source")}" is not older than "{sides[1].text("source")}"'
        sides[0].add("source", found, "a source older than that of after")


def _day(node: Node, names: Names) -> str | None:
    """The last day of a source's date, where it has one that exists."""
    name = node.text("source")
    source = (names.sources or {}).get(name) if name is not None else None
    if source is None:
        return None
    date = source.text("first_recorded") or source.text("recorded") or source.text("stated")
    return last_day(date) if date and is_date(date) else None


# --- Markdown


def check_body(file: str, body: str, names: Names, faults: Faults) -> None:
    """Adds the faults of a Markdown body."""
    hit = REFUSED.search(body)
    if hit:
        faults.add(file, "body", f"the character {code_point(hit.group())}", TEXT_ALLOWED)
    if not body:
        faults.add(file, "body", "no text follows the front matter", "Markdown")
    if len(body) > 10 * MOST_TEXT:
        faults.add(file, "body", f"{len(body)} characters", f"at most {10 * MOST_TEXT} characters")
        return
    for found, allowed in _markdown(body, names):
        faults.add(file, "body", found, allowed)


def _markdown(text: str, names: Names) -> Iterator[tuple[str, str]]:
    """What is wrong with the links of a Markdown text: found and allowed."""
    if "](" not in text and "]:" not in text and "<" not in text:
        return
    for link in _LINKS:
        for match in link.finditer(text):
            target = match[1]
            if not target.startswith("https://") and names.has_entry(target) is False:
                yield f'a link to "{target}"', "https:// addresses and ids of entries"


def article_files(bodies: Mapping[str, str]) -> list[str]:
    """The files of answers, commitments and agreements, in the order of their ids."""
    return sorted(file for file in bodies if not file.startswith("changes/"))


def change_files(bodies: Mapping[str, str]) -> list[str]:
    """The files of changes, in the order of their ids."""
    return sorted(file for file in bodies if file.startswith("changes/"))
