"""Opening a page in the browser of who sits at the terminal, where there is one."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Callable, Mapping
from pathlib import PurePath

_IN_TERMINAL = frozenset(("www-browser", "links", "links2", "elinks", "lynx", "w3m", "browsh", "carbonyl"))
"""They would be started on the screen that the program has."""

OVER_SSH = "Not opened: over ssh there is no browser to open it in."
NO_DISPLAY = "Not opened: there is no display here to open a browser on."
NO_BROWSER = "Not opened: no browser was found here."
NOT_STARTED = "Not opened: the browser could not be started."
Get = Callable[[], webbrowser.BaseBrowser]


def open_page(
    address: str, environment: Mapping[str, str], get: Get = webbrowser.get, platform: str = sys.platform
) -> str:
    """Open an address; why that could not be, empty where it was handed over. May take a moment."""
    if why := _not_here(environment, platform):
        return why
    try:
        browser = get()
        if PurePath(getattr(browser, "name", "")).name in _IN_TERMINAL:
            return NO_BROWSER
        return "" if browser.open(address) else NOT_STARTED
    except webbrowser.Error:
        return NO_BROWSER
    except OSError:
        return NOT_STARTED


def _not_here(environment: Mapping[str, str], platform: str) -> str:
    """Why a browser would not be where the terminal is; what an editor on the near side gives as BROWSER is."""
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return "" if environment.get("BROWSER") and environment.get("VSCODE_IPC_HOOK_CLI") else OVER_SSH
    if platform in ("darwin", "win32") or environment.get("WSL_DISTRO_NAME"):
        return ""
    shows = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    return "" if any(environment.get(name) for name in shows) else NO_DISPLAY
