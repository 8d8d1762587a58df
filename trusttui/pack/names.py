"""The names that a pack declares, and the references that must resolve to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from trusttui.pack.faults import Faults
from trusttui.pack.node import Node
from trusttui.pack.text import Table

_LISTED = 12

Known = Mapping[str, object] | None
"""Declared names. None where the file that declares them could not be read: then nothing can be said of references."""


class Names:
    """What the files of a pack declare, and which passages are cited."""

    def __init__(self, tables: Mapping[str, Table], entries: Iterable[str], faults: Faults) -> None:
        """`entries` are the ids of the articles and changes, of broken files too."""
        self._tables = {name: Node(table, name, faults) for name, table in tables.items() if name.endswith(".toml")}
        self.tiers = self._declared("pack.toml", "tier", "tier")
        self.topics = self._declared("pack.toml", "topic", "topic")
        self.contacts = self._declared("pack.toml", "contact", "contact")
        self.sources = self._declared("sources.toml", "source", "source")
        self.attributes = self._declared("matrix.toml", "attribute", "attribute")
        self._rooms: dict[str, Known] = {
            "matrix": self.attributes,
            "terms": self._declared("vocabulary.toml", "term", "term"),
            "gaps": self._declared("vocabulary.toml", "gap", "gap"),
        }
        self.articles = dict.fromkeys(entries)
        self.agreements = {
            entry.removeprefix("agreements/"): None for entry in self.articles if entry.startswith("agreements/")
        }
        self.cited: set[tuple[str, str]] = set()

    def _declared(self, file: str, array: str, word: str) -> dict[str, Node] | None:
        """The tables of an array by their id; a fault for each id that is there twice."""
        if file not in self._tables:
            return None
        return unique(self._tables[file].nodes(array), word)

    # --- references

    def refer(self, node: Node, name: str, known: Known, word: str) -> None:
        """Holds the reference at a name, if there is one, against what is declared."""
        value = node.text(name)
        if value is not None:
            self._resolve(node, name, value, known, word)

    def refer_all(self, node: Node, name: str, known: Known, word: str) -> None:
        """Holds the array of references at a name against what is declared; none may be there twice."""
        seen: set[str] = set()
        for key, value in node.strings(name):
            if value in seen:
                node.add(key, f'"{value}" for the second time', "each one once")
            seen.add(value)
            self._resolve(node, key, value, known, word)

    def cite(self, node: Node, passages: str = "passages", source: str = "source", needed: str = "") -> None:
        """Holds a citation against sources and passages. `needed` says why there has to be a passage."""
        self.refer(node, source, self.sources, "source of sources.toml")
        where = node.text(source)
        known = self.passages(where)
        self.refer_all(node, passages, known, f"passage of {where}")
        if where is not None:
            self.cited.update((where, passage) for _, passage in node.strings(passages))
        if needed and not node.filled(passages):
            node.add(passages, "no passage is cited", f"at least one: {needed}")

    def see(self, node: Node) -> None:
        """Holds the entries at `see` against those that the pack has."""
        seen: set[str] = set()
        for key, value in node.strings("see"):
            if value in seen:
                node.add(key, f'"{value}" for the second time', "each one once")
            seen.add(value)
            if self.has_entry(value) is False:
                node.add(key, f'no such entry: "{value}"', f"the id of an entry{self._near_entry(node, value)}")

    def has_entry(self, entry: str) -> bool | None:
        """Whether the pack has an entry of this id; None where that cannot be known."""
        room, _, name = entry.partition("/")
        if room not in self._rooms:
            return entry in self.articles
        known = self._rooms[room]
        return None if known is None else name in known

    def _near_entry(self, node: Node, entry: str) -> str:
        room = entry.partition("/")[0]
        if room in self._rooms:
            return node.near(entry, (f"{room}/{known}" for known in self._rooms[room] or ()))
        return node.near(entry, self.articles)

    def passages(self, source: str | None) -> Known:
        """The passages of a source, those that it keeps of the record before it as well."""
        if source is None or self.sources is None or source not in self.sources:
            return None
        passages = self.sources[source].table.get("passages", {})
        if not isinstance(passages, dict):
            return None
        return {**dict.fromkeys(slug for _, slug in self.sources[source].strings("keeps")), **passages}

    def _resolve(self, node: Node, key: str, value: str, known: Known, word: str) -> None:
        if known is not None and value not in known:
            node.add(key, f'no such {word}: "{value}"', f"{listed(known)}{node.near(value, known)}")


def unique(nodes: Iterable[Node], word: str) -> dict[str, Node]:
    """Tables by their id; a fault for each id that is there twice."""
    found: dict[str, Node] = {}
    for node in nodes:
        name = node.text("id")
        if name is None:
            continue
        if name in found:
            node.add("id", f'a second {word} "{name}"', f"one {word} of each id")
        else:
            found[name] = node
    return found


def listed(known: Collection[str]) -> str:
    """Names as a list that can be read."""
    if not known:
        return "none is declared"
    return ", ".join(known) if len(known) <= _LISTED else f"one of the {len(known)} that are declared"
