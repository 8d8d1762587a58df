"""Which of the places where one sentence stands on a page is the place that is meant.

Several passages of a source may have the same words and stand in different sections. One that is found must not count
for the others: where the sections can be told apart on the page, each is looked for in its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from trusttui.pack.model import Passage, Source
from trusttui.sources.passages import Fingerprint as Print
from trusttui.sources.passages import find_every, fingerprint, normal_words
from trusttui.sources.reading import Page
from trusttui.sources.results import Result

Places = Mapping[str, tuple[int, ...]]
"""For each passage the places on the page where its words stand."""


def fingerprints(passages: Mapping[str, Passage]) -> dict[str, Print]:
    return {slug: Print(passage.words, passage.sha256) for slug, passage in passages.items()}


def alike(source: Source) -> list[list[str]]:
    """The passages of a source that have the same words as others of it, by their words."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for slug, passage in source.passages.items():
        groups[passage.sha256].append(slug)
    return [slugs for slugs in groups.values() if len(slugs) > 1]


def own_places(
    source: Source, page: Page, places: Places, *, recorded: bool = False
) -> tuple[dict[str, tuple[int, ...]], dict[str, Result]]:
    """For each passage the places that are its own; and how those fared of which more is to be said than whether their
    words stand anywhere. `recorded` says that the page is the recorded text itself, in which nothing has moved."""
    found = dict(places)
    results: dict[str, Result] = {}
    ranges = section_ranges(source, page)
    for group in alike(source):
        _tell_apart(source, page, places, group, found, results)
    for slug, passage in source.passages.items():
        mine = ranges.get(passage.section)
        if not mine or not places[slug]:
            continue
        # Its section has its heading on the page: there it stands, or it is another's sentence that has its words.
        own = tuple(at for at in places[slug] if any(start <= at < end for start, end in mine))
        found[slug] = own
        results[slug] = Result.FOUND if own else Result.NOT_FOUND
    if recorded:
        return {slug: found[slug] or places[slug] for slug in found}, {}
    return found, results


def section_ranges(source: Source, page: Page) -> dict[str, list[tuple[int, int]]]:
    """For each section of the source whose heading the page has, the words under it, half-open: up to the next heading
    of that level, or of another section."""
    names = {tuple(normal_words(passage.section)): passage.section for passage in source.passages.values()}
    names.pop((), None)
    ranges: dict[str, list[tuple[int, int]]] = {}
    for number, (level, at, words) in enumerate(page.headings):
        section = names.get(words)
        if section is None:
            continue
        end = page.part_ends[bisect_right(page.part_ends, at)]
        following = (
            place
            for other, place, heading in page.headings[number + 1 :]
            if other == level or (heading in names and heading != words)
        )
        ranges.setdefault(section, []).append((at, min(next(following, end), end)))
    return ranges


def _tell_apart(
    source: Source,
    page: Page,
    places: Places,
    group: Sequence[str],
    found: dict[str, tuple[int, ...]],
    results: dict[str, Result],
) -> None:
    sections = {slug: source.passages[slug].section for slug in group}
    told = _Sections(source, page, places, group)
    by_section: defaultdict[str, list[int]] = defaultdict(list)
    open_places: list[int] = []
    for place in places[group[0]]:
        section = told.at(place)
        if section is None:
            open_places.append(place)
        else:
            by_section[section].append(place)
    missing = []
    for slug in group:
        # Passages of one section that are alike take its places in their order.
        mine = [other for other in group if sections[other] == sections[slug]]
        rank = mine.index(slug)
        there = by_section[sections[slug]]
        own = tuple(there[rank:]) if len(mine) == 1 else tuple(there[rank : rank + 1])
        found[slug] = own
        if own:
            results[slug] = Result.FOUND
        else:
            missing.append(slug)
    for slug in missing:
        results[slug] = Result.NOT_FOUND
    # As many as are missing: each of them has one, whichever it is. Fewer: which of them cannot be told.
    copies = _most_in_a_part(page, open_places)
    for slug in missing if copies else ():
        results[slug] = Result.FOUND if copies >= len(missing) else Result.NOT_CHECKED
        found[slug] = tuple(open_places)


def _most_in_a_part(page: Page, places: Sequence[int]) -> int:
    """How many places there are, where what a page shows and what its payload repeats count once."""
    ends = [0, *page.part_ends]
    counts = [sum(start <= place < end for place in places) for start, end in pairwise(ends)]
    return max(counts, default=0)


class _Sections:
    """In which section of the source a place of the page is, as far as its other passages and its headings tell."""

    def __init__(self, source: Source, page: Page, places: Places, without: Sequence[str]) -> None:
        marks: dict[int, str] = {}
        shared = {slug for group in alike(source) for slug in group} | set(without)
        for slug, passage in source.passages.items():
            if passage.section and slug not in shared:
                marks.update(dict.fromkeys(places[slug], passage.section))
        self._marks = sorted(marks.items())
        self._at = [place for place, _ in self._marks]
        self._headings = _headings(page, {passage.section for passage in source.passages.values() if passage.section})
        self._ends = page.part_ends

    def at(self, place: int) -> str | None:
        """The section; None where the page does not tell."""
        part = bisect_right(self._ends, place)
        start, end = (self._ends[part - 1] if part else 0), self._ends[part]
        after = bisect_left(self._at, place)
        before = after - 1
        left = self._marks[before] if before >= 0 and self._at[before] >= start else None
        right = self._marks[after] if after < len(self._marks) and self._at[after] < end else None
        heading = max((at for at in self._headings if (left[0] if left else start - 1) < at <= place), default=None)
        if heading is not None:
            return self._headings[heading]
        if left and right and left[1] == right[1]:
            return left[1]
        # Before the heading of the next section, what follows a passage of this one is still in it.
        following = right[0] if right else end
        if left and any(place < at <= following for at in self._headings):
            return left[1]
        return None


def _headings(page: Page, sections: set[str]) -> dict[int, str]:
    """Where the headings of the sections stand: the place of their first word."""
    prints = {section: fingerprint(section) for section in sections if normal_words(section)}
    return {at: section for section, places in find_every(page.words, prints).items() for at in places}
