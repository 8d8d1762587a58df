"""The ways in which the screens are opened: `trusttui` alone, and `trusttui open`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

# In place of the screens: what there is when they would be loaded.
STARTS = """
import gc, sys, types
from trusttui.cli import main, streams
streams.is_full_screen = lambda: True
screens = types.ModuleType("trusttui.tui.running")
def run(*_, **__):
    import asyncio.sslproto
    print(gc.isenabled(), asyncio.sslproto.ssl)
    return 0
screens.run = run
sys.modules["trusttui.tui"] = types.ModuleType("trusttui.tui")
sys.modules["trusttui.tui.running"] = screens
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    "arguments", [[], ["tui"], ["--as-of", "2024-05"], ["open", "answers/api/retention"], ["open", "home"]]
)
def test_each_way_looks_for_no_garbage_and_loads_no_tls(clean_env: dict[str, str], arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STARTS, *arguments], env=clean_env, capture_output=True, timeout=60, check=True
    )
    assert done.stdout.split() == [b"False", b"None"]


def test_a_name_not_quite_right_names_the_assessment_that_is_meant(run: Run, tmp_path: Path) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text('use = ["staff"]\n')
    assert run("advise", "--save", "Clinic pilot", "--answers", str(answers)).returncode in (0, 1)
    for command in (["open", "Clinic pilo"], ["open", "assessments/Clinic pilo"], ["advise", "Clinic pilo"]):
        done = run(*command)
        assert done.returncode == (2 if command[0] == "open" else 1)
        assert b'"Clinic pilot"?' in done.stderr
        assert done.stdout == b""
    assert b"trusttui assessments lists them" in run("advise", "Zzz").stderr


def test_an_assessment_that_cannot_be_read_is_no_fault_of_the_program(run: Run, tmp_path: Path) -> None:
    kept = tmp_path / ".local/share/trusttui/assessments"
    kept.mkdir(parents=True)
    (kept / "bad.toml").write_text("no [ toml")
    done = run("open", "bad")
    assert done.returncode == 2
    assert b"bad.toml" in done.stderr
