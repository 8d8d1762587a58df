"""What is kept in the cache folder: the same as what is made anew, and whatever happens to it does no harm."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cached.aging import age
from trusttui import cache
from trusttui.pack import load as loading
from trusttui.pack.faults import PackError
from trusttui.pack.load import load_pack
from trusttui.pack.model import Pack
from trusttui.pack.view import View
from trusttui.search.index import Index

QUERIES = ("retention", "how long is data kept", "encrypted", "sso", "zzyzx", "sel")


def names(folder: Path) -> list[str]:
    return sorted(path.suffix for path in folder.iterdir()) if folder.exists() else []


def refuse(*_: object) -> Pack:
    raise AssertionError("the pack was read again")


def same(index: Index, view: View) -> None:
    fresh = Index(view)
    for query in QUERIES:
        assert index.query(query) == fresh.query(query)


# --- the same, and quicker


def test_a_pack_is_parsed_once(folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = cache.load(folder)
    assert first == load_pack(folder)
    monkeypatch.setattr(loading, "load_pack", refuse)
    again = cache.load(folder)
    assert again == first
    assert again.hash == first.hash


@pytest.mark.parametrize("as_of", [None, "2022"])
def test_an_index_is_built_once_for_each_day(
    folder: Path, kept: Path, as_of: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = View(cache.load(folder), as_of)
    same(cache.index(view, folder, as_of), view)
    monkeypatch.setattr("trusttui.search.build._Builder.run", refuse)
    again = cache.index(view, folder, as_of)
    assert again.query("retention").as_of == view.as_of
    assert cache.kept_index(str(folder), as_of) is not None
    assert cache.kept_index(str(folder), "2021") is None


def test_an_index_of_another_pack_is_not_taken_for_this_one(folder: Path, kept: Path, pack: Pack) -> None:
    cache.index(View(cache.load(folder)), folder, None)
    same(cache.index(View(pack), folder, None), View(pack))


# --- a pack that changes


def test_a_changed_pack_is_read_anew(folder: Path, kept: Path) -> None:
    before = cache.load(folder)
    meta = folder / "pack.toml"
    meta.write_text(meta.read_text().replace("Acme", "Bcme"))
    assert cache.load(folder).meta.name != before.meta.name, "changed just now, the size the same"
    age(folder, 1800)
    assert cache.load(folder).meta.name != before.meta.name


def test_every_fault_of_a_changed_pack_is_told(folder: Path, kept: Path) -> None:
    cache.load(folder)
    meta = folder / "pack.toml"
    meta.write_text(meta.read_text() + '\nnonsense = "x"\n')
    (folder / "advisor.toml").unlink()
    for by in (0, 600):
        age(folder, by)
        with pytest.raises(PackError) as error:
            cache.load(folder)
        assert {fault.file for fault in error.value.faults} >= {"pack.toml", "advisor.toml"}


def test_of_a_pack_changed_just_now_nothing_is_kept(folder: Path, kept: Path) -> None:
    os.utime(folder / "pack.toml")
    view = View(cache.load(folder))
    same(cache.index(view, folder, None), view)
    assert names(kept) == []


def test_a_pack_that_changes_while_it_is_indexed_leaves_no_index(folder: Path, kept: Path) -> None:
    view = View(cache.load(folder))

    def change(_: int, __: int) -> None:
        os.utime(folder / "pack.toml", (1_000_000_000,) * 2)

    same(cache.index(view, folder, None, change), view)
    assert names(kept) == [".pack"]


def test_old_files_go(folder: Path, kept: Path) -> None:
    view = View(cache.load(folder))
    for year in range(1990, 2020):
        cache.index(view, folder, str(year))
    assert len(names(kept)) <= 16


# --- damage


@pytest.mark.parametrize("suffix", [".pack", ".index"])
def test_a_damaged_file_is_not_believed(folder: Path, kept: Path, suffix: str) -> None:
    view = View(cache.load(folder))
    cache.index(view, folder, None)
    (path,) = (each for each in kept.iterdir() if each.suffix == suffix)
    whole = path.read_bytes()
    step = max(len(whole) // 40, 1)
    damaged = [whole[:at] for at in range(0, len(whole), step)]
    damaged += [whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :] for at in range(3, len(whole), step)]
    damaged += [b"", b"\x00" * len(whole), whole + b"x"]
    for data in damaged:
        path.write_bytes(data)
        assert cache.load(folder) == view.pack
        same(cache.index(view, folder, None), view)


def test_a_folder_in_place_of_a_file_does_no_harm(folder: Path, kept: Path) -> None:
    view = View(cache.load(folder))
    cache.index(view, folder, None)
    for path in list(kept.iterdir()):
        path.unlink()
        path.mkdir()
    assert cache.load(folder) == view.pack
    same(cache.index(view, folder, None), view)


# --- a folder that cannot be written, a full disk, writers that are killed, several at once


def test_a_cache_that_cannot_be_made_is_not_missed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTTUI_CACHE_HOME", os.devnull)
    view = View(cache.load(folder))
    same(cache.index(view, folder, None), view)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_folder_is_not_missed(folder: Path, kept: Path) -> None:
    kept.mkdir(mode=0o500)
    view = View(cache.load(folder))
    same(cache.index(view, folder, None), view)


Started = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(folder: Path, tmp_path: Path) -> Started:
    """Start `trusttui search encrypted data` on the pack; `limit`: the bytes that a file may have."""

    def started(limit: int = 0) -> subprocess.Popen[bytes]:
        program = (
            f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n" if limit else ""
        ) + "import sys; from trusttui.cli import main; sys.exit(main(sys.argv[1:]))"
        return subprocess.Popen(
            [sys.executable, "-c", program, "--pack", str(folder), "search", "encrypted", "data"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "HOME": str(tmp_path), "TRUSTTUI_CACHE_HOME": str(tmp_path / "cache")},
        )

    return started


@pytest.mark.parametrize("limit", [100, 3000, 8000])
def test_on_a_full_disk_search_answers_all_the_same(start: Started, kept: Path, limit: int) -> None:
    full = start(limit).communicate()
    assert set(names(kept)) <= {".pack"}
    assert full == start().communicate()
    assert full[0]


def test_several_that_build_at_once_say_the_same(start: Started, kept: Path) -> None:
    running = [start() for _ in range(4)]
    outputs = {each.communicate() for each in running}
    assert len(outputs) == 1
    assert [each.returncode for each in running] == [0] * 4
    assert names(kept) == [".index", ".pack"]


SLOWLY = """
import sys, time
from pathlib import Path
from trusttui import cache
from trusttui.pack.view import View
from trusttui.search.table import Writer
add = Writer.add
def slow(self, key, value):
    add(self, key, value)
    self._sink.flush()
    print(".", flush=True)
    time.sleep(0.02)
Writer.add = slow
folder = Path(sys.argv[1])
cache.index(View(cache.load(folder)), folder, None)
"""


def test_who_is_killed_while_writing_leaves_nothing_that_is_believed(folder: Path, kept: Path) -> None:
    view = View(cache.load(folder))
    for lines in (1, 20):
        with subprocess.Popen([sys.executable, "-c", SLOWLY, str(folder)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout
            for _ in range(lines):
                writer.stdout.readline()
            writer.send_signal(signal.SIGKILL)
    assert names(kept).count(".part") == 2
    assert cache.kept_index(str(folder), None) is None
    for path in kept.glob("*.part"):
        os.utime(path, (time.time() - 7200,) * 2)
    same(cache.index(view, folder, None), view)
    assert names(kept) == [".index", ".pack"], "what nobody will end is cleared away"
