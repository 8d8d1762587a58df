"""How well a search answers queries as people type them: those of a folder beside the project, and our own.

The folder beside the project holds `queries-dev.jsonl` (queries, and the passages that answer each, graded) and
`docs.jsonl` (those passages with their text); it is no part of the project. There a hit counts with the best grade of a
passage that contains, in the normal form of words, one of the passages that the entry cites on any day: the queries
are graded on the documents of 2021 to 2024, and what today's pack cites first may be a later record. Our own queries
(`tests/search/asked.tsv`) name the entries that answer them.
"""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

from trusttui.pack.citations import iter_citations
from trusttui.pack.model import Citation, Pack
from trusttui.sources.passages import Fingerprint, find_all, normal_words

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "search"
OWN = Path(__file__).resolve().parents[1] / "search"
LAY = "c-lay"

Engine = Callable[[str], Sequence[tuple[str, float]]]
"""For a query the ids of ten entries at most with their scores, best first."""


class Query(NamedTuple):
    """A query, its style, and the grade of each document (of our own queries: each entry) that answers it; none where
    nothing does."""

    text: str
    style: str
    grades: dict[str, int]


class Figures(NamedTuple):
    """What an engine reaches on some queries."""

    ranks: dict[str, list[int | None]]
    """For each style the rank of the first relevant hit of each query."""
    answered: list[float]
    unanswered: list[float]
    """The top scores of queries that the documents answer, and of those that they do not; 0 where nothing is found."""

    @property
    def every(self) -> list[int | None]:
        return [rank for ranks in self.ranks.values() for rank in ranks]

    @property
    def quiet(self) -> float:
        """The share of unanswerable queries for which nothing is found."""
        return mean(not score for score in self.unanswered) if self.unanswered else float("nan")

    def line(self, name: str) -> str:
        lay = self.ranks.get(LAY, [])
        return (
            f"{name:34}{reciprocal(self.every):8.2f}{among(self.every, 3):8.2f}{among(lay, 3) if lay else 0:8.2f}"
            f"{auroc(self.answered, self.unanswered):8.2f}{self.quiet:8.2f}{mean(map(bool, self.answered)):8.2f}"
        )


HEADER = f"{'engine':34}{'MRR@10':>8}{'top 3':>8}{'lay':>8}{'AUROC':>8}{'quiet':>8}{'speaks':>8}"


def queries(folder: Path = FOLDER) -> list[Query]:
    """The development queries; none where the folder is not there."""
    path = folder / "queries-dev.jsonl"
    if not path.exists():
        return []
    return [
        Query(each["query"], each["style"], {relevant["id"]: relevant["grade"] for relevant in each["relevant"]})
        for each in _read(path)
    ]


def own_queries(day: str | None = None, folder: Path = OWN) -> list[Query]:
    """Those of our own queries that the sources answer on a day, or that nothing answers."""
    points = tomllib.loads((folder / "points.toml").read_text(encoding="utf-8"))
    found = []
    for line in (folder / "asked.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            style, since, point, text = line.split("\t")
            if not day or since <= day:
                grades = dict.fromkeys(points.get(point, {}).get("partly", ()), 1)
                grades.update(dict.fromkeys(points.get(point, {}).get("direct", ()), 2))
                found.append(Query(text, style, grades))
    return found


def measure(
    engine: Engine, asked: Iterable[Query], documents: dict[str, set[str]] | None = None, least: int = 1
) -> Figures:
    """What an engine reaches; `documents` are those of each entry (without them entries themselves are graded), `least`
    the grade that counts as relevant."""
    found = Figures(defaultdict(list), [], [])
    for query in asked:
        hits = list(engine(query.text))[:10]
        (found.answered if query.grades else found.unanswered).append(hits[0][1] if hits else 0.0)
        if query.grades:
            told = [{entry} if documents is None else documents.get(entry, set()) for entry, _ in hits]
            got = [max((query.grades.get(document, 0) for document in each), default=0) for each in told]
            rank = next((rank for rank, grade in enumerate(got, 1) if grade >= least), None)
            found.ranks[query.style].append(rank)
    return found


def styles(figures: Figures) -> Iterable[str]:
    """A line for each style."""
    for style in sorted(figures.ranks):
        ranks = figures.ranks[style]
        yield f"  {style:32}{reciprocal(ranks):8.2f}{among(ranks, 3):8.2f}{'':32}{len(ranks):4} queries"


def reciprocal(ranks: Sequence[int | None]) -> float:
    """Mean reciprocal rank; what was not found counts as 0."""
    return mean(1 / rank if rank else 0.0 for rank in ranks) if ranks else float("nan")


def among(ranks: Sequence[int | None], first: int) -> float:
    """The share of ranks that are among the first so many."""
    return mean(bool(rank and rank <= first) for rank in ranks) if ranks else float("nan")


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """How often a positive's score is above a negative's, a tie counting half."""
    pairs = [(p > n) + (p == n) / 2 for p in positive for n in negative]
    return mean(pairs) if pairs else float("nan")


def documents_of_entries(pack: Pack, folder: Path = FOLDER) -> dict[str, set[str]]:
    """For each entry the ids of the documents that contain one of the passages it cites on any day."""
    documents = _read(folder / "docs.jsonl")
    prints = {
        source.id: {
            Citation(source.id, slug): Fingerprint(passage.words, passage.sha256)
            for slug, passage in source.passages.items()
        }
        for source in pack.sources
    }
    within: dict[Citation, set[str]] = defaultdict(set)
    for document in documents:
        for text in (document["text"], f"{document['heading']} {document['text']}"):
            found = find_all(normal_words(text), prints.get(document["source"], {}))
            for citation, at in found.items():
                if at is not None:
                    within[citation].add(document["id"])
    entries: dict[str, set[str]] = defaultdict(set)
    for entry, citation in iter_citations(pack):
        entries[entry] |= within[citation]
    return entries


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
