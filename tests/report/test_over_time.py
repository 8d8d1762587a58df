"""A tier on two days: nothing between equal days, the sides change places with the days, and exactly the rows whose
cells differ."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trusttui.pack.dates import last_day
from trusttui.pack.model import (
    AdvisorFile,
    Attribute,
    Contact,
    Pack,
    PackFile,
    Passage,
    Source,
    SourceKind,
    Statement,
    Tier,
    TierName,
    Topic,
    Value,
    VocabularyFile,
)
from trusttui.pack.view import View
from trusttui.report import as_markdown, as_text
from trusttui.report.blocks import Block
from trusttui.report.over_time import (
    NO_TIER,
    Day,
    OverTime,
    day_words,
    days_of,
    differences,
    existence,
    most_telling,
    over_time,
    over_time_blocks,
    over_time_csv,
    over_time_json,
    tiers_of,
)

DATES = ("2021", "2022-03", "2022-03-09", "2023-11-30", "2024-05")
DAYS = ("2019", "2020", "2021", "2022", "2022-02", "2022-03", "2022-03-09", "2023", "2024-04", "2024", "2025-01-01")
SOURCES = [f"s{number}" for number in range(len(DATES))]
TIERS = ("crew", "cloud")
PASSAGES = ("one", "two")


def _source(name: str, date: str, previous: str | None, keeps: list[str], kind: SourceKind) -> Source:
    return Source(
        id=name,
        title=name,
        publisher="Acme",
        url="https://acme.example/",
        kind=kind,
        recorded=date,
        basis="seen",
        previous=previous,
        keeps=keeps,
        passages={slug: Passage(words=3, sha256="0" * 64) for slug in PASSAGES},
    )


_statements = st.lists(
    st.builds(
        Statement,
        source=st.sampled_from(SOURCES),
        value=st.sampled_from(Value),
        note=st.sampled_from(["", "If asked.", "For all."]),
        passages=st.sampled_from([[], ["one"], ["one", "two"]]),
    ),
    max_size=4,
    unique_by=lambda each: each.source,
)


@st.composite
def _packs(draw: st.DrawFn) -> Pack:
    """Any pack of two tiers, a few records that may follow each other, and a few rows."""
    sources = []
    for number, (name, date) in enumerate(zip(SOURCES, DATES, strict=True)):
        previous = SOURCES[number - 1] if number and draw(st.booleans()) else None
        keeps = draw(st.sampled_from([[], ["one"], ["one", "two"]])) if previous else []
        kind = sources[-1].kind if previous else draw(st.sampled_from(SourceKind))
        sources.append(_source(name, date, previous, keeps, kind))
    rows = draw(st.lists(st.fixed_dictionaries(dict.fromkeys(TIERS, _statements)), min_size=1, max_size=4))
    meta = PackFile(
        schema=1,
        id="acme",
        name="Acme",
        version="1",
        publisher="Acme",
        about="Invented.",
        licence="MIT",
        tier=[
            Tier(id=tier, short=tier, names=[TierName(name=f"Acme {tier}", source=draw(st.sampled_from(SOURCES)))])
            for tier in TIERS
        ],
        topic=[Topic(id="use", title="Use"), Topic(id="law", title="Law")],
        contact=[Contact(id="desk", text="Ask the desk", source="s0", passages=["one"])],
    )
    attributes = tuple(
        Attribute(id=f"row-{n}", title=f"Row {n}", topic=("use", "law")[n % 2], means="So.", cells=cells)
        for n, cells in enumerate(rows)
    )
    return Pack(
        meta=meta,
        sources=tuple(sources),
        attributes=attributes,
        articles=(),
        changes=(),
        vocabulary=VocabularyFile(),
        advisor=AdvisorFile(question=[]),
        hash="0" * 64,
    )


_days = st.sampled_from(DAYS)
_tiers = st.sampled_from(TIERS)


@given(_packs(), _days, _tiers)
def test_equal_days_do_not_differ(pack: Pack, day: str, tier: str) -> None:
    assert differences(View(pack, day), View(pack, day), tier) == ()
    assert differences(View(pack, day), View(pack, last_day(day)), tier) == ()


@given(_packs(), _days, _days, _tiers)
def test_days_swapped_swap_the_sides(pack: Pack, one: str, other: str, tier: str) -> None:
    forth = differences(View(pack, one), View(pack, other), tier)
    back = differences(View(pack, other), View(pack, one), tier)
    assert [(row.attribute, row.before, row.after) for row in forth] == [
        (row.attribute, row.after, row.before) for row in back
    ]


@given(_packs(), _days, _days, _tiers)
def test_it_holds_exactly_the_rows_whose_cells_differ(pack: Pack, one: str, other: str, tier: str) -> None:
    first, second = View(pack, one), View(pack, other)
    found = {row.attribute.id for row in differences(first, second, tier)}

    def told(view: View, attribute: str) -> tuple[Value, str]:
        if tier not in [each.id for each in view.tiers]:
            return Value.NOT_STATED, ""
        cell = view.cell(attribute, tier)
        return cell.value, cell.note

    assert found == {each.id for each in pack.attributes if told(first, each.id) != told(second, each.id)}


@given(_packs(), _days, _days)
@settings(max_examples=60)
def test_the_older_day_is_before_however_they_are_given(pack: Pack, one: str, other: str) -> None:
    over, swapped = (over_time(View(pack, a), View(pack, b)) for a, b in ((one, other), (other, one)))
    assert last_day(over.before.as_of) <= last_day(over.after.as_of)
    assert [tier.differences for tier in over.tiers] == [tier.differences for tier in swapped.tiers]
    assert [tier.id for tier in over.tiers] == list(tiers_of(over.before, over.after))


@given(_packs(), _days, _days)
@settings(max_examples=60)
def test_every_format_holds_every_difference(pack: Pack, one: str, other: str) -> None:
    over = over_time(View(pack, one), View(pack, other), TIERS)
    data = over_time_json(over, one, other)
    assert (data["as_of"], data["against"]) == (one, other)
    assert len(data["rows"]) == over.count == len(list(csv.DictReader(io.StringIO(over_time_csv(over)))))
    blocks = list(over_time_blocks(over))
    text, markdown = as_text.render(blocks), as_markdown.render(blocks)
    for tier in over.tiers:
        for row in tier.differences:
            assert row.attribute.title in text
            assert row.attribute.title in markdown
    for row in data["rows"]:
        for side in (row["before"], row["after"]):
            assert list(side) == ["value", "note", "as_of", "since", "source", "citations"]
            assert side["value"] in ("not-stated", None) or side["source"]


def _over(pack: Pack, one: str, other: str | None, *tiers: str) -> OverTime:
    return over_time(View(pack, one), View(pack, other), tiers)


def _words(blocks: list[Block]) -> str:
    return as_text.render(blocks)


def test_both_sides_say_value_note_day_and_citation(small_pack: Pack) -> None:
    text = _words(list(over_time_blocks(_over(small_pack, "2022-11", None, "desk"))))
    at = text.index("Kept 30 days at most")
    row = text[at : text.index("\n\n", at)].splitlines()
    assert row == [
        "Kept 30 days at most",
        "✗ no  Before, November 2022",
        "  Kept for 60 days.",
        "  [Privacy at Acme, web page, November 2022 · Section 3 · kept-60-days]",
        "  as of November 2022",
        "◐ conditional  After, 20 May 2023",
        "  Removed after 20 days, unless a law requires otherwise.",
        "  [Privacy at Acme, web page, 20 May 2023 · Section 4 · kept-20-days]",
        "  as of 20 May 2023",
    ]


def test_a_note_alone_is_a_difference(small_pack: Pack) -> None:
    rows = _over(small_pack, "2022-11", None, "desk").tiers[0].differences
    dpa = next(row for row in rows if row.attribute.id == "dpa")
    assert not dpa.is_of_value
    assert (dpa.before.note, dpa.after.note) == ("", "The offer names the Engine alone.")


@pytest.mark.parametrize(
    ("days", "says"),
    [
        (("2021", None), "Acme Engine did not exist as of 2021: no source of that day names it."),
        (
            ("2021", "2022-01"),
            "Acme Engine did not exist on either day: no source of 2021 or of January 2022 names it.",
        ),
    ],
)
def test_a_tier_that_did_not_exist_is_said_so(small_pack: Pack, days: tuple[str, str | None], says: str) -> None:
    over = _over(small_pack, *days, "engine")
    assert list(existence(over, over.tiers[0])) == [says]


def test_a_day_without_the_tier_has_no_value_and_is_not_called_not_stated(small_pack: Pack) -> None:
    over = _over(small_pack, "2021", None, "engine")
    row = next(each for each in over_time_json(over, "2021", "2023")["rows"] if each["id"] == "dpa")
    assert row["before"] == {"value": None, "note": "", "as_of": None, "since": None, "source": None, "citations": []}
    assert row["after"]["value"] == "yes"
    text = _words(list(over_time_blocks(over)))
    assert f"Before, 2021: {NO_TIER}" in text
    assert "? not stated  Before" not in text


def test_another_name_is_said(small_pack: Pack) -> None:
    over = _over(small_pack, "2021", None, "desk")
    assert list(existence(over, over.tiers[0])) == ["As of 2021 it was called Acme Office."]


def test_topics_limit_the_rows(small_pack: Pack) -> None:
    over = over_time(View(small_pack, "2022-11"), View(small_pack), ["desk"], ["retention"])
    assert [row.attribute.id for row in over.tiers[0].differences] == ["short-retention"]


def test_a_formula_stays_text_in_csv(small_pack: Pack) -> None:
    import msgspec

    attributes = tuple(msgspec.structs.replace(each, title="=1+1") for each in small_pack.attributes)
    over = _over(msgspec.structs.replace(small_pack, attributes=attributes), "2022-11", None, "desk")
    rows = list(csv.DictReader(io.StringIO(over_time_csv(over))))
    assert {row["title"] for row in rows} == {"'=1+1"}


def test_the_day_to_compare_with_first_is_the_newest_before_that_differs(pack: Pack) -> None:
    view = View(pack)
    days = {"": Day(0, True), "2026-06-29": Day(0, True), "2026-01-08": Day(29, True), "2024-05-02": Day(54, True)}
    assert most_telling(view, days) == "2026-01-08"
    # A day on which the tier did not exist only where no other differs; a later day only where no earlier does.
    assert most_telling(view, {"2026-01": Day(85, False), "2025": Day(0, True), "2024": Day(3, True)}) == "2024"
    assert most_telling(view, {"2026-01": Day(85, False), "2025": Day(0, True)}) == "2026-01"
    assert most_telling(View(pack, "2024-01"), {"": Day(9, True), "2025": Day(4, True), "2023": Day(0, True)}) == ""
    assert most_telling(view, {"2025": Day(0, True)}) is None
    assert [day_words(each) for each in (Day(0, True), Day(1, True), Day(85, False))] == [
        "nothing differs",
        "1 row differs",
        NO_TIER,
    ]


def test_each_day_is_told_as_the_comparison_with_it_shows_it(pack: Pack) -> None:
    view = View(pack)
    dates = ["", *dict.fromkeys(source.date for source in view.sources)]
    for tier in view.tiers:
        for day, told in days_of(view, tier.id, dates).items():
            (shown,) = over_time(view, View(pack, day or None), [tier.id]).tiers
            assert told == Day(len(shown.differences), None not in (shown.before, shown.after))
    assert len(days_of(view, "api", dates)) == len(dates)


def test_of_a_large_pack_not_all_days_are_looked_at(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trusttui.report.over_time.MOST_CELLS", 2 * len(pack.attributes))
    assert list(days_of(View(pack), "api", ["2025", "2024", "2023"])) == ["2025", "2024"]
