"""A small pack of an invented vendor, with statements of two days, and what it takes to change it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from trusttui.pack.model import (
    AdvisorFile,
    Article,
    ArticleFile,
    Attribute,
    Change,
    ChangeFile,
    Contact,
    Earlier,
    Gap,
    Kind,
    Pack,
    PackFile,
    Passage,
    Side,
    Source,
    SourceKind,
    Statement,
    Synonym,
    Term,
    Tier,
    TierName,
    Topic,
    Value,
    VocabularyFile,
)
from trusttui.pack.view import View
from trusttui.search.index import Index

MakePack = Callable[..., Pack]
FILLER = "Clouds drift over hills while rivers run to the sea and nobody counts the stones on their banks. " * 4


def source(name: str, recorded: str) -> Source:
    passages = {slug: Passage(words=3, sha256="0" * 64) for slug in ("one", "two", "three")}
    return Source(
        id=name,
        title=name,
        publisher="Acme",
        url="https://example.com/",
        kind=SourceKind.WEB_PAGE,
        recorded=recorded,
        basis="seen",
        passages=passages,
    )


def article(name: str, title: str, body: str, **head: Any) -> Article:
    kind = {"answers": Kind.ANSWER, "commitments": Kind.COMMITMENT, "agreements": Kind.AGREEMENT}[name.split("/")[0]]
    told: dict[str, Any] = {"tiers": ["crew", "cloud"], "topics": [], "source": "new", "passages": ["one"], **head}
    return Article(id=name, kind=kind, head=ArticleFile(title=title, **told), body=body)


def statement(value: str, note: str, name: str = "new") -> Statement:
    return Statement(source=name, value=Value(value), note=note, passages=["two"])


ARTICLES = (
    article(
        "answers/cloud/retention",
        "How long does the cloud keep what we send?",
        "Kept for at most **30 days**, then removed. See [the page](https://example.com/zebra).",
        tiers=["cloud"],
        asked_as=["data lifetime", "when is my stuff erased"],
        conditions=["Unless a law demands otherwise."],
        earlier=[
            Earlier(
                source="old", passages=["three"], text="Held *indefinitely* on magnetic tape.", tiers=["cloud", "crew"]
            )
        ],
    ),
    article(
        "commitments/encryption",
        "Encryption at rest and in transit",
        "AES-256 at rest, TLS 1.2 in transit. " + FILLER + "Keys rotate on leap days. " + FILLER,
    ),
    article("commitments/no-training", "Your data trains no models", "Nothing you send is used for training."),
    article(
        "agreements/dpa",
        "Data Processing Addendum",
        "It can be executed by both parties.",
        short="DPA",
        how="Fill in the questionnaire on the vendor's page.",
        how_passages=["three"],
        earlier=[Earlier(source="old", passages=["one"], text="It can be signed.")],
    ),
    article("answers/api/brand-new", "Is there a newsletter?", "There is one, weekly.", source="new"),
)
ATTRIBUTES = (
    Attribute(
        id="sso",
        title="Single sign-on",
        topic="security",
        means="People log in with the account of their company.",
        asked_as=["okta"],
        cells={
            "crew": [statement("not-stated", "The page keeps silent on it for Crew.")],
            "cloud": [
                statement("yes", "Offered through federation."),
                statement("no", "Promised for a distant tomorrow.", "old"),
            ],
        },
    ),
    Attribute(
        id="fine-tuning",
        title="Fine-tuning on your own data",
        topic="security",
        means="Models can be adapted.",
        cells={"crew": [statement("no", "Not there.")], "cloud": [statement("conditional", "For certain models.")]},
    ),
)
CHANGES = (
    Change(
        id="changes/retention-limited",
        head=ChangeFile(
            title="Retention gets a limit",
            tiers=["cloud"],
            topics=[],
            severity="major",  # type: ignore[arg-type]
            before=Side(source="old", text="Kept without an end on tape.", passages=["one"]),
            after=Side(source="new", text="Kept for thirty days.", passages=["two"]),
            asked_as=["retention shortened"],
        ),
        body="Whoever planned with archives must plan anew.",
    ),
)
VOCABULARY = VocabularyFile(
    term=[
        Term(
            id="dpa",
            term="DPA",
            meaning="A contract on the processing of data.",
            source="new",
            passages=["one"],
            aliases=["Data Processing Addendum"],
        ),
        Term(id="whitepaper", term="Whitepaper", meaning="A text of many pages.", source="new", passages=["one"]),
    ],
    synonym=[
        Synonym(words=["encryption", "scrambled", "secret code"]),
        Synonym(words=["retention", "keep", "how long stored"]),
        Synonym(words=["sso", "single sign-on", "company login"]),
    ],
    gap=[
        Gap(
            id="iso",
            title="ISO 27001 certificate",
            text="No source mentions it.",
            ask="desk",
            asked_as=["iso certified"],
        ),
        Gap(id="seats", title="Smallest number of seats", text="No source says how many.", ask="desk"),
    ],
)


def build(**parts: Any) -> Pack:
    meta = PackFile(
        schema=1,
        id="acme",
        name="Acme",
        version="1",
        publisher="Acme",
        about="Invented.",
        licence="MIT",
        tier=[
            Tier(
                id="crew",
                short="Crew",
                names=[TierName(name="Acme Crew", source="new"), TierName(name="Acme Business", source="new")],
            ),
            Tier(id="cloud", short="Cloud", names=[TierName(name="Acme Cloud Platform", source="old")]),
        ],
        topic=[Topic(id="security", title="Security")],
        contact=[Contact(id="desk", text="Ask the desk", source="new", passages=["one"])],
    )
    whole: dict[str, Any] = {
        "meta": meta,
        "sources": (source("new", "2024-05-02"), source("old", "2022")),
        "attributes": ATTRIBUTES,
        "articles": ARTICLES,
        "changes": CHANGES,
        "vocabulary": VOCABULARY,
        "advisor": AdvisorFile(question=[]),
        "hash": "0" * 64,
        **parts,
    }
    return Pack(**whole)


@pytest.fixture(scope="session")
def make_pack() -> MakePack:
    """Builds the small pack, with the parts given in place of its own."""
    return build


@pytest.fixture(scope="session")
def make_article() -> Callable[..., Article]:
    return article


@pytest.fixture(scope="session")
def make_source() -> Callable[[str, str], Source]:
    """A source of that name, recorded on that (partial) date."""
    return source


@pytest.fixture(scope="session")
def small() -> Pack:
    return build()


@pytest.fixture(scope="session")
def index(small: Pack) -> Index:
    """Over the small pack's present."""
    return Index(View(small))


@pytest.fixture(scope="session")
def old_index(small: Pack) -> Index:
    """Over the small pack as of 2022."""
    return Index(View(small, "2022"))
