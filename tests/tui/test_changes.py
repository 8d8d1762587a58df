"""The changes on their line: what each filter leaves, what is found, and both sides of each."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from tests.tui.seen import lines_of
from trusttui.pack.dates import last_day
from trusttui.pack.model import Pack, Severity
from trusttui.pack.view import View
from trusttui.report.timeline import recorded, rests_on
from trusttui.tui.app import TrustApp
from trusttui.tui.filters import Facet, Filters
from trusttui.tui.screens.changes import ChangesScreen, day_label
from trusttui.tui.widgets.entries import EntryList
from trusttui.tui.widgets.filters import FilterLine
from trusttui.tui.widgets.keybar import KeyBar
from trusttui.tui.widgets.reader import LinkList, Reader

MakeApp = Callable[..., TrustApp]
SIZES = [(120, 40), (60, 20)]


def changes_screen(app: TrustApp) -> ChangesScreen:
    assert isinstance(app.screen, ChangesScreen)
    return app.screen


def listed(app: TrustApp) -> list[str]:
    return app.screen.query_one("#entries", EntryList).entries


def title_of(app: TrustApp) -> str:
    return str(app.screen.query_one(FilterLine).render())


def shown_by(view: View, tier: str | None, topic: str | None, severity: str | None) -> list[str]:
    """What a plain reading of three choices leaves."""
    return [
        change.id
        for change in view.changes
        if tier in (None, *change.head.tiers)
        and topic in (None, *change.head.topics)
        and severity in (None, change.head.severity)
    ]


def turn_to(screen: ChangesScreen, choices: tuple[str | None, ...]) -> None:
    """Turn each filter, as its key does, until it stands at a choice."""
    for facet, choice in zip(screen.facets, choices, strict=True):
        while screen.filters.of(facet.id) != choice:
            screen.filters.turn(facet)
    screen.refill()


@pytest.mark.parametrize("every", [True, False])
async def test_every_combination_of_filters_shows_exactly_the_changes_that_match(
    make_app: MakeApp, pack: Pack, small_pack: Pack, every: bool
) -> None:
    """All of the small pack's; of the bundled one's all tiers with all topics, with each severity in turn."""
    app = make_app(small_pack if every else pack)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        await pilot.pause()
        screen = changes_screen(app)
        tiers, topics, severities = ([None, *facet.choices] for facet in screen.facets)
        pairs = ((*pair, severities[number % 3]) for number, pair in enumerate(product(tiers, topics)))
        for chosen in product(tiers, topics, severities) if every else pairs:
            turn_to(screen, chosen)
            expected = shown_by(app.session.view, *chosen)
            assert listed(app) == expected, chosen
            assert app.screen.query_one("#nothing").display == (not expected)


async def test_a_search_within_filters_shows_what_both_leave(make_app: MakeApp, view: View) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("7", "slash", *"retention")
        await pilot.pause()
        found = listed(app)
        assert found
        screen = changes_screen(app)
        by_id = {change.id: change for change in view.changes}
        for severity in Severity:
            screen.action_filter("severity", 1)
            assert listed(app) == [entry for entry in found if by_id[entry].head.severity is severity]
        assert {by_id[entry].head.severity for entry in found} == set(Severity)


async def test_the_keys_of_the_filters_stand_in_the_footer_and_their_state_in_the_title(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("7")
        await pilot.pause()
        keys = {part.id: part.text.plain.split()[0] for part in app.screen.query_one(KeyBar).parts}
        assert [
            keys.get(f"screen.filter('{name}', 1)") or keys.get(f"filter('{name}', 1)")
            for name in ("tier", "topic", "severity")
        ] == ["f", "p", "s"]
        assert "clear_filters" not in " ".join(keys)
        assert "tier: all" in title_of(app)
        await pilot.press("f", "s")
        await pilot.pause()
        tier = app.session.view.tiers[0].short
        assert tier in title_of(app)
        assert "▲ major" in title_of(app)
        assert f"{len(listed(app))} of {len(app.session.view.changes)}" in title_of(app)
        assert any("No filter" in line for line in lines_of(app)[-1:])
        await pilot.press("F", "S")
        await pilot.pause()
        assert "tier: all" in title_of(app)
        await pilot.press("p", "x")
        await pilot.pause()
        assert len(listed(app)) == len(app.session.view.changes)


@pytest.mark.parametrize("size", SIZES)
async def test_what_leaves_nothing_says_what_to_do_and_the_keys_still_work(
    make_app: MakeApp, small_pack: Pack, size: tuple[int, int]
) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=size) as pilot:
        await pilot.press("7", "f", "s", "s")  # Desk, minor
        await pilot.pause()
        assert listed(app) == []
        text = "\n".join(lines_of(app))
        assert "Desk · minor" in text
        assert "f  another tier (1 change without it)" in text
        assert "s  another severity (1 change without it)" in text
        assert "x  no filter" in text
        await pilot.press("s")  # not typed into the field
        await pilot.pause()
        assert listed(app) == ["changes/2023-05-kept-20-days"]
        await pilot.press("s", "s", "x")
        await pilot.pause()
        assert len(listed(app)) == 2
        assert app.focused is app.screen.query_one("#entries")


async def test_a_search_that_the_filters_leave_nothing_of_says_both(make_app: MakeApp, small_pack: Pack) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("7", "s", "s", "slash", *"inputs")
        await pilot.pause()
        text = "\n".join(lines_of(app))
        assert "“inputs”" in text
        assert "Without the filters: 1 change." in text
        await pilot.press("escape")
        await pilot.pause()
        assert len(listed(app)) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_years_and_dates_stand_on_the_line_newest_first(
    make_app: MakeApp, view: View, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("7")
        await pilot.pause()
        entries = app.screen.query_one("#entries", EntryList)
        rows = [str(entries.get_option_at_index(number).prompt) for number in range(entries.option_count)]
        heads = [row.split("\n")[0] for row in rows]
        years = [head.split()[0] for head in heads if " ┌ " in head or (" ├ " in head and head.split()[0].isdecimal())]
        assert years == sorted({recorded(view, change)[:4] for change in view.changes}, reverse=True)
        nodes = [head.split(" ●")[0].strip() for head in heads if "●" in head]
        days = list(dict.fromkeys(recorded(view, change) for change in view.changes))
        assert days == sorted(days, key=last_day, reverse=True)
        assert nodes == [day_label(day) for day in days]
        assert all("│" in line for row in rows for line in row.split("\n")[1:])


def test_a_date_on_the_line_is_as_precise_as_it_is_known() -> None:
    assert [day_label(day) for day in ("2024-05-02", "2024-01", "2023")] == ["2 May", "Jan", "2023"]


@pytest.mark.parametrize(("size", "beside"), [((120, 40), True), ((80, 24), False), ((60, 20), False)])
async def test_both_sides_stand_beside_each_other_where_there_is_room(
    make_app: MakeApp, small_pack: Pack, size: tuple[int, int], beside: bool
) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=size) as pilot:
        await pilot.press("7", "enter")
        await pilot.pause()
        lines = lines_of(app)
        before = next(line for line in lines if "Before, November 2022" in line)
        assert ("After, 20 May 2023" in before) == beside
        assert any("After, 20 May 2023" in line for line in lines)
        for words in ("▲ major change", "Desk · Retention · first recorded", "kept-60-days", "web page"):
            assert any(words in line for line in lines), words


async def test_what_rests_on_a_change_is_a_link_each_under_its_heading(make_app: MakeApp, view: View) -> None:
    app = make_app()
    change = next(change for change in view.changes if len(rests_on(view, change)) > 1)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("7")
        app.open_entry(change.id)
        await pilot.pause()
        document = app.screen.query_one(Reader).document
        assert document is not None
        resting = [link.target for link in document.links if link.group == "What rests on it"]
        assert resting == rests_on(view, change)
        await pilot.press("enter")
        await pilot.pause()
        links = app.screen.query_one(LinkList)
        assert app.focused is links
        assert str(links.get_option_at_index(0).prompt) == "What rests on it"
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.history.current is not None
        assert app.history.current.entry == resting[1]


async def test_opening_a_change_that_the_filters_hide_clears_them(make_app: MakeApp, small_pack: Pack) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("7", "f")
        await pilot.pause()
        app.open_entry("changes/2022-11-engine")
        await pilot.pause()
        assert app.screen.query_one("#entries", EntryList).entry == "changes/2022-11-engine"
        assert not changes_screen(app).filters


async def test_a_click_on_the_title_turns_a_filter(make_app: MakeApp, small_pack: Pack) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("7")
        await pilot.pause()
        at = title_of(app).index("severity")
        await pilot.click("#filters", offset=(at + 1, 0))
        await pilot.pause()
        assert changes_screen(app).filters.of("severity") == "major"


async def test_a_filter_that_another_day_does_not_have_is_forgotten(make_app: MakeApp, small_pack: Pack) -> None:
    app = make_app(small_pack)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("7", "f", "f")
        await pilot.pause()
        assert changes_screen(app).filters.of("tier") == "engine"
        await pilot.press("t", "tab", *"2021", "enter")
        await pilot.pause()
        assert changes_screen(app).filters.of("tier") is None
        assert listed(app) == []


async def test_a_long_choice_is_cut_and_the_count_stays(make_app: MakeApp, hostile_pack: Pack) -> None:
    app = make_app(hostile_pack)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("7", "f", "p")
        await pilot.pause()
        line = lines_of(app)[3]
        assert "…" in line
        assert "of 2" in line
        assert app.is_running


def test_a_facet_turns_through_its_choices_and_all() -> None:
    facet = Facet("tier", {"desk": "Desk", "engine": "Engine"})
    filters = Filters()
    seen = []
    for _ in range(4):
        filters.turn(facet)
        seen.append(filters.of("tier"))
    assert seen == ["desk", "engine", None, "desk"]
    filters.turn(facet, -1)
    assert filters.of("tier") is None
    assert not filters
    filters.turn(facet, -1)
    assert filters.of("tier") == "engine"
    filters.keep([Facet("tier", {"desk": "Desk"})])
    assert not filters
