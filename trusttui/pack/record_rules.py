"""What must hold of records of one document: an unbroken line, and statements that follow it."""

from __future__ import annotations

from collections.abc import Iterator

from trusttui.pack.dates import last_day
from trusttui.pack.faults import Faults
from trusttui.pack.model import Pack, Source, SourceKind
from trusttui.pack.names import Names, listed
from trusttui.pack.node import Node
from trusttui.pack.records import kept_in, next_records


def check_records(node: Node, names: Names) -> None:
    """Adds the faults of `previous`, `keeps` and `first_recorded` in sources.toml."""
    followed: dict[str, str] = {}
    known = _headings(node)
    for source in node.nodes("source"):
        previous = source.text("previous")
        names.refer(source, "previous", names.sources, "source of sources.toml")
        _first_recorded(source)
        _renamed(source, known)
        if previous is None:
            if source.filled("keeps"):
                source.add("keeps", "passages are kept, and no previous record is named", "previous")
            continue
        before = (names.sources or {}).get(previous)
        if previous in followed:
            source.add("previous", f'"{previous}" is before "{followed[previous]}" already', "one record after each")
        followed[previous] = source.text("id") or ""
        if before is not None:
            _follows(source, before, names)


def _headings(node: Node) -> set[str]:
    """The headings under which passages stand in any source."""
    found: set[str] = set()
    for source in node.nodes("source"):
        passages = source.node("passages")
        for name in passages.table if passages else ():
            passage = passages.node(name) if passages else None
            found.add((passage.text("section") if passage else None) or "")
        found.update(heading for _, heading in _pairs(source))
    return found


def _pairs(source: Node) -> list[tuple[str, str]]:
    headings = source.node("headings")
    return [(old, new) for old in (headings.table if headings else ()) if headings and (new := headings.text(old))]


def _renamed(source: Node, known: set[str]) -> None:
    for heading, _ in _pairs(source):
        if source.text("previous") is None:
            source.add("headings", "a heading is renamed, and no previous record is named", "previous")
        elif heading not in known:
            near = source.near(heading, known)
            source.add(
                "headings", f'no passage stands under "{heading}"', f"the section of a passage that is kept{near}"
            )


def _first_recorded(source: Node) -> None:
    first, recorded = _day(source, "first_recorded"), _day(source, "recorded")
    if source.filled("first_recorded") and not source.filled("recorded"):
        source.add("first_recorded", "there is no recorded", "recorded too: the day on which this text was seen")
    if first and recorded and first > recorded:
        source.add("first_recorded", "later than recorded", "an earlier day")


def _follows(source: Node, before: Node, names: Names) -> None:
    then, now = _date(before), _date(source)
    if then and now and then >= now:
        source.add("previous", f'"{before.text("id")}" is not older', "an older record of the same document")
    has = names.passages(before.text("id"))
    own = source.node("passages")
    for key, slug in source.strings("keeps"):
        if has is not None and slug not in has:
            found = f'no such passage of {before.text("id")}: "{slug}"'
            source.add(key, found, f"{listed(has)}{source.near(slug, has)}")
        if own and slug in own.table:
            source.add(key, f'"{slug}" is a passage of its own here', "a slug that is kept is not declared again")


def _date(source: Node) -> str | None:
    return _day(source, "first_recorded") or _day(source, "recorded") or _day(source, "stated")


def _day(source: Node, key: str) -> str | None:
    value = source.text(key)
    try:
        return last_day(value) if value else None
    except ValueError:
        return None


# --- statements and the records after them


def check_lapsed(pack: Pack, faults: Faults) -> None:
    """Warns of each statement whose passages are gone from a later record that no newer statement speaks for.

    A reader is then told that the point is not stated any more; the pack should say what that record does say.
    """
    after = next_records(pack.sources)
    sources = {source.id: source for source in pack.sources}
    for file, key, statements in _points(pack):
        for source, passages in statements:
            days = [last_day(sources[other].date) for other, _ in statements if _alike(sources[other], sources[source])]
            last = kept_in(sources[source], passages, after)[-1]
            gone = after.get(last.id)
            if gone is None:
                continue
            first, end = last_day(sources[source].date), last_day(gone.date)
            if not any(first < day <= end for day in days):
                found = f"what {source} says is gone from {gone.id}, and no statement is newer"
                faults.add(file, key, found, f"what {gone.id} says, if only that it is not stated", "warning")


def _alike(one: Source, other: Source) -> bool:
    return (one.kind is SourceKind.CONTRACT) == (other.kind is SourceKind.CONTRACT)


def _points(pack: Pack) -> Iterator[tuple[str, str, list[tuple[str, list[str]]]]]:
    """Each point with its statements, a source and its passages each."""
    for attribute in pack.attributes:
        for tier, cell in attribute.cells.items():
            key = f"attribute[{attribute.id}].cells.{tier}"
            yield "matrix.toml", key, [(each.source, each.passages) for each in cell]
    for article in pack.articles:
        head = article.head
        others = ((each.source, each.passages) for each in (*head.earlier, *head.also))
        yield f"{article.id}.md", "source", [(head.source, head.passages), *others]
