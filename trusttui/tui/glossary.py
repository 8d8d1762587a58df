"""Terms of the glossary in the texts of the screens: marked quietly, known under the mouse, gathered for the key that
explains them."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style

from trusttui.pack.view import View
from trusttui.report.glossary import Glossary, glossary_of

META = "term"
"""What a marked range carries: the term's id."""
LINK = "underline"
"""The style of a link in a text of a pack: no term is marked in one."""


class Terms:
    """Marks the terms of one text that comes in pieces: each term where it first stands. Without a glossary none."""

    def __init__(self, glossary: Glossary | None = None, own: str = "") -> None:
        self._glossary = glossary
        self._own = own
        self.found: list[str] = []
        """The terms by id, in the order in which they stand."""

    @classmethod
    def of(cls, view: View, entry: str = "") -> Terms:
        """For a text of the day; in the text of a term that term itself is not marked."""
        folder, _, local = entry.partition("/")
        return cls(glossary_of(view), local if folder == "terms" else "")

    def mark(self, content: Content) -> Content:
        """A piece of the text with its terms marked."""
        if self._glossary is None:
            return content
        links = [span for span in content.spans if span.style == LINK]
        for span in self._glossary.spans(content.plain, without=[*self.found, self._own]):
            if not any(span.start < link.end and link.start < span.end for link in links):
                self.found.append(span.term)
                style = Style.from_meta({META: span.term}) + Style(underline=True)
                content = content.stylize(style, span.start, span.end)
        return content

    def see(self, text: str) -> None:
        """Take up the terms of a text that is shown without marks."""
        if self._glossary:
            self.found += [span.term for span in self._glossary.spans(text, without=[*self.found, self._own])]


def explanation(view: View, term_id: str) -> Content | None:
    """A term in a few lines, for what floats beside the mouse; None where the day has no such one."""
    term = next((term for term in view.terms if term.id == term_id), None)
    return Content.assemble((term.term, "bold"), "\n", term.meaning) if term else None
