"""What may be imported before the first frame, and by the commands that are over before one notices. Each list is a
file here, beside what the bare interpreter, or a Textual app that shows one word, imports anyway."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from trusttui import cache
from trusttui.front import front_of
from trusttui.front_file import keep_front, kept_front
from trusttui.pack.load import bundled
from trusttui.pack.view import View

LISTS = Path(__file__).parent
TELL = "print(*sys.modules, sep='\\n', file=open(sys.argv[1], 'w'))"
BARE = f"import sys; {TELL}"
BLANK = f"""
import sys
from textual.app import App
from textual.widgets import Static
class Blank(App):
    def compose(self):
        yield Static("READY")
    def on_ready(self):
        {TELL}
        self.exit()
Blank().run(headless=True)
"""
SCREENS = f"""
import sys
import trusttui.cli.streams as streams
streams.is_full_screen = lambda: True
from trusttui.tui.app import TrustApp
run = TrustApp.run
TrustApp.run = lambda self, **options: run(self, headless=True)
def tell(self):
    {TELL}
    self.exit()
TrustApp._warm_up = tell
import trusttui.cli
sys.exit(trusttui.cli.main([]))
"""
COMMAND = f"import sys; from trusttui.cli import main; main(sys.argv[2:]); {TELL}"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's folder, in which everything that can be kept of the bundled pack is kept."""
    home: Path = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRUSTTUI_CACHE_HOME", str(home / "cache"))
        view = View(cache.load(bundled()))
        cache.index(view, bundled(), None)
        keep_front(bundled(), None, front_of(view))
        assert kept_front(str(bundled()), None)
    return home


def imported(home: Path, code: str, *arguments: str) -> set[str]:
    told = home / "modules"
    names = {f"TRUSTTUI_{kind}_HOME": str(home / kind.lower()) for kind in ("CACHE", "DATA", "CONFIG", "LOG")}
    done = subprocess.run(
        [sys.executable, "-c", code, str(told), *arguments],
        env={**os.environ, **names, "TERM": "xterm-256color"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return {_listed(name) for name in told.read_text().split()}


def _listed(name: str) -> str:
    """Modules of ours and of the screens' library by their names, all others by those of their packages."""
    package = name.partition(".")[0]
    return name if package in ("trusttui", "textual", "rich") else package


def hold(name: str, found: set[str]) -> None:
    """Hold what is imported against the list of that name."""
    listed = set((LISTS / f"{name}.txt").read_text().split())
    # The interpreter's own helpers differ from version to version.
    new = sorted(each for each in found - listed if not each.startswith("_"))
    assert not new, (
        f"{name} imports what it did not: {', '.join(new)}. Import it in the function that needs it. If it is truly "
        f"needed there, and quick (python -X importtime), add a line to {LISTS / name}.txt."
    )
    gone = sorted(each for each in listed - found if each.startswith("trusttui"))
    assert not gone, f"{name} no longer imports {', '.join(gone)}: take the lines out of {LISTS / name}.txt."


def test_the_first_frame_imports_what_it_needs(home: Path) -> None:
    hold("first_frame", imported(home, SCREENS) - imported(home, BLANK))


@pytest.mark.parametrize(
    ("name", "arguments"), [("search", ("search", "retention")), ("show", ("show", "agreements/baa"))]
)
def test_a_command_imports_what_it_needs(home: Path, name: str, arguments: tuple[str, ...]) -> None:
    hold(name, imported(home, COMMAND, *arguments) - imported(home, BARE))


BESIDE = """
import sys, textual.app
import trusttui.assessments, trusttui.tui.keeper, trusttui.tui.marks, trusttui.tui.provenance, trusttui.search.index
print(*sys.modules, sep='\\n', file=open(sys.argv[1], 'w'))
"""


def test_what_is_loaded_beside_the_screens_loads_neither_openssl_nor_what_builds_an_index(home: Path) -> None:
    # Each holds megabytes for as long as the screens are open.
    found = imported(home, f"import sys; sys.modules['ssl'] = None{BESIDE}")
    assert not {"_hashlib", "_ssl", "hashlib", "trusttui.search.build"} & found
