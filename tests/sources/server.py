"""A host that misbehaves: a real TLS server on this machine, which answers each path with what a test gave it."""

from __future__ import annotations

import asyncio
import ssl
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import trustme

HOST = "pages.test"
Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Host:
    """The server: what it answers, and what it was asked."""

    port: int = 0
    answers: dict[str, list[bytes | Answer]] = field(default_factory=dict)
    """For each path what is answered in turn; the last one stays."""
    asked: list[str] = field(default_factory=list)
    requests: list[bytes] = field(default_factory=list)
    at_once: Counter[str] = field(default_factory=Counter)
    busiest: int = 0

    def url(self, path: str, host: str = HOST) -> str:
        return f"https://{host}:{self.port}{path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, ssl.SSLError):
            head = await reader.readuntil(b"\r\n\r\n")
            path = head.split(b" ")[1].decode()
            self.requests.append(head)
            self.asked.append(path)
            self.at_once["now"] += 1
            self.busiest = max(self.busiest, self.at_once["now"])
            try:
                answers = self.answers[path]
                answer = answers.pop(0) if len(answers) > 1 else answers[0]
                if isinstance(answer, bytes):
                    writer.write(answer)
                else:
                    await answer(writer)
                await writer.drain()
            finally:
                self.at_once["now"] -= 1
        with suppress(OSError, ssl.SSLError):
            writer.close()


@asynccontextmanager
async def host(folder: Path) -> AsyncIterator[tuple[Host, dict[str, str]]]:
    """A host that runs, and an environment whose CA bundle trusts it."""
    authority = trustme.CA()
    bundle = folder / "ca.pem"
    authority.cert_pem.write_to_path(str(bundle))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST, "127.0.0.1").configure_cert(context)
    made = Host()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0, ssl=context)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made, {"SSL_CERT_FILE": str(bundle)}
    finally:
        server.close()


def answer(body: bytes = b"", *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """An answer as bytes; its length is right unless another one is given."""
    named = [f"Content-Length: {len(body) if length is None else length}", "Connection: close", *headers]
    return "\r\n".join([f"HTTP/1.1 {status}", *named, "", ""]).encode() + body


def moved(to: str, status: str = "302 Found") -> bytes:
    return answer(b"", f"Location: {to}", status=status)


def dripping(pieces: list[bytes], pause: float) -> Answer:
    """An answer in pieces, with a pause after each."""

    async def drip(writer: asyncio.StreamWriter) -> None:
        for number, piece in enumerate(pieces):
            await asyncio.sleep(pause if number else 0)
            writer.write(piece)
            await writer.drain()
        await asyncio.sleep(pause if pause > 1 else 0)

    return drip


def endless(head: bytes, piece: bytes) -> Answer:
    """An answer that does not end before the reader goes away."""

    async def pour(writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0)

    return pour
