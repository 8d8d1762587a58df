"""JSON as text that is safe to show in a terminal."""

from __future__ import annotations

import json
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# JSON leaves these as they are, and a terminal would act on them.
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def dump(data: dict[str, Any], *, ascii_only: bool = False) -> str:
    """Indented JSON with a line end; control characters are escaped, all other text stands as it is, or escaped too
    where the output takes ASCII only."""
    text = json.dumps(data, ensure_ascii=ascii_only, indent=2)
    return _UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"
