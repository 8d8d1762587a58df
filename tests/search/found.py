"""What a search of the tests found."""

from __future__ import annotations

from trusttui.search.results import Hit, Results


def ids(results: Results) -> list[str]:
    return [hit.id for hit in results.hits]


def the(results: Results, entry: str) -> Hit:
    return next(hit for hit in results.hits if hit.id == entry)


def marked(hit: Hit) -> list[str]:
    return [hit.snippet.text[low:high] for low, high in hit.snippet.marks]
