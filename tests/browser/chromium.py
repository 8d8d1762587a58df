"""A page in a headless Chromium, driven over its DevTools protocol; the terminal in it is read from its buffer."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import shutil
import tempfile
import time
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage"),
    *("--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-extensions", "--mute-audio", "--remote-debugging-port=0"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
_FIND_TERMINAL = """
Object.defineProperty(Object.prototype, "fitAddon", {
  configurable: true,
  set(addon) {
    window.found = this.terminal;
    Object.defineProperty(this, "fitAddon", { value: addon, writable: true });
  },
});
"""
"""The library keeps its terminal in a closure; this takes note of it where it is given an add-on."""
_READ = """
window.found ? Array.from({length: found.rows},
  (_, row) => found.buffer.active.getLine(found.buffer.active.viewportY + row).translateToString()).join("\\n") : ""
"""
_KEYS = {"Enter": (13, "\r"), "Escape": (27, ""), "ArrowDown": (40, ""), "Tab": (9, "")}


class Page:
    """A page and the terminal in it."""

    def __init__(self, wire: ClientWebSocketResponse) -> None:
        self._wire = wire
        self._number = 0
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._reader = asyncio.create_task(self._read())
        self.requests: list[str] = []
        """The addresses that the page has asked for."""
        self.opened: list[str] = []
        """The addresses that it has opened in windows of their own."""
        self.complaints: list[str] = []
        """What the browser has noted as wrong with the page."""

    async def _read(self) -> None:
        async for message in self._wire:
            if message.type is not WSMsgType.TEXT:
                continue
            said = json.loads(message.data)
            params = said.get("params", {})
            if "id" in said:
                self._answers.pop(said["id"]).set_result(said)
            elif said["method"] in ("Network.requestWillBeSent", "Network.webSocketCreated"):
                self.requests.append(params.get("url") or params["request"]["url"])
            elif said["method"] == "Page.windowOpen":
                self.opened.append(params["url"])
            elif said["method"] == "Log.entryAdded" and params["entry"]["level"] == "error":
                self.complaints.append(params["entry"]["text"])
            elif said["method"] == "Runtime.exceptionThrown":
                self.complaints.append(params["exceptionDetails"]["text"])

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        """A command of the protocol, and its result."""
        self._number += 1
        answer = self._answers[self._number] = asyncio.get_running_loop().create_future()
        await self._wire.send_json({"id": self._number, "method": method, "params": params})
        said = await asyncio.wait_for(answer, 20)
        assert "error" not in said, said
        result: dict[str, Any] = said["result"]
        return result

    async def open(self, address: str) -> None:
        for domain in ("Page", "Network", "Log", "Runtime"):
            await self.call(f"{domain}.enable")
        await self.call("Page.addScriptToEvaluateOnNewDocument", source=_FIND_TERMINAL)
        await self.call("Page.navigate", url=address)

    async def evaluate(self, script: str) -> Any:
        result = await self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return result["result"].get("value")

    async def text(self) -> str:
        """What the terminal shows, a line each."""
        return str(await self.evaluate(_READ))

    async def wait_for(self, *words: str, seconds: float = 60) -> str:
        """Wait until the terminal shows one of these; what it shows then."""
        end = time.monotonic() + seconds
        while True:
            text = await self.text()
            if any(each in text for each in words):
                return text
            assert time.monotonic() < end, f"{words} never came: {self.complaints}\n{text}"
            await asyncio.sleep(0.05)

    async def wait_until(self, script: str, seconds: float = 60) -> None:
        """Wait until this holds in the page."""
        end = time.monotonic() + seconds
        while not await self.evaluate(script):
            assert time.monotonic() < end, f"{script} never held\n{await self.text()}"
            await asyncio.sleep(0.05)

    async def type(self, text: str) -> None:
        for character in text:
            await self._key(character, 0, character)

    async def press(self, key: str) -> None:
        code, text = _KEYS[key]
        await self._key(key, code, text)

    async def _key(self, key: str, code: int, text: str) -> None:
        more = {"text": text} if text else {}
        await self.call("Input.dispatchKeyEvent", type="keyDown", key=key, windowsVirtualKeyCode=code, **more)
        await self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    async def click(self, column: int, line: int) -> None:
        """Click on a cell of the terminal."""
        box = await self.evaluate(
            "(({x, y, width, height}) => [x, y, width / found.cols, height / found.rows])"
            "(document.querySelector('.xterm-screen').getBoundingClientRect())"
        )
        place = {"x": box[0] + (column + 0.5) * box[2], "y": box[1] + (line + 0.5) * box[3]}
        for kind in ("mousePressed", "mouseReleased"):
            await self.call("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **place)

    async def picture(self, path: Path) -> None:
        path.write_bytes(base64.b64decode((await self.call("Page.captureScreenshot"))["data"]))

    async def close(self) -> None:
        self._reader.cancel()
        await self._wire.close()


@asynccontextmanager
async def browser(columns: int = 1100, lines: int = 760) -> AsyncIterator[Page]:
    """A page of a new browser, `columns` and `lines` of pixels large."""
    assert PROGRAM
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        process = await asyncio.create_subprocess_exec(
            *(PROGRAM, *_FLAGS, f"--user-data-dir={home}", f"--window-size={columns},{lines}", "about:blank"),
            stdout=DEVNULL,
            stderr=DEVNULL,
            env={**os.environ, "HOME": folder},
            start_new_session=True,
        )
        try:
            async with ClientSession(trust_env=False) as session:
                page = Page(await _connect(session, home / "DevToolsActivePort"))
                yield page
                await page.close()
        finally:
            await _end(process)


async def _connect(session: ClientSession, told: Path) -> ClientWebSocketResponse:
    end = time.monotonic() + 30
    while True:
        with suppress(OSError, ValueError, StopIteration):
            port = int(told.read_text().split("\n")[0])
            async with session.get(f"http://127.0.0.1:{port}/json/list") as response:
                address = next(each for each in await response.json() if each["type"] == "page")["webSocketDebuggerUrl"]
            return await session.ws_connect(address, max_msg_size=0)
        assert time.monotonic() < end, "the browser does not start"
        await asyncio.sleep(0.05)


async def _end(process: Process) -> None:
    import signal

    # With all that it has started, which is what the session of its own is for.
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.wait()
