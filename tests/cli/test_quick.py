"""The quick way of `trusttui search`: it says what the whole command says, and imports next to nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trusttui.cli import quick
from trusttui.cli.arguments import parser_of
from trusttui.cli.commands import COMMANDS

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
WORDS = (
    "--tier",
    "--kind",
    "--limit",
    "--format",
    "--as-of",
    "--pack",
    "team",
    "gap",
    "term",
    "5",
    "0",
    "json",
    "text",
)
PIECES = st.sampled_from(
    (*WORDS, "md", "2024", "2024-13", "2024-05-02", "--limit=3", "--format=json", "-x", "--", "-1")
)


@given(st.lists(PIECES, max_size=6))
def test_what_it_reads_argparse_reads_alike(argv: list[str]) -> None:
    asked = quick.read(argv)
    if asked is None:
        return
    args = parser_of("search", COMMANDS).parse_intermixed_args(argv) if "2024-13" not in argv else None
    if args is None:
        return
    told = (asked.words, asked.tier, asked.kind, asked.limit, asked.format, asked.as_of, asked.pack)
    assert told == (args.words, args.tier, args.kind, args.limit, args.format, args.as_of, args.pack)


def test_the_plainest_arguments_are_read_here() -> None:
    asked = quick.read(["team", "retention", "--tier", "api", "--kind=gap", "--limit", "3", "--format", "json"])
    assert asked is not None
    assert (asked.words, asked.tier, asked.kind, asked.limit) == (["team", "retention"], ["api"], ["gap"], 3)


@pytest.fixture
def old_pack(tmp_path: Path, small_folder: Path) -> Path:
    """The small pack, unchanged for an hour."""
    folder = tmp_path / "old"
    shutil.copytree(small_folder, folder)
    for path in folder.rglob("*"):
        os.utime(path, (time.time() - 3600,) * 2)
    return folder


@pytest.mark.parametrize(
    "arguments",
    [
        ["encrypted"],
        ["encrpyted", "data"],
        ["zzyzx", "qwertz"],
        ["data", "--limit", "1"],
        ["data", "--format", "json"],
        ["data", "--as-of", "2022-12", "--format", "json"],
        ["data", "--tier", "desk"],
        ["data", "--kind", "attribute", "--kind", "term"],
        ["data", "--tier", "nosuch"],
        ["data", "--limit", "0"],
        ["data", "--as-of", "1999"],
    ],
)
def test_the_second_time_says_what_the_first_said(run: Run, old_pack: Path, arguments: list[str]) -> None:
    first, second = (run("search", *arguments, "--pack", str(old_pack)) for _ in range(2))
    assert (first.returncode, first.stdout, first.stderr) == (second.returncode, second.stdout, second.stderr)
    assert first.stdout or first.stderr


def test_a_changed_pack_is_noticed_at_once(run: Run, old_pack: Path) -> None:
    before = json.loads(run("search", "encrypted", "--format", "json", "--pack", str(old_pack)).stdout)
    matrix = old_pack / "matrix.toml"
    matrix.write_text(matrix.read_text().replace("Encrypted where it is stored", "Encrypted where it is kept!!"))
    after = json.loads(run("search", "encrypted", "--format", "json", "--pack", str(old_pack)).stdout)
    titles = [{hit["title"] for hit in found["results"]} for found in (before, after)]
    assert "Encrypted where it is stored" in titles[0] - titles[1]
    (old_pack / "advisor.toml").unlink()
    broken = run("search", "encrypted", "--pack", str(old_pack))
    assert broken.returncode == 2
    assert b"advisor.toml" in broken.stderr


HEAVY = {
    "typing",
    "msgspec",
    "argparse",
    "textual",
    "rich",
    "tomllib",
    "platformdirs",
    "pathlib",
    "sqlite3",
    "inspect",
    "httpx",
}


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_kept_index_is_searched_with_next_to_no_imports(clean_env: dict[str, str], old_pack: Path, form: str) -> None:
    program = (
        "import sys; from trusttui.cli import main; main(sys.argv[1:]); print(*sorted(sys.modules), file=sys.stderr)"
    )
    command = [sys.executable, "-S", "-c", program, "search", "encrypted", "--format", form, "--pack", str(old_pack)]
    path = os.pathsep.join(entry for entry in sys.path if entry)
    done: Any = None
    for _ in range(2):
        done = subprocess.run(
            command, env={**clean_env, "PYTHONPATH": path}, capture_output=True, check=True, timeout=60
        )
    loaded = set(done.stderr.decode().split())
    assert not HEAVY & {name.partition(".")[0] for name in loaded}
    assert {name for name in loaded if name.startswith("trusttui.")} <= {
        "trusttui.cache",
        "trusttui.cli",
        "trusttui.cli.quick",
        "trusttui.cli.streams",
        "trusttui.pack",
        "trusttui.pack.dates",
        "trusttui.places",
        "trusttui.report",
        "trusttui.report.codes",
        "trusttui.report.found",
        "trusttui.report.json_text",
        "trusttui.report.visible",
        "trusttui.report.wrap",
        "trusttui.search",
        "trusttui.search.engine",
        "trusttui.search.found",
        "trusttui.search.question",
        "trusttui.search.snippet",
        "trusttui.search.store",
        "trusttui.search.table",
        "trusttui.search.words",
    }
