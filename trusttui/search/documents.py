"""What there is to find: the entries of a view, each with its weighted fields and the statements it may quote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum

from msgspec import Struct

from trusttui.pack.dates import last_day
from trusttui.pack.model import Attribute, Change, Citation, Gap, Kind, Term, Value
from trusttui.pack.statement import StatementView
from trusttui.pack.view import ArticleView, TierView, View

_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_BLOCK = re.compile(r"^[ \t]*(?:#{1,6}|[-*+>]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
_MARK = re.compile(r"\\([^\w\s])|\*+(?=\S)|(?<=\S)\*+|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)|`+|~~")


class Field(IntEnum):
    """Where in an entry a word stands; `corpus` says what that weighs."""

    TITLE = 0
    ASKED_AS = 1
    BODY = 2
    NOTES = 3
    EARLIER = 4


class Place(Struct, frozen=True, kw_only=True):
    """A statement that a hit may quote, in plain text."""

    text: str
    field: Field
    as_of: str
    older: bool = False
    citations: tuple[Citation, ...] = ()
    tiers: tuple[str, ...] = ()
    lead: str = ""
    """What stands before a quotation of the text and is not searched: "Team: not stated."."""


class Entry(Struct, frozen=True, kw_only=True):
    """One thing that can be found. `places` are never empty: what is current first, then the older, newest first."""

    id: str
    kind: Kind
    title: str
    tiers: tuple[str, ...]
    lines: tuple[tuple[Field, str], ...]
    """Its title, other names of it, and the phrasings under which it is asked for."""
    places: tuple[Place, ...]
    fresh: bool = True
    """Whether what is current rests on the newest source of the day; so is what rests on none."""
    dropped: bool = False
    """Whether what is current is that the newest source no longer states it."""
    stated: tuple[str, ...] = ()
    """The tiers for which something is stated now; of what is about no tier none."""
    never: bool = False
    """Whether it only says that nothing is stated, and was not stated before either."""
    ask: str = ""
    """Whom to ask about a gap: a contact."""


def plain(markdown: str) -> str:
    """Markdown as one line of text: marks and the targets of links dropped, white space folded."""
    # Most texts have no marks at all: looking for a character is far quicker than the expressions are.
    text = markdown
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "\n" in text or not text[:1].isalnum():
        text = _BLOCK.sub("", text)
    if any(sign in text for sign in "*_`~\\"):
        text = _MARK.sub(_escaped, text)
    return " ".join(text.split())


def _escaped(match: re.Match[str]) -> str:
    return match.group(1) or ""


def entries(view: View) -> Iterator[Entry]:
    """Every entry that a source of the day speaks of, and the gaps."""
    for article in view.articles:
        yield _article(view, article)
    for attribute in view.attributes:
        entry = _attribute(view, attribute)
        if entry:
            yield entry
    for change in view.changes:
        yield _change(view, change)
    for term in view.terms:
        yield _term(view, term)
    for gap in view.gaps:
        yield _gap(gap)


def _article(view: View, article: ArticleView) -> Entry:
    head, current = article.article.head, article.current
    silent = current.value is Value.NOT_STATED
    places = [_said(current, Field.BODY)]
    if head.how and view.counts(head.source):
        places.append(
            Place(
                text=plain(head.how),
                field=Field.NOTES,
                as_of=view.seen(view.held(head.source, head.how_passages)),
                citations=view.cite(head.source, head.how_passages) or current.citations,
                tiers=current.tiers,
            )
        )
    places += (_said(statement, Field.BODY) for statement in article.beside)
    places += (_said(statement, Field.EARLIER) for statement in article.earlier)
    return Entry(
        id=article.id,
        kind=article.kind,
        title=article.title,
        tiers=current.tiers,
        lines=_lines([article.title, head.short], head.asked_as),
        places=tuple(places),
        fresh=_is_newest(view, current),
        dropped=silent,
        stated=() if silent else current.tiers,
        never=silent and not article.earlier,
    )


def _said(statement: StatementView, field: Field) -> Place:
    return Place(
        text=" ".join([plain(statement.text), *statement.conditions]),
        field=field,
        as_of=statement.as_of,
        older=field is Field.EARLIER,
        citations=statement.citations,
        tiers=statement.tiers,
    )


def _attribute(view: View, attribute: Attribute) -> Entry | None:
    """A row of the matrix; None where no source of the day says anything of it for any tier."""
    cells = [(tier, view.cell(attribute.id, tier.id)) for tier in view.tiers]
    stated = [(tier, cell, cell.current) for tier, cell in cells if cell.current]
    if not stated:
        return None
    newest = max((current.as_of for _, _, current in stated), key=last_day)
    cited = [c for _, _, current in stated if current.as_of == newest for c in current.citations]
    tiers = tuple(tier.id for tier, _, _ in stated)
    row = Place(
        text=attribute.means,
        field=Field.BODY,
        as_of=newest,
        citations=tuple(dict.fromkeys(cited)),
        tiers=tiers,
        lead=f"{'; '.join(f'{tier.short}: {_word(cell.value)}' for tier, cell in cells)}.",
    )
    now = [_note(tier, each, Field.NOTES) for tier, cell, current in stated for each in (current, *cell.beside)]
    before = [_note(tier, statement, Field.EARLIER) for tier, cell, _ in stated for statement in cell.earlier]
    before.sort(key=lambda place: last_day(place.as_of), reverse=True)
    said = tuple(tier.id for tier, cell, _ in stated if cell.value is not Value.NOT_STATED)
    return Entry(
        id=f"matrix/{attribute.id}",
        kind=Kind.ATTRIBUTE,
        title=attribute.title,
        tiers=tiers,
        lines=_lines([attribute.title], attribute.asked_as),
        places=(row, *now, *before),
        fresh=any(_is_newest(view, current) for _, _, current in stated),
        stated=said,
        never=not said and not before,
    )


def _note(tier: TierView, statement: StatementView, field: Field) -> Place:
    return Place(
        text=plain(statement.text),
        field=field,
        as_of=statement.as_of,
        older=field is Field.EARLIER,
        citations=statement.citations,
        tiers=(tier.id,),
        lead=f"{tier.short}: {_word(statement.value)}.",
    )


def _word(value: Value) -> str:
    return value.value.replace("-", " ")


def _change(view: View, change: Change) -> Entry:
    head = change.head
    before, after = (_cited(side.source, side.passages) for side in (head.before, head.after))
    tiers = tuple(head.tiers)
    now = Place(
        text=f"{head.after.text} {plain(change.body)}",
        field=Field.BODY,
        as_of=view.source(head.after.source).date,
        # Where the later page dropped the point, only the earlier one can be cited.
        citations=after or before,
        tiers=tiers,
    )
    then = Place(
        text=head.before.text,
        field=Field.EARLIER,
        as_of=view.source(head.before.source).date,
        older=True,
        citations=before,
        tiers=tiers,
    )
    return Entry(
        id=change.id,
        kind=Kind.CHANGE,
        title=head.title,
        tiers=tiers,
        lines=_lines([head.title], head.asked_as),
        places=(now, then),
        stated=tiers,
        fresh=head.after.source in {source.id for source in view.sources[:1]},
    )


def _term(view: View, term: Term) -> Entry:
    date = view.seen(view.held(term.source, term.passages))
    meaning = Place(text=term.meaning, field=Field.BODY, as_of=date, citations=view.cite(term.source, term.passages))
    return Entry(
        id=f"terms/{term.id}",
        kind=Kind.TERM,
        title=term.term,
        tiers=(),
        lines=_lines([term.term, *term.aliases], term.asked_as),
        places=(meaning,),
        fresh=date == _newest(view),
    )


def _gap(gap: Gap) -> Entry:
    return Entry(
        id=f"gaps/{gap.id}",
        kind=Kind.GAP,
        title=gap.title,
        tiers=(),
        lines=_lines([gap.title], gap.asked_as),
        places=(Place(text=gap.text, field=Field.BODY, as_of=""),),
        ask=gap.ask,
    )


def _cited(source: str, passages: Iterable[str]) -> tuple[Citation, ...]:
    return tuple(Citation(source=source, passage=passage) for passage in passages)


def _lines(titles: Iterable[str], asked_as: Iterable[str]) -> tuple[tuple[Field, str], ...]:
    return (
        *((Field.TITLE, title) for title in titles if title),
        *((Field.ASKED_AS, phrase) for phrase in asked_as),
    )


def _newest(view: View) -> str:
    newest = view.newest_source()
    return view.seen(newest) if newest else ""


def _is_newest(view: View, statement: StatementView) -> bool:
    return statement.as_of == _newest(view)
