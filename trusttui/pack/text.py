"""From the bytes of a pack's file to TOML tables and Markdown, with a fault for each thing that stands in the way."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from trusttui.pack.faults import Faults, shown

Table = dict[str, Any]

# C0 but for tab and line end, DEL, C1, the separators that end a line, overrides and isolates of direction, and the
# byte order mark: with them a text could command a terminal, or show other words than it has.
REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
_CLOSES = re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE)
_PLACE = re.compile(r" \(at (line \d+, column \d+|end of document)\)$")
_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
# tomllib's time grows with the square of a key's parts, and a key of this format has four at most.
_LONG_KEY = re.compile(rf"""(?<![A-Za-z0-9_"'-]){_PART}(?:[ \t]*\.[ \t]*{_PART}){{40}}""")
_LONG_NUMBER = re.compile(r"=[ \t]*[+-]?[0-9][0-9A-Za-z_]{15}")
MOST_TEXT = 20_000
"""Characters that a string in a table may have, and a tenth of what a Markdown body may."""
TEXT_ALLOWED = "text without control characters, terminal escapes and direction overrides"


def decode(data: bytes, file: str, faults: Faults) -> str | None:
    """The text of a file with `\\n` at the end of lines; None, the fault added, where it is not UTF-8."""
    if data.startswith(b"\xef\xbb\xbf"):
        faults.add(file, "byte 0", "a byte order mark", "UTF-8 without one")
        return None
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        faults.add(file, f"byte {error.start}", f"not UTF-8: byte 0x{data[error.start]:02x}", "UTF-8")
        return None
    if not text.strip():
        faults.add(file, "", "the file is empty", "")
        return None
    return text.replace("\r\n", "\n")


def parse_toml(text: str, file: str, faults: Faults) -> Table | None:
    """The tables of a TOML text; None, the fault added, where it is broken."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") >= 40 and _LONG_KEY.search(line):
            faults.add(file, f"line {number}", "a dotted key of more than 40 parts", "keys of this format")
            return None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        where = _PLACE.search(message)
        faults.add(
            file,
            where[1].replace("document", "file") if where else "",
            f"broken TOML: {_PLACE.sub('', message)}",
            "TOML 1.0",
        )
    except RecursionError:
        faults.add(file, "", "brackets nested too deep", "tables and arrays of this format")
    except ValueError as error:  # an integer of thousands of digits, a date that does not exist
        faults.add(file, "", f"broken TOML: {error}", "TOML 1.0")
    return None


def split_article(text: str, file: str, faults: Faults) -> tuple[Table | None, str]:
    """The front matter and the Markdown body of an article; None, the fault added, without front matter."""
    first, _, rest = text.partition("\n")
    if first.rstrip() != "+++":
        faults.add(file, "line 1", f"no front matter: {shown(first[:40])}", "+++ on a line of its own")
        return None, ""
    close = _CLOSES.search(rest)
    if close is None:
        faults.add(file, "end of file", "front matter that is never closed", "+++ on a line of its own")
        return None, ""
    # The line end before it makes the lines that faults name those of the file.
    return parse_toml("\n" + rest[: close.start()], file, faults), rest[close.end() :].strip()


def is_plain(text: str) -> bool:
    """Whether no string of a TOML text can have a line end, a refused character or more than MOST_TEXT characters, and
    no number more than 64 bits."""
    return (
        "\\" not in text
        and '"""' not in text
        and "'''" not in text
        and not REFUSED.search(text)
        and not _LONG_NUMBER.search(text)
        and len(max(text.split("\n"), key=len)) <= MOST_TEXT
    )


def place(text: str, at: int) -> str:
    """Where in a text, as `line 3, column 5`."""
    return f"line {text.count(chr(10), 0, at) + 1}, column {at - (text.rfind(chr(10), 0, at) + 1) + 1}"


def code_point(character: str) -> str:
    return f"U+{ord(character):04X}"
