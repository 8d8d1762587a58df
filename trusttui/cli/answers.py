"""Answers files: TOML or JSON, questions by id, and the options chosen."""

from __future__ import annotations

import sys
from pathlib import Path

from trusttui.cli.streams import Stop

LARGEST = 1_000_000
"""Bytes. An answers file is a dozen lines; what is larger is something else."""


def read_answers(name: str) -> dict[str, object]:
    """The table in a file, or on stdin for `-`; Stop with the reason where there is none that can be read.

    A file that is no `.json` and no `.toml` is read as JSON where it begins like an object, else as TOML.
    """
    text = _text(name)
    is_json = name.lower().endswith(".json") or (not name.lower().endswith(".toml") and text.lstrip().startswith("{"))
    try:
        data = _json(text) if is_json else _toml(text)
    except (ValueError, RecursionError) as error:
        what = "JSON" if is_json else "TOML"
        reason = str(error) if isinstance(error, ValueError) else "nested too deep"
        raise Stop(f"{name}: cannot be read as {what}: {reason}") from None
    if not isinstance(data, dict):
        raise Stop(f"{name}: found no table; an answers file names questions and the options chosen")
    return data


def _text(name: str) -> str:
    try:
        if name == "-":
            data = sys.stdin.buffer.read(LARGEST + 1) if sys.stdin else b""
        else:
            with Path(name).open("rb") as file:
                data = file.read(LARGEST + 1)
    except OSError as error:
        raise Stop(f"{name}: {error.strerror or error}") from None
    if len(data) > LARGEST:
        raise Stop(f"{name}: larger than {LARGEST} bytes: no answers file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Stop(f"{name}: not UTF-8 text") from None


def _json(text: str) -> object:
    import json

    data: object = json.loads(text)
    return data


def _toml(text: str) -> object:
    import tomllib

    return tomllib.loads(text)
