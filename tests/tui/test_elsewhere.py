"""Under a list that is narrowed: what the same words find first of all, where that is in another section."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from tests.tui.seen import go, text_of
from trusttui.search.index import Index
from trusttui.tui.app import TrustApp
from trusttui.tui.screens.search import SearchScreen
from trusttui.tui.widgets.elsewhere import REST, Elsewhere

MakeApp = Callable[..., TrustApp]


async def typed(pilot: Pilot[None], words: str) -> None:
    await go(pilot, *(words.replace(" ", "_")))
    await pilot.pause(REST + 0.2)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
@pytest.mark.parametrize("section", ["3", "6", "8"])
async def test_what_is_found_first_of_all_in_another_section_is_said(
    make_app: MakeApp, size: tuple[int, int], section: str
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await go(pilot, section, "slash")
        await typed(pilot, "training" if section == "8" else "saml")
        line = app.screen.query_one(Elsewhere)
        first = app.session.index.query("training" if section == "8" else "saml").hits[0]
        assert line.display
        assert f"First in Search (^g): {first.title[:12]}" in text_of(app)
        assert line.region.height == 1
        assert app.screen.region.contains_region(line.region)
        await go(pilot, "ctrl+g")
        assert isinstance(app.screen, SearchScreen)
        assert app.screen.entry == first.id


async def test_it_goes_with_the_words_and_is_not_there_for_what_stands_here(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "6", "slash")
        await typed(pilot, "baa")
        line = app.screen.query_one(Elsewhere)
        assert app.screen.entry == "agreements/baa"
        assert not line.display
        await go(pilot, *["backspace"] * 3)
        await typed(pilot, "saml")
        assert line.display
        await go(pilot, "escape")
        assert not line.display
        await pilot.pause(REST + 0.2)
        assert not line.display


async def test_no_key_waits_for_it_and_answers_do_without(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app()
    asked: list[str] = []
    query = Index.query

    def counted(index: Index, text: str, **options: object) -> object:
        if not options.get("kinds"):
            asked.append(text)
        return query(index, text, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Index, "query", counted)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "6", "slash", *"retention")
        assert asked == []
        await pilot.pause(REST + 0.2)
        assert asked == ["retention"]
        await pilot.pause(REST * 3)
        assert asked == ["retention"]
        await go(pilot, "escape", "2", "slash", *"saml")
        await pilot.pause(REST + 0.2)
        assert "saml" not in asked
        assert not app.screen.query(Elsewhere)
