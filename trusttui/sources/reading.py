"""A page to look for passages in; and whether it is one at all, or a wall, a log-in, an error page, half a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlsplit

from trusttui.sources.decoding import decoded
from trusttui.sources.page import headings, is_html, page_parts, page_text
from trusttui.sources.passages import normal_words
from trusttui.sources.results import Reason

_CHUNK = re.compile(r"\S+")
_SHORT = 400
"""Words. Walls and error pages have no more; a page of so few may be one, a longer one is not for its words alone."""
_HEAD = 30_000

_REST = 80
_STOP = re.compile(r"[.!?][\s\u2060]+|\n")
_ENDS = re.compile(r"[.!?](?=\s|$)|(?=\n)")
_DONE = re.compile(r"[.!?]\W*$")

_TITLE = re.compile(r"<(title|h1)\b[^>]{0,500}>([^<]{0,300})", re.IGNORECASE)
_PASSWORD = re.compile(r"<input\b[^>]{0,500}\btype\s*=\s*[\"']?password", re.IGNORECASE)
_WALL = re.compile(
    r"just a moment|checking (if the site|your browser)|verify(ing)? (that )?you are (a )?human|are you a (human|robot)"
    r"|not a robot|enable javascript and cookies|unusual (traffic|activity)|attention required|access denied"
    r"|request (was |has been )?(blocked|rejected)|you have been blocked|ddos protection|captcha"
    r"|pardon our interruption|security check|please enable (javascript|cookies)",
    re.IGNORECASE,
)
_WALL_MARKUP = re.compile(r"/cdn-cgi/challenge-platform|cf-challenge|g-recaptcha|h-captcha|px-captcha|_Incapsula_")
_LOG_IN = re.compile(r"\b(log|sign) ?in (to|with|required)|\bplease (log|sign) ?in|\bwelcome back\b", re.IGNORECASE)
_LOG_IN_PATH = re.compile(r"/(log-?in|sign-?in|auth|authorize|sso|oauth2?)(/|$)", re.IGNORECASE)
_GONE = re.compile(
    r"\b404\b|(page|document|file|site) (was |could |can |is |has )?(not|n't|no longer|been (re)?moved)"
    r"|(page|content) (you.{0,40})?(does ?n.t|not) exist|could ?n.t find|can.?t be found|\bnot found\b"
    r"|no longer available",
    re.IGNORECASE,
)


class Wall(NamedTuple):
    """Why what came is not the page that was asked for."""

    reason: Reason
    words: str


class Page:
    """A page's text and its words in the normal form."""

    def __init__(self, parts: tuple[str, ...], headings: Sequence[tuple[int, str]] = ()) -> None:
        self.parts = parts
        """What the page shows, and what it keeps in payloads."""
        self._headings = headings

    @classmethod
    def of(cls, data: bytes, suffix_or_type: str) -> Page:
        """Any bytes have a page, if an empty one."""
        return cls(page_parts(data, suffix_or_type), headings(data, suffix_or_type))

    @cached_property
    def text(self) -> str:
        return "\n".join(self.parts)

    @cached_property
    def words(self) -> list[str]:
        return [word for part in self._words_of_parts for word in part]

    @cached_property
    def _words_of_parts(self) -> list[list[str]]:
        return [normal_words(part) for part in self.parts]

    @cached_property
    def part_ends(self) -> tuple[int, ...]:
        """For each part the index of the first word behind it."""
        ends: list[int] = []
        for part in self._words_of_parts:
            ends.append((ends[-1] if ends else 0) + len(part))
        return tuple(ends)

    @cached_property
    def headings(self) -> list[tuple[int, int, tuple[str, ...]]]:
        """Where headings stand: level, index of the first word, words. Those of what is shown are looked for in the
        payload too, in their order."""
        found = []
        at = 0
        for part, end in zip(self._words_of_parts, self.part_ends, strict=True):
            joined = f" {' '.join(part)} "
            char = 0
            for level, text in self._headings:
                words = tuple(normal_words(text))
                place = joined.find(f" {' '.join(words)} ", char) if words else -1
                if place >= 0:
                    at += joined.count(" ", char, place)
                    found.append((level, at, words))
                    char = place
            at = end
        return found

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        """For each word its characters in the text, half-open, with the signs that follow it."""
        spans: list[tuple[int, int]] = []
        for match in _CHUNK.finditer(self.text):
            starts = _starts(match.group(), normal_words(match.group()))
            if starts:
                places = [match.start() + start for start in starts]
                spans += zip(places, [*places[1:], match.end()], strict=True)
        return spans

    def span(self, first: int, count: int) -> tuple[int, int]:
        """The characters of the text, half-open, in which so many words stand."""
        return self._spans[first][0], self._spans[min(first + count, len(self._spans)) - 1][1]

    def excerpt(self, first: int, count: int) -> str:
        """The words as the page writes them, on one line."""
        return self.line(*self.span(first, count))

    def sentence(self, first: int, count: int) -> str:
        """The words with the rest of their sentence, where that is short, on one line."""
        start, end = self.span(first, count)
        before = _STOP.split(self.text[max(start - _REST, 0) : start])
        start -= len(before[-1]) if len(before) > 1 else 0
        stop = None if _DONE.search(self.text[start:end]) else _ENDS.search(self.text[end : end + _REST])
        return self.line(start, end + (stop.end() if stop else 0))

    def line(self, start: int, end: int) -> str:
        """Characters of the text on one line, without those that nobody sees."""
        seen = "".join(char for char in self.text[start:end] if unicodedata.category(char) != "Cf")
        return " ".join(seen.split())


def _starts(run: str, words: list[str]) -> list[int]:
    """Where each word begins in a run without spaces; the first at its beginning. A word that is written otherwise than
    in the normal form begins where the one before it does."""
    starts: list[int] = []
    lower = run.lower()
    at = 0
    for word in words:
        found = lower.find(word, at) if len(lower) == len(run) else -1
        starts.append(found if starts and found >= 0 else starts[-1] if starts else 0)
        at = found + len(word) if found >= 0 else at
    return starts


def wall_in(data: bytes, headers: Mapping[str, str]) -> Wall | None:
    """A bot wall or a log-in in an answer that is an error by its status already."""
    media_type = headers.get("content-type", "text/html")
    text = page_text(data[:_HEAD], media_type)
    markup = decoded(data[:_HEAD], media_type, is_html=True)
    if headers.get("cf-mitigated") or _WALL.search(text[:4_000]) or _WALL_MARKUP.search(markup):
        return Wall(Reason.BOT_WALL, "a bot wall and not the page")
    if _PASSWORD.search(markup) or _LOG_IN.search(text[:2_000]):
        return Wall(Reason.LOG_IN, "a log-in and not the page")
    return None


def not_a_page(
    page: Page,
    data: bytes,
    suffix_or_type: str,
    *,
    expected: int,
    asked: str = "",
    final: str = "",
    headers: Mapping[str, str] | None = None,
) -> Wall | None:
    """Why a document cannot be what was recorded, however it may have changed; None where it can.

    `expected` is the number of words that the cited passages alone have; `asked` and `final` are the address that was
    asked for and the one that answered, where the document came from the network.
    """
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return Wall(Reason.NOT_TEXT, "a PDF, which is not read here: save its text and give that with --from")
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Wall(Reason.NOT_TEXT, "no text: a picture, an archive or another kind of file")
    count = len(page.words)
    if not count:
        return Wall(Reason.EMPTY, "empty: there is not one word on it")
    markup = decoded(data, suffix_or_type, is_html=True) if is_html(suffix_or_type) else ""
    wall = _error_page(page, markup, count, asked, final, headers or {})
    if wall:
        return wall
    if count * 2 < expected:
        return Wall(Reason.TOO_SHORT, f"far too short: {count} words, and the cited passages alone had {expected}")
    if markup and _breaks_off(markup):
        return Wall(Reason.TRUNCATED, "half a page: it breaks off before its end")
    return None


def _error_page(page: Page, markup: str, count: int, asked: str, final: str, headers: Mapping[str, str]) -> Wall | None:
    is_short = count < _SHORT
    titles = " ".join(title for _, title in _TITLE.findall(markup[:_HEAD]))
    text = page.parts[0][:8_000] if is_short else titles
    if headers.get("cf-mitigated") or _WALL.search(text) or (is_short and _WALL_MARKUP.search(markup)):
        return Wall(Reason.BOT_WALL, "a bot wall and not the page")
    path = urlsplit(final).path
    if final != asked and _LOG_IN_PATH.search(path) and not _LOG_IN_PATH.search(urlsplit(asked).path):
        return Wall(Reason.LOG_IN, f"a log-in and not the page: the address leads to {final}")
    if is_short and (_PASSWORD.search(markup) or _LOG_IN.search(text)):
        return Wall(Reason.LOG_IN, "a log-in and not the page")
    if _GONE.search(titles) or (is_short and _GONE.search(text)):
        return Wall(Reason.SOFT_404, "a page that says that there is no such page")
    if final != asked and path in ("", "/") and urlsplit(asked).path not in ("", "/"):
        return Wall(Reason.SOFT_404, f"the front page and not the page: the address leads to {final}")
    return None


def _breaks_off(markup: str) -> bool:
    """Whether an HTML page that is written as a whole document has no end."""
    lower = markup[:2_000].lower()
    whole = "<!doctype html" in lower or "<html" in lower
    return whole and not re.search(r"</(html|body)\s*>", markup[-200_000:], re.IGNORECASE)
