"""When Python looks for garbage while the screens are there."""

from __future__ import annotations

import gc

SELDOM = (20_000, 20, 20)
"""So many more objects than before until it is looked for among the youngest, and how often among those until it is
among older ones. A key makes ten thousand objects, nearly all of which are gone at its end by themselves: to look every
700 objects takes 2 ms of a key."""


def settle() -> None:
    """Take all that there is by now for what stays, and look among the rest from now on, seldom. Once the pack has been
    read, to look through all takes 40 to 70 ms, for which nothing is painted."""
    gc.freeze()
    gc.set_threshold(*SELDOM)
    gc.enable()
