"""Files that are not what a pack's files should be: each a clear fault, never a traceback, never a wait."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from trusttui.pack import read
from trusttui.pack.check import Fault, check_folder
from trusttui.pack.faults import Faults

FaultsOf = Callable[[Path], tuple[Fault, ...]]
Edit = Callable[[str, str, str], None]


def _one(faults: tuple[Fault, ...], file: str, found: str, allowed: str = "", key: str = "") -> None:
    matching = [fault for fault in faults if fault.file == file and found in fault.found]
    assert matching, "\n".join(map(str, faults))
    assert allowed in matching[0].allowed
    assert matching[0].key == key


def test_no_folder_and_no_folder_but_a_file(broken: Path, faults_of: FaultsOf) -> None:
    _one(faults_of(broken / "none"), str(broken / "none"), "no such folder", "the folder of a pack")
    _one(faults_of(broken / "pack.toml"), str(broken / "pack.toml"), "not a folder", "the folder of a pack")
    _one(faults_of(broken / ("x" * 5000)), f"{broken / ('x' * 5000)}"[:400] + "...", "cannot be read")
    _one(faults_of(Path("a\0b")), "a\\x00b", "")


def test_an_empty_folder(tmp_path: Path, faults_of: FaultsOf) -> None:
    assert [fault.file for fault in faults_of(tmp_path)] == sorted(read.TABLES)


@pytest.mark.parametrize("file", read.TABLES)
def test_a_required_file_that_is_missing(broken: Path, faults_of: FaultsOf, file: str) -> None:
    (broken / file).unlink()
    faults = faults_of(broken)
    _one(faults, file, "missing", "pack.toml, sources.toml")
    assert file == "vocabulary.toml" or len(faults) == 1


@pytest.mark.parametrize("file", ["pack.toml", "answers/general/retention.md"])
@pytest.mark.parametrize(
    ("data", "key", "found"),
    [
        (b"", "", "empty"),
        (b" \n\n", "", "empty"),
        (b"\xef\xbb\xbfschema = 1", "byte 0", "byte order mark"),
        (b"\xff\xfes\0c\0", "byte 0", "0xff"),
        (b"abc\x80", "byte 3", "not UTF-8: byte 0x80"),
        (b"schema = '\xed\xa0\x80'", "byte 10", "not UTF-8"),
    ],
)
def test_bytes_that_are_no_text(
    broken: Path, faults_of: FaultsOf, file: str, data: bytes, key: str, found: str
) -> None:
    (broken / file).write_bytes(data)
    _one(faults_of(broken), file, found, key=key)


@pytest.mark.parametrize(
    ("text", "key", "found"),
    [
        ("schema = 1\nname = = 2\n", "line 2, column 8", "broken TOML"),
        ("schema = ", "end of file", "broken TOML"),
        ("a = 1\na = 2\n", "line 2, column 6", "Cannot overwrite"),
        ("[" * 10_000, "line 1, column 3", "broken TOML"),
        ("a = " + "[" * 10_000, "", "nested too deep"),
        ("a = " + "{a=" * 10_000, "", "nested too deep"),
        ("a." * 100_000 + "a = 1", "line 1", "a dotted key of more than 40 parts"),
        ("[" + "'a' . " * 100_000 + "a]", "line 1", "a dotted key of more than 40 parts"),
        ("x = {" + "a." * 100_000 + "a = 1}", "line 1", "a dotted key of more than 40 parts"),
        (f"a = {'9' * 5000}", "", "broken TOML"),
        ("a = 2024-02-31", "line 1, column 5", "broken TOML"),
        ("a = '\0'", "line 1, column 6", "broken TOML"),
        ("a = '\x1b[2J'", "line 1, column 6", "broken TOML"),
        ("a = " + "[" * 150 + "]" * 150, "a", "an unknown key"),
    ],
    ids=map(str, count()),
)
def test_broken_toml(broken: Path, faults_of: FaultsOf, text: str, key: str, found: str) -> None:
    (broken / "advisor.toml").write_text(text)
    _one(faults_of(broken), "advisor.toml", found, key=key)
    article = broken / "answers/general/retention.md"
    article.write_text(f"+++\n{text}\n+++\nx")
    faults = [fault for fault in faults_of(broken) if fault.file == "answers/general/retention.md"]
    assert any(found in fault.found for fault in faults)
    if key == "line 2, column 8":
        assert faults[0].key == "line 3, column 8"


@pytest.mark.parametrize(
    ("text", "key", "found", "allowed"),
    [
        ("# Retention\n", "line 1", "no front matter: # Retention", "+++"),
        ('+++\ntitle = "x"\n', "end of file", "never closed", "+++"),
        ("+++\n+++\n", "body", "no text", "Markdown"),
        ("+++\n+++\n", "title", "missing", ""),
        ("+++\n+++\nx" + "y" * 200_000, "body", "200001 characters", "at most 200000"),
    ],
)
def test_front_matter(broken: Path, faults_of: FaultsOf, text: str, key: str, found: str, allowed: str) -> None:
    (broken / "answers/general/retention.md").write_text(text)
    faults = [fault for fault in faults_of(broken) if fault.key == key]
    _one(tuple(faults), "answers/general/retention.md", found, allowed, key)


def test_windows_line_ends_are_read(broken: Path) -> None:
    before, _ = check_folder(broken)
    for file in [*broken.rglob("*.toml"), *broken.rglob("*.md")]:
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    after, faults = check_folder(broken)
    assert faults == ()
    assert before is not None
    assert after is not None
    assert after.articles == before.articles


def test_a_huge_file_is_not_read(broken: Path, faults_of: FaultsOf) -> None:
    with (broken / "matrix.toml").open("wb") as file:
        file.truncate(1024**3)
    _one(faults_of(broken), "matrix.toml", "too large", "32 MiB a file")


def test_a_pack_that_is_too_large_in_all(broken: Path, faults_of: FaultsOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MOST_BYTES", 3 * 1024)
    faults = [fault for fault in faults_of(broken) if "the pack is too large" in fault.found]
    assert faults


def test_too_many_files(broken: Path, faults_of: FaultsOf, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(60):
        (broken / f"answers/desk/x{number}.md").touch()
    monkeypatch.setattr(read, "MOST_FILES", 50)
    _one(faults_of(broken), "answers/desk", "too many files", "at most 50")


def test_links_that_lead_out(broken: Path, tmp_path: Path, faults_of: FaultsOf) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("secret words")
    (tmp_path / "packed").mkdir()
    (tmp_path / "packed" / "x.md").write_text("secret words")
    (broken / "answers/general/out.md").symlink_to(secret)
    (broken / "answers/general/far.md").symlink_to("../../../secret.md")
    (broken / "answers/outside").symlink_to(tmp_path / "packed")
    (broken / "answers/up").symlink_to(tmp_path)
    faults = faults_of(broken)
    for file in ("answers/general/out.md", "answers/general/far.md", "answers/outside", "answers/up"):
        _one(faults, file, "leads out of the pack", "within the pack")
    assert len(faults) == 4
    assert not any("secret words" in str(fault) for fault in faults)


def test_links_within_the_pack_are_read(broken: Path) -> None:
    (broken / "answers/general/again.md").symlink_to("retention.md")
    (broken / "answers/office").symlink_to("desk")
    pack, faults = check_folder(broken)
    assert pack is not None, faults
    ids = {article.id for article in pack.articles}
    assert {"answers/general/again", "answers/office/encryption", "answers/desk/encryption"} <= ids


def test_links_in_a_loop_or_to_nothing(broken: Path, faults_of: FaultsOf) -> None:
    (broken / "answers/general/loop").symlink_to("..")
    (broken / "answers/self").symlink_to(".")
    (broken / "answers/general/a.md").symlink_to("b.md")
    (broken / "answers/general/b.md").symlink_to("a.md")
    (broken / "answers/general/none.md").symlink_to("nothing.md")
    faults = faults_of(broken)
    _one(faults, "answers/general/loop", "a folder that it lies in", "no loops")
    _one(faults, "answers/self", "a folder that it lies in", "no loops")
    for file in ("a.md", "b.md", "none.md"):
        _one(faults, f"answers/general/{file}", "cannot be read", "a file that you may read")


def test_links_that_multiply_come_to_an_end(broken: Path, faults_of: FaultsOf, monkeypatch: pytest.MonkeyPatch) -> None:
    # Two folders that hold links to each other have no end, and ever more ways through.
    monkeypatch.setattr(read, "MOST_FILES", 2_000)
    for one, other in (("ping", "pong"), ("pong", "ping")):
        (broken / "answers" / one).mkdir()
        for number in range(4):
            (broken / "answers" / one / f"l{number}").symlink_to(f"../{other}")
    assert any("too deep" in fault.found or "too many" in fault.found for fault in faults_of(broken))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipes_sockets_devices_and_folders(broken: Path, faults_of: FaultsOf, monkeypatch: pytest.MonkeyPatch) -> None:
    (broken / "advisor.toml").unlink()
    os.mkfifo(broken / "advisor.toml")
    os.mkfifo(broken / "answers/general/pipe.md")
    (broken / "changes/folder.md").mkdir()
    (broken / "matrix.toml").unlink()
    (broken / "matrix.toml").mkdir()
    monkeypatch.chdir(broken)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("changes/socket.md")
        faults = faults_of(broken)
    _one(faults, "advisor.toml", "a pipe", "a regular file")
    _one(faults, "answers/general/pipe.md", "a pipe", "a regular file")
    _one(faults, "changes/socket.md", "a socket", "a regular file")
    _one(faults, "changes/folder.md", "a folder", "a regular file")
    _one(faults, "matrix.toml", "a folder", "a regular file")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_file_replaced_by_a_pipe_after_it_was_looked_at(
    broken: Path, faults_of: FaultsOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, opened = broken / "advisor.toml", os.open

    def swap(name: str, flags: int) -> int:
        if os.fspath(name) == os.path.realpath(path):
            path.unlink()
            os.mkfifo(path)
        return opened(name, flags)

    monkeypatch.setattr(os, "open", swap)
    _one(faults_of(broken), "advisor.toml", "a pipe", "a regular file")


def test_files_that_may_not_be_read(broken: Path, faults_of: FaultsOf, monkeypatch: pytest.MonkeyPatch) -> None:
    # Set up here and not by modes, for whoever runs the tests as root may read everything.
    opened, listed = os.open, os.scandir

    def refuse(name: str, flags: int) -> int:
        if os.fspath(name).endswith("matrix.toml"):
            raise PermissionError(13, "Permission denied", name)
        return opened(name, flags)

    def refuse_folder(name: str) -> object:
        if os.fspath(name).endswith("changes"):
            raise PermissionError(13, "Permission denied", name)
        return listed(name)

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(os, "scandir", refuse_folder)
    faults = faults_of(broken)
    _one(faults, "matrix.toml", "Permission denied", "a file that you may read")
    _one(faults, "changes", "Permission denied", "a readable folder")


def test_folders_too_deep(broken: Path, faults_of: FaultsOf) -> None:
    deepest = broken / "answers" / "/".join("d" * 8)
    deepest.mkdir(parents=True)
    (deepest / "x.md").write_bytes((broken / "answers/general/retention.md").read_bytes())
    assert faults_of(broken) == ()
    (deepest / "d").mkdir()
    _one(faults_of(broken), f"answers/{'/'.join('d' * 9)}", "too deep", "at most 8 levels")


def test_a_file_where_a_folder_should_be(broken: Path, faults_of: FaultsOf) -> None:
    (broken / "commitments/short-retention.md").unlink()
    (broken / "commitments").rmdir()
    (broken / "commitments").write_text("x")
    _one(faults_of(broken), "commitments", "not a folder", "a folder of Markdown files")


@pytest.mark.parametrize(
    "name", ["Retention.md", "two words.md", "ü.md", "a\x1b[2Jb.md", "a\u202eb.md", "x_y.md", "b.MD", f"{'n' * 81}.md"]
)
def test_names_that_are_no_id(broken: Path, faults_of: FaultsOf, name: str) -> None:
    text = (broken / "answers/general/retention.md").read_text()
    (broken / "answers/general" / name).write_text(text)
    faults = [fault for fault in faults_of(broken) if "no id" in fault.found]
    assert len(faults) == 1
    assert "lower case words joined by hyphens" in faults[0].allowed


def test_a_name_that_is_no_text(broken: Path, faults_of: FaultsOf) -> None:
    path = os.path.join(os.fsencode(broken), b"answers", b"general", b"\xff\xfe.md")
    try:
        with open(path, "wb") as file:
            file.write(b"+++\n")
    except OSError:
        pytest.skip("the file system refuses such names")
    _one(faults_of(broken), "answers/general/\\udcff\\udcfe.md", "no id", "lower case words")


def test_two_files_of_one_id(broken: Path, faults_of: FaultsOf) -> None:
    text = (broken / "answers/general/retention.md").read_text()
    other = broken / "answers/general/RETENTION.md"
    if other.exists():
        pytest.skip("the file system knows no letter case")
    other.write_text(text)
    faults = faults_of(broken)
    assert any("the same id as answers/general/" in fault.found for fault in faults)


def test_unknown_files_are_a_warning(broken: Path) -> None:
    before, _ = check_folder(broken)
    (broken / "README.md").write_text("\x1b not read")
    (broken / "drafts").mkdir()
    (broken / "answers/general/notes.txt").write_text("x")
    (broken / "changes/older").mkdir()
    (broken / ".git").mkdir()
    pack, found = check_folder(broken)
    assert [(fault.level, fault.file) for fault in found] == [
        ("warning", name) for name in ("README.md", "answers/general/notes.txt", "changes/older", "drafts")
    ]
    assert before is not None
    assert pack is not None
    assert pack.hash == before.hash


def test_a_pack_that_is_a_link_is_read(broken: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(broken)
    pack, faults = check_folder(tmp_path / "link")
    assert pack is not None, faults


def test_the_faults_kept_are_limited(broken: Path, faults_of: FaultsOf) -> None:
    (broken / "pack.toml").write_text("".join(f"k{number} = 1\n" for number in range(20_000)))
    faults = faults_of(broken)
    assert 5_000 <= len(faults) <= 5_100
    assert "more that are not listed" in faults[-1].found


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="only where mappings can be counted")
def test_many_small_files_take_no_mapping_each(broken: Path) -> None:
    """A system has some ten thousand of them for a process, and a pack may have more files."""

    def mappings() -> int:
        return len(Path("/proc/self/maps").read_text().splitlines())

    (broken / "answers/many").mkdir()
    for number in range(500):
        (broken / f"answers/many/{number}.md").write_text("x")
    before = mappings()
    files = read.read_files(broken, Faults())
    assert len(files) > 500
    assert mappings() < before + 100


def test_a_file_that_grows_while_it_is_read_is_read_whole(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read.read_files(broken, Faults())
    fstat = os.fstat

    def early(handle: int) -> os.stat_result:
        status = list(fstat(handle))
        status[6] //= 2
        return os.stat_result(status)

    monkeypatch.setattr(read.os, "fstat", early)
    assert read.read_files(broken, Faults()) == whole
