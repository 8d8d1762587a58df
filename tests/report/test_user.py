"""What is written is written whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from trusttui import user


def test_a_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    user.write_atomically(path, b"one")
    path.chmod(0o640)
    user.write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["a.md"]


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    user.write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_what_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError("disk")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="disk"):
        user.write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.md"]


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        user.write_atomically(tmp_path / "none" / "a.md", b"x")


def test_folders_come_from_the_environment_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTTUI_CACHE_HOME", str(tmp_path / "c"))
    assert user.folder("cache") == tmp_path / "c"
    monkeypatch.delenv("TRUSTTUI_CACHE_HOME")
    assert user.folder("cache") != user.folder("config")
    assert not (tmp_path / "c").exists()


def test_a_home_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    assert user.ensure(tmp_path / "a" / "b") == tmp_path / "a" / "b"
    (tmp_path / "file").write_bytes(b"")
    assert user.ensure(tmp_path / "file" / "x") is None
