"""The styles as the library parsed them, in the user's cache folder: to parse them takes as long as to paint.

A file's name says which theme they are for, and whose code parsed them. A sheet goes by its whole text, so that one
that was changed is parsed anew. The file holds plain values only.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from dataclasses import fields
from marshal import dumps, loads
from typing import Any, TypeVar

import textual.color
import textual.design
from textual.cache import LRUCache
from textual.color import Color
from textual.css import parse
from textual.css.model import CombinatorType, RuleSet, Selector, SelectorSet, SelectorType
from textual.css.scalar import Scalar, ScalarOffset, Unit
from textual.css.styles import Styles
from textual.css.stylesheet import Stylesheet
from textual.geometry import Spacing
from textual.layout import Layout
from textual.layouts.factory import get_layout
from textual.style import Style
from textual.theme import Theme

from trusttui import __version__, cache, places

_MAGIC = b"trusttui styles 1\n"
_MOST = 200
"""Sheets that are kept, and styles of texts; of more, those that were used last."""
_PLAIN = (bool, int, float, str, bytes, type(None))
_TUPLE, _COLOR, _SCALAR, _OFFSET, _SPACING, _LAYOUT = range(6)

Name = TypeVar("Name", bound=Hashable)
Value = TypeVar("Value")
Sheet = tuple[Any, ...]
"""What the library knows a parsed sheet by: its text, and what else it was parsed with."""


class KeptStyles:
    """What is kept of one theme: its variables, the sheets with them, and the styles that stand in texts."""

    def __init__(self, theme: Theme) -> None:
        self._path = _path(theme)
        kept = cache.plain(self._path, _MAGIC) or {}
        self.variables: dict[str, str] = kept.get("variables", {})
        """Empty where nothing is kept."""
        self._sheets = _Store[Sheet, list[RuleSet]](64, kept.get("sheets", {}), _plain_rules, _rules)
        self._texts = _Store[str, Style](4096, kept.get("texts", {}), _plain_style, _style)

    def give(self, stylesheet: Stylesheet, variables: dict[str, str]) -> None:
        """Have a stylesheet, which has these variables by now, find what is kept."""
        self.variables = variables
        stylesheet._parse_cache = self._sheets
        stylesheet._style_parse_cache = self._texts

    def keep(self) -> None:
        """Keep what was parsed; from any thread."""
        if self._sheets.has_new or self._texts.has_new:
            kept = {"variables": self.variables, "sheets": self._sheets.plain(), "texts": self._texts.plain()}
            cache.put_plain(self._path, _MAGIC, kept)


class _Store(LRUCache[Name, Value]):
    """In place of one of the library's: has what was kept, too."""

    def __init__(
        self,
        size: int,
        kept: Mapping[Name, bytes],
        to_plain: Callable[[Value], Any],
        from_plain: Callable[[Any], Value],
    ) -> None:
        super().__init__(size)
        self._kept = kept
        self._to_plain = to_plain
        self._from_plain = from_plain
        self._used: set[Name] = set()
        self._new: dict[Name, Value] = {}
        """What was not kept."""

    @property
    def has_new(self) -> bool:
        return bool(self._new)

    def __contains__(self, name: object) -> bool:
        return name in self._cache or name in self._kept

    def __getitem__(self, name: Name) -> Value:
        if name not in self._cache and name in self._kept:
            self._used.add(name)
            self.set(name, self._from_plain(loads(self._kept[name])))
        return super().__getitem__(name)

    def __setitem__(self, name: Name, value: Value) -> None:
        if self._kept is not _NOTHING:
            self._new[name] = value
        self.set(name, value)

    def clear(self) -> None:
        """Another theme is worn."""
        super().clear()
        self._kept, self._new = _NOTHING, {}

    def plain(self) -> dict[Name, bytes]:
        """What was kept and what is new."""
        kept, new = self._kept, dict(self._new)
        plain = {name: kept[name] for name in kept if name in self._used or len(kept) + len(new) <= _MOST}
        for name, value in new.items():
            with suppress(_Other):
                plain[name] = dumps(self._to_plain(value))
        return plain


_NOTHING: dict[Any, bytes] = {}


def _path(theme: Theme) -> str:
    told = [f"{__version__} {sys.implementation.cache_tag} {theme}", *cache.code(os.path.dirname(parse.__file__))]
    for module in (textual.color.__file__, textual.design.__file__, __file__):
        told += cache.code(str(module))
    return os.path.join(places.folder("cache"), f"{cache.digest(told)}.styles")


# --- as plain values


class _Other(Exception):
    """A value of a kind that is not kept."""


def _plain_rules(rules: list[RuleSet]) -> object:
    return [_plain_rule(rule) for rule in rules]


def _rules(plain: list[tuple[Any, ...]]) -> list[RuleSet]:
    return [_rule(*rule) for rule in plain]


def _plain_style(style: Style) -> object:
    return [_plain(getattr(style, field.name)) for field in fields(style)]


def _style(plain: list[Any]) -> Style:
    return Style(*map(_value, plain))


def _plain_rule(rule: RuleSet) -> tuple[object, ...]:
    if rule.errors:
        raise _Other
    return (
        [([_plain_selector(each) for each in some.selectors], some.specificity) for some in rule.selector_set],
        {name: _plain(value) for name, value in rule.styles._rules.items()},
        rule.styles._updates,
        rule.styles.important,
        rule.is_default_rules,
        rule.tie_breaker,
        rule.selector_names,
        rule.pseudo_classes,
    )


def _plain_selector(selector: Selector) -> tuple[object, ...]:
    kind = selector.combinator.value, selector.type.value
    return selector.name, *kind, selector.pseudo_classes, selector.specificity, selector.advance


def _plain(value: object) -> object:
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Color):
        return (_COLOR, *value)
    if isinstance(value, Scalar):
        return _SCALAR, value.value, value.unit.value, value.percent_unit.value
    if isinstance(value, ScalarOffset):
        return (_OFFSET, *map(_plain, value))
    if isinstance(value, Spacing):
        return (_SPACING, *value)
    if isinstance(value, Layout):
        return _LAYOUT, value.name
    if type(value) is tuple:
        return (_TUPLE, *map(_plain, value))
    raise _Other


class _Rule(RuleSet):
    # Rules are told apart by what they are, as the library has it: it asks for this more often than for all else.
    __hash__ = object.__hash__


def _rule(
    selectors: list[tuple[list[tuple[Any, ...]], tuple[int, int, int]]],
    styles: dict[str, object],
    updates: int,
    important: set[str],
    is_default: bool,
    tie_breaker: int,
    names: set[str],
    pseudo_classes: set[str],
) -> RuleSet:
    sets = [SelectorSet([_selector(*each) for each in some], specificity) for some, specificity in selectors]
    rules: Any = {name: _value(value) if type(value) is tuple else value for name, value in styles.items()}
    return _Rule(sets, Styles(None, rules, updates, important), [], is_default, tie_breaker, names, pseudo_classes)


def _selector(
    name: str, combinator: int, kind: int, pseudo_classes: set[str], specificity: tuple[int, int, int], advance: int
) -> Selector:
    return Selector(name, CombinatorType(combinator), SelectorType(kind), pseudo_classes, specificity, advance)


def _value(plain: Any) -> Any:
    return _KINDS[plain[0]](*plain[1:]) if type(plain) is tuple else plain


def _scalar(value: float, unit: int, percent_unit: int) -> Scalar:
    return Scalar(value, Unit(unit), Unit(percent_unit))


_KINDS: dict[int, Callable[..., object]] = {
    _TUPLE: lambda *values: tuple(map(_value, values)),
    _COLOR: Color,
    _SCALAR: _scalar,
    _OFFSET: lambda x, y: ScalarOffset(_scalar(*x[1:]), _scalar(*y[1:])),
    _SPACING: Spacing,
    _LAYOUT: get_layout,
}
