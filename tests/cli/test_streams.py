"""Streams: pipes, terminals, colours, encodings, interruption, and what is imported."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pexpect
import pytest

from trusttui.cli import streams

Run = Callable[..., Any]

COMMANDS = [
    ["search", "retention"],
    ["show", "matrix/saml-sso"],
    ["compare"],
    ["advise", "--questions"],
    ["changes"],
    ["sources"],
    ["pack", "check"],
    ["keys"],
]
OFFLINE = [["verify", "--from", "."], ["show", "answers/api/retention", "--original"], ["sources", "--help"]]
"""Of the commands that can ask the network, those that do not."""


def test_without_a_terminal_the_screens_are_not_opened(run: Run) -> None:
    for arguments in ([], ["tui"], ["--as-of", "2024"]):
        done = run(*arguments)
        assert (done.returncode, done.stdout[:200]) == (2, b"")
        assert b"search" in done.stderr


@pytest.mark.parametrize("kind", ["dumb", ""])
def test_a_terminal_that_can_only_type_gets_a_hint(clean_env: dict[str, str], kind: str) -> None:
    child = pexpect.spawn(sys.executable, ["-m", "trusttui"], env={**clean_env, "TERM": kind}, timeout=20)
    child.expect("need a terminal")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 2


def on_terminal(env: dict[str, str], *arguments: str) -> bytes:
    child = pexpect.spawn(sys.executable, ["-m", "trusttui", *arguments], env=env, timeout=20, dimensions=(30, 72))
    child.expect(pexpect.EOF)
    child.close()
    before: bytes = child.before
    return before


def test_colours_only_on_a_terminal_and_without_no_color(clean_env: dict[str, str]) -> None:
    assert b"\x1b[32m" in on_terminal(clean_env, "compare")
    assert b"\x1b[1m" in on_terminal(clean_env, "search", "retention")
    assert b"\x1b" not in on_terminal({**clean_env, "NO_COLOR": "1"}, "compare")
    assert b"\x1b" not in on_terminal({**clean_env, "TERM": "dumb"}, "compare")
    assert b"\x1b" not in on_terminal(clean_env, "compare", "--format", "json")


def test_the_table_takes_the_width_of_the_terminal(clean_env: dict[str, str]) -> None:
    lines = on_terminal({**clean_env, "NO_COLOR": "1"}, "compare", "enterprise", "api").decode().splitlines()
    assert 60 < max(len(line) for line in lines) <= 72


@pytest.mark.parametrize("arguments", COMMANDS)
def test_a_reader_that_goes_away_is_no_error(clean_env: dict[str, str], arguments: list[str]) -> None:
    command = [sys.executable, "-m", "trusttui", *arguments]
    with subprocess.Popen(command, env=clean_env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) in (0, 141)


def test_a_full_disk_is_said(clean_env: dict[str, str]) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "trusttui", "compare"],
            env=clean_env,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert b"could not write" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["verify", "--from"],
        ["compare", "--pack"],
        ["pack", "check"],
        ["show", "answers/api/retention", "--original", "--from"],
    ],
)
def test_a_path_that_no_file_can_have_is_named_and_nothing_was_to_be_written(run: Run, arguments: list[str]) -> None:
    path = "a" * 5000
    done = run(*arguments, path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"trusttui: {path}: File name too long\n"


def test_a_fault_that_cannot_be_said_leaves_the_status(clean_env: dict[str, str]) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "trusttui", "sources", "nonsense"], env=clean_env, stderr=full, check=False
        )
    assert done.returncode == 2


def test_ctrl_c_is_quiet(clean_env: dict[str, str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "trusttui", "advise"],
        env={**clean_env, "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        while process.stdout.read(1) != b">":
            pass
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr.read() == b""


@pytest.mark.parametrize("arguments", COMMANDS)
def test_an_output_of_ascii_only_gets_ascii(run: Run, arguments: list[str]) -> None:
    done = run(*arguments, env={"PYTHONIOENCODING": "ascii"})
    assert b"Traceback" not in done.stderr
    assert done.stdout.isascii()
    assert done.stdout


def test_values_and_json_survive_ascii(run: Run) -> None:
    text = run("compare", env={"PYTHONIOENCODING": "ascii"}).stdout
    assert b"+ yes" in text
    assert b"x no" in text
    assert b"\\u" not in text
    plain, ascii_only = (
        json.loads(run("show", "dpa", "--format", "json", env=env).stdout)
        for env in ({}, {"PYTHONIOENCODING": "ascii"})
    )
    same = plain == ascii_only
    assert same


def test_what_is_echoed_of_the_arguments_has_no_escapes(run: Run) -> None:
    for arguments in (["show", "\x1b[31mred"], ["search", "\x1b]0;title\x07"], ["\x1b[2Jx"], ["compare", "--\x1b[2J"]):
        assert b"\x1b" not in run(*arguments).stderr


@pytest.mark.parametrize("arguments", [*COMMANDS, *OFFLINE, ["compare", "--format", "md"], ["--help"]])
def test_no_command_imports_the_screens_or_the_network(clean_env: dict[str, str], arguments: list[str]) -> None:
    program = (
        "import sys; from trusttui.cli import main; main(sys.argv[1:]);"
        "found = {name.partition('.')[0] for name in sys.modules} & {'textual', 'rich', 'httpx'};"
        "sys.exit(f'imported: {found}' if found else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program, *arguments], env=clean_env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_a_short_search_reads_no_advisor_and_no_markdown(clean_env: dict[str, str]) -> None:
    program = (
        "import sys; from trusttui.cli import main; main(['search', 'retention']);"
        "unwanted = {'trusttui.advisor.evaluate', 'trusttui.report.as_json', 'markdown_it', 'platformdirs', 'csv'};"
        "sys.exit(f'imported: {unwanted & set(sys.modules)}' if unwanted & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], env=clean_env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("terminal", "patience", "says"), [(True, 0.0, True), (True, 60.0, False), (False, 0.0, False)]
)
def test_long_work_says_that_it_is_under_way_and_clears_the_line(
    terminal: bool, patience: float, says: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = _Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(streams, "_PATIENCE", patience)
    with streams.waiting("reading the pack"):
        for _ in range(500):
            if stream.getvalue() or not says:
                break
            time.sleep(0.01)
    assert ("reading the pack" in stream.getvalue()) is says
    assert stream.getvalue().rpartition("stops it")[2].strip() == ""
