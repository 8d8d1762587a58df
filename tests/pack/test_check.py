"""Each fault that a pack's tables can have, on a copy of the small pack: file, key, what was found and allowed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from trusttui.pack.check import Fault, check_folder

Edit = Callable[[str, str, str], None]
FaultsOf = Callable[[Path], tuple[Fault, ...]]

RETENTION = "answers/general/retention.md"
CHANGE = "changes/2023-05-kept-20-days.md"
SHORT_DESK = "attribute[short-retention].cells.desk"

# file, old, new, key, part of what was found, part of what is allowed
SCHEMA = [
    ("matrix.toml", 'topic = "use"', 'topics = "use"', "attribute[staff-chat].topics", "unknown key", "mean topic?"),
    ("matrix.toml", 'topic = "use"', 'topics = "use"', "attribute[staff-chat].topic", "missing", ""),
    ("matrix.toml", "glance = true", 'glance = "yes"', "attribute[staff-chat].glance", '"yes"', "true or false"),
    ("matrix.toml", "glance = true", "glance = 1", "attribute[staff-chat].glance", "1 (a whole", "true or false"),
    (
        "matrix.toml",
        'value = "no"',
        'value = "nope"',
        "attribute[staff-chat].cells.engine[0].value",
        "nope",
        "yes, no,",
    ),
    ("matrix.toml", 'value = "conditional"', "value = false", f"{SHORT_DESK}[0].value", "false", "conditional, not-st"),
    ("matrix.toml", 'id = "dpa"', 'id = "D P A"', "attribute[D P A].id", '"D P A"', ""),
    ("matrix.toml", 'id = "dpa"', f'id = "{"x" * 81}"', f"attribute[{'x' * 81}].id", "xxx", "80"),
    ("matrix.toml", 'id = "dpa"', 'id = "dpa\\n"', "attribute[dpa\\n].id", "more than one line", ""),
    ("matrix.toml", 'asked_as = ["how long is our data kept"]', "asked_as = [1]", "asked_as[0]", "1 (a whole", ""),
    ("matrix.toml", 'asked_as = ["how long is our data kept"]', 'asked_as = ""', "asked_as", '""', "an array"),
    ("pack.toml", "schema = 1", "schema = 1.0", "schema", "1.0", "whole number"),
    ("pack.toml", "schema = 1", "schema = inf", "schema", "inf", "whole number"),
    ("pack.toml", "schema = 1", "schema = nan", "schema", "nan", "whole number"),
    ("pack.toml", "schema = 1", "schema = 2", "schema", "2", "1"),
    ("pack.toml", "schema = 1", f"schema = {10**30}", "schema", "more than 64 bits", "integer of 64 bits"),
    ("pack.toml", "schema = 1", f"schema = 0x{'f' * 9000}", "schema", "more than 64 bits", "integer of 64 bits"),
    ("pack.toml", 'name = "Acme data"', 'name = ""', "name", '""', ""),
    ("pack.toml", 'name = "Acme data"', f'name = "{"a" * 301}"', "name", "aaa", "300"),
    ("pack.toml", 'name = "Acme data"', 'name = "a\\nb"', "name", "more than one line", ""),
    ("pack.toml", 'name = "Acme data"', 'name = """\na\nb"""', "name", "more than one line", ""),
    ("pack.toml", 'name = "Acme data"', 'name = {a = "b"}', "name", "a table", ""),
    ("pack.toml", 'name = "Acme data"', "name = 2024-05-02", "name", "2024-05-02 (put it in quotes)", ""),
    (
        "pack.toml",
        "https://acme.example/privacy-desk",
        "http://acme.example/",
        "contact[privacy-desk].url",
        "http:",
        "",
    ),
    ("sources.toml", "words = 7", "words = 0", "source[privacy-2023-05].passages.scope.words", "0", "5000"),
    ("sources.toml", "words = 7", "words = true", "source[privacy-2023-05].passages.scope.words", "true", "whole"),
    ("sources.toml", 'sha256 = "', 'sha256 = "Z', "source[privacy-2023-05].passages.scope.sha256", '"Z', ""),
    (
        "sources.toml",
        'kind = "policy"',
        'kind = "polcy"',
        "source[security-2021].kind",
        "polcy",
        "did you mean policy?",
    ),
    ("sources.toml", 'stated = "2021"', "stated = 2021-01-01", "source[security-2021].stated", "put it in quotes", ""),
    ("sources.toml", 'stated = "2021"', 'stated = "soon"', "source[security-2021].stated", "soon", ""),
    ("sources.toml", 'recorded = "2022-11"', 'recorded = "2022-13"', "source[privacy-2022-11].recorded", "2022-13", ""),
    ("advisor.toml", 'any = ["product"]', "any = []", "question[retention].asked_if.any", "0 items", "at least 1"),
    (
        "advisor.toml",
        'strength = "must"',
        'strength = "shall"',
        "option[staff].need[0].strength",
        "shall",
        "must, pref",
    ),
    ("advisor.toml", "need = [{", "need = [1, {", "question[use].option[staff].need[0]", "1 (a whole", "a table"),
    ("vocabulary.toml", '["delete", "erase", "remove"]', '["delete"]', "synonym[0].words", "1 items", "at least 2"),
    (RETENTION, 'title = "How', 'titel = "How', "titel", "unknown key", "did you mean title?"),
    (RETENTION, 'title = "How', 'titel = "How', "title", "missing", ""),
    (RETENTION, 'topics = ["retention"]', 'topics = "retention"', "topics", '"retention"', "an array"),
    (RETENTION, 'title = "How', 'order = 99999999999999999999\ntitle = "How', "order", "more than 64", "64 bits"),
    (CHANGE, 'severity = "major"', 'severity = "huge"', "severity", "huge", "major, minor"),
    (CHANGE, 'severity = "major"', 'severity = "major"\nshort = "x"', "short", "unknown key", "severity"),
    (CHANGE, "[before]", "[befor]", "before", "missing", ""),
]

REFERENCES = [
    (
        "pack.toml",
        'source = "security-2021"',
        'source = "security-2012"',
        "tier[desk].names[0].source",
        "2012",
        "2021?",
    ),
    ("pack.toml", '["contact"]', '["contacts"]', "contact[privacy-desk].passages[0]", "contacts", "mean contact?"),
    ("pack.toml", '["contact"]', "[]", "contact[privacy-desk].passages", "no passage", "at least one"),
    (
        "matrix.toml",
        'topic = "retention"',
        'topic = "retain"',
        "attribute[short-retention].topic",
        "retain",
        "use, ret",
    ),
    (
        "matrix.toml",
        'ask = "privacy-desk"',
        'ask = "nobody"',
        "attribute[short-retention].ask",
        "nobody",
        "privacy-desk",
    ),
    ("matrix.toml", '["kept-20-days"]', '["kept-30-days"]', f"{SHORT_DESK}[0].passages[0]", "kept-30", "kept-20-days?"),
    ("matrix.toml", '["kept-20-days"]', "[]", f"{SHORT_DESK}[0].passages", "no passage", "value is conditional"),
    (
        "matrix.toml",
        'passages = ["desk-staff"]',
        "",
        "attribute[staff-chat].cells.desk[0].passages",
        "no pas",
        "is yes",
    ),
    ("matrix.toml", 'passages = ["kept-60-days"]', "", f"{SHORT_DESK}[1].passages", "no passage", "is no"),
    (
        "matrix.toml",
        'source = "privacy-2022-11"',
        'source = "privacy-2023-05"',
        f"{SHORT_DESK}[1].source",
        "second",
        "one",
    ),
    (
        "matrix.toml",
        "cells.engine]",
        "cells.motor]",
        "attribute[staff-chat].cells.motor",
        "no such tier",
        "desk, engine",
    ),
    ("matrix.toml", "cells.engine]", "cells.motor]", "attribute[staff-chat].cells.engine", "missing", "every tier"),
    ("matrix.toml", "glance = true", "cells.engine = []", "", "Cannot", "TOML"),
    (
        "matrix.toml",
        'id = "dpa"',
        'id = "staff-chat"',
        "attribute[staff-chat].id",
        "a second attribute",
        "one attribute",
    ),
    ("pack.toml", 'id = "engine"', 'id = "desk"', "tier[desk].id", "a second tier", "one tier"),
    ("pack.toml", 'id = "use"', 'id = "retention"', "topic[retention].id", "a second topic", "one topic"),
    (
        "sources.toml",
        'id = "security-2021"',
        'id = "privacy-2022-11"',
        "source[privacy-2022-11].id",
        "a second sou",
        "one",
    ),
    ("sources.toml", 'stated = "2021"', "", "source[security-2021].recorded", "without a date", "stated, or recorded"),
    (
        "sources.toml",
        '"2023-05-20"',
        '"2024-02-31"',
        "source[privacy-2023-05].recorded",
        "2024-02-31",
        "a day that exists",
    ),
    ("sources.toml", 'stated = "2021"', 'stated = "0000"', "source[security-2021].stated", "0000", "a day that exists"),
    (
        "sources.toml",
        "words = 7",
        'edited = "2023-02-29"\nwords = 7',
        "passages.scope.edited",
        "2023-02-29",
        "a day that",
    ),
    ("vocabulary.toml", 'id = "engine"', 'id = "dpa"', "term[dpa].id", "a second term", "one term"),
    ("vocabulary.toml", 'id = "price"', 'id = "data-residency"', "gap[data-residency].id", "a second gap", "one gap"),
    (
        "vocabulary.toml",
        'ask = "privacy-desk"',
        'ask = "privcy-desk"',
        "gap[data-residency].ask",
        "privcy",
        "privacy-desk?",
    ),
    ("vocabulary.toml", '["staff-chat"]', '["staff-chats"]', "gap[price].attributes[0]", "staff-chats", "staff-chat?"),
    (
        "vocabulary.toml",
        '["agreements/dpa"]',
        '["agreements/dpb"]',
        "term[dpa].see[0]",
        "agreements/dpb",
        "agreements/dpa?",
    ),
    (
        "vocabulary.toml",
        'passages = ["dpa-offer"]',
        "passages = []",
        "term[dpa].passages",
        "no passage",
        "at least one",
    ),
    (
        "advisor.toml",
        'question = "use"',
        'question = "uses"',
        "question[retention].asked_if.question",
        "no such",
        "use",
    ),
    ("advisor.toml", 'question = "use"', 'question = "personal-data"', "asked_if.question", "not come before", "use"),
    ("advisor.toml", 'question = "use"', 'question = "retention"', "asked_if.question", "not come before", "use"),
    ("advisor.toml", '["product"]', '["prodct"]', "question[retention].asked_if.any[0]", "prodct", "mean product?"),
    ("advisor.toml", '["product"]', '["product", "product"]', "asked_if.any[1]", "second time", "once"),
    ("advisor.toml", 'any = ["yes"]', 'any = ["maybe"]', "caution[law-keeps-longer].when.any[0]", "maybe", "yes, no"),
    ("advisor.toml", 'tiers = ["desk"]', 'tiers = ["disk"]', "caution[law-keeps-longer].tiers[0]", "disk", "desk?"),
    (
        "advisor.toml",
        'id = "product"',
        'id = "staff"',
        "question[use].option[staff].id",
        "a second option",
        "one option",
    ),
    ("advisor.toml", 'id = "retention"', 'id = "use"', "question[use].id", "a second question", "one question"),
    ("advisor.toml", 'agreement = "dpa"', 'agreement = "dba"', "option[yes].need[0].agreement", "dba", "mean dpa?"),
    ("advisor.toml", 'attribute = "dpa"', 'attribute = "dba"', "option[yes].need[0].attribute", "dba", "mean dpa?"),
    ("advisor.toml", 'wants = "no"', 'wants = "not-stated"', "option[product].need[0].wants", "not-stated", "yes, no"),
    (
        "advisor.toml",
        'short = "Retention"',
        'short = "R"\nkind = "uses"',
        "question[retention].kind",
        "second",
        "one ques",
    ),
    (
        "advisor.toml",
        "unsure = true",
        'unsure = true\nkind = "many"',
        "question[personal-data].unsure",
        "unsure",
        "is one",
    ),
    (RETENTION, 'source = "privacy-2023-05"', 'source = "privacy-2023"', "source", "privacy-2023", "privacy-2023-05?"),
    (RETENTION, '"engine-kept"]', '"engine-keep"]', "passages[1]", "engine-keep", "engine-kept?"),
    (RETENTION, '"engine-kept"]', '"kept-20-days"]', "passages[1]", "second time", "once"),
    (RETENTION, 'passages = ["kept-20-days", "engine-kept"]', "", "passages", "no passage", "not_stated = true"),
    (RETENTION, 'tiers = ["desk", "engine"]', 'tiers = ["desk", "motor"]', "tiers[1]", "motor", "desk, engine"),
    (RETENTION, 'topics = ["retention"]', 'topics = ["cost"]', "topics[0]", "cost", "use, retention"),
    (RETENTION, '["short-retention"]', '["long-retention"]', "attributes[0]", "long-retention", "short-retention?"),
    (RETENTION, '"gaps/data-residency"]', '"gaps/residency"]', "see[1]", "gaps/residency", "the id of an entry"),
    (RETENTION, '"gaps/data-residency"]', '"changes/2023-05-kept-20-days"]', "see[1]", "second time", "once"),
    (RETENTION, 'see = ["', 'see = ["matrix/none", "', "see[0]", "matrix/none", "the id of an entry"),
    (RETENTION, 'see = ["', 'see = ["../../etc/passwd", "', "see[0]", "../../etc/passwd", "the id of an entry"),
    (RETENTION, 'see = ["', 'agreements = ["baa"]\nsee = ["', "agreements[0]", "baa", "dpa"),
    (
        RETENTION,
        'source = "privacy-2022-11"',
        'source = "privacy-2023-05"',
        "earlier[0].source",
        "a second statement",
        "one",
    ),
    (RETENTION, 'passages = ["kept-60-days"]', "passages = []", "earlier[0].passages", "no passage", "at least one"),
    (RETENTION, 'passages = ["kept-60-days"]', 'passages = ["x"]', "earlier[0].passages[0]", '"x"', "kept-60-days"),
    (RETENTION, 'tiers = ["desk"]', 'tiers = ["disk"]', "earlier[0].tiers[0]", "disk", "desk, engine"),
    ("agreements/dpa.md", 'short = "DPA"', "", "short", "without it", "short, attribute, how"),
    ("agreements/dpa.md", 'short = "DPA"', 'short = "D\\nA"', "short", "more than one line", "acronym"),
    ("agreements/dpa.md", 'attribute = "dpa"', "", "attribute", "without it", "short, attribute, how"),
    ("agreements/dpa.md", 'how = "Fill in', 'how = " "\n#', "how", "without it", "short, attribute, how"),
    ("agreements/dpa.md", '["dpa-form"]', '["dpa-from"]', "how_passages[0]", "dpa-from", "dpa-form?"),
    (CHANGE, 'source = "privacy-2022-11"', 'source = "privacy-2023-05"', "before.source", "is not older", "older"),
    (CHANGE, '["kept-20-days"]', '["kept-2-days"]', "after.passages[0]", "kept-2-days", "kept-20-days?"),
    (CHANGE, '["kept-60-days"]', '["kept-6-days"]', "before.passages[0]", "kept-6-days", "kept-60-days?"),
    (CHANGE, 'tiers = ["desk"]', 'tiers = ["disk"]', "tiers[0]", "disk", "desk, engine"),
    (CHANGE, '["answers/general/retention"]', '["answers/retention"]', "see[0]", "answers/retention", "general/retent"),
]

TEXTS = [
    ("pack.toml", "Acme data", "Acme \\u001b[31mdata", "name", "U+001B", "escapes"),
    ("pack.toml", "Acme data", "Acme\\u0000data", "name", "U+0000", "control"),
    ("pack.toml", "Acme data", "Acme \u202edata", "name", "U+202E", "direction"),
    ("pack.toml", "Acme data", "Acme \x9bdata", "name", "U+009B", "control"),
    ("pack.toml", 'id = "engine"', 'id = "eng\\u0007ine"', "tier[eng\\x07ine].id", "U+0007", "control"),
    ("pack.toml", "schema = 1", "# \u2066\nschema = 1", "line 1, column 3", "U+2066", "direction"),
    ("matrix.toml", "Kept for 60 days.", "Kept \\u009b60 days", f"{SHORT_DESK}[1].note", "U+009B", "control"),
    ("matrix.toml", "Kept for 60 days.", "k" * 20_001, f"{SHORT_DESK}[1].note", "20001 characters", "at most 20000"),
    ("matrix.toml", "[[attribute]]", '"\\u001b" = 1\n[[attribute]]', "\\x1b", "U+001B", "control"),
    (RETENTION, "Inputs were kept", "Inputs \\u202Awere kept", "earlier[0].text", "U+202A", "direction"),
    (RETENTION, "Nothing is said", "Nothing \x1b[2J is said", "body", "U+001B", "escapes"),
    (RETENTION, "Nothing is said", "Nothing\ris said", "body", "U+000D", "control"),
    (RETENTION, "Nothing is said", "Nothing \u2069 is said", "body", "U+2069", "direction"),
    (RETENTION, "https://acme", "javascript:alert", "body", "javascript:alert", "https://"),
    (RETENTION, "https://acme", "http://acme", "body", "http://acme", "https://"),
    (RETENTION, "https://acme", "/etc/passwd", "body", "/etc/passwd", "https://"),
    (RETENTION, "](https://acme", "](\n <file:///etc/pass wd> https", "body", "file:///etc/pass wd", "https://"),
    (RETENTION, "](https://acme", "](&#106;avascript:x", "body", "&#106;avascript", "https://"),
    (RETENTION, "(changes/2023-05-kept-20-days)", "(changes/2023-05)", "body", "changes/2023-05", "ids of entries"),
    (RETENTION, "- Nothing", "[x]: ftp://acme.example\n\n- Nothing", "body", "ftp://acme.example", "https://"),
    (RETENTION, "- Nothing", "> - [x]: ftp://acme.example\n\n- Nothing", "body", "ftp://acme.example", "https://"),
    (RETENTION, "- Nothing", "- <tel:0123> Nothing", "body", "tel:0123", "https://"),
    (RETENTION, "- Nothing", "- <a@acme.example> Nothing", "body", "a@acme.example", "https://"),
    (RETENTION, "Inputs were kept", "![x](x.png) were kept", "earlier[0].text", "x.png", "https://"),
]


def _named(faults: tuple[Fault, ...], file: str, key: str, found: str, allowed: str) -> bool:
    return any(
        fault.file == file and fault.key.endswith(key) and found in fault.found and allowed in fault.allowed
        for fault in faults
    )


@pytest.mark.parametrize(("file", "old", "new", "key", "found", "allowed"), [*SCHEMA, *REFERENCES, *TEXTS])
def test_a_fault_is_named(
    broken: Path, edit: Edit, faults_of: FaultsOf, file: str, old: str, new: str, key: str, found: str, allowed: str
) -> None:
    edit(file, old, new)
    faults = faults_of(broken)
    assert _named(faults, file, key, found, allowed), "\n".join(map(str, faults))


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


def test_a_number_where_tables_should_be(broken: Path, faults_of: FaultsOf) -> None:
    (broken / "sources.toml").write_text('[[source]]\nid = "x"\npassages = 3\n[[source]]\npassages.y = 4\n')
    faults = faults_of(broken)
    assert _named(faults, "sources.toml", "source[x].passages", "3 (", "a table")
    assert _named(faults, "sources.toml", "source[1].passages.y", "4 (", "a table")


def test_nothing_is_said_of_uncited_passages_while_a_file_cannot_be_read(broken: Path, edit: Edit) -> None:
    edit("matrix.toml", 'id = "dpa"', "id = dpa")
    (broken / "answers/desk/encryption.md").write_text("x")
    assert {fault.level for fault in check_folder(broken)[1]} == {"fault"}


def test_an_empty_cell(broken: Path, edit: Edit, faults_of: FaultsOf) -> None:
    edit("matrix.toml", "[[attribute.cells.desk]]", "[attribute.cells]\ndesk = []\n[[attribute.cells.other]]")
    assert _named(
        faults_of(broken), "matrix.toml", "attribute[staff-chat].cells.desk", "empty", "at least one statement"
    )


def test_a_tier_without_a_name(broken: Path, faults_of: FaultsOf) -> None:
    path = broken / "pack.toml"
    head, rest = path.read_text().split("[[tier.names]]", 1)
    path.write_text(head + "names = []\n\n[[tier]]" + rest.split("[[tier]]", 1)[1])
    assert _named(faults_of(broken), "pack.toml", "tier[desk].names", "no name", "at least one name")


def test_a_second_contact_and_a_second_caution(broken: Path, faults_of: FaultsOf) -> None:
    for file, array in (("pack.toml", "[[contact]]"), ("advisor.toml", "[[caution]]")):
        path = broken / file
        text = path.read_text()
        path.write_text(text + text[text.index(array) :])
    faults = faults_of(broken)
    assert _named(faults, "pack.toml", "contact[privacy-desk].id", "a second contact", "one contact")
    assert _named(faults, "advisor.toml", "caution[law-keeps-longer].id", "a second caution", "one caution")


@pytest.mark.parametrize("array", ["tier", "topic", "contact", "source"])
def test_a_pack_of_none(broken: Path, faults_of: FaultsOf, array: str) -> None:
    file = "sources.toml" if array == "source" else "pack.toml"
    (broken / file).write_text(f"{array} = []\n")
    assert _named(faults_of(broken), file, array, "there is none", f"at least one {array}")


def test_an_earlier_statement_newer_than_the_article(broken: Path, edit: Edit, faults_of: FaultsOf) -> None:
    edit("sources.toml", 'recorded = "2022-11"', 'recorded = "2023-11"')
    faults = faults_of(broken)
    assert _named(faults, RETENTION, "earlier[0].source", "newer than", "an older source")
    assert _named(faults, CHANGE, "before.source", "is not older", "older")


def test_a_change_without_a_citation(broken: Path, edit: Edit, faults_of: FaultsOf) -> None:
    edit(CHANGE, 'passages = ["kept-60-days"]', "")
    assert faults_of(broken) == ()
    edit(CHANGE, 'passages = ["kept-20-days"]', "")
    assert _named(faults_of(broken), CHANGE, "after.passages", "neither side", "at least one")


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
