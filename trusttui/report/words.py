"""The one place where codes become glyphs and words, for the command line and the screens alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from trusttui.advisor.results import UNSURE, Effect, Status, StepKind, Verdict
from trusttui.pack.dates import in_words
from trusttui.pack.model import Citation, Question, QuestionKind, Severity, Source
from trusttui.pack.statement import StatementView
from trusttui.pack.view import View
from trusttui.report.codes import KIND_WORD as KIND_WORD
from trusttui.report.codes import MARK as MARK
from trusttui.report.codes import NO_SOURCE as NO_SOURCE
from trusttui.report.codes import SOURCE_KIND_WORD as SOURCE_KIND_WORD
from trusttui.report.codes import value_words as value_words

VERDICT_GLYPH = {Verdict.FITS: "✓", Verdict.CONDITIONS: "◐", Verdict.UNCONFIRMED: "?", Verdict.RULED_OUT: "✗"}
VERDICT_WORD = {
    Verdict.FITS: "fits",
    Verdict.CONDITIONS: "fits on conditions",
    Verdict.UNCONFIRMED: "unconfirmed",
    Verdict.RULED_OUT: "ruled out",
}
EFFECT_GLYPH = {Effect.MET: "✓", Effect.ON_CONDITIONS: "◐", Effect.UNCONFIRMED: "?", Effect.FAILED: "✗"}
EFFECT_WORD = {
    Effect.MET: "met",
    Effect.ON_CONDITIONS: "met on conditions",
    Effect.UNCONFIRMED: "unconfirmed",
    Effect.FAILED: "not met",
}
STATUS_WORD = {
    Status.NEEDED: "needed",
    Status.RECOMMENDED: "recommended",
    Status.NOT_NEEDED: "not needed",
    Status.ASK: "ask: it depends on an open answer",
}
STEP_WORD = {
    StepKind.AGREE: "Conclude",
    StepKind.CONDITION: "Check",
    StepKind.ASK: "Ask",
    StepKind.DECIDE: "Settle",
}
SEVERITY_GLYPH = {Severity.MAJOR: "▲", Severity.MINOR: "△"}
SEVERITY_WORD = {Severity.MAJOR: "major", Severity.MINOR: "minor"}

SEPARATOR = " · "
UNSURE_WORD = "Not sure"
DISCLAIMER = "A reading of published text, no legal advice."

ASCII = str.maketrans(
    {"✓": "+", "✗": "x", "◐": "~", "▲": "!", "△": "-", "·": "-", "…": "...", "–": "-", "—": "-", "→": "->"}
)
"""What stands for the program's own signs where the output has no room for them."""


def verdict_words(verdict: Verdict) -> str:
    """A verdict by glyph and word: `✗ ruled out`."""
    return f"{VERDICT_GLYPH[verdict]} {VERDICT_WORD[verdict]}"


def effect_words(effect: Effect) -> str:
    """How a need fares, by glyph and word: `◐ met on conditions`."""
    return f"{EFFECT_GLYPH[effect]} {EFFECT_WORD[effect]}"


def severity_words(severity: Severity) -> str:
    """How much a change weighs, by glyph and word: `▲ major`."""
    return f"{SEVERITY_GLYPH[severity]} {SEVERITY_WORD[severity]}"


def source_line(source: Source, seen: str = "") -> str:
    """A document for people: `Enterprise privacy, web page, 2 May 2024`. `seen` is the day that is meant, where a
    record has several."""
    date = seen or source.recorded or source.date
    return f"{source.title}, {SOURCE_KIND_WORD[source.kind]}, {in_words(date)}"


def dates_words(statement: StatementView) -> str:
    """Since when a statement stands, where that is earlier than the day on which it was last seen."""
    if statement.since == statement.as_of:
        return ""
    return f"first recorded {in_words(statement.since)}, still there {in_words(statement.as_of)}"


def citation_lines(view: View, citations: Iterable[Citation]) -> Iterator[str]:
    """Citations for people, those of one section of a document on a line: `Enterprise privacy, web page, 2 May 2024 ·
    General FAQ · ent-deleted-30-days, ent-legal`."""
    for (source_id, section), cited in groupby(citations, key=lambda each: (each.source, _section(view, each))):
        source, together = view.source(source_id), list(cited)
        slugs = ", ".join(citation.passage for citation in together)
        facts = (source_line(source, view.seen(source)), section, slugs, checked_words(view, together))
        yield SEPARATOR.join(fact for fact in facts if fact)


def citation_line(view: View, citation: Citation) -> str:
    """One citation for people."""
    return next(citation_lines(view, [citation]))


def _section(view: View, citation: Citation) -> str:
    passage = view.source(citation.source).passages.get(citation.passage)
    return passage.section if passage else ""


_WHERE_WORD = {"page": "", "record": " in its record", "file": " in a copy"}
_RESULT_WORD = {"found": "✓ found", "not-found": "✗ not found", "not-checked": "? could not be checked"}


def checked_words(view: View, citations: Iterable[Citation]) -> str:
    """When citations were last looked for and what came out, the worst of them: `✓ found on 3 November 2026`. Empty
    where checks are not to be shown."""
    if view.checks is None:
        return ""
    checks = [view.checks(citation) for citation in citations]
    if not checks:
        return ""
    done = [check for check in checks if check]
    for result in ("not-found", "not-checked", "found"):
        of = [check for check in done if check.result == result]
        if result == "found" and len(done) < len(checks):
            break
        if of:
            worst = min(of, key=lambda check: check.on)
            some = f"{len(of)} of {len(checks)} " if len(of) < len(checks) else ""
            sign, _, word = _RESULT_WORD[result].partition(" ")
            return f"{sign} {some}{word}{_WHERE_WORD[worst.where]} on {in_words(worst.on)}"
    return f"{len(checks) - len(done)} of {len(checks)} not checked yet" if done else "not checked yet"


def places_line(view: View, source: Source, passages: Iterable[str]) -> str:
    """A document and all the places in it that are meant, on one line: `Enterprise privacy, web page, 2 May 2024 ·
    General FAQ (ent-deleted-30-days, ent-legal)`; that it says nothing, where there are none."""
    places: dict[str, list[str]] = {}
    passages = list(passages)
    for slug in passages:
        passage = source.passages.get(slug)
        places.setdefault(passage.section if passage else "", []).append(slug)
    named = [f"{place} ({', '.join(slugs)})" if place else ", ".join(slugs) for place, slugs in places.items()]
    checked = checked_words(view, [Citation(source.id, slug) for slug in passages])
    facts = (source_line(source, view.seen(source)), *(named or ["says nothing on it"]), checked)
    return SEPARATOR.join(fact for fact in facts if fact)


def tier_words(view: View, tiers: Iterable[str], *, none: str = "no tier") -> str:
    """The short names of those tiers that existed on the day, in the pack's order."""
    wanted = set(tiers)
    return ", ".join(tier.short for tier in view.tiers if tier.id in wanted) or none


def option_words(question: Question, option: str) -> str:
    """The words of an option; "Not sure" for the answer that leaves it open."""
    if option == UNSURE:
        return UNSURE_WORD
    return next((each.text for each in question.option if each.id == option), option)


def answer_words(view: View, question_id: str, options: Iterable[str]) -> str:
    """An answer in words: `Retention "Not at all"`; several ways to answer are parted by "or"."""
    question = next(each for each in view.pack.advisor.question if each.id == question_id)
    words = " or ".join(f'"{option_words(question, option)}"' for option in options)
    return f"{question.short} {words}"


def use_words(view: View, use: str) -> str:
    """A use in words."""
    for question in view.pack.advisor.question:
        if question.kind is QuestionKind.USES:
            return option_words(question, use)
    return use
