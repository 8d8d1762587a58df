"""`trusttui serve`: the screens in a browser, which is the terminal then. Each visitor has a process of their own, and
the page has all that it needs from this program: the browser asks no other host."""

from __future__ import annotations

import asyncio
import io
import ipaddress
import logging
import signal
import sys
from argparse import Namespace
from asyncio.subprocess import PIPE, Process
from contextlib import redirect_stdout, suppress
from pathlib import Path
from urllib.parse import urlsplit

from trusttui.cli import streams
from trusttui.cli.streams import Stop

INSTALL = "python3 -m pip install 'trusttui[serve]'"
try:
    from aiohttp import hdrs, web
    from aiohttp.helpers import content_disposition_header
    from aiohttp.typedefs import Handler
    from textual_serve.app_service import AppService
    from textual_serve.server import Server, to_int
except ImportError as error:
    raise Stop(f"serve needs what is not installed ({error.name}): {INSTALL}") from None

MOST = 32
"""Visitors at a time; each is a process."""
_PATIENCE = 3.0
"""Seconds that a visitor's process has to leave when it is asked, and once more when its terminal is gone."""
_PAGE = Path(__file__).parent / "page"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_HEADERS = {
    "Cache-Control": "no-cache",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self' ws://{host} wss://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the page may ask for, and of whom: this program alone. The terminal sets styles from its script."""


def serve(args: Namespace, folder: Path) -> int:
    """Serve the screens on a pack until a signal ends it. Stop where the address cannot be had."""
    command = [sys.executable, "-P", "-m", "trusttui", "tui", "--pack", str(folder.resolve())]
    command += ["--as-of", args.as_of] if args.as_of else []
    command += [] if args.mouse else ["--no-mouse"]
    logging.getLogger("textual-serve").setLevel(logging.ERROR)
    with redirect_stdout(_Talk()):
        return asyncio.run(_Served(command, args.host).run(args.port))


def is_loopback(host: str) -> bool:
    """Whether what is bound to this host is reached from this machine alone."""
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


class _Talk(io.TextIOBase):
    """Where the library prints what a visitor's process said in the end."""

    def write(self, text: str, /) -> int:
        for line in text.splitlines():
            streams.say(line)
        return len(text)


class _Visitor(AppService):
    """The process of one visitor."""

    argv: list[str]

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        # Not by a shell, and out of reach of the ctrl+c that ends the server: it is asked to leave, and keeps answers.
        environment = self._build_environment(width, height)
        self._process = await asyncio.create_subprocess_exec(
            *self.argv, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment, start_new_session=True
        )
        self._stdin = self._process.stdin
        return self._process

    async def stop(self) -> None:
        """Ask it to leave; then take its terminal away, upon which it keeps what was answered; then kill it."""
        process = self._process
        if process is None:
            return
        with suppress(TimeoutError, ConnectionError):
            async with asyncio.timeout(_PATIENCE):
                await super().stop()
                await process.wait()
        if process.stdin:
            process.stdin.close()
        try:
            async with asyncio.timeout(_PATIENCE):
                await process.wait()
        except TimeoutError:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


class _Served(Server):
    """The page, its terminal's wire, and what is downloaded through it."""

    def __init__(self, command: list[str], host: str) -> None:
        super().__init__("trusttui", host=host)
        self._argv = command
        self._visits: dict[web.WebSocketResponse, asyncio.Task[object] | None] = {}

    async def run(self, port: int) -> int:
        """Serve on this port, 0 for any that is free, until a signal comes; the exit status."""
        loop = asyncio.get_running_loop()
        end: asyncio.Future[int] = loop.create_future()
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            # A signal that is ignored from the start (nohup) stays so.
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                with suppress(NotImplementedError):
                    loop.add_signal_handler(number, self._signalled, end, number)
        runner = web.AppRunner(await self._make_app(), access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            try:
                await web.TCPSite(runner, self.host, port).start()
            except (OSError, OverflowError) as error:
                why = getattr(error, "strerror", None) or error
                raise Stop(f"cannot listen on {self.host} port {port}: {why}; --port and --host name others") from None
            self._tell(runner.addresses[0])
            return 128 + await end
        finally:
            await self._end_visits()
            await runner.cleanup()

    @staticmethod
    def _signalled(end: asyncio.Future[int], number: int) -> None:
        if not end.done():
            end.set_result(number)

    def _tell(self, address: tuple[str, int]) -> None:
        host = f"[{self.host}]" if ":" in self.host else self.host
        streams.say(f"trusttui is at http://{host}:{address[1]}/ until ctrl+c.")
        if not is_loopback(self.host):
            streams.say(
                "WARNING: whoever reaches this address reads your notes and assessments, and can change them. There is "
                "no log-in, and what is sent is not encrypted."
            )

    async def _make_app(self) -> web.Application:
        app = web.Application(middlewares=[self._refuse_strangers])
        app.on_response_prepare.append(_add_headers)
        app.add_routes(
            [
                web.get("/", self._page),
                web.get("/ws", self.handle_websocket),
                web.get("/download/{key}", self.handle_download),
                web.static("/page", _PAGE),
                web.static("/static", self.statics_path),
            ]
        )
        return app

    @web.middleware
    async def _refuse_strangers(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """No page of another site may talk to this program, by its own name or by one that it made point here."""
        origin = request.headers.get(hdrs.ORIGIN)
        if origin is not None and urlsplit(origin).netloc != request.host:
            raise web.HTTPForbidden(text="Another page than trusttui's own asked; that is refused.")
        name = (urlsplit(f"//{request.host}").hostname or "").lower()
        if is_loopback(self.host) and name not in _LOOPBACK | {self.host}:
            raise web.HTTPForbidden(text=f"trusttui is served as {self.host} alone; that is not the name asked for.")
        return await handler(request)

    async def _page(self, request: web.Request) -> web.StreamResponse:
        return web.FileResponse(_PAGE / "index.html")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """A visit: a process from its first to its last byte."""
        if len(self._visits) >= MOST:
            raise web.HTTPServiceUnavailable(text=f"{MOST} visitors are here already.")
        wire = web.WebSocketResponse(heartbeat=15)
        await wire.prepare(request)

        async def close() -> None:
            await wire.close()

        visitor = _Visitor(
            self.command,
            write_bytes=wire.send_bytes,
            write_str=wire.send_str,
            close=close,
            download_manager=self.download_manager,
        )
        visitor.argv = self._argv
        self._visits[wire] = asyncio.current_task()
        try:
            await visitor.start(*(to_int(request.query.get(side, ""), 80) for side in ("width", "height")))
            await self._process_messages(wire, visitor)
        finally:
            await asyncio.shield(visitor.stop())
            self._visits.pop(wire, None)
        return wire

    async def _end_visits(self) -> None:
        """Let every visitor's process leave."""
        visits = dict(self._visits)
        await asyncio.gather(*(wire.close() for wire in visits), return_exceptions=True)
        tasks = [task for task in visits.values() if task]
        if tasks:
            await asyncio.wait(tasks, timeout=3 * _PATIENCE)

    async def handle_download(self, request: web.Request) -> web.StreamResponse:
        """What a visitor exports: asked of their process, and kept nowhere."""
        key = request.match_info["key"]
        try:
            meta = await self.download_manager.get_download_metadata(key)
        except KeyError:
            raise web.HTTPNotFound(text="There is nothing of this name to download (any more).") from None
        response = web.StreamResponse()
        response.content_type = meta.mime_type or "application/octet-stream"
        response.headers[hdrs.CONTENT_DISPOSITION] = content_disposition_header("attachment", filename=meta.file_name)
        await response.prepare(request)
        async for chunk in self.download_manager.download(key):
            await response.write(chunk)
        await response.write_eof()
        return response


async def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_HEADERS)
    response.headers["Content-Security-Policy"] = _POLICY.format(host=request.host)
