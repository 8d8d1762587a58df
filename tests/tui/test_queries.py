"""Earlier queries, the highlight while one types, and what the screen says when nothing answers."""

from __future__ import annotations

from collections.abc import Callable

from textual.widgets import Input

from trusttui.tui.app import TrustApp
from trusttui.tui.queries import MOST, Queries
from trusttui.tui.widgets.entries import EntryList

MakeApp = Callable[..., TrustApp]


def test_queries_come_back_newest_first_each_once() -> None:
    queries = Queries()
    assert queries.before("") is None
    for query in ("one", "two", " one ", ""):
        queries.add(query)
    assert queries.before("") == "one"
    assert queries.before("one") == "two"
    assert queries.before("two") is None
    for number in range(2 * MOST):
        queries.add(str(number))
    assert queries.before(str(MOST)) is None


def field(app: TrustApp) -> Input:
    return app.screen.query_one("#query", Input)


def listed(app: TrustApp) -> EntryList:
    return app.screen.query_one("#entries", EntryList)


async def test_up_from_the_first_hit_brings_the_query_before(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash")
        await pilot.pause()
        for query in ("retention", "saml"):
            field(app).value = query
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press("escape", "slash")
            await pilot.pause()
        field(app).focus()
        field(app).value = ""
        await pilot.pause()
        await pilot.press("up")
        await pilot.pause()
        assert field(app).value == "saml"
        assert "matrix/saml-sso" in listed(app).entries
        await pilot.press("up")
        await pilot.pause()
        assert field(app).value == "retention"
        await pilot.press("down", "up")
        await pilot.pause()
        assert field(app).value == "retention", "up moves in the list before it goes to older queries"


async def test_a_highlight_put_by_hand_stays_on_its_entry_while_one_types(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"retentio")
        await pilot.pause()
        await pilot.press("down", "down")
        await pilot.pause()
        chosen = listed(app).entry
        assert chosen != listed(app).entries[0]
        await pilot.press("n")
        await pilot.pause()
        assert chosen in listed(app).entries
        assert listed(app).entry == chosen


async def test_a_typo_is_read_as_what_was_meant_and_says_so(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash")
        field(app).value = "encrpytion"
        await pilot.pause()
        first = listed(app).get_option_at_index(0)
        assert "Did you mean “encryption”" in str(first.prompt)
        assert listed(app).entries


async def test_what_no_source_states_names_whom_to_ask(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash")
        field(app).value = "qwertzuiop zzyzx"
        await pilot.pause()
        said = str(app.screen.query_one("#nothing").render())
        assert "take it as not stated" in said
        assert "To ask:" in said
