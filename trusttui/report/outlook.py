"""What would change a verdict, and what did, as blocks and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from trusttui.advisor.outlook import Conflict, Moved, Outlook, Remedy
from trusttui.pack.dates import in_words
from trusttui.pack.model import Value
from trusttui.pack.view import View
from trusttui.report import blocks as b
from trusttui.report.as_json import Json
from trusttui.report.blocks import Block
from trusttui.report.words import VERDICT_WORD, answer_words, use_words, verdict_words


def tier_outlook(view: View, outlook: Outlook, tier: str) -> Iterator[Block]:
    """What would make a tier fit, and since when it stands as it does."""
    several = len({remedy.use for remedy in outlook.remedies}) > 1 or len({each.use for each in outlook.moved}) > 1
    for remedy in outlook.remedies:
        if remedy.tier == tier:
            yield from _remedy(view, remedy, several)
    for moved in outlook.moved:
        if moved.tier == tier:
            yield _moved(view, moved, several)


def conflict_blocks(view: View, outlook: Outlook) -> Iterator[Block]:
    """The musts that no tier has together."""
    if outlook.conflicts:
        yield b.heading("What cannot be had together")
    for conflict in outlook.conflicts:
        demands = [_demand(view, need.attribute, need.demanded.wants) for need in conflict.needs]
        use = f' for "{use_words(view, conflict.use)}"' if conflict.use else ""
        if len(demands) == 1:
            yield b.item(f"No tier is stated to have it{use}: {demands[0]}.")
        else:
            yield b.item(f"No tier is stated to have these together{use}: {'; '.join(demands)}.")


def _remedy(view: View, remedy: Remedy, several: bool) -> Iterator[Block]:
    use = f' for "{use_words(view, remedy.use)}"' if several and remedy.use else ""
    if remedy.made_otherwise:
        rows = "; ".join(view.attribute(reason.attribute).title for reason in remedy.made_otherwise)
        yield b.text(rows, label=f"No other answer mends it{use}", indent=1)
        return
    if remedy.answers and remedy.verdict:
        changes = "; ".join(answer_words(view, question, given) for question, given in remedy.answers.items())
        word = VERDICT_WORD[remedy.verdict]
        every = "all of " if len(remedy.answers) > 1 else ""
        yield b.text(f"{every}{changes}: then it {word}", label=f"With other answers{use}", indent=1)
    if remedy.facts:
        rows = "; ".join(_demand(view, fact.attribute, fact.demanded.wants) for fact in remedy.facts)
        yield b.text(f"{rows}, if the vendor confirms it in writing", label=f"Open facts{use}", indent=1)


def _moved(view: View, moved: Moved, several: bool) -> Block:
    use = f' for "{use_words(view, moved.use)}"' if several and moved.use else ""
    rows = "; ".join(view.attribute(row).title for row in moved.attributes)
    because = f" ({rows})" if rows else ""
    before = verdict_words(moved.before)
    return b.text(f"{before} before{because}", label=f"So since {in_words(moved.since)}{use}", indent=1)


def _demand(view: View, attribute: str, wants: Value) -> str:
    title = view.attribute(attribute).title
    return f"not “{title}”" if wants is Value.NO else title


# --- JSON


def outlook_json(of: Outlook) -> Mapping[str, Json | list[Json]]:
    """`would_change`, `conflicts` and `moved` of `advise --answers`."""
    return {
        "would_change": [_remedy_json(remedy) for remedy in of.remedies],
        "conflicts": [_conflict_json(conflict) for conflict in of.conflicts],
        "moved": [_moved_json(moved) for moved in of.moved],
    }


def _remedy_json(remedy: Remedy) -> Json:
    return {
        "use": remedy.use,
        "tier": remedy.tier,
        "answers": {question: list(options) for question, options in remedy.answers.items()},
        "verdict": remedy.verdict.value if remedy.verdict else None,
        "facts": [fact.attribute for fact in remedy.facts],
        "made_otherwise": [reason.attribute for reason in remedy.made_otherwise],
    }


def _conflict_json(conflict: Conflict) -> Json:
    return {
        "use": conflict.use,
        "needs": [
            {"need": need.need, "attribute": need.attribute, "wants": need.demanded.wants.value}
            for need in conflict.needs
        ],
    }


def _moved_json(moved: Moved) -> Json:
    return {
        "tier": moved.tier,
        "use": moved.use,
        "since": moved.since,
        "before": moved.before.value,
        "attributes": list(moved.attributes),
    }
