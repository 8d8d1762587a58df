"""A kept assessment as a readable TOML file, and what is wrong with a file that should be one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from trusttui.advisor.questions import in_pack_order, problems
from trusttui.kept import LONGEST_NAME, BadText, Kept, KeptTier, Saved, clean_name, clean_note
from trusttui.pack.dates import last_day
from trusttui.pack.faults import Fault, Faults
from trusttui.pack.model import Pack
from trusttui.pack.schema import convert
from trusttui.pack.text import Table, decode, is_plain, parse_toml

SCHEMA = 1
_Name = Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME)]


class Unreadable(Exception):
    """A file that holds no assessment; the message is one line and names file, key, what was found and allowed."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        first = str(self.faults[0]).removeprefix("fault: ") if self.faults else "no assessment"
        more = f" (and {len(self.faults) - 1} more)" if len(self.faults) > 1 else ""
        super().__init__(f"{first}{more}")


class _File(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    schema: int
    name: _Name
    as_of: str = ""
    answers: dict[str, list[str]]
    notes: dict[str, str] = {}
    tier: dict[str, KeptTier]
    saved: Saved


def to_toml(kept: Kept, pack: Pack) -> bytes:
    """An assessment as a file: the same assessment gives the same bytes."""
    import msgspec
    import tomli_w

    unknown = {question: given for question, given in kept.unknown.items() if question not in kept.answers}
    given = in_pack_order(pack.advisor, {**kept.answers, **unknown})
    order = {question.id: place for place, question in enumerate(pack.advisor.question)}
    notes = sorted(kept.notes, key=lambda question: (order.get(question, len(order)), question))
    data: Table = {"schema": SCHEMA, "name": kept.name}
    if kept.as_of:
        data["as_of"] = kept.as_of
    data["answers"] = {
        question: options[0] if len(options) == 1 else list(options) for question, options in given.items()
    }
    data["notes"] = {question: kept.notes[question] for question in notes}
    data["tier"] = msgspec.to_builtins(kept.tiers)
    data["saved"] = msgspec.to_builtins(kept.saved)
    return tomli_w.dumps(data).encode()


def from_toml(data: bytes, pack: Pack, file: str) -> Kept:
    """The assessment in a file's bytes. Unreadable with all that is wrong with it; a question or option that the pack
    does not have is a remark."""
    faults = Faults()
    text = decode(data, file, faults)
    raw = parse_toml(text, file, faults) if text is not None else None
    if text is None or raw is None:
        raise Unreadable(faults.all())
    return from_table(raw, pack, file, is_plain(text))


def is_kept(raw: Mapping[str, object]) -> bool:
    """Whether a table is an assessment that was kept, and not the bare answers."""
    return "schema" in raw


def from_table(raw: Table, pack: Pack, file: str, plain: bool = False) -> Kept:
    """As `from_toml`, from a table that has been parsed."""
    faults = Faults()
    _check_schema(raw, file, faults)
    if not faults.count:
        found = convert({**raw, "answers": _listed(raw.get("answers"))}, _File, file, plain, faults)
        if found:
            _check_dates(found, file, faults)
            _check_texts(found, file, faults)
            if not faults.count:
                return _kept(found, pack)
    raise Unreadable(faults.all())


def _check_schema(raw: Table, file: str, faults: Faults) -> None:
    schema = raw.get("schema")
    if type(schema) is not int:
        found = "the key is missing" if schema is None else "no whole number"
        near = faults.near("schema", (name for name in raw if name != "schema")) if schema is None else ""
        faults.add(file, "schema", found, f"{SCHEMA}{near}")
    elif schema > SCHEMA:
        faults.add(file, "schema", f"{schema}: written by a newer trusttui", f"{SCHEMA}")
    elif schema < SCHEMA:
        faults.add(file, "schema", f"{schema}: an older form that this trusttui does not read", f"{SCHEMA}")


def _listed(answers: object) -> object:
    """Answers as lists, however they were written by hand: an option alone, true and false."""
    if not isinstance(answers, dict):
        return answers if answers is not None else {}
    words: dict[Any, str] = {True: "yes", False: "no"}
    return {
        question: [words[given]] if isinstance(given, bool) else [given] if isinstance(given, str) else given
        for question, given in answers.items()
    }


def _check_dates(found: _File, file: str, faults: Faults) -> None:
    dates = {"as_of": found.as_of, "saved.day": found.saved.day}
    for tier, result in found.tier.items():
        dates |= {f"tier.{tier}.need[{n}].stated": need.stated for n, need in enumerate(result.need)}
    for key, day in dates.items():
        if day or key == "saved.day":
            try:
                last_day(day)
            except ValueError:
                faults.add(file, key, f'"{day}"', "a date: YYYY, YYYY-MM or YYYY-MM-DD")


def _check_texts(found: _File, file: str, faults: Faults) -> None:
    texts = {"name": (found.name, clean_name), **{f"notes.{q}": (n, clean_note) for q, n in found.notes.items()}}
    for key, (text, clean) in texts.items():
        try:
            clean(text)
        except BadText as error:
            faults.add(file, key, str(error))


def _kept(found: _File, pack: Pack) -> Kept:
    kept = Kept(
        name=clean_name(found.name),
        answers={question: tuple(given) for question, given in found.answers.items()},
        notes=dict(found.notes),
        as_of=found.as_of,
        tiers=dict(found.tier),
        saved=found.saved,
    )
    if not kept.is_of(pack):
        remark = f'made with the pack "{found.saved.pack}", not with "{pack.meta.id}"'
        return replace(kept, remarks=(remark,))
    wrong = {question: problems(pack.advisor, {question: given}) for question, given in kept.answers.items()}
    known = {question: given for question, given in kept.answers.items() if not wrong[question]}
    return replace(
        kept,
        answers=in_pack_order(pack.advisor, known),
        unknown={question: given for question, given in kept.answers.items() if wrong[question]},
        remarks=tuple(f"{each} It stays in the file and has no effect." for found in wrong.values() for each in found),
    )
