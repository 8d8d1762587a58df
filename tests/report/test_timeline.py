"""Changes that are asked for, under their dates, each with both sides and with what rests on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trusttui.pack.dates import last_day
from trusttui.pack.load import bundled, load_pack
from trusttui.pack.model import Citation, Pack, Severity
from trusttui.pack.view import View
from trusttui.report import as_markdown, as_text
from trusttui.report.blocks import Role
from trusttui.report.entries import entry_title
from trusttui.report.entry import entry_blocks, see_ids
from trusttui.report.timeline import Wanted, by_date, chosen, recorded, rests_on, timeline_blocks, without
from trusttui.report.words import ASCII

VIEW = View(load_pack(bundled()))
TIERS = [tier.id for tier in VIEW.tiers]
TOPICS = [topic.id for topic in VIEW.pack.meta.topic]
DATES = ["2021", "2023", "2023-07", "2023-12-31", "2024", "2024-01", "2024-02-01", "2024-05-02", "2026", "2026-06-30"]


@given(
    since=st.sampled_from(["", *DATES]),
    tiers=st.frozensets(st.sampled_from(TIERS), max_size=2),
    topics=st.frozensets(st.sampled_from(TOPICS), max_size=2),
    severities=st.frozensets(st.sampled_from(list(Severity)), max_size=1),
)
def test_every_combination_gives_exactly_the_changes_that_match(
    since: str, tiers: frozenset[str], topics: frozenset[str], severities: frozenset[Severity]
) -> None:
    wanted = Wanted(since=since, tiers=tiers, topics=topics, severities=severities)
    expected = []
    for change in VIEW.changes:
        head = change.head
        first = {4: f"{since}-01-01", 7: f"{since}-01"}.get(len(since), since)
        if since and last_day(VIEW.source(head.after.source).date) < first:
            continue
        if tiers and not any(tier in head.tiers for tier in tiers):
            continue
        if topics and not any(topic in head.topics for topic in topics):
            continue
        if severities and head.severity not in severities:
            continue
        expected.append(change.id)
    assert [change.id for change in chosen(VIEW, wanted)] == expected
    for part, count in without(VIEW, wanted):
        assert count > 0
        assert count >= len(expected), part


def test_since_takes_a_partial_date_from_its_first_day(small_pack: Pack) -> None:
    view = View(small_pack)
    found = {day: [recorded(view, c) for c in chosen(view, Wanted(since=day))] for day in ("2022", "2022-11", "2023")}
    assert found == {
        "2022": ["2023-05-20", "2022-11"],
        "2022-11": ["2023-05-20", "2022-11"],
        "2023": ["2023-05-20"],
    }
    assert not chosen(view, Wanted(since="2023-05-21"))
    # Of a month alone only its end is sure.
    assert len(chosen(view, Wanted(since="2022-11-30"))) == 2
    assert len(chosen(view, Wanted(since="2022-12"))) == 1


def test_dates_stand_newest_first_and_each_once() -> None:
    days = list(by_date(VIEW, VIEW.changes))
    assert days == sorted(days, key=last_day, reverse=True)
    assert sum(len(group) for group in by_date(VIEW, VIEW.changes).values()) == len(VIEW.changes)
    titles = [block.text for block in timeline_blocks(VIEW, VIEW.changes, Wanted()) if block.role is Role.TITLE]
    assert len(titles) == len(days) + 1


def test_what_rests_on_a_change_exists_and_cites_it() -> None:
    for change in VIEW.changes:
        resting = rests_on(VIEW, change)
        assert len(resting) == len(set(resting))
        assert not set(resting) & set(see_ids(VIEW, change.id))
        side = change.head.after if change.head.after.passages else change.head.before
        for entry in resting:
            assert entry_title(VIEW, entry), entry
            if not entry.startswith("matrix/"):
                cited = [Citation(side.source, passage) for passage in side.passages]
                assert any(entry in VIEW.cited_by(citation) for citation in cited)


def test_both_sides_name_source_kind_date_and_passages() -> None:
    for change in VIEW.changes:
        blocks = entry_blocks(VIEW, change.id)
        sides = {1: change.head.before, 2: change.head.after}
        for column, side in sides.items():
            heading, text, cited = (block for block in blocks if block.column == column)
            source = VIEW.source(side.source)
            assert heading.role is Role.HEADING
            assert text.text == side.text
            assert cited.role is Role.CITATION
            assert source.title in cited.text
            assert all(passage in cited.text for passage in side.passages)
            assert side.passages or "says nothing" in cited.text


def test_severity_is_a_glyph_and_a_word(small_pack: Pack) -> None:
    view = View(small_pack)
    signs = {c.id: [b.text for b in entry_blocks(view, c.id) if b.role is Role.SIGN] for c in view.changes}
    assert signs == {"changes/2023-05-kept-20-days": ["▲ major change"], "changes/2022-11-engine": ["△ minor change"]}
    assert all(text.translate(ASCII).isascii() for texts in signs.values() for text in texts)


@pytest.mark.parametrize("render", [as_text.render, as_markdown.render])
def test_the_listing_groups_by_date(small_pack: Pack, render: object) -> None:
    view = View(small_pack)
    text = render(timeline_blocks(view, view.changes, Wanted(tiers=frozenset(["desk"]))))  # type: ignore[operator]
    order = [
        "2 changes",
        "Desk",
        "First recorded 20 May 2023",
        "Inputs go after",
        "First recorded November 2022",
        "Engine",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "kept-60-days" in text
    assert "kept-20-days" in text


def test_both_dates_are_said_where_the_record_that_is_cited_is_later_than_the_change() -> None:
    change = next(each for each in VIEW.changes if each.id == "changes/2026-06-business-admins-see-chats")
    both = "first recorded 29 June 2026; cited from the record of 22 August 2026"
    assert both in as_text.render(entry_blocks(VIEW, change.id), as_text.Style(200))
    listed = as_text.render(timeline_blocks(VIEW, [change], Wanted()), as_text.Style(200))
    assert "First recorded 29 June 2026" in listed
    assert "cited from the record of 22 August 2026" in listed
    # Whoever read in July could not know of a record of August; and one record has one date as a rule.
    july = View(VIEW.pack, "2026-07")
    assert "cited from" not in as_text.render(entry_blocks(july, change.id))
    one = next(each for each in VIEW.changes if each.head.after.source == "enterprise-privacy-2026-01")
    assert "cited from" not in as_text.render(entry_blocks(VIEW, one.id))
