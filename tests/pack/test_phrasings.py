"""Warnings where a pack does not say how people ask, or says it of two entries."""

from __future__ import annotations

from msgspec.structs import replace

from trusttui.pack.faults import Faults
from trusttui.pack.model import Gap, Pack
from trusttui.pack.phrasings import FEWEST, FEWEST_MAIN, check_phrasings


def ways(name: str, many: int = FEWEST_MAIN) -> list[str]:
    return [f"{name} in words {number}" for number in range(many)]


def full(pack: Pack) -> Pack:
    """The pack with enough phrasings everywhere."""
    book = pack.vocabulary
    return replace(
        pack,
        articles=tuple(replace(each, head=replace(each.head, asked_as=ways(each.id))) for each in pack.articles),
        attributes=tuple(replace(each, asked_as=ways(f"row {each.id}")) for each in pack.attributes),
        vocabulary=replace(
            book,
            term=[replace(each, asked_as=ways(f"term {each.id}", FEWEST)) for each in book.term],
            gap=[replace(each, asked_as=ways(f"gap {each.id}")) for each in book.gap],
        ),
    )


def found(pack: Pack) -> list[tuple[str, str, str]]:
    faults = Faults()
    check_phrasings(pack, faults)
    assert faults.count == 0, "warnings are no faults"
    return [(fault.file, fault.key, fault.found) for fault in faults.all()]


def with_gap(pack: Pack, asked_as: list[str]) -> Pack:
    gap = Gap(id="another", title="Another", text="None.", ask="privacy-desk", asked_as=asked_as)
    return replace(pack, vocabulary=replace(pack.vocabulary, gap=[*pack.vocabulary.gap, gap]))


def test_a_pack_that_says_enough_has_no_warning(small_pack: Pack) -> None:
    assert found(full(small_pack)) == []


def test_too_few_are_named(small_pack: Pack) -> None:
    ((file, key, what),) = found(with_gap(full(small_pack), ways("thin", FEWEST_MAIN - 1)))
    assert (file, key) == ("vocabulary.toml", "gap[another].asked_as")
    assert what.startswith("7 ways")


def test_a_phrasing_of_two_entries_is_named_with_both(small_pack: Pack) -> None:
    whole = full(small_pack)
    twice = whole.articles[0].head.asked_as[3]
    ((file, key, what),) = found(with_gap(whole, [f"{twice.upper()}?", *ways("new")]))
    assert (file, key) == ("vocabulary.toml", "gap[another].asked_as")
    assert f"{whole.articles[0].id}.md: asked_as" in what


def test_the_same_one_twice_in_an_entry_is_no_claim_of_two(small_pack: Pack) -> None:
    assert found(with_gap(full(small_pack), [*ways("new"), "new in words 1"])) == []


def test_a_pack_that_goes_without_is_left_alone(small_pack: Pack) -> None:
    assert found(small_pack) == []
