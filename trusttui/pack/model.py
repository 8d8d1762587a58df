"""What a pack is made of.

Every type here is frozen and is at once the schema of the pack's files: `load` converts the TOML into these types and
`check` reports what does not fit. Dates are strings of the precision that is known, `YYYY`, `YYYY-MM` or
`YYYY-MM-DD`; `pack.dates` gives their meaning. Ids are lower case words joined by hyphens.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

Id = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=80,
        description="lower case words or digits joined by hyphens, 80 characters at most",
    ),
]
PartialDate = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
        description='a date in quotes: "YYYY", "YYYY-MM" or "YYYY-MM-DD"',
    ),
]
HttpsUrl = Annotated[str, Meta(pattern=r"^https://[^\s]+$", max_length=500, description="an https:// address")]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$", description="64 hexadecimal digits in lower case")]
Line = Annotated[
    str, Meta(min_length=1, max_length=300, pattern=r"^[^\r\n]*$", description="one line of 1 to 300 characters")
]
"""One line of text for people."""


class Value(StrEnum):
    """What a statement says of an attribute. `not-stated` is an answer: silence is neither yes nor no."""

    YES = "yes"
    NO = "no"
    CONDITIONAL = "conditional"
    NOT_STATED = "not-stated"


class SourceKind(StrEnum):
    """What sort of document a source is: they weigh differently."""

    WEB_PAGE = "web-page"
    POLICY = "policy"
    CONTRACT = "contract"


class Kind(StrEnum):
    """What sort of entry a thing in the pack is; the codes of the JSON."""

    ANSWER = "answer"
    COMMITMENT = "commitment"
    ATTRIBUTE = "attribute"
    AGREEMENT = "agreement"
    CHANGE = "change"
    TERM = "term"
    GAP = "gap"


class Strength(StrEnum):
    """How much a need weighs: a `must` decides a verdict, a `prefer` only ranks what qualifies."""

    MUST = "must"
    PREFER = "prefer"


class Severity(StrEnum):
    """What a change means for who relies on the earlier text."""

    MAJOR = "major"
    MINOR = "minor"


class _Part(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table in a pack's file: unknown keys are refused."""


# --- sources -------------------------------------------------------------------------------------------------------


class Passage(_Part, frozen=True, kw_only=True):
    """A piece of a source, kept as a fingerprint of its normal form and never as text."""

    words: Annotated[int, Meta(ge=1, le=5000)]
    sha256: Sha256
    section: str = ""
    """Where on the page it stands, for a person who looks it up."""
    edited: PartialDate | None = None
    """When the page's own data says that this entry was last edited."""


class Source(_Part, frozen=True, kw_only=True):
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


class SourcesFile(_Part, frozen=True, kw_only=True):
    """`sources.toml`."""

    source: list[Source]


# --- pack.toml -----------------------------------------------------------------------------------------------------


class TierName(_Part, frozen=True, kw_only=True):
    """A tier's name since a source first used it."""

    name: Line
    source: Id
    passages: list[Id] = []
    short: Line | None = None
    """The name for a column of that time, where it is another than the tier's."""


class Tier(_Part, frozen=True, kw_only=True):
    """A product that can be chosen. Its id is stable, its names are dated, oldest first."""

    id: Id
    names: list[TierName]
    short: Line
    """A name short enough for a column."""


class Topic(_Part, frozen=True, kw_only=True):
    """A subject that groups answers, attributes and changes; packs list them in the order of reading."""

    id: Id
    title: Line


class Contact(_Part, frozen=True, kw_only=True):
    """Whom to ask, by a route that a source names."""

    id: Id
    text: Line
    source: Id
    passages: list[Id]
    url: HttpsUrl | None = None


class PackFile(_Part, frozen=True, kw_only=True):
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


class Statement(_Part, frozen=True, kw_only=True):
    """What one source says of one attribute for one tier."""

    source: Id
    value: Value
    note: str = ""
    """In our own words, with every number, condition and exception that the source has."""
    passages: list[Id] = []


class Attribute(_Part, frozen=True, kw_only=True):
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


class MatrixFile(_Part, frozen=True, kw_only=True):
    """`matrix.toml`."""

    attribute: list[Attribute]


# --- articles: answers, commitments, agreements ---------------------------------------------------------------------


class Earlier(_Part, frozen=True, kw_only=True):
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


class ArticleFile(_Part, frozen=True, kw_only=True):
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


class Side(_Part, frozen=True, kw_only=True):
    """One side of a change: what a source said. A source that says nothing on the point has no passages."""

    source: Id
    text: Line
    passages: list[Id] = []


class ChangeFile(_Part, frozen=True, kw_only=True):
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


class EarlierMeaning(_Part, frozen=True, kw_only=True):
    """What a glossary entry said on the word of an older source."""

    source: Id
    passages: list[Id]
    meaning: Line


class Term(_Part, frozen=True, kw_only=True):
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


class Synonym(_Part, frozen=True, kw_only=True):
    """Words and phrases that searchers use for one another."""

    words: Annotated[list[Line], Meta(min_length=2)]


class Gap(_Part, frozen=True, kw_only=True):
    """Something that reviewers commonly ask and no source answers, and whom to ask."""

    id: Id
    title: Line
    text: Line
    ask: Id
    """A contact."""
    attributes: list[Id] = []
    asked_as: list[Line] = []
    see: list[str] = []


class VocabularyFile(_Part, frozen=True, kw_only=True):
    """`vocabulary.toml`."""

    term: list[Term] = []
    synonym: list[Synonym] = []
    gap: list[Gap] = []


# --- advisor -------------------------------------------------------------------------------------------------------


class Need(_Part, frozen=True, kw_only=True):
    """What an answer demands of the matrix."""

    attribute: Id
    strength: Strength
    wants: Value = Value.YES
    """`yes`, or `no` where the attribute must not hold."""
    agreement: Id | None = None
    """The agreement that this need makes necessary (`must`) or advisable (`prefer`)."""


class Option(_Part, frozen=True, kw_only=True):
    """One possible answer."""

    id: Id
    text: Line
    need: list[Need] = []


class AskedIf(_Part, frozen=True, kw_only=True):
    """A question is asked only if another one was answered with one of these options (or left unsure)."""

    question: Id
    any: Annotated[list[Id], Meta(min_length=1)]


class QuestionKind(StrEnum):
    """`uses`: any number of options, each a use with needs of its own, of which a tier may serve some; `one`: exactly
    one option; `many`: any number of options, whose needs all hold."""

    USES = "uses"
    ONE = "one"
    MANY = "many"


class Question(_Part, frozen=True, kw_only=True):
    """What the advisor asks."""

    id: Id
    text: Line
    why: Line
    short: Line
    """Its name in a list of questions."""
    kind: QuestionKind = QuestionKind.ONE
    unsure: bool = False
    """Whether "not sure" is offered; only for `one`. It means: any of the options may be true."""
    asked_if: AskedIf | None = None
    option: Annotated[list[Option], Meta(min_length=2)]


class Caution(_Part, frozen=True, kw_only=True):
    """What a careful colleague would add when a tier is considered."""

    id: Id
    text: Line
    source: Id
    passages: list[Id]
    tiers: list[Id]
    when: AskedIf | None = None


class Contradiction(_Part, frozen=True, kw_only=True):
    """Answers that cannot all be meant: where each of these conditions holds, one of them has to give way. It rests on
    a source where it says something about the vendor, and on none where it follows from the questions alone."""

    id: Id
    text: Line
    """Why they cannot hold together."""
    when: Annotated[list[AskedIf], Meta(min_length=2)]
    source: Id | None = None
    passages: list[Id] = []


class AdvisorFile(_Part, frozen=True, kw_only=True):
    """`advisor.toml`."""

    question: list[Question]
    caution: list[Caution] = []
    contradiction: list[Contradiction] = []


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
