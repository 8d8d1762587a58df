"""A way through raw tables that any of them may be malformed in.

The rules of a pack look at raw tables and not at the types made of them, so that a fault in one key does not hide those
of its neighbours. What has the wrong type is passed over here: `schema` names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trusttui.pack.faults import Faults, Level
from trusttui.pack.schema import item_key, join


class Node:
    """A table at a place in a file."""

    __slots__ = ("_faults", "_label", "_number", "_parent", "file", "table")

    def __init__(
        self,
        table: dict[str, object],
        file: str,
        faults: Faults,
        parent: Node | None = None,
        label: str = "",
        number: int | None = None,
    ) -> None:
        self.table = table
        self.file = file
        self._faults = faults
        self._parent = parent
        self._label = label
        self._number = number

    def key(self, name: str = "") -> str:
        """The key path of the table, or of a name in it. Made on demand, for most tables have no fault."""
        own = self._label if self._number is None else item_key(self._label, self._number, self.table)
        path = self._parent.key(own) if self._parent else own
        return join(path, name) if name else path

    def add(self, name: str, found: str, allowed: str, level: Level = "fault") -> None:
        """Adds a fault at a name in the table, or at the table where the name is empty."""
        self._faults.add(self.file, self.key(name), found, allowed, level)

    def text(self, name: str) -> str | None:
        value = self.table.get(name)
        return value if isinstance(value, str) else None

    def flag(self, name: str) -> bool:
        return self.table.get(name) is True

    def filled(self, name: str) -> bool:
        """Whether there is something but blanks at a name. What has the wrong type counts as something."""
        value = self.table.get(name)
        return bool(value.strip() if isinstance(value, str) else value)

    def strings(self, name: str) -> Iterator[tuple[str, str]]:
        """The strings of an array, each with its key in this table (`passages[2]`)."""
        value = self.table.get(name)
        for number, item in enumerate(value if isinstance(value, list) else ()):
            if isinstance(item, str):
                yield f"{name}[{number}]", item

    def node(self, name: str) -> Node | None:
        """The table at a name."""
        value = self.table.get(name)
        return Node(value, self.file, self._faults, self, name) if isinstance(value, dict) else None

    def nodes(self, name: str) -> Iterator[Node]:
        """The tables of an array."""
        value = self.table.get(name)
        for number, item in enumerate(value if isinstance(value, list) else ()):
            if isinstance(item, dict):
                yield Node(item, self.file, self._faults, self, name, number)

    def near(self, name: str, known: Iterable[str]) -> str:
        return self._faults.near(name, known)
