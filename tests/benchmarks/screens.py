"""What a user of the screens waits for: the first frame beside that of a blank Textual app, a key in the search box,
the sections, and memory. Goals: the first frame 1.15 times the blank app's, a key 16 ms (33 at 100,000 entries), memory
1.3 times.

`start` also runs packs of 10,000 and 100,000 entries where they are asked for by `grown`: to make them takes minutes.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks.terminal import PROGRAM, Run, environment

RUNS = 31
WORDS = "Which tier fits us"
"""On the first screen, and all that the blank app shows."""
BLANK = f"""
from textual.app import App
from textual.widgets import Static
class Blank(App):
    def compose(self):
        yield Static({WORDS!r})
Blank().run()
"""
FIELD = """
from textual.app import App
from textual.widgets import Input
class Field(App):
    def compose(self):
        yield Input(placeholder="a bare field")
Field().run()
"""
"""A key costs so much where nothing is looked for."""
TYPED = ("retention of api data", "who signs the baa for hipaa", "are chats used to train")
"""Different ones: what was found before is found and painted again more quickly."""
GROWN = (10_000, 100_000)
_SECTIONS = {"2": "Answers", "3": "Commitments", "4": "Compare", "5": "Advisor", "6": "Agreements", "7": "Changes"}


def _commands() -> dict[str, list[str]]:
    return {"blank app": [sys.executable, "-c", BLANK], "trusttui": PROGRAM}


def _warm(commands: Mapping[str, Sequence[str]], told: dict[str, str]) -> None:
    """Compile, index and keep what a second run finds."""
    for command in commands.values():
        with Run(command, told) as run:
            run.wait_for(WORDS)
            run.rest()


def start() -> None:
    """The first frame, beside the blank app's."""
    with tempfile.TemporaryDirectory() as home:
        _start(_commands(), environment(home))


def _start(commands: Mapping[str, Sequence[str]], told: dict[str, str]) -> None:
    _warm(commands, told)
    taken: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            with Run(command, told) as run:
                first, cpu = run.wait_for(WORDS), run.cpu
                run.settle(0.5)
                taken[name].append((first, cpu, run.memory))
    print(f"{'first frame':<22}{'ms':>8}{'ratio':>7}{'CPU ms':>9}{'ratio':>7}{'memory MB':>12}{'ratio':>7}")
    for name, every in taken.items():
        found = [median(each) for each in zip(*every, strict=True)]
        # Of each round by itself: the machine is now quicker and now slower.
        rounds = [
            [one / base if base else 0 for one, base in zip(*pair, strict=True)]
            for pair in zip(every, taken["blank app"], strict=True)
        ]
        ratios = [median(each) for each in zip(*rounds, strict=True)]
        print(
            f"{name:<22}{found[0]:8.0f}{ratios[0]:7.2f}{found[1]:9.0f}{ratios[1]:7.2f}{found[2]:12.0f}{ratios[2]:7.2f}"
        )
    resting = {name: _at_rest(command, told) for name, command in commands.items()}
    print("memory MB once all that is loaded beside the screens is there:", end=" ")
    print(", ".join(f"{name} {held:.0f} ({held / resting['blank app']:.2f})" for name, held in resting.items()))


def _at_rest(command: Sequence[str], told: dict[str, str]) -> float:
    with Run(command, told) as run:
        run.wait_for(WORDS)
        run.rest()
        return run.memory


def keys() -> None:
    """A key in the search box until its results are painted, beside one in a bare field."""
    with tempfile.TemporaryDirectory() as home:
        with Run([sys.executable, "-c", FIELD], environment(home)) as run:
            run.wait_for("bare field")
            run.rest()
            taken = [run.press(letter) for text in TYPED for letter in text]
            print(f"a key in a bare field: p50 {median(taken):.1f} ms")
        _keys("the bundled pack", PROGRAM, environment(home))


def _keys(name: str, command: Sequence[str], told: dict[str, str]) -> None:
    with Run(command, told) as run:
        first = run.wait_for(WORDS)
        run.rest()
        ready = (time.perf_counter() - run.began) * 1e3
        run.press("/", 0.6)
        taken: dict[str, list[float]] = {"letter": [], "results": [], "all": []}
        used = []
        for text in TYPED:
            for letter in text:
                before = run.cpu
                frames = run.frames(letter)
                used.append(run.cpu - before)
                # The letter comes first, then what it finds, then what is read of that, where it is another entry.
                for what, frame in zip(taken, (frames[0], frames[:2][-1], frames[-1]), strict=True):
                    taken[what].append(frame)
            for _ in text:
                run.press("\x7f")
        memory = run.memory
    print(f"a key, {name}: CPU p50 {median(used):.1f} ms; {memory:.0f} MB; what runs beside the first frame", end=" ")
    print(f"({first:.0f} ms) was over by {ready:.0f} ms")
    print(f"{'  ms from the key to':<22}{'p50':>8}{'p95':>8}{'worst':>8}")
    for what, times in taken.items():
        ranked = sorted(times)
        print(f"  {what:<20}{median(ranked):8.1f}{ranked[int(len(ranked) * 0.95)]:8.1f}{ranked[-1]:8.1f}")


def sections() -> None:
    """Each section until it is painted, for the first time and again."""
    with tempfile.TemporaryDirectory() as home:
        told, command = environment(home), PROGRAM
        _warm({"trusttui": command}, told)
        taken: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in _SECTIONS.values()}
        for _ in range(3):
            with Run(command, told) as run:
                run.wait_for(WORDS)
                run.settle(1.5)
                for times in (0, 1):
                    for key, name in _SECTIONS.items():
                        taken[name][times].append(run.press(key, 0.3))
                        if name == "Advisor":
                            # Digits are its options.
                            run.press("[", 0.3)
        print(f"{'a section':<22}{'first ms':>9}{'again ms':>9}")
        for name, (first, again) in taken.items():
            print(f"{name:<22}{median(first):9.0f}{median(again):9.0f}")


def grown() -> None:
    """Start and keys with ever larger packs."""
    from tests.benchmarks.synthetic import base, written

    with tempfile.TemporaryDirectory() as home:
        told = environment(home)
        commands = _commands()
        for size in GROWN:
            folder = Path(home, f"pack{size}")
            written(size, folder)
            commands[f"{size:,} entries"] = [*PROGRAM, "--pack", str(folder)]
        print(f"the bundled pack has {len(base().articles)} articles")
        _start(commands, told)
        for name, command in commands.items():
            if name.endswith("entries"):
                _keys(name, command, told)
