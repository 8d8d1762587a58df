"""Where links lead, what is said of one that leads nowhere, and that a link comes back as it was written."""

from __future__ import annotations

import pytest

from trusttui.link import Link, NoSuchName, Nowhere, read
from trusttui.pack.model import Pack
from trusttui.pack.view import View
from trusttui.report.entries import all_ids


def place(pack: Pack, text: str, as_of: str | None = None) -> Link:
    def kept(name: str) -> str:
        if name.lower() != "clinic pilot":
            raise NoSuchName("Clinic pilot" if name.lower().startswith("clin") else "")
        return "Clinic pilot"

    return read(text, pack, as_of, kept)[0]


def test_entries_sections_and_assessments(pack: Pack) -> None:
    assert place(pack, "answers/api/retention") == Link(section="answers", entry="answers/api/retention")
    assert place(pack, "api/retention").entry == "answers/api/retention"
    assert place(pack, "matrix/saml-sso").section == "compare"
    assert place(pack, "") == Link(section="home")
    assert place(pack, "trusttui://Compare") == Link(section="compare")
    assert place(pack, "clinic pilot").assessment == "Clinic pilot"
    assert place(pack, "assessments/Clinic%20pilot").assessment == "Clinic pilot"
    assert place(pack, "search?q=soc%202").words == "soc 2"


def test_a_comparison(pack: Pack) -> None:
    found = place(pack, "compare?tiers=enterprise,ChatGPT%20Team&differences&row=saml-sso&as-of=2024-05-31")
    assert found.tiers == ("enterprise", "team")
    assert found.differences
    assert found.entry == "matrix/saml-sso"
    assert found.as_of == "2024-05-31"
    assert place(pack, "compare?tiers=api&against=2023-07").against == "2023-07"


def test_the_links_day_wins_over_that_of_the_command_line(pack: Pack) -> None:
    assert place(pack, "compare", "2024").as_of == "2024"
    assert place(pack, "compare?as-of=2024-05-31", "2023").as_of == "2024-05-31"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("api/retentoin", "answers/api/retention"),
        ("anwsers", "answers"),
        ("compare?diferences", "did you mean differences?"),
        ("compare?tiers=entrprise", "near is enterprise"),
        ("compare?row=saml", "matrix/saml-sso"),
        ("compare?tiers=team,api&against=2024", "exactly one tier"),
        ("compare?as-of=2024-13", "not a date"),
        ("compare?as-of=1999", "no source"),
        ("home?q=x", "known are as-of"),
        ("assessments/Other", "no assessment 'Other'; trusttui assessments lists them"),
        ("assessments/clinic pil", "no assessment 'clinic pil'; did you mean \"Clinic pilot\"?"),
        ("Clinic pilo", "'Clinic pilo' leads nowhere on this day; did you mean the assessment \"Clinic pilot\"?"),
        ("clinic/retention", "on this day; near are"),
        ("compare?q=a&q=b", "twice"),
    ],
)
def test_one_that_leads_nowhere(pack: Pack, text: str, said: str) -> None:
    with pytest.raises(Nowhere) as why:
        place(pack, text)
    assert said in str(why.value)


def test_a_name_with_a_space_is_no_link_and_one_without_may_be_either(pack: Pack) -> None:
    with pytest.raises(Nowhere) as why:
        place(pack, "Clinic pilo")
    assert "near are" not in str(why.value)
    with pytest.raises(Nowhere) as why:
        place(pack, "clinical")
    assert 'the assessment "Clinic pilot"? Near are ' in str(why.value)


def test_every_entry_has_a_link_that_leads_to_it(pack: Pack) -> None:
    for entry in all_ids(View(pack)):
        found = place(pack, entry)
        assert found.entry == entry
        again = str(found)
        assert again == entry or place(pack, again) == found


@pytest.mark.parametrize(
    "link",
    [
        Link(section="compare", tiers=("team", "api"), differences=True, words="a&b=c'?", as_of="2024-05-31"),
        Link(section="compare", entry="matrix/saml-sso", tiers=("team",), against="2024-05-31"),
        Link(section="search", words="50% of what"),
        Link(section="advisor", assessment="Clinic pilot"),
    ],
)
def test_a_link_comes_back_from_its_text_and_from_the_command(pack: Pack, link: Link) -> None:
    import shlex

    assert place(pack, str(link)) == link
    assert place(pack, shlex.split(link.command)[-1]) == link
