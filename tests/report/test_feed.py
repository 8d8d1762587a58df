"""The feed, read back by a parser that has nothing to do with the one that wrote it."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trusttui.pack.dates import last_day
from trusttui.pack.load import bundled, load_pack
from trusttui.pack.model import Change, Pack, Severity
from trusttui.pack.view import View
from trusttui.report.feed import atom, feed_id
from trusttui.report.timeline import Wanted, chosen, recorded

ATOM = "{http://www.w3.org/2005/Atom}"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
TAG_URI = re.compile(r"tag:[a-z0-9-]+,\d{4}(-\d\d(-\d\d)?)?:[a-z0-9/?=&-]+")
PACK = load_pack(bundled())


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def only(parent: ElementTree.Element, name: str) -> ElementTree.Element:
    """The one child of that name: Atom allows no second."""
    (found,) = parent.findall(f"{ATOM}{name}")
    return found


def check(feed: ElementTree.Element) -> list[ElementTree.Element]:
    """What RFC 4287 asks of a feed and its entries; the entries."""
    assert feed.tag == f"{ATOM}feed"
    assert only(feed, "title").text
    assert TAG_URI.fullmatch(only(feed, "id").text or "")
    assert INSTANT.fullmatch(only(feed, "updated").text or "")
    assert only(only(feed, "author"), "name").text
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        assert only(entry, "title").text
        assert TAG_URI.fullmatch(only(entry, "id").text or "")
        assert INSTANT.fullmatch(only(entry, "updated").text or "")
        assert only(entry, "link").get("rel") == "alternate"
        assert (only(entry, "link").get("href") or "").startswith("https://")
        assert only(entry, "content").get("type") == "html"
        assert all(category.get("term") for category in entry.findall(f"{ATOM}category"))
    assert len({only(entry, "id").text for entry in entries}) == len(entries)
    return entries


@pytest.mark.parametrize("as_of", [None, "2024-01", "2021"])
def test_all_changes_with_their_dates_as_updated(as_of: str | None) -> None:
    view = View(PACK, as_of)
    feed = parsed(atom(view, view.changes, Wanted()))
    entries = check(feed)
    assert [only(entry, "title").text for entry in entries] == [change.head.title for change in view.changes]
    for entry, change in zip(entries, view.changes, strict=True):
        day = last_day(recorded(view, change))
        assert only(entry, "updated").text == only(entry, "published").text == f"{day}T00:00:00+00:00"
        assert f"{recorded(view, change)}:{change.id}" in (only(entry, "id").text or "")
        terms = {category.get("term") for category in entry.findall(f"{ATOM}category")}
        assert terms == {change.head.severity.value, *change.head.tiers, *change.head.topics}
    newest = [only(entry, "updated").text or "" for entry in entries]
    assert only(feed, "updated").text == max(newest, default=f"{last_day(view.as_of)}T00:00:00+00:00")


def test_a_feed_without_entries_is_valid_and_has_no_clock_in_it() -> None:
    view = View(PACK)
    wanted = Wanted(since="2999")
    feed = parsed(atom(view, chosen(view, wanted), wanted))
    assert check(feed) == []
    assert only(feed, "updated").text == f"{last_day(view.as_of)}T00:00:00+00:00"


def test_feeds_of_other_filters_are_other_feeds() -> None:
    view = View(PACK)
    asked = [
        Wanted(),
        Wanted(since="2024"),
        Wanted(tiers=frozenset(["team"])),
        Wanted(topics=frozenset(["use"])),
        Wanted(severities=frozenset([Severity.MAJOR])),
        Wanted(tiers=frozenset(["team", "api"])),
    ]
    ids = [feed_id(view, wanted) for wanted in asked]
    assert len(set(ids)) == len(ids)
    assert ids[-1].endswith(":changes?tier=api&tier=team")
    assert feed_id(View(PACK, "2024-01"), asked[2]) == ids[2]


def test_hostile_text_is_text(hostile_pack: Pack) -> None:
    view = View(hostile_pack)
    entries = check(parsed(atom(view, view.changes, Wanted())))
    assert [only(entry, "title").text for entry in entries] == [change.head.title for change in view.changes]
    for entry in entries:
        html = only(entry, "content").text or ""
        tags = set(re.findall(r"<[^>]*>", html))
        assert tags <= {"<p>", "</p>", "<h3>", "</h3>", "<cite>", "</cite>"}
        assert "[ZDR] [Team] [/foo] [@click=app.quit]x[/]" in html
        # Read as HTML it is a tree: nothing of the pack's text opened or closed an element.
        assert ElementTree.fromstring(f"<div>{html}</div>") is not None


@example(text="\ufffe\uffff\x00\x1b", body="a\x0b\ufffe]]>&#0;<!--")
@given(text=st.text(min_size=1, max_size=60), body=st.text(max_size=120))
def test_no_text_breaks_the_feed(text: str, body: str) -> None:
    view = View(PACK)
    first = view.changes[0]
    side = msgspec.structs.replace(first.head.before, text=text)
    head = msgspec.structs.replace(first.head, title=f"x{text}", before=side)
    change = Change(id=first.id, head=head, body=body)
    written = atom(view, [change], Wanted())
    assert written.isascii()
    (entry,) = check(parsed(written))
    html = only(entry, "content").text or ""
    assert set(re.findall(r"<[^>]*>", html)) <= {"<p>", "</p>", "<h3>", "</h3>", "<cite>", "</cite>"}


def test_an_entry_is_a_line() -> None:
    view = View(PACK)
    lines = atom(view, view.changes, Wanted()).splitlines()
    assert sum(line.startswith("<entry>") for line in lines) == len(view.changes)
