"""The front page: what is kept of it is what the pack says, and never what another one said."""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path

import pytest

from tests.cached.aging import age
from trusttui import cache, front_file
from trusttui.front import Front, front_of
from trusttui.front_file import keep_front, kept_front
from trusttui.pack.model import Pack
from trusttui.pack.view import View
from trusttui.tui.session import Session

TODAY = date(2026, 11, 21)


def keep(folder: Path, as_of: str | None = None) -> Front:
    front = front_of(View(cache.load(folder), as_of))
    keep_front(folder, as_of, front)
    return front


def an_answer(folder: Path) -> Path:
    return next((folder / "answers").rglob("*.md"))


@pytest.mark.parametrize("as_of", [None, "2022"])
def test_what_is_kept_is_what_the_pack_says(folder: Path, kept: Path, as_of: str | None) -> None:
    front = keep(folder, as_of)
    again = kept_front(str(folder), as_of)
    assert again
    assert again.plain() == front.plain()
    assert kept_front(str(folder), "2021") is None


def test_the_front_page_of_the_bundled_pack(pack: Pack) -> None:
    view = View(pack)
    front = front_of(view)
    assert len(front.plain()["glance"]) == sum(attribute.glance for attribute in view.attributes)
    assert [entry for entry, _, _ in front.lately] == [c.id for c in view.changes if c.head.severity == "major"][:40]
    assert len(front.gaps) == len(view.gaps)
    assert all(len(values) == len(front.tiers) for _, _, values in front.glance)


def test_what_lies_at_the_top_and_new_files_are_looked_for(folder: Path, kept: Path) -> None:
    keep(folder)
    assert kept_front(str(folder), None)
    (folder / "answers" / "new.md").write_text("")
    assert kept_front(str(folder), None) is None
    (folder / "answers" / "new.md").unlink()
    age(folder)
    keep(folder)
    matrix = folder / "matrix.toml"
    matrix.write_text(matrix.read_text() + "\n")
    assert kept_front(str(folder), None) is None, "changed just now"
    os.utime(matrix, (time.time() - 60,) * 2)
    assert kept_front(str(folder), None) is None
    age(folder)
    keep(folder)
    assert kept_front(str(folder), None)
    an_answer(folder).unlink()
    assert kept_front(str(folder), None) is None


def test_of_a_pack_of_very_many_folders_nothing_is_kept(
    folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front_file, "_MOST_PATHS", 3)
    keep(folder)
    assert kept_front(str(folder), None) is None


def test_a_file_that_was_changed_within_a_folder_is_found_when_the_pack_is_read(folder: Path, kept: Path) -> None:
    before = keep(folder)
    path = an_answer(folder)
    path.write_text(path.read_text() + "More.\n")
    age(folder)
    shown = kept_front(str(folder), None)
    if shown is None:
        # This file system tells of a change by the folder as well.
        return
    session = Session(lambda: cache.load(folder), folder, None, TODAY, shown)
    assert session.front.hash == before.hash
    assert session.hold_front() is False
    assert session.front.hash == cache.load(folder).hash != before.hash
    again = kept_front(str(folder), None)
    assert again
    assert again.hash == session.front.hash


def test_what_is_damaged_is_not_believed(folder: Path, kept: Path) -> None:
    keep(folder)
    file = next(kept.glob("*.front"))
    data = file.read_bytes()
    for at in (0, 20, len(data) // 2, len(data) - 1):
        file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert kept_front(str(folder), None) is None
        assert not file.exists()
        file.write_bytes(data[:at])
        assert kept_front(str(folder), None) is None


def test_what_cannot_be_kept_is_not_missed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTTUI_CACHE_HOME", os.devnull)
    keep(folder)
    assert kept_front(str(folder), None) is None
    assert kept_front(str(folder / "nowhere"), None) is None


def test_a_front_page_of_another_pack_is_not_kept_for_this_one(folder: Path, kept: Path, pack: Pack) -> None:
    cache.load(folder)
    keep_front(folder, None, front_of(View(pack)))
    assert kept_front(str(folder), None) is None
