"""The advisor on the command line: its questions, answers files, and the questionnaire through a pipe."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

CLINIC: dict[str, Any] = {
    "use": ["product"],
    "self-serve": "no",
    "health-data": "yes",
    "eu-data": "yes",
    "us-state-data": "no",
    "training": "must-not",
    "retention": "thirty-days",
    "sso": "no",
    "human-review": "named-purposes",
}
"""A product on the API with health data: the sources state a BAA for this tier alone."""


def toml(answers: dict[str, Any]) -> str:
    return "".join(f"{question} = {json.dumps(given)}\n" for question, given in answers.items())


def test_questions_as_json_have_the_shape_that_is_promised(run: Run) -> None:
    listed = json.loads(run("advise", "--questions", "--format", "json").stdout)
    assert list(listed) == ["questions"]
    for question in listed["questions"]:
        assert list(question) == ["id", "text", "why", "kind", "options", "asked_if"]
        assert all(list(option) == ["id", "text"] for option in question["options"])
    by_id = {question["id"]: question for question in listed["questions"]}
    assert by_id["health-data"]["options"][-1]["id"] == "unsure"
    assert by_id["chat-reading"]["asked_if"] == {"question": "use", "any": ["staff"]}


def test_the_verdict_as_json_has_the_shape_that_is_promised(run: Run) -> None:
    done = run("advise", "--answers", "-", "--format", "json", stdin=json.dumps(CLINIC))
    verdict = json.loads(done.stdout)
    assert done.returncode == 0
    assert list(verdict) == [
        "as_of", "pack", "answers", "tiers", "recommended", "agreements", "blocking",
            "contradictions", "open", "cautions", "next_steps",
        "would_change", "conflicts", "moved", "sources", "name", "made", "notes", "moved_since_saved", "disclaimer",
    ]  # fmt: skip
    assert list(verdict["pack"]) == ["name", "version", "hash"]
    assert list(verdict["tiers"]) == ["team", "enterprise", "healthcare", "edu", "teachers", "api"]
    for tier in verdict["tiers"].values():
        assert list(tier) == ["verdict", "reasons"]
        for reason in tier["reasons"]:
            assert list(reason) == ["need", "strength", "attribute", "value", "effect", "note", "citations"]
            assert reason["citations"] or reason["value"] == "not-stated"
    assert verdict["recommended"] == [{"use": "product", "tiers": ["api"]}]
    assert verdict["agreements"]["baa"]["status"] == "needed"
    assert list(verdict["agreements"]["baa"]) == ["status", "stated_for", "conditions", "how", "citations"]
    assert all(list(caution) == ["text", "citations"] for caution in verdict["cautions"])


@pytest.mark.parametrize(("form", "start"), [("html", "<!DOCTYPE html>"), ("csv", "tier,verdict,use,need,")])
def test_the_decision_record_comes_as_a_page_and_as_a_table(run: Run, form: str, start: str) -> None:
    made = [run("advise", "--answers", "-", "--format", form, "--date", "2026-11-21", stdin=toml(CLINIC)) for _ in "ab"]
    assert made[0].returncode == 0
    assert made[0].stdout == made[1].stdout
    assert made[0].stdout.decode().startswith(start)
    assert run("advise", "--questions", "--format", form).returncode == 2


def test_toml_json_and_stdin_say_the_same(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(toml(CLINIC))
    (tmp_path / "a.json").write_text(json.dumps(CLINIC))
    outputs = {
        run("advise", "--answers", str(tmp_path / "a.toml")).stdout,
        run("advise", "--answers", str(tmp_path / "a.json")).stdout,
        run("advise", "--answers", "-", stdin=toml(CLINIC)).stdout,
        run("advise", "--answers", "-", stdin="\ufeff" + json.dumps(CLINIC)).stdout,
    }
    assert len(outputs) == 1


def test_the_text_names_sources_agreements_and_what_it_rests_on(run: Run) -> None:
    text = run("advise", "--answers", "-", stdin=toml(CLINIC)).stdout.decode()
    assert 'For "' in text
    assert "supports API Platform" in " ".join(text.split())
    assert "✗ ruled out" in text
    assert "(BAA): needed" in text
    assert "· api-baa-offer" in text
    assert "As of 22 August 2026" in text
    assert "no legal advice" in " ".join(text.split())
    assert "\x1b" not in text


def test_nothing_that_fits_is_status_1_and_names_what_stands_in_the_way(run: Run) -> None:
    impossible = {**CLINIC, "use": ["staff"], "sector": "healthcare", "size": "small-team", "chat-reading": "no-matter"}
    done = run("advise", "--answers", "-", stdin=toml(impossible))
    assert done.returncode == 1
    assert "no tier" in done.stdout.decode()
    assert "What stands in the way" in done.stdout.decode()


def test_no_answers_at_all_end_in_a_verdict(run: Run) -> None:
    done = run("advise", "--answers", "-", "--format", "json", stdin="{}")
    assert done.returncode == 1
    assert json.loads(done.stdout)["open"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('colour = "blue"', "colour"),
        ('health-data = "maybe"', "health-data"),
        ('health-data = ["yes", "no"]', "health-data"),
        ("health-data = 3", "health-data"),
        ("health-data = ", "TOML"),
        ('{"health-data": ', "JSON"),
        ("[]", "TOML"),
        ("\x1b[31m = 1", "TOML"),
        ("{" + '"a":[' * 100_000, "JSON"),
    ],
)
def test_bad_answers_are_status_2_and_say_what_is_wrong(run: Run, text: str, said: str) -> None:
    done = run("advise", "--answers", "-", stdin=text)
    assert (done.returncode, done.stdout[:200]) == (2, b"")
    assert said.encode() in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"\x1b" not in done.stderr


def test_answers_that_cannot_be_read_are_status_2(run: Run, tmp_path: Path) -> None:
    (tmp_path / "latin").write_bytes(b"use = \xe9")
    (tmp_path / "large").write_bytes(b"#" * 2_000_000)
    for name in ("none", "latin", "large", ""):
        done = run("advise", "--answers", str(tmp_path / name))
        assert (done.returncode, done.stdout[:200]) == (2, b"")
        assert b"Traceback" not in done.stderr


def test_questions_and_answers_together_are_bad_usage(run: Run) -> None:
    assert run("advise", "--questions", "--answers", "x").returncode == 2


# --- line by line


def interview(run: Run, *lines: str, options: tuple[str, ...] = ()) -> tuple[Any, str, dict[str, Any]]:
    """Type these lines; the process, what stood on stdout, and the answers that the verdict rests on."""
    stdin = "".join(f"{line}\n" for line in lines)
    done = run("advise", *options, stdin=stdin)
    as_json = run("advise", "--format", "json", stdin=stdin)
    answers = json.loads(as_json.stdout)["answers"] if as_json.stdout else {}
    return done, done.stdout.decode(), answers


def test_numbers_ids_and_words_all_answer(run: Run) -> None:
    _, _, answers = interview(run, "1, 2", "healthcare organisation", "whole organisation", "must", "3")
    assert answers["use"] == ["staff", "product"]
    assert answers["sector"] == ["healthcare"]
    assert answers["size"] == ["whole-organisation"]
    assert answers["self-serve"] == ["must"]
    assert answers["health-data"] == ["unsure"]


def test_the_end_of_the_input_gives_a_verdict_and_names_what_was_left_open(run: Run) -> None:
    done, text, answers = interview(run, "2")
    assert done.returncode == 1
    assert answers == {"use": ["product"]}
    assert "Left open: " in text
    assert "What the published text supports" in text
    assert b"Traceback" not in done.stderr


def test_a_whole_questionnaire_reaches_the_verdict_of_its_file(run: Run) -> None:
    lines = [", ".join(given) if isinstance(given, list) else given for given in CLINIC.values()]
    done, text, answers = interview(run, *lines)
    assert done.returncode == 0
    assert answers == {question: [given] if isinstance(given, str) else given for question, given in CLINIC.items()}
    assert "Left open" not in text
    file = run("advise", "--answers", "-", stdin=toml(CLINIC)).stdout.decode()
    same = text.endswith(file)
    assert same


def test_back_takes_an_answer_back(run: Run) -> None:
    _, text, answers = interview(run, "2", "back", "1", "general", "2")
    assert answers == {"use": ["staff"], "sector": ["general"], "size": ["whole-organisation"]}
    assert text.count("1 of ") == 2
    _, text, answers = interview(run, "back", "2")
    assert "first question" in text
    assert answers == {"use": ["product"]}


def test_help_says_how_and_asks_again(run: Run) -> None:
    _, text, answers = interview(run, "help", "2")
    assert text.count("1 of ") == 2
    assert "back: the question before" in text
    assert answers == {"use": ["product"]}


def test_not_sure_where_it_is_no_answer_is_refused(run: Run) -> None:
    _, text, answers = interview(run, "not sure", "2")
    assert "no such answer" in text
    assert answers == {"use": ["product"]}


@pytest.mark.parametrize("line", ["", "9", "banana", "0", "-1", "1 and 77", "²", "\x1b[31m"])
def test_what_is_no_answer_is_asked_again(run: Run, line: str) -> None:
    done, text, answers = interview(run, line, "2")
    assert "none of the options" in text
    assert answers == {"use": ["product"]}
    assert "\x1b" not in text
    assert b"Traceback" not in done.stderr


def test_only_one_where_only_one_may_hold(run: Run) -> None:
    _, text, answers = interview(run, "2", "1, 2", "3")
    assert "Only one" in text
    assert answers == {"use": ["product"], "self-serve": ["no"]}


def test_skip_leaves_open_and_done_ends(run: Run) -> None:
    _, _, answers = interview(run, "product", "skip", "yes", "done", "no")
    assert answers == {"use": ["product"], "health-data": ["yes"]}


def test_quit_leaves_without_a_verdict(run: Run) -> None:
    done, text, _ = interview(run, "2", "quit")
    assert done.returncode == 1
    assert "published text supports" not in text


def test_an_answer_to_a_question_that_is_asked_no_more_does_not_count(run: Run) -> None:
    _, _, answers = interview(run, "1", "1", "back", "back", "2")
    assert answers == {"use": ["product"]}


def test_with_json_the_questions_are_talk(run: Run) -> None:
    done = run("advise", "--format", "json", stdin="2\n")
    assert json.loads(done.stdout)["answers"] == {"use": ["product"]}
    assert b"1 of " in done.stderr
