"""Any damage to a pack: the checker never raises, and names what must be a fault."""

from __future__ import annotations

import copy
import datetime
import shutil
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from trusttui.pack.check import Fault, check_folder
from trusttui.pack.faults import Faults
from trusttui.pack.load import bundled
from trusttui.pack.model import (
    AdvisorFile,
    ArticleFile,
    ChangeFile,
    MatrixFile,
    PackFile,
    SourcesFile,
    VocabularyFile,
)
from trusttui.pack.schema import convert
from trusttui.pack.text import split_article

TYPES: dict[str, Any] = {
    "pack.toml": PackFile,
    "sources.toml": SourcesFile,
    "matrix.toml": MatrixFile,
    "advisor.toml": AdvisorFile,
    "vocabulary.toml": VocabularyFile,
}
Place = tuple[str | int, ...]
ARRAYS_OF_NAMED = {"tier", "topic", "contact", "source", "attribute", "question", "option", "caution", "term", "gap"}
REFERENCES = {"topic", "ask", "source", "attribute", "agreement", "question"}
quiet = settings(max_examples=7, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _type_of(file: str) -> Any:
    return TYPES.get(file) or (ChangeFile if file.startswith("changes/") else ArticleFile)


class Raw:
    """The raw tables of a pack and the places in them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tables: dict[str, dict[str, Any]] = {}
        self.bodies: dict[str, str] = {}
        for path in sorted([*folder.rglob("*.toml"), *folder.rglob("*.md")]):
            file, text = path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")
            if file in TYPES:
                self.tables[file] = tomllib.loads(text)
            else:
                table, self.bodies[file] = split_article(text, file, Faults())
                assert table is not None
                self.tables[file] = table
        self.places = [(file, place) for file, table in self.tables.items() for place in _places(table, ())]

    def write(self, folder: Path, file: str, table: dict[str, Any]) -> None:
        """Writes a copy of the pack in which one file has another table."""
        if not folder.exists():
            shutil.copytree(self.folder, folder)
        elif (folder / "last").exists():  # warned of and not read
            last = (folder / "last").read_text()
            shutil.copyfile(self.folder / last, folder / last)
        (folder / "last").write_text(file)
        text = "# changed\n" + "\n".join(f"{_toml(key)} = {_toml(value)}" for key, value in table.items())
        if file in self.bodies:
            text = f"+++\n{text}\n+++\n{self.bodies[file]}\n"
        (folder / file).write_text(text, encoding="utf-8")


def _places(value: object, place: Place) -> Iterator[Place]:
    if place:
        yield place
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _places(inner, (*place, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _places(inner, (*place, number))


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + "".join(c if c.isprintable() and c not in '\\"' else f"\\U{ord(c):08X}" for c in value) + '"'
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_toml(key)} = {_toml(inner)}" for key, inner in value.items()) + "}"
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else repr(value)


def _at(table: dict[str, Any], place: Place) -> Any:
    value: Any = table
    for part in place:
        value = value[part]
    return value


def _key(table: dict[str, Any], place: Place) -> str:
    """The key path that faults give a place: written here anew, for the checker's own is what is tested."""
    key, value = "", table
    for part in place:
        value = value[part]
        if isinstance(part, int):
            name = value.get("id") if isinstance(value, dict) else None
            key += f"[{name if isinstance(name, str) and name else part}]"
        else:
            key += f".{part}" if key else part
    return key


@pytest.fixture(scope="module", params=["small", "bundled"])
def raw(request: pytest.FixtureRequest, small_folder: Path) -> Raw:
    if request.param == "small":
        return Raw(small_folder)
    if not (bundled() / "matrix.toml").is_file():
        pytest.skip("there is no bundled pack yet")
    return Raw(bundled())


def _checked(folder: Path) -> tuple[Fault, ...]:
    pack, found = check_folder(folder)
    faults = tuple(fault for fault in found if fault.level == "fault")
    assert (pack is None) == bool(faults)
    assert all(str(fault).isprintable() for fault in found)
    return faults


def _assert_named(faults: tuple[Fault, ...], file: str, key: str) -> None:
    assert any(fault.file == file and fault.key == key for fault in faults), (key, [str(fault) for fault in faults])


def _changed(raw: Raw, data: st.DataObject, wanted: Any) -> tuple[str, dict[str, Any], Place]:
    """A place for which `wanted(file, place, value)` holds, and a copy of its file's table to change."""
    places = [one for one in raw.places if wanted(*one, _at(raw.tables[one[0]], one[1]))]
    file, place = data.draw(st.sampled_from(places))
    return file, copy.deepcopy(raw.tables[file]), place


@cache
def _required(file: str, place: Place) -> bool:
    """Whether a key of a table is required, by the types."""
    if not isinstance(place[-1], str):
        return False
    kind: Any = msgspec.inspect.type_info(_type_of(file))
    for part in place[:-1]:
        kind = _inside(kind, part)
    kind = _bare(kind)
    if not isinstance(kind, msgspec.inspect.StructType):
        return False
    return any(field.encode_name == place[-1] and field.required for field in kind.fields)


def _bare(kind: Any) -> Any:
    if isinstance(kind, msgspec.inspect.Metadata):
        return _bare(kind.type)
    if isinstance(kind, msgspec.inspect.UnionType):
        return _bare(next(one for one in kind.types if not isinstance(one, msgspec.inspect.NoneType)))
    return kind


def _inside(kind: Any, part: str | int) -> Any:
    kind = _bare(kind)
    if isinstance(kind, msgspec.inspect.StructType):
        return next(field.type for field in kind.fields if field.encode_name == part)
    return kind.item_type if isinstance(kind, msgspec.inspect.ListType) else kind.value_type


@quiet
@given(data=st.data())
def test_a_required_key_that_is_deleted(raw: Raw, tmp_path: Path, data: st.DataObject) -> None:
    file, table, place = _changed(raw, data, lambda file, place, _: _required(file, place))
    del _at(table, place[:-1])[place[-1]]
    raw.write(tmp_path / "p", file, table)
    holder = _key(table, place[:-1])  # without its id a table is named by its number
    _assert_named(_checked(tmp_path / "p"), file, f"{holder}.{place[-1]}" if holder else str(place[-1]))


@quiet
@given(data=st.data(), name=st.from_regex(r"[a-z_]{1,12}x", fullmatch=True))
def test_a_key_that_is_renamed(raw: Raw, tmp_path: Path, data: st.DataObject, name: str) -> None:
    file, table, place = _changed(
        raw, data, lambda _, place, __: isinstance(place[-1], str) and place[-2:-1] != ("passages",)
    )
    holder = _at(table, place[:-1])
    holder[name] = holder.pop(place[-1])
    raw.write(tmp_path / "p", file, table)
    _assert_named(_checked(tmp_path / "p"), file, _key(table, (*place[:-1], name)))


@quiet
@given(
    data=st.data(),
    value=st.sampled_from([0.5, float("nan"), float("-inf"), datetime.date(2024, 5, 2), datetime.time(1), [[]], 2**70]),
)
def test_a_value_of_another_type(raw: Raw, tmp_path: Path, data: st.DataObject, value: object) -> None:
    file, table, place = _changed(raw, data, lambda *_: True)
    _at(table, place[:-1])[place[-1]] = value
    key = _key(table, place)
    raw.write(tmp_path / "p", file, table)
    faults = _checked(tmp_path / "p")
    assert any(fault.file == file and fault.key.startswith(key) for fault in faults), (key, list(map(str, faults)))


@quiet
@given(data=st.data(), value=st.sampled_from(["", "no-such-thing"]))
def test_a_reference_that_is_blanked_or_wrong(raw: Raw, tmp_path: Path, data: st.DataObject, value: str) -> None:
    def is_reference(file: str, place: Place, found: object) -> bool:
        if not isinstance(found, str):
            return False
        in_array = isinstance(place[-1], int) and place[-2] in {
            "passages",
            "tiers",
            "topics",
            "attributes",
            "see",
            "any",
        }
        return in_array or (isinstance(place[-1], str) and place[-1] in REFERENCES)

    file, table, place = _changed(raw, data, is_reference)
    _at(table, place[:-1])[place[-1]] = value
    raw.write(tmp_path / "p", file, table)
    _assert_named(_checked(tmp_path / "p"), file, _key(table, place))


@quiet
@given(data=st.data())
def test_an_item_that_is_there_twice(raw: Raw, tmp_path: Path, data: st.DataObject) -> None:
    def is_named(_: str, place: Place, found: object) -> bool:
        return isinstance(place[-1], int) and place[-2] in ARRAYS_OF_NAMED and isinstance(found, dict)

    file, table, place = _changed(raw, data, is_named)
    _at(table, place[:-1]).append(copy.deepcopy(_at(table, place)))
    raw.write(tmp_path / "p", file, table)
    _assert_named(_checked(tmp_path / "p"), file, f"{_key(table, place)}.id")


@quiet
@given(
    data=st.data(),
    character=st.sampled_from(["\0", "\x1b", "\x9b", "\r", "\x7f", "\u2028", "\u202a", "\u202e", "\u2066", "\u2069"]),
    at=st.floats(0, 1),
)
def test_a_control_character_anywhere(raw: Raw, tmp_path: Path, data: st.DataObject, character: str, at: float) -> None:
    file, table, place = _changed(raw, data, lambda _, __, found: isinstance(found, str))
    text = _at(table, place)
    cut = round(at * len(text))
    _at(table, place[:-1])[place[-1]] = text[:cut] + character + text[cut:]
    raw.write(tmp_path / "p", file, table)
    faults = _checked(tmp_path / "p")
    shown = character.encode("unicode_escape").decode()  # where it stands in an id, it is shown in the key
    key = _key(table, place).replace(character, shown)
    assert any(
        fault.file == file and fault.key == key and f"U+{ord(character):04X}" in fault.found for fault in faults
    ), (key, list(map(str, faults)))


@quiet
@given(data=st.data())
def test_bytes_that_are_cut_off_or_flipped(raw: Raw, tmp_path: Path, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(sorted(raw.tables)))
    raw.write(tmp_path / "p", file, raw.tables[file])
    path = tmp_path / "p" / file
    content = bytearray(path.read_bytes())
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    for _ in range(data.draw(st.integers(0, 5))):
        if content:
            content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    faults = _checked(tmp_path / "p")
    if not content.strip() or b"\0" in content:
        assert any(fault.file == file for fault in faults)


@quiet
@given(content=st.binary(max_size=300), front=st.booleans())
@example(content=b"\xff", front=False)
def test_any_bytes_in_an_article(small_folder: Path, tmp_path: Path, content: bytes, front: bool) -> None:
    folder = tmp_path / "p"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(small_folder, folder)
    (folder / "answers/general/any.md").write_bytes(b"+++\n" + content + b"\n+++\nx" if front else content)
    assert any(fault.file == "answers/general/any.md" for fault in _checked(folder))


_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["yes", "must", "web-page", "2024", "2024-13", "https://x", "a-b", "a" * 64]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
).filter(lambda value: value is not None)


@settings(quiet, max_examples=200)
@given(data=st.data(), value=_VALUES)
def test_what_msgspec_refuses_is_always_named_with_its_key(raw: Raw, data: st.DataObject, value: object) -> None:
    """The walk that names faults and msgspec, which makes the types, are of one mind."""
    file, table, place = _changed(raw, data, lambda *_: True)
    _at(table, place[:-1])[place[-1]] = value
    try:
        msgspec.convert(table, _type_of(file))
        refused = False
    except msgspec.ValidationError:
        refused = True
    faults = Faults()
    made = convert(table, _type_of(file), file, False, faults)
    assert (made is None) == bool(faults.count)
    if refused:
        assert faults.count
        assert all(fault.key for fault in faults.all()), faults.all()
