"""The decision record: the same bytes for the same answers, everything escaped, every statement with its citation."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser

import pytest

from trusttui.advisor.evaluate import evaluate
from trusttui.advisor.outlook import outlook
from trusttui.advisor.results import Answers
from trusttui.pack.model import Pack, QuestionKind
from trusttui.pack.view import View
from trusttui.report import as_html
from trusttui.report import blocks as b
from trusttui.report.record import COLUMNS, Record, record_csv, record_html, record_json, record_markdown


class Page(HTMLParser):
    """What a browser would make of a page: its elements, their attributes and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs
        if tag not in ("meta", "br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def first_options(pack: Pack) -> Answers:
    return {question.id: (question.option[0].id,) for question in pack.advisor.question}


def record_of(view: View, answers: Answers, made: str = "2026-11-21") -> Record:
    return Record(assessment=evaluate(view, answers), outlook=outlook(view, answers), name="Clinic <pilot>", made=made)


@pytest.fixture(scope="module")
def record(pack: Pack) -> tuple[View, Record]:
    view = View(pack)
    return view, record_of(view, first_options(pack))


def test_the_same_answers_give_the_same_bytes(pack: Pack, record: tuple[View, Record]) -> None:
    view, made = record
    again = View(pack)
    other = record_of(again, dict(reversed(list(first_options(pack).items()))))
    assert record_html(view, made) == record_html(again, other)
    assert record_csv(view, made) == record_csv(again, other)
    assert record_json(view, made) == record_json(again, other)
    assert record_markdown(view, made) == record_markdown(again, other)


def test_the_date_is_on_it_only_where_it_is_given(pack: Pack) -> None:
    view = View(pack)
    answers = first_options(pack)
    assert "made on 21 November 2026" in record_html(view, record_of(view, answers))
    assert "made on" not in record_html(view, record_of(view, answers, made=""))


def test_the_page_is_whole_and_fetches_nothing(record: tuple[View, Record]) -> None:
    page = Page(record_html(*record))
    assert page.open == []
    assert not {"script", "img", "link", "iframe", "object", "form"} & set(page.elements)
    assert not [name for name, value in page.attributes if name == "src" or (value and "url(" in value)]
    assert all(value and value.startswith("https://") for name, value in page.attributes if name == "href")
    assert "Clinic <pilot>" in page.text
    view, made = record
    assert view.pack.hash[:12] in page.text
    assert "no legal advice" in page.text
    for result in made.assessment.tiers.values():
        for reason in result.reasons:
            if reason.certain and reason.note:
                assert " ".join(reason.note.split()) in page.text


def test_a_hostile_pack_is_text_and_no_markup(hostile_pack: Pack) -> None:
    view = View(hostile_pack)
    answers: dict[str, tuple[str, ...]] = {
        question.id: tuple(option.id for option in question.option)
        if question.kind is not QuestionKind.ONE
        else (question.option[0].id,)
        for question in hostile_pack.advisor.question
    }
    page = Page(record_html(view, record_of(view, answers)))
    assert page.open == []
    known = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "span", "div", "em", "strong", "code",
             "ul", "ol", "li", "a", "br", "pre", "blockquote"}  # fmt: skip
    assert set(page.elements) <= known
    assert {name for name, _ in page.attributes} <= {
        "lang",
        "charset",
        "name",
        "content",
        "http-equiv",
        "class",
        "href",
    }
    assert "\x1b" not in page.text


def test_markup_in_blocks_is_escaped() -> None:
    hostile = '<script>alert(1)</script> & "quotes" \x1b[31m [x](javascript:alert(1))'
    blocks = [
        b.title(hostile),
        b.heading(hostile),
        b.text(hostile, label=hostile),
        b.markdown(hostile),
        b.item(hostile),
    ]
    page = Page(as_html.render(blocks, hostile))
    assert "script" not in page.elements
    assert not [value for name, value in page.attributes if name == "href"]
    assert "\x1b" not in page.text


def test_the_table_has_a_row_for_each_need_of_each_tier(record: tuple[View, Record]) -> None:
    view, made = record
    rows = list(csv.DictReader(io.StringIO(record_csv(view, made))))
    assert tuple(rows[0]) == COLUMNS
    expected = [
        (tier, reason.need, reason.effect.value)
        for tier, result in made.assessment.tiers.items()
        for reason in result.reasons
        if reason.certain
    ]
    assert [(row["tier"], row["need"], row["effect"]) for row in rows if row["need"]] == expected
    assert all(row["passages"] or row["value"] == "not-stated" for row in rows if row["need"])
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())
