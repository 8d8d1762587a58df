"""Settings that are missing, damaged, foreign or read-only: a notice and the defaults, never an error."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trusttui.settings import LARGEST, Settings, load

PACK = "acme-data"


def hidden(path: Path) -> frozenset[str]:
    return Settings(path).hidden_tiers(PACK)


def test_what_is_chosen_is_found_in_the_next_run(tmp_path: Path) -> None:
    path = tmp_path / "not" / "yet" / "settings.json"
    mine = Settings(path)
    assert (mine.notice, mine.hidden_tiers(PACK)) == ("", frozenset())
    assert mine.hide_tiers(PACK, ["lab", "desk"]) == ""
    assert mine.hidden_tiers(PACK) == {"lab", "desk"}
    assert hidden(path) == {"lab", "desk"}
    assert Settings(path).hidden_tiers("another-pack") == frozenset()
    assert Settings(path).hide_tiers(PACK, []) == ""
    assert hidden(path) == frozenset()


def test_it_lies_in_the_users_config_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTTUI_CONFIG_HOME", str(tmp_path / "c"))
    assert load().hide_tiers(PACK, ["lab"]) == ""
    assert hidden(tmp_path / "c" / "settings.json") == {"lab"}


def test_what_the_program_does_not_know_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    before = {"theme": {"name": "later"}, "hidden_tiers": {"other": ["x"], "odd": 3}, "n": [1, None]}
    path.write_text(json.dumps(before))
    assert Settings(path).hide_tiers(PACK, ["lab"]) == ""
    after = json.loads(path.read_text())
    assert after == {**before, "hidden_tiers": {"other": ["x"], "odd": 3, PACK: ["lab"]}}


def test_what_another_run_wrote_meanwhile_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    mine, other = Settings(path), Settings(path)
    other.hide_tiers("other", ["x"])
    mine.hide_tiers(PACK, ["lab"])
    assert json.loads(path.read_text())["hidden_tiers"] == {"other": ["x"], PACK: ["lab"]}


DAMAGED = {
    "empty": b"",
    "cut off": b'{"hidden_tiers": {"acme-data": ["la',
    "no UTF-8": b'{"a": "\xff"}',
    "another kind": b"theme = 'dark'\n",
    "no table": b"[1, 2]",
    "deep": b"[" * 200_000,
    "large": b" " * (LARGEST + 1),
    "a number of many digits": b"9" * 5000,
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_told_of_and_put_aside_when_something_is_chosen(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(data)
    mine = Settings(path)
    assert str(path) in mine.notice
    assert mine.hidden_tiers(PACK) == frozenset()
    assert path.read_bytes() == data
    assert "settings.json.damaged" in mine.hide_tiers(PACK, ["lab"])
    assert (tmp_path / "settings.json.damaged").read_bytes() == data
    assert hidden(path) == {"lab"}
    path.write_bytes(b"[")
    assert "settings.json.damaged1" in mine.hide_tiers(PACK, ["desk"])
    assert (tmp_path / "settings.json.damaged").read_bytes() == data


@pytest.mark.parametrize(
    "value", [3, None, "lab", ["lab"], {PACK: "lab"}, {PACK: {"lab": 1}}, {PACK: [1, None, ["lab"]]}]
)
def test_a_value_of_another_shape_is_the_default(tmp_path: Path, value: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"hidden_tiers": value, "mine": 1}))
    mine = Settings(path)
    assert mine.hidden_tiers(PACK) == frozenset()
    assert mine.hide_tiers(PACK, ["lab"]) == ""
    assert hidden(path) == {"lab"}
    assert json.loads(path.read_text())["mine"] == 1


@pytest.mark.parametrize("data", [b"{}\n", b"["])
def test_a_read_only_file_is_left_alone(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(data)
    path.chmod(0o444)
    mine = Settings(path)
    assert "read-only" in mine.hide_tiers(PACK, ["lab"])
    assert mine.hidden_tiers(PACK) == {"lab"}
    assert path.read_bytes() == data
    assert os.listdir(tmp_path) == ["settings.json"]


def test_a_folder_that_cannot_be_made_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    mine = Settings(tmp_path / "file" / "settings.json")
    assert mine.hidden_tiers(PACK) == frozenset()
    assert "until you quit" in mine.hide_tiers(PACK, ["lab"])
    assert mine.hidden_tiers(PACK) == {"lab"}


def test_a_disk_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.json"
    Settings(path).hide_tiers(PACK, ["lab"])

    def fail(_: int) -> None:
        raise OSError("disk")

    monkeypatch.setattr(os, "fsync", fail)
    assert "disk" in Settings(path).hide_tiers(PACK, ["desk"])
    assert hidden(path) == {"lab"}


@pytest.mark.parametrize("kind", ["folder", "fifo"])
def test_what_is_no_file_is_not_waited_for(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "settings.json"
    path.mkdir() if kind == "folder" else os.mkfifo(path)
    mine = Settings(path)
    assert "is no file" in mine.notice
    assert "damaged" in mine.hide_tiers(PACK, ["lab"])
    assert hidden(path) == {"lab"}


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text('{"mine": 1}')
    (tmp_path / "settings.json").symlink_to(tmp_path / "real.json")
    assert Settings(tmp_path / "settings.json").hide_tiers(PACK, ["lab"]) == ""
    assert (tmp_path / "settings.json").is_symlink()
    assert json.loads((tmp_path / "real.json").read_text())["mine"] == 1


@given(st.binary(max_size=60) | st.recursive(st.none() | st.text(), st.lists).map(lambda v: json.dumps(v).encode()))
@settings(max_examples=150, deadline=None)
def test_no_content_of_the_file_is_an_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "settings.json"
    path.write_bytes(data)
    mine = Settings(path)
    mine.hide_tiers(PACK, ["lab"])
    assert mine.hidden_tiers(PACK) == {"lab"}
    assert hidden(path) == {"lab"}
