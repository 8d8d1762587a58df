"""A pack's raw tables held against the types of the model.

msgspec converts fast and stops at the first fault; where it stops, or where a string could hide something from it,
the table is walked here, and every fault is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from trusttui.pack.faults import Faults, quoted
from trusttui.pack.text import MOST_TEXT, REFUSED, TEXT_ALLOWED, Table, code_point

T = TypeVar("T")
_WORDS = {str: "text in quotes", int: "a whole number", bool: "true or false"}


def convert(raw: Table, into: type[T], file: str, plain: bool, faults: Faults) -> T | None:
    """A raw table as the type; None, every fault added, where it does not fit. `plain` says that it holds nothing that
    msgspec would let pass and this module does not (`text.is_plain`)."""
    try:
        value = msgspec.convert(raw, into)
        if plain:
            return value
        message = ""
    except (msgspec.ValidationError, OverflowError, RecursionError) as error:
        message = str(error)
    before = faults.count
    _texts(raw, file, faults)
    _walk(raw, into, file, "", faults)
    if faults.count > before:
        return None
    if message:  # msgspec knows better than the walk
        faults.add(file, "", message, "what the format says")
        return None
    return value


def join(key: str, name: str) -> str:
    """The key path of a name in a table."""
    return f"{key}.{name}" if key else name


def item_key(key: str, number: int, item: object) -> str:
    """The key path of an array's item: by its id where it has one (`attribute[saml-sso]`), else by its number."""
    name = item.get("id") if isinstance(item, dict) else None
    return f"{key}[{name}]" if isinstance(name, str) and name else f"{key}[{number}]"


def _texts(raw: Table, file: str, faults: Faults) -> None:
    """Adds a fault for every string of a table, keys too, that has a refused character. The tables wait in a list, not
    on the stack: they may be nested deep."""
    waiting: list[tuple[str, object]] = [("", raw)]
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, dict):
            for name, inner in value.items():
                _text(name, file, join(key, name), faults)
                waiting.append((join(key, name), inner))
        elif isinstance(value, list):
            waiting.extend((item_key(key, number, item), item) for number, item in enumerate(value))
        elif isinstance(value, str):
            _text(value, file, key, faults)


def _text(text: str, file: str, key: str, faults: Faults) -> None:
    hit = REFUSED.search(text)
    if hit:
        faults.add(file, key, f"the character {code_point(hit.group())}", TEXT_ALLOWED)


def _walk(raw: object, kind: Any, file: str, key: str, faults: Faults) -> None:
    kind, metas = _bare(kind)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        _walk_table(raw, kind, file, key, faults)
    elif isinstance(kind, type) and issubclass(kind, Enum):
        values = [member.value for member in kind]
        if not isinstance(raw, str) or raw not in values:
            near = faults.near(raw, values)
            faults.add(file, key, _found(raw), f"{', '.join(values)}{near}")
    elif get_origin(kind) is list:
        if not isinstance(raw, list):
            faults.add(file, key, _found(raw), "an array")
            return
        _length(raw, metas, file, key, faults)
        for number, item in enumerate(raw):
            _walk(item, get_args(kind)[0], file, item_key(key, number, item), faults)
    elif get_origin(kind) is dict:
        if not isinstance(raw, dict):
            faults.add(file, key, _found(raw), "a table")
            return
        for name, value in raw.items():
            _walk(name, get_args(kind)[0], file, join(key, name), faults)
            _walk(value, get_args(kind)[1], file, join(key, name), faults)
    else:
        _walk_leaf(raw, kind, metas, file, key, faults)


def _walk_table(raw: object, kind: type[msgspec.Struct], file: str, key: str, faults: Faults) -> None:
    if not isinstance(raw, dict):
        faults.add(file, key, _found(raw), "a table")
        return
    fields = _fields(kind)
    for name, value in raw.items():
        if name in fields:
            _walk(value, fields[name][0], file, join(key, name), faults)
        else:
            near = faults.near(name, fields)
            faults.add(file, join(key, name), "an unknown key", f"{', '.join(fields)}{near}")
    for name, (inner, required) in fields.items():
        if required and name not in raw:
            faults.add(file, join(key, name), "the key is missing", _allowed(inner))


def _walk_leaf(raw: object, kind: type, metas: tuple[msgspec.Meta, ...], file: str, key: str, faults: Faults) -> None:
    # type, not isinstance: a bool is an int to Python and not to TOML
    if type(raw) is not kind:
        faults.add(file, key, _found(raw), _described(kind, metas))
    elif isinstance(raw, str):
        # `$` in a pattern lets a line end pass, so that is looked for first
        if "\n" in raw and any(meta.pattern or meta.max_length for meta in metas):
            faults.add(file, key, "more than one line", _described(kind, metas))
        elif len(raw) > MOST_TEXT:
            faults.add(file, key, f"{len(raw)} characters", f"at most {MOST_TEXT} characters")
        elif not all(_fits(raw, meta) for meta in metas):
            faults.add(file, key, _found(raw), _described(kind, metas))
    elif isinstance(raw, int) and not -(2**63) <= raw < 2**63:
        faults.add(file, key, _found(raw), "an integer of 64 bits")
    elif isinstance(raw, int) and not all(_in_range(raw, meta) for meta in metas):
        faults.add(file, key, _found(raw), _described(kind, metas))


def _fits(text: str, meta: msgspec.Meta) -> bool:
    short = meta.min_length is not None and len(text) < meta.min_length
    long = meta.max_length is not None and len(text) > meta.max_length
    return not short and not long and (meta.pattern is None or re.search(meta.pattern, text) is not None)


def _in_range(number: int, meta: msgspec.Meta) -> bool:
    return (meta.ge is None or number >= meta.ge) and (meta.le is None or number <= meta.le)


def _length(raw: list[object], metas: tuple[msgspec.Meta, ...], file: str, key: str, faults: Faults) -> None:
    least = max((meta.min_length or 0 for meta in metas), default=0)
    if len(raw) < least:
        faults.add(file, key, f"{len(raw)} items", f"at least {least} items")


@cache
def _fields(kind: type[msgspec.Struct]) -> dict[str, tuple[Any, bool]]:
    """The types of a table's keys, and whether they are required."""
    hints = get_type_hints(kind, include_extras=True)
    return {field.encode_name: (hints[field.name], field.required) for field in msgspec.structs.fields(kind)}


@cache
def _bare(kind: Any) -> tuple[Any, tuple[msgspec.Meta, ...]]:
    """A type without `| None` and annotations, and its annotations."""
    if get_origin(kind) in (Union, UnionType):
        return _bare(next(inner for inner in get_args(kind) if inner is not NoneType))
    if get_origin(kind) is Annotated:
        inner, metas = _bare(get_args(kind)[0])
        return inner, (*metas, *(meta for meta in get_args(kind)[1:] if isinstance(meta, msgspec.Meta)))
    return kind, ()


def _allowed(kind: Any) -> str:
    bare, metas = _bare(kind)
    if isinstance(bare, type) and issubclass(bare, Enum):
        return ", ".join(member.value for member in bare)
    if get_origin(bare) is list:
        return "an array"
    return _described(bare, metas)


def _described(kind: Any, metas: tuple[msgspec.Meta, ...]) -> str:
    for meta in metas:
        if meta.description:
            return meta.description
    return ", ".join([_WORDS.get(kind, "a table"), *_bounds(metas)])


def _bounds(metas: tuple[msgspec.Meta, ...]) -> Iterator[str]:
    for meta in metas:
        if meta.ge is not None or meta.le is not None:
            yield f"{meta.ge} to {meta.le}"
        if meta.min_length:
            yield "not empty"
        if meta.max_length:
            yield f"at most {meta.max_length} characters on one line"
        if meta.pattern:
            yield f"like {meta.pattern}"


def _found(raw: object) -> str:
    if isinstance(raw, (date, datetime, time)):
        return f"the TOML date {raw.isoformat()} (put it in quotes)"
    if isinstance(raw, (dict, list)):
        return quoted(raw)
    return f"{quoted(raw)} ({_type(raw)})" if not isinstance(raw, str) else quoted(raw)


def _type(raw: object) -> str:
    names = {bool: "true or false", int: "a whole number", float: "a number with a point"}
    return names.get(type(raw), type(raw).__name__)
