"""What the advisor asks: questions, what answers demand of the matrix, cautions, answers that contradict each other."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from trusttui.pack.basics import Id, Line, Part, Strength, Value


class Need(Part, frozen=True, kw_only=True):
    """What an answer demands of the matrix."""

    attribute: Id
    strength: Strength
    wants: Value = Value.YES
    """`yes`, or `no` where the attribute must not hold."""
    agreement: Id | None = None
    """The agreement that this need makes necessary (`must`) or advisable (`prefer`)."""


class Option(Part, frozen=True, kw_only=True):
    """One possible answer."""

    id: Id
    text: Line
    need: list[Need] = []


class AskedIf(Part, frozen=True, kw_only=True):
    """A question is asked only if another one was answered with one of these options (or left unsure)."""

    question: Id
    any: Annotated[list[Id], Meta(min_length=1)]


class QuestionKind(StrEnum):
    """`uses`: any number of options, each a use with needs of its own, of which a tier may serve some; `one`: exactly
    one option; `many`: any number of options, whose needs all hold."""

    USES = "uses"
    ONE = "one"
    MANY = "many"


class Question(Part, frozen=True, kw_only=True):
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


class Caution(Part, frozen=True, kw_only=True):
    """What a careful colleague would add when a tier is considered."""

    id: Id
    text: Line
    source: Id
    passages: list[Id]
    tiers: list[Id]
    when: AskedIf | None = None


class Contradiction(Part, frozen=True, kw_only=True):
    """Answers that cannot all be meant: where each of these conditions holds, one of them has to give way. It rests on
    a source where it says something about the vendor, and on none where it follows from the questions alone."""

    id: Id
    text: Line
    """Why they cannot hold together."""
    when: Annotated[list[AskedIf], Meta(min_length=2)]
    source: Id | None = None
    passages: list[Id] = []


class AdvisorFile(Part, frozen=True, kw_only=True):
    """`advisor.toml`."""

    question: list[Question]
    caution: list[Caution] = []
    contradiction: list[Contradiction] = []
