"""How long verification takes: `python -m tests.benchmarks verification`.

All sources of the bundled pack against their documents (two seconds at most, on a machine that has nothing else to
do; skipped with a word where the documents are not beside the project), then one page with a sentence that is gone and
ever more words around it: the time is to grow with the page and not with its square.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from time import perf_counter

from trusttui.pack.load import bundled, load_pack
from trusttui.sources.copies import Copies
from trusttui.sources.gathering import checks, in_folder
from trusttui.sources.passages import find_all, fingerprint, normal_words

DOCUMENTS = Path("../shared/sources")
SENTENCE = "We keep what you send for no longer than 60 days."
FILLING = "Words of a page that say nothing at all. "
REPEATED = (1_000, 4_000, 16_000, 64_000)


def main() -> int:
    _all_sources()
    _growth()
    return 0


def _all_sources() -> None:
    if not DOCUMENTS.is_dir():
        print("all sources: skipped, their documents are not beside the project")
        return
    pack = load_pack(bundled())
    with tempfile.TemporaryDirectory() as folder:
        began = perf_counter()
        gathered = in_folder(DOCUMENTS, pack.sources, Copies(Path(folder), lambda path, data: None), "2026-11-03")
        made = [each for of in gathered for each in checks(of)]
        took = perf_counter() - began
    passages = sum(len(source.passages) for source in pack.sources)
    print(f"all sources: {len(made)} checks of {passages} passages in {took:.2f} s")


def _growth() -> None:
    wanted = {"gone": fingerprint(SENTENCE)}
    first = 0.0
    for times in REPEATED:
        words = normal_words(FILLING * times)
        began = perf_counter()
        assert find_all(words, wanted) == {"gone": None}
        took = perf_counter() - began
        first = first or took / times
        print(f"{len(words):>9,} words {took * 1000:8.1f} ms, {took / times / first:.2f} times as long a word")
