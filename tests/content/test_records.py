"""Each record of the years, asked as of its day: tiers, agreements, retention and access, read from it by hand."""

from __future__ import annotations

import pytest

from trusttui.pack.model import Pack
from trusttui.pack.view import View

Y, N, C, S = "yes", "no", "conditional", "not-stated"

TIERS = {
    "2024-05-02": {"team": "ChatGPT Team", "enterprise": "ChatGPT Enterprise", "api": "API Platform"},
    "2025-07-31": {
        "team": "ChatGPT Team",
        "enterprise": "ChatGPT Enterprise",
        "edu": "ChatGPT Edu",
        "api": "API Platform",
    },
    "2025-08-30": {
        "team": "ChatGPT Business",
        "enterprise": "ChatGPT Enterprise",
        "edu": "ChatGPT Edu",
        "api": "API Platform",
    },
    "2025-11-20": {
        "team": "ChatGPT Business",
        "enterprise": "ChatGPT Enterprise",
        "edu": "ChatGPT Edu",
        "teachers": "ChatGPT for Teachers",
        "api": "API Platform",
    },
    "2026-01-08": {
        "team": "ChatGPT Business",
        "enterprise": "ChatGPT Enterprise",
        "healthcare": "ChatGPT for Healthcare",
        "edu": "ChatGPT Edu",
        "teachers": "ChatGPT for Teachers",
        "api": "API Platform",
    },
}
TIERS["2026-06-28"] = TIERS["2026-06-29"] = TIERS["2026-08-22"] = TIERS["2026-01-08"]

# For each day, the values in the pack's order of tiers: those of the day alone.
CELLS = {
    "2024-05-02": {"dpa": [C, C, C], "baa": [S, S, C], "sdpa": [S, S, S], "admin-sets-retention": [N, Y, S]},
    "2025-07-31": {
        "dpa": [C, C, C, C],
        "baa": [S, S, S, C],
        "sdpa": [S, S, S, S],
        "zero-retention": [S, S, S, C],
        "admin-sets-retention": [N, Y, Y, S],
        "deleted-30-days": [C, C, C, S],
        "no-training": [C, C, C, C],
        "training-opt-in": [Y, Y, Y, Y],
        "soc2-type-2": [Y, Y, Y, Y],
        "saml-sso": [S, Y, S, Y],
        "audit-log": [S, Y, Y, S],
        "app-data-no-training": [Y, Y, Y, S],
    },
    "2025-08-30": {
        "dpa": [C, C, C, C],
        "baa": [S, S, S, C],
        "admin-sets-retention": [N, Y, Y, S],
        "app-data-no-training": [Y, Y, Y, S],
        "admins-see-chats": [N, C, C, S],
    },
    "2025-11-20": {
        "dpa": [C, C, S, S, C],
        "sdpa": [S, S, Y, Y, S],
        "baa": [S, S, S, S, C],
        "admin-sets-retention": [N, Y, Y, N, S],
        "user-sets-retention": [Y, N, N, Y, S],
        "deleted-30-days": [C, C, C, C, S],
        "app-data-no-training": [C, C, C, C, S],
        "soc2-type-2": [Y, Y, Y, S, Y],
        "saml-sso": [S, Y, S, S, Y],
    },
    "2026-01-08": {
        "dpa": [C, C, S, S, S, C],
        "baa": [S, S, S, S, S, C],
        "hipaa-support": [S, S, C, S, S, C],
        "sdpa": [S, S, S, Y, Y, S],
        "admin-sets-retention": [N, Y, Y, Y, N, S],
        "gpt-public": [C, C, N, C, C, S],
        "soc2-type-2": [Y, Y, Y, Y, S, Y],
        "saml-sso": [C, C, C, C, C, C],
        "breach-notice": [S, S, S, S, S, S],
    },
    "2026-06-28": {
        "admin-sets-retention": [N, Y, Y, Y, N, S],
        "admins-see-chats": [N, C, C, C, S, S],
        "deletion-legal-exception-only": [Y, Y, Y, Y, Y, S],
        "breach-notice": [S, S, S, S, S, S],
    },
    "2026-06-29": {
        "admin-sets-retention": [Y, Y, Y, Y, N, S],
        "admins-see-chats": [Y, C, C, C, S, S],
        "breach-notice": [C, C, S, S, S, C],
    },
    "2026-08-22": {
        "dpa": [C, C, S, S, S, C],
        "baa": [S, S, S, S, S, C],
        "sdpa": [S, S, S, Y, Y, S],
        "zero-retention": [S, S, S, S, S, C],
        "admin-sets-retention": [Y, Y, Y, Y, N, S],
        "user-sets-retention": [N, N, N, N, Y, S],
        "deleted-30-days": [C, C, C, C, C, S],
        "deletion-legal-exception-only": [N, Y, Y, Y, Y, S],
        "kept-30-days-at-most": [C, C, C, C, C, C],
        "admins-see-chats": [Y, C, C, C, S, S],
        "admins-export-chats": [Y, S, S, S, S, S],
        "admins-delete-chats": [Y, S, S, S, S, S],
        "audit-log": [S, Y, Y, Y, S, S],
        "no-contractors": [N, S, S, S, N, N],
        "apps": [Y, Y, Y, Y, Y, S],
        "app-data-no-training": [C, C, C, C, C, S],
        "breach-notice": [C, C, S, S, S, C],
        "subprocessor-objection": [C, C, S, S, S, C],
        "customer-audits": [C, C, S, S, S, C],
        "return-or-deletion": [C, C, S, S, S, C],
        "eu-contracting-party": [C, C, S, S, S, C],
        "processing-locations": [S, S, S, S, S, S],
    },
}


@pytest.mark.parametrize("day", TIERS)
def test_the_tiers_of_the_day_have_its_names(pack: Pack, day: str) -> None:
    assert {tier.id: tier.name for tier in View(pack, day).tiers} == TIERS[day]


@pytest.mark.parametrize(("day", "attribute"), [(day, attribute) for day, rows in CELLS.items() for attribute in rows])
def test_the_cells_of_the_day(pack: Pack, day: str, attribute: str) -> None:
    view = View(pack, day)
    assert [view.cell(attribute, tier.id).value for tier in view.tiers] == CELLS[day][attribute]


def test_both_names_find_the_tier_on_every_day(pack: Pack) -> None:
    for day in TIERS:
        for name in ("ChatGPT Team", "ChatGPT Business", "Team", "business", "team"):
            found = View(pack, day).find_tier(name)
            assert (found.id if found else None) == "team", (day, name)


def test_a_statement_that_the_records_keep_is_of_the_newest_and_says_since_when(pack: Pack) -> None:
    today = View(pack).cell("limited-vendor-rights", "team").current
    assert today
    assert (today.source.id, today.as_of, today.since) == (
        "enterprise-privacy-2026-08",
        "2026-08-22",
        "2024-05-02",
    )
    july = View(pack, "2026-07-15").cell("limited-vendor-rights", "team").current
    assert july
    assert july.as_of == "2026-06-29"


def test_contract_and_page_stand_beside_each_other(pack: Pack) -> None:
    cell = View(pack).cell("gdpr-support", "api")
    assert cell.current
    assert cell.current.source.kind == "contract"
    assert [(other.source.kind, other.as_of) for other in cell.beside] == [("web-page", "2026-08-22")]
    assert all(earlier.source.kind == "web-page" for earlier in cell.earlier)


def test_no_cell_has_lapsed_without_a_word(pack: Pack) -> None:
    for day in TIERS:
        view = View(pack, day)
        for attribute in view.attributes:
            for tier in view.tiers:
                current = view.cell(attribute.id, tier.id).current
                assert current is None or not current.gone, (day, attribute.id, tier.id)
