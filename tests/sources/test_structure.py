"""The structure of a page: its headings, paragraphs and items, as places in its very text."""

from __future__ import annotations

import pytest

from trusttui.sources.reading import Page
from trusttui.sources.structure import lines

Found = list[tuple[str, int, str, str]]


def found(text: str, form: str, sections: tuple[str, ...] = ()) -> Found:
    data = text.encode()
    page = Page.of(data, form)
    return [
        (line.kind.value, line.depth, line.number, page.line(line.start, line.end))
        for line in lines(data, form, sections)
    ]


def test_html_in_headings_paragraphs_and_nested_items() -> None:
    page = """<html><body><h1>Lamps &amp; desks</h1><p>Lamps are\nlit by <a href="x">staff</a>.</p>
        <ul><li>One<ul><li>Within</li></ul></li><li><p>Two</p><p>and more</p></li></ul>
        <ol><li>First</li><li>Second</li></ol><h2>After</h2>Bare words</body></html>"""
    assert found(page, "html") == [
        ("heading", 0, "", "Lamps & desks"),
        ("text", 0, "", "Lamps are lit by staff ."),
        ("item", 0, "", "One"),
        ("item", 1, "", "Within"),
        ("item", 0, "", "Two"),
        ("text", 1, "", "and more"),
        ("item", 0, "1.", "First"),
        ("item", 0, "2.", "Second"),
        ("heading", 0, "", "After"),
        ("text", 0, "", "Bare words"),
    ]


def test_a_payload_has_the_headings_of_the_page_and_whole_sentences() -> None:
    kept = r"{\"title\":\"Lamps\",\"text\":\"See our\",\"label\":\"Guide\",\"value\":\".\"}"
    page = f'<h2>Lamps</h2><p>Loading...</p><script>self.__next_f.push([1,"{kept}"])</script>'
    assert [(kind, text) for kind, _, _, text in found(page, "html")] == [
        ("heading", "Lamps"),
        ("text", "Loading..."),
        ("heading", "Lamps"),
        ("text", "See our Guide ."),
    ]


def test_markdown_in_both_kinds_of_headings_and_wrapped_items() -> None:
    page = """Lamps
=====

#### Desks ####

A paragraph that
goes on.
Last line.

*   One
    goes on
    - [Within](https://example.org)
2) Two

1\\. Not an item
----------------
"""
    assert found(page, "md") == [
        ("heading", 0, "", "Lamps"),
        ("heading", 0, "", "Desks"),
        ("text", 0, "", "A paragraph that goes on. Last line."),
        ("item", 0, "", "One goes on"),
        ("item", 2, "", "Within"),
        ("item", 0, "2)", "Two"),
        ("heading", 0, "", "1 . Not an item"),
    ]


def test_plain_text_knows_headings_by_the_names_of_sections() -> None:
    wide = "A line that was set to so many columns goes on in the next one"
    page = f"General FAQ\n{wide}\nand ends here.\nA new one.\n- An item\n\nGeneral FAQ and more"
    assert found(page, "txt", ("General FAQ",)) == [
        ("heading", 0, "", "General FAQ"),
        ("text", 0, "", f"{wide} and ends here."),
        ("text", 0, "", "A new one."),
        ("item", 0, "", "An item"),
        ("text", 0, "", "General FAQ and more"),
    ]


def test_a_dump_is_parted_where_its_blocks_were_run_together() -> None:
    page = "Our promiseWe do not look.Who owns it?You own it, says ChatGPT of OpenAI."
    assert found(page, "txt") == [
        ("text", 0, "", "Our promise"),
        ("text", 0, "", "We do not look."),
        ("heading", 0, "", "Who owns it?"),
        ("text", 0, "", "You own it, says ChatGPT of OpenAI."),
    ]


@pytest.mark.parametrize("form", ["html", "md", "txt"])
@pytest.mark.parametrize(
    "text",
    ["", "\n", "<", "<li>", "</ul></ol><li>x", "<ol></ul><li>x<h1>", "# ", "a&#10;b\n# c", "- \n-", "<h1>a<p>b"],
)
def test_every_line_is_a_place_in_the_text_and_they_follow_each_other(form: str, text: str) -> None:
    data = text.encode()
    whole = Page.of(data, form).text
    at = 0
    for line in lines(data, form):
        assert at <= line.start < line.end <= len(whole)
        assert whole[line.start : line.end].strip()
        at = line.end
    shown = "".join(whole[line.start : line.end] for line in lines(data, form))
    assert list(filter(str.isalnum, shown)) == list(filter(str.isalnum, whole))
