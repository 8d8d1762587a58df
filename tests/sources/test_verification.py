"""Passages found, not found and not checked, in pages and in what is no page."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import trusttui
from tests.sources.making import URL, document, source
from trusttui.pack.load import bundled, load_pack
from trusttui.pack.model import Source
from trusttui.sources.gathering import in_folder
from trusttui.sources.reading import Page
from trusttui.sources.results import Reason, Result, Where
from trusttui.sources.verification import check

DESK, ENGINE = "Desk FAQ", "Engine FAQ"
KEPT = "Deleted chats leave our systems within 30 days."
PASSAGES = {
    "desk-kept": (DESK, KEPT),
    "desk-who": (DESK, "Admins of the workspace decide who has access to it."),
    "engine-kept": (ENGINE, KEPT),
    "engine-limit": (ENGINE, "Inputs may be retained for up to 60 days to find abuse."),
}
RECORD = f"""# Privacy

## {DESK}

{PASSAGES["desk-who"][1]} {KEPT}

## {ENGINE}

{PASSAGES["engine-limit"][1]} {KEPT}
"""
OF = source(PASSAGES, record=RECORD.encode())


def results(page: str | bytes, media_type: str = ".md", of: Source = OF) -> dict[str, str]:
    made = check(of, document(page, media_type), Page.of(RECORD.encode(), ".md"))
    return {each.passage: each.result.value for each in made.passages}


def test_all_are_found_in_the_record_itself_and_in_its_other_forms() -> None:
    html = "<html><body>" + "".join(
        f"<h2>{line[3:]}</h2>" if line.startswith("## ") else f"<p>{line}</p>" for line in RECORD.splitlines()
    )
    dump = RECORD.replace("\n", "").replace("#", "").replace(" FAQA", " FAQA")
    for page, form in ((RECORD, ".md"), (html + "</body></html>", "text/html"), (dump, ".txt")):
        assert set(results(page, form).values()) == {"found"}, form


def test_a_reworded_passage_is_not_found_and_the_nearest_text_is_named() -> None:
    made = check(OF, document(RECORD.replace("60 days", "90 days")), Page.of(RECORD.encode(), ".md"))
    (gone,) = [each for each in made.passages if each.result is not Result.FOUND]
    assert gone.passage == "engine-limit"
    assert gone.nearest
    assert gone.nearest.text == "Inputs may be retained for up to 90 days to find abuse."
    assert 0.85 < gone.nearest.near < 1


def test_without_the_record_there_is_no_nearest_text() -> None:
    made = check(OF, document(RECORD.replace("60 days", "90 days")))
    assert [each.nearest for each in made.passages if each.result is Result.NOT_FOUND] == [None]


@pytest.mark.parametrize("form", [".md", ".html"])
def test_a_sentence_of_one_section_does_not_count_for_another(form: str) -> None:
    page = RECORD.replace(f"abuse. {KEPT}", "abuse.")
    if form == ".html":
        page = "<html>" + page.replace(f"## {DESK}", f"<h2>{DESK}</h2>").replace(f"## {ENGINE}", f"<h2>{ENGINE}</h2>")
        page += "</html>"
    assert results(page, form) == {
        "desk-kept": "found",
        "desk-who": "found",
        "engine-kept": "not-found",
        "engine-limit": "found",
    }


def test_without_headings_the_neighbours_tell_the_sections() -> None:
    page = f"{PASSAGES['desk-who'][1]} {KEPT} Something else. {PASSAGES['desk-who'][1]} {PASSAGES['engine-limit'][1]}"
    assert results(page, ".txt")["desk-kept"] == "found"
    assert results(page, ".txt")["engine-kept"] == "not-found"


def test_where_the_page_does_not_tell_it_is_not_checked() -> None:
    page = f"{PASSAGES['desk-who'][1]} Then this. {KEPT} And that. {PASSAGES['engine-limit'][1]}"
    made = check(OF, document(page, ".txt"))
    unsure = [each for each in made.passages if each.result is Result.NOT_CHECKED]
    assert [each.passage for each in unsure] == ["desk-kept", "engine-kept"]
    assert {each.reason for each in unsure} == {Reason.AMBIGUOUS}


def test_what_moved_to_another_section_is_not_found_in_its_own() -> None:
    page = RECORD.replace(PASSAGES["desk-who"][1], "") + PASSAGES["desk-who"][1]
    made = {each.passage: each for each in check(OF, document(page)).passages}
    assert made["desk-who"].result is Result.NOT_FOUND
    assert "elsewhere" in made["desk-who"].words


LONG = "<p>" + "Some words that a page of this length has in its menus and its footer. " * 60
WALLS = [
    ("<html><title>Just a moment...</title><p>Checking your browser</html>", ".html", Reason.BOT_WALL),
    ("<html><script src='/cdn-cgi/challenge-platform/x'></script><p>One two</p></html>", ".html", Reason.BOT_WALL),
    (f"<html><title>Attention Required! | Shield</title>{LONG}</html>", ".html", Reason.BOT_WALL),
    ("<html><form>Name <input type='password'></form></html>", ".html", Reason.LOG_IN),
    ("Please log in to continue", ".txt", Reason.LOG_IN),
    (f"<html><h1>Page not found</h1>{LONG}</html>", ".html", Reason.SOFT_404),
    ("<html><p>Sorry, that page does not exist.</p></html>", ".html", Reason.SOFT_404),
    ("", ".html", Reason.EMPTY),
    ("<html><script>all of it</script></html>", ".html", Reason.EMPTY),
    ("Two words", ".txt", Reason.TOO_SHORT),
    (f"<html><body>{LONG}", ".html", Reason.TRUNCATED),
    (b"%PDF-1.7 ...", "application/pdf", Reason.NOT_TEXT),
    (b"PK\x03\x04\x00\x00" + b"x" * 900, ".md", Reason.NOT_TEXT),
]


@pytest.mark.parametrize(("page", "form", "reason"), WALLS)
def test_what_is_no_page_is_not_checked_and_never_changed(page: str | bytes, form: str, reason: Reason) -> None:
    made = check(OF, document(page, form))
    assert made.reason is reason, made.words
    assert made.result is Result.NOT_CHECKED
    assert {each.result for each in made.passages} == {Result.NOT_CHECKED}
    assert made.words


def test_a_redirect_to_the_front_page_or_a_log_in_is_no_page() -> None:
    front = check(OF, document(RECORD + " ", ".md", final="https://pages.test/"))
    assert front.reason is Reason.SOFT_404
    log_in = check(OF, document(RECORD + " ", ".md", final="https://pages.test/login?next=/privacy"))
    assert log_in.reason is Reason.LOG_IN


def test_another_page_is_not_checked() -> None:
    many = source({f"p{n}": ("", f"Number {n} of the lamps is blue and stays so.") for n in range(40)})
    made = check(many, document("Nothing of this is about what was recorded there. " * 60, ".txt"))
    assert made.reason is Reason.OTHER_PAGE
    one = check(many, document("Number 3 of the lamps is blue and stays so. Else nothing at all. " * 60, ".txt"))
    assert one.reason is Reason.OTHER_PAGE


def test_a_record_of_other_bytes_is_not_checked() -> None:
    assert check(OF, document(RECORD + "\n", where=Where.RECORD)).reason is Reason.OTHER_BYTES
    assert check(OF, document(RECORD, where=Where.RECORD)).result is Result.FOUND


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        ("Café rules: the naïve résumé stays for 30 days.".encode("latin-1"), "text/html; charset=utf-8"),
        ("Café rules: the naïve résumé stays for 30 days.".encode("latin-1"), "text/plain; charset=iso-8859-1"),
        ("Café rules: the naïve résumé stays for 30 days.".encode(), "text/html; charset=iso-8859-1"),
        ("Café rules: the naïve résumé stays for 30 days.".encode("utf-16"), "text/plain"),
    ],
)
def test_a_mis_declared_encoding_is_read_all_the_same(data: bytes, media_type: str) -> None:
    of = source({"stays": ("", "Café rules: the naïve résumé stays for 30 days.")})
    (made,) = check(of, document(data, media_type)).passages
    assert made.result is Result.FOUND


@given(st.binary(max_size=3_000), st.sampled_from([".html", ".md", ".txt", "text/html; charset=koi8-r"]))
def test_any_bytes_have_a_check(data: bytes, form: str) -> None:
    made = check(OF, document(data, form), Page.of(RECORD.encode(), ".md"))
    assert len(made.passages) == len(PASSAGES)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_mutated_document_is_never_wrong_about_what_it_still_has(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(RECORD)))
    end = data.draw(st.integers(start, len(RECORD)))
    page = RECORD[:start] + data.draw(st.text(max_size=20)) + RECORD[end:]
    for slug, result in results(page).items():
        if result == "found":
            of = source({slug: PASSAGES[slug]})
            assert check(of, document(page + " x" * 80, ".md")).result is not Result.NOT_FOUND


@given(st.text(), st.integers(0, 5), st.integers(1, 5))
def test_words_stand_where_their_span_says(text: str, first: int, count: int) -> None:
    page = Page((text,))
    if first + count <= len(page.words):
        start, end = page.span(first, count)
        assert 0 <= start <= end <= len(page.text)
        assert page.span(0, len(page.words))[1] <= len(page.text)


ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS = ROOT / "shared" / "sources"


def test_all_sources_are_found_in_their_files(tmp_path: Path) -> None:
    if not DOCUMENTS.is_dir():
        pytest.skip("the source documents are not part of the repository, and their folder is not beside it")
    from trusttui.sources.copies import Copies
    from trusttui.sources.gathering import checks

    pack = load_pack(bundled())
    gathered = in_folder(DOCUMENTS, pack.sources, Copies(tmp_path, lambda path, data: None), "2026-11-03")
    made = [each for of in gathered for each in checks(of)]
    assert [(each.source, each.words) for each in made if each.result is not Result.FOUND] == []
    assert len(made) == len(pack.sources)


def test_the_url_is_the_one_that_was_asked_for() -> None:
    assert check(OF, document(RECORD)).at == URL


def test_each_reason_is_given_by_something() -> None:
    program = "".join(path.read_text() for path in Path(trusttui.__file__).parent.rglob("*.py"))
    assert [reason.name for reason in Reason if f"Reason.{reason.name}" not in program] == []
