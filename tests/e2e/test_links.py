"""`trusttui open`: the screens at the place of a link."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import Open


def test_an_entry_and_its_link(opened: Open) -> None:
    terminal = opened("open", "answers/api/retention", columns=120, lines=32)
    terminal.wait_for("How long does the API keep")
    terminal.press("Y")
    terminal.wait_for("Sent to the clipboard")
    assert terminal.copied == "trusttui open answers/api/retention"
    terminal.press("q")
    assert terminal.wait_for_end() == 0


def test_a_comparison_of_an_earlier_day(opened: Open, tmp_path: Path) -> None:
    terminal = opened("open", "compare?tiers=api,enterprise&differences&as-of=2024-05-31", columns=120, lines=32)
    terminal.wait_for("differences only")
    terminal.wait_for("31 May 2024")
    terminal.wait_for("1 hidden")
    terminal.press("Y")
    terminal.read(0.5)
    assert "compare?tiers=enterprise,api&differences&row=" in terminal.copied
    assert "as-of=2024-05-31" in terminal.copied
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    # A link holds for one run; what the user chose before is as it was.
    assert not (tmp_path / ".config/trusttui/settings.json").exists()


def test_one_tier_on_two_days_and_a_search(opened: Open) -> None:
    terminal = opened("open", "compare?tiers=enterprise&against=2024-01-31", columns=120, lines=32)
    terminal.wait_for("31 January 2024")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    terminal = opened("open", "search?q=soc%202", columns=120, lines=32)
    terminal.wait_for("soc 2")
    terminal.wait_for("SOC 2")
    terminal.press("q")
    terminal.press("\x1b")
    terminal.press("\x1b")


def test_an_assessment_by_its_name(opened: Open) -> None:
    terminal = opened(columns=120, lines=32)
    terminal.wait_for("At a glance")
    terminal.press("5")
    terminal.wait_for("1 of")
    terminal.press("1")
    terminal.press("n")
    terminal.wait_for("1 of 15 answered")
    terminal.press("s")
    terminal.wait_for("Save this assessment")
    terminal.press("Clinic pilot\r")
    terminal.wait_for("Saved as")
    terminal.press("q")
    assert terminal.wait_for_end() == 0
    again = opened("open", "clinic pilot", columns=120, lines=32)
    again.wait_for("Clinic pilot")
    again.wait_for("So far")
    again.press("Y")
    again.wait_for("Sent to the clipboard")
    assert again.copied == "trusttui open 'assessments/Clinic pilot'"
    again.press("q")
    assert again.wait_for_end() == 0


def test_a_link_that_leads_nowhere(opened: Open) -> None:
    terminal = opened("open", "api/retentoin", columns=120, lines=32)
    assert terminal.wait_for_end() == 2
    assert "answers/api/retention" in terminal.text.replace("\n", "")
    assert b"\x1b[?1049h" not in terminal.output
