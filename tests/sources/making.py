"""Sources and documents made of texts, for tests."""

from __future__ import annotations

from hashlib import sha256

from trusttui.pack.model import Passage, Source, SourceKind
from trusttui.sources.passages import fingerprint
from trusttui.sources.results import Where
from trusttui.sources.verification import Document

URL = "https://pages.test/privacy"


def source(passages: dict[str, tuple[str, str]], *, record: bytes | None = None, id: str = "page-2026") -> Source:
    """A source with these passages, each a section and a text."""
    made = {}
    for slug, (section, text) in passages.items():
        found = fingerprint(text)
        made[slug] = Passage(words=found.words, sha256=found.sha256, section=section)
    return Source(
        id=id,
        title="Privacy",
        publisher="Acme",
        url=URL,
        kind=SourceKind.WEB_PAGE,
        recorded="2026-01-01",
        basis="made",
        record=f"{URL}.md" if record else None,
        record_sha256=sha256(record).hexdigest() if record else None,
        passages=made,
    )


def document(text: str | bytes, media_type: str = ".md", where: Where = Where.PAGE, final: str = URL) -> Document:
    data = text.encode() if isinstance(text, str) else text
    return Document(where=where, at=URL, on="2026-11-03", data=data, media_type=media_type, asked=URL, final=final)
