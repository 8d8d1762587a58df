"""The table that an index is kept in: what was written is read, and what was damaged is never believed."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trusttui.search.table import Damaged, Table, Writer

PAIRS = st.dictionaries(st.binary(min_size=1, max_size=80), st.binary(max_size=600), max_size=40)


def written(pairs: dict[bytes, bytes]) -> bytes:
    sink = io.BytesIO()
    writer = Writer(sink)
    for key in sorted(pairs):
        writer.add(key, pairs[key])
    writer.close({"some": "head"})
    return sink.getvalue()


def opened(data: bytes) -> Table:
    return Table(lambda at, length: data[at : at + length], len(data))


@given(PAIRS, st.binary(max_size=80))
def test_what_was_written_is_read(pairs: dict[bytes, bytes], other: bytes) -> None:
    table = opened(written(pairs))
    assert table.head == {"some": "head"}
    assert {key: table.get(key) for key in pairs} == pairs
    assert table.get(other) == pairs.get(other)
    assert dict(table.after(other)) == {key: value for key, value in pairs.items() if key >= other}
    assert [key for key, _ in table.after(b"")] == sorted(pairs)


@settings(max_examples=300)
@given(PAIRS, st.data())
def test_a_damaged_table_gives_what_was_written_or_says_so(pairs: dict[bytes, bytes], data: st.DataObject) -> None:
    whole = written(pairs)
    if data.draw(st.booleans()):
        bad = whole[: data.draw(st.integers(0, len(whole) - 1))]
    else:
        at = data.draw(st.integers(0, len(whole) - 1))
        bad = whole[:at] + bytes([whole[at] ^ (1 << data.draw(st.integers(0, 7)))]) + whole[at + 1 :]
    try:
        table = opened(bad)
        found = {key: table.get(key) for key in pairs}
    except Damaged:
        return
    assert found == pairs


def test_keys_come_in_order_and_once() -> None:
    writer = Writer(io.BytesIO())
    writer.add(b"b", b"")
    for key in (b"a", b"b"):
        with pytest.raises(ValueError, match="after"):
            writer.add(key, b"")
