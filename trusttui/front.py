"""The front page: what the first screen shows of a pack on a day.

It is small, whatever the size of the pack, and is kept beside the compiled pack (`cache.kept_front`). So the screens
open on it, and the pack itself is read while they are looked at.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from trusttui.pack.view import View

_CHANGES = 40
"""More than the tallest terminal shows."""


class Front:
    """What the first screen shows. Plain texts, codes and numbers only."""

    __slots__ = (
        "agreements",
        "answers",
        "as_of",
        "attributes",
        "commitments",
        "gaps",
        "glance",
        "hash",
        "is_present",
        "lately",
        "name",
        "newest",
        "questions",
        "tiers",
    )

    def __init__(self, kept: dict[str, Any]) -> None:
        """What `plain` gave. KeyError for anything else."""
        self.hash: str = kept["hash"]
        """The pack's."""
        self.name: str = kept["name"]
        self.as_of: str = kept["as_of"]
        self.is_present: bool = kept["is_present"]
        self.newest: str = kept["newest"]
        """The date of the newest source that counts; the as-of date where none does."""
        self.answers: int = kept["answers"]
        self.commitments: int = kept["commitments"]
        self.attributes: int = kept["attributes"]
        self.questions: int = kept["questions"]
        self.tiers: list[tuple[str, str]] = kept["tiers"]
        """Id and short name."""
        self.glance: list[tuple[str, str, list[str]]] = kept["glance"]
        """Id and title of an attribute, and the code of its value for each tier."""
        self.lately: list[tuple[str, str, str]] = kept["lately"]
        """Entry, title and (partial) date of the last major changes, newest first."""
        self.gaps: list[tuple[str, str, str]] = kept["gaps"]
        """Id, title, and what there is to say of it."""
        self.agreements: list[str] = kept["agreements"]
        """The short name, or else the title, of each."""

    def plain(self) -> dict[str, Any]:
        """What `Front` is made from again."""
        return {name: getattr(self, name) for name in self.__slots__}


def front_of(view: View) -> Front:
    """The front page of a view."""
    from trusttui.pack.model import Kind, Severity

    newest = view.newest_source()
    kinds = [article.kind for article in view.articles]
    major = [change for change in view.changes if change.head.severity is Severity.MAJOR]
    return Front(
        {
            "hash": view.pack.hash,
            "name": view.pack.meta.name,
            "as_of": view.as_of,
            "is_present": view.is_present,
            "newest": view.seen(newest) if newest else view.as_of,
            "answers": kinds.count(Kind.ANSWER),
            "commitments": kinds.count(Kind.COMMITMENT),
            "attributes": len(view.attributes),
            "questions": len(view.pack.advisor.question),
            "tiers": [(tier.id, tier.short) for tier in view.tiers],
            "glance": [
                (each.id, each.title, [view.cell(each.id, tier.id).value.value for tier in view.tiers])
                for each in view.attributes
                if each.glance
            ],
            "lately": [
                (change.id, change.head.title, view.source(change.head.after.source).date)
                for change in major[:_CHANGES]
            ],
            "gaps": [(gap.id, gap.title, gap.text) for gap in view.gaps],
            "agreements": [each.article.head.short or each.title for each in view.of_kind(Kind.AGREEMENT)],
        }
    )
