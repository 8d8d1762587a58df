"""What sources say on one point, weighed: what is current, what stands beside it, and what was said before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from trusttui.pack.dates import last_day
from trusttui.pack.model import Citation, Source, SourceKind, Value


class StatementView(Struct, frozen=True, kw_only=True):
    """What one source says on one point, with its dates. `text` is a note or Markdown.

    `source` is the newest record of the document that still says it, and is what the citations name.
    """

    source: Source
    value: Value
    text: str
    citations: tuple[Citation, ...]
    as_of: str
    """When that record was seen to say it, of the precision that is known."""
    since: str
    """When it was first recorded."""
    conditions: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    gone: bool = False
    """Whether it only says that the document does not have any more what it said before: there is no text then."""


_CAUTION = {Value.NO: 0, Value.CONDITIONAL: 1, Value.YES: 2, Value.NOT_STATED: 3}
"""Of two documents that both state a point, the lower one decides; one that states goes before one that does not."""

Weighed = tuple[StatementView | None, tuple[StatementView, ...], tuple[StatementView, ...]]
"""What is current, what a document of another kind says beside it, and what was said before, newest first."""


def weigh(
    said: Sequence[StatementView],
    after: Mapping[str, Source],
    seen: Callable[[Source], str],
    binding_first: bool,
) -> Weighed:
    """Weighs the statements of one day on one point.

    Contracts supersede contracts, and pages pages. Where both speak, the more cautious of the two is current; of
    equals the contract with `binding_first`, else the page. `after` gives the record that follows a source by the day,
    `seen` the date that a source is shown with.
    """
    newest_first = sorted(said, key=_newest_first)
    contracts = _lasting(_joined([each for each in newest_first if binds(each.source)], after), after, seen)
    pages = _lasting(_joined([each for each in newest_first if not binds(each.source)], after), after, seen)
    heads = [*contracts[:1], *pages[:1]]
    heads.sort(key=lambda each: (_CAUTION[each.value], binds(each.source) is not binding_first))
    before = sorted([*contracts[1:], *pages[1:]], key=_newest_first)
    return (heads[0] if heads else None), tuple(heads[1:]), tuple(before)


def _joined(newest_first: Sequence[StatementView], after: Mapping[str, Source]) -> list[StatementView]:
    """The statements with those made one that say the same in successive records, in whatever words these do."""
    joined: list[StatementView] = []
    for each in newest_first:
        newer = joined[-1] if joined else None
        following = after.get(each.source.id)
        if newer and following and newer.since == following.date and _content(newer) == _content(each):
            joined[-1] = replace(newer, since=each.since)
        else:
            joined.append(each)
    return joined


def _lasting(
    newest_first: list[StatementView], after: Mapping[str, Source], seen: Callable[[Source], str]
) -> list[StatementView]:
    """The statements of one kind of document, with one before them where the newest of them is gone from a later
    record of its document: then that record does not state it."""
    later = after.get(newest_first[0].source.id) if newest_first else None
    if later is None:
        return newest_first
    gone = StatementView(
        source=later,
        value=Value.NOT_STATED,
        text="",
        citations=(),
        as_of=seen(later),
        since=later.date,
        tiers=newest_first[0].tiers,
        gone=True,
    )
    return [gone, *newest_first]


def binds(source: Source) -> bool:
    """Whether a source is a contract, and no page or policy."""
    return source.kind is SourceKind.CONTRACT


def _content(statement: StatementView) -> tuple[object, ...]:
    return (statement.value, statement.text, statement.conditions, statement.tiers)


def _newest_first(statement: StatementView) -> tuple[int, str]:
    return (descending(statement.since), statement.source.id)


def descending(partial: str) -> int:
    """A sort key of a partial date: the latest first."""
    return -int(last_day(partial).replace("-", ""))
