"""The figures of search: how well (`relevance`), how fast (`speed`, `scale`), and from a cold start (`cold`).

Thresholds are goals, not assertions: the machine and its other work move them. Everything is measured in one run, so
that what stands side by side can be compared.
"""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from statistics import median

from tests.benchmarks import relevance
from tests.benchmarks.baselines import bm25f, fts5, texts, without_asked_as, without_lines_of
from tests.benchmarks.relevance import Engine, Query
from tests.benchmarks.synthetic import base, grown
from tests.benchmarks.terminal import PROGRAM
from trusttui.pack.model import Pack
from trusttui.pack.view import View
from trusttui.search.index import Index

_OLD = "2024-05"
_TYPED = (
    "how long is api data kept",
    "who owns inputs and outputs",
    "soc 2 type ii report",
    "is our data used for trianing",
    "team retention",
    "can admins read my chats",
    "fedramp",
    "what happens to our stuff when we leave",
)


def main(parts: Sequence[str]) -> int:
    known: dict[str, Callable[[], None]] = {"relevance": _relevance, "speed": _speed, "scale": _scale, "cold": _cold}
    for part in parts or known:
        if part not in known:
            print(f"there is no part {part!r}: {', '.join(known)}", file=sys.stderr)
            return 2
        known[part]()
        print()
    return 0


# --- how well


def _relevance() -> None:
    pack, asked = base(), relevance.queries()
    for day in (None, _OLD):
        _compare("our own", pack, day, relevance.own_queries(day), None)
    if not asked:
        print(f"relevance: there are no development queries in {relevance.FOLDER}")
        return
    documents = relevance.documents_of_entries(pack)
    for day in (None, _OLD):
        _compare("development", pack, day, asked, documents)


def _compare(
    name: str, pack: Pack, day: str | None, asked: Sequence[Query], documents: dict[str, set[str]] | None
) -> None:
    """Our engine beside others: with what is written of how people ask, without it, and without those of its lines
    that hold all words of one of these very queries."""
    print(f"relevance, {len(asked)} {name} queries, as of {day or 'the present'}")
    print(relevance.HEADER)
    for engine, search in _engines(pack, day, asked):
        print(relevance.measure(search, asked, documents).line(engine))
    ours = _ours(Index(View(pack, day)))
    print("\n".join(relevance.styles(relevance.measure(ours, asked, documents))))
    print(relevance.measure(ours, asked, documents, least=2).line("  direct and newest only"))


def _engines(pack: Pack, day: str | None, asked: Sequence[Query]) -> Iterable[tuple[str, Engine]]:
    yield (
        "trusttui, no line with a query",
        _ours(Index(View(without_lines_of(pack, [each.text for each in asked]), day))),
    )
    for name, of in (("", pack), (" without asked_as", without_asked_as(pack))):
        view = View(of, day)
        rows = texts(view)
        yield f"FTS5{name}", fts5(rows, tuned=False)
        yield f"FTS5, porter, weights, prefix{name}"[:33], fts5(rows, tuned=True)
        yield f"BM25F{name}", bm25f(rows)
        yield f"trusttui{name}", _ours(Index(view))


def _ours(index: Index) -> Engine:
    return lambda query: [(hit.id, hit.score) for hit in index.query(query, limit=10).hits]


# --- how fast


def _speed() -> None:
    _keys("the bundled pack", base())


def _scale() -> None:
    for size in (100, 10_000, 100_000):
        _keys(f"{size:,} entries", _cut(size) if size < 500 else grown(size))


def _cut(size: int) -> Pack:
    from msgspec.structs import replace

    pack = base()
    return replace(pack, articles=pack.articles[:size], attributes=(), changes=())


def _keys(name: str, pack: Pack) -> None:
    """Every prefix of every query, as a person types it."""
    begin = time.perf_counter()
    index = Index(View(pack))
    built = time.perf_counter() - begin
    gc.collect()
    gc.freeze()  # as the screens do with a pack that they have read
    first: list[float] = []
    again: list[float] = []
    for times in (first, again):
        for text in _TYPED:
            for end in range(1, len(text) + 1):
                begin = time.perf_counter()
                index.query(text[:end])
                times.append((time.perf_counter() - begin) * 1e3)
    size = index.size
    print(f"a key, {name}: first {_spread(first)}; again {_spread(again)}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  built in {built:.2f} s, index {size / 1e6:.1f} MB, peak memory of the process so far {peak:.0f} MB")


def _spread(times: Sequence[float]) -> str:
    ranked = sorted(times)
    return f"p50 {median(ranked):.2f} p95 {ranked[int(len(ranked) * 0.95)]:.2f} worst {ranked[-1]:.2f} ms"


# --- from a cold start


def _cold() -> None:
    """Processes of their own, interleaved so that other work of the machine falls on all of them."""
    with tempfile.TemporaryDirectory() as cache:
        env = {**os.environ, "TRUSTTUI_CACHE_HOME": f"{cache}/kept", "PYTHONPYCACHEPREFIX": f"{cache}/code"}
        # An installed program finds its modules compiled.
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        query = ["search", "how", "long", "is", "api", "data", "kept"]
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "python -c 'import re'": [sys.executable, "-c", "import re"],
            "search, no cache": [*PROGRAM, *query],
            "search": [*PROGRAM, *query],
            "search --format json": [*PROGRAM, *query, "--format", "json"],
            "show": [*PROGRAM, "show", "agreements/baa"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for name in ("search", "show"):
            subprocess.run(commands[name], env=env, capture_output=True, check=False)
        for _ in range(21):
            for name, command in commands.items():
                told = {**env, "TRUSTTUI_CACHE_HOME": os.devnull} if name == "search, no cache" else env
                begin = time.perf_counter()
                subprocess.run(command, env=told, capture_output=True, check=False)
                times[name].append((time.perf_counter() - begin) * 1e3)
        bare = median(times["python -c pass"])
        for name, taken in times.items():
            print(
                f"cold: {name:24}{median(taken):7.1f} ms, least {min(taken):6.1f}, {median(taken) / bare:5.1f} x bare"
            )
        held = [os.path.getsize(os.path.join(at, file)) for at, _, files in os.walk(f"{cache}/kept") for file in files]
        print(f"cold: the cache folder holds {sum(held) / 1e6:.1f} MB in {len(held)} files")
