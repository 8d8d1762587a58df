"""Copying: by which way a text goes, what is said of it, and that it can always be shown."""

from __future__ import annotations

import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.seen import text_of
from tests.tui.test_places import settle
from trusttui.tui import clipboard
from trusttui.tui.app import TrustApp
from trusttui.tui.clipboard import LONGEST, Tool, give, give_to_any, told, tools
from trusttui.tui.screens.copied import CopiedScreen

MakeApp = Callable[..., TrustApp]
SSH = {"SSH_CONNECTION": "10.0.0.1 2 10.0.0.2 22"}


@pytest.mark.parametrize(
    ("environment", "platform", "names"),
    [
        ({}, "linux", []),
        ({"DISPLAY": ":0"}, "linux", ["xclip", "xsel"]),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "linux", ["wl-copy", "xclip", "xsel"]),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", ["clip.exe"]),
        ({}, "darwin", ["pbcopy"]),
        ({"TMUX": "/tmp/t,1,0", "DISPLAY": ":0"}, "linux", ["tmux", "xclip", "xsel"]),
        ({"DISPLAY": ":0", **SSH}, "linux", []),
        ({"WAYLAND_DISPLAY": "w", "SSH_TTY": "/dev/pts/3"}, "linux", []),
        (SSH, "darwin", []),
        # tmux asks the terminal at the near end.
        ({"TMUX": "/tmp/t,1,0", "DISPLAY": ":0", **SSH}, "linux", ["tmux"]),
    ],
)
def test_which_programs_there_are(environment: dict[str, str], platform: str, names: list[str]) -> None:
    found = tools(environment, lambda name: f"/usr/bin/{name}", platform)
    assert [tool.name for tool in found] == names
    assert not tools(environment, lambda name: None, platform)


def program(folder: Path, name: str, text: str) -> Tool:
    path = folder / name
    path.write_text(f"#!{sys.executable}\n{text}")
    path.chmod(path.stat().st_mode | stat.S_IEXEC)
    return Tool((str(path),))


def test_a_program_is_given_the_text_as_it_is(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    tool = program(tmp_path, "takes", f"import sys; open({str(taken)!r}, 'wb').write(sys.stdin.buffer.read())")
    text = "“not stated” ✗ $(touch x) `y`\n; rm -rf /\n"
    assert give(tool, text)
    assert taken.read_bytes() == text.encode()


def test_one_that_fails_hangs_or_is_gone_is_passed_over(tmp_path: Path) -> None:
    fails = program(tmp_path, "fails", "raise SystemExit(1)")
    takes = program(tmp_path, "takes", "import sys; sys.stdin.read()")
    gone = Tool((str(tmp_path / "gone"),))
    assert give_to_any("x", [gone, fails, takes]) is takes
    assert give_to_any("x", [gone, fails]) is None
    waits = program(tmp_path, "waits", "import time; time.sleep(60)")
    begin = time.monotonic()
    assert not give(waits, "x", patience=0.2)
    assert time.monotonic() - begin < 10


def test_windows_is_given_what_it_reads() -> None:
    (tool,) = tools({"WSL_DISTRO_NAME": "Debian"}, lambda name: f"/mnt/c/{name}", "linux")
    assert "✓".encode(tool.encoding)[:2] in (b"\xff\xfe", b"\xfe\xff")


def test_what_is_said() -> None:
    assert told("it", None, "x", "C") == "Sent to the clipboard: it. C shows it."
    assert told("it", Tool(("/usr/bin/xclip", "-in")), "x", "C") == "Copied with xclip: it. C shows it."
    assert "In tmux's buffer, and sent" in told("it", Tool(("/usr/bin/tmux",)), "x", "C")
    assert "not every terminal" in told("it", None, "x" * LONGEST, "C")
    assert "not every terminal" not in told("it", Tool(("/usr/bin/xclip",)), "x" * LONGEST, "C")


async def test_what_was_copied_can_be_shown_from_the_edge(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> list[Tool]:
        raise AssertionError("a test reached for the clipboard of this machine")

    monkeypatch.setattr(clipboard, "tools", never)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("L")
        await settle(pilot)
        assert not isinstance(app.screen, CopiedScreen)
        await pilot.press("6", "y")
        await app.workers.wait_for_complete()
        await settle(pilot)
        (notice,) = app._notifications
        assert notice.message == "Sent to the clipboard: this with its citations. L shows it."
        assert app.clipboard == app.copied
        await pilot.press("L")
        await settle(pilot)
        assert isinstance(app.screen, CopiedScreen)
        shown = text_of(app).splitlines()
        assert shown[0].rstrip() == app.copied.splitlines()[0][:80].rstrip()
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(app.screen, CopiedScreen)


async def test_hostile_text_is_shown_as_it_is(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.copy("[ZDR] [/foo] [@click=app.quit]x[/]", "[/foo]")
        await app.workers.wait_for_complete()
        await pilot.press("L")
        await settle(pilot)
        assert "[ZDR] [/foo] [@click=app.quit]x[/]" in text_of(app)


def test_the_environment_of_a_program_keeps_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTTUI_TEST", "kept")
    taken = tmp_path / "taken"
    tool = program(tmp_path, "tells", f"import os; open({str(taken)!r}, 'w').write(os.environ['TRUSTTUI_TEST'])")
    assert give(Tool(tool.command, environment=(("LC_CTYPE", "UTF-8"),)), "x")
    assert taken.read_text() == "kept"
