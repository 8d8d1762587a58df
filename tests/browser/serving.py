"""`trusttui serve` as a process of its own, for tests."""

from __future__ import annotations

import os
import signal
import sys
from asyncio import create_subprocess_exec, wait_for
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Served:
    """The server's process, and the address of its page."""

    process: Process
    address: str

    def visitors(self) -> set[int]:
        """The processes of its visitors."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return {int(each) for each in children.split()}

    async def end(self, number: signal.Signals) -> tuple[int, str]:
        """Send a signal; the exit status and what it has said meanwhile."""
        self.process.send_signal(number)
        _, said = await wait_for(self.process.communicate(), 20)
        return self.process.returncode or 0, said.decode()


@asynccontextmanager
async def served(home: Path, *arguments: str, pack: Path | None = None) -> AsyncIterator[Served]:
    """The screens on a pack, the bundled one by default, served on a port that is free."""
    more = ("--pack", str(pack)) if pack else ()
    process = await create_subprocess_exec(
        *(sys.executable, "-m", "trusttui", "serve", "--port", "0", *more, *arguments),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        env={name: os.environ[name] for name in ("PATH", "TRUSTTUI_CACHE_HOME")}
        | {"HOME": str(home), "LANG": "C.UTF-8"},
    )
    try:
        assert process.stderr
        line = (await wait_for(process.stderr.readline(), 20)).decode()
        address = next((word for word in line.split() if word.startswith("http")), "")
        assert address, line + (await process.stderr.read()).decode()
        yield Served(process, address)
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.terminate()
            await wait_for(process.communicate(), 20)
