"""The normal form of a text, and passages found by it."""

from __future__ import annotations

import sys
from hashlib import sha256
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trusttui.sources.passages import Fingerprint, find, find_all, fingerprint, normal_words

CLEAN = "“We’re careful,” said the owner’s clerk — the café keeps no list\u00a0of guests. SSO: fine."
WORDS = "we re careful said the owner s clerk the café keeps no list of guests sso fine"


def test_words_are_runs_of_letters_or_of_digits_in_lower_case() -> None:
    assert normal_words("TLS 1.2+ (AES-256), snake_case; Straße 7b") == (
        ["tls", "1", "2", "aes", "256", "snake", "case", "straße", "7", "b"]
    )


@pytest.mark.parametrize("text", ["", " \n", "—…!", "\u200b", "â Â"])
def test_no_words(text: str) -> None:
    assert normal_words(text) == []


@pytest.mark.parametrize(
    "text",
    [
        CLEAN,
        # What the wrong encoding leaves: a lone sign, one with its controls, one as Windows shows it.
        "âWeâre careful,â said the ownerâs clerkâthe café keeps no listÂ of guests.SSOFine",
        "â\x80\x9cWeâ\x80\x99re careful,â\x80\x9d said the ownerâ\x80\x99s clerk â\x80\x94 the café"
        " keeps no listÂ\xa0of guests. SSO fine",
        "â€œWeâ€™re careful,â€ said the ownerâ€™s clerk â€” the café keeps no list of guests. SSO fine",
        "Weʼre careful said the ownerʼs clerk the cafe\u0301 keeps no list of guests SSO fine",
        "We're care\u00adful said\u200b the own\u200der's clerk the caf\u2060e\u0301 keeps no list of guests"
        " SSO fine\ufeff",
        "We’re careful saidThe owner’s clerkThe café keepsNo list of guestsSSOFine",
    ],
)
def test_a_damaged_copy_has_the_words_of_the_clean_page(text: str) -> None:
    assert " ".join(normal_words(text)) == WORDS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("businessThe", "business the"),
        ("SSOFine-grained", "sso fine grained"),
        ("ΛόγοςΚαι", "λόγος και"),
        ("ПриватностьДанных", "приватность данных"),
        ("ΑΣ", "ας"),
        ("2023OpenHouse", "2023 open house"),
        ("ﬁle №\u00b2", "file no 2"),
        ("東京タワー", "東京タワー"),
    ],
)
def test_joints_and_alphabets(text: str, words: str) -> None:
    assert normal_words(text) == words.split()


def test_every_character_keeps_the_form_normal() -> None:
    """Of the ideographs and syllables, which are all alike, every fiftieth; what nobody has assigned is left out."""
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if category(char) in ("Cn", "Co") or (category(char) == "Lo" and code > 0x3400 and code % 50):
            continue
        words = normal_words(f"x{char}Y{char}z")
        assert normal_words(" ".join(words)) == words, hex(code)


@given(st.text())
def test_the_normal_form_of_its_own_join_is_itself(text: str) -> None:
    words = normal_words(text)
    assert normal_words(" ".join(words)) == words


@given(st.text(), st.text())
def test_what_stands_beside_it_does_not_change_a_text(left: str, right: str) -> None:
    assert normal_words(f"{left}\n{right}") == normal_words(left) + normal_words(right)


def test_fingerprint_is_the_hash_of_the_words() -> None:
    assert fingerprint("Keep it: 30 days!") == Fingerprint(4, sha256(b"keep it 30 days").hexdigest())


def test_a_text_without_words_has_no_fingerprint() -> None:
    with pytest.raises(ValueError, match="at least one word"):
        fingerprint("—")


@pytest.mark.parametrize(("words", "digest"), [(0, "0" * 64), (-1, "0" * 64), (1, "0" * 63), (1, "G" * 64), (1, "")])
def test_what_is_no_fingerprint_is_refused(words: int, digest: str) -> None:
    with pytest.raises(ValueError, match="not"):
        Fingerprint(words, digest)


def test_find() -> None:
    page = normal_words("The lamp is on. The lamp is off. The lamp is on again.")
    assert find(page, fingerprint("the lamp is ON")) == 0
    assert find(page, fingerprint("Is off?")) == 6
    assert find(page, fingerprint("is on again")) == 10
    assert find(page, fingerprint("the lamps")) is None
    assert find([], fingerprint("lamp")) is None
    assert find(["a"], fingerprint("a b")) is None


def test_find_all_keeps_keys_and_order() -> None:
    page = normal_words("one two three four")
    wanted = {
        "b": fingerprint("two three"),
        "x": fingerprint("three two"),
        "a": fingerprint("Two, Three"),
        "c": fingerprint("four"),
    }
    found = find_all(page, wanted)
    assert list(found.items()) == [("b", 1), ("x", None), ("a", 1), ("c", 3)]
    assert find_all(page, {}) == {}


@given(st.lists(st.sampled_from(["a", "b", "ç", "30", "data"]), min_size=1, max_size=40), st.data())
def test_any_window_is_found_at_it_or_before(page: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(page) - 1))
    end = data.draw(st.integers(start + 1, len(page)))
    at = find(page, fingerprint(" ".join(page[start:end])))
    assert at is not None
    assert at <= start
    assert page[at : at + end - start] == page[start:end]


@given(st.text(alphabet="aBc1 .â’", min_size=1), st.text(alphabet="aBc1 .â’"))
def test_found_means_that_the_words_stand_there(passage: str, text: str) -> None:
    page, words = normal_words(text), normal_words(passage)
    if words:
        starts = [at for at in range(len(page)) if page[at : at + len(words)] == words]
        assert find(page, fingerprint(passage)) == (starts[0] if starts else None)


def test_hundreds_of_passages_in_a_long_page() -> None:
    # Each word stands many times, as in a real page; the numbers in between tell the places apart.
    page = normal_words(" ".join(f"lamp {number % 997} is off" for number in range(12_500)))
    wanted = {at: fingerprint(" ".join(page[at : at + 5 + at % 40])) for at in range(0, 900, 3)}
    missing = {-length: fingerprint("absent " * length) for length in range(1, 4)}
    found = find_all(page, wanted | missing)
    assert all(place is not None and place <= key for key, place in found.items() if key >= 0)
    assert all(found[key] is None for key in missing)
