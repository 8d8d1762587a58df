from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trusttui.search.words import distance, joined, stem, tokens, words


@pytest.mark.parametrize(
    "family",
    [
        "retain retains retained retaining retention",
        "delete deletes deleted deleting deletion",
        "encrypt encrypted encrypting encryption encrypts",
        "comply complies complied compliance compliant",
        "certify certified certification certificate",
        "classify classified classifier classifiers classification",
        "organisation organization organisations",
        "authorise authorize authorised authorization",
        "policy policies",
        "keep kept keeping",
        "confirm confirmation confirmed",
        "gpt gpts",
        "behaviour behavior",
    ],
)
def test_a_family_of_words_has_one_stem(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [("data", "date"), ("policy", "police"), ("process", "protest"), ("train", "transit"), ("access", "accept")],
)
def test_unlike_words_have_different_stems(left: str, right: str) -> None:
    assert stem(left) != stem(right)


@pytest.mark.parametrize("spelling", ["SOC2", "soc 2", "SOC-2", "Soc2"])
def test_letters_and_digits_are_words_of_their_own(spelling: str) -> None:
    assert [word for word, _ in words(spelling)] == ["soc", "2"]


def test_accents_case_and_possessives_make_no_difference() -> None:
    assert words("Vendor’s CAFÉ") == words("vendor cafe")


@given(st.text())
def test_a_token_stands_where_it_says(text: str) -> None:
    found = tokens(text)
    assert [(token.word, token.stem) for token in found] == words(text)
    ends = [0]
    for token in found:
        assert ends[-1] <= token.start < token.end <= len(text)
        assert words(text[token.start : token.end]) == [(token.word, token.stem)]
        ends.append(token.end)


def test_what_is_joined_by_hyphens() -> None:
    assert joined("fine-tuning of GPT-4, and more") == ["fine-tuning", "GPT-4"]


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [("gdpr", "gdrp", 1), ("view", "veiw", 1), ("train", "trian", 1), ("abc", "abc", 0), ("retention", "retension", 1)],
)
def test_slips_are_counted(left: str, right: str, apart: int) -> None:
    assert distance(left, right, 2) == apart


@given(st.text("abc", max_size=7), st.text("abc", max_size=7), st.integers(0, 3))
def test_distance_is_symmetric_and_capped(left: str, right: str, limit: int) -> None:
    apart = distance(left, right, limit)
    assert apart == distance(right, left, limit) == min(distance(left, right, 20), limit + 1)
    assert (apart == 0) == (left == right)
