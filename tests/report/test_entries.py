"""Every entry of the bundled pack, on every day on which something was recorded, can be found, shown and copied."""

from __future__ import annotations

import csv
import io

import pytest

from trusttui.pack.model import Article, Pack, Value
from trusttui.pack.view import ArticleView, View
from trusttui.report.as_markdown import escape
from trusttui.report.as_text import Style
from trusttui.report.blocks import Role
from trusttui.report.comparison import compare, comparison_csv, comparison_markdown, comparison_text
from trusttui.report.copy import entry_markdown, entry_text
from trusttui.report.entries import all_ids, entry_title, find_entry, kind_of, nearest
from trusttui.report.entry import entry_blocks, see_ids
from trusttui.report.entry_json import entry
from trusttui.report.words import source_line
from trusttui.report.wrap import cells


def days(pack: Pack) -> list[str]:
    return [source.date for source in pack.sources]


def everything(view: View) -> list[str]:
    return [
        *all_ids(view),
        *(f"sources/{source.id}" for source in view.sources),
        *(f"tiers/{tier.id}" for tier in view.tiers),
    ]


def test_every_entry_of_every_day_can_be_shown(pack: Pack) -> None:
    """All of the present, and of each day before it every fifth, on each day others."""
    for number, day in enumerate(days(pack)):
        view = View(pack, day)
        step = 1 if view.is_present else 5
        for entry_id in everything(view)[number % step :: step]:
            title = entry_title(view, entry_id)
            assert title
            assert entry(view, entry_id)["title"] == title
            assert entry_blocks(view, entry_id)[0].text == title


def test_no_entry_of_an_earlier_day_rests_on_a_later_source(pack: Pack) -> None:
    for day in days(pack):
        view = View(pack, day)
        later = [source.id for source in pack.sources if not view.counts(source.id)]
        for entry_id in all_ids(view):
            cited = str(entry(view, entry_id))
            assert not any(f"'source': '{source}'" in cited for source in later), (day, entry_id)


def test_what_is_copied_cites_and_names_the_pack(view: View) -> None:
    for entry_id in all_ids(view):
        text = entry_text(view, entry_id)
        assert "[" in text
        assert view.pack.meta.version in text
        assert all(len(line) <= 80 or " " not in line.strip() for line in text.splitlines())
        assert entry_markdown(view, entry_id).startswith("# ")


def test_what_leaves_the_program_names_each_document_with_its_address(view: View) -> None:
    for entry_id in all_ids(view):
        said = entry_blocks(view, entry_id)
        cited = [view.source(block.source) for block in said if block.role is Role.CITATION]
        assert cited or entry_id.startswith("sources/"), entry_id
        short, whole = entry_text(view, entry_id), entry_markdown(view, entry_id)
        for source in cited:
            line = source_line(source, view.seen(source))
            assert f"- {line}\n  Address: {source.url}\n" in short.partition("What this rests on")[2]
            rest = whole.partition("What this rests on")[2]
            assert f"- {escape(line)}\n    - **Address:** {escape(source.url)}\n" in rest
            for kept in (source.record, source.record_sha256):
                assert not kept or escape(kept) in rest
                assert not kept or kept not in short
            assert rest.count(f"- {escape(line)}\n") == 1


def test_a_source_itself_has_its_address_record_and_hash(view: View) -> None:
    for source in view.sources:
        whole = entry_markdown(view, f"sources/{source.id}")
        assert all(escape(each) in whole for each in (source.url, source.record, source.record_sha256) if each)
        assert "What this rests on" not in whole


def test_ids_tails_sources_and_tiers_are_found(view: View) -> None:
    assert find_entry(view, "matrix/saml-sso") == ["matrix/saml-sso"]
    assert find_entry(view, "Saml-SSO")[0] == "matrix/saml-sso"
    assert find_entry(view, "dpa")[0] == "agreements/dpa"
    assert find_entry(view, "api/retention") == ["answers/api/retention"]
    assert find_entry(view, "enterprise-privacy-2024-05") == ["sources/enterprise-privacy-2024-05"]
    assert find_entry(view, "ChatGPT Team") == ["tiers/team"]
    assert find_entry(view, "") == find_entry(view, "/") == find_entry(view, "no such thing") == []


def test_every_id_finds_itself_and_its_kind(view: View) -> None:
    for entry_id in all_ids(view):
        assert find_entry(view, entry_id) == [entry_id]
        assert kind_of(entry_id) is not None
    assert kind_of("sources/x") is None


def test_near_ids_are_named(view: View) -> None:
    assert nearest(view, "saml-so")[0] == "matrix/saml-sso"
    assert nearest(view, "qqqqqqqq") == []


def test_an_unknown_entry_is_a_key_error(view: View) -> None:
    for entry_id in ("answers/none", "matrix/none", "none"):
        with pytest.raises(KeyError):
            entry_blocks(view, entry_id)


@pytest.mark.parametrize("width", [40, 60, 80, 140])
def test_the_table_holds_its_width_and_names_every_value(view: View, width: int) -> None:
    compared = compare(view)
    text = comparison_text(compared, Style(width))
    assert all(len(line) <= width for line in text.splitlines()[4:])
    values = [cell.value for row in compared.rows for cell in row.cells]
    assert text.count("? not stated") == values.count(Value.NOT_STATED)
    assert text.count("◐ conditional") == values.count(Value.CONDITIONAL)


def test_markdown_and_csv_hold_every_statement(view: View) -> None:
    compared = compare(view)
    rows = list(csv.reader(io.StringIO(comparison_csv(compared))))
    statements = sum(max(len(cell.earlier) + bool(cell.current), 1) for row in compared.rows for cell in row.cells)
    assert len(rows) == statements + 1
    assert len({len(row) for row in rows}) == 1
    text = comparison_markdown(view, compared)
    assert all(row.attribute.title in text.replace("\\", "") for row in compared.rows)
    assert "*Source: " in text


def test_titles_that_cannot_be_wrapped_are_cut(hostile_pack: Pack) -> None:
    compared = compare(View(hostile_pack))
    text = comparison_text(compared, Style(60))
    assert all(cells(line) <= 60 for line in text.splitlines() if not line.startswith("  "))
    assert "[bold red]" in text


@pytest.mark.parametrize("kind", ["answers", "matrix"])
def test_reading_one_entry_looks_at_none_that_it_does_not_name(
    pack: Pack, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    made = View._article

    def look(view: View, article: Article) -> ArticleView | None:
        looked.append(article.id)
        return made(view, article)

    monkeypatch.setattr(View, "_article", look)
    entries = [entry for entry in all_ids(View(pack)) if entry.startswith(kind)][:10]
    for wanted in entries:
        looked.clear()
        view = View(pack)
        entry_blocks(view, wanted)
        assert {*looked} <= {wanted, *see_ids(view, wanted)}
