"""Copies that are kept: whole, or as they were before."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trusttui.sources.copies import Copies, Copy
from trusttui.user import write_atomically

URL = "https://pages.test/a"
COPY = Copy(
    url=URL, final_url=f"{URL}/b", fetched="2026-11-03T09:30:00Z", headers={"etag": '"x"'}, body=b"one\ntwo\x00"
)


def test_a_copy_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    copies = Copies(tmp_path, write_atomically)
    assert copies.get(URL) is None
    copies.put(COPY)
    assert copies.get(URL) == COPY
    assert copies.get(f"{URL}/b") is None


@pytest.mark.parametrize("cut", [0, 1, 40, -1, -5])
def test_half_a_file_is_no_copy(tmp_path: Path, cut: int) -> None:
    copies = Copies(tmp_path, write_atomically)
    copies.put(COPY)
    path = copies.path(URL)
    path.write_bytes(path.read_bytes()[:cut])
    assert copies.get(URL) is None


def test_a_file_of_another_address_is_no_copy(tmp_path: Path) -> None:
    copies = Copies(tmp_path, write_atomically)
    copies.put(COPY)
    copies.path(URL).rename(copies.path("https://other.test/"))
    assert copies.get("https://other.test/") is None


@given(st.binary())
def test_any_bytes_in_the_file_are_no_error(data: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        copies = Copies(Path(folder), write_atomically)
        copies.path(URL).write_bytes(data)
        assert copies.get(URL) is None


KEEP = """
import sys
from pathlib import Path
from trusttui.sources.copies import Copies, Copy
from trusttui.user import write_atomically
copies = Copies(Path(sys.argv[1]), write_atomically)
number = 0
while True:
    number += 1
    body = bytes([number % 250]) * 3_000_000
    copies.put(Copy(url=sys.argv[2], final_url="", fetched="", headers={}, body=body))
    print(number, flush=True)
"""


def test_killed_while_it_writes_it_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    copies = Copies(tmp_path, write_atomically)
    for delay in (0.0, 0.003, 0.007, 0.013):
        with subprocess.Popen([sys.executable, "-c", KEEP, str(tmp_path), URL], stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            process.stdout.readline()
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
        kept = copies.get(URL)
        assert kept is not None
        assert len(kept.body) == 3_000_000
        assert len(set(kept.body)) == 1
        assert msgspec.structs.asdict(kept)["url"] == URL
