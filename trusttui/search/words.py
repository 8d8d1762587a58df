"""Words: how text is cut into them, what counts as the same word, and how far a mistyped one may be off.

A word is a run of letters or a run of digits, so that "SOC2", "soc 2" and "SOC-2" are the same two words. What two
words share is their stem: a key for matching, never shown.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(
    r"(?<![^\W_])[A-Za-z]&[A-Za-z](?![^\W_])"
    r"|(?<![^\W_])(?:[A-Za-z]\.){2,}[A-Za-z](?![^\W_])\.?"
    r"|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|\d+"
)
_JOINED = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)+")
_APOSTROPHE = re.compile("['’ʼ]")

_STOP = (
    "a about after again all also am an and any are as at be because been before being between both but by can cannot"
    " could did do does doing done don each either else ever every for from get gets getting give go goes got had has"
    " have having he her here his how however i if in into is it its itself just let like made make many may me might"
    " more most much must my need no nor not now of off on once one only or other ours our out over own per s same"
    " shall she should so some such t than that the their them then there these they thing things this those to too"
    " under up upon very want was way we well were what when where whether which while who whom whose why will with"
    " within would yes yet you your yours dont doesnt isnt cant wont arent im ive"
)
STOP_WORDS = frozenset(_STOP.split())
"""Words that carry no subject: they are neither indexed nor asked for."""

_LIGHT = (
    "actual actually answer anyway ask basically check company describe detail detailed details enumerate exactly"
    " explain firm guys happen happens honestly info information kinda know list literally lot lots manner maybe ok"
    " okay organisation organization outline perform please product proper properly provide provided provider"
    " provides question really regarding relate service services simply somebody someone sort specify state stuff"
    " supplier sure tell thank think truly use used using vendor work works"
)
LIGHT_WORDS = frozenset(_LIGHT.split())
"""Words of questionnaires and small talk: they help to rank, but an entry need not have them."""

_IRREGULAR = {
    "abusive": "abuse",
    "acquirer": "acquire",
    "acquisition": "acquire",
    "advertisement": "advertise",
    "advertiser": "advertise",
    "agreed": "agree",
    "amendment": "amend",
    "analyse": "analyze",
    "analysed": "analyze",
    "analyses": "analyze",
    "analysing": "analyze",
    "analysis": "analyze",
    "anonymous": "anonymize",
    "approval": "approve",
    "bought": "buy",
    "broke": "break",
    "broken": "break",
    "brought": "bring",
    "built": "build",
    "children": "child",
    "chose": "choose",
    "chosen": "choose",
    "contractual": "contract",
    "disposal": "dispose",
    "eligibility": "eligible",
    "erasure": "erase",
    "fed": "feed",
    "found": "find",
    "gave": "give",
    "given": "give",
    "harmful": "harm",
    "held": "hold",
    "hid": "hide",
    "hidden": "hide",
    "kept": "keep",
    "knew": "know",
    "known": "know",
    "left": "leave",
    "liability": "liable",
    "licence": "license",
    "licences": "license",
    "lost": "lose",
    "meant": "mean",
    "merger": "merge",
    "moderator": "moderate",
    "owner": "own",
    "ownership": "own",
    "paid": "pay",
    "people": "person",
    "persons": "person",
    "ran": "run",
    "regional": "region",
    "retention": "retain",
    "retentions": "retain",
    "safety": "safe",
    "said": "say",
    "sale": "sell",
    "sales": "sell",
    "saw": "see",
    "seen": "see",
    "sent": "send",
    "shown": "show",
    "signature": "sign",
    "sold": "sell",
    "spoke": "speak",
    "spoken": "speak",
    "stole": "steal",
    "stolen": "steal",
    "storage": "store",
    "stored": "store",
    "suspension": "suspend",
    "taken": "take",
    "taught": "teach",
    "thought": "think",
    "told": "tell",
    "took": "take",
    "tracker": "track",
    "understood": "understand",
    "vulnerability": "vulnerable",
    "went": "go",
    "written": "write",
    "wrote": "write",
}
_VOWEL = re.compile("[aeiouy]")
_ENDINGS = (
    # ending, what stands in its place, how many letters must remain
    ("fication", "fi", 3),
    ("ficate", "fi", 4),
    ("ization", "iz", 4),
    ("ation", "", 5),
    ("iers", "i", 4),
    ("ier", "i", 4),
    ("ment", "", 6),
    ("ance", "", 5),
    ("ant", "", 5),
    ("ness", "", 4),
    ("ity", "", 5),
    ("ure", "", 5),
    ("ive", "", 6),
    ("ate", "", 5),
    ("ly", "", 4),
)


SMALL = "'"
"""Stands before a stop word where a phrase keeps all its words in order."""


class Token:
    """A word of a text: folded (lower case, no accents), its stem, and its half-open range in the text."""

    __slots__ = ("end", "start", "stem", "word")

    def __init__(self, word: str, stem: str, start: int, end: int) -> None:
        self.word = word
        self.stem = stem
        self.start = start
        self.end = end


def tokens(text: str) -> list[Token]:
    """The words of a text with their places, in order."""
    found = []
    for match in _WORD.finditer(text):
        word, stem = _normal(match.group())
        if word:
            found.append(Token(word, stem, match.start(), match.end()))
    return found


def word_at(text: str, at: int, known: str = "") -> Token:
    """The word that begins at a place; `known` is its stem, where that is known."""
    match = _WORD.match(text, at)
    if not match:
        return Token("", "", at, at)
    word, found = _normal(match.group())
    return Token(word, known or found, match.start(), match.end())


def words(text: str) -> list[tuple[str, str]]:
    """Each word of a text with its stem, in order."""
    return [normal for normal in map(_normal, _WORD.findall(text)) if normal[0]]


def joined(text: str) -> list[str]:
    """What is written with hyphens in a text ("fine-tuning", "AES-256"), as it stands."""
    return _JOINED.findall(text) if "-" in text or "‑" in text or "‐" in text else []


def fold(text: str) -> str:
    """Lower case, compatibility forms and accents undone."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text)
    return "".join(char for char in parts if not unicodedata.combining(char)).casefold()


@lru_cache(maxsize=32768)
def _normal(raw: str) -> tuple[str, str]:
    """A raw word, folded, and its stem; a possessive loses its ending."""
    word = fold(raw)
    if "." in word:
        word = word.replace(".", "")
    elif not word.isalnum() and "&" not in word:
        head, *rest = _APOSTROPHE.split(word)
        word = head if rest and rest[-1] in ("s", "re", "ve", "ll", "d", "m") else head + "".join(rest)
    return word, stem(word)


def stem(word: str) -> str:
    """What a folded word shares with its inflections, British and American spellings alike: a key, not a word."""
    if len(word) <= 3 or not word.isascii() or not word.isalpha():
        return word
    word = _IRREGULAR.get(word, word)
    word = _singular(word)
    word = _IRREGULAR.get(word, word)
    if len(word) <= 3:
        return word
    return _finish(_without_ending(_without_inflection(_american(word))))


def _singular(word: str) -> str:
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


def _american(word: str) -> str:
    """One spelling for organisation and organization, behaviour and behavior, programme and program."""
    if len(word) < 6:
        return word
    for british, american in (
        ("isation", "ization"),
        ("ising", "izing"),
        ("ised", "ized"),
        ("ise", "ize"),
        ("our", "or"),
        ("tre", "ter"),
        ("mme", "m"),
    ):
        if word.endswith(british):
            return word[: -len(british)] + american
    return word


def _without_inflection(word: str) -> str:
    if word.endswith("ied") and len(word) > 5:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        root = word[: -len(ending)]
        if word.endswith(ending) and len(root) >= 3 and _VOWEL.search(root) and not word.endswith("eed"):
            if root[-1] == root[-2] and root[-1] not in "lsz":
                return root[:-1]
            return root
    return word


def _without_ending(word: str) -> str:
    for ending, instead, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least and not word.endswith("ply"):
            return word[: -len(ending)] + instead
    if word.endswith(("tion", "sion")) and len(word) >= 7:
        return word[:-3]
    return word


def _finish(word: str) -> str:
    """The letters that come and go before an ending."""
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    elif len(word) > 3 and word.endswith("y") and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    if word.endswith("at") and len(word) >= 7:
        word = word[:-2]
    if word.endswith("ll") and len(word) > 5:
        word = word[:-1]
    return word


def tolerance(word: str) -> int:
    """How many slips of the finger may lie between a mistyped word and the one that was meant."""
    if len(word) < 4 or not word.isalpha():
        return 0
    return 1 if len(word) <= 6 else 2


def distance(left: str, right: str, limit: int) -> int:
    """Letters to insert, drop, change or swap with their neighbour; `limit + 1` for anything above the limit."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit and (not before or min(before) > limit):
            return limit + 1
    return min(row[-1], limit + 1)
