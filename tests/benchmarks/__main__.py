"""`python -m tests.benchmarks [NAME ...]`: the figures, medians and ratios, of all that is quick, or of what is named.

Thresholds are goals, not assertions: the machine and its other work move them. What stands side by side was measured in
turns, so the ratios hold.
"""

from __future__ import annotations

import sys
from collections.abc import Callable


def _start() -> None:
    from tests.benchmarks import screens

    screens.start()


def _keys() -> None:
    from tests.benchmarks import screens

    screens.keys()


def _sections() -> None:
    from tests.benchmarks import screens

    screens.sections()


def _grown() -> None:
    from tests.benchmarks import screens

    screens.grown()


def _commands() -> None:
    from tests.benchmarks import commands

    commands.main()


def _advisor() -> None:
    from tests.benchmarks import advisor

    advisor.main()


def _verification() -> None:
    from tests.benchmarks import verification

    verification.main()


QUICK: dict[str, Callable[[], None]] = {
    "start": _start,
    "commands": _commands,
    "keys": _keys,
    "sections": _sections,
    "advisor": _advisor,
}
SLOW: dict[str, Callable[[], None]] = {"grown": _grown, "verification": _verification}
"""These only when they are named."""


def main(argv: list[str]) -> int:
    if argv[:1] == ["search"]:
        from tests.benchmarks import search

        return search.main(argv[1:])
    known = QUICK | SLOW
    for name in argv:
        if name not in known:
            print(f"there is no benchmark {name!r}: {', '.join(known)}, search [PART ...]", file=sys.stderr)
            return 2
    for name in argv or QUICK:
        known[name]()
        print(flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
