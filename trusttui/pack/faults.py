"""What is wrong with a pack, said so that its writer finds the place."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice
from typing import Literal

from msgspec import Struct

Level = Literal["fault", "warning"]

MOST_FAULTS = 5_000
"""More are counted and not kept: nobody reads them, and a hostile pack could have millions."""
_LONGEST = 400
_MOST_SUGGESTIONS = 200
_MOST_CANDIDATES = 2_000


class Fault(Struct, frozen=True):
    """One thing that is wrong: in which file, at which key, what was found and what is allowed.

    `key` is a path such as `attribute[saml-sso].cells.team[0].value`, or a place in the text (`line 3, column 5`), or
    empty where the file as a whole is meant. A warning does not keep a pack from being loaded.
    """

    file: str
    key: str
    found: str
    allowed: str = ""
    level: Level = "fault"

    def __str__(self) -> str:
        place = f"{self.file}: {self.key}" if self.key else self.file
        allowed = f"; allowed: {self.allowed}" if self.allowed else ""
        return f"{self.level}: {place}: {self.found}{allowed}"


class PackError(Exception):
    """A pack that cannot be loaded, with all that is wrong with it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults[:3]))
        self.faults = faults


class Faults:
    """Collects faults. What they quote from a pack is shortened and its control characters are written out."""

    def __init__(self) -> None:
        self._kept: list[Fault] = []
        self._seen: set[Fault] = set()
        self._found: dict[str, list[str]] = {}
        self._count = 0
        self._left_out = 0
        self._suggestions = 0

    def add(self, file: str, key: str, found: str, allowed: str = "", level: Level = "fault") -> None:
        fault = Fault(shown(file), shown(key), shown(found), shown(allowed), level)
        if fault in self._seen:
            return
        self._count += level == "fault"
        if len(self._kept) >= MOST_FAULTS:
            self._left_out += 1
            return
        self._seen.add(fault)
        self._kept.append(fault)
        self._found.setdefault(fault.file, []).append(fault.found)

    def warn(self, file: str, key: str, found: str, allowed: str = "") -> None:
        self.add(file, key, found, allowed, "warning")

    def near(self, name: object, known: Iterable[str]) -> str:
        """` (did you mean ...?)` where a known name is like it, else nothing. It is slow, so only the first faults and
        names of a usual length get one."""
        self._suggestions += 1
        if self._suggestions > _MOST_SUGGESTIONS or not isinstance(name, str) or len(name) > 100:
            return ""
        found = get_close_matches(name, list(islice(known, _MOST_CANDIDATES)), n=1)
        return f" (did you mean {found[0]}?)" if found else ""

    @property
    def count(self) -> int:
        """How many faults there are; warnings do not count."""
        return self._count

    def named(self, file: str, part: str) -> bool:
        """Whether a fault of the file has found something with this in it."""
        return any(part in found for found in self._found.get(shown(file), ()))

    def all(self) -> tuple[Fault, ...]:
        """Faults first, then warnings, each by file in the order of finding."""
        order = sorted(self._kept, key=lambda fault: (fault.level != "fault", fault.file))
        if self._left_out:
            order.append(Fault("", "", f"{self._left_out} more that are not listed"))
        return tuple(order)


def shown(text: str) -> str:
    """A text on one line, shortened, with what cannot be seen written out (`\\x1b`)."""
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}..."
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def quoted(value: object) -> str:
    """A value as a pack's writer would know it again."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value[:_LONGEST]}"'
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "an array"
    if isinstance(value, int) and value.bit_length() > 64:
        return "an integer of more than 64 bits"
    return str(value)
