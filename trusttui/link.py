"""Links to places of the program, and where they lead: `answers/api/retention`, `compare?tiers=team,api&differences`,
`search?q=retention&as-of=2024-05`, `assessments/Clinic pilot`, or half an id, or an assessment's name alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any
from urllib.parse import quote, unquote

from msgspec import Struct

from trusttui.pack.dates import last_day, past
from trusttui.pack.model import Pack
from trusttui.pack.view import View
from trusttui.report.entries import all_ids, find_entry, nearest

SCHEME = "trusttui://"
COMMAND = "trusttui open "
SECTIONS = (
    "home",
    "answers",
    "commitments",
    "compare",
    "advisor",
    "agreements",
    "changes",
    "sources",
    "search",
    "marks",
)
ASSESSMENTS = "assessments"
_COMPARE = ("tiers", "differences", "row", "against", "q")
_LISTS = ("answers", "commitments", "agreements", "changes", "sources", "search", "marks")


class NoSuchName(Exception):
    """No assessment that is kept has the name. `near` is the one most like it; empty where none is like it."""

    def __init__(self, near: str = "") -> None:
        super().__init__(near)
        self.near = near


class Nowhere(Exception):
    """A link that leads nowhere; the message says why, and what is near."""


class Link(Struct, frozen=True, kw_only=True):
    """A place, as the screens know it. `as_of` is empty for the present."""

    section: str
    entry: str = ""
    assessment: str = ""
    tiers: tuple[str, ...] = ()
    differences: bool = False
    against: str = ""
    """The other day of a comparison of one tier with itself."""
    words: str = ""
    as_of: str = ""

    def __str__(self) -> str:
        path = f"{ASSESSMENTS}/{self.assessment}" if self.assessment else self.entry or self.section
        keys: list[str] = []
        if self.section == "compare" and not self.assessment and (self.tiers or self.differences or self.against):
            path = "compare"
            keys += [f"tiers={','.join(self.tiers)}"] if self.tiers else []
            keys += ["differences"] if self.differences else []
            keys += [f"row={self.entry.partition('/')[2]}"] if self.entry else []
            keys += [f"against={self.against}"] if self.against else []
        if self.words:
            keys.append(f"q={quote(self.words, safe='')}")
        if self.as_of:
            keys.append(f"as-of={self.as_of}")
        return f"{quote(path, safe='/ ')}{'?' if keys else ''}{'&'.join(keys)}"

    @property
    def command(self) -> str:
        """What to type into a shell to come here."""
        import shlex

        return COMMAND + shlex.quote(str(self))


def read(text: str, pack: Pack, as_of: str | None, assessment: Callable[[str], str]) -> tuple[Link, View]:
    """Where a link leads, and the pack on its day; Nowhere where it does not. `as_of` is the day of a link without one;
    `assessment` gives the full name of one that is kept, and raises NoSuchName for any other."""
    path, keys = _parts(text)
    day = keys.pop("as-of", as_of or "")
    view = _on(pack, day)
    link = _place(path, view, assessment)
    return _with(link, keys, view, day), view


def _parts(text: str) -> tuple[str, dict[str, str]]:
    plain = text.strip().removeprefix(COMMAND).strip("'\"").removeprefix(SCHEME)
    path, _, query = plain.partition("?")
    keys: dict[str, str] = {}
    for part in filter(None, query.split("&")):
        name, _, value = part.partition("=")
        if name in keys:
            raise Nowhere(f"{name} is named twice in the link")
        keys[name] = unquote(value)
    return unquote(path).strip().strip("/"), keys


def _on(pack: Pack, day: str) -> View:
    try:
        view = View(pack, past(day, date.today()) if day else None)
    except ValueError as error:
        raise Nowhere(f"as-of: {error}") from None
    if not view.sources:
        raise Nowhere(f"as-of: as of {day} no source of this pack counts")
    return view


def _place(path: str, view: View, assessment: Callable[[str], str]) -> Link:
    if path.lower() in ("", *SECTIONS):
        return Link(section=path.lower() or "home")
    folder, _, name = path.partition("/")
    if folder == ASSESSMENTS:
        try:
            return Link(section="advisor", assessment=assessment(name) if name else "")
        except NoSuchName as none:
            meant = f'did you mean "{none.near}"?' if none.near else "trusttui assessments lists them"
            raise Nowhere(f"there is no assessment {name!r}; {meant}") from None
    found = find_entry(view, path)
    if not found:
        try:
            return Link(section="advisor", assessment=assessment(path))
        except NoSuchName as none:
            raise Nowhere(f"{path!r} leads nowhere on this day{_meant(path, view, none.near)}") from None
    if found[0].startswith("tiers/"):
        return Link(section="compare", tiers=(found[0].partition("/")[2],))
    return Link(section=section_of(found[0]), entry=found[0])


def section_of(entry: str) -> str:
    """The section that shows an entry."""
    folder = entry.partition("/")[0]
    return {"matrix": "compare", "terms": "search", "gaps": "search"}.get(folder, folder)


def _with(link: Link, keys: Mapping[str, str], view: View, day: str) -> Link:
    """The link with what stands behind its question mark."""
    known = _COMPARE if link.section == "compare" else ("q",) if link.section in _LISTS else ()
    fields: dict[str, Any] = {"as_of": day}
    for name, value in keys.items():
        if name not in known:
            near = get_close_matches(name, (*known, "as-of"), n=1)
            meant = f"; did you mean {near[0]}?" if near else f"; known are {', '.join((*known, 'as-of'))}"
            raise Nowhere(f"{link.section} knows no {name!r}{meant}")
        fields.update(_field(name, value, view))
    if fields.get("against") and len(fields.get("tiers", link.tiers)) != 1:
        raise Nowhere("against needs exactly one tier: compare?tiers=TIER&against=DATE")
    return Link(**{**{name: getattr(link, name) for name in Link.__struct_fields__}, **fields})


def _field(name: str, value: str, view: View) -> dict[str, Any]:
    if name == "tiers":
        return {"tiers": tuple(dict.fromkeys(_tier(each, view) for each in value.split(",") if each.strip()))}
    if name == "differences":
        return {"differences": value.lower() not in ("no", "0", "false")}
    if name == "row":
        entry = f"matrix/{value.removeprefix('matrix/')}"
        if entry not in find_entry(view, entry):
            raise Nowhere(f"there is no row {value!r} on this day{_near(entry, view)}")
        return {"entry": entry}
    if name == "against":
        try:
            last_day(value)
        except ValueError as error:
            raise Nowhere(f"against: {error}") from None
        return {"against": value}
    return {"words": value}


def _tier(name: str, view: View) -> str:
    tier = view.find_tier(name.strip())
    if tier:
        return tier.id
    near = get_close_matches(name.strip().lower(), [each.id for each in view.tiers], n=2)
    known = ", ".join(each.id for each in view.tiers)
    raise Nowhere(
        f"there is no tier {name.strip()!r} on this day; {'near is ' + near[0] if near else 'known are ' + known}"
    )


def _meant(path: str, view: View, assessment: str) -> str:
    """What a path that leads nowhere may mean: the assessment that is most like it, and, where it looks like a link,
    what else is near. No id has a space in it."""
    if not assessment or ("/" in path and not get_close_matches(path.lower(), [assessment.lower()], cutoff=0.8)):
        return _near(path, view)
    near = _near(path, view) if " " not in path else ""
    return f'; did you mean the assessment "{assessment}"?{near.replace("; near", " Near", 1)}'


def _near(path: str, view: View) -> str:
    sections = get_close_matches(path.lower(), (*SECTIONS, ASSESSMENTS), n=1, cutoff=0.7)
    tails = {entry.partition("/")[2]: entry for entry in all_ids(view)}
    # Half an id with a slip in it, as `api/retentoin`; the tail alone would be that of several.
    halves = [tails[tail] for tail in get_close_matches(path.lower(), tails, n=2, cutoff=0.7)]
    near = list(dict.fromkeys([*sections, *halves, *nearest(view, path)]))[:4]
    return f"; near are {', '.join(near)}" if near else ""
