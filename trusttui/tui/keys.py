"""`keys.toml`: a line a command, `copy = "y"` or `copy = ["y", "f5"]`. What is wrong with a line is named, and the
other lines hold. No Textual here."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from trusttui.tui.keynames import BadKey, is_typed, needs_modifier, read_key, written
from trusttui.tui.scopes import SCOPES, Scope, every_command

NAME = "keys.toml"
LARGEST = 200_000
"""Bytes. A line a command is a few thousand."""
_LONGEST = 60
"""Lines of one list of keys at most."""
NEEDED = (
    "quit",
    "help",
    "back",
    "query-leave",
    "dialog-cancel",
    "help-close",
    "original-leave",
    "jump-leave",
    "copied-leave",
    "list-open",
)
"""Commands without which one is lost; the palette does not replace them."""

Keymap = Mapping[str, tuple[str, ...]]
"""Command id to its keys by Textual's names; none where it has no key any more. Without those that are as declared."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line, counted from 1; 0 for the file as a whole. A warning's line holds all the same."""

    line: int
    text: str
    is_warning: bool = False

    def __str__(self) -> str:
        at = f"line {self.line}: " if self.line else ""
        return f"{at}{self.text}"


@dataclass(frozen=True)
class KeyFile:
    """What a file says, and what is wrong with it."""

    path: Path
    keymap: Keymap
    faults: tuple[Fault, ...] = ()
    is_readable: bool = True

    @property
    def wrong(self) -> tuple[Fault, ...]:
        """The faults whose lines do not hold."""
        return tuple(fault for fault in self.faults if not fault.is_warning)


def load(path: Path) -> KeyFile:
    """The file of the user; one that is missing says nothing."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        return KeyFile(path, {})
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return KeyFile(path, {}, (Fault(line, "is no UTF-8 text; the keys are the program's own"),), False)
    except OSError as error:
        return KeyFile(path, {}, (Fault(0, f"cannot be read: {error.strerror or error}"),), False)
    if len(data) > LARGEST:
        return KeyFile(path, {}, (Fault(0, "is too large for a file of keys, and was not read"),), False)
    keymap, faults = read(text)
    return KeyFile(path, keymap, tuple(faults))


def read(text: str) -> tuple[Keymap, list[Fault]]:
    """The keymap of a text, without the lines that have a fault, and the faults by line."""
    lines: dict[str, int] = {}
    keymap: dict[str, tuple[str, ...]] = {}
    faults: list[Fault] = []
    for line, said in _statements(text):
        if isinstance(said, str):
            faults.append(Fault(line, said))
            continue
        for name, value in said.items():
            problem, keys = _entry(name, value, lines)
            if problem:
                faults.append(Fault(line, problem))
            else:
                keymap[name], lines[name] = keys, line
    faults += _clashes(keymap, lines)
    faults += _warnings(keymap, lines)
    declared = effective({})
    return {name: keys for name, keys in keymap.items() if keys != declared[name]}, sorted(
        faults, key=lambda fault: fault.line
    )


def effective(keymap: Keymap) -> dict[str, tuple[str, ...]]:
    """The keys of every command."""
    return {name: keymap.get(name, tuple(command.keys.split(","))) for name, command in every_command().items()}


# --- one line


def _statements(text: str) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Each statement with its line: what it says, or what is wrong with it. One that is no TOML takes none with it."""
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        if not lines[at].strip() or lines[at].lstrip().startswith("#"):
            at += 1
            continue
        said, length = _statement(lines[at : at + _LONGEST])
        yield at + 1, said
        at += length


def _statement(lines: list[str]) -> tuple[dict[str, Any] | str, int]:
    """The first statement of some lines, and how many it has."""
    problem = ""
    for length in range(1, len(lines) + 1):
        chunk = "\n".join(lines[:length])
        try:
            return tomllib.loads(chunk), length
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            problem = problem or _no_toml(lines[0], str(error))
        if chunk.count("[") <= chunk.count("]"):
            break
    return problem, 1


def _no_toml(line: str, error: str) -> str:
    bare = re.fullmatch(r"\s*([\w-]+)\s*=\s*([^\s\"'\[#]+)\s*(#.*)?", line)
    if bare:
        return f'a key is written in quotes: {bare[1]} = "{bare[2]}"'
    why = re.sub(r"\s*\(at (line \d+, )?(.*)\)", r", \2", error)
    return f"is no TOML ({why}): {line.strip()[:60]}"


def _entry(name: str, value: object, lines: Mapping[str, int]) -> tuple[str, tuple[str, ...]]:
    """What is wrong with a command's keys, empty for nothing, and the keys."""
    known = every_command()
    if isinstance(value, dict):
        return f'there are no tables here: write {known["copy"].id} = "y", a line a command', ()
    if name not in known:
        near = get_close_matches(name.lower().replace("_", "-"), known, n=1, cutoff=0.5)
        meant = f"; did you mean {near[0]}?" if near else "; trusttui keys lists them"
        return f"there is no command {name!r}{meant}", ()
    if name in lines:
        return f"{name} has its keys in line {lines[name]} already; that line holds", ()
    written = [value] if isinstance(value, str) else value
    if not isinstance(written, list) or not all(isinstance(each, str) for each in written):
        return f'{name}: found {value!r}; a key is written in quotes, several as ["y", "f5"]', ()
    try:
        keys = tuple(dict.fromkeys(read_key(each) for each in written if each))
    except BadKey as error:
        return f"{name}: {error}", ()
    if not keys and name in NEEDED:
        return f"{name}: it cannot be without a key, nothing else does it ({known[name].tooltip.lower()})", ()
    return _typed(name, keys), keys


def _typed(name: str, keys: tuple[str, ...]) -> str:
    """What is wrong where a key is typed into a field instead."""
    for scope in SCOPES:
        if scope.typing and any(command.id == name for command in scope.commands):
            for key in filter(is_typed, keys):
                return f"{name}: {written(key)!r} is typed into the field there; take one such as escape, enter or f5"
    return ""


# --- all lines together


def _clashes(keymap: dict[str, tuple[str, ...]], lines: Mapping[str, int]) -> Iterator[Fault]:
    """Take out, from the last line on, what gives a key two meanings in one place; a line that goes may free others."""
    while clash := next(iter(sorted(_doubles(keymap), key=lambda found: -lines[found[0]])), None):
        changed, other, key = clash
        at = f" in line {lines[other]}" if other in keymap else ""
        say = f"{changed}: {written(key)!r} is the key of {other}{at} too, in the same place"
        del keymap[changed]
        yield Fault(lines[changed], f"{say}; give {other} another one as well" if not at else say)


def _doubles(keymap: Keymap) -> Iterator[tuple[str, str, str]]:
    """A command of the file, another command in the same place, and the key of both."""
    keys = effective(keymap)
    for scope in SCOPES:
        here = [command.id for command in _beside(scope)]
        for number, one in enumerate(here):
            for other in here[number + 1 :]:
                for key in set(keys[one]) & set(keys[other]) if one != other else ():
                    # Of two lines of the file the later one yields: it is what sorting by line finds first.
                    yield from ((name, rest, key) for name, rest in ((one, other), (other, one)) if name in keymap)


def _beside(scope: Scope) -> list[Any]:
    found = {command.id: command for command in scope.commands}
    for other in SCOPES:
        if other.id in scope.beside:
            found.update({command.id: command for command in other.commands})
    return list(found.values())


def _warnings(keymap: Keymap, lines: Mapping[str, int]) -> Iterator[Fault]:
    keys, declared = effective(keymap), effective({})
    for name in keymap:
        if keys[name] and all(map(needs_modifier, keys[name])) and keys[name] != declared[name]:
            text = (
                f"{name}: not every terminal passes on {' or '.join(map(written, keys[name]))}; the palette has it too"
            )
            yield Fault(lines[name], text if every_command()[name].palette else text.partition(";")[0], True)
    for name, key, inner, place in dict.fromkeys(_hidden(keys, declared)):
        at = min(lines[each] for each in (name, inner) if each in lines)
        title = place[:1].lower() + place[1:]
        yield Fault(at, f"{written(key)!r} is {inner} {title}, and there not {name}", True)


def _hidden(keys: Keymap, declared: Keymap) -> Iterator[tuple[str, str, str, str]]:
    """A command, the key by which it is not reached in a place, the command that has the key there, and the place;
    only where it is otherwise than by the program's own keys."""
    for scope in SCOPES:
        for outer in (other for other in SCOPES if other.id in scope.around):
            for name in (command.id for command in outer.commands):
                for inner in (command.id for command in scope.commands):
                    for key in set(keys[name]) & set(keys[inner]) if name != inner else ():
                        if key not in declared[name] or key not in declared[inner]:
                            yield name, key, inner, scope.title
