"""`trusttui keys`: the commands with their keys, the file to begin with, and what is wrong with the user's."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.readme_keys import README, with_table
from trusttui import cli
from trusttui.tui.keylist import as_toml
from trusttui.tui.keys import effective, read

Keys = Callable[..., tuple[int, str, str]]


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Keys:
    """Run `trusttui keys` with a text in the file, None for no file: status, stdout, stderr."""
    monkeypatch.setenv("TRUSTTUI_CONFIG_HOME", str(tmp_path))

    def run(text: str | bytes | None, *arguments: str) -> tuple[int, str, str]:
        if text is not None:
            (tmp_path / "keys.toml").write_bytes(text.encode() if isinstance(text, str) else text)
        status = cli.main(["keys", *arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return run


def test_all_commands_are_listed_with_the_keys_that_they_have_by_now(keys: Keys) -> None:
    status, out, err = keys('copy = ["z", "ctrl+y"]\nsuspend = []\n')
    assert status == 0
    assert not err
    rows = [line for line in out.splitlines() if line.startswith((" ", "*"))]
    lines = {row.lstrip("* ").split()[0]: row for row in rows}
    assert set(effective({})) <= set(lines)
    assert re.match(r"\* copy +z \^y +Copy this", lines["copy"])
    assert re.match(r"\* suspend +- ", lines["suspend"])
    assert re.match(r"  export +e ", lines["export"])


def test_as_json(keys: Keys, tmp_path: Path) -> None:
    status, out, err = keys('copy = "?"\nhelp = "/"\nsearch = "ctrl+f"\n', "--format", "json")
    told: dict[str, Any] = json.loads(out)
    assert status == 0
    by_id = {each["id"]: each for each in told["commands"]}
    assert set(by_id) == set(effective({}))
    assert (by_id["help"]["keys"], by_id["help"]["changed"], by_id["help"]["where"]) == (["/"], True, "everywhere")
    assert told["file"] == str(tmp_path / "keys.toml")
    assert [fault["warning"] for fault in told["faults"]] == [True] * len(told["faults"])
    assert "warning" in err


def test_the_file_to_begin_with_says_what_is_so(keys: Keys) -> None:
    status, out, _ = keys('copy = "z"\nexport = "&"\n', "--format", "toml")
    assert status == 0
    assert read(out) == ({"copy": ("z",), "export": ("ampersand",)}, [])
    every = re.sub(r"(?m)^# (?=[\w-]+ = )", "", out)
    keymap, faults = read(every)
    assert (set(keymap), faults) == ({"copy", "export"}, [])
    assert {line.split(" = ")[0] for line in every.splitlines() if " = " in line} == set(effective({}))


def test_odd_keys_are_written_so_that_they_can_be_read_again() -> None:
    odd = {"copy": ("backslash",), "export": ("quotation_mark", "grave_accent"), "theme": ()}
    assert read(as_toml(odd)) == (odd, [])


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        (None, 0, ""),
        ('copy = "z"\n', 0, ""),
        ('as-of = "ctrl+d"\n', 0, "keys.toml:1: warning: as-of: not every terminal passes on ctrl+d"),
        ('# mine\ncpoy = "x"\n', 1, "keys.toml:2: there is no command 'cpoy'; did you mean copy?"),
        (b"\xff\xfe", 2, "keys.toml:1: is no UTF-8 text"),
    ],
)
def test_check(keys: Keys, text: str | bytes | None, status: int, said: str) -> None:
    found, out, err = keys(text, "--check")
    assert found == status
    assert said in out
    assert bool(err) == (not said)


def test_a_fault_is_told_beside_the_list_too(keys: Keys) -> None:
    status, out, err = keys('cpoy = "x"\n')
    assert (status, "did you mean copy?" in err) == (0, True)
    assert "did you mean" not in out


def test_control_characters_of_the_file_do_not_reach_the_terminal(keys: Keys) -> None:
    _, out, _ = keys('"a\\u001b[31m" = "x"\ncopy = "\\u009b"\n', "--check")
    assert len(out.splitlines()) == 2
    assert all(character.isprintable() for character in out.replace("\n", ""))


def test_the_table_in_the_readme_is_that_of_the_commands() -> None:
    text = README.read_text(encoding="utf-8")
    assert text == with_table(text), "python -m tests.readme_keys writes it"
