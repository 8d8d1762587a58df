"""How an assessment is said: what a needed agreement asks for, and what is lacking."""

from __future__ import annotations

import pytest

from trusttui.advisor.evaluate import evaluate
from trusttui.advisor.results import Answers, Verdict
from trusttui.pack.view import View
from trusttui.report.advice import assessment_blocks
from trusttui.report.blocks import Block, Role

REST = {
    "us-state-data": ("no",),
    "training": ("must-not",),
    "chat-reading": ("no-matter",),
    "human-review": ("no-requirement",),
    "apps": ("no",),
    "sso": ("no",),
    "soc2": ("no",),
}
CHAT = {"use": ("staff",), "size": ("whole-organisation",), "self-serve": ("no",), "retention": ("we-set-it",), **REST}
COMPANY = {**CHAT, "sector": ("general",), "health-data": ("no",), "eu-data": ("yes",)}
PRODUCT = {
    **REST, "use": ("product",), "health-data": ("yes",), "eu-data": ("yes",), "self-serve": ("no",),
    "retention": ("none",), "zdr-use-case": ("yes",),
}  # fmt: skip
UNIVERSITY = {
    **CHAT, "sector": ("university",), "student-data": ("yes",), "health-data": ("no",), "eu-data": ("no",),
}  # fmt: skip
CLINIC = {**CHAT, "sector": ("healthcare",), "health-data": ("yes",), "eu-data": ("yes",)}
VAIN = "needed, and stated by no source for "


def agreements(view: View, answers: Answers) -> dict[str, dict[str, str]]:
    """For each agreement what is said of it under its name."""
    found: dict[str, dict[str, str]] = {}
    blocks = assessment_blocks(view, evaluate(view, answers))
    start = next(n for n, block in enumerate(blocks) if (block.role, block.text) == (Role.HEADING, "Agreements"))
    for block in blocks[start + 1 :]:
        if block.role is Role.HEADING:
            break
        if block.indent == 0:
            short = block.label.rpartition("(")[2].rstrip(")")
            found[short] = {"": block.text}
        elif block.role is Role.SIGN:
            found[short]["lacking"] = block.label.removeprefix(VAIN)
        elif block.role is Role.TEXT:
            found[short][block.label] = block.text
    return found


@pytest.mark.parametrize(
    ("answers", "obtain"),
    [
        (COMPANY, {"DPA": "Enterprise"}),
        (PRODUCT, {"DPA": "API", "BAA": "API", "ZDR": "API"}),
        (UNIVERSITY, {"SDPA": "Edu"}),
    ],
)
def test_for_a_recommended_tier_it_is_said_what_is_to_be_obtained(
    view: View, answers: Answers, obtain: dict[str, str]
) -> None:
    said = agreements(view, answers)
    assert {short: of.get("To be obtained for") for short, of in said.items() if of[""] == "needed"} == obtain
    assert not any("lacking" in of for of in said.values())
    assert all(of["Not stated for"] for of in said.values() if of[""] == "needed")


def test_where_none_is_recommended_what_the_open_ones_lack_is_a_warning(view: View) -> None:
    said = agreements(view, CLINIC)
    assert said["BAA"]["lacking"] == "Business, Enterprise, Healthcare, Edu"
    assert said["DPA"]["lacking"] == "Healthcare, Edu"
    assert not any("To be obtained for" in of for of in said.values())
    assert "lacking" not in said["SDPA"]


def test_each_use_has_its_own_tiers(view: View) -> None:
    both = {**PRODUCT, **CLINIC, "use": ("staff", "product"), "retention": ("no-requirement",)}
    said = agreements(view, both)
    assert said["BAA"]["To be obtained for"] == "API"
    assert said["BAA"]["lacking"] == "Business, Enterprise, Healthcare, Edu"


def _steps(view: View, answers: Answers) -> list[Block]:
    blocks = assessment_blocks(view, evaluate(view, answers))
    start = next(n for n, block in enumerate(blocks) if block.text == "Next steps")
    return [block for block in blocks[start + 1 :] if block.number or block.role is Role.HEADING]


def test_what_only_other_tiers_would_need_is_told_apart(view: View) -> None:
    steps = _steps(view, COMPANY)
    at = next(n for n, block in enumerate(steps) if block.text.startswith("Only if you want"))
    assert steps[0].label == "Conclude: Data Processing Addendum (DPA) (Enterprise)"
    assert all(block.label.startswith("Ask: ") == (n > at) for n, block in enumerate(steps) if block.number)
    assert [block.number for block in steps if block.number] == list(range(1, len(steps) - 2))
    assert not any(block.text.startswith("Only if you want") for block in _steps(view, CLINIC))


def test_nobody_is_to_be_asked_about_a_tier_that_is_ruled_out(view: View) -> None:
    answers = {**PRODUCT, "human-review": ("nobody-for-abuse",)}
    assessment = evaluate(view, answers)
    assert all(result.verdict is Verdict.RULED_OUT for result in assessment.tiers.values())
    assert any(block.ask for block in assessment.blocking)
    said = assessment_blocks(view, assessment)
    start = next(n for n, block in enumerate(said) if block.text == "What stands in the way")
    end = next(n for n, block in enumerate(said) if n > start and block.role is Role.HEADING)
    assert {block.role for block in said[start + 1 : end]} <= {Role.SIGN, Role.CITATION}
    asked = evaluate(view, CLINIC)
    routes = {block.text for block in assessment_blocks(view, asked) if block.role is Role.TEXT}
    assert any(view.contact(block.ask).text in route for block in asked.blocking if block.ask for route in routes)
