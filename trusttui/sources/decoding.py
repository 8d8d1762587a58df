"""Bytes of a page as text, whatever encoding they are in and whatever they say that it is."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_IN_TYPE = re.compile(r"charset\s*=\s*[\"']?([a-z0-9_-]{3,20})", re.IGNORECASE)
_IN_PAGE = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([a-z0-9_-]{3,20})", re.IGNORECASE)

# Encodings of text that pages are in. Python has others that are none of text, and some that run for ever.
_KNOWN = re.compile(
    r"utf-?16(-?[lb]e)?|(windows|cp)-?125\d|iso-?8859-?\d{1,2}|latin-?1|us-ascii|ascii|koi8-[ru]|shift[_-]jis|euc-(jp|kr)"
    r"|gb18030|gbk|gb2312|big5|macintosh"
)
# What browsers read them as: pages that name them are in the larger one.
_MEANT = {"ascii": "cp1252", "us-ascii": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "iso-8859-1": "cp1252"}
_HEAD = 2_000


def decoded(data: bytes, media_type: str, *, is_html: bool) -> str:
    """The text of some bytes: in UTF-8 where they are that, whatever they are declared as; else as declared, by the
    media type or by the page itself; else in UTF-8, with U+FFFD for what is damaged."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _declared(data, media_type, is_html)
    text = data.decode("utf-8", errors="replace")
    # A page of UTF-8 with a few damaged bytes is still one: nearly all that is not ASCII has come out whole.
    whole = sum(1 for char in text if char > "\x7f" and char != "\ufffd")
    if declared and whole <= 4 * text.count("\ufffd"):
        return data.decode(declared, errors="replace")
    return text


def _declared(data: bytes, media_type: str, is_html: bool) -> str:
    """The encoding that is declared, where it is one that pages are in and no UTF-8; else, for HTML, the one that
    browsers take for pages that declare none."""
    named = _IN_TYPE.search(media_type)
    name = named.group(1).lower() if named else ""
    if not name and is_html:
        within = _IN_PAGE.search(data[:_HEAD])
        name = within.group(1).decode("ascii").lower() if within else "cp1252"
    if not _KNOWN.fullmatch(name):
        return "cp1252" if is_html and name.startswith("utf") else ""
    try:
        return codecs.lookup(_MEANT.get(name, name)).name
    except LookupError:
        return ""
