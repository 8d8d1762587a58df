"""What each subcommand prints, where it prints it, and how it ends."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def data(done: Any) -> Any:
    assert done.stdout.endswith(b"}\n")
    return json.loads(done.stdout)


def test_search_finds_and_cites(run: Run) -> None:
    done = run("search", "saml", "sso", "--limit", "5")
    assert done.returncode == 0
    assert done.stderr == b""
    text = done.stdout.decode()
    assert "matrix/saml-sso" in text
    assert "[Enterprise privacy, web page, 22 August 2026" in text
    assert "\x1b" not in text


def test_search_as_json_has_the_shape_that_is_promised(run: Run) -> None:
    found = data(run("--format", "json", "search", "zero", "data", "retention"))
    assert list(found) == ["query", "as_of", "results", "gaps", "suggestion", "nearest"]
    assert found["query"] == "zero data retention"
    keys = ["id", "kind", "title", "snippet", "tiers", "as_of", "citations", "score", "older"]
    assert list(found["results"][0]) == keys
    assert set(found["results"][0]["citations"][0]) == {"source", "passage"}
    assert all(list(gap) == ["id", "title", "ask"] for gap in found["gaps"])


def test_search_for_nothing_is_status_1_and_says_so_on_stderr(run: Run) -> None:
    done = run("search", "xyzzyqqq")
    assert (done.returncode, done.stdout[:200]) == (1, b"")
    assert b"nothing found" in done.stderr


def test_options_may_stand_before_between_and_after_words(run: Run) -> None:
    outputs = {
        run("--format", "json", "search", "audit", "report", "--tier", "api").stdout,
        run("search", "--tier", "api", "audit", "report", "--format", "json").stdout,
        run("search", "audit", "--format=json", "--tier=api", "report").stdout,
    }
    assert len(outputs) == 1


def test_kinds_limit_what_is_found(run: Run) -> None:
    found = data(run("search", "retention", "--kind", "agreement", "--kind", "term", "--format", "json"))
    assert {hit["kind"] for hit in found["results"]} <= {"agreement", "term"}
    assert found["results"]


@pytest.mark.parametrize("name", ["Team", "chatgpt team", "team", "Business", "ChatGPT Business"])
def test_a_tier_is_known_by_any_name(run: Run, name: str) -> None:
    compared = data(run("compare", "--tier", name, "--format", "json"))
    assert [tier["id"] for tier in compared["tiers"]] == ["team"]


@pytest.mark.parametrize("command", [["compare"], ["search", "x"], ["changes"]])
def test_an_unknown_tier_is_bad_usage_and_the_known_ones_are_named(run: Run, command: list[str]) -> None:
    done = run(*command, "--tier", "galactic")
    assert (done.returncode, done.stdout[:200]) == (2, b"")
    assert b"team, enterprise, healthcare, edu, teachers, api" in done.stderr


def test_show_names_values_sources_and_history(run: Run) -> None:
    text = run("show", "saml-sso", env={"COLUMNS": "200"}).stdout.decode()
    assert "matrix/saml-sso" in text
    assert "◐ conditional" in text
    assert "✓ yes  Before, 20 November 2025" in text
    assert "first recorded 2 May 2024, still there 20 November 2025" in text
    assert "Before, January 2024" in text
    assert "· sso-saml-list · not checked yet]" in " ".join(text.split())


def test_an_earlier_day_knows_nothing_of_what_came_later(run: Run) -> None:
    text = run("--as-of", "2024-05", "show", "saml-sso", env={"COLUMNS": "200"}).stdout.decode()
    assert "ChatGPT Team" in text
    assert "Business" not in text
    assert "2025" not in text
    assert "2026" not in text


def test_contract_and_page_are_named_as_what_they_are(run: Run) -> None:
    text = run("show", "gdpr-support", env={"COLUMNS": "200"}).stdout.decode()
    assert "[Data Processing Addendum, contract, 29 June 2026" in text
    assert "Beside it, web page" in text


def test_show_as_markdown_says_where_the_documents_are(run: Run) -> None:
    told = run("show", "agreements/baa", "sources/data-processing-addendum-2026-06", "--format", "md").stdout.decode()
    text, _, rest = told.partition("### What this rests on\n")
    assert "**Address:** https://openai.com/enterprise-privacy\n" in rest
    assert "**Record:** https://raw.githubusercontent.com/" in rest
    assert "**sha256:** " in rest
    assert "**sha256:** " in text, "a document that is shown itself names its own"
    assert rest.rstrip().endswith("no legal advice.*")
    assert "What this rests on" not in run("show", "agreements/baa").stdout.decode()


def test_show_as_json(run: Run) -> None:
    shown = data(run("show", "agreements/baa", "saml-sso", "--format", "json"))
    baa, row = shown["entries"]
    assert shown["as_of"] == "2026-08-22"
    assert (baa["id"], baa["kind"], baa["tiers"]) == ("agreements/baa", "agreement", ["api"])
    current = [statement for statement in baa["statements"] if statement["current"]]
    assert len(current) == 1
    assert current[0]["citations"]
    assert row["cells"]["team"]["value"] == "conditional"


def test_a_tail_that_several_share_shows_the_agreement_and_names_the_others(run: Run) -> None:
    done = run("show", "dpa")
    assert "agreements/dpa" in done.stdout.decode()
    assert b"matrix/dpa" in done.stderr


@pytest.mark.parametrize(
    "text", ["sources/enterprise-privacy-2024-05", "enterprise-privacy-2024-05", "tiers/team", "API"]
)
def test_show_knows_sources_and_tiers(run: Run, text: str) -> None:
    assert run("show", text).returncode == 0


def test_show_of_an_unknown_entry_names_near_ones(run: Run) -> None:
    done = run("show", "saml-so")
    assert (done.returncode, done.stdout[:200]) == (1, b"")
    assert b"matrix/saml-sso" in done.stderr


def test_what_is_known_is_shown_beside_what_is_not(run: Run) -> None:
    done = run("show", "saml-sso", "nonsense-xyz")
    assert done.returncode == 1
    assert b"matrix/saml-sso" in done.stdout


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_the_table_fits_the_terminal(run: Run, columns: int) -> None:
    text = run("compare", env={"COLUMNS": str(columns)}).stdout.decode()
    assert max(len(line) for line in text.splitlines()) <= columns
    assert "✗ no" in text


def test_compare_as_json_has_the_shape_that_is_promised(run: Run) -> None:
    compared = data(run("compare", "--format", "json"))
    assert list(compared) == ["as_of", "tiers", "rows"]
    assert {tuple(tier) for tier in compared["tiers"]} == {("id", "name")}
    for row in compared["rows"]:
        assert list(row) == ["id", "title", "topic", "cells"]
        for cell in row["cells"].values():
            assert list(cell) == [
                "value", "note", "citations", "earlier", "beside", "as_of", "since", "source_kind",
            ]  # fmt: skip
            assert cell["value"] == "not-stated" or cell["citations"]


def test_differences_leaves_out_rows_that_agree(run: Run) -> None:
    pair = ["--tier", "team", "--tier", "enterprise", "--format", "json"]
    rows = data(run("compare", "--differences", *pair))["rows"]
    assert rows
    assert all(len({cell["value"] for cell in row["cells"].values()}) == 2 for row in rows)
    assert len(rows) < len(data(run("compare", *pair))["rows"])


def test_csv_has_a_line_for_each_statement(run: Run) -> None:
    tiers = ("team", "enterprise", "api")
    done = run("compare", *tiers, "--topic", "identity", "--format", "csv", "--as-of", "2024-05-02")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    now = {row["tier"]: row["value"] for row in rows if row["attribute"] == "saml-sso" and row["current"] == "yes"}
    assert now == {"team": "not-stated", "enterprise": "yes", "api": "yes"}
    assert all(row["source"] and row["as_of"] for row in rows)
    assert any(row["current"] == "no" for row in rows)


def test_an_earlier_day_shows_what_was_known_then(run: Run) -> None:
    compared = data(run("compare", "--as-of", "2024-01", "--format", "json"))
    assert "team" not in [tier["id"] for tier in compared["tiers"]]
    assert compared["as_of"] == "2024-01"


@pytest.mark.parametrize("command", [["search", "x"], ["compare"], ["changes"], ["sources"], ["advise", "--questions"]])
def test_a_day_before_the_first_source_finds_nothing(run: Run, command: list[str]) -> None:
    done = run(*command, "--as-of", "2019")
    assert (done.returncode, done.stdout[:200]) == (1, b"")
    assert b"11 February 2021" in done.stderr


@pytest.mark.parametrize("text", ["yesterday", "2024-13", "2024-02-30", "0000"])
def test_what_is_no_date_is_bad_usage(run: Run, text: str) -> None:
    done = run("compare", "--as-of", text)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"YYYY-MM-DD" in done.stderr


def test_changes_since_a_day_for_a_tier(run: Run) -> None:
    found = data(run("changes", "--since", "2024-02", "--tier", "team", "--format", "json"))
    assert list(found) == ["as_of", "since", "changes"]
    assert found["changes"]
    for change in found["changes"]:
        assert change["as_of"] >= "2024-02"
        assert "team" in change["tiers"]
        assert change["before"]["source"] != change["after"]["source"]
    assert len(found["changes"]) < len(data(run("changes", "--format", "json"))["changes"])


def test_sources_and_one_source(run: Run) -> None:
    listed = data(run("sources", "--format", "json"))["sources"]
    assert listed[0]["as_of"] == "2026-08-22"
    assert listed[0]["record"].startswith("https://raw.githubusercontent.com/OpenTermsArchive/")
    assert "ODC-By" in listed[0]["credit"]
    done = run("sources", listed[0]["id"], "--format", "json")
    passages = data(done)["entries"][0]["passages"]
    assert len(passages) == listed[0]["passage_count"]
    assert all(passage["words"] > 0 and len(passage["sha256"]) == 64 for passage in passages)
    unknown = run("sources", "nonsense")
    assert (unknown.returncode, unknown.stdout) == (2, b"")
    for command in (["verify", "nonsense"], ["sources", "fetch", "nonsense"]):
        same = run(*command)
        assert (same.returncode, same.stderr) == (2, unknown.stderr)


def test_pack_check_of_the_bundled_pack(run: Run) -> None:
    done = run("pack", "check")
    assert done.returncode == 0, done.stdout.decode()


def test_pack_check_of_no_folder_and_of_an_empty_one(run: Run, tmp_path: Path) -> None:
    missing = run("pack", "check", str(tmp_path / "none"))
    assert (missing.returncode, missing.stdout[:200]) == (2, b"")
    empty = run("pack", "check", str(tmp_path))
    assert empty.returncode == 1
    assert b"pack.toml" in empty.stdout


def test_a_pack_with_faults_is_not_used(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text("schema = 1\nnonsense = true\n")
    done = run("compare", "--pack", str(tmp_path))
    assert (done.returncode, done.stdout[:200]) == (2, b"")
    assert b"pack.toml" in done.stderr
    assert b"faults" in done.stderr
    assert run("compare", "--pack", str(tmp_path / "none")).returncode == 2


def test_fingerprint_of_a_passage_that_stands_in_the_document(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>We keep <b>your</b> data for up to 30 days.</p>")
    command = ["pack", "fingerprint", str(page), "--slug", "kept"]
    done = run(*command, "--text", "your data for up to 30 days")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("[source.passages.kept]\nwords = 7\nsha256 = ")
    assert (
        run("pack", "fingerprint", str(page), "--slug", "kept", stdin="your data for up to 30 days").stdout
        == done.stdout
    )


def test_fingerprint_of_what_does_not_stand_there(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("We keep your data for up to 30 days.")
    done = run("pack", "fingerprint", str(page), "--text", "we keep your data for ever")
    assert (done.returncode, done.stdout[:200]) == (1, b"")
    assert b"5 of 6 words" in done.stderr
    assert run("pack", "fingerprint", str(tmp_path / "none"), "--text", "x").returncode == 2
    assert run("pack", "fingerprint", str(page), "--text", "...").returncode == 2
    assert run("pack", "fingerprint", str(page), "--text", "data", "--slug", "A b").returncode == 2


@pytest.mark.parametrize("arguments", ["serch", "pack", "pack burn", "search", "show --format csv x"])
def test_bad_usage_is_status_2(run: Run, arguments: str) -> None:
    done = run(*arguments.split())
    assert (done.returncode, done.stdout[:200]) == (2, b"")
    assert b"Traceback" not in done.stderr


def test_help_and_version(run: Run) -> None:
    done = run("--help")
    assert done.returncode == 0
    assert b"examples:" in done.stdout
    assert b"pack fingerprint" in done.stdout
    assert run("--version").stdout.startswith(b"trusttui ")
    assert b"--differences" in run("compare", "--help").stdout


@pytest.mark.parametrize(
    "arguments",
    [["search", "retention"], ["show", "dpa"], ["compare"], ["changes"], ["sources"], ["advise", "--questions"]],
)
@pytest.mark.parametrize("form", ["text", "json", "md"])
def test_output_is_the_same_every_time(run: Run, arguments: list[str], form: str) -> None:
    seeds = ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2"})
    first, second = (run(*arguments, "--format", form, env=seed).stdout for seed in seeds)
    same = first == second  # outside of the assert: the difference of two long outputs takes minutes to work out
    assert same
    assert first.endswith(b"\n")
