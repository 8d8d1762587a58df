"""The rank at which each question of `questions` is answered in the bundled pack, as a table in `ranks.txt`.

A change of the engine or of the content moves ranks; `python tests/search/test_ranks.py` writes the table anew, and
what moved is seen in its diff.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from statistics import mean
from types import ModuleType

from trusttui.pack.model import Pack
from trusttui.pack.view import View
from trusttui.search.index import Index
from trusttui.search.results import Results

HERE = Path(__file__).parent
TABLE = HERE / "ranks.txt"


def _questions() -> ModuleType:
    spec = importlib.util.spec_from_file_location("questions", HERE / "questions.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines(pack: Pack) -> list[str]:
    """For each question the rank of its answer, `-` for none in ten; for a gap `gap`, with the entries shown beside it;
    for a question that nothing answers how many entries are shown."""
    asked = _questions()
    index = Index(View(pack))
    told = []
    for question, ids in asked.ANSWERED.items():
        told.append(f"{_rank(index.query(question, limit=10), ids.split())}\t{question}")
    for question, gap in asked.GAPS.items():
        found = index.query(question, limit=10)
        shown = gap in [each.id for each in found.gaps[:2]]
        told.append(f"{'gap' if shown else '-'}{f' +{len(found.hits)}' if found.hits else ''}\t{question}")
    for question in asked.NOTHING:
        found = index.query(question, limit=10)
        told.append(f"{'quiet' if not found.hits and not found.gaps else f'+{len(found.hits)}'}\t{question}")
    return told


def _rank(found: Results, ids: list[str]) -> str:
    got = [hit.id for hit in found.hits] + [f"gaps/{gap.id}" for gap in found.gaps]
    return next((str(rank) for rank, entry in enumerate(got, 1) if entry in ids), "-")


def test_ranks_are_those_of_the_table(pack: Pack) -> None:
    assert lines(pack) == TABLE.read_text(encoding="utf-8").splitlines()


def test_the_table_is_one_to_be_content_with() -> None:
    rows = [row.split("\t")[0] for row in TABLE.read_text(encoding="utf-8").splitlines()]
    asked = _questions()
    answered = rows[: len(asked.ANSWERED)]
    silent = rows[-len(asked.NOTHING) :]
    gaps = rows[len(asked.ANSWERED) : -len(asked.NOTHING)]
    assert mean(1 / int(rank) if rank.isdecimal() else 0 for rank in answered) > 0.85
    assert mean(row.startswith("gap") for row in gaps) > 0.9
    assert mean(row == "quiet" for row in silent) >= 0.9


if __name__ == "__main__":
    from trusttui.pack.load import bundled, load_pack

    TABLE.write_text("".join(f"{line}\n" for line in lines(load_pack(bundled()))), encoding="utf-8")
