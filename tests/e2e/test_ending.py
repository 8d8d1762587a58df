"""How it ends when it is not asked to: signals, a closed terminal, a fault. Nothing is lost, nothing stays behind."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from tests.e2e.conftest import Open
from tests.e2e.terminal import Terminal


def kept(home: Path) -> str:
    """All that is kept of the advisor."""
    return "".join(path.read_text() for path in (home / ".local/share/trusttui/assessments").glob("*.toml"))


def answer_two(terminal: Terminal) -> None:
    terminal.wait_for("At a glance")
    terminal.press("5")
    terminal.wait_for("1 of")
    terminal.press("1n")
    terminal.press("1")


def is_gone(pid: int, seconds: float = 8) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if os.waitpid(pid, os.WNOHANG)[0]:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_keeps_the_answers_and_restores_the_screen(
    opened: Open, tmp_path: Path, number: signal.Signals
) -> None:
    terminal = opened()
    answer_two(terminal)
    terminal.signal(number)
    assert terminal.wait_for_end() == 128 + number
    assert terminal.is_restored
    assert "[answers]" in kept(tmp_path)


def test_a_signal_before_anything_was_answered_keeps_nothing(opened: Open, tmp_path: Path) -> None:
    terminal = opened()
    terminal.wait_for("At a glance")
    terminal.signal(signal.SIGTERM)
    assert terminal.wait_for_end() == 128 + signal.SIGTERM
    assert terminal.is_restored
    assert kept(tmp_path) == ""


STUCK = """
import time, trusttui.cli, trusttui.tui.app as a
a.TrustApp.action_help = lambda self: time.sleep(60)
raise SystemExit(trusttui.cli.main([]))
"""


def test_a_signal_ends_it_while_the_interface_is_stuck(opened: Open, tmp_path: Path) -> None:
    terminal = opened(program=("-c", STUCK))
    answer_two(terminal)
    terminal.press("?")
    terminal.signal(signal.SIGTERM)
    assert terminal.wait_for_end() == 128 + signal.SIGTERM
    assert terminal.is_restored
    assert "[answers]" in kept(tmp_path)


NOHUP = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\nimport trusttui.cli; trusttui.cli.main([])"


@pytest.mark.parametrize("program", [("-m", "trusttui"), ("-c", NOHUP)], ids=["hung-up", "hang-ups-ignored"])
def test_a_closed_terminal_leaves_the_answers_and_no_process(
    opened: Open, tmp_path: Path, program: tuple[str, ...]
) -> None:
    terminal = opened(program=program)
    answer_two(terminal)
    pid = terminal.child.pid
    os.close(terminal.child.fileno())
    try:
        assert is_gone(pid)
    finally:
        terminal.child.closed = True
    assert "[answers]" in kept(tmp_path)


def test_ctrl_z_gives_the_terminal_back_and_fg_the_screen(opened: Open) -> None:
    terminal = opened()
    answer_two(terminal)
    terminal.press("\x1a")
    pid, status = os.waitpid(terminal.child.pid, os.WUNTRACED)
    assert pid
    assert os.WIFSTOPPED(status)
    terminal.read(0.3)
    assert terminal.is_restored
    terminal.forget()
    terminal.signal(signal.SIGCONT)
    terminal.wait_for("So far")
    assert not terminal.is_restored
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    assert terminal.is_restored


CRASH = """
import trusttui.cli, trusttui.tui.app as a
def broken(self):
    secret = "what only the user knows"
    try:
        {}["a name of the user's"]
    except KeyError:
        raise RuntimeError(secret)
a.TrustApp.action_help = broken
raise SystemExit(trusttui.cli.main([]))
"""


def test_a_crash_restores_the_screen_and_reports_without_a_word_of_the_users(opened: Open, tmp_path: Path) -> None:
    terminal = opened(program=("-c", CRASH), TRUSTTUI_LOG_HOME=str(tmp_path / "logs of mine"))
    answer_two(terminal)
    terminal.press("?")
    assert terminal.wait_for_end() == 70
    assert terminal.is_restored
    (report,) = (tmp_path / "logs of mine").iterdir()
    said = terminal.said
    assert str(report) in said.replace("\r\n", "")
    assert "RuntimeError" in said
    assert "your answers are kept as" in said.lower()
    text = report.read_text()
    assert "RuntimeError" in text
    assert "KeyError" in text
    assert "section: advisor" in text
    assert "textual/" in text
    for secret in ("only the user knows", "a name of the user", str(tmp_path), "staff", "Draft"):
        assert secret not in text
        assert secret == "Draft" or secret == str(tmp_path) or secret not in said
    assert "Traceback" not in said
    assert "[answers]" in kept(tmp_path)


def test_a_crash_without_a_folder_for_the_report_says_so(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    terminal = opened(program=("-c", CRASH), TRUSTTUI_LOG_HOME=str(tmp_path / "file"))
    terminal.wait_for("At a glance")
    terminal.press("2")
    terminal.wait_for("tier: all")
    terminal.press("?")
    assert terminal.wait_for_end() == 70
    assert terminal.is_restored
    assert "No report could be written" in terminal.said
