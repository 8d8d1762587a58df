"""What a user marks, notes and reads of a pack's entries, in two readable TOML files for each pack."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from trusttui import user
from trusttui.own_file import Damaged, Newer, OwnFile, why

if TYPE_CHECKING:
    from trusttui.pack.faults import Faults

FOLDER = "marks"
READ = "read"
"""The folders of the two files, each called by its pack's id."""
SCHEMA = 1
LARGEST = 20_000_000
"""Bytes. A file of notes that is larger is something else."""
MOST_READ = 50
"""Entries that are remembered as read."""
LONGEST_ID = 300
"""Characters."""

_Id = Annotated[str, Meta(min_length=1, max_length=LONGEST_ID)]
_Line = Annotated[str, Meta(max_length=20_000)]
"""As long as a string of a pack may be, on one line."""


class Mark(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """What the user did with an entry. Days are `2026-11-21`, empty where it was not done."""

    title: _Line
    """What it was called then: the pack may not have it any more."""
    marked: str = ""
    noted: str = ""
    """When the note was written last."""
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.marked or self.note)


class Seen(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An entry that was read, and when."""

    entry: _Id
    title: _Line
    on: str


Marked = dict[str, Mark]
Read = tuple[Seen, ...]


class _MarksFile(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    schema: int
    pack: str
    entry: dict[str, Mark] = {}


class _ReadFile(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    schema: int
    pack: str
    read: list[Seen] = []


class Marks:
    """The marks and notes on the entries of one pack, and what was read of it last. Without a folder they are kept for
    this run alone. Its methods may be called from any thread, and each that writes says in a sentence what the user
    should know: empty where all is well."""

    def __init__(self, folder: Path | None, pack: str, today: str) -> None:
        self.pack = pack
        self.notice = ""
        """What is wrong with the files; empty where nothing is."""
        self._today = today
        self._lock = RLock()
        self._unwritten: dict[str, list[Callable[[Any], Any]]] = {FOLDER: [], READ: []}
        """What could not be written yet, to be done with the next change."""
        self._marks_file = _file(folder, FOLDER, pack, _dump_marks, _parse_marks, dict)
        self._read_file = _file(folder, READ, pack, _dump_read, _parse_read, tuple)
        self._marked: Marked = self._loaded(self._marks_file, {}, "Your marks and notes are")
        self._read: Read = self._loaded(self._read_file, (), "What you read last is")
        self.version = 0
        """Counts the changes."""

    @property
    def marked(self) -> Marked:
        """All marks and notes by entry, in the order in which they were first made."""
        return self._marked

    @property
    def read(self) -> Read:
        """What was read last, newest first; each entry once."""
        return self._read

    def of(self, entry: str) -> Mark | None:
        """The mark or note of an entry."""
        return self._marked.get(entry)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is marked, noted or read."""
        return not (self._marked or self._read)

    def mark(self, entry: str, title: str, on: bool) -> str:
        """Mark an entry, or take its mark away."""
        return self._put(entry, title, lambda mark: replace(mark, marked=(mark.marked or self._today) if on else ""))

    def toggle(self, entry: str, title: str) -> str:
        """Mark an entry that is not marked, take the mark of another one away."""
        with self._lock:
            mark = self.of(entry)
            return self.mark(entry, title, not (mark and mark.marked))

    def write_note(self, entry: str, title: str, text: str) -> str:
        """Keep a note on an entry; an empty one takes it away. BadText for what cannot be kept."""
        from trusttui.kept import clean_note

        note = clean_note(text.replace("\r\n", "\n"))
        return self._put(entry, title, lambda mark: replace(mark, note=note, noted=self._today if note else ""))

    def visit(self, entry: str, title: str) -> str:
        """Remember that an entry was read."""
        if self._read and (self._read[0].entry, self._read[0].on) == (entry, self._today):
            return ""
        seen = Seen(entry=entry, title=title, on=self._today)
        return self._change_read(lambda held: (seen, *_without(held, entry))[:MOST_READ])

    def forget(self, entry: str) -> str:
        """Take an entry out of what was read."""
        return self._change_read(lambda held: _without(held, entry))

    def _put(self, entry: str, title: str, change: Callable[[Mark], Mark]) -> str:
        def put(held: Marked) -> Marked:
            made = change(replace(held.get(entry, Mark(title=title)), title=title))
            return {name: mark for name, mark in {**held, entry: made}.items() if mark}

        with self._lock:
            self._marked, said = self._changed(self._marks_file, FOLDER, self._marked, put)
            self.version += 1
        return said

    def _change_read(self, put: Callable[[Read], Read]) -> str:
        with self._lock:
            self._read, said = self._changed(self._read_file, READ, self._read, put)
            self.version += 1
        return said

    def _changed(self, file: OwnFile[Any] | None, kind: str, mine: Any, put: Callable[[Any], Any]) -> tuple[Any, str]:
        """What is held after a change, with what another run wrote; where nothing can be written, with what was
        here."""
        if file is None:
            return put(mine), ""
        waiting = [*self._unwritten[kind], put]
        held, said = file.change(lambda value: reduce(lambda so_far, each: each(so_far), waiting, value))
        self._unwritten[kind] = waiting if held is None else []
        return (put(mine) if held is None else held), said

    def _loaded(self, file: OwnFile[Any] | None, nothing: Any, whose: str) -> Any:
        try:
            return file.load() if file else nothing
        except (Damaged, OSError) as error:
            reason = f"{error}" if isinstance(error, Damaged) else f"cannot be read: {why(error)}"
            told = f"{whose} not shown: {file.path if file else ''} {reason}."
            self.notice = "\n".join(filter(None, (self.notice, told)))
            return nothing


def of_user(pack: str, today: str) -> Marks:
    """The marks of the user who runs the program."""
    return Marks(user.folder("data"), pack, today)


def _without(held: Read, entry: str) -> Read:
    return tuple(seen for seen in held if seen.entry != entry)


# --- the files


def _file(
    folder: Path | None,
    kind: str,
    pack: str,
    dump: Callable[[str, Any], bytes],
    parse: Callable[[bytes, str], Any],
    nothing: Callable[[], Any],
) -> OwnFile[Any] | None:
    if folder is None:
        return None
    name = f"{pack}.toml"
    return OwnFile(
        folder / kind / name,
        what="marks and notes" if kind == FOLDER else "what was read",
        parse=lambda data: parse(data, name),
        dump=lambda held: dump(pack, held),
        nothing=nothing,
        largest=LARGEST,
    )


def _dump_marks(pack: str, held: Marked) -> bytes:
    import msgspec

    return _toml({"schema": SCHEMA, "pack": pack, "entry": msgspec.to_builtins(held)})


def _dump_read(pack: str, held: Read) -> bytes:
    import msgspec

    return _toml({"schema": SCHEMA, "pack": pack, "read": msgspec.to_builtins(list(held))})


def _toml(data: dict[str, Any]) -> bytes:
    import tomli_w

    return tomli_w.dumps(data, multiline_strings=True).encode()


def _parse_marks(data: bytes, name: str) -> Marked:
    from trusttui.kept import BadText, clean_note

    found = _parsed(data, name, _MarksFile)
    for entry, mark in found.entry.items():
        _check_day(f"entry.{entry}.marked", mark.marked or "2000")
        _check_day(f"entry.{entry}.noted", mark.noted or "2000")
        try:
            clean_note(mark.note)
        except BadText as error:
            raise Damaged(f"cannot be read: entry.{entry}.note: {error}") from None
    return {entry: mark for entry, mark in found.entry.items() if mark}


def _parse_read(data: bytes, name: str) -> Read:
    found = _parsed(data, name, _ReadFile).read[:MOST_READ]
    for number, seen in enumerate(found):
        _check_day(f"read[{number}].on", seen.on)
    return tuple(found)


def _check_day(key: str, day: str) -> None:
    from trusttui.pack.dates import last_day

    try:
        last_day(day)
    except ValueError as error:
        raise Damaged(f"cannot be read: {key}: {error}") from None


def _parsed(data: bytes, name: str, into: type[Any]) -> Any:
    """A file's table as its type. Newer, or Damaged with the first fault and its place."""
    from trusttui.pack.faults import Faults
    from trusttui.pack.schema import convert
    from trusttui.pack.text import decode, is_plain, parse_toml

    faults = Faults()
    text = decode(data, name, faults)
    raw = parse_toml(text, name, faults) if text is not None else None
    if text is None or raw is None:
        raise _damaged(faults)
    schema = raw.get("schema")
    if type(schema) is int and schema > SCHEMA:
        raise Newer("was written by a newer trusttui")
    found = convert(raw, into, name, is_plain(text), faults)
    if found is None:
        raise _damaged(faults)
    return found


def _damaged(faults: Faults) -> Damaged:
    first = faults.all()[0]
    more = f" (and {faults.count - 1} more)" if faults.count > 1 else ""
    place = f"{first.key}: " if first.key else ""
    allowed = f"; allowed: {first.allowed}" if first.allowed else ""
    return Damaged(f"cannot be read: {place}{first.found}{allowed}{more}")
