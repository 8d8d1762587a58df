"""The text of a page: HTML, payloads in scripts, Markdown, and bytes that are nothing of the kind."""

from __future__ import annotations

import json
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trusttui.sources.page import page_text
from trusttui.sources.passages import normal_words

FORMS = [".html", ".htm", ".md", ".txt", "text/html; charset=utf-8", "HTML", "", "application/pdf"]


def words(page: str, form: str) -> str:
    return " ".join(normal_words(page_text(page.encode(), form)))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Lamps<p>off<br>now<b>here</b>", "lamps off now here"),
        ("<ul><li>one</li><li>two</li></ul>", "one two"),
        ("a&nbsp;b &lt;b&gt; &#8217;c&eacute; &amp;amp;", "a b b cé amp"),
        ("<title>top</title><!-- <p>not</p> -->in<!-->on<!DOCTYPE html>", "top in on"),
        ("a<script>if (x < y) '</p>'</script>b<STYLE>p{}</Style >c", "a b c"),
        ("a<svg><title>no</title><svg></svg>no</svg>b<template>no<svg></template>c<svg/>d", "a b c d"),
        ("<script>'<svg>'</script>a", "a"),
        ("<a title=\"x > y\" href='>'>link</a> 3 < 4 > 2", "link 3 4 2"),
        ('before <a href="x>no end of the quote</a> after', "before no end of the quote after"),
        ("cut <a href=", "cut"),
        ("cut <!-- off", "cut"),
        ("cut <script>off", "cut"),
        ("end </", "end"),
        ("&#" + "1" * 5000 + "; fine &#xD800; &#0;", "fine"),
    ],
)
def test_html(page: str, expected: str) -> None:
    assert words(page, ".html") == expected


def push(payload: str) -> str:
    return f"<script>self.__next_f.push([1,{json.dumps(payload)}])</script>"


def test_payload_strings_are_read_in_order_and_stripped_of_markup() -> None:
    tree = {
        "className": "flex no",
        "items": [
            {"icon": "check", "content": "Only <a href='https://example.org/no'>blue lamps</a> &amp; chairs"},
            {"href": "https://example.org", "content": "https://no.example", "value": "$L1", "label": " "},
            {"content": [{"value": 'Say "when"\n'}, {"value": "now."}]},
        ],
    }
    page = "<p>Loading</p>" + push("7:" + json.dumps(tree) + "\n")
    assert words(page, ".html") == "loading only blue lamps chairs say when now"


def test_a_payload_in_pieces_is_one_payload() -> None:
    whole = '1:{"content":"half of it here"}'
    assert words(push(whole[:20]) + push(whole[20:]), "htm") == "half of it here"


@pytest.mark.parametrize(
    "page",
    [
        '<script>self.__next_f.push([1,"\\x"])</script>fine',
        '<script>self.__next_f.push([1,"{\\"content\\":\\"never</script>fine',
        push('{"content":"\\q"}') + "fine",
        '<script>self.__next_f.push([0])</script><script>self.__next_f.push([2,"\\"text\\":\\"no\\""])</script>fine',
    ],
)
def test_a_damaged_payload_is_left_out(page: str) -> None:
    assert "fine" in page_text(page.encode(), ".html") or page.endswith("never</script>fine")
    assert "no" not in words(page, ".html").split()


def test_half_a_surrogate_pair_does_not_get_out() -> None:
    page_text(push('{"content":"x \\ud83d y"}').encode(), ".html").encode()


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('See [the *lamp*](https://example.org/a_(b)?c=d "title") now', "see the lamp now"),
        ("# Top\n\n**Bold**words and `code`", "top bold words and code"),
        (r"1\. not\_this \*either\*", "1 not this either"),
        (
            "![a lamp](lamp.png) [again][ref]\n\n[ref]: https://example.org 'no'\n[^1]: See: a note",
            "a lamp again ref 1 see a note",
        ),
        ("[Note]: prose stays", "note prose stays"),
        ("Q&amp;A (in short) [sic]", "q a in short sic"),
    ],
)
def test_markdown(page: str, expected: str) -> None:
    assert words(page, ".md") == expected


def test_text_is_left_as_it_is() -> None:
    assert page_text(b"<p> [a](b) &amp; \xff", ".txt") == "<p> [a](b) &amp; \ufffd"


def test_the_same_text_in_three_forms_has_the_same_words() -> None:
    page = words("<h1>Lamps</h1><ul><li>It’s <b>off</b></li><li>It isn’t</li></ul>", ".html")
    assert page == words("# Lamps\n\n* It’s **off**\n* It isn’t\n", ".md")
    assert page == words("LampsItâs offIt isnât", ".txt")


@given(st.binary(), st.sampled_from(FORMS))
def test_any_bytes_have_a_text(data: bytes, form: str) -> None:
    page_text(data, form).encode()


PIECES = [
    "<",
    ">",
    "</",
    "<!--",
    "-->",
    "<a ",
    '"',
    "'",
    "<script>",
    "</script>",
    "<svg>",
    "</svg>",
    "&",
    "&#",
    "x",
    "[",
    "](",
]
PIECES += [")", "(", "\\", "\n", 'self.__next_f.push([1,"', '\\"content\\":\\"', "é", "<template>", "]:", "/"]


@given(st.lists(st.sampled_from(PIECES)), st.sampled_from([".html", ".md"]))
def test_broken_markup_has_a_text(pieces: list[str], form: str) -> None:
    page_text("".join(pieces).encode(), form).encode()


ENDLESS = [
    *PIECES,
    '<a ">" ',
    "<a '\">",
    "](()",
    "]()",
    "[a]: :",
    "&#1",
    "<!",
    '"content":"',
    "<b\n",
    "<svg></template>",
    " [a]:",
]


@pytest.mark.parametrize("form", [".html", ".md"])
@pytest.mark.parametrize("piece", ENDLESS)
def test_no_piece_of_markup_takes_for_ever_when_repeated(piece: str, form: str) -> None:
    data = (piece * 100_000).encode()
    start = perf_counter()
    normal_words(page_text(data, form))
    page_text(data + b">", form)
    page_text(push(piece * 100_000).encode(), form)
    # Work that grows with the square takes minutes here; the limit leaves room for a slow and busy machine.
    assert perf_counter() - start < 20
