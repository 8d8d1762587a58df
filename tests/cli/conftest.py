"""The program as a script meets it: a process of its own, a home of its own, the cache of all tests, and nothing of the
user's environment."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Done = subprocess.CompletedProcess[bytes]
Run = Callable[..., Done]


@pytest.fixture
def clean_env(tmp_path: Path) -> dict[str, str]:
    names = ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "TRUSTTUI_CACHE_HOME")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return {**kept, "HOME": str(tmp_path), "LANG": "C.UTF-8", "PYTHONUTF8": "0", "TERM": "xterm"}


@pytest.fixture
def run(clean_env: dict[str, str], tmp_path: Path) -> Run:
    """Run `python -m trusttui` with these arguments; `stdin` is text or bytes, `env` is added to the clean one."""

    def run_it(*arguments: str, stdin: str | bytes = b"", env: dict[str, str] | None = None) -> Done:
        return subprocess.run(
            [sys.executable, "-m", "trusttui", *arguments],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            env={**clean_env, **(env or {})},
            timeout=60,
            check=False,
        )

    return run_it
