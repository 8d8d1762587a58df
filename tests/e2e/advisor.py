"""What a terminal shows of the advisor, read from its text."""

from __future__ import annotations

import re

VERDICT = "What the published text supports"


def question(text: str) -> str:
    """The question that is asked, as far as its first lines say it; empty where there is none."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if found := re.search(r"╭─ \d+ of \d+ ─+╮", line):
            return " ".join(
                each[found.start() + 1 : found.end() - 1].strip() for each in lines[number + 1 : number + 4]
            )
    return ""
