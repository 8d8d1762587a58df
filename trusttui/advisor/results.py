"""What the advisor concludes. Codes and ids; the faces put them into words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from msgspec import Struct

from trusttui.pack.model import Citation, Need, Strength, Value

Answers = Mapping[str, tuple[str, ...]]
"""Question id -> ids of the chosen options; `("unsure",)` for "not sure". A question that is absent is unanswered."""

UNSURE = "unsure"


class Verdict(StrEnum):
    """What comes out for a tier, best first (`.severity` orders them)."""

    FITS = "fits"
    CONDITIONS = "fits-on-conditions"
    UNCONFIRMED = "unconfirmed"
    RULED_OUT = "ruled-out"

    @property
    def severity(self) -> Severity:
        return Severity[self.name]


class Severity(IntEnum):
    """The order of verdicts: a higher one is worse."""

    FITS = 0
    CONDITIONS = 1
    UNCONFIRMED = 2
    RULED_OUT = 3

    @property
    def verdict(self) -> Verdict:
        return Verdict[self.name]


class Effect(StrEnum):
    """How one need fares against one cell."""

    MET = "met"
    ON_CONDITIONS = "met-on-conditions"
    UNCONFIRMED = "unconfirmed"
    FAILED = "failed"


class Status(StrEnum):
    """How an agreement stands."""

    NEEDED = "needed"
    RECOMMENDED = "recommended"
    NOT_NEEDED = "not-needed"
    ASK = "ask"


class Reason(Struct, frozen=True, kw_only=True):
    """One need held against one tier's cell."""

    need: str
    """`QUESTION/OPTION/ATTRIBUTE`: which answer demands it."""
    demanded: Need
    strength: Strength
    attribute: str
    value: Value
    effect: Effect
    note: str
    """The statement in the pack's words; empty where no source of the day speaks of it."""
    citations: tuple[Citation, ...]
    as_of: str
    """The date of the statement; empty where there is none."""
    use: str | None = None
    """The use that demands it, where it is demanded for one use only."""
    certain: bool = True
    """False where it holds only under one reading of an open answer."""


class TierResult(Struct, frozen=True, kw_only=True):
    """A tier's verdict. `best` and `worst` differ where open answers decide between them."""

    tier: str
    verdict: Verdict
    best: Verdict
    worst: Verdict
    uses: dict[str, Verdict]
    """The verdict for each use that was named."""
    reasons: tuple[Reason, ...]
    decided_by: tuple[str, ...]
    """The fewest open questions whose answers would settle this tier's verdict."""


class Recommendation(Struct, frozen=True, kw_only=True):
    """The best tiers for a use; none where none qualifies. `use` is None while no use is named."""

    use: str | None
    tiers: tuple[str, ...]


class AgreementResult(Struct, frozen=True, kw_only=True):
    """Whether an agreement is needed, and what the sources say of it."""

    agreement: str
    """Local id: `dpa`."""
    status: Status
    stated_for: tuple[str, ...]
    """Tiers whose cell says `yes` or `conditional`."""
    not_stated_for: tuple[str, ...]
    conditions: tuple[str, ...]
    how: str
    citations: tuple[Citation, ...]
    because: tuple[str, ...]
    """The questions whose answers make it so."""


class Block(Struct, frozen=True, kw_only=True):
    """Why a tier cannot be recommended for a use: a `must` that fails or that nobody confirms, and whom to ask."""

    use: str | None
    tier: str
    reason: Reason
    ask: str | None
    """A contact's id, where asking may settle it."""


class OpenPoint(Struct, frozen=True, kw_only=True):
    """Something that would decide what is undecided: an answer (`question`), or a silence of the sources
    (`attribute`)."""

    question: str | None = None
    attribute: str | None = None
    tiers: tuple[str, ...] = ()
    ask: str | None = None


class ContradictionResult(Struct, frozen=True, kw_only=True):
    """Answers that cannot all be meant."""

    id: str
    text: str
    """Why not, in the pack's words."""
    answers: dict[str, tuple[str, ...]]
    """By question the options given that contradict those of the others."""
    repairs: dict[str, tuple[str, ...]]
    """By question the options any of which would end it, if this one answer is changed; a question without any is
    absent. For the uses it is those that may stay."""
    citations: tuple[Citation, ...]
    """What it rests on, where it says something about the vendor."""


class CautionResult(Struct, frozen=True, kw_only=True):
    """A caveat of the pack that applies to these answers."""

    id: str
    text: str
    tiers: tuple[str, ...]
    citations: tuple[Citation, ...]
    as_of: str


class StepKind(StrEnum):
    """What sort of next step it is."""

    AGREE = "agree"
    CONDITION = "condition"
    ASK = "ask"
    DECIDE = "decide"


class Step(Struct, frozen=True, kw_only=True):
    """Something to do next: conclude an agreement, meet a condition, ask the vendor, settle an open answer."""

    kind: StepKind
    tiers: tuple[str, ...]
    text: str
    """In the pack's words: the route, the condition, the contact's route, or the open question."""
    about: str
    """The agreement's, attribute's or question's id."""
    citations: tuple[Citation, ...]


class Assessment(Struct, frozen=True, kw_only=True):
    """Everything the advisor concludes from answers held against a view."""

    as_of: str
    answers: dict[str, tuple[str, ...]]
    tiers: dict[str, TierResult]
    """In the pack's order."""
    recommended: tuple[Recommendation, ...]
    agreements: dict[str, AgreementResult]
    blocking: tuple[Block, ...]
    contradictions: tuple[ContradictionResult, ...]
    open: tuple[OpenPoint, ...]
    cautions: tuple[CautionResult, ...]
    next_steps: tuple[Step, ...]
