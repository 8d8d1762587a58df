"""The things that a user does most, each in a real terminal, which is left as it was found."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from tests.e2e.conftest import Open
from trusttui.sources.passages import fingerprint

KEPT = "Inputs to the desk are kept for twenty days and are then removed."
RIGHT = "\x1b[C"


def test_search_and_read(opened: Open) -> None:
    terminal = opened()
    # Typed on, without a look: what follows "/" is for the search.
    terminal.type("/api retention")
    terminal.wait_for("api retention")
    terminal.wait_for("How long does the API keep")
    terminal.type("\r")
    terminal.wait_for("Inputs and outputs may be kept securely")
    terminal.leave()


def test_an_answer_and_its_source(opened: Open) -> None:
    terminal = opened("open", "answers/api/retention")
    terminal.wait_for("How long does the API keep")
    terminal.type("O")
    terminal.wait_for("In the original")
    terminal.wait_for("Our words")
    terminal.type("\x1b")
    terminal.wait_until_gone("In the original")
    # From the reader to its first link, and on to where that leads.
    terminal.type("\t\r")
    terminal.wait_for("attribute")
    terminal.leave()


def test_differences_with_tiers_hidden(opened: Open) -> None:
    terminal = opened(columns=120)
    terminal.type("4")
    terminal.wait_for("rows")
    every = terminal.text
    terminal.type("d")
    terminal.wait_for("differences only")
    terminal.type(f"{RIGHT}h")
    terminal.wait_for("1 hidden")
    assert "Business" in every
    assert not re.search(r"^ +Business", terminal.text, re.M)
    terminal.type("H")
    terminal.wait_until_gone("1 hidden")
    assert re.search(r"^ +Business", terminal.text, re.M)
    terminal.leave()


def test_an_assessment_is_saved_left_and_gone_on_with(opened: Open, tmp_path: Path) -> None:
    terminal = opened()
    terminal.type("5")
    terminal.wait_for("So far")
    terminal.type("1ns")
    terminal.wait_for("Save this assessment")
    terminal.type("Clinic pilot\r")
    terminal.wait_for("Saved as")
    terminal.leave()
    (kept,) = (tmp_path / ".local/share/trusttui/assessments").glob("*.toml")
    assert 'name = "Clinic pilot"' in kept.read_text()
    again = opened()
    again.wait_for("Clinic pilot")
    again.type("5a")
    again.wait_for("1 of 15 answered · saved")
    again.type("\r")
    again.wait_for("Clinic pilot")
    again.wait_for("2 of")
    again.leave()


def test_a_decision_record_is_written(opened: Open, small_folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "record of ours.json"
    terminal = opened("--pack", str(small_folder))
    terminal.type("5")
    terminal.wait_for("So far")
    terminal.type("1nv")
    terminal.wait_for("What the published text supports")
    terminal.type("e")
    terminal.wait_for("Write this to a file")
    terminal.type(f"\x15{record}\r")
    terminal.wait_for("Written to")
    assert json.loads(record.read_text())["answers"]
    terminal.leave()


def test_another_day(opened: Open) -> None:
    terminal = opened()
    terminal.type("t")
    terminal.wait_for("Read everything as of another day")
    terminal.type("2024-01\r")
    terminal.wait_for("as of January 2024")
    terminal.type("4")
    terminal.wait_for("rows")
    assert "Healthcare" not in terminal.text
    terminal.leave()


def test_changes_by_severity(opened: Open) -> None:
    terminal = opened()
    terminal.type("7")
    terminal.wait_for("severity ▾")
    terminal.type("s")
    terminal.wait_for("▲ major ▾")
    terminal.wait_until_gone("minor ·")
    terminal.type("x")
    terminal.wait_for("severity ▾")
    terminal.leave()


def test_a_source_is_verified_against_a_folder(opened: Open, small_folder: Path, tmp_path: Path) -> None:
    pack, pages = tmp_path / "lamps", tmp_path / "pages"
    shutil.copytree(small_folder, pack)
    sources = pack / "sources.toml"
    made = fingerprint(KEPT)
    table = re.compile(r'(\[source\.passages\.kept-20-days\]\n)words = \d+\nsha256 = "\w+"')
    sources.write_text(table.sub(rf'\1words = {made.words}\nsha256 = "{made.sha256}"', sources.read_text(), count=1))
    pages.mkdir()
    (pages / "privacy-2023-05.txt").write_text(f"{KEPT}\n" + "And words of the page that nobody cites. " * 40)
    terminal = opened("--pack", str(pack))
    terminal.type("8")
    terminal.wait_for("Privacy at Acme")
    terminal.type("v")
    terminal.wait_for("Does it still say so?")
    terminal.type(f"{pages}\r")
    terminal.wait_for("found")
    terminal.leave()
    assert "privacy-2023-05" in (tmp_path / ".local/share/trusttui/checks.json").read_text()


def test_what_is_read_is_copied_with_its_citations(opened: Open) -> None:
    terminal = opened("open", "answers/api/retention")
    terminal.wait_for("How long does the API keep")
    terminal.type("y")
    terminal.wait_for("Sent to the clipboard")
    assert terminal.copied.startswith("How long does the API keep what we send?")
    assert "[Enterprise privacy, web page, 22 August 2026" in terminal.copied
    terminal.leave()


def test_a_start_keeps_what_the_next_one_shows_and_wears(opened: Open, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    written = []
    for _ in range(2):
        terminal = opened(TRUSTTUI_CACHE_HOME=str(cache))
        terminal.wait_for("Which tier fits us")
        for kind in ("front", "index", "styles"):
            for _ in range(100):
                if not list(cache.glob(f"*.{kind}")):
                    terminal.read(0.1)
            assert list(cache.glob(f"*.{kind}")), kind
        terminal.read(1)
        terminal.leave()
        written.append({path: path.stat().st_mtime_ns for path in cache.glob("*.*")})
    # The second start found everything.
    assert written[0] == written[1]
