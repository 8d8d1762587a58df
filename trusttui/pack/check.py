"""All that is wrong with a pack, at once, each with file and key."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from trusttui.pack.articles import article_files, change_files, check_article, check_names
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
from trusttui.pack.names import Names
from trusttui.pack.phrasings import check_phrasings
from trusttui.pack.read import TABLES, hash_of, read_files
from trusttui.pack.record_rules import check_lapsed
from trusttui.pack.records import with_kept_passages
from trusttui.pack.rules import check_tables, check_uncited
from trusttui.pack.schema import convert
from trusttui.pack.text import (
    REFUSED,
    TEXT_ALLOWED,
    Table,
    code_point,
    decode,
    is_plain,
    parse_toml,
    place,
    split_article,
)

__all__ = ["Fault", "PackError", "check_folder"]

T = TypeVar("T")
_KINDS = {"answers": Kind.ANSWER, "commitments": Kind.COMMITMENT, "agreements": Kind.AGREEMENT}


def check_folder(folder: Path) -> tuple[Pack | None, tuple[Fault, ...]]:
    """The pack in a folder and what is wrong with it, faults first, then warnings. The pack is None where there is a
    fault. Never raises for what a folder may hold."""
    faults = Faults()
    if not _is_folder(folder, faults):
        return None, faults.all()
    files = read_files(folder, faults)
    pack = _Content(files, faults).pack()
    return (None if faults.count else pack), faults.all()


def _is_folder(folder: Path, faults: Faults) -> bool:
    try:
        if folder.is_dir():
            return True
        found = "not a folder" if folder.exists() else "no such folder"
    except (OSError, ValueError) as error:
        found = f"the folder cannot be read: {getattr(error, 'strerror', None) or error}"
    faults.add(str(folder), "", found, "the folder of a pack")
    return False


class _Content:
    """The files of a pack on their way from bytes to types."""

    def __init__(self, files: dict[str, bytes], faults: Faults) -> None:
        self._faults = faults
        self._files = files
        self._tables: dict[str, Table] = {}
        self._bodies: dict[str, str] = {}
        self._plain: set[str] = set()
        self._refused: dict[str, str] = {}
        for file, data in files.items():
            self._parse(file, data)

    def _parse(self, file: str, data: bytes) -> None:
        faults = self._faults
        text = decode(data, file, faults)
        if text is None:
            return
        if is_plain(text):
            self._plain.add(file)
        elif REFUSED.search(text):
            self._refused[file] = text
        if file in TABLES:
            table = parse_toml(text, file, faults)
        else:
            table, self._bodies[file] = split_article(text, file, faults)
        if table is not None:
            self._tables[file] = table

    def pack(self) -> Pack | None:
        """The pack, every fault added; None where a part of it does not fit its type."""
        faults = self._faults
        articles, changes = article_files(self._bodies), change_files(self._bodies)
        everything = [file for file in self._files if file not in TABLES]
        check_names(everything, faults)
        names = Names(self._tables, (file[:-3] for file in everything), faults)
        meta = self._as("pack.toml", PackFile)
        sources = self._as("sources.toml", SourcesFile)
        matrix = self._as("matrix.toml", MatrixFile)
        advisor = self._as("advisor.toml", AdvisorFile)
        vocabulary = self._as("vocabulary.toml", VocabularyFile)
        heads = {file: self._as(file, ArticleFile) for file in articles}
        change_heads = {file: self._as(file, ChangeFile) for file in changes}
        check_tables(self._tables, names, faults)
        for file, body in self._bodies.items():
            if file in self._tables:
                check_article(file, self._tables[file], body, names, faults)
        if set(self._tables) >= {*self._files, *TABLES}:  # else what could not be read may cite them
            check_uncited(names)
        self._name_refused()
        if faults.count or not (meta and sources and matrix and advisor and vocabulary):
            return None
        pack = Pack(
            meta=meta,
            sources=with_kept_passages(sources.source),
            attributes=tuple(matrix.attribute),
            articles=tuple(
                Article(id=file[:-3], kind=_KINDS[file.split("/")[0]], head=head, body=self._bodies[file])
                for file, head in heads.items()
                if head
            ),
            changes=tuple(
                Change(id=file[:-3], head=head, body=self._bodies[file]) for file, head in change_heads.items() if head
            ),
            vocabulary=vocabulary,
            advisor=advisor,
            hash=hash_of(self._files),
        )
        check_lapsed(pack, faults)
        check_phrasings(pack, faults)
        return pack

    def _as(self, file: str, into: type[T]) -> T | None:
        """A file's table as the type; None, the faults added, where it does not fit or was not to be parsed."""
        if file not in self._tables:
            return None
        return convert(self._tables[file], into, file, file in self._plain, self._faults)

    def _name_refused(self) -> None:
        """Names the place of a refused character that stands in no string, but in a comment, say."""
        for file, text in self._refused.items():
            hit = REFUSED.search(text)
            if hit and not self._faults.named(file, code_point(hit.group())):
                found = f"the character {code_point(hit.group())}"
                self._faults.add(file, place(text, hit.start()), found, TEXT_ALLOWED)
