"""What was searched for before. No widgets here: which queries are remembered, and which one comes before another."""

from __future__ import annotations

MOST = 50


class Queries:
    """Earlier queries, newest first, each once."""

    def __init__(self) -> None:
        self._queries: list[str] = []

    def add(self, query: str) -> None:
        """Remember a query that was of use."""
        query = query.strip()
        if query:
            self._queries = [query, *(each for each in self._queries if each != query)][:MOST]

    def before(self, query: str) -> str | None:
        """The query before this one; the newest for one that is not remembered, None where there is no other."""
        query = query.strip()
        at = self._queries.index(query) + 1 if query in self._queries else 0
        return self._queries[at] if at < len(self._queries) else None
