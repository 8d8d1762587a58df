"""`trusttui changes`, as a script meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

Run = Callable[..., Any]
ATOM = "{http://www.w3.org/2005/Atom}"


def listed(run: Run, *arguments: str) -> list[dict[str, Any]]:
    done = run("changes", *arguments, "--format", "json")
    assert done.returncode == 0, done.stderr.decode()
    found: list[dict[str, Any]] = json.loads(done.stdout)["changes"]
    return found


def test_json_has_all_of_a_change(run: Run, small_folder: Path) -> None:
    newest, oldest = listed(run, "--pack", str(small_folder))
    assert {
        name: newest[name] for name in ("id", "title", "severity", "tiers", "topics", "recorded", "rests", "see")
    } == {
        "id": "changes/2023-05-kept-20-days",
        "title": "Inputs go after 20 days, not 60",
        "severity": "major",
        "tiers": ["desk"],
        "topics": ["retention"],
        "recorded": "2023-05-20",
        "rests": ["matrix/short-retention", "answers/general/retention", "commitments/short-retention"],
        "see": [],
    }
    assert newest["before"] == {
        "as_of": "2022-11",
        "source": "privacy-2022-11",
        "text": "Inputs are kept for 60 days.",
        "citations": [{"source": "privacy-2022-11", "passage": "kept-60-days"}],
    }
    assert newest["after"]["as_of"] == "2023-05-20"
    assert oldest["recorded"] == "2022-11"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ["2023-05-kept-20-days", "2022-11-engine"]),
        (["--since", "2023"], ["2023-05-kept-20-days"]),
        (["--since", "2022-11-30"], ["2023-05-kept-20-days", "2022-11-engine"]),
        (["--tier", "engine"], ["2022-11-engine"]),
        (["--tier", "engine", "--tier", "Acme Office"], ["2023-05-kept-20-days", "2022-11-engine"]),
        (["--topic", "retention"], ["2023-05-kept-20-days"]),
        (["--severity", "minor"], ["2022-11-engine"]),
        (["--severity", "minor", "--severity", "major"], ["2023-05-kept-20-days", "2022-11-engine"]),
        (["--as-of", "2022"], ["2022-11-engine"]),
    ],
)
def test_filters(run: Run, small_folder: Path, arguments: list[str], expected: list[str]) -> None:
    found = listed(run, "--pack", str(small_folder), *arguments)
    assert [change["id"] for change in found] == [f"changes/{name}" for name in expected]


def test_text_groups_by_date_with_both_sides_and_citations(run: Run, small_folder: Path) -> None:
    text = run("changes", "--pack", str(small_folder)).stdout.decode()
    order = [
        "First recorded 20 May 2023",
        "▲ major · Desk · Retention",
        "Before, November 2022: Inputs are kept for 60 days.",
        "[Privacy at Acme, web page, November 2022 · Section 3 (kept-60-days) ·",
        "After, 20 May 2023: Inputs are removed after 20 days",
        "First recorded November 2022",
        "△ minor",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_nothing_found_says_what_would_be_there_without_a_filter(run: Run, small_folder: Path) -> None:
    for form in ("text", "json", "md", "atom"):
        done = run("changes", "--pack", str(small_folder), "--tier", "engine", "--severity", "major", "--format", form)
        assert done.returncode == 1
        said = done.stderr.decode()
        assert "Engine, major" in said
        assert "without --tier: 1 change\n" in said
        assert "without --severity: 1 change\n" in said
        assert bool(done.stdout) == (form != "text")


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--tier", "engin"], b"near is engine"),
        (["--tier", "acme ofice"], b"near is desk"),
        (["--topic", "retenton"], b"near is retention"),
        (["--topic", "zzz"], b"known are use, retention"),
        (["--severity", "majr"], b"major"),
        (["--since", "yesterday"], b"YYYY-MM-DD"),
        (["--since", "2024-02-30"], b"YYYY-MM-DD"),
        (["--format", "rss"], b"atom"),
    ],
)
def test_bad_usage_names_what_is_near(run: Run, small_folder: Path, arguments: list[str], named: bytes) -> None:
    done = run("changes", "--pack", str(small_folder), *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert named in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("pack", ["small", "hostile"])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_the_feed_is_the_same_whatever_the_stream_takes(run: Run, small_folder: Path, pack: str, encoding: str) -> None:
    folder = str(small_folder.parent / pack)
    done = run("changes", "--pack", folder, "--format", "atom", env={"PYTHONIOENCODING": encoding})
    assert done.returncode == 0
    assert done.stdout == run("changes", "--pack", folder, "--format", "atom", env={"PYTHONHASHSEED": "7"}).stdout
    feed = ElementTree.fromstring(done.stdout)
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert ids == [
        "tag:acme-data,2023-05-20:changes/2023-05-kept-20-days",
        "tag:acme-data,2022-11:changes/2022-11-engine",
    ]


@pytest.mark.parametrize("form", ["text", "json", "md"])
def test_the_feed_library_is_imported_only_for_a_feed(clean_env: dict[str, str], small_folder: Path, form: str) -> None:
    program = (
        "import sys; from trusttui.cli import main; main(sys.argv[1:]);"
        "found = {'feedgenerator', 'xml.sax', 'trusttui.report.feed'} & set(sys.modules);"
        "sys.exit(f'imported: {found}' if found else 0)"
    )
    command = [sys.executable, "-c", program, "changes", "--pack", str(small_folder), "--format"]
    assert subprocess.run([*command, form], env=clean_env, capture_output=True, check=False).returncode == 0
    assert subprocess.run([*command, "atom"], env=clean_env, capture_output=True, check=False).returncode == 1
