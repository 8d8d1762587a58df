"""Packs of any size, made from the words of the bundled one, so that a search in them has as much to read as in it."""

from __future__ import annotations

import random
import shutil
from functools import cache
from pathlib import Path

import tomli_w
from msgspec import to_builtins
from msgspec.structs import replace

from trusttui.pack.load import bundled, load_pack
from trusttui.pack.model import Article, ArticleFile, Kind, Pack
from trusttui.search.words import words


@cache
def base() -> Pack:
    """The bundled pack."""
    return load_pack(bundled())


def grown(size: int, seed: int = 5) -> Pack:
    """The bundled pack with articles added until there are so many entries. Their words follow those of the bundled
    ones in number and frequency; a tenth of them carry a rare word of their own, as names of vendors would be."""
    pack, chance = base(), random.Random(seed)
    texts = [(each.head.title, each.head.asked_as, each.body) for each in pack.articles]
    pool = [word for title, asked, body in texts for word, _ in words(" ".join((title, *asked, body)))]
    have = len(pack.articles) + len(pack.attributes) + len(pack.changes)
    sources = [source for source in pack.sources if source.passages]
    tiers = [tier.id for tier in pack.meta.tier]
    more = []
    for number in range(max(size - have, 0)):
        title, asked, body = chance.choice(texts)
        source = chance.choice(sources)
        name = f"vendor{number:06d}x" if number % 10 == 0 else chance.choice(pool)
        head = ArticleFile(
            title=f"{title.partition('{')[0][:120]} {name} {chance.choice(pool)}"[:280],
            tiers=chance.sample(tiers, k=chance.randint(1, len(tiers))),
            topics=[],
            source=source.id,
            passages=[next(iter(source.passages))],
            asked_as=[_shuffled(line, pool, chance) for line in asked[:8]],
        )
        text = _shuffled(body, pool, chance)
        more.append(Article(id=f"answers/v{number % 997}/n{number}", kind=Kind.ANSWER, head=head, body=text))
    return replace(pack, articles=(*pack.articles, *more))


def _shuffled(text: str, pool: list[str], chance: random.Random) -> str:
    """A text with a third of its words replaced."""
    return " ".join(chance.choice(pool) if chance.random() < 0.34 else word for word in text.split())


def written(size: int, folder: Path) -> None:
    """A pack grown to so many entries, as the files of a folder."""
    shutil.copytree(bundled(), folder)
    have = {each.id for each in base().articles}
    for article in grown(size).articles:
        if article.id not in have:
            path = folder / f"{article.id}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            told = to_builtins(article.head)
            head = {key: told[key] for key in ("title", "tiers", "topics", "source", "passages", "asked_as")}
            path.write_text(f"+++\n{tomli_w.dumps(head)}+++\n\n{article.body}\n", encoding="utf-8")
