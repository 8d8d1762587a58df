"""Commands and their keys: declared once, changed in a file, found in the palette, told in help and footer."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import _character_to_key
from textual.widgets import Input

import trusttui.tui
from tests.tui.seen import text_of
from trusttui.tui import scopes
from trusttui.tui.app import TrustApp
from trusttui.tui.commands import Command
from trusttui.tui.here import commands_here
from trusttui.tui.keynames import NAMED, RESERVED, BadKey, long_name, needs_modifier, read_key, shown
from trusttui.tui.keys import NEEDED, effective, load, read
from trusttui.tui.scopes import SCOPES, every_command
from trusttui.tui.widgets.keybar import KeyBar
from trusttui.tui.widgets.wrapped import Wrapped

MakeApp = Callable[..., TrustApp]


def bound() -> Iterator[tuple[type[DOMNode], Binding]]:
    """The bindings of all our screens and widgets."""
    for module in pkgutil.walk_packages(trusttui.tui.__path__, "trusttui.tui."):
        importlib.import_module(module.name)
    kinds = [DOMNode]
    for kind in kinds:
        kinds += [each for each in kind.__subclasses__() if each not in kinds]
        if kind.__module__.startswith("trusttui."):
            yield from ((kind, binding) for binding in kind.__dict__.get("BINDINGS", ()))


# --- the declarations


def test_every_binding_is_a_declared_command_and_every_command_is_bound_somewhere() -> None:
    known = every_command()
    bindings = list(bound())
    assert {binding.id for _, binding in bindings} == set(known)
    for kind, binding in bindings:
        assert binding.tooltip, (kind, binding)


def test_what_is_bound_together_is_in_one_scope_and_no_key_has_two_meanings_there() -> None:
    for scope in SCOPES:
        beside = [other for other in SCOPES if other.id in scope.beside]
        keys: dict[str, str] = {}
        for command in {each.id: each for each in (*scope.commands, *(c for s in beside for c in s.commands))}.values():
            for key in command.keys.split(","):
                assert keys.setdefault(key, command.id) == command.id, (scope.id, key)
    together: dict[type[DOMNode], set[str]] = {}
    for kind, binding in bound():
        together.setdefault(kind, set()).add(binding.id or "")
    for kind, ids in together.items():
        of = [
            {c.id for s in (scope, *(o for o in SCOPES if o.id in scope.beside)) for c in s.commands}
            for scope in SCOPES
        ]
        assert any(ids <= each for each in of), (kind, ids)


def test_a_command_of_one_id_has_one_set_of_keys() -> None:
    for scope in SCOPES:
        for command in scope.commands:
            assert command.keys == every_command()[command.id].keys


def test_nothing_is_reached_by_ctrl_or_alt_alone() -> None:
    for command in every_command().values():
        plain = [key for key in command.keys.split(",") if not needs_modifier(key)]
        assert plain or command.palette or command.id == "note-line", command


def test_every_declared_key_can_be_written_in_the_file() -> None:
    for command in every_command().values():
        for key in command.keys.split(","):
            assert read_key(key) == key
            assert read_key(shown(key).replace("^", "ctrl+")) == key or shown(key) in "↑↓←→"


def test_keys_have_the_names_that_the_library_gives_them() -> None:
    for code in range(0x21, 0x7F):
        assert long_name(chr(code)) == _character_to_key(chr(code))
    from textual.keys import Keys

    known = {key.value for key in Keys}
    assert set(NAMED) - {"space", "enter"} <= known


# --- the file


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('cpoy = "x"', "did you mean copy?"),
        ('copy = "esacpe"', "did you mean 'escape'?"),
        ('copy = "cmd+x"', "'cmd' is none of ctrl, alt, shift"),
        ("copy = x", 'copy = "x"'),
        ("copy = 5", "found 5"),
        ('copy = ["x", 5]', "found ['x', 5]"),
        ('copy "x"', "is no TOML"),
        ("[keys]", "no tables"),
        ("quit = []", "cannot be without a key"),
        ('help = ""', "cannot be without a key"),
        ('copy = "e"', "'e' is the key of export too"),
        ('query-leave = "x"', "typed into the field"),
        ('copy = "ctrl+i"', "a terminal sends tab"),
        *((f'copy = "{key}"', key) for key in RESERVED),
    ],
)
def test_a_fault_is_named_with_its_line_and_the_rest_holds(line: str, said: str) -> None:
    keymap, faults = read(
        f'# mine\nexport-nothing-else = []\ntheme = "z"\n{line}\n\noriginal = [\n  "u", # my own\n]\n'
    )
    assert keymap == {"theme": ("z",), "original": ("u",)}
    assert [fault.line for fault in faults] == [2, 4]
    assert said in faults[1].text


def test_a_list_that_is_never_closed_takes_no_other_line_with_it() -> None:
    keymap, faults = read('copy = [ "z"\ntheme = "u"\n')
    assert keymap == {"theme": ("u",)}
    assert faults[0].line == 1


def test_two_commands_may_change_places() -> None:
    keymap, faults = read('copy = "e"\nexport = "y"\n')
    assert keymap == {"copy": ("e",), "export": ("y",)}
    assert not faults


def test_of_two_lines_for_one_key_the_later_yields_and_what_rested_on_it_too() -> None:
    keymap, faults = read('copy = "u"\ntheme = "u"\ndensity = "T"\n')
    assert keymap == {"copy": ("u",)}
    assert [(fault.line, "copy in line 1" in fault.text, "theme" in fault.text) for fault in faults] == [
        (2, True, True),
        (3, False, True),
    ]


def test_a_command_may_be_without_a_key_where_the_palette_has_it() -> None:
    keymap, faults = read("suspend = []\n")
    assert keymap == {"suspend": ()}
    assert not faults


def test_what_is_allowed_and_unwise_is_warned_of() -> None:
    keymap, faults = read('as-of = "ctrl+d"\ncopy = "j"\n')
    assert set(keymap) == {"as-of", "copy"}
    assert all(fault.is_warning for fault in faults)
    assert "not every terminal" in faults[0].text
    assert any("list-down" in fault.text or "table-down" in fault.text for fault in faults if fault.line == 2)


def test_the_program_s_own_keys_are_without_fault() -> None:
    text = "\n".join(f"{name} = {list(keys)}" for name, keys in effective({}).items()).replace("'", '"')
    assert read(text) == ({}, [])


@pytest.mark.parametrize(("data", "line"), [(b'copy = "x"\n\xff\xfe', 2), (b"#" * 300_000, 0)])
def test_a_file_that_is_no_text_or_too_large_is_refused_whole(tmp_path: Path, data: bytes, line: int) -> None:
    file = tmp_path / "keys.toml"
    file.write_bytes(data)
    found = load(file)
    assert (found.keymap, found.is_readable, found.wrong[0].line) == ({}, False, line)


def test_keys_are_written_in_many_ways() -> None:
    assert [read_key(each) for each in ("Esc", "/", " ", "shift+a", "Ctrl+P", ",", "é", "PgDn", "alt++")] == [
        *("escape", "slash", "space", "A", "ctrl+p", "comma", "é", "pagedown", "alt+plus")
    ]
    for none in ("", "abc", "ctrl+", "+a", "\x00"):
        with pytest.raises(BadKey):
            read_key(none)


# --- on the screens


def keyed(make_app: MakeApp, tmp_path: Path, text: str) -> TrustApp:
    (tmp_path / "keys.toml").write_text(text)
    app = make_app()
    app.take_keys(tmp_path / "keys.toml")
    return app


async def test_changed_keys_work_and_the_old_ones_do_not(make_app: MakeApp, tmp_path: Path) -> None:
    app = keyed(make_app, tmp_path, 'go-compare = "z"\nlist-down = ["n", "f6"]\nhelp = "f2"\nas-of = "a"\n')
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        entries = app.screen.query_one("#entries")
        at = entries.highlighted
        await pilot.press("n", "j", "down")
        assert entries.highlighted == at + 1
        await pilot.press("f6")
        assert entries.highlighted == at + 2
        await pilot.press("question_mark", "4")
        await pilot.pause()
        assert app.current_mode == "answers"
        assert {part.text.plain.split()[0] for part in app.screen.query_one(KeyBar).parts} >= {"f2", "a"}
        await pilot.press("f2")
        await pilot.pause()
        told = text_of(app)
        assert "The keys that work here" in told
        assert "f2" in told
        await pilot.press("escape", "z")
        await pilot.pause()
        assert app.current_mode == "compare"


async def test_a_field_takes_what_is_typed_whatever_the_file_says(make_app: MakeApp, tmp_path: Path) -> None:
    app = keyed(make_app, tmp_path, 'palette = "z"\nas-of = "u"\n')
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2", "slash", *"zu")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "zu"
        assert not {"z", "u"} & {part.text.plain.split()[0] for part in app.screen.query_one(KeyBar).parts}
        assert not any("z" in here.keys for here in commands_here(app.screen))


async def test_hints_name_the_keys_as_they_are(make_app: MakeApp, tmp_path: Path) -> None:
    app = keyed(make_app, tmp_path, 'verdict = "z"\ntick-all = "u"\nclear-filters = []\n')
    async with app.run_test(size=(150, 90)) as pilot:
        await pilot.press("5", "1")
        await pilot.pause()
        standing = app.screen.query_one("#standing-text", Wrapped).render().plain
        assert "move this; z for the verdict" in " ".join(standing.split())
        app.go("compare")
        await pilot.press("c")
        await pilot.pause()
        assert "u all" in text_of(app)
        assert app.key("clear-filters") == "“No filter”"


def test_hints_name_commands_that_there_are() -> None:
    named = set()
    for path in Path(trusttui.tui.__file__).parent.rglob("*.py"):
        for call in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)):
            of = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if of in ("key", "key_of"):
                named |= {each.value for each in call.args if isinstance(each, ast.Constant)}
    assert {"save", "verify", "clear-filters", "confirm"} <= named <= set(every_command())


async def test_faults_are_told_once_on_start(make_app: MakeApp, tmp_path: Path) -> None:
    app = keyed(make_app, tmp_path, 'cpoy = "x"\ncopy = "z"\n')
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        notices = [notice.message for notice in app._notifications]
        assert len(notices) == 1
        assert "line 1: there is no command 'cpoy'; did you mean copy?" in notices[0]
        assert app._keymap == {"copy": "z"}


async def test_a_good_file_is_not_spoken_of(make_app: MakeApp, tmp_path: Path) -> None:
    app = keyed(make_app, tmp_path, 'copy = "z"\n')
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert not list(app._notifications)


# --- the palette


def rows(app: TrustApp) -> dict[str, tuple[str, ...]]:
    return {here.command.id: here.keys for here in commands_here(app.screen) if here.command.palette}


async def test_the_palette_has_what_applies_here_and_nothing_else(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        here = rows(app)
        assert {command.id for command in scopes.c.COMPARE} <= set(here)
        assert here["differences"] == ("d",)
        # Its key filters the rows here; by name it is there all the same.
        assert here["search"] == ()
        assert here["filter-rows"] == ("slash",)
        assert "verify" not in here
        await pilot.press("5")
        await pilot.pause()
        here = rows(app)
        assert "verdict" in here
        assert not {"copy", "export", "differences"} & set(here)
        assert not any(command.startswith("option-") for command in here)


async def test_commands_are_found_by_name_and_run_where_one_was(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        before = app.screen
        await pilot.press("colon", *"differences")
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        assert "Only rows in which the tiers differ" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is before
        assert "differences only" in text_of(app)


async def test_in_a_field_the_palette_has_the_commands_that_letters_do_elsewhere(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2", "slash")
        await pilot.pause()
        assert rows(app)["copy"] == ()
        assert rows(app)["as-of"] == ("ctrl+t",)


def test_what_cannot_be_without_a_key_is_a_command() -> None:
    assert set(NEEDED) <= set(every_command())
    assert all(isinstance(command, Command) for command in every_command().values())
