"""Fetching from a real server that misbehaves. Nothing here leaves this machine."""

from __future__ import annotations

import asyncio
import gzip
import os
import sys
import zlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from tests.sources import server
from trusttui.sources.addresses import is_local_name, is_public
from trusttui.sources.fetching import Fetcher, Limits, Progress
from trusttui.sources.results import NotChecked, Reason

answer, moved, HOST = server.answer, server.moved, server.HOST

NOW = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
LIMITS = Limits(connect=2, read=0.4, total=1.5, sent=100_000, unpacked=300_000, redirects=3, tries=3, longest_wait=30)
PAGE = b"<p>Lamps are kept for 30 days.</p>"


class Bench:
    """A host, a fetcher that may reach it and nothing else, and what was waited for."""

    def __init__(self, host: Any, environment: dict[str, str]) -> None:
        self.host = host
        self.waited: list[float] = []
        self.resolved: list[str] = []
        self.progress: list[Progress] = []
        self.fetcher = Fetcher(
            limits=LIMITS,
            allowed=lambda address: address == "127.0.0.1",
            report=self.progress.append,
            sleep=self._sleep,
            now=lambda: NOW,
            resolve=self._resolve,
            environment=environment,
        )

    async def _sleep(self, seconds: float) -> None:
        self.waited.append(seconds)

    async def _resolve(self, host: str, port: int) -> list[str]:
        self.resolved.append(host)
        return [host if host[0].isdecimal() or ":" in host else "127.0.0.1"]

    def put(self, path: str, *answers: Any) -> str:
        self.host.answers[path] = list(answers)
        return str(self.host.url(path))

    async def why(self, url: str) -> NotChecked:
        with pytest.raises(NotChecked) as caught:
            await self.fetcher.fetch(url)
        return caught.value


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    async with server.host(tmp_path) as (host, environment):
        yield Bench(host, environment)


async def test_a_page_comes_with_its_headers_and_time(bench: Bench) -> None:
    url = bench.put("/a", answer(PAGE, "Content-Type: text/html", 'ETag: "x"', "Set-Cookie: a=b"))
    copy = await bench.fetcher.fetch(url)
    assert (copy.body, copy.url, copy.final_url) == (PAGE, url, url)
    assert copy.fetched == "2026-11-03T09:30:00Z"
    assert copy.headers["etag"] == '"x"'
    assert "set-cookie" not in copy.headers
    assert [step.stage for step in bench.progress][::2] == ["connect", "done"]


async def test_nothing_is_sent_but_the_request(bench: Bench) -> None:
    url = bench.put("/a", answer(PAGE, "Set-Cookie: id=7; Path=/"))
    await bench.fetcher.fetch(url)
    await bench.fetcher.fetch(url)
    first, second = bench.host.requests
    assert first == second
    names = {line.split(b":")[0].lower() for line in first.split(b"\r\n")[1:] if line}
    assert names == {b"host", b"user-agent", b"accept", b"accept-encoding", b"connection"}
    assert f"Host: {HOST}:{bench.host.port}".encode() in first


async def test_a_page_that_is_the_same_is_not_sent_again(bench: Bench) -> None:
    validators = ('ETag: "x"', "Last-Modified: Sun, 01 Nov 2026 00:00:00 GMT")
    url = bench.put("/a", answer(PAGE, *validators), answer(status="304 Not Modified"))
    old = replace_time(await bench.fetcher.fetch(url))
    new = await bench.fetcher.fetch(url, old)
    assert (new.body, new.fetched) == (PAGE, "2026-11-03T09:30:00Z")
    assert b'If-None-Match: "x"\r\n' in bench.host.requests[1]
    assert b"If-Modified-Since: Sun, 01 Nov 2026 00:00:00 GMT\r\n" in bench.host.requests[1]


def replace_time(copy: Any) -> Any:
    import msgspec

    return msgspec.structs.replace(copy, fetched="2026-01-01T00:00:00Z")


async def test_304_without_a_copy_is_no_page(bench: Bench) -> None:
    assert (await bench.why(bench.put("/a", answer(status="304 Not Modified")))).reason is Reason.STATUS


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (server.dripping([b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"], 5), Reason.TIMEOUT),
        (server.dripping([b"HTTP/1.1 200 OK\r\n"] + [b"X: y\r\n"] * 90, 0.1), Reason.TIMEOUT),
        (server.dripping([b"HTTP/1.1 200 OK\r\n\r\n"] + [b"x"] * 90, 0.1), Reason.TIMEOUT),
        (server.dripping([b"HTTP/1.1 200 OK\r\n\r\nhalf"], 5), Reason.TIMEOUT),
        (b"", Reason.NO_NETWORK),
        (answer(PAGE, length=500), Reason.TRUNCATED),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nhalf", Reason.TRUNCATED),
        (b"\x00\x01 no http at all\r\n\r\n", Reason.TRUNCATED),
        (answer(b"", length=200_000_000), Reason.TOO_LARGE),
        (server.endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 9_999), Reason.TOO_LARGE),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 150_000, Reason.TOO_LARGE),
        (answer(gzip.compress(b"x" * 50_000_000), "Content-Encoding: gzip"), Reason.TOO_LARGE),
        (answer(zlib.compress(b"x" * 50_000_000), "Content-Encoding: deflate"), Reason.TOO_LARGE),
        (answer(gzip.compress(PAGE)[:-9], "Content-Encoding: gzip"), Reason.TRUNCATED),
        (answer(PAGE, "Content-Encoding: gzip"), Reason.ENCODING),
        (answer(PAGE, "Content-Encoding: br"), Reason.ENCODING),
        (answer(b"gone", status="404 Not Found"), Reason.STATUS),
        (
            answer(b"<title>Just a moment...</title>", "Content-Type: text/html", status="403 Forbidden"),
            Reason.BOT_WALL,
        ),
        (answer(b"no", "cf-mitigated: challenge", status="403 Forbidden"), Reason.BOT_WALL),
        (answer(b"<form><input type=password></form>", status="401 Unauthorized"), Reason.LOG_IN),
    ],
    ids=lambda value: value.value if isinstance(value, Reason) else "answer",
)
async def test_what_is_no_page_is_named_and_ends(bench: Bench, given: Any, reason: Reason) -> None:
    why = await bench.why(bench.put("/a", given))
    assert why.reason is reason, why.words
    assert bench.progress[-1].stage == "failed"


@pytest.mark.parametrize("name", ["gzip", "deflate", "raw"])
async def test_packed_pages_are_unpacked(bench: Bench, name: str) -> None:
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(PAGE) + gzip.compress(PAGE),
        "deflate": zlib.compress(PAGE * 2),
        "raw": raw.compress(PAGE * 2) + raw.flush(),
    }[name]
    encoding = "gzip" if name == "gzip" else "deflate"
    copy = await bench.fetcher.fetch(bench.put("/a", answer(packed, f"Content-Encoding: {encoding}")))
    assert copy.body == PAGE * 2


# --- redirects


async def test_redirects_are_followed_to_the_page(bench: Bench) -> None:
    bench.put("/c", answer(PAGE))
    bench.put("/b", moved("c#part", "308 Permanent Redirect"))
    copy = await bench.fetcher.fetch(bench.put("/a", moved("/b", "301 Moved Permanently")))
    assert (copy.final_url, copy.body) == (bench.host.url("/c"), PAGE)


@pytest.mark.parametrize(
    "to",
    [
        "http://pages.test/b",
        "file:///etc/passwd",
        "ftp://pages.test/b",
        "data:text/plain,hello",
        "https://user:word@pages.test/b",
        "https://pages.test:99999/",
        "https://[::1/",
        "",
        "/" + "x" * 3_000,
    ],
)
async def test_redirects_lead_to_https_and_nowhere_else(bench: Bench, to: str) -> None:
    why = await bench.why(bench.put("/a", moved(to)))
    assert why.reason is Reason.REDIRECT
    assert bench.host.asked == ["/a"]


@pytest.mark.parametrize(
    "to",
    ["10.0.0.1", "127.0.0.2", "169.254.169.254", "192.168.1.1", "[::1]", "[fd00::1]", "[::ffff:10.0.0.1]", "0.0.0.0"],
)
async def test_a_redirect_into_a_private_network_is_refused(bench: Bench, to: str) -> None:
    why = await bench.why(bench.put("/a", moved(f"https://{to}/latest/meta-data")))
    assert why.reason is Reason.ADDRESS


async def test_a_name_is_resolved_once_and_the_address_that_was_checked_is_used(bench: Bench) -> None:
    url = bench.put("/a", answer(PAGE))
    answers = [["127.0.0.1"], ["10.0.0.1"]]

    async def rebinding(host: str, port: int) -> list[str]:
        return answers.pop(0)

    assert (await replace(bench.fetcher, resolve=rebinding).fetch(url)).body == PAGE
    assert answers == [["10.0.0.1"]]


async def test_one_private_address_among_several_is_enough(bench: Bench) -> None:
    async def several(host: str, port: int) -> list[str]:
        return ["127.0.0.1", "10.0.0.1"]

    bench.fetcher = replace(bench.fetcher, resolve=several)
    assert (await bench.why(bench.put("/a", answer(PAGE)))).reason is Reason.ADDRESS
    assert bench.host.asked == []


async def test_this_machine_is_refused_by_default(bench: Bench) -> None:
    bench.fetcher = replace(bench.fetcher, allowed=is_public)
    assert (await bench.why(bench.put("/a", answer(PAGE)))).reason is Reason.ADDRESS


async def test_redirects_in_a_circle_and_too_many_end(bench: Bench) -> None:
    bench.put("/b", moved("/a"))
    assert (await bench.why(bench.put("/a", moved("/b")))).reason is Reason.REDIRECT
    assert bench.host.asked == ["/a", "/b"]
    for number in range(9):
        bench.put(f"/{number}", moved(f"/{number + 1}"))
    assert (await bench.why(bench.host.url("/0"))).reason is Reason.REDIRECT
    assert bench.host.asked[-1] == f"/{LIMITS.redirects}"


# --- trying again


@pytest.mark.parametrize(
    ("after", "waits"),
    [
        ("Retry-After: 7", [7.0]),
        ("Retry-After: Tue, 03 Nov 2026 09:30:12 GMT", [12.0]),
        ("Retry-After: Tue, 03 Nov 2020 09:30:12 GMT", [0.0]),
        ("Retry-After: soon", [1.0]),
        ("X: y", [1.0]),
    ],
)
@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
async def test_it_comes_back_when_the_host_says(bench: Bench, after: str, waits: list[float], status: str) -> None:
    url = bench.put("/a", answer(b"", after, status=status), answer(PAGE))
    assert (await bench.fetcher.fetch(url)).body == PAGE
    assert bench.waited == waits


async def test_errors_of_the_host_are_tried_again_with_growing_pauses_and_not_for_ever(bench: Bench) -> None:
    url = bench.put("/a", answer(status="500 Internal Server Error"), answer(PAGE))
    assert (await bench.fetcher.fetch(url)).body == PAGE
    why = await bench.why(bench.put("/b", answer(status="502 Bad Gateway")))
    assert why.reason is Reason.BUSY
    assert bench.waited == [1.0, 1.0, 2.0]
    assert bench.host.asked.count("/b") == LIMITS.tries


@pytest.mark.parametrize("seconds", ["31", "9" * 5_000])
async def test_who_asks_for_a_long_wait_is_not_asked_again(bench: Bench, seconds: str) -> None:
    why = await bench.why(bench.put("/a", answer(b"", f"Retry-After: {seconds}", status="429 Too Many Requests")))
    assert why.reason is Reason.BUSY
    assert (bench.waited, len(bench.host.asked)) == ([], 1)


# --- the host


async def test_one_request_at_a_time_to_a_host(bench: Bench) -> None:
    urls = [bench.put(f"/{n}", server.dripping([answer(PAGE)[:20], answer(PAGE)[20:]], 0.03)) for n in range(4)]
    await asyncio.gather(*(bench.fetcher.fetch(url) for url in urls))
    assert bench.host.busiest == 1


async def test_it_can_be_cancelled_at_any_moment(bench: Bench) -> None:
    task = asyncio.create_task(bench.fetcher.fetch(bench.put("/a", server.dripping([b"HTTP/1.1 200 OK\r\n\r\n"], 9))))
    await asyncio.sleep(0.2)
    start = perf_counter()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert perf_counter() - start < 0.3
    assert (await bench.fetcher.fetch(bench.put("/b", answer(PAGE)))).body == PAGE


async def test_a_certificate_that_nobody_vouches_for_is_not_trusted(bench: Bench) -> None:
    url = bench.put("/a", answer(PAGE))
    other = Fetcher(limits=LIMITS, allowed=bool, resolve=bench._resolve, environment={})
    with pytest.raises(NotChecked) as caught:
        await other.fetch(url)
    assert caught.value.reason is Reason.CERTIFICATE
    # The bundle is trusted, and the certificate is of another name than was asked for.
    assert (await bench.why(bench.host.url("/a", "elsewhere.test"))).reason is Reason.CERTIFICATE
    assert bench.host.asked == []


async def test_no_server_and_no_name(bench: Bench) -> None:
    async def nothing(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    assert (await bench.why("https://pages.test:1/a")).reason is Reason.NO_NETWORK
    bench.fetcher = replace(bench.fetcher, resolve=nothing)
    assert (await bench.why("https://pages.test/a")).reason is Reason.NO_NETWORK


async def test_a_proxy_of_the_environment_is_used_and_resolves_no_local_names(bench: Bench) -> None:
    heard: list[bytes] = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 502 Bad Gateway\r\n\r\n")
        writer.close()

    listening = await asyncio.start_server(proxy, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    bench.fetcher = replace(
        bench.fetcher, allowed=is_public, environment={**bench.fetcher.environment, "HTTPS_PROXY": address}
    )
    assert (await bench.why("https://pages.example/a")).reason is Reason.NO_NETWORK
    assert heard[0].startswith(b"CONNECT pages.example:443 ")
    for local in ("https://localhost/", "https://10.1.2.3/", "https://[::1]/"):
        assert (await bench.why(local)).reason is Reason.ADDRESS
    assert len(heard) == 1
    listening.close()


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("::7f00:1", False),
        ("no address", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_local_names() -> None:
    assert all(map(is_local_name, ("localhost", "LOCALHOST.", "a.localhost", "printer.local", "db.internal")))
    assert not any(map(is_local_name, ("localhost.example.org", "example.org", "internal.example")))


ON_THE_SCREENS_LOOP = """
import sys
from trusttui.cli.opening import load_asyncio
load_asyncio()
import asyncio, asyncio.sslproto
assert asyncio.sslproto.ssl is None
from trusttui.sources.fetching import Fetcher
async def to_here(host, port):
    return ["127.0.0.1"]
async def main():
    page = await Fetcher(allowed=lambda address: True, resolve=to_here).fetch(sys.argv[1])
    print(page.body.decode())
asyncio.run(main())
"""


async def test_a_page_comes_on_the_screens_loop_which_has_no_tls_of_its_own(bench: Bench) -> None:
    url = bench.put("/page", answer(PAGE, "Content-Type: text/html"))
    done = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        ON_THE_SCREENS_LOOP,
        url,
        env={**os.environ, **bench.fetcher.environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, problem = await done.communicate()
    assert said.strip() == PAGE, problem.decode()
