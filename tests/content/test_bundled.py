"""What the bundled pack must say, read from the documents by hand: codes, not prose."""

from __future__ import annotations

import pytest

from trusttui.pack.model import Citation, Kind, Pack, Value
from trusttui.pack.view import View

YES, NO, CONDITIONAL, SILENT = "yes", "no", "conditional", "not-stated"

CELLS = [
    # as of, attribute, team, enterprise, api
    ("2024-05-02", "no-training", YES, YES, YES),
    ("2024-05-02", "baa", SILENT, SILENT, CONDITIONAL),
    ("2024-05-02", "dpa", CONDITIONAL, CONDITIONAL, CONDITIONAL),
    ("2024-05-02", "zero-retention", SILENT, SILENT, CONDITIONAL),
    ("2024-05-02", "saml-sso", SILENT, YES, YES),
    ("2024-05-02", "soc2-type-2", NO, NO, YES),
    ("2024-05-02", "soc2", NO, YES, YES),
    ("2024-05-02", "admins-see-chats", NO, YES, SILENT),
    ("2024-05-02", "admin-sets-retention", NO, YES, SILENT),
    ("2024-05-02", "no-contractors", NO, SILENT, NO),
    ("2024-05-02", "deleted-30-days", CONDITIONAL, CONDITIONAL, SILENT),
    ("2024-05-02", "kept-30-days-at-most", CONDITIONAL, CONDITIONAL, CONDITIONAL),
    ("2024-05-02", "penetration-test", SILENT, SILENT, SILENT),
    ("2024-05-02", "staff-chat", YES, YES, NO),
    ("2024-05-02", "product-building", NO, NO, YES),
    ("2024-01", "admins-see-chats", None, NO, SILENT),
    ("2024-01", "no-training", None, YES, YES),
    ("2024-01", "saml-sso", None, CONDITIONAL, CONDITIONAL),
    ("2023", "penetration-test", None, None, YES),
    ("2023-07-31", "no-training", None, None, CONDITIONAL),
    ("2023-07-31", "baa", None, None, CONDITIONAL),
    ("2023-07-31", "fine-tuned-ownership", None, None, NO),
    ("2021-03", "no-training", None, None, NO),
    ("2021-03", "kept-30-days-at-most", None, None, NO),
    ("2021-03", "baa", None, None, SILENT),
]


@pytest.mark.parametrize(("as_of", "attribute", "team", "enterprise", "api"), CELLS)
def test_cells_say_what_the_documents_say(
    pack: Pack, as_of: str, attribute: str, team: str | None, enterprise: str | None, api: str | None
) -> None:
    view = View(pack, as_of)
    known = {tier.id for tier in view.tiers}
    for tier, expected in (("team", team), ("enterprise", enterprise), ("api", api)):
        if expected is None:
            assert tier not in known, f"{tier} did not exist as of {as_of}"
        else:
            assert view.cell(attribute, tier).value == expected, (as_of, attribute, tier)


def test_tier_names_are_those_of_the_day(pack: Pack) -> None:
    assert [tier.name for tier in View(pack, "2024-05").tiers] == ["ChatGPT Team", "ChatGPT Enterprise", "API Platform"]
    assert [tier.id for tier in View(pack, "2024-01").tiers] == ["enterprise", "api"]
    assert [tier.id for tier in View(pack, "2023").tiers] == ["api"]
    assert View(pack, "2020").tiers == ()


def test_every_statement_with_a_value_cites(pack: Pack) -> None:
    for attribute in pack.attributes:
        for tier, statements in attribute.cells.items():
            for statement in statements:
                if statement.value is not Value.NOT_STATED:
                    assert statement.passages, (attribute.id, tier, statement.source)


def test_every_passage_is_cited(pack: Pack) -> None:
    view = View(pack)
    alone = [
        f"{source.id}#{slug}"
        for source in pack.sources
        for slug in source.passages
        if slug not in source.keeps and not view.cited_by(Citation(source.id, slug))
    ]
    assert alone == []


def test_the_pack_is_as_large_as_its_subject(view: View) -> None:
    assert len(view.of_kind(Kind.ANSWER)) >= 40
    assert len(view.of_kind(Kind.AGREEMENT)) == 4
    assert len(view.attributes) >= 35
    assert len(view.changes) >= 20
    assert len(view.gaps) >= 20


def test_the_baa_is_stated_for_the_api_alone(view: View) -> None:
    agreement = next(article for article in view.of_kind(Kind.AGREEMENT) if article.id == "agreements/baa")
    assert agreement.current.tiers == ("api",)
