"""Records of one document over the years: what lasts, what lapses, and what a contract says beside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from trusttui.pack.check import Fault, check_folder
from trusttui.pack.model import Attribute, Pack, Passage, Source, SourceKind, Statement, Value
from trusttui.pack.records import kept_in, next_records, with_kept_passages
from trusttui.pack.view import View

Edit = Callable[[str, str, str], None]
FaultsOf = Callable[[Path], tuple[Fault, ...]]
Named = Callable[[tuple[Fault, ...], str, str, str, str], bool]

SLUGS = ("a", "b", "c")
PASSAGE = Passage(words=4, sha256="0" * 64)


def record(number: int, keeps: frozenset[str] = frozenset(), own: frozenset[str] = frozenset()) -> Source:
    """The record of January of the year 2000 + number."""
    return Source(
        id=f"r{number}",
        title="Page",
        publisher="Acme",
        url="https://acme.example/",
        kind=SourceKind.WEB_PAGE,
        recorded=f"{2000 + number}-01-01",
        basis="Seen.",
        previous=f"r{number - 1}" if number else None,
        keeps=sorted(keeps),
        passages=dict.fromkeys(sorted(own), PASSAGE),
    )


def contract(number: int) -> Source:
    return replace(
        record(0, own=frozenset(SLUGS)), id="contract", kind=SourceKind.CONTRACT, recorded=f"{2000 + number}-06-01"
    )


def view_of(pack: Pack, sources: list[Source], statements: list[Statement], day: str) -> View:
    """A view of the small pack with these sources, and a row `row` with these statements for `desk`."""
    row = Attribute(id="row", title="Row", topic="use", means="So.", cells={"desk": statements})
    return View(replace(pack, sources=(*pack.sources, *with_kept_passages(sources)), attributes=(row,)), day)


def says(source: str, value: str, *passages: str, note: str = "") -> Statement:
    return Statement(source=source, value=Value(value), passages=list(passages), note=note)


def test_a_kept_passage_stands_under_the_headings_of_its_record() -> None:
    first = replace(record(0), passages={"a": replace(PASSAGE, section="Team"), "b": replace(PASSAGE, section="All")})
    second = replace(record(1, keeps=frozenset("ab")), headings={"Team": "Business"})
    third = record(2, keeps=frozenset("ab"))
    sections = [
        [each.section for each in source.passages.values()] for source in with_kept_passages([first, second, third])
    ]
    assert sections == [["Team", "All"], ["Business", "All"], ["Business", "All"]]


# --- against a plain reading of the rule

lines = st.lists(st.tuples(st.frozensets(st.sampled_from(SLUGS)), st.booleans()), min_size=1, max_size=6)


@given(lines=lines, said=st.data(), year=st.integers(0, 6))
def test_a_statement_lasts_as_long_as_every_record_has_its_passages(
    small_pack: Pack, lines: list[tuple[frozenset[str], bool]], said: st.DataObject, year: int
) -> None:
    """Each record keeps a part of the one before and has the rest anew; some make a statement of one passage."""
    has: list[frozenset[str]] = []
    sources, statements = [], []
    for number, (keeps, states) in enumerate(lines):
        kept = keeps & has[-1] if has else frozenset()
        own = frozenset(SLUGS) - kept if said.draw(st.booleans()) else frozenset()
        has.append(kept | own)
        sources.append(record(number, kept, own))
        if states and has[-1]:
            slug = said.draw(st.sampled_from(sorted(has[-1])))
            statements.append((number, slug))
    made = [says(f"r{number}", "yes", slug, note=f"{number}") for number, slug in statements]
    cell = view_of(small_pack, sources, made, f"{2000 + year}").cell("row", "desk")
    last = min(year, len(lines) - 1)
    known = [(number, slug) for number, slug in statements if number <= last]
    if not known:
        assert cell.current is None
        return
    number, slug = max(known)
    stands = all(slug in sources[later].keeps for later in range(number + 1, last + 1))
    assert cell.value == ("yes" if stands else "not-stated")
    assert cell.current is not None
    assert cell.current.gone is not stands
    if stands:
        assert (cell.current.source.id, cell.current.as_of) == (f"r{last}", f"{2000 + last}-01-01")
        assert cell.current.since == f"{2000 + number}-01-01"
        assert [citation.source for citation in cell.citations] == [f"r{last}"]
    else:
        assert cell.earlier[0].text == f"{number}"


def test_kept_passages_are_those_of_the_record_before() -> None:
    sources = with_kept_passages([record(1, frozenset("ab"), frozenset("c")), record(0, own=frozenset("ab"))])
    assert [sorted(source.passages) for source in sources] == [["a", "b", "c"], ["a", "b"]]
    after = next_records(sources)
    assert [source.id for source in kept_in(sources[1], ["a", "b"], after)] == ["r0", "r1"]
    assert [source.id for source in kept_in(sources[0], ["c"], after)] == ["r1"]


def test_records_in_a_circle_end() -> None:
    one = replace(record(1, frozenset("a"), frozenset("b")), previous="r2")
    two = replace(record(2, frozenset("b"), frozenset("a")), previous="r1")
    assert len(with_kept_passages([one, two])) == 2
    assert kept_in(one, [], next_records([one, two]))[0] is one


def test_the_same_words_in_successive_records_are_one_statement(small_pack: Pack) -> None:
    sources = [record(0, own=frozenset("a")), record(1, own=frozenset("b")), record(2, frozenset("b"))]
    same = [says("r0", "yes", "a", note="As before."), says("r1", "yes", "b", note="As before.")]
    cell = view_of(small_pack, sources, same, "2009").cell("row", "desk")
    assert cell.current is not None
    assert (cell.current.since, cell.current.as_of, cell.earlier) == ("2000-01-01", "2002-01-01", ())
    silent = [record(0, own=frozenset("a")), record(1), record(2, own=frozenset("b"))]
    later = replace(same[1], source="r2")
    again = view_of(small_pack, silent, [same[0], later], "2009").cell("row", "desk")
    assert again.current is not None
    assert again.current.since == "2002-01-01"  # the record between did not say it
    other = [same[0], replace(same[1], note="On a condition.")]
    assert len(view_of(small_pack, sources, other, "2009").cell("row", "desk").earlier) == 1


def test_a_record_counts_from_the_day_on_which_what_is_new_in_it_was_first_recorded(small_pack: Pack) -> None:
    late = replace(record(1, own=frozenset("b")), recorded="2001-08-22", first_recorded="2001-06-29")
    sources = [record(0, own=frozenset("a")), late]
    made = [says("r0", "no", "a"), says("r1", "yes", "b")]
    days = {
        "2001-06-28": ("no", "2000-01-01"),
        "2001-06-29": ("yes", "2001-06-29"),
        "2001-09-01": ("yes", "2001-08-22"),
    }
    for day, expected in days.items():
        current = view_of(small_pack, sources, made, day).cell("row", "desk").current
        assert current is not None
        assert (current.value, current.as_of) == expected, day


@pytest.mark.parametrize(
    ("page", "signed", "current", "beside"),
    [
        ("yes", "yes", "contract", "r0"),
        ("yes", "conditional", "contract", "r0"),
        ("conditional", "yes", "r0", "contract"),
        ("no", "yes", "r0", "contract"),
        ("not-stated", "conditional", "contract", "r0"),
        ("no", "not-stated", "r0", "contract"),
    ],
)
def test_of_contract_and_page_the_more_cautious_is_current(
    small_pack: Pack, page: str, signed: str, current: str, beside: str
) -> None:
    sources = [record(0, own=frozenset("a")), contract(1)]
    made = [says("r0", page, "a"), says("contract", signed, "a")]
    cell = view_of(small_pack, sources, made, "2009").cell("row", "desk")
    assert cell.current is not None
    assert (cell.current.source.id, [other.source.id for other in cell.beside]) == (current, [beside])
    assert cell.earlier == ()
    before = view_of(small_pack, sources, made, "2001-05-31").cell("row", "desk")
    assert before.beside == ()


# --- the checker


def test_a_broken_line_of_records_is_named(broken: Path, edit: Edit, faults_of: FaultsOf, named: Named) -> None:
    edit("sources.toml", 'stated = "2023-05-04"', 'previous = "privacy-2022-11"\nkeeps = ["scope", "nothing"]')
    faults = faults_of(broken)
    assert named(faults, "sources.toml", "keeps[0]", "passage of its own", "not declared again")
    assert named(faults, "sources.toml", "keeps[1]", 'no such passage of privacy-2022-11: "nothing"', "kept-60-days")


@pytest.mark.parametrize(
    ("written", "key", "found"),
    [
        ('previous = "privacy-1999"', "previous", "no such source"),
        ('previous = "privacy-2023-05"', "previous", "not older"),
        ('keeps = ["kept-60-days"]', "keeps", "no previous record"),
        ('first_recorded = "2023-06-01"', "first_recorded", "later than recorded"),
        ('first_recorded = "2023-02-31"', "first_recorded", "no date"),
        ('headings = { "Section 3" = "Section 4" }', "headings", "no previous record"),
        ('previous = "privacy-2022-11"\nheadings = { "Sction 3" = "Section 4" }', "headings", 'under "Sction 3"'),
        ('record = "ftp://acme.example/"', "record", ""),
        ('record_sha256 = "12"', "record_sha256", ""),
    ],
)
def test_what_a_record_must_not_say(
    broken: Path, edit: Edit, faults_of: FaultsOf, named: Named, written: str, key: str, found: str
) -> None:
    edit("sources.toml", 'stated = "2023-05-04"', written)
    assert named(faults_of(broken), "sources.toml", key, found, "")


def test_a_statement_that_lapses_without_a_newer_one_is_a_warning(broken: Path, edit: Edit) -> None:
    edit("sources.toml", 'stated = "2023-05-04"', 'previous = "privacy-2022-11"')
    pack, found = check_folder(broken)
    assert pack is not None
    lapsed = [fault for fault in found if "is gone from privacy-2023-05" in fault.found]
    assert all(fault.level == "warning" for fault in lapsed)
    points = [
        (f"attribute[{attribute.id}].cells.{tier}", {statement.source for statement in cell})
        for attribute in pack.attributes
        for tier, cell in attribute.cells.items()
    ]
    alone = {key for key, sources in points if sources == {"privacy-2022-11"}}
    assert {fault.key for fault in lapsed if fault.file == "matrix.toml"} == alone


def test_a_contract_goes_beside_and_not_before(broken: Path, edit: Edit, faults_of: FaultsOf, named: Named) -> None:
    article = (broken / "answers/general/retention.md").read_text()
    beside = '[[also]]\nsource = "privacy-2022-11"\npassages = ["scope"]\ntext = "So."\n+++\n'
    head, body = article.split("+++\n", 2)[1:]
    (broken / "answers/general/retention.md").write_text(f"+++\n{head.split('[[earlier]]')[0]}{beside}{body}")
    assert named(faults_of(broken), "answers/general/retention.md", "also[0].source", "same kind", "a contract")


def test_a_title_can_leave_a_place_for_a_tier(broken: Path, edit: Edit, faults_of: FaultsOf, named: Named) -> None:
    edit("answers/general/retention.md", 'title = "', 'title = "{desk}: ')
    pack, _ = check_folder(broken)
    assert pack is not None
    view = View(pack)
    found = next(article for article in view.articles if article.id == "answers/general/retention")
    assert found.title.startswith(f"{view.tier('desk').name}: ")
    edit("answers/general/retention.md", "{desk}", "{dusk}")
    assert named(
        faults_of(broken), "answers/general/retention.md", "title", 'no such tier of pack.toml: "{dusk}"', "desk"
    )
