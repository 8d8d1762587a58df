"""Changes as an Atom feed (RFC 4287), for a reader that tells when the published documents change.

The elements are written by feedgenerator, the stand-alone form of Django's that the Pelican project keeps (2.2.1 of
August 2025): pure Python, 170 kB, nothing beside it, and it refuses what XML cannot carry. feedgen would bring lxml
(12 MB) and dateutil for the same elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from html import escape

from feedgenerator import Atom1Feed

from trusttui.pack.dates import last_day
from trusttui.pack.model import Change, Side
from trusttui.pack.view import View
from trusttui.report.timeline import Wanted, cited, cited_from, facts, recorded, side_label, wanted_words
from trusttui.report.visible import one_line
from trusttui.report.words import DISCLAIMER, SEPARATOR, severity_words
from trusttui.report.wrap import paragraphs

SINCE = "2026"
"""The date in a feed's own id. A tag URI names a day on which the name was its namer's; it must never change, while
the oldest and the newest change of a pack do."""
AUTHOR = "trusttui"

_NO_CHARACTER = re.compile("[\ufffe\uffff]")


def atom(view: View, changes: Sequence[Change], wanted: Wanted) -> str:
    """Changes as an Atom document, in ASCII with character references, so that no stream's encoding can break it.

    The same pack and arguments give the same text on every day: `updated` is when a change was first recorded, on the
    last day of a partial date; that of the feed is its newest entry's, or the as-of day where it has none.
    """
    feed = _Feed(
        title=_clean(SEPARATOR.join((f"{view.pack.meta.name}: changes", *wanted_words(view, wanted)))),
        link=(view.source(changes[0].head.after.source) if changes else view.sources[0]).url,
        description=_clean(f"{view.pack.meta.about} {DISCLAIMER}"),
        author_name=AUTHOR,
        feed_copyright=_clean(view.pack.meta.licence),
        feed_guid=feed_id(view, wanted),
        day_of_none=_moment(view.as_of),
    )
    for change in changes:
        head = change.head
        when = _moment(recorded(view, change))
        feed.add_item(
            title=_clean(head.title),
            link=view.source(head.after.source).url,
            description=None,
            unique_id=entry_id(view, change),
            pubdate=when,
            updateddate=when,
            content="".join(_html(view, change)),
            categories=(head.severity.value, *head.tiers, *head.topics),
        )
    text: str = feed.writeString("utf-8")
    # A line for each entry: pack text cannot hold a tag, for its own signs are escaped.
    return text.replace("<entry>", "\n<entry>").encode("ascii", "xmlcharrefreplace").decode() + "\n"


class _Feed(Atom1Feed):  # type: ignore[misc]  # the library has no types
    def latest_post_date(self) -> datetime:
        """Never the clock, which the library asks where there is no entry."""
        moments: list[datetime] = [item["updateddate"] for item in self.items]
        day_of_none: datetime = self.feed["day_of_none"]
        return max(moments, default=day_of_none)


def entry_id(view: View, change: Change) -> str:
    """`tag:PACK,2024-05-02:changes/2024-05-team-offered`, a tag URI (RFC 4151)."""
    return f"tag:{view.pack.meta.id},{recorded(view, change)}:{change.id}"


def feed_id(view: View, wanted: Wanted) -> str:
    """`tag:PACK,2026:changes?tier=team&severity=major`: feeds of other filters are other feeds."""
    parts = [
        *([f"since={wanted.since}"] if wanted.since else []),
        *(f"tier={tier}" for tier in sorted(wanted.tiers)),
        *(f"topic={topic}" for topic in sorted(wanted.topics)),
        *(f"severity={severity.value}" for severity in sorted(wanted.severities)),
    ]
    return f"tag:{view.pack.meta.id},{SINCE}:changes{'?' if parts else ''}{'&'.join(parts)}"


def _html(view: View, change: Change) -> Iterator[str]:
    """The change as HTML without attributes: nothing in it leads anywhere or is fetched."""
    head = change.head
    said = (severity_words(head.severity), *facts(view, change), cited_from(view, change))
    yield _paragraph(SEPARATOR.join(filter(None, said)))
    yield from _side(view, head.before, "Before")
    yield from _side(view, head.after, "After")
    if change.body:
        yield "<h3>What it means</h3>"
    for text, marker, _ in paragraphs(change.body):
        yield _paragraph(f"{marker.strip()} {text}")


def _side(view: View, side: Side, word: str) -> Iterator[str]:
    yield f"<h3>{_escaped(side_label(view, side, word))}</h3>"
    yield _paragraph(side.text)
    yield f"<p><cite>{_escaped(cited(view, side))}</cite></p>"


def _paragraph(text: str) -> str:
    return f"<p>{_escaped(text)}</p>"


def _escaped(text: str) -> str:
    return escape(_clean(text), quote=False)


def _clean(text: str) -> str:
    """A text on one line with nothing that XML 1.0 has no place for: control characters written out."""
    return _NO_CHARACTER.sub(lambda match: f"\\u{ord(match.group()):04x}", one_line(text))


def _moment(partial: str) -> datetime:
    return datetime.fromisoformat(last_day(partial)).replace(tzinfo=UTC)
