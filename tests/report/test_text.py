"""Text, Markdown and tables hold their width, and text of a pack stays text."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from trusttui.pack.model import Value
from trusttui.report import as_html, as_json, as_markdown, as_text
from trusttui.report import blocks as b
from trusttui.report.as_text import Style
from trusttui.report.blocks import Block, Role
from trusttui.report.markdown import parser
from trusttui.report.visible import one_line, visible
from trusttui.report.wrap import cells, cut, wrap

ANY = st.text(st.characters(codec=None), max_size=80)
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@given(ANY)
def test_nothing_unseen_is_left(text: str) -> None:
    assert not UNSEEN.search(visible(text))
    assert "\n" not in one_line(text)


def test_what_is_seen_stays_and_what_is_not_is_written_out() -> None:
    assert visible("naïve 日本 ✓\n\tx") == "naïve 日本 ✓\n\tx"
    assert visible("\x1b[31m\x9b\u202e") == "\\x1b[31m\\x9b\\u202e"


@given(st.lists(st.sampled_from(Role), max_size=6), ANY, ANY, st.integers(0, 3))
def test_no_block_lets_an_escape_through(roles: list[Role], text: str, label: str, indent: int) -> None:
    blocks = [Block(role=role, text=text, label=label, indent=indent) for role in roles]
    assert not UNSEEN.search(as_text.render(blocks))
    assert not UNSEEN.search(as_markdown.render(blocks))


@given(st.text(max_size=200), st.integers(1, 40))
def test_wrapped_lines_hold_their_width_and_all_words(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert " ".join(lines).split() == text.split()
    assert all(cells(line) <= width or " " not in line for line in lines)


@given(st.text(st.characters(exclude_categories=["Cs", "Mn", "Mc"]), max_size=60), st.integers(2, 20))
def test_cut_lines_never_exceed_their_column(text: str, width: int) -> None:
    lines = cut(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_matches_are_in_brackets_or_bold() -> None:
    block = Block(role=Role.SNIPPET, text="kept for 30 days", marks=((0, 4), (9, 11)))
    assert as_text.render([block]) == "[kept] for [30] days\n"
    assert as_text.render([block], Style(80, True)) == "\x1b[1mkept\x1b[22m for \x1b[1m30\x1b[22m days\n"
    assert as_markdown.render([block]) == "**kept** for **30** days\n"


def test_a_value_is_glyph_and_word_and_colour_only_adds() -> None:
    blocks = [b.value(Value.NO, label="Team")]
    plain = as_text.render(blocks)
    assert plain == "✗ no  Team\n"
    assert re.sub(r"\x1b\[[0-9]*m", "", as_text.render(blocks, Style(80, True))) == plain


def test_markdown_bodies_become_plain_paragraphs() -> None:
    body = "A *first* part\nof [it](answers/api/retention).\n\n- one\n- `two` [x](https://e.org/)\n  - deep\n\nEnd."
    assert as_text.render([b.markdown(body)]) == (
        "A first part of it (answers/api/retention).\n- one\n- two x (https://e.org/)\n  - deep\n\nEnd.\n"
    )


def test_one_parser_reads_all_and_remembers_nothing() -> None:
    linked = "See [it][one].\n\n[one]: https://e.org/"
    assert as_text.render([b.markdown(linked)]) == "See it (https://e.org/).\n"
    # What one text defines is not known in the next.
    assert as_text.render([b.markdown("See [it][one].")]) == "See [it][one].\n"
    assert parser() is parser()
    assert "<img" in parser().render("![a](b)")
    assert "<img" not in parser("image").render("![a](b)")


def test_markup_in_text_is_no_markup_in_markdown() -> None:
    out = as_markdown.render([b.title("# <b>*x*</b> [a](b) | `c`"), b.text("1. no list"), b.text("- nor here")])
    assert out == "# \\# \\<b\\>\\*x\\*\\</b\\> \\[a\\](b) \\| \\`c\\`\n\n1\\. no list\n\n\\- nor here\n"


def test_lists_nest_under_what_they_belong_to() -> None:
    out = as_markdown.render([b.heading("H"), b.value(Value.YES, "Team"), b.text("note", indent=1), b.text("end")])
    assert out == "### H\n\n- **Team:** ✓ yes\n    - note\n\nend\n"


def test_a_numbered_item_keeps_its_number_and_hangs_under_its_text() -> None:
    items = [
        b.item("one two three", number=9),
        b.item("four five six", label="Ask", number=10),
        b.text("why", indent=1),
    ]
    assert as_text.render(items, Style(14)) == "9. one two\n   three\n10. Ask: four\n    five six\n  why\n"
    assert as_markdown.render(items) == "9. one two three\n10. **Ask:** four five six\n    - why\n"
    assert '<span class="label">10.</span> <span class="label">Ask:</span> four' in as_html.render(items, "Steps")


@given(st.dictionaries(ANY, ANY, max_size=3))
def test_json_is_what_was_given_and_shows_no_escape(data: dict[str, str]) -> None:
    text = as_json.dump(dict(data))
    assert not UNSEEN.search(text)
    assert as_json.dump(dict(data), ascii_only=True).isascii()
    if not any("\ud800" <= char <= "\udfff" for char in "".join([*data, *data.values()])):
        assert json.loads(text) == json.loads(as_json.dump(dict(data), ascii_only=True)) == data
