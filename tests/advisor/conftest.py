"""Views on packs that a test writes down in a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from trusttui.pack.model import (
    AdvisorFile,
    Article,
    ArticleFile,
    Attribute,
    Caution,
    Contact,
    Contradiction,
    Kind,
    Pack,
    PackFile,
    Question,
    Source,
    SourceKind,
    Statement,
    Tier,
    TierName,
    Topic,
    Value,
    VocabularyFile,
)
from trusttui.pack.view import View

BuildView = Callable[..., View]

_VALUES = {"y": Value.YES, "n": Value.NO, "c": Value.CONDITIONAL, "?": Value.NOT_STATED}
_SOURCES = ("old", "new")


def _source(number: int, source: str) -> Source:
    return Source(
        id=source,
        title=source,
        publisher="Somebody",
        url="https://example.org/",
        kind=SourceKind.WEB_PAGE,
        recorded=f"202{number}-01-01",
        basis="a test",
    )


def _attribute(attribute: str, values: str) -> Attribute:
    cells = {
        f"t{tier}": [
            Statement(
                source="new",
                value=_VALUES[value],
                note=f"note on {attribute} of t{tier}",
                passages=[] if value == "?" else ["p"],
            )
        ]
        for tier, value in enumerate(values)
    }
    return Attribute(id=attribute, title=attribute, topic="use", means="it", ask=f"ask-{attribute}", cells=cells)


def _agreement(agreement: str, attribute: str) -> Article:
    head = ArticleFile(
        title=f"The {agreement}",
        tiers=[],
        topics=["use"],
        source="new",
        passages=["p"],
        conditions=[f"condition of {agreement}"],
        attribute=attribute,
        how=f"route to {agreement}",
        how_passages=["q"],
    )
    return Article(id=f"agreements/{agreement}", kind=Kind.AGREEMENT, head=head, body="It.")


def build_view(
    cells: Mapping[str, str],
    questions: Sequence[Question],
    *,
    cautions: Sequence[Caution] = (),
    contradictions: Sequence[Contradiction] = (),
    agreements: Mapping[str, str] | None = None,
    as_of: str | None = None,
) -> View:
    """A view on a pack of attributes with one letter a tier (`y`, `n`, `c`, `?`), of tiers `t0`, `t1`... `agreements`
    maps an agreement to its attribute. There are two sources, `old` (2020) and `new` (2021), which states it all."""
    count = len(next(iter(cells.values())))
    meta = PackFile(
        schema=1,
        id="small",
        name="Small",
        version="1",
        publisher="Somebody",
        about="A test.",
        licence="MIT",
        tier=[
            Tier(id=f"t{tier}", names=[TierName(name=f"Tier {tier}", source="old")], short=f"T{tier}")
            for tier in range(count)
        ],
        topic=[Topic(id="use", title="Use")],
        contact=[Contact(id=f"ask-{a}", text=f"Ask about {a}", source="new", passages=["p"]) for a in cells],
    )
    pack = Pack(
        meta=meta,
        sources=tuple(_source(number, source) for number, source in enumerate(_SOURCES)),
        attributes=tuple(_attribute(attribute, values) for attribute, values in cells.items()),
        articles=tuple(_agreement(name, attribute) for name, attribute in (agreements or {}).items()),
        changes=(),
        vocabulary=VocabularyFile(),
        advisor=AdvisorFile(question=list(questions), caution=list(cautions), contradiction=list(contradictions)),
        hash="0" * 64,
    )
    return View(pack, as_of)


@pytest.fixture(scope="session")
def small() -> BuildView:
    return build_view
