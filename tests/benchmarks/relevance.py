"""How well search answers queries as people type them: `python -m tests.benchmarks.relevance [FOLDER]`.

FOLDER holds `queries-dev.jsonl` (queries, and the passages that answer each, graded) and `docs.jsonl` (those
passages with their text); it is no part of the project. A hit counts with the best grade of a passage that contains,
in the normal form of words, one of the passages that the entry cites. Printed for each style of query: the mean
reciprocal rank of the first relevant hit of ten, the share with one among the first three, the same where only the
newest and direct passages count, and how well the top score tells queries that the sources answer from others.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import mean, median
from typing import Any

from trusttui.pack.citations import iter_citations
from trusttui.pack.load import bundled, load_pack
from trusttui.pack.model import Citation, Pack
from trusttui.pack.view import View
from trusttui.search.index import Index
from trusttui.sources.passages import Fingerprint, find_all, normal_words

FOLDER = Path("../shared/search")


def main(folder: Path = FOLDER) -> None:
    if not (folder / "queries-dev.jsonl").exists():
        print(f"skipped: no queries in {folder}")
        return
    queries, documents = (_read(folder / name) for name in ("queries-dev.jsonl", "docs.jsonl"))
    pack = load_pack(bundled())
    index = Index(View(pack))
    cited = _documents_of_entries(pack, documents)
    ranks: dict[str, list[int | None]] = defaultdict(list)
    direct: dict[str, list[int | None]] = defaultdict(list)
    scores: dict[bool, list[float]] = {True: [], False: []}
    times, quiet = [], 0
    for query in queries:
        begin = time.perf_counter()
        results = index.query(query["query"], limit=10)
        times.append(time.perf_counter() - begin)
        grades = {relevant["id"]: relevant["grade"] for relevant in query["relevant"]}
        scores[bool(grades)].append(results.hits[0].score if results.hits else 0.0)
        if not grades:
            quiet += not results.hits
            continue
        got = [max((grades.get(d, 0) for d in cited.get(hit.id, ())), default=0) for hit in results.hits]
        ranks[query["style"]].append(_first(got, 1))
        direct[query["style"]].append(_first(got, 2))
    _report(ranks, direct)
    none = len(scores[False])
    print(
        f"{'':16}AUROC of the top score {auroc(scores[True], scores[False]):.3f}; no hits for {quiet} of {none} others"
    )
    print(f"{'':16}{median(times) * 1e3:.2f} ms a query, slowest {max(times) * 1e3:.2f} ms")


def _report(ranks: dict[str, list[int | None]], direct: dict[str, list[int | None]]) -> None:
    print(f"{'style':16}{'n':>4}{'MRR@10':>8}{'top 3':>8}{'direct MRR':>12}{'top 3':>8}")
    everything: list[int | None] = [rank for style in ranks.values() for rank in style]
    all_direct: list[int | None] = [rank for style in direct.values() for rank in style]
    for style, found, straight in (
        *((style, ranks[style], direct[style]) for style in sorted(ranks)),
        ("all", everything, all_direct),
    ):
        print(
            f"{style:16}{len(found):>4}{reciprocal(found):>8.2f}{among(found, 3):>8.2f}"
            f"{reciprocal(straight):>12.2f}{among(straight, 3):>8.2f}"
        )


def _first(grades: Sequence[int], least: int) -> int | None:
    return next((rank for rank, grade in enumerate(grades, 1) if grade >= least), None)


def reciprocal(ranks: Iterable[int | None]) -> float:
    """Mean reciprocal rank; what was not found counts as 0."""
    return mean(1 / rank if rank else 0.0 for rank in ranks)


def among(ranks: Iterable[int | None], first: int) -> float:
    """The share of ranks that are among the first so many."""
    return mean(bool(rank and rank <= first) for rank in ranks)


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """How often a positive's score is above a negative's, a tie counting half."""
    pairs = [(p > n) + (p == n) / 2 for p in positive for n in negative]
    return mean(pairs) if pairs else float("nan")


def _documents_of_entries(pack: Pack, documents: list[dict[str, Any]]) -> dict[str, set[str]]:
    """For each entry the ids of the documents that contain one of the passages it cites."""
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


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
