"""verify, sources fetch, drift and show --original, as a script meets them; nothing here goes to the network."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from trusttui.sources.passages import fingerprint

Run = Callable[..., Any]

TEXTS = {
    "kept-20-days": "Inputs to the desk are kept for twenty days and are then removed.",
    "desk-staff": "The desk is made for the staff of an organisation of any size.",
}


@pytest.fixture
def lamps(small_folder: Path, tmp_path: Path) -> Path:
    """The small pack whose newest page has two passages that are really these texts."""
    import shutil

    folder = tmp_path / "lamps"
    shutil.copytree(small_folder, folder)
    path = folder / "sources.toml"
    text = path.read_text()
    newest = text.index('id = "privacy-2023-05"')
    for slug, words in TEXTS.items():
        made = fingerprint(words)
        table = re.compile(rf"(\[source\.passages\.{slug}\]\n)words = \d+\nsha256 = \"\w+\"")
        end = table.search(text, newest)
        assert end, slug
        text = text[:newest] + table.sub(rf'\1words = {made.words}\nsha256 = "{made.sha256}"', text[newest:], count=1)
    path.write_text(text)
    return folder


def page(folder: Path, *texts: str) -> Path:
    path = folder / "page.txt"
    path.write_text("\n".join(texts) + "\nAnd more words of the page that nobody cites. " * 30)
    return path


def words(done: Any) -> str:
    """What a command wrote, however it is wrapped."""
    return " ".join(done.stdout.decode().split())


def data(done: Any) -> Any:
    return json.loads(done.stdout)


def test_found_and_not_found_with_what_rests_on_it(run: Run, lamps: Path, tmp_path: Path) -> None:
    given = page(tmp_path, TEXTS["kept-20-days"])
    done = run("verify", "privacy-2023-05", "--from", str(given), "--pack", str(lamps), "--format", "json")
    assert done.returncode == 1
    (check,) = data(done)["checks"]
    results = {each["passage"]: each for each in check["passages"]}
    assert results["kept-20-days"]["result"] == "found"
    assert results["desk-staff"]["result"] == "not-found"
    assert results["desk-staff"]["rests"]["cells"]
    assert check["where"] == "file"
    assert check["counts"]["found"] == 1


def test_the_result_is_kept_and_stands_on_citations_with_its_date(run: Run, lamps: Path, tmp_path: Path) -> None:
    entry = ["show", "answers/general/retention", "--pack", str(lamps)]
    assert "not checked yet" in words(run(*entry))
    run("verify", "privacy-2023-05", "--from", str(page(tmp_path, TEXTS["kept-20-days"])), "--pack", str(lamps))
    text = " ".join(run(*entry).stdout.decode().split())
    today = date.today()
    assert f"✓ found in a copy on {today.day} {today:%B} {today.year}" in text


def test_a_wall_is_not_checked_and_status_2(run: Run, lamps: Path, tmp_path: Path) -> None:
    wall = tmp_path / "page.html"
    wall.write_text("<html><title>Just a moment...</title><p>Checking your browser</p></html>")
    done = run("verify", "privacy-2023-05", "--from", str(wall), "--pack", str(lamps), "--format", "json")
    assert done.returncode == 2
    assert data(done)["checks"][0]["reason"] == "bot-wall"
    shown = run("show", "answers/general/retention", "--pack", str(lamps)).stdout.decode()
    assert "? could not be checked" in " ".join(shown.split())


def test_a_check_that_told_nothing_does_not_replace_one_that_did(run: Run, lamps: Path, tmp_path: Path) -> None:
    command = ["verify", "privacy-2023-05", "--pack", str(lamps), "--from"]
    run(*command, str(page(tmp_path, TEXTS["kept-20-days"])))
    (tmp_path / "page.txt").write_text("")
    assert run(*command, str(tmp_path / "page.txt")).returncode == 2
    text = run("show", "answers/general/retention", "--pack", str(lamps)).stdout.decode()
    assert "✓ found in a copy" in " ".join(text.split())


def test_a_passage_that_is_another_now_was_never_checked(run: Run, lamps: Path, tmp_path: Path) -> None:
    run("verify", "privacy-2023-05", "--pack", str(lamps), "--from", str(page(tmp_path, TEXTS["kept-20-days"])))
    path = lamps / "sources.toml"
    path.write_text(path.read_text().replace(fingerprint(TEXTS["kept-20-days"]).sha256, "0" * 64))
    text = run("show", "answers/general/retention", "--pack", str(lamps)).stdout.decode()
    assert "✓ found in a copy" not in " ".join(text.split())


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"schema": 1, "packs": 7}', b'{"schema": 99}', b"\xff\x00"])
def test_a_damaged_file_of_checks_is_no_error(run: Run, lamps: Path, tmp_path: Path, content: bytes) -> None:
    kept = tmp_path / "data"
    kept.mkdir()
    (kept / "checks.json").write_bytes(content)
    done = run("show", "answers/general/retention", "--pack", str(lamps), env={"TRUSTTUI_DATA_HOME": str(kept)})
    assert done.returncode == 0
    assert "not checked yet" in words(done)


def test_a_home_that_cannot_be_written_is_said_and_no_error(run: Run, lamps: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    env = {"TRUSTTUI_DATA_HOME": str(blocked / "x"), "TRUSTTUI_CACHE_HOME": str(blocked / "y")}
    given = page(tmp_path, *TEXTS.values())
    done = run("verify", "privacy-2023-05", "--from", str(given), "--pack", str(lamps), env=env)
    assert done.returncode in (0, 1)
    assert b"not kept" in done.stderr


def test_the_original_is_marked_in_its_surroundings(run: Run, lamps: Path, tmp_path: Path) -> None:
    given = page(tmp_path, "Before it stands this.", TEXTS["kept-20-days"], "After it stands that.")
    show = ["show", "answers/general/retention", "--original", "--pack", str(lamps)]
    assert "No copy of it is at hand" in words(run(*show))
    text = " ".join(run(*show, "--from", str(given)).stdout.decode().split())
    assert f"Before it stands this. [{TEXTS['kept-20-days']}] After it stands that." in text
    entry = data(run(*show, "--from", str(given), "--format", "json"))["entries"][0]
    assert [each["text"] for each in entry["originals"]] == [TEXTS["kept-20-days"]]


def test_the_original_has_its_headings_and_items(run: Run, lamps: Path, tmp_path: Path) -> None:
    given = tmp_path / "page.html"
    rest = "".join(f"<p>{text}</p>" for slug, text in TEXTS.items() if slug != "kept-20-days")
    kept = TEXTS["kept-20-days"]
    given.write_text(f"<body><h2>How long</h2><p>So long.</p><ul><li>One</li><li>{kept}</li></ul>{rest}</body>")
    show = ["show", "answers/general/retention", "--original", "--pack", str(lamps), "--from", str(given)]
    assert f"\n\nHow long\nSo long.\n\n- One\n- [{kept}]\n" in run(*show).stdout.decode()
    markdown = run(*show, "--format", "md").stdout.decode()
    assert "\n#### How long\n\nSo long.\n" in markdown
    assert f"\n- One\n- **{kept}**\n" in markdown


def test_drift_needs_the_record_and_names_what_changed(run: Run, lamps: Path, tmp_path: Path) -> None:
    record = page(tmp_path, *TEXTS.values())
    record = record.rename(tmp_path / "record.txt")
    today = page(tmp_path, TEXTS["kept-20-days"].replace("twenty", "ninety"), TEXTS["desk-staff"])
    command = ["drift", "privacy-2023-05", "--from", str(today), "--pack", str(lamps), "--format", "json"]
    without = run(*command)
    assert without.returncode == 2
    assert data(without)["pages"][0]["reason"] == "no-copy"
    done = run(*command, "--record", str(record))
    assert done.returncode == 1
    (found,) = data(done)["pages"][0]["differences"]
    assert (found["dropped"], found["added"]) == (["twenty"], ["ninety"])
    assert found["passages"][0]["passage"] == "kept-20-days"
    assert found["passages"][0]["rests"]["entries"]
    same = run("drift", "privacy-2023-05", "--from", str(record), "--record", str(record), "--pack", str(lamps))
    assert (same.returncode, same.stdout) == (0, b"")


@pytest.mark.parametrize(
    "arguments",
    [
        ["verify", "no-such-source"],
        ["verify", "--from", "/no/such/file"],
        ["drift", "--from", "/no/such/file"],
        ["sources", "fetch", "no-such-source"],
    ],
)
def test_bad_usage_is_status_2_and_says_why(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"trusttui: " in done.stderr


def test_without_a_network_it_could_not_be_checked(run: Run, lamps: Path) -> None:
    """The invented host has no address: what is asked for, and that it failed, is said."""
    for command in (["verify"], ["sources", "fetch"], ["drift"]):
        done = run(*command, "--pack", str(lamps), "--format", "json", env={"HTTPS_PROXY": "http://127.0.0.1:9"})
        assert done.returncode == 2
        assert b"could not have https://" in done.stderr
        assert b"no-network" in done.stdout
