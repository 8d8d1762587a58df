"""What is different between a record and a page of today, and what is noise."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.making import source
from trusttui.pack.load import bundled, load_pack
from trusttui.pack.model import Pack, Source
from trusttui.sources.drift import Difference, Kind, drift
from trusttui.sources.passages import Fingerprint, find_every, normal_words
from trusttui.sources.reading import Page

RECORD = """# Privacy

Updated: June 4, 2025

## Desk FAQ

The desk is made for the staff of a whole organisation and its admins.
Deleted chats leave our systems within 30 days.
Only the members of a workspace can read the chats that are in it.

## Engine FAQ

The engine is made for those who build products with our models.
Inputs may be retained for up to 60 days to find abuse of the service.
"""
PASSAGES = {
    "kept": ("Desk FAQ", "Deleted chats leave our systems within 30 days."),
    "read": ("Desk FAQ", "Only the members of a workspace can read the chats that are in it."),
    "limit": ("Engine FAQ", "Inputs may be retained for up to 60 days to find abuse of the service."),
    "dated": ("", "Updated: June 4, 2025"),
}
OF = source(PASSAGES, record=RECORD.encode())


def differences(page: str, form: str = ".md", weights: dict[str, int] | None = None) -> list[Difference]:
    found = drift(
        OF, Page.of(RECORD.encode(), ".md"), Page.of(page.encode(), form), lambda slug: (weights or {}).get(slug, 1)
    )
    return list(found.differences)


NOISE = [
    RECORD,
    RECORD.replace("June 4, 2025", "January 8, 2026"),
    RECORD.replace("chats", "\u201cchats\u201d").replace("systems", "sys\u00adtems\u200b"),
    RECORD.replace("Deleted chats leave our systems", "The deleted chats leave systems"),
    RECORD.replace("retained", "[retained](https://acme.test/x?utm_source=mail)"),
    RECORD.replace("of the service", "of the service (opens in a new window)"),
    RECORD.replace("## Engine FAQ", "## Engine questions and answers"),
    RECORD.split("## Desk FAQ")[0]
    + "## Engine FAQ"
    + RECORD.split("## Engine FAQ")[1]
    + "\n## Desk FAQ"
    + RECORD.split("## Desk FAQ")[1].split("## Engine FAQ")[0],
    "Menu\n\nProducts\n\nPricing\n\nLog in\n\n"
    + RECORD
    + "\nCompany\n\nCareers\n\nPress\n\n© 2026 Acme. All of it is ours and stays so.",
]


@pytest.mark.parametrize("page", NOISE)
def test_noise_is_silent(page: str) -> None:
    assert differences(page) == []


def test_another_number_is_a_change_with_both_texts() -> None:
    (found,) = differences(RECORD.replace("60 days", "90 days"))
    assert (found.kind, found.passages, found.dropped, found.added) == (Kind.CHANGED, ("limit",), ("60",), ("90",))
    assert found.before == PASSAGES["limit"][1]
    assert "up to 90 days" in found.after


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("within 30 days.", "within 30 days, unless the law requires otherwise."),
        ("Only the members", "The members"),
        ("may be retained", "are not retained"),
        ("read the chats", "read or export the chats"),
    ],
)
def test_a_word_that_flips_the_meaning_is_no_noise(old: str, new: str) -> None:
    (found,) = differences(RECORD.replace(old, new))
    assert found.kind is Kind.CHANGED
    assert len(found.passages) == 1


def test_what_is_gone_and_what_is_new() -> None:
    page = RECORD.replace(PASSAGES["read"][1], "")
    (gone,) = differences(page)
    assert (gone.kind, gone.passages, gone.before) == (Kind.GONE, ("read",), PASSAGES["read"][1])
    extra = "Contractors in other countries look at a sample of all conversations every week."
    (new,) = differences(RECORD.replace("## Engine", f"{extra}\n\n## Engine"))
    assert (new.kind, new.after, new.passages) == (Kind.NEW, extra, ())


def test_the_weightiest_comes_first_and_new_text_last() -> None:
    page = RECORD.replace("60 days", "90 days").replace("30 days", "45 days")
    page = page.replace("## Engine", "Contractors look at a sample of all conversations every week.\n\n## Engine")
    assert [each.passages for each in differences(page, weights={"limit": 9})] == [("limit",), ("kept",), ()]
    assert [each.passages for each in differences(page, weights={"kept": 9})] == [("kept",), ("limit",), ()]


@settings(max_examples=60, deadline=None)
@given(st.text(), st.sampled_from([".html", ".md", ".txt"]))
def test_any_page_can_be_held_against_the_record(page: str, form: str) -> None:
    differences(page, form)
    differences(RECORD + page, form)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_against_itself_any_page_is_silent(page: str) -> None:
    record = Page.of(page.encode(), ".md")
    assert drift(source({}), record, Page.of(page.encode(), ".md"), lambda slug: 1).differences == ()


# --- the documents themselves

DOCUMENTS = Path(__file__).resolve().parents[3] / "shared" / "sources"
needs_documents = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the documents are not beside the repository")


def page_of(of: Source) -> Page:
    for path in sorted(DOCUMENTS.iterdir()):
        data = path.read_bytes()
        if path.stem == of.id or sha256(data).hexdigest() == of.record_sha256:
            return Page.of(data, path.suffix)
    raise AssertionError(of.id)


@pytest.fixture(scope="module")
def bundled_pack() -> Pack:
    return load_pack(bundled())


@needs_documents
def test_each_document_is_silent_against_itself(bundled_pack: Pack) -> None:
    for of in bundled_pack.sources:
        found = drift(of, page_of(of), page_of(of), lambda slug: 1)
        assert found.differences == (), of.id


@needs_documents
@pytest.mark.parametrize(
    ("old", "new", "first"),
    [
        ("enterprise-privacy-2024-01", "enterprise-privacy-2024-05", "changes/2024-05"),
        ("enterprise-privacy-2026-01", "enterprise-privacy-2026-08", "changes/2026-06"),
    ],
)
def test_between_two_documents_the_changes_of_substance_and_nothing_else(
    bundled_pack: Pack, old: str, new: str, first: str
) -> None:
    """Held against the pack's own account of what changed between the two, which was written by reading them."""
    sources = {of.id: of for of in bundled_pack.sources}
    changes = [change for change in bundled_pack.changes if change.id.startswith(first)]
    before = {slug for each in changes if each.head.before.source == old for slug in each.head.before.passages}
    after = {slug for each in changes if each.head.after.source == new for slug in each.head.after.passages}
    prints = {slug: Fingerprint(kept.words, kept.sha256) for slug, kept in sources[new].passages.items()}
    found = drift(sources[old], page_of(sources[old]), page_of(sources[new]), lambda slug: 1).differences
    touched: set[str] = set()
    for each in found:
        cited = {slug for slug, at in find_every(normal_words(each.after), prints).items() if at}
        # Nothing else: each difference is one that the pack tells as a change.
        assert set(each.passages) & before or cited & after, (each.kind, each.passages, each.after)
        touched |= set(each.passages) | cited
    # And all of them: each change that has a text which differs is named.
    gone = {
        slug
        for slug in before
        if not find_every(
            page_of(sources[new]).words,
            {0: Fingerprint(sources[old].passages[slug].words, sources[old].passages[slug].sha256)},
        )[0]
    }
    missed = [
        change.id
        for change in changes
        if set(change.head.before.passages) & gone and not set(change.head.before.passages) & touched
    ]
    assert missed == []
    assert len(found) >= 5
