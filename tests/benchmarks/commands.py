"""How long a cold command takes, beside a bare `python -c pass`. Goal: a search three times that at most."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from statistics import median

from tests.benchmarks.terminal import PROGRAM

RUNS = 21


def main() -> None:
    """Processes of their own, interleaved so that other work of the machine falls on all of them."""
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "search": [*PROGRAM, "search", "how", "long", "is", "api", "data", "kept"],
        "show": [*PROGRAM, "show", "agreements/baa"],
        "compare": [*PROGRAM, "compare"],
        "--version": [*PROGRAM, "--version"],
        "--help": [*PROGRAM, "--help"],
    }
    with tempfile.TemporaryDirectory() as home:
        told = {**os.environ, "TRUSTTUI_CACHE_HOME": f"{home}/kept", "PYTHONPYCACHEPREFIX": f"{home}/code"}
        # An installed program finds its modules compiled.
        told.pop("PYTHONDONTWRITEBYTECODE", None)
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for name in ("search", *commands):
            subprocess.run(commands[name], env=told, capture_output=True, check=False)
        for _ in range(RUNS):
            for name, command in commands.items():
                begin = time.perf_counter()
                subprocess.run(command, env=told, capture_output=True, check=False)
                taken[name].append((time.perf_counter() - begin) * 1e3)
    bare = median(taken["python -c pass"])
    print(f"{'a cold command':<22}{'ms':>8}{'least':>8}{'ratio':>7}")
    for name, times in taken.items():
        print(f"{name:<22}{median(times):8.0f}{min(times):8.0f}{median(times) / bare:7.2f}")
