"""What is done on threads beside the interface: a fault there ends the program like any other one, and what the system
refuses is said."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.shelf import folder_of
from tests.tui.conftest import TODAY
from tests.tui.seen import go, settle
from trusttui import assessments
from trusttui.assessments import NotKept
from trusttui.marks import Marks
from trusttui.pack.model import Pack
from trusttui.settings import Settings
from trusttui.tui import browser, clipboard
from trusttui.tui.app import TrustApp
from trusttui.tui.keeper import Given, Keeper

ANSWERS = {"use": ("staff",)}


class Slip(Exception):
    """A fault of the program itself."""


def slips(*_: object, **__: object) -> None:
    raise Slip


@pytest.fixture
def make(pack: Pack, tmp_path: Path) -> Callable[[], TrustApp]:
    kept = tmp_path / "assessments"
    Keeper(pack, kept, TODAY).save(Given(answers=ANSWERS, notes={}), "Clinic pilot")
    return lambda: TrustApp(
        pack,
        folder_of(pack, tmp_path),
        today=TODAY,
        exports=tmp_path,
        kept=lambda: kept,
        settings=lambda: Settings(tmp_path / "settings.json"),
        marks=lambda of: Marks(tmp_path / "data", of, TODAY.isoformat()),
    )


@pytest.mark.parametrize(
    ("of", "name", "keys"),
    [
        (Keeper, "offer", ()),
        (Settings, "note_welcome", ()),
        (Marks, "toggle", ("2", "b")),
        (clipboard, "told", ("2", "y")),
        (browser, "open_page", ("2", "o")),
        (Keeper, "save", ("5", "a", "enter", "1", "2")),
    ],
)
async def test_a_fault_ends_the_program(
    make: Callable[[], TrustApp],
    monkeypatch: pytest.MonkeyPatch,
    of: object,
    name: str,
    keys: tuple[str, ...],
) -> None:
    app = make()
    with contextlib.suppress(Slip):
        async with app.run_test(size=(120, 40)) as pilot:
            await settle(pilot)
            monkeypatch.setattr(of, name, slips)
            if not keys:
                app.offer_is_old = True
                app.look_for_kept()
                app.welcome()
            await pilot.press(*keys)
            for _ in range(100):
                if app.failure:
                    break
                await asyncio.sleep(0.02)
            await settle(pilot)
    assert isinstance(app.failure, Slip)


async def test_marks_that_cannot_be_read_by_a_fault_end_it_too(pack: Pack, tmp_path: Path) -> None:
    app = TrustApp(pack, folder_of(pack, tmp_path), today=TODAY, exports=tmp_path, marks=slips)  # type: ignore[arg-type]
    with contextlib.suppress(Slip):
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await pilot.pause(0.2)
    assert isinstance(app.failure, Slip)


def refused(*_: object, **__: object) -> None:
    raise OSError(5, "Input/output error")


@pytest.mark.parametrize("name", ["iterdir", "stat", "unlink"])
def test_whatever_the_system_refuses_is_said_as_not_kept(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    keeper = Keeper(pack, tmp_path, TODAY)
    keeper.save(Given(answers=ANSWERS, notes={}), "Clinic pilot")
    stored = keeper.stored
    assert stored is not None
    monkeypatch.setattr(Path, name, refused)
    doing: dict[str, Callable[[], object]] = {
        "iterdir": lambda: keeper.save(Given(answers=ANSWERS, notes={}), "Another one"),
        "stat": lambda: keeper.save(Given(answers={}, notes={})),
        "unlink": lambda: assessments.delete(stored),
    }
    with pytest.raises(NotKept, match="cannot be"):
        doing[name]()


async def test_what_cannot_be_kept_is_told_and_the_program_goes_on(
    make: Callable[[], TrustApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await go(pilot, "5", "a", "enter")
        monkeypatch.setattr("trusttui.user.write_atomically", refused)
        await go(pilot, "n", "1")
        await pilot.pause(0.7)
        await settle(pilot)
        told = [each.message for each in app._notifications]
        assert any(each.startswith("Not kept: ") and "Input/output error" in each for each in told)
        assert app.failure is None
