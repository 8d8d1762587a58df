"""Ways in on Home that come from what the user did: entries of their own, and the last check of the sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from trusttui.tui.lines import QUIET
from trusttui.tui.widgets.entries import Item

if TYPE_CHECKING:
    from trusttui.marks import Marks
    from trusttui.pack.view import View
    from trusttui.tui.provenance import Provenance
    from trusttui.tui.shell import Shell


def own_items(app: Shell) -> Iterator[Item]:
    """Rows of the list of ways in. That of the sources is there before it is known when they were checked."""
    if app.marks and not app.marks.is_empty:
        yield Item(Content.assemble("Your entries", (f"  {_counted(app.marks)}", QUIET)), "go/marks", 2)
    yield Item(
        Content.assemble("Sources", (f"  {app.checks_words}" if app.checks_words else "", QUIET)), "go/sources", 2
    )


def _counted(marks: Marks) -> str:
    marked = sum(bool(mark.marked) for mark in marks.marked.values())
    notes = sum(bool(mark.note) for mark in marks.marked.values())
    counts = {
        f"{marked} marked": marked,
        f"{notes} note{'' if notes == 1 else 's'}": notes,
        f"{len(marks.read)} read lately": len(marks.read),
    }
    return " · ".join(words for words, count in counts.items() if count)


def checks_words(provenance: Provenance, view: View) -> str:
    """When the sources were last checked, and what came out; reads the file of the checks."""
    from trusttui.checked import tally
    from trusttui.report.checks import tally_words

    return tally_words(tally(provenance.shelf.kept, view.sources))
