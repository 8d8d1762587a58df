"""Which of several entries comes first, and how sure a search is of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from trusttui.pack.model import Article, Attribute, Earlier, Gap, Pack, Statement, Synonym, Term, Value, VocabularyFile
from trusttui.pack.view import View
from trusttui.search.index import Index

MakePack = Callable[..., Pack]
MakeArticle = Callable[..., Article]


def ids(index: Index, query: str) -> list[str]:
    return [hit.id for hit in index.query(query).hits]


def silent(make_article: MakeArticle, name: str, **head: object) -> Article:
    """An answer that only says that nothing is stated."""
    return make_article(name, "Who reads the letters?", "Not stated.", not_stated=True, **head)


# --- not stated


def test_what_only_says_that_nothing_is_stated_comes_after_what_answers(
    make_pack: MakePack, make_article: MakeArticle
) -> None:
    answering = make_article("answers/x/b", "Who reads the letters?", "Two clerks do.")
    pack = make_pack(articles=(silent(make_article, "answers/x/a"), answering))
    assert ids(Index(View(pack)), "reads letters ") == ["answers/x/b", "answers/x/a"]


def test_what_said_something_before_is_no_silence(make_pack: MakePack, make_article: MakeArticle) -> None:
    before = Earlier(source="old", passages=["one"], text="Two clerks did.", tiers=["crew"])
    told = silent(make_article, "answers/x/a", earlier=[before])
    pack = make_pack(articles=(told, silent(make_article, "answers/x/b")))
    first, second = Index(View(pack)).query("reads letters ").hits
    assert first.id == "answers/x/a"
    assert first.score > second.score


def test_a_row_that_is_silent_on_the_tier_that_is_named_comes_after_one_that_is_not(make_pack: MakePack) -> None:
    def row(name: str, crew: str, cloud: str) -> Attribute:
        cells = {
            tier: [Statement(source="new", value=Value(value), note="So it is.", passages=["two"])]
            for tier, value in (("crew", crew), ("cloud", cloud))
        }
        return Attribute(id=name, title="Letters are read", topic="security", means="Somebody reads.", cells=cells)

    index = Index(View(make_pack(attributes=(row("a", "not-stated", "yes"), row("b", "yes", "not-stated")))))
    assert ids(index, "crew letters read ")[:2] == ["matrix/b", "matrix/a"]
    assert ids(index, "cloud letters read ")[:2] == ["matrix/a", "matrix/b"]


# --- phrasings


@pytest.mark.parametrize("typed", ["who may lo", "who may look a", "who may look at", "who may look at ou"])
def test_a_phrasing_that_begins_so_comes_first(make_pack: MakePack, make_article: MakeArticle, typed: str) -> None:
    pair = (
        make_article("answers/x/a", "Letters", "Long.", asked_as=["may look at our letters now and then who"]),
        make_article("answers/x/b", "Letters", "Long.", asked_as=["who may look at our letters now and then"]),
    )
    index = Index(View(make_pack(articles=pair, attributes=(), changes=())))
    assert ids(index, typed)[0] == "answers/x/b"


def test_the_very_words_come_before_words_that_stand_for_them(make_pack: MakePack, make_article: MakeArticle) -> None:
    pair = tuple(
        make_article(f"answers/x/{name}", "Something", "Said.", asked_as=[line])
        for name, line in (("a", "is it scrambled at night"), ("b", "is it secret code at night"))
    )
    index = Index(View(make_pack(articles=pair)))
    assert ids(index, "scrambled at night ") == ["answers/x/a", "answers/x/b"]
    assert ids(index, "secret code at night ") == ["answers/x/b", "answers/x/a"]


# --- words that are begun


def test_a_begun_word_becomes_first_what_most_entries_have(make_pack: MakePack, make_article: MakeArticle) -> None:
    words = ("lettuce", "letters", "letters", "letters", "letters")
    pack = make_pack(
        articles=tuple(make_article(f"answers/x/{n}", word, "Said.") for n, word in enumerate(words)),
    )
    found = ids(Index(View(pack)), "lett")
    assert found[0] != "answers/x/0"
    # The rarer word has its turn before the commoner one comes a third time.
    assert "answers/x/0" in found[:3]


# --- initials


@pytest.fixture(scope="module")
def initials(make_pack: MakePack, make_article: MakeArticle) -> Index:
    vocabulary = VocabularyFile(
        synonym=[
            Synonym(words=["technical and organisational measures", "toms", "protective steps"]),
            Synonym(words=["term", "terms"]),
        ],
        term=[
            Term(id="msa", term="MSA", meaning="A frame.", source="new", passages=["one"], aliases=["Main Sale Act"])
        ],
        gap=[Gap(id="g", title="Term of office", text="No source says it.", ask="desk")],
    )
    articles = (
        make_article("answers/x/measures", "Technical and organisational measures", "Locks."),
        make_article("answers/x/steps", "Protective steps", "Locks."),
        make_article("answers/x/act", "Main Sale Act", "Sold."),
        make_article("answers/x/term", "The term of a contract", "A year."),
    )
    return Index(View(make_pack(articles=articles, attributes=(), changes=(), vocabulary=vocabulary)))


@pytest.mark.parametrize("query", ["TOMs", "toms", "TOM"])
def test_initials_stand_for_their_words_better_than_other_synonyms(initials: Index, query: str) -> None:
    found = initials.query(query).hits
    assert found[0].id == "answers/x/measures"
    assert found[0].score > 1.2 * max(hit.score for hit in found if hit.id == "answers/x/steps")


def test_a_terms_initials_stand_for_its_words(initials: Index) -> None:
    assert "answers/x/act" in ids(initials, "MSA")


@pytest.mark.parametrize(
    ("query", "suggestion"), [("TEMR", None), ("temr", "term"), ("CONTRACT TEMR", "CONTRACT term")]
)
def test_what_is_written_as_initials_is_no_mistyped_word(initials: Index, query: str, suggestion: str | None) -> None:
    assert initials.query(query).suggestion == suggestion


@pytest.mark.parametrize(("query", "meant"), [("ownship of it", "ownership of it"), ("ornwing of it", None)])
def test_two_slips_in_a_short_word_are_believed_late(
    make_pack: MakePack, make_article: MakeArticle, query: str, meant: str | None
) -> None:
    index = Index(View(make_pack(articles=(make_article("answers/x/a", "Ownership and owning", "Yours."),))))
    assert index.query(query).suggestion == meant


# --- how sure


def test_an_answer_is_less_sure_the_nearer_a_gap_comes(make_pack: MakePack, make_article: MakeArticle) -> None:
    answer = make_article("answers/x/a", "Letters are kept in the tower", "In the tower, all of them.")

    def score(*gaps: Gap) -> float:
        pack = make_pack(articles=(answer,), vocabulary=VocabularyFile(gap=list(gaps)))
        hits = Index(View(pack)).query("letters kept in the tower ").hits
        return hits[0].score if hits else 0.0

    near = Gap(id="g", title="Letters kept in the tower", text="No source says how long.", ask="desk")
    far = Gap(id="g", title="Cows kept in the meadow", text="No source says how many.", ask="desk")
    assert score(near) < 0.8 * score(far)


@pytest.mark.parametrize(("times", "shown"), [(1, 12), (0, 1)])
def test_of_weak_answers_only_the_likeliest_are_shown(
    make_pack: MakePack, make_article: MakeArticle, times: int, shown: int
) -> None:
    def told(number: int) -> Article:
        more = "letters letters letters" if number == 0 else ""
        before = Earlier(source="old", passages=["one"], text=f"Letters {more}", tiers=["crew"])
        return make_article(f"answers/x/{number}", f"Thing {number}", f"Said {'letters ' * times}", earlier=[before])

    articles = tuple(map(told, range(12)))
    index = Index(View(make_pack(articles=articles, attributes=(), changes=(), vocabulary=VocabularyFile())))
    assert len(ids(index, "letters ")) == shown


def test_one_letter_of_the_next_word_says_little(make_pack: MakePack, make_article: MakeArticle) -> None:
    pair = (
        make_article("answers/x/a", "Article b", "Said."),
        make_article("answers/x/b", "Reward bug", "Paid."),
    )
    index = Index(View(make_pack(articles=pair, attributes=(), changes=())))
    assert ids(index, "bug b") == ["answers/x/b"]


def test_small_words_alone_find_the_phrasings_that_begin_with_them(
    make_pack: MakePack, make_article: MakeArticle
) -> None:
    lines = {"a": ["who can read the letters"], "b": ["how do we write"], "c": ["who can count", "who can carry"]}
    articles = tuple(make_article(f"answers/x/{n}", "Letters", "Said.", asked_as=asked) for n, asked in lines.items())
    gap = Gap(id="g", title="Who can say it", text="No source does.", ask="desk")
    index = Index(View(make_pack(articles=articles, vocabulary=VocabularyFile(gap=[gap]))))
    for query in ("who can", "who can ", "Who can?"):
        assert ids(index, query)[:2] == ["answers/x/c", "answers/x/a"], query
        assert "answers/x/b" not in ids(index, query)
    assert ids(index, "how do") == ["answers/x/b"]
    assert ids(index, "who") == ids(index, "whose can") == ids(index, "can who") == []


def test_what_holds_for_all_comes_before_what_is_about_one_tier(make_pack: MakePack, make_article: MakeArticle) -> None:
    pair = tuple(
        make_article(f"answers/x/{name}", "Letters", "Kept.", tiers=tiers)
        for name, tiers in (("a", ["crew"]), ("b", ["crew", "cloud"]))
    )
    index = Index(View(make_pack(articles=pair)))
    assert ids(index, "letters ") == ["answers/x/b", "answers/x/a"]
    assert ids(index, "crew letters ") == ["answers/x/a", "answers/x/b"]


def test_an_entry_that_has_all_the_words_stands_beside_a_gap_that_fits_better(
    make_pack: MakePack, make_article: MakeArticle
) -> None:
    gap = Gap(id="g", title="Parrots", text="No source says what becomes of parrots.", ask="desk", asked_as=["parrot"])
    clear = make_article("answers/x/a", "The promises and parrots", "For parrots they hold.")
    faint = make_article("answers/x/a", "Do the promises hold?", f"For dogs, cats and parrots. {'Cows too. ' * 9}")
    for article, shown in ((clear, ["answers/x/a"]), (faint, [])):
        pack = make_pack(articles=(article,), vocabulary=VocabularyFile(gap=[gap]))
        found = Index(View(pack)).query("parrots ")
        assert [hit.id for hit in found.hits] == shown
        assert [each.id for each in found.gaps] == ["g"]
