"""Putting text on the clipboard: by asking the terminal, which gives no receipt, and by a program of the desktop, where
there is one, which does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Mapping
from pathlib import PurePath

from msgspec import Struct

PATIENCE = 2.0
"""Seconds that a program has; one that waits for a display that is gone would wait for ever."""
LONGEST = 74_994
"""Bytes of base64 that xterm takes at most; many others take as much."""
Which = Callable[[str], str | None]


class Tool(Struct, frozen=True):
    """A program that takes the text on its stdin. `encoding` is what it expects there."""

    command: tuple[str, ...]
    encoding: str = "utf-8"
    environment: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        return PurePath(self.command[0]).name


def tools(environment: Mapping[str, str], which: Which = shutil.which, platform: str = sys.platform) -> list[Tool]:
    """The programs that reach the clipboard of who sits at the terminal, the likeliest first.

    tmux ignores, as it comes, what programs in it ask of the clipboard; told by its own command it asks the terminal
    itself, here or at the other end of ssh. Any other program would reach the clipboard of the far machine.
    """
    found: list[tuple[str, tuple[str, ...]]] = []
    if environment.get("TMUX"):
        found.append(("tmux", ("load-buffer", "-w", "-")))
    if not (environment.get("SSH_CONNECTION") or environment.get("SSH_TTY")):
        if platform == "darwin":
            found.append(("pbcopy", ()))
        if environment.get("WAYLAND_DISPLAY"):
            found.append(("wl-copy", ()))
        if environment.get("DISPLAY"):
            found += [("xclip", ("-selection", "clipboard", "-in")), ("xsel", ("--clipboard", "--input"))]
        if environment.get("WSL_DISTRO_NAME") or platform == "win32":
            found.append(("clip.exe", ()))
    paths = ((which(name), rest) for name, rest in found)
    return [_tool(path, rest) for path, rest in paths if path]


def _tool(path: str, rest: tuple[str, ...]) -> Tool:
    name = PurePath(path).name
    if name == "clip.exe":
        return Tool((path, *rest), "utf-16")
    # Without a locale pbcopy takes the bytes for Mac Roman.
    return Tool((path, *rest), environment=(("LC_CTYPE", "UTF-8"),) if name == "pbcopy" else ())


def give(tool: Tool, text: str, patience: float = PATIENCE) -> bool:
    """Give a text to a program, without a shell; whether it took it."""
    try:
        done = subprocess.run(
            tool.command,
            input=text.encode(tool.encoding, "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **dict(tool.environment)},
            timeout=patience,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def give_to_any(text: str, of: list[Tool]) -> Tool | None:
    """The first of some programs that took the text; None where none did."""
    return next((tool for tool in of if give(tool, text)), None)


def told(what: str, tool: Tool | None, text: str, show: str) -> str:
    """What to say of a copy: `what` was copied, which program took it, if any, and the key that shows it."""
    if tool is not None and tool.name == "tmux":
        # It has the text, and whether the terminal took it says it as little as the terminal does.
        said = f"In tmux's buffer, and sent to the clipboard: {what}."
    elif tool is not None:
        said = f"Copied with {tool.name}: {what}."
    else:
        said = f"Sent to the clipboard: {what}."
        if len(b64encode(text.encode())) > LONGEST:
            said += " It is long; not every terminal takes so much."
    return f"{said} {show} shows it."
