"""What a pack is made of.

Every type here is frozen and is at once the schema of the pack's files: `load` converts the TOML into these types and
`check` reports what does not fit. Dates are strings of the precision that is known, `YYYY`, `YYYY-MM` or
`YYYY-MM-DD`; `pack.dates` gives their meaning. Ids are lower case words joined by hyphens.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from trusttui.pack.basics import HttpsUrl as HttpsUrl
from trusttui.pack.basics import Id as Id
from trusttui.pack.basics import Kind as Kind
from trusttui.pack.basics import Line as Line
from trusttui.pack.basics import Part, PartialDate, Sha256
from trusttui.pack.basics import Severity as Severity
from trusttui.pack.basics import SourceKind as SourceKind
from trusttui.pack.basics import Strength as Strength
from trusttui.pack.basics import Value as Value
from trusttui.pack.questionnaire import AdvisorFile as AdvisorFile
from trusttui.pack.questionnaire import AskedIf as AskedIf
from trusttui.pack.questionnaire import Caution as Caution
from trusttui.pack.questionnaire import Contradiction as Contradiction
from trusttui.pack.questionnaire import Need as Need
from trusttui.pack.questionnaire import Option as Option
from trusttui.pack.questionnaire import Question as Question
from trusttui.pack.questionnaire import QuestionKind as QuestionKind

# --- sources -------------------------------------------------------------------------------------------------------


class Passage(Part, frozen=True, kw_only=True):
    """A piece of a source, kept as a fingerprint of its normal form and never as text."""

    words: Annotated[int, Meta(ge=1, le=5000)]
    sha256: Sha256
    section: str = ""
    """Where on the page it stands, for a person who looks it up."""
    edited: PartialDate | None = None
    """When the page's own data says that this entry was last edited."""


class Source(Part, frozen=True, kw_only=True):
    """One published document at one date."""

    id: Id
    title: Line
    publisher: Line
    url: HttpsUrl
    kind: SourceKind
    stated: PartialDate | None = None
    """The date that the document gives itself."""
    recorded: PartialDate | None = None
    """When this text is known to have stood there. It decides what a reader of a day could have known; where it is
    not known, the stated date does."""
    first_recorded: PartialDate | None = None
    """Where an earlier day is known on which all that sets this record apart stood there already."""
    basis: Line
    """What the dates rest on."""
    record: HttpsUrl | None = None
    """Where the very text that was read is kept for ever."""
    record_sha256: Sha256 | None = None
    """The hash of that record's bytes."""
    credit: Line | None = None
    """Whom its licence asks to name."""
    previous: Id | None = None
    """The record of the same document before this one."""
    keeps: list[Id] = []
    """The passages of the previous record that stand here unchanged, and still mean what they meant."""
    headings: dict[Line, Line] = {}
    """The sections of the previous record that have another heading here."""
    passages: dict[Id, Passage] = {}
    """The passages that are new here. Loaded, a source has those that it keeps as well."""

    @property
    def date(self) -> str:
        """The date that counts: first recorded where known, else recorded, else stated; partial as they are."""
        return self.first_recorded or self.recorded or self.stated or ""


class SourcesFile(Part, frozen=True, kw_only=True):
    """`sources.toml`."""

    source: list[Source]


# --- pack.toml -----------------------------------------------------------------------------------------------------


class TierName(Part, frozen=True, kw_only=True):
    """A tier's name since a source first used it."""

    name: Line
    source: Id
    passages: list[Id] = []
    short: Line | None = None
    """The name for a column of that time, where it is another than the tier's."""


class Tier(Part, frozen=True, kw_only=True):
    """A product that can be chosen. Its id is stable, its names are dated, oldest first."""

    id: Id
    names: list[TierName]
    short: Line
    """A name short enough for a column."""


class Topic(Part, frozen=True, kw_only=True):
    """A subject that groups answers, attributes and changes; packs list them in the order of reading."""

    id: Id
    title: Line


class Contact(Part, frozen=True, kw_only=True):
    """Whom to ask, by a route that a source names."""

    id: Id
    text: Line
    source: Id
    passages: list[Id]
    url: HttpsUrl | None = None


class PackFile(Part, frozen=True, kw_only=True):
    """`pack.toml`."""

    schema: int
    """Version of this format: 1."""
    id: Id
    name: Line
    version: Line
    publisher: Line
    """Who published the documents."""
    about: Line
    licence: Line
    tier: list[Tier]
    topic: list[Topic]
    contact: list[Contact]


# --- statements ----------------------------------------------------------------------------------------------------


class Statement(Part, frozen=True, kw_only=True):
    """What one source says of one attribute for one tier."""

    source: Id
    value: Value
    note: str = ""
    """In our own words, with every number, condition and exception that the source has."""
    passages: list[Id] = []


class Attribute(Part, frozen=True, kw_only=True):
    """A row of the matrix: a proposition that can be held against each tier."""

    id: Id
    title: Line
    topic: Id
    means: Line
    """What `yes` would mean."""
    ask: Id | None = None
    """The contact to ask where no source states it."""
    glance: bool = False
    """Whether the home screen shows it."""
    asked_as: list[Line] = []
    cells: dict[Id, list[Statement]]
    """For each tier at least one statement, in any order."""


class MatrixFile(Part, frozen=True, kw_only=True):
    """`matrix.toml`."""

    attribute: list[Attribute]


# --- articles: answers, commitments, agreements ---------------------------------------------------------------------


class Earlier(Part, frozen=True, kw_only=True):
    """What another source says or said on an article's point."""

    source: Id
    passages: list[Id]
    text: Annotated[str, Meta(min_length=1)]
    """Markdown."""
    tiers: list[Id] | None = None
    """Where it touched other tiers than the article does now."""
    conditions: list[Line] = []
    not_stated: bool = False
    """That source covers the subject and says nothing on the point any more."""


class ArticleFile(Part, frozen=True, kw_only=True):
    """The front matter of an answer, a commitment or an agreement; the file's Markdown body is what is said now.

    `source`, `passages`, `not_stated` and `conditions` belong to the body; `earlier` holds what other sources said
    before, `also` what documents of another kind say (a contract beside a web page). `not_stated` marks a body that
    says that the newest source is silent on what earlier ones said.
    """

    title: Line
    """The question, the promise, or the agreement's full name. `{team}` stands for that tier's name of the day."""
    tiers: list[Id]
    topics: list[Id]
    source: Id
    passages: list[Id] = []
    not_stated: bool = False
    conditions: list[Line] = []
    """What must hold for it; exceptions too."""
    attributes: list[Id] = []
    agreements: list[Id] = []
    see: list[str] = []
    """Entries to read next, by entry id (`answers/api/retention`)."""
    asked_as: list[Line] = []
    earlier: list[Earlier] = []
    also: list[Earlier] = []
    order: int = 0
    """Place among its neighbours; entries of equal order follow their id."""
    short: str = ""
    """Agreements: the acronym."""
    attribute: Id | None = None
    """Agreements: the matrix row that says for which tiers it is stated."""
    how: str = ""
    """Agreements: the route to it, in our own words, as its source gives it."""
    how_passages: list[Id] = []


class Article(Struct, frozen=True, kw_only=True):
    """A file with front matter and a Markdown body."""

    id: str
    """The file's path without its suffix: `answers/api/retention`."""
    kind: Kind
    head: ArticleFile
    body: str


# --- changes -------------------------------------------------------------------------------------------------------


class Side(Part, frozen=True, kw_only=True):
    """One side of a change: what a source said. A source that says nothing on the point has no passages."""

    source: Id
    text: Line
    passages: list[Id] = []


class ChangeFile(Part, frozen=True, kw_only=True):
    """The front matter of a change; the Markdown body says what it means for who relies on it."""

    title: Line
    tiers: list[Id]
    topics: list[Id]
    severity: Severity
    before: Side
    after: Side
    attributes: list[Id] = []
    see: list[str] = []
    asked_as: list[Line] = []


class Change(Struct, frozen=True, kw_only=True):
    """One thing that differs between two sources of different dates, first recorded with the later one."""

    id: str
    head: ChangeFile
    body: str


# --- vocabulary ----------------------------------------------------------------------------------------------------


class EarlierMeaning(Part, frozen=True, kw_only=True):
    """What a glossary entry said on the word of an older source."""

    source: Id
    passages: list[Id]
    meaning: Line


class Term(Part, frozen=True, kw_only=True):
    """A glossary entry."""

    id: Id
    term: Line
    meaning: Line
    source: Id
    passages: list[Id]
    aliases: list[Line] = []
    asked_as: list[Line] = []
    see: list[str] = []
    earlier: list[EarlierMeaning] = []


class Synonym(Part, frozen=True, kw_only=True):
    """Words and phrases that searchers use for one another."""

    words: Annotated[list[Line], Meta(min_length=2)]


class Gap(Part, frozen=True, kw_only=True):
    """Something that reviewers commonly ask and no source answers, and whom to ask."""

    id: Id
    title: Line
    text: Line
    ask: Id
    """A contact."""
    attributes: list[Id] = []
    asked_as: list[Line] = []
    see: list[str] = []


class VocabularyFile(Part, frozen=True, kw_only=True):
    """`vocabulary.toml`."""

    term: list[Term] = []
    synonym: list[Synonym] = []
    gap: list[Gap] = []


# --- the whole -----------------------------------------------------------------------------------------------------


class Pack(Struct, frozen=True, kw_only=True):
    """A loaded pack, all references resolvable. `pack.view.View` is how the other rooms read it."""

    meta: PackFile
    sources: tuple[Source, ...]
    attributes: tuple[Attribute, ...]
    articles: tuple[Article, ...]
    changes: tuple[Change, ...]
    vocabulary: VocabularyFile
    advisor: AdvisorFile
    hash: str
    """sha256 over the paths and bytes of its files, so that a result can name the content it rests on."""


class Citation(Struct, frozen=True, order=True):
    """A passage of a source."""

    source: str
    passage: str
