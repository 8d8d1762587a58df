"""Places in a title for the names of tiers, which change over the years: `{team}`."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PLACE = re.compile(r"\{([a-z0-9]+(?:-[a-z0-9]+)*)\}")


def tiers_named(text: str) -> list[str]:
    """The ids of the tiers that a text leaves places for."""
    return _PLACE.findall(text)


def with_names(text: str, names: Mapping[str, str]) -> str:
    """The text with names in these places; a place for something else stays as it is."""
    return _PLACE.sub(lambda place: names.get(place[1], place[0]), text)
