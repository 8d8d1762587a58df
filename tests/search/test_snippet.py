from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trusttui.search.documents import plain
from trusttui.search.results import Snippet
from trusttui.search.snippet import WIDTH, marked_text
from trusttui.search.words import stem, tokens


def snippet(text: str, weights: dict[str, float], *, start: str = "", lead: str = "") -> Snippet:
    return Snippet(*marked_text(text, weights, start=start, lead=lead))


FILLER = "Clouds drift over hills while rivers run to the sea and nobody counts the stones on their banks. " * 4
PROSE = st.lists(st.sampled_from(["alpha", "beta", "Gamma.", "delta;", "of", "x-ray", "🙂", "Größe"]), max_size=120)


def test_the_best_words_are_shown_from_the_beginning_of_their_sentence() -> None:
    found = snippet(f"{FILLER}Keys rotate on leap days. {FILLER}", {stem("leap"): 1.0})
    assert found.text.startswith("… Keys rotate on leap days.")
    assert found.text.endswith(" …")
    assert [found.text[low:high] for low, high in found.marks] == ["leap"]


def test_the_stretch_with_more_different_words_wins() -> None:
    text = f"Apple and apple and apple. {FILLER} Apple with pear. {FILLER}"
    found = snippet(text, {stem("apple"): 1.0, stem("pear"): 1.0})
    assert "Apple with pear." in found.text


def test_a_short_text_is_shown_whole_after_its_lead() -> None:
    found = snippet("Offered through federation.", {stem("federation"): 1.0}, lead="Cloud: yes.")
    assert found.text == "Cloud: yes. Offered through federation."
    assert [found.text[low:high] for low, high in found.marks] == ["federation"]


def test_a_beginning_marks_the_whole_word() -> None:
    found = snippet("Retention is limited.", {}, start="reten")
    assert [found.text[low:high] for low, high in found.marks] == ["Retention"]


@given(PROSE, st.sampled_from(["alpha", "gamma", "grosse", "ray"]), st.sampled_from(["", "de", "al"]))
def test_marks_are_words_that_count_in_order_and_the_text_is_short(parts: list[str], word: str, start: str) -> None:
    text = " ".join(parts)
    found = snippet(text, {stem(word): 1.0}, start=start)
    assert len(found.text) <= WIDTH + 30
    last = 0
    for low, high in found.marks:
        assert last <= low < high <= len(found.text)
        last = high
        (token,) = tokens(found.text[low:high])
        assert token.stem == stem(word) or (start and token.word.startswith(start))
    assert found.text.strip("… ") in text
    whole = any(token.stem == stem(word) for token in tokens(text))
    assert bool(found.marks) >= whole


def test_marks_of_markdown_are_dropped_and_text_is_kept() -> None:
    text = (
        "- **Kept** for [30 days](https://example.com/x), *then* `removed`:\n\n1. snake_case stays\n> quoted \\* star"
    )
    assert plain(text) == "Kept for 30 days, then removed: snake_case stays quoted * star"


def test_markup_of_consoles_is_no_markup() -> None:
    assert plain("[bold]loud[/bold] [@click=quit]x") == "[bold]loud[/bold] [@click=quit]x"
