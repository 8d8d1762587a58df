"""All that is wrong with a pack, at once, each with file and key."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec

from trusttui.pack.faults import Fault, Faults, PackError
from trusttui.pack.model import (
    AdvisorFile,
    Article,
    ArticleFile,
    Change,
    ChangeFile,
    Kind,
    MatrixFile,
    Pack,
    PackFile,
    SourcesFile,
    VocabularyFile,
)
from trusttui.pack.read import TABLES, hash_of, read_files
from trusttui.pack.text import Table, decode, parse_toml, split_article

__all__ = ["Fault", "PackError", "check_folder"]

T = TypeVar("T")
_KINDS = {"answers": Kind.ANSWER, "commitments": Kind.COMMITMENT, "agreements": Kind.AGREEMENT}


def check_folder(folder: Path) -> tuple[Pack | None, tuple[Fault, ...]]:
    """The pack in a folder and what is wrong with it, faults first, then warnings. The pack is None where there is a
    fault. Never raises for what a folder may hold."""
    faults = Faults()
    pack = _check(folder, faults)
    return (None if faults.count else pack), faults.all()


def _check(folder: Path, faults: Faults) -> Pack | None:
    if not folder.is_dir():
        faults.add(str(folder), "", "not a folder" if folder.exists() else "no such folder", "the folder of a pack")
        return None
    files = read_files(folder, faults)
    tables: dict[str, Table] = {}
    bodies: dict[str, str] = {}
    for name in files:
        text = decode(files[name], name, faults)
        if text is None:
            continue
        if name in TABLES:
            table = parse_toml(text, name, faults)
        else:
            table, bodies[name] = split_article(text, name, faults)
        if table is not None:
            tables[name] = table
    if faults.count:
        return None
    return _build(tables, bodies, hash_of(files))


def _build(tables: dict[str, Any], bodies: dict[str, str], digest: str) -> Pack:
    meta = msgspec.convert(tables["pack.toml"], PackFile)
    return Pack(
        meta=meta,
        sources=tuple(msgspec.convert(tables["sources.toml"], SourcesFile).source),
        attributes=tuple(msgspec.convert(tables["matrix.toml"], MatrixFile).attribute),
        articles=tuple(
            Article(
                id=name[:-3],
                kind=_KINDS[name.split("/")[0]],
                head=msgspec.convert(tables[name], ArticleFile),
                body=bodies[name],
            )
            for name in sorted(bodies)
            if name.split("/")[0] in _KINDS
        ),
        changes=tuple(
            Change(id=name[:-3], head=msgspec.convert(tables[name], ChangeFile), body=bodies[name])
            for name in sorted(bodies)
            if name.startswith("changes/")
        ),
        vocabulary=msgspec.convert(tables["vocabulary.toml"], VocabularyFile),
        advisor=msgspec.convert(tables["advisor.toml"], AdvisorFile),
        hash=digest,
    )
