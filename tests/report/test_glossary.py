"""Terms of the glossary in a text: all their names, the longest, once, as whole words; and never anything by chance."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trusttui.pack.model import Term
from trusttui.report.glossary import Glossary


def term(name: str, *aliases: str, id: str = "") -> Term:
    return Term(
        id=id or name.lower().replace(" ", "-"), term=name, meaning="m", source="s", passages=[], aliases=list(aliases)
    )


TERMS = [
    term("DPA", "Data Processing Addendum"),
    term("ZDR", "zero data retention", "zero retention"),
    term("SOC 2", "SOC2"),
    term("Type 2", "SOC 2 Type 2", id="types"),
    term("Inputs", "input", "prompts"),
    term("Team tier", "Team", id="team"),
    term("TLS 1.2+", "TLS", id="tls"),
    term("API Platform", "API", id="api"),
    term("Team tier", id="shadow"),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A DPA is a Data Processing Addendum.", ["DPA"]),
        ("Under Zero Data Retention, inputs go.", ["Zero Data Retention", "inputs"]),
        ("SOC 2 Type 2, and SOC 2 alone", ["SOC 2 Type 2", "SOC 2"]),
        ("SOC\n2", ["SOC\n2"]),
        ("the team teams up; Team pays", ["Team"]),
        ("over TLS 1.2+ (TLS 1.3 too)", ["TLS 1.2+"]),
        ("dpa, dpas, DPAs, XDPA, api, APIs", []),
        ("An API's prompts: API Platform", ["API", "prompts"]),
        ("own-inputs-list, answers/inputs/api and prompts - not inputs-and-api", ["prompts"]),
        ("", []),
    ],
)
def test_names_are_found_longest_first_and_once(text: str, found: list[str]) -> None:
    assert [text[span.start : span.end] for span in Glossary(TERMS).spans(text)] == found


def test_what_was_found_before_is_left_out_and_a_terms_own_name_is_its_own() -> None:
    glossary = Glossary([*TERMS, term("Addendum", "Team tier", id="other")])
    assert [span.term for span in glossary.spans("DPA and ZDR", without={"dpa"})] == ["zdr"]
    assert [span.term for span in glossary.spans("Team tier")] == ["team"]


@given(st.lists(st.text(max_size=12), max_size=6), st.text(max_size=60))
def test_any_names_in_any_text_give_ranges_that_do_not_overlap(names: list[str], text: str) -> None:
    spans = Glossary([term(name or "x", id=str(n)) for n, name in enumerate(names)]).spans(text)
    assert len({span.term for span in spans}) == len(spans)
    assert all(0 <= one.start < one.end <= len(text) for one in spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
