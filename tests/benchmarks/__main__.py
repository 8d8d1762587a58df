"""`python -m tests.benchmarks search [PART ...]`: how well and how fast search is (`tests.benchmarks.search`);
`python -m tests.benchmarks advisor`: how fast a verdict is (`tests.benchmarks.advisor`); `... verification`: how fast
all sources are verified (`tests.benchmarks.verification`)."""

from __future__ import annotations

import sys


def main(argv: list[str]) -> int:
    if argv == ["advisor"]:
        from tests.benchmarks import advisor

        return advisor.main()
    if argv == ["verification"]:
        from tests.benchmarks import verification

        return verification.main()
    if argv[:1] != ["search"]:
        print(
            "usage: python -m tests.benchmarks advisor | verification | search [relevance] [speed] [scale] [cold]",
            file=sys.stderr,
        )
        return 2
    from tests.benchmarks import search

    return search.main(argv[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
