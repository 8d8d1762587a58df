"""What the checker does beyond naming one fault: all at once, no false ones, warnings, and what is allowed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from trusttui.pack.check import Fault, check_folder

Edit = Callable[[str, str, str], None]
FaultsOf = Callable[[Path], tuple[Fault, ...]]
Named = Callable[[tuple[Fault, ...], str, str, str, str], bool]

RETENTION = "answers/general/retention.md"
CHANGE = "changes/2023-05-kept-20-days.md"
SHORT_DESK = "attribute[short-retention].cells.desk"


def test_the_packs_to_break_are_whole(small_folder: Path, hostile_folder: Path) -> None:
    for folder in (small_folder, hostile_folder):
        pack, faults = check_folder(folder)
        assert pack is not None
        assert faults == ()


def test_one_fault_brings_no_others(broken: Path, edit: Edit, faults_of: FaultsOf) -> None:
    edit("matrix.toml", 'value = "conditional"', 'value = "maybe"')
    assert [(fault.file, fault.key) for fault in faults_of(broken)] == [("matrix.toml", f"{SHORT_DESK}[0].value")]


def test_an_unreadable_table_does_not_condemn_what_refers_to_it(broken: Path, edit: Edit, faults_of: FaultsOf) -> None:
    edit("sources.toml", "words = 7", "words = ")
    assert [fault.file for fault in faults_of(broken)] == ["sources.toml"]


def test_all_faults_at_once(broken: Path, edit: Edit, faults_of: FaultsOf) -> None:
    edit("pack.toml", "schema = 1", "schema = 3")
    edit("matrix.toml", 'value = "no"', 'value = "nope"')
    edit("matrix.toml", '["kept-60-days"]', '["kept"]')
    edit("advisor.toml", 'agreement = "dpa"', 'agreement = "baa"')
    edit("vocabulary.toml", 'ask = "privacy-desk"', 'ask = "nobody"')
    edit(RETENTION, 'title = "How', 'titel = "How')
    edit(CHANGE, 'severity = "major"', 'severity = "huge"')
    assert {(fault.file, fault.key) for fault in faults_of(broken)} == {
        ("pack.toml", "schema"),
        ("matrix.toml", "attribute[staff-chat].cells.engine[0].value"),
        ("matrix.toml", f"{SHORT_DESK}[1].passages[0]"),
        ("advisor.toml", "question[personal-data].option[yes].need[0].agreement"),
        ("vocabulary.toml", "gap[data-residency].ask"),
        (RETENTION, "titel"),
        (RETENTION, "title"),
        (CHANGE, "severity"),
    }


def test_a_number_where_tables_should_be(broken: Path, faults_of: FaultsOf, named: Named) -> None:
    (broken / "sources.toml").write_text('[[source]]\nid = "x"\npassages = 3\n[[source]]\npassages.y = 4\n')
    faults = faults_of(broken)
    assert named(faults, "sources.toml", "source[x].passages", "3 (", "a table")
    assert named(faults, "sources.toml", "source[1].passages.y", "4 (", "a table")


def test_nothing_is_said_of_uncited_passages_while_a_file_cannot_be_read(broken: Path, edit: Edit) -> None:
    edit("matrix.toml", 'id = "dpa"', "id = dpa")
    (broken / "answers/desk/encryption.md").write_text("x")
    assert {fault.level for fault in check_folder(broken)[1]} == {"fault"}


def test_an_empty_cell(broken: Path, edit: Edit, faults_of: FaultsOf, named: Named) -> None:
    edit("matrix.toml", "[[attribute.cells.desk]]", "[attribute.cells]\ndesk = []\n[[attribute.cells.other]]")
    assert named(
        faults_of(broken), "matrix.toml", "attribute[staff-chat].cells.desk", "empty", "at least one statement"
    )


def test_a_tier_without_a_name(broken: Path, faults_of: FaultsOf, named: Named) -> None:
    path = broken / "pack.toml"
    head, rest = path.read_text().split("[[tier.names]]", 1)
    path.write_text(head + "names = []\n\n[[tier]]" + rest.split("[[tier]]", 1)[1])
    assert named(faults_of(broken), "pack.toml", "tier[desk].names", "no name", "at least one name")


def test_a_second_contact_and_a_second_caution(broken: Path, faults_of: FaultsOf, named: Named) -> None:
    for file, array in (("pack.toml", "[[contact]]"), ("advisor.toml", "[[caution]]")):
        path = broken / file
        text = path.read_text()
        path.write_text(text + text[text.index(array) :])
    faults = faults_of(broken)
    assert named(faults, "pack.toml", "contact[privacy-desk].id", "a second contact", "one contact")
    assert named(faults, "advisor.toml", "caution[law-keeps-longer].id", "a second caution", "one caution")


@pytest.mark.parametrize("array", ["tier", "topic", "contact", "source"])
def test_a_pack_of_none(broken: Path, faults_of: FaultsOf, named: Named, array: str) -> None:
    file = "sources.toml" if array == "source" else "pack.toml"
    (broken / file).write_text(f"{array} = []\n")
    assert named(faults_of(broken), file, array, "there is none", f"at least one {array}")


def test_an_earlier_statement_newer_than_the_article(
    broken: Path, edit: Edit, faults_of: FaultsOf, named: Named
) -> None:
    edit("sources.toml", 'recorded = "2022-11"', 'recorded = "2023-11"')
    faults = faults_of(broken)
    assert named(faults, RETENTION, "earlier[0].source", "newer than", "an older source")
    assert named(faults, CHANGE, "before.source", "is not older", "older")


def test_a_change_without_a_citation(broken: Path, edit: Edit, faults_of: FaultsOf, named: Named) -> None:
    edit(CHANGE, 'passages = ["kept-60-days"]', "")
    assert faults_of(broken) == ()
    edit(CHANGE, 'passages = ["kept-20-days"]', "")
    assert named(faults_of(broken), CHANGE, "after.passages", "neither side", "at least one")


def test_a_passage_that_nothing_cites_is_a_warning(broken: Path, edit: Edit) -> None:
    edit("sources.toml", "[source.passages.scope]", "[source.passages.other]")
    edit("pack.toml", 'passages = ["scope"]', "")
    pack, found = check_folder(broken)
    assert pack is not None
    (warning,) = found
    assert (warning.level, warning.file) == ("warning", "sources.toml")
    assert warning.key == "source[privacy-2023-05].passages.other"
    assert str(warning).startswith("warning: sources.toml: source[privacy-2023-05]")


def test_keys_of_agreements_elsewhere_are_a_warning(broken: Path, edit: Edit) -> None:
    edit(RETENTION, 'title = "How', 'short = "R"\ntitle = "How')
    pack, found = check_folder(broken)
    assert pack is not None
    assert [(fault.level, fault.file, fault.key) for fault in found] == [("warning", RETENTION, "short")]


def test_a_route_that_cites_nothing_is_a_warning(broken: Path, edit: Edit) -> None:
    edit("agreements/dpa.md", 'how_passages = ["dpa-form"]', "")
    pack, found = check_folder(broken)
    assert pack is not None
    assert [(fault.level, fault.key) for fault in found] == [("warning", "how_passages")]


def test_a_link_to_what_an_unreadable_table_declares(broken: Path, edit: Edit, faults_of: FaultsOf) -> None:
    edit(RETENTION, "- Nothing", "- [b](terms/dpa) Nothing")
    (broken / "vocabulary.toml").write_text("a = ")
    assert [fault.file for fault in faults_of(broken)] == ["vocabulary.toml"]


def test_links_to_entries_and_https_are_allowed(broken: Path, edit: Edit, faults_of: FaultsOf) -> None:
    edit(RETENTION, "- Nothing", "- [a](matrix/dpa) [b](terms/dpa) <https://acme.example> [c](<gaps/price>) Nothing")
    assert faults_of(broken) == ()


def test_markup_and_wide_text_are_data(hostile_folder: Path) -> None:
    pack, _ = check_folder(hostile_folder)
    assert pack is not None
    mark = "[ZDR] [Team] [/foo] [@click=app.quit]x[/]"
    for text in (
        *(article.head.title for article in pack.articles),
        *(article.body for article in pack.articles),
        *(change.head.after.text for change in pack.changes),
        *(attribute.title for attribute in pack.attributes),
        *(question.text for question in pack.advisor.question),
        *(option.text for question in pack.advisor.question for option in question.option),
        *(gap.text for gap in pack.vocabulary.gap),
        *(term.meaning for term in pack.vocabulary.term),
        *(caution.text for caution in pack.advisor.caution),
    ):
        assert mark in text
