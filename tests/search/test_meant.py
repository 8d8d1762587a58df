"""The words of a query in any form: unfinished, mistyped, joined, and others that mean the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.search.found import ids, marked, the
from trusttui.pack.model import (
    Article,
    Pack,
)
from trusttui.pack.view import View
from trusttui.search.index import Index


def test_the_last_word_may_be_unfinished(index: Index) -> None:
    for end in range(3, len("retention") + 1):
        found = index.query("retention"[:end])
        assert "changes/retention-limited" in ids(found), end
        assert found.suggestion is None
    assert not index.query("reten ").hits or index.query("reten ").suggestion


def test_an_unfinished_word_is_marked_whole(index: Index) -> None:
    assert marked(the(index.query("feder"), "matrix/sso")) == ["federation"]


def test_a_question_finds_the_phrasings_that_begin_so_whatever_its_last_word_will_be(
    make_pack: Callable[..., Pack], make_article: Callable[..., Article]
) -> None:
    others = [
        make_article(f"answers/x/{number}", f"Data dumps {number}", "Dumped daily.", tiers=["crew"])
        for number in range(30)
    ]
    asked = make_article("answers/z/done", "Rights", "All.", tiers=["cloud"], asked_as=["who can do it with my notes"])
    index = Index(View(make_pack(articles=(*others, asked))))
    # "do" is a small word that is not looked up.
    for text in ("who can do", "who can do it w", "who can do it with my no"):
        assert ids(index.query(text))[0] == "answers/z/done", text
    assert "answers/z/done" not in ids(index.query("who can d", tiers=frozenset(["crew"])))
    assert "answers/z/done" not in ids(index.query("who could d"))


def test_a_filter_counts_before_the_phrasings_that_begin_so_are_cut_to_so_many(
    make_pack: Callable[..., Pack], make_article: Callable[..., Article]
) -> None:
    asked = [f"who can do log {number}" for number in range(41)]
    crowd = [
        make_article(f"answers/a/{number}", f"Log {number}", "All.", tiers=["crew"], asked_as=[line])
        for number, line in enumerate(asked)
    ]
    one = make_article("answers/z/done", "Rights", "All.", tiers=["cloud"], asked_as=["who can do it with my notes"])
    index = Index(View(make_pack(articles=(*crowd, one))))
    assert "answers/z/done" in ids(index.query("who can d", tiers=frozenset(["cloud"])))


@pytest.mark.parametrize("query", ["d.p.a.", "D.P.A.", "the d.p.a please"])
def test_initials_may_have_points(index: Index, query: str) -> None:
    assert "agreements/dpa" in ids(index.query(query))[:2]


def test_synonyms_and_acronyms_find(index: Index) -> None:
    assert ids(index.query("is it scrambled"))[0] == "commitments/encryption"
    assert ids(index.query("secret code"))[0] == "commitments/encryption"
    assert ids(index.query("company login"))[0] == "matrix/sso"
    assert set(ids(index.query("data processing addendum"))) >= {"agreements/dpa", "terms/dpa"}
    assert "changes/retention-limited" in ids(index.query("how long stored"))


def test_a_synonym_weighs_less_than_the_word_itself(
    make_pack: Callable[..., Pack], make_article: Callable[..., Article]
) -> None:
    pair = (make_article("answers/x/a", "Encryption", "Yes."), make_article("answers/x/b", "Scrambled", "Yes."))
    index = Index(View(make_pack(articles=pair)))
    assert ids(index.query("scrambled ")) == ["answers/x/b", "answers/x/a"]


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("encrpytion", "encryption"),
        ("newsleter", "newsletter"),
        ("fedaration of", "federation of"),
        ("  Nesletter?  ", "newsletter?"),
        ("ecnryption", "encryption"),
        ("scrambeld", "scrambled"),
    ],
)
def test_mistyped_words_are_corrected_and_the_correction_is_told(index: Index, query: str, meant: str) -> None:
    found = index.query(query)
    assert found.suggestion == meant
    assert found.query == query
    assert found.hits


def test_nothing_is_corrected_to_a_word_that_is_not_asked_for(index: Index) -> None:
    assert index.query("whlie newsletter").suggestion is None


def test_a_correction_that_finds_nothing_is_not_told(index: Index) -> None:
    found = index.query("sourdough bread baking recipe with fedaration flour")
    assert (found.hits, found.suggestion) == ((), None)


@pytest.mark.parametrize("query", ["encryption", "encrypting", "keeps", "SOC", "federa"])
def test_what_is_known_is_not_corrected(index: Index, query: str) -> None:
    assert index.query(query).suggestion is None


@pytest.mark.parametrize("query", ["AES256", "aes 256", "AES-256", "aes-256"])
def test_spellings_of_a_name_with_digits(index: Index, query: str) -> None:
    assert ids(index.query(query))[0] == "commitments/encryption"


@pytest.mark.parametrize("query", ["fine tuning", "finetuning", "fine-tuning", "fine tuned "])
def test_spellings_of_a_joined_word(index: Index, query: str) -> None:
    assert ids(index.query(query))[0] == "matrix/fine-tuning"


def test_the_parts_of_a_joined_word_are_marked(
    make_pack: Callable[..., Pack], make_article: Callable[..., Article]
) -> None:
    one = make_article("answers/x/one", "Models", "Made better by fine-tuning them.")
    found = Index(View(make_pack(articles=(one,), attributes=()))).query("finetuning").hits
    assert marked(found[-1]) == ["fine", "tuning"]


def test_white_paper_finds_whitepaper(index: Index) -> None:
    assert ids(index.query("white paper")) == ["terms/whitepaper"]


@pytest.mark.parametrize(
    "query", ["", " ", "the", "of the and", "asdfgh", "()[]*+?", "💥", "\x00\x1b[31m", "...", "qx"]
)
def test_nothing_is_found_for_nothing(index: Index, query: str) -> None:
    found = index.query(query)
    assert (found.hits, found.gaps, found.suggestion) == ((), (), None)


def test_one_rare_word_of_many_is_not_enough(index: Index) -> None:
    assert not index.query("sourdough bread baking recipe with federation flour").hits
