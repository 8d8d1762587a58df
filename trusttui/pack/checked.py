"""When a passage was last looked for in a copy of its document, and what came out."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from trusttui.pack.model import Citation


class Checked(Struct, frozen=True, kw_only=True):
    """The last check of a citation; codes as `sources.results` has them."""

    result: str
    """`found`, `not-found` or `not-checked`."""
    where: str
    """`page`, `record` or `file`."""
    on: str
    """YYYY-MM-DD."""
    words: str = ""
    """Why it could not be checked."""


Checks = Callable[[Citation], Checked | None]
"""The last check of each citation; None for one that was never checked."""
