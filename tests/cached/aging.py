"""Files that have lain there for a while: what was just written may still change within its time stamp."""

from __future__ import annotations

import os
import time
from pathlib import Path


def age(folder: Path, by: float = 3600) -> None:
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (time.time() - by,) * 2)
