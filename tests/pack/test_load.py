"""From folders to packs, and which folder is the bundled one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from trusttui.pack import load
from trusttui.pack.check import PackError, check_folder
from trusttui.pack.load import bundled, load_pack
from trusttui.pack.model import Kind, Pack, Value
from trusttui.pack.view import View


def test_the_small_pack_is_loaded_whole(small_pack: Pack, small_view: View) -> None:
    assert [article.id for article in small_pack.articles] == [
        "agreements/dpa",
        "answers/desk/encryption",
        "answers/general/retention",
        "commitments/short-retention",
    ]
    assert [change.id for change in small_pack.changes] == ["changes/2022-11-engine", "changes/2023-05-kept-20-days"]
    assert [article.kind for article in small_pack.articles] == [
        Kind.AGREEMENT,
        Kind.ANSWER,
        Kind.ANSWER,
        Kind.COMMITMENT,
    ]
    assert small_pack.articles[3].body == "Acme removes inputs 20 days after they came in."
    cell = small_view.cell("short-retention", "desk")
    assert cell.value is Value.CONDITIONAL
    assert [statement.value for statement in cell.earlier] == [Value.NO]


def test_the_hash_follows_every_byte_and_name(broken: Path, small_pack: Pack) -> None:
    assert load_pack(broken).hash == small_pack.hash
    path = broken / "commitments/short-retention.md"
    path.write_text(path.read_text() + "\n")
    changed = load_pack(broken).hash
    assert changed != small_pack.hash
    path.rename(broken / "commitments/retention.md")
    assert load_pack(broken).hash not in (changed, small_pack.hash)


def test_a_pack_with_faults_is_refused_with_all_of_them(broken: Path) -> None:
    (broken / "README.md").touch()
    (broken / "pack.toml").unlink()
    (broken / "changes/2022-11-engine.md").write_text("x")
    with pytest.raises(PackError, match=r"pack\.toml: the file is missing") as caught:
        load_pack(broken)
    assert [(fault.file, fault.level) for fault in caught.value.faults] == [
        ("changes/2022-11-engine.md", "fault"),
        ("pack.toml", "fault"),
    ]


def test_warnings_do_not_keep_a_pack_from_being_loaded(broken: Path, small_pack: Pack) -> None:
    (broken / "README.md").touch()
    assert load_pack(broken).hash == small_pack.hash


def test_the_bundled_pack_is_that_of_the_wheel_else_that_of_the_checkout(tmp_path: Path) -> None:
    package = tmp_path / "trusttui"
    with pytest.raises(PackError, match="the bundled pack is missing"):
        load._bundled(package)
    for folder in (tmp_path / "content", package / "content"):
        folder.mkdir(parents=True)
        (folder / "pack.toml").touch()
        assert load._bundled(package) == folder


def test_the_bundled_pack_has_no_faults() -> None:
    assert check_folder(bundled())[1] == ()


def test_loading_imports_little() -> None:
    code = (
        "import sys; from trusttui.pack.load import *; load_pack(bundled());"
        "print(*{name.split('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"textual", "httpx", "markdown_it", "asyncio", "pydantic", "rich"} & set(done.stdout.split())
