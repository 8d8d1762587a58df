"""Pages from the network, on the user's word alone: modest, bounded, and never from anywhere but the public network.

One GET after another to a host; no cookies, nothing sent but the request. httpx is used by its bare transport: a client
would keep cookies and follow redirects by itself.
"""

from __future__ import annotations

import asyncio
import os
import ssl
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.request import getproxies, proxy_bypass

import httpx

from trusttui.sources import addresses
from trusttui.sources.copies import Copy
from trusttui.sources.results import NotChecked, Reason
from trusttui.sources.unpacking import Unpacked

AGENT = "trusttui (checks citations; one reader's single request)"
_AGAIN = frozenset({429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})
_KEPT_HEADERS = ("content-type", "content-length", "content-encoding", "etag", "last-modified", "date", "cf-mitigated")
_LONGEST_URL = 2_000
_LONGEST_HEADER = 1_000


@dataclass(frozen=True)
class Limits:
    """How long, how much and how often; seconds and bytes."""

    connect: float = 10
    read: float = 15
    """Between two pieces of an answer."""
    total: float = 60
    """For one request with its redirects."""
    sent: int = 10_000_000
    """Bytes as they come over the wire."""
    unpacked: int = 30_000_000
    redirects: int = 5
    tries: int = 4
    longest_wait: float = 60
    """Who asks for a longer one is not asked again."""


@dataclass(frozen=True)
class Progress:
    """How far the fetching of an address has come."""

    url: str
    stage: str
    """`connect`, `receive`, `wait`, `done` or `failed`."""
    received: int = 0
    expected: int | None = None
    wait: float = 0
    """Seconds until the next try."""


class _Again(Exception):
    """The host asks to come back later: after so many seconds, where it says so."""

    def __init__(self, status: int, after: float | None) -> None:
        super().__init__(status)
        self.status = status
        self.after = after


@dataclass
class _Hop:
    """An answer that is no redirect."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


def _quiet(progress: Progress) -> None:
    """Tell nobody."""


@dataclass
class Fetcher:
    """Fetches pages. `allowed` says of an IP address whether it may be connected to: another than the usual one lets a
    mirror in the local network be used, or a test's server."""

    limits: Limits = field(default_factory=Limits)
    allowed: Callable[[str], bool] = addresses.is_public
    report: Callable[[Progress], None] = _quiet
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    resolve: Callable[[str, int], Awaitable[list[str]]] = addresses.resolve
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    _hosts: defaultdict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))
    _tls: ssl.SSLContext | None = None

    async def fetch(self, url: str, kept: Copy | None = None) -> Copy:
        """The page at an address; `kept` is asked about by its ETag and date, and comes back with a new time where the
        page is still the same. NotChecked with the reason where it cannot be had."""
        try:
            copy = await self._persistently(url, kept)
        except NotChecked:
            self.report(Progress(url, "failed"))
            raise
        self.report(Progress(url, "done", len(copy.body), len(copy.body)))
        return copy

    async def _persistently(self, url: str, kept: Copy | None) -> Copy:
        for attempt in range(self.limits.tries):
            self.report(Progress(url, "connect"))
            try:
                async with asyncio.timeout(self.limits.total):
                    hop = await self._follow(url, kept)
                return self._copy(url, hop, kept)
            except TimeoutError:
                raise NotChecked(Reason.TIMEOUT, f"no whole answer in {self.limits.total:g} seconds") from None
            except _Again as again:
                wait = 2.0**attempt if again.after is None else again.after
                if wait > self.limits.longest_wait:
                    raise NotChecked(
                        Reason.BUSY, f"the host answers {again.status} and asks to come back in {wait:.0f} seconds"
                    ) from None
                if attempt + 1 == self.limits.tries:
                    raise NotChecked(
                        Reason.BUSY, f"the host answers {again.status}, {self.limits.tries} times in a row"
                    ) from None
                self.report(Progress(url, "wait", wait=wait))
                await self.sleep(wait)
        raise AssertionError("there is at least one try")

    def _copy(self, url: str, hop: _Hop, kept: Copy | None) -> Copy:
        fetched = self.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        if hop.status == 304 and kept:
            return Copy(url=url, final_url=hop.url, fetched=fetched, headers=kept.headers, body=kept.body)
        if hop.status != 200:
            from trusttui.sources.reading import wall_in

            wall = wall_in(hop.body, hop.headers)
            if wall:
                raise NotChecked(wall.reason, f"{wall.words} (status {hop.status})")
            raise NotChecked(Reason.STATUS, f"the host answers with status {hop.status}")
        headers = {name: hop.headers[name][:_LONGEST_HEADER] for name in _KEPT_HEADERS if name in hop.headers}
        return Copy(url=url, final_url=hop.url, fetched=fetched, headers=headers, body=hop.body)

    async def _follow(self, url: str, kept: Copy | None) -> _Hop:
        """The first answer that is no redirect."""
        at = str(_checked(url))
        seen: list[str] = []
        while True:
            seen.append(at)
            answer = await self._one(at, kept if kept and kept.final_url == at else None)
            if answer.status not in _MOVED:
                return answer
            at = _target(at, answer.headers.get("location", ""))
            if at in seen:
                raise NotChecked(Reason.REDIRECT, f"redirects in a circle, by way of {at}")
            if len(seen) > self.limits.redirects:
                raise NotChecked(Reason.REDIRECT, f"more than {self.limits.redirects} redirects")

    async def _one(self, url: str, kept: Copy | None) -> _Hop:
        """One request to one host, when no other is under way there."""
        target = _checked(url)
        async with self._hosts[target.host]:
            try:
                return await self._ask(target, kept)
            except httpx.HTTPError as error:
                raise _why(error, target.host) from error
            except httpx.InvalidURL:
                raise NotChecked(Reason.REDIRECT, "an address that is none") from None

    async def _ask(self, url: httpx.URL, kept: Copy | None) -> _Hop:
        proxy = self._proxy(url.host)
        places = [url.host] if proxy else await self._places(url)
        if proxy:
            self._refuse_local_name(url.host)
        failed: httpx.HTTPError | None = None
        for place in places[:3]:
            request = self._request(url, place, kept)
            transport = httpx.AsyncHTTPTransport(verify=self._context(), trust_env=False, proxy=proxy, retries=0)
            async with transport:
                try:
                    response = await transport.handle_async_request(request)
                except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                    failed = error
                    continue
                try:
                    return await self._receive(url, response)
                finally:
                    await response.aclose()
        raise failed or httpx.ConnectError("no address")

    async def _places(self, url: httpx.URL) -> list[str]:
        """The addresses to connect to. They were checked and are the very ones that are used: a name that is resolved
        a second time could lead elsewhere."""
        host = url.raw_host.decode("ascii")
        try:
            found = await self.resolve(host, url.port or 443)
        except (OSError, UnicodeError) as error:
            why = getattr(error, "strerror", None) or error
            raise NotChecked(Reason.NO_NETWORK, f"no address is known for {host}: {why}") from None
        if not found or not all(self.allowed(address) for address in found):
            raise NotChecked(Reason.ADDRESS, f"{host} leads into a private or local network")
        return found

    def _refuse_local_name(self, host: str) -> None:
        """Behind a proxy the proxy resolves names; what is local by its own writing is refused all the same."""
        bare = host.strip("[]")
        numeric = ":" in bare or bare.replace(".", "").isdecimal()
        if (addresses.is_local_name(bare) and not self.allowed("127.0.0.1")) or (numeric and not self.allowed(bare)):
            raise NotChecked(Reason.ADDRESS, f"{host} is an address of a private or local network")

    def _request(self, url: httpx.URL, place: str, kept: Copy | None) -> httpx.Request:
        headers = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": AGENT,
            "Accept": "text/html, text/markdown, text/plain;q=0.9, */*;q=0.1",
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }
        if kept:
            if etag := kept.headers.get("etag"):
                headers["If-None-Match"] = etag
            if modified := kept.headers.get("last-modified"):
                headers["If-Modified-Since"] = modified
        limits = self.limits
        timeout = {"connect": limits.connect, "read": limits.read, "write": limits.read, "pool": limits.connect}
        extensions = {"timeout": timeout, "sni_hostname": url.raw_host.decode("ascii")}
        return httpx.Request("GET", url.copy_with(host=place), headers=headers, extensions=extensions)

    async def _receive(self, url: httpx.URL, response: httpx.Response) -> _Hop:
        headers = {name.lower(): value for name, value in reversed(response.headers.multi_items())}
        status = response.status_code
        if status in _AGAIN:
            raise _Again(status, _seconds(headers.get("retry-after"), self.now()))
        if status in _MOVED or status == 304:
            return _Hop(status, headers, b"", str(url))
        expected = _length(headers.get("content-length"))
        if expected is not None and expected > self.limits.sent:
            raise NotChecked(Reason.TOO_LARGE, f"{expected} bytes: larger than any page")
        unpacked = Unpacked(headers.get("content-encoding", ""), self.limits.unpacked)
        sent = 0
        async for piece in response.aiter_raw():
            sent += len(piece)
            if sent > self.limits.sent:
                raise NotChecked(Reason.TOO_LARGE, f"more than {self.limits.sent} bytes: larger than any page")
            unpacked.feed(piece)
            self.report(Progress(str(url), "receive", sent, expected))
        return _Hop(status, headers, unpacked.finish(), str(url))

    # --- the environment

    def _proxy(self, host: str) -> httpx.Proxy | None:
        """The proxy that the environment names for https addresses, unless it excepts the host."""
        if self.environment is not os.environ:
            named = self.environment.get("https_proxy") or self.environment.get("HTTPS_PROXY")
            return httpx.Proxy(named) if named else None
        proxies = getproxies()
        named = proxies.get("https") or proxies.get("all")
        if not named or proxy_bypass(host):
            return None
        try:
            return httpx.Proxy(named if "://" in named else f"http://{named}")
        except ValueError as error:
            raise NotChecked(Reason.NO_NETWORK, f"the proxy of the environment cannot be used: {error}") from None

    def _context(self) -> ssl.SSLContext:
        """Certificates are checked against the bundle that the environment names, else against the usual ones."""
        if self._tls is None:
            names = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
            bundle = next((path for name in names if (path := self.environment.get(name))), None)
            folder = self.environment.get("SSL_CERT_DIR")
            try:
                if bundle or folder:
                    self._tls = ssl.create_default_context(cafile=bundle, capath=folder)
                else:
                    self._tls = httpx.create_ssl_context(trust_env=False)
            except (OSError, ssl.SSLError) as error:
                raise NotChecked(
                    Reason.CERTIFICATE, f"the CA bundle {bundle or folder} cannot be read: {error}"
                ) from None
        return self._tls


def _checked(url: str) -> httpx.URL:
    """An address that may be asked for: https, with a host, and no name and password in it."""
    if len(url) > _LONGEST_URL:
        raise NotChecked(Reason.REDIRECT, "an address longer than any page has")
    try:
        found = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        raise NotChecked(Reason.REDIRECT, "an address that is none") from None
    if found.scheme != "https":
        raise NotChecked(Reason.REDIRECT, f"an address that is not https: {found.scheme or 'no scheme'}")
    if not found.host or found.userinfo or not 0 < (found.port or 443) < 65536:
        raise NotChecked(Reason.REDIRECT, "an address without a host or port, or with a password")
    return found.copy_with(fragment=None)


def _target(at: str, location: str) -> str:
    """Where a redirect leads."""
    try:
        return str(httpx.URL(at).join(location).copy_with(fragment=None))
    except (httpx.InvalidURL, ValueError):
        raise NotChecked(Reason.REDIRECT, "a redirect to an address that is none") from None


def _seconds(retry_after: str | None, now: datetime) -> float | None:
    """What `Retry-After` asks for, a number of seconds or a date; None where it says nothing that can be read."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max((when - now).total_seconds(), 0.0)


def _length(content_length: str | None) -> int | None:
    text = (content_length or "").strip()
    return int(text[:18]) if text.isascii() and text.isdecimal() else None


def _why(error: httpx.HTTPError, host: str) -> NotChecked:
    """An error of the network as a reason."""
    text = str(error)
    if isinstance(error, httpx.TimeoutException):
        return NotChecked(Reason.TIMEOUT, f"{host} does not answer in time")
    if "CERTIFICATE" in text.upper():
        return NotChecked(Reason.CERTIFICATE, f"the certificate of {host} is not one to trust")
    if isinstance(error, httpx.ConnectError):
        return NotChecked(Reason.NO_NETWORK, f"{host} cannot be reached: {text or 'no answer'}")
    if isinstance(error, httpx.RemoteProtocolError) and "without sending a" not in text:
        return NotChecked(Reason.TRUNCATED, f"the answer of {host} breaks off")
    return NotChecked(Reason.NO_NETWORK, f"the connection to {host} was cut: {text or type(error).__name__}")
