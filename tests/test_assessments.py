"""What is kept comes back as it was, whatever the names and the disk; what cannot be read is told and never touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from trusttui import assessments
from trusttui.assessments import NotFound, NotKept
from trusttui.kept import BadText, Kept, clean_name, clean_note, compare, keep, moved
from trusttui.kept_file import Unreadable, from_toml, to_toml
from trusttui.pack.model import Pack, Question, QuestionKind
from trusttui.pack.view import View

DAY = "2026-11-21"
CLINIC = {"use": ("product",), "personal-data": ("yes",)}


@pytest.fixture
def clinic(small_view: View) -> Kept:
    return keep(small_view, "Clinic pilot", CLINIC, day=DAY, notes={"use": "ask Ann\nbefore May"})


@st.composite
def an_answer(draw: st.DrawFn, question: Question) -> tuple[str, ...]:
    options = [option.id for option in question.option]
    most = 1 if question.kind is QuestionKind.ONE else len(options)
    return tuple(draw(st.lists(st.sampled_from(options), min_size=1, max_size=most, unique=True)))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_any_answers_names_and_notes_come_back_as_they_were(data: st.DataObject, small_view: View) -> None:
    pack = small_view.pack
    chosen = data.draw(st.lists(st.sampled_from(pack.advisor.question), unique_by=lambda each: each.id))
    answers = {question.id: data.draw(an_answer(question)) for question in chosen}
    name, note = data.draw(st.text(max_size=40)), data.draw(st.text(max_size=80))
    try:
        kept = keep(small_view, name, answers, day=DAY, notes={"use": note})
    except BadText:
        with pytest.raises(BadText):
            (clean_name(name), clean_note(note))
        return
    written = to_toml(kept, pack)
    again = from_toml(written, pack, "a.toml")
    assert again == kept
    assert to_toml(again, pack) == written
    assert (set(again.answers), again.name) == (set(answers), clean_name(name))


def test_a_file_cut_off_anywhere_says_so_and_stays(clinic: Kept, small_pack: Pack, tmp_path: Path) -> None:
    whole = to_toml(clinic, small_pack)
    stored = assessments.create(tmp_path, clinic, small_pack)
    for length in range(len(whole) - 1):
        stored.path.write_bytes(whole[:length])
        with pytest.raises(Unreadable) as error:
            assessments.load(stored.path, small_pack)
        assert "\n" not in str(error.value)
        assert str(error.value).startswith("clinic-pilot.toml: ")
        with pytest.raises(NotKept):
            assessments.rewrite(stored, clinic, small_pack)
        assert stored.path.read_bytes() == whole[:length]


def test_a_byte_flipped_anywhere_is_told_or_read(clinic: Kept, small_pack: Pack) -> None:
    whole = to_toml(clinic, small_pack)
    said: set[str] = set()
    for place in range(len(whole)):
        bit = (1, 0x20, 0x80)[place % 3]
        damaged = whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :]
        try:
            kept = from_toml(damaged, small_pack, "a.toml")
        except Unreadable as error:
            said.add(str(error))
        else:
            moved(kept, View(small_pack))
            assert from_toml(to_toml(kept, small_pack), small_pack, "a.toml") == kept
    assert said
    assert not any("\n" in each for each in said)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("schema = 1", "schema = 2", "newer"),
        ("schema = 1", "schema = 0", "older"),
        ("schema = 1\n", "", "schema"),
        ("[notes]", "[nots]", "did you mean"),
        ('name = "Clinic pilot"', 'name = "Clinic \\u001b[31m"', "name"),
        ('use = "ask', 'use = "\\u0007ask', "notes.use"),
        (f'day = "{DAY}"', 'day = "soon"', "saved.day"),
    ],
)
def test_a_fault_names_the_key_and_what_is_allowed(
    clinic: Kept, small_pack: Pack, before: str, after: str, said: str
) -> None:
    text = to_toml(clinic, small_pack).decode()
    assert before in text
    with pytest.raises(Unreadable) as error:
        from_toml(text.replace(before, after, 1).encode(), small_pack, "a.toml")
    assert said in str(error.value)
    assert "\x1b" not in str(error.value)


def test_what_the_pack_does_not_know_is_told_and_stays_in_the_file(clinic: Kept, small_pack: Pack) -> None:
    text = to_toml(clinic, small_pack).decode().replace("[answers]\n", '[answers]\ncolour = "blue"\nretention = "ye"\n')
    kept = from_toml(text.encode(), small_pack, "a.toml")
    assert kept.answers == clinic.answers
    assert [word for word in ("colour", "retention") if not any(word in remark for remark in kept.remarks)] == []
    again = keep(View(small_pack), kept.name, kept.answers, day=DAY, unknown=kept.unknown)
    assert b'colour = "blue"\n' in to_toml(again, small_pack)
    assert b'retention = "ye"\n' in to_toml(again, small_pack)
    answered = {**kept.answers, "retention": ("yes",)}
    mended = to_toml(keep(View(small_pack), "a", answered, day=DAY, unknown=kept.unknown), small_pack)
    assert b'retention = "yes"\n' in mended


@pytest.mark.parametrize(
    "name", ["Größe", "日本", "///", "con", "COM1", "x" * 120, "../../etc/passwd", ".hidden", "a\u0301"]
)
def test_any_name_has_a_file_of_its_own_in_the_folder(small_view: View, tmp_path: Path, name: str) -> None:
    kept = keep(small_view, name, CLINIC, day=DAY)
    path = assessments.create(tmp_path, kept, small_view.pack).path
    assert path.parent == tmp_path
    assert path.stem.isascii()
    assert path.stem == path.stem.lower()
    assert path.stem not in ("con", "com1", "")
    assert len(path.name) < 80
    assert assessments.find(tmp_path, small_view.pack, name).path == path
    with pytest.raises(NotKept, match="already"):
        assessments.create(tmp_path, kept, small_view.pack)
    other = assessments.create(tmp_path, replace(kept, name=f"{name[:100]} !"), small_view.pack)
    assert other.path != path


def test_names_that_differ_in_case_alone_are_one(clinic: Kept, small_pack: Pack, tmp_path: Path) -> None:
    assessments.create(tmp_path, clinic, small_pack)
    with pytest.raises(NotKept):
        assessments.create(tmp_path, replace(clinic, name="CLINIC PILOT"), small_pack)
    assert assessments.find(tmp_path, small_pack, "clinic PILOT").kept == clinic
    with pytest.raises(NotFound, match="did you mean"):
        assessments.find(tmp_path, small_pack, "Clinic pilt")


def test_the_list_has_the_newest_first_and_hides_no_damaged_file(
    clinic: Kept, small_pack: Pack, tmp_path: Path
) -> None:
    older = replace(clinic, name="Older", saved=replace(clinic.saved, day="2025-01-01"))
    for kept in (older, clinic):
        assessments.create(tmp_path, kept, small_pack)
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "nowhere.toml").symlink_to(tmp_path / "gone")
    (tmp_path / "latin.toml").write_bytes(b"name = '\xe9'")
    with (tmp_path / "huge.toml").open("wb") as file:
        file.truncate(100_000_000)
    stored, damaged = assessments.shelf(tmp_path, small_pack)
    assert [each.kept.name for each in stored] == ["Clinic pilot", "Older"]
    assert [each.path.stem for each in damaged] == ["folder", "huge", "latin", "nowhere"]
    assert all(each.reason for each in damaged)


def test_what_another_program_changed_or_closed_is_not_overwritten(
    clinic: Kept, small_pack: Pack, tmp_path: Path
) -> None:
    stored = assessments.create(tmp_path, clinic, small_pack)
    changed = stored.path.read_bytes() + b"# mine\n"
    stored.path.write_bytes(changed)
    for act in (lambda: assessments.rewrite(stored, clinic, small_pack), lambda: assessments.delete(stored)):
        with pytest.raises(NotKept, match="changed"):
            act()
    assert stored.path.read_bytes() == changed
    stored = assessments.load(stored.path, small_pack)
    stored.path.chmod(0o444)
    with pytest.raises(NotKept, match="read-only"):
        assessments.rewrite(stored, clinic, small_pack)
    stored.path.chmod(0o644)
    tmp_path.chmod(0o555)
    with pytest.raises(NotKept):
        assessments.create(tmp_path, replace(clinic, name="Other"), small_pack)
    tmp_path.chmod(0o755)
    assert os.listdir(tmp_path) == ["clinic-pilot.toml"]


def test_a_link_is_followed_and_stays_one(clinic: Kept, small_pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    real = assessments.create(tmp_path, clinic, small_pack).path
    link = tmp_path / "in" / "link.toml"
    link.symlink_to(real)
    written = assessments.rename(tmp_path / "in", assessments.load(link, small_pack), "Other", small_pack)
    assert (written.path, link.is_symlink()) == (link, True)
    assert assessments.load(real, small_pack).kept.name == "Other"
    assessments.delete(written)
    assert real.exists()


def test_renaming_moves_the_file_and_deleting_removes_it(clinic: Kept, small_pack: Pack, tmp_path: Path) -> None:
    stored = assessments.create(tmp_path, clinic, small_pack)
    renamed = assessments.rename(tmp_path, stored, "Staff", small_pack)
    assert os.listdir(tmp_path) == ["staff.toml"]
    assert assessments.load(renamed.path, small_pack).kept == replace(clinic, name="Staff")
    assessments.delete(renamed)
    assert os.listdir(tmp_path) == []


def test_nothing_has_moved_on_the_same_pack_and_what_moved_is_named(clinic: Kept, small_pack: Pack) -> None:
    assert moved(clinic, View(small_pack)) is None
    tier, result = next((tier, result) for tier, result in clinic.tiers.items() if result.need)
    need = replace(result.need[0], value="no", effect="failed", cites=["gone#passage"])
    was = replace(clinic, tiers={**clinic.tiers, tier: replace(result, need=[need, *result.need[1:]])})
    was = from_toml(to_toml(was, small_pack), small_pack, "a.toml")
    movement = moved(was, View(small_pack))
    assert movement is not None
    assert [(each.tier, len(each.needs)) for each in movement.tiers] == [(tier, 1)]
    assert movement.tiers[0].needs[0].after == result.need[0]
    assert movement.other_pack is False


def test_two_are_compared_by_answers_and_by_what_makes_the_difference(small_view: View) -> None:
    staff = keep(small_view, "Staff", {"use": ("staff",)}, day=DAY)
    product = keep(small_view, "Product", {"use": ("product",)}, day=DAY)
    found = compare(small_view.pack, staff, product)
    assert found.answers == ("use",)
    assert found.tiers
    assert all(change.before is not change.after and change.needs for change in found.tiers)
    same = compare(small_view.pack, staff, staff)
    assert (same.answers, same.tiers) == ((), ())


def test_the_same_passage_in_another_record_moves_nothing(clinic: Kept, small_pack: Pack) -> None:
    tier, result = next((tier, each) for tier, each in clinic.tiers.items() if any(need.cites for need in each.need))
    older = [
        replace(need, stated="2001", cites=[f"older#{cite.partition('#')[2]}" for cite in need.cites])
        for need in result.need
    ]
    was = replace(clinic, tiers={**clinic.tiers, tier: replace(result, need=older)})
    assert moved(was, View(small_pack)) is None
