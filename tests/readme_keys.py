"""The table of keys in the README, made from the commands: `python -m tests.readme_keys` writes it."""

from __future__ import annotations

from pathlib import Path

from trusttui.tui.keylist import as_markdown

README = Path(__file__).parent.parent / "README.md"
BEGIN = "<!-- The keys, made by `python -m tests.readme_keys` -->\n"
END = "<!-- End of the keys -->\n"


def with_table(text: str) -> str:
    """The README with the table as it should be. ValueError where it has no place for it."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{README} has no place between {BEGIN.strip()!r} and {END.strip()!r}")
    return f"{before}{BEGIN}\n{as_markdown({})}\n{END}{after}"


if __name__ == "__main__":
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")
