"""Where things lie, by name alone: the user's folders and the bundled pack. Nothing is made, and nothing heavy
imported: a search from the command line is over before most libraries are loaded."""

from __future__ import annotations

import os
import sys

NAME = "trusttui"
_VARIABLE = {
    "data": "TRUSTTUI_DATA_HOME",
    "cache": "TRUSTTUI_CACHE_HOME",
    "config": "TRUSTTUI_CONFIG_HOME",
    "log": "TRUSTTUI_LOG_HOME",
}
_XDG = {
    "data": ("XDG_DATA_HOME", "~/.local/share"),
    "cache": ("XDG_CACHE_HOME", "~/.cache"),
    "config": ("XDG_CONFIG_HOME", "~/.config"),
    "log": ("XDG_STATE_HOME", "~/.local/state"),
}


def folder(kind: str) -> str:
    """The user's folder of a kind, `data`, `cache`, `config` or `log`: the environment's, else the platform's own."""
    override = os.environ.get(_VARIABLE[kind])
    if override:
        return os.path.expanduser(override)
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        # What platformdirs says there, without the time it takes to ask it.
        variable, usual = _XDG[kind]
        told = os.environ.get(variable, "")
        found = os.path.join(told if told.strip() else os.path.expanduser(usual), NAME)
        return os.path.join(found, "log") if kind == "log" else found
    import platformdirs

    ask = {
        "data": platformdirs.user_data_dir,
        "cache": platformdirs.user_cache_dir,
        "config": platformdirs.user_config_dir,
        "log": platformdirs.user_log_dir,
    }[kind]
    return ask(NAME, appauthor=False)


def bundled(package: str) -> str | None:
    """The pack that comes with the program, by the folder of the package; None where it is missing."""
    # In a wheel the content lies within the package, in a checkout beside it.
    for parent in (package, os.path.dirname(package)):
        found = os.path.join(parent, "content")
        if os.path.isfile(os.path.join(found, "pack.toml")):
            return found
    return None
