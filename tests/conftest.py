"""The packs that tests share: the bundled one, a small one of an invented vendor, and a hostile one of the same shape
in which every text for people looks like console markup, is wide, or cannot be wrapped."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from textual import _wait

from tests.shelf import load
from trusttui.pack.load import bundled
from trusttui.pack.model import Pack
from trusttui.pack.view import View

PACKS = Path(__file__).parent / "packs"


def pytest_xdist_auto_num_workers() -> int:
    """Three for two processors: half of a screen's test is waiting."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return processors + (processors + 1) // 2


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing is kept in the cache of whoever runs the tests, and nothing of theirs is found."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRUSTTUI_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True, scope="session")
def _idle_as_here() -> Iterator[None]:
    """The library's pilot takes a program for idle that works less than a twentieth of the time, and waits for a second
    for it. Where the system spends more than that on sleeping, each key of each test would take two seconds."""
    ours = max(_wait.SLEEP_IDLE, 3 * asyncio.run(_work_of_sleeping()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_wait, "SLEEP_IDLE", min(ours, _wait.SLEEP_GRANULARITY / 2))
        yield


async def _work_of_sleeping() -> float:
    """The processor's seconds that go into one of the pilot's sleeps when nothing else is to be done."""
    every = []
    for _ in range(9):
        before = time.process_time()
        await asyncio.sleep(_wait.SLEEP_GRANULARITY)
        every.append(time.process_time() - before)
    return median(every)


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The bundled pack."""
    return load(bundled())


@pytest.fixture(scope="session")
def view(pack: Pack) -> View:
    """The bundled pack's present."""
    return View(pack)


@pytest.fixture(scope="session")
def small_folder() -> Path:
    """Not to be written to: copy it."""
    return PACKS / "small"


@pytest.fixture(scope="session")
def small_pack(small_folder: Path) -> Pack:
    return load(small_folder)


@pytest.fixture(scope="session")
def small_view(small_pack: Pack) -> View:
    return View(small_pack)


@pytest.fixture(scope="session")
def hostile_folder() -> Path:
    """Not to be written to: copy it."""
    return PACKS / "hostile"


@pytest.fixture(scope="session")
def hostile_pack(hostile_folder: Path) -> Pack:
    return load(hostile_folder)


SIX = {
    "desk": "Desk",
    "engine": "Engine",
    "campus": "Campus",
    "clinic": "Healthcare",
    "school": "Teachers",
    "lab": "Lab",
}
"""The tiers of `six_pack` and their short names; the last four came in May 2023."""
SIX_ROWS = 24


@pytest.fixture(scope="session")
def six_folder(small_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small pack with six tiers and many rows, every value in each column. Not to be written to: copy it."""
    folder = tmp_path_factory.mktemp("packs") / "six"
    shutil.copytree(small_folder, folder)
    meta = folder / "pack.toml"
    meta.write_text(meta.read_text() + "".join(_tier(tier) for tier in list(SIX)[2:]))
    matrix = folder / "matrix.toml"
    head, *attributes = matrix.read_text().split("[[attribute]]\n")
    attributes = [
        text.rstrip() + "\n" + "".join(_cell(tier, n + k) for k, tier in enumerate(list(SIX)[2:]))
        for n, text in enumerate(attributes)
    ]
    attributes += [_row(number) for number in range(SIX_ROWS)]
    matrix.write_text("[[attribute]]\n".join([head, *attributes]))
    return folder


def _tier(tier: str) -> str:
    return (
        f'\n[[tier]]\nid = "{tier}"\nshort = "{SIX[tier]}"\n'
        f'[[tier.names]]\nname = "Acme {SIX[tier]}"\nsource = "privacy-2023-05"\npassages = ["scope"]\n'
    )


def _cell(tier: str, number: int, source: str = "privacy-2023-05", passage: str = "scope") -> str:
    value = ("yes", "no", "conditional", "not-stated")[number % 4]
    return (
        f'[[attribute.cells.{tier}]]\nsource = "{source}"\nvalue = "{value}"\n'
        f'note = "What is said of {tier}, {number % 4}."\npassages = ["{passage}"]\n'
    )


def _row(number: int) -> str:
    """A row that differs between 2022 and 2023 for one tier in two, and in its note alone for some."""
    topic = ("use", "retention", "agreements")[number * 3 // SIX_ROWS]
    text = (
        f'id = "row-{number}"\ntitle = "Row {number} with words of its own"\ntopic = "{topic}"\nmeans = "So it is."\n'
    )
    text += "".join(_cell(tier, number + place) for place, tier in enumerate(SIX))
    return text + _cell("engine", number + number % 2 + 1, "privacy-2022-11")


@pytest.fixture(scope="session")
def six_pack(six_folder: Path) -> Pack:
    """Six tiers, as many as any vendor of note has."""
    return load(six_folder)
