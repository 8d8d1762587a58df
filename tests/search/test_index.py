"""What a search finds, in what order, and which statement it quotes."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.search.found import ids, marked, the
from trusttui.pack.model import (
    Article,
    Attribute,
    Citation,
    Earlier,
    Gap,
    Kind,
    Pack,
    Source,
    Statement,
    Value,
    VocabularyFile,
)
from trusttui.pack.view import View
from trusttui.search.index import Index
from trusttui.search.words import tokens

WORDS = (
    "how long keep data reten encryption encrypted dpa team crew cloud iso zzz tape ( * \x00 🙂 2 soc sign-on retension"
    " the platform login at rest"
)
ANYTHING = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS.split()), max_size=30).map(" ".join))


# --- everything is searched


@pytest.mark.parametrize(
    ("query", "entry"),
    [
        ("newsletter", "answers/api/brand-new"),
        ("lifetime", "answers/cloud/retention"),
        ("weekly", "answers/api/brand-new"),
        ("law demands", "answers/cloud/retention"),
        ("magnetic", "answers/cloud/retention"),
        ("questionnaire", "agreements/dpa"),
        ("dpa", "agreements/dpa"),
        ("okta", "matrix/sso"),
        ("log in account", "matrix/sso"),
        ("federation", "matrix/sso"),
        ("distant tomorrow", "matrix/sso"),
        ("archives", "changes/retention-limited"),
        ("thirty", "changes/retention-limited"),
        ("without an end", "changes/retention-limited"),
        ("shortened", "changes/retention-limited"),
        ("contract", "terms/dpa"),
        ("rotate", "commitments/encryption"),
    ],
)
def test_every_field_is_searched(index: Index, query: str, entry: str) -> None:
    found = index.query(query)
    assert ids(found)[0] == entry
    assert ids(found).count(entry) == 1


def test_targets_of_links_are_not_searched(index: Index) -> None:
    assert not index.query("zebra").hits


def test_the_exact_title_comes_first(index: Index, small: Pack) -> None:
    for article in small.articles:
        assert ids(index.query(article.head.title))[0] == article.id
    for attribute in small.attributes:
        assert ids(index.query(attribute.title))[0] == f"matrix/{attribute.id}"


# --- what is quoted


def test_the_current_statement_is_quoted_with_its_source(index: Index) -> None:
    hit = the(index.query("days removed"), "answers/cloud/retention")
    assert (hit.older, hit.as_of, hit.citations) == (False, "2024-05-02", (Citation("new", "one"),))
    assert hit.snippet.text.startswith("Kept for at most 30 days, then removed. See the page.")
    assert set(marked(hit)) >= {"days", "removed"}


def test_an_older_statement_is_quoted_with_its_date_where_only_it_has_the_words(index: Index) -> None:
    hit = the(index.query("magnetic tape"), "answers/cloud/retention")
    assert (hit.older, hit.as_of, hit.citations) == (True, "2022", (Citation("old", "three"),))
    assert hit.tiers == ("cloud", "crew")
    assert hit.snippet.text == "Held indefinitely on magnetic tape."
    assert marked(hit) == ["magnetic", "tape"]


def test_an_older_cell_is_quoted_with_its_tier_and_value(index: Index) -> None:
    hit = the(index.query("distant tomorrow"), "matrix/sso")
    assert (hit.older, hit.as_of, hit.tiers) == (True, "2022", ("cloud",))
    assert hit.snippet.text == "Cloud: no. Promised for a distant tomorrow."


def test_where_both_have_the_words_the_newest_is_quoted(
    make_pack: Callable[..., Pack], make_article: Callable[..., Article]
) -> None:
    one = make_article(
        "answers/x/one",
        "Something",
        "Backups are made daily.",
        earlier=[Earlier(source="old", passages=["one"], text="Backups, backups and more backups are made.")],
    )
    hit = Index(View(make_pack(articles=(one,)))).query("backups made").hits[0]
    assert not hit.older
    assert hit.as_of == "2024-05-02"


def test_the_route_to_an_agreement_cites_its_own_passage(index: Index) -> None:
    assert the(index.query("questionnaire"), "agreements/dpa").citations == (Citation("new", "three"),)


def test_a_row_found_by_its_title_tells_every_tiers_value(index: Index) -> None:
    hit = the(index.query("okta"), "matrix/sso")
    assert hit.snippet.text.startswith("Crew: not stated; Cloud: yes.")


def test_newer_entries_come_before_equal_older_ones(
    make_pack: Callable[..., Pack], make_article: Callable[..., Article]
) -> None:
    pair = [make_article(f"answers/x/{name}", "Backups", "Made daily.", source=name) for name in ("old", "new")]
    assert ids(Index(View(make_pack(articles=tuple(pair)))).query("backups")) == ["answers/x/new", "answers/x/old"]


def test_of_two_old_entries_the_newer_one_is_kept(
    make_pack: Callable[..., Pack], make_article: Callable[..., Article], make_source: Callable[[str, str], Source]
) -> None:
    sources = tuple(make_source(name, date) for name, date in (("new", "2024"), ("old", "2022"), ("oldest", "2021-05")))
    pair = tuple(
        make_article(name, "Backups", "Made daily.", source=source)
        for name, source in (("answers/x/a", "oldest"), ("answers/x/z", "old"))
    )
    index = Index(View(make_pack(articles=pair, sources=sources)))
    assert ids(index.query("backups", limit=1)) == ["answers/x/z"]


def test_equal_entries_come_in_the_order_of_kind_and_id(
    make_pack: Callable[..., Pack], make_article: Callable[..., Article]
) -> None:
    names = ["agreements/a", "commitments/b", "commitments/a", "answers/x/b", "answers/x/a"]
    pack = make_pack(articles=tuple(make_article(name, "Backups", "Made daily.") for name in names))
    assert ids(Index(View(pack)).query("backups")) == [
        "answers/x/a",
        "answers/x/b",
        "commitments/a",
        "commitments/b",
        "agreements/a",
    ]


# --- as of an earlier day


def test_an_earlier_day_knows_no_later_statement(old_index: Index) -> None:
    assert old_index.query("x").as_of == "2022"
    for later in ("newsletter", "federation", "questionnaire", "archives", "whitepaper", "thirty days removed"):
        assert not old_index.query(later).hits, later
    hit = the(old_index.query("magnetic"), "answers/cloud/retention")
    assert (hit.older, hit.as_of) == (False, "2022")
    assert ids(old_index.query("sso")) == ["matrix/sso"]
    assert the(old_index.query("sso"), "matrix/sso").tiers == ("cloud",)


def test_a_row_that_no_source_of_the_day_speaks_of_is_not_found(old_index: Index) -> None:
    assert "matrix/fine-tuning" not in ids(old_index.query("fine-tuning"))


# --- tiers, kinds, gaps, limit


@pytest.mark.parametrize("name", ["crew", "Acme Crew", "acme business", "business"])
def test_a_tiers_name_prefers_its_entries_and_does_not_demand_the_word(
    make_pack: Callable[..., Pack], make_article: Callable[..., Article], name: str
) -> None:
    pair = tuple(
        make_article(f"answers/x/{tier}", "Backups", "Made daily.", tiers=[tier]) for tier in ("cloud", "crew")
    )
    index = Index(View(make_pack(articles=pair)))
    expected = ["answers/x/cloud", "answers/x/crew"]
    assert ids(index.query("backups")) == expected
    if name != "business":
        assert ids(index.query(f"{name} backups")) == expected[::-1]


def test_a_tier_that_is_named_is_the_cell_that_is_quoted(index: Index) -> None:
    assert the(index.query("crew sso"), "matrix/sso").snippet.text.startswith("Crew: not stated.")
    assert the(index.query("cloud sso"), "matrix/sso").snippet.text.startswith("Cloud: yes.")


def test_a_tier_alone_finds_what_speaks_of_it(index: Index) -> None:
    assert "answers/cloud/retention" in ids(index.query("cloud"))


def test_gaps_stand_beside_the_hits(index: Index, small: Pack) -> None:
    found = index.query("iso 27001")
    assert [gap.id for gap in found.gaps] == ["iso"]
    assert not found.hits
    assert [gap.id for gap in index.query("number of seats").gaps] == ["seats"]
    assert not index.query("encryption").gaps
    assert not index.query("newsletter certificate").gaps, "half a match is none"


def test_gaps_are_hits_where_they_are_asked_for(index: Index) -> None:
    found = index.query("iso certified", kinds=frozenset([Kind.GAP]))
    assert ids(found) == ["gaps/iso"]
    assert (found.hits[0].as_of, found.hits[0].tiers, found.hits[0].citations) == ("", (), ())


def test_a_tier_filter_keeps_what_touches_it(index: Index) -> None:
    everything = index.query("dpa")
    assert {"agreements/dpa", "terms/dpa"} <= set(ids(everything))
    assert "terms/dpa" not in ids(index.query("dpa", tiers=frozenset(["crew"])))
    assert "changes/retention-limited" not in ids(index.query("retention", tiers=frozenset(["crew"])))


def test_a_tier_filter_quotes_only_statements_for_it(index: Index) -> None:
    crew = the(index.query("sso", tiers=frozenset(["crew"])), "matrix/sso")
    assert crew.snippet.text.startswith("Crew:")
    # Only the older statement spoke of this tier as well.
    older = the(index.query("data lifetime", tiers=frozenset(["crew"])), "answers/cloud/retention")
    assert older.older
    assert older.tiers == ("cloud", "crew")


def test_the_limit_cuts_the_worst(index: Index) -> None:
    whole = ids(index.query("data", limit=50))
    assert len(whole) > 2
    for limit in range(len(whole) + 2):
        assert ids(index.query("data", limit=limit)) == whole[:limit]
    assert index.query("data", limit=-1).hits == ()


def test_an_empty_pack_finds_nothing(make_pack: Callable[..., Pack]) -> None:
    pack = make_pack(articles=(), attributes=(), changes=(), vocabulary=VocabularyFile())
    assert not Index(View(pack)).query("anything at all").hits


def test_a_statement_without_a_word_does_no_harm(make_pack: Callable[..., Pack]) -> None:
    bare = Attribute(
        id="bare",
        title="Backups",
        topic="security",
        means="Made.",
        cells={"crew": [Statement(source="new", value=Value.NOT_STATED)], "cloud": []},
    )
    pack = make_pack(attributes=(bare,), vocabulary=VocabularyFile(gap=[Gap(id="g", title="…", text="…", ask="desk")]))
    hit = the(Index(View(pack)).query("crew backups"), "matrix/bare")
    assert hit.snippet.text == "Crew: not stated."


# --- any string


@settings(max_examples=300, deadline=None)
@given(
    ANYTHING,
    st.frozensets(st.sampled_from(["crew", "cloud", "unknown"]), max_size=2),
    st.frozensets(st.sampled_from(list(Kind)), max_size=3),
    st.integers(0, 8),
)
def test_any_query_holds_its_promises(
    index: Index, text: str, tiers: frozenset[str], kinds: frozenset[Kind], limit: int
) -> None:
    found = index.query(text, tiers=tiers, kinds=kinds, limit=limit)
    assert found == index.query(text, tiers=tiers, kinds=kinds, limit=limit)
    assert len(found.hits) <= limit
    assert len(set(ids(found))) == len(found.hits)
    assert [hit.score for hit in found.hits] == sorted((hit.score for hit in found.hits), reverse=True)
    for hit in found.hits:
        assert hit.kind in (kinds or set(Kind) - {Kind.GAP})
        assert not tiers or tiers & set(hit.tiers)
        assert hit.older == (hit.as_of == "2022")
        assert 0 < hit.score <= 1
        last = 0
        for low, high in hit.snippet.marks:
            assert last <= low < high <= len(hit.snippet.text)
            assert len(tokens(hit.snippet.text[low:high])) == 1
            last = high


@pytest.mark.parametrize(
    "text",
    ["a" * 10_000, "encrpytion " * 1000, "(" * 10_000, "-" * 10_000, "a'" * 5000, "1a" * 5000, "\ud800", "ﷺ" * 999],
)
def test_a_long_or_strange_text_is_answered_at_once(index: Index, text: str) -> None:
    begin = time.perf_counter()
    index.query(text)
    assert time.perf_counter() - begin < 0.2


def test_no_more_than_the_first_words_are_read(index: Index) -> None:
    assert index.query("encryption " * 24 + "newsletter").hits == index.query("encryption " * 24).hits
    assert not index.query("(" * 600 + "encryption").hits
