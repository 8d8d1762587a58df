"""What must hold in a pack's tables beyond their types."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping

from trusttui.pack.dates import last_day
from trusttui.pack.faults import Faults, quoted
from trusttui.pack.names import Names, listed, unique
from trusttui.pack.node import Node
from trusttui.pack.record_rules import check_records
from trusttui.pack.text import Table

_STATED = ("yes", "no", "conditional")
_FORMAT = 1


def check_tables(tables: Mapping[str, Table], names: Names, faults: Faults) -> None:
    """Adds the faults of those of the five tables that could be parsed."""
    rules: dict[str, Callable[[Node, Names], None]] = {
        "pack.toml": _pack,
        "sources.toml": _sources,
        "matrix.toml": _matrix,
        "advisor.toml": _advisor,
        "vocabulary.toml": _vocabulary,
    }
    for file, rule in rules.items():
        if file in tables:
            rule(Node(tables[file], file, faults), names)


def check_uncited(names: Names) -> None:
    """Warns of each passage that nothing cites. To be asked when everything else has been looked at."""
    for name, source in (names.sources or {}).items():
        passages = source.node("passages")
        for passage in passages.table if passages else ():
            if (name, passage) not in names.cited:
                source.add(f"passages.{passage}", "nothing cites the passage", "", "warning")


def _at_least_one(node: Node, array: str) -> None:
    if node.table.get(array) == []:
        node.add(array, "there is none", f"at least one {array}")


def _pack(node: Node, names: Names) -> None:
    schema = node.table.get("schema")
    if type(schema) is int and schema != _FORMAT:
        node.add("schema", quoted(schema), f"{_FORMAT}, the version of the format that this program reads")
    for array in ("tier", "topic", "contact"):
        _at_least_one(node, array)
    for tier in node.nodes("tier"):
        if tier.table.get("names") == []:
            tier.add("names", "the tier has no name", "at least one name, with its source")
        for name in tier.nodes("names"):
            names.cite(name)
    for contact in node.nodes("contact"):
        names.cite(contact, needed="a source names the route")


def _sources(node: Node, names: Names) -> None:
    _at_least_one(node, "source")
    for source in node.nodes("source"):
        for key in ("stated", "recorded", "first_recorded"):
            _real_date(source, key)
        if "stated" not in source.table and "recorded" not in source.table:
            source.add("recorded", "a source without a date", "stated, or recorded, or both")
        passages = source.node("passages")
        for name in passages.table if passages else ():
            passage = passages.node(name) if passages else None
            if passage:
                _real_date(passage, "edited")
    check_records(node, names)


def _real_date(node: Node, key: str) -> None:
    value = node.text(key)
    if value is not None and not is_date(value):
        node.add(key, f'"{value}" is no date', "a day that exists: YYYY, YYYY-MM or YYYY-MM-DD")


def is_date(text: str) -> bool:
    """Whether a partial date exists."""
    try:
        last_day(text)
    except ValueError:
        return False
    return True


def _matrix(node: Node, names: Names) -> None:
    for attribute in node.nodes("attribute"):
        names.refer(attribute, "topic", names.topics, "topic of pack.toml")
        names.refer(attribute, "ask", names.contacts, "contact of pack.toml")
        cells = attribute.node("cells")
        if cells is None:
            continue
        for tier in cells.table:
            if names.tiers is not None and tier not in names.tiers:
                near = cells.near(tier, names.tiers)
                cells.add(tier, f'no such tier of pack.toml: "{tier}"', f"{listed(names.tiers)}{near}")
            _cell(cells, tier, names)
        for tier in names.tiers or ():
            if tier not in cells.table:
                cells.add(tier, "the cell is missing", "a cell for every tier, not-stated where no source speaks of it")


def _cell(cells: Node, tier: str, names: Names) -> None:
    if cells.table[tier] == []:
        cells.add(tier, "the cell is empty", "at least one statement")
    seen: set[str] = set()
    for statement in cells.nodes(tier):
        value = statement.text("value")
        names.cite(statement, needed=f"the value is {value}" if value in _STATED else "")
        source = statement.text("source")
        if source is None:
            continue
        if source in seen:
            statement.add("source", f'a second statement of "{source}" in this cell', "one statement a source")
        seen.add(source)


def _vocabulary(node: Node, names: Names) -> None:
    for term in node.nodes("term"):
        for meaning in (term, *term.nodes("earlier")):
            names.cite(meaning, needed="a source uses the term")
        names.see(term)
    for gap in node.nodes("gap"):
        names.refer(gap, "ask", names.contacts, "contact of pack.toml")
        names.refer_all(gap, "attributes", names.attributes, "attribute of matrix.toml")
        names.see(gap)


def _advisor(node: Node, names: Names) -> None:
    unique(node.nodes("question"), "question")
    earlier: dict[str, dict[str, Node]] = {}
    everywhere = {name: None for question in node.nodes("question") if (name := question.text("id")) is not None}
    uses = 0
    for question in node.nodes("question"):
        uses += question.text("kind") == "uses"
        if uses > 1 and question.text("kind") == "uses":
            question.add("kind", "a second question of uses", "one question of uses at most")
        if question.flag("unsure") and question.text("kind") not in (None, "one"):
            question.add("unsure", "unsure is offered", "only where the kind is one")
        _condition(question.node("asked_if"), earlier, everywhere)
        options = unique(question.nodes("option"), "option")
        for option in question.nodes("option"):
            for need in option.nodes("need"):
                _need(need, names)
        name = question.text("id")
        if name is not None:
            earlier.setdefault(name, options)
    unique(node.nodes("caution"), "caution")
    for caution in node.nodes("caution"):
        names.cite(caution, needed="a caution rests on a source")
        names.refer_all(caution, "tiers", names.tiers, "tier of pack.toml")
        _condition(caution.node("when"), earlier, everywhere)
    unique(node.nodes("contradiction"), "contradiction")
    several = {
        name for each in node.nodes("question") if each.text("kind") in ("uses", "many") and (name := each.text("id"))
    }
    for contradiction in node.nodes("contradiction"):
        _contradiction(contradiction, names, several)
        for condition in contradiction.nodes("when"):
            _condition(condition, earlier, everywhere)


def _contradiction(node: Node, names: Names, several: Container[str]) -> None:
    if node.text("source") is not None:
        names.cite(node, needed="a source is named")
    elif node.filled("passages"):
        node.add("passages", "passages of no source", "a source, or no passages")
    seen: set[str] = set()
    for condition in node.nodes("when"):
        question = condition.text("question")
        if question in seen and question not in several:
            condition.add("question", f'"{question}" for the second time', "each question once: it takes one option")
        if question is not None:
            seen.add(question)


def _need(need: Node, names: Names) -> None:
    names.refer(need, "attribute", names.attributes, "attribute of matrix.toml")
    names.refer(need, "agreement", names.agreements, "agreement, a file in agreements/")
    if need.text("wants") in ("conditional", "not-stated"):
        need.add("wants", f'"{need.text("wants")}"', "yes, no")


def _condition(
    condition: Node | None, earlier: Mapping[str, Mapping[str, Node]], everywhere: Mapping[str, None]
) -> None:
    """Holds a condition on another question's options against the questions that come before it."""
    question = condition.text("question") if condition else None
    if condition is None or question is None:
        return
    if question not in earlier:
        found = "a question that does not come before" if question in everywhere else "no such question"
        near = condition.near(question, earlier)
        condition.add("question", f'{found}: "{question}"', f"{listed(earlier)}{near}")
        return
    seen: set[str] = set()
    for name, option in condition.strings("any"):
        if option not in earlier[question]:
            near = condition.near(option, earlier[question])
            condition.add(name, f'no such option of {question}: "{option}"', f"{listed(earlier[question])}{near}")
        if option in seen:
            condition.add(name, f'"{option}" for the second time', "each one once")
        seen.add(option)
