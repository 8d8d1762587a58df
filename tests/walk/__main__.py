"""`python -m tests.walk`: walk at random through the screens, and say what was found."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.walk.walker import Found, Walk
from trusttui.pack.load import bundled, load_pack

PACKS = Path(__file__).parents[1] / "packs"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.walk", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="the first seed (1)")
    parser.add_argument("--steps", type=int, default=2_000, help="steps of each seed (2000)")
    parser.add_argument("--seeds", type=int, default=1, help="how many seeds (1)")
    parser.add_argument("--pack", default="bundled", help="bundled, small, hostile, or a folder")
    args = parser.parse_args()
    folder = bundled() if args.pack == "bundled" else PACKS / args.pack
    folder = folder if folder.is_dir() else Path(args.pack)
    pack = load_pack(folder)
    bad = 0
    for seed in range(args.seed, args.seed + args.seeds):
        with tempfile.TemporaryDirectory() as home:
            for kind in ("DATA", "CONFIG", "CACHE", "LOG"):
                os.environ[f"TRUSTTUI_{kind}_HOME"] = str(Path(home, kind))
            os.chdir(home)
            walk, begin = Walk(seed, pack, folder, Path(home)), time.monotonic()
            try:
                asyncio.run(walk.run(args.steps))
            except Found as found:
                bad += 1
                print(f"FOUND {found}", flush=True)
                if found.__cause__:
                    import traceback

                    traceback.print_exception(found.__cause__)
            took = time.monotonic() - begin
            print(f"seed {seed}: {walk.done} steps in {took:.0f} s, {len(walk.seen)} screens", flush=True)
    print(f"screens of the last: {', '.join(sorted(walk.seen))}")
    return 1 if bad else 0


sys.exit(main())
