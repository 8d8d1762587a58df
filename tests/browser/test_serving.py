"""What `trusttui serve` answers to whom, and what is left of it afterwards."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

pytest.importorskip("aiohttp", reason="the extra 'serve' is not installed")

from aiohttp import ClientSession, ClientWebSocketResponse, WSServerHandshakeError

from tests.browser.serving import Served, served
from trusttui.cli import main

PAGE = ("", "page/page.css", "page/page.js", "static/css/xterm.css")


@asynccontextmanager
async def visit(session: ClientSession, server: Served) -> AsyncIterator[ClientWebSocketResponse]:
    async with session.ws_connect(server.address + "ws?width=100&height=30") as wire:
        yield wire


async def shown(wire: ClientWebSocketResponse, words: bytes) -> None:
    """Wait until the visitor's terminal has been sent these."""
    sent = b""
    async with asyncio.timeout(20):
        while words not in sent:
            message = await wire.receive()
            assert isinstance(message.data, (bytes, str)), message
            sent += message.data if isinstance(message.data, bytes) else message.data.encode()


async def typed(wire: ClientWebSocketResponse, keys: str) -> None:
    await wire.send_str(json.dumps(["stdin", keys]))


def is_alive(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


async def test_only_its_own_page_may_ask(tmp_path: Path, small_folder: Path) -> None:
    async with served(tmp_path, pack=small_folder) as server, ClientSession() as session:
        for path in PAGE:
            async with session.get(server.address + path) as response:
                text = await response.text()
                assert response.status == 200
                assert "default-src 'none'" in response.headers["Content-Security-Policy"]
                assert "@import" not in text
                assert path == "static/css/xterm.css" or "://" not in text
        port = server.address.rpartition(":")[2].strip("/")
        strange = (
            {"Host": f"rebound.example:{port}"},
            {"Origin": "https://another.example"},
            {"Origin": "null"},
            {"Origin": f"http://127.0.0.1:{int(port) + 1}"},
        )
        for headers in strange:
            async with session.get(server.address, headers=headers) as response:
                assert response.status == 403, headers
            with pytest.raises(WSServerHandshakeError, match="403"):
                await session.ws_connect(server.address + "ws", headers=headers)
        async with session.get(server.address, headers={"Host": f"localhost:{port}"}) as response:
            assert response.status == 200
        async with session.get(server.address + "download/0000") as response:
            assert response.status == 404
        assert server.visitors() == set()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the processes of visitors are read from /proc")
async def test_each_visitor_is_a_process_and_none_is_left(tmp_path: Path, small_folder: Path) -> None:
    async with served(tmp_path, pack=small_folder) as server, ClientSession() as session:
        async with visit(session, server) as one, visit(session, server) as other:
            await shown(one, b"Advisor")
            await shown(other, b"Advisor")
            (first, second) = server.visitors()
            await other.close()
            async with asyncio.timeout(20):
                while len(server.visitors()) > 1:
                    await asyncio.sleep(0.02)
            await typed(one, "5")
            await shown(one, b"So far")
            await typed(one, "1")
            await shown(one, "■".encode())
            (left,) = server.visitors()
            status, said = await server.end(signal.SIGTERM)
        assert status == 128 + signal.SIGTERM
        assert said == ""
        assert left in (first, second)
        assert not is_alive(first)
        assert not is_alive(second)
    kept = (tmp_path / ".local/share/trusttui/assessments").glob("*.toml")
    assert ["[answers]" in path.read_text() for path in kept] == [True]


async def test_a_visitor_of_a_server_that_was_killed_goes_too(tmp_path: Path, small_folder: Path) -> None:
    async with served(tmp_path, pack=small_folder) as server, ClientSession() as session:
        async with visit(session, server) as wire:
            await shown(wire, b"Advisor")
            (visitor,) = server.visitors()
            await server.end(signal.SIGKILL)
        async with asyncio.timeout(20):
            while is_alive(visitor):
                await asyncio.sleep(0.02)


async def test_other_machines_are_let_in_with_a_warning(tmp_path: Path, small_folder: Path) -> None:
    async with served(tmp_path, "--host", "0.0.0.0", pack=small_folder) as server:
        status, said = await server.end(signal.SIGINT)
    assert status == 128 + signal.SIGINT
    assert "WARNING: whoever reaches this address reads your notes and assessments" in said


def test_a_port_that_is_taken(capsys: pytest.CaptureFixture[str], small_folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["serve", "--port", port, "--pack", str(small_folder)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"cannot listen on 127.0.0.1 port {port}" in err
    assert "--port" in err


def test_without_the_extra_it_says_how_to_install_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    monkeypatch.delitem(sys.modules, "trusttui.cli.serving", raising=False)
    assert main(["serve"]) == 2
    assert "python3 -m pip install 'trusttui[serve]'" in capsys.readouterr().err


def test_a_pack_with_faults_is_not_served(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["serve", "--pack", str(tmp_path)]) == 2
    assert "faults" in capsys.readouterr().err
