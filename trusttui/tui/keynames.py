"""Names of keys: as a user writes them, as Textual knows them, as they are shown. No Textual here."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches

_REPLACED = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Characters that Textual calls otherwise than Unicode does."""
NAMED = (
    *("escape", "enter", "tab", "space", "backspace", "delete", "insert"),
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    *(f"f{number}" for number in range(1, 13)),
)
"""Keys that are no character."""
_ALIASES = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "spacebar": "space",
}
_MODIFIERS = ("ctrl", "alt", "shift")
_SENT_AS = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
}
"""What a terminal cannot tell from another key."""
RESERVED = {
    "tab": "goes from one pane to the next",
    "shift+tab": "goes back from one pane to the other",
    "ctrl+c": "copies what is selected in a field, and twice in a row leaves",
    "ctrl+q": "always leaves",
}
"""Keys that are not given away: with them one gets along whatever the file says."""
SHOWN = {"escape": "esc", "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "pgup", "pagedown": "pgdn"}
SHOWN |= {"delete": "del"}


class BadKey(Exception):
    """What was written is no key; the message says what is near."""


def long_name(character: str) -> str:
    """What Textual calls the key of a character."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return _REPLACED.get(name, name)


_CHARACTERS = {long_name(chr(code)): chr(code) for code in range(0x21, 0x7F)}
"""The characters of a plain keyboard by their long names."""


def read_key(text: str) -> str:
    """Textual's name of a key that a user wrote: `/`, `slash`, `Esc`, `ctrl+p`, `shift+a`. BadKey for what is none."""
    *modifiers, key = _split(text)
    known = [each.lower() for each in modifiers]
    for each in known:
        if each not in _MODIFIERS:
            raise BadKey(f"{text!r} is no key: {each!r} is none of {', '.join(_MODIFIERS)}")
    name = _plain(key)
    if name is None:
        raise BadKey(f"{text!r} is no key{_near(key)}")
    if "shift" in known and len(name) == 1 and name.isalpha():
        known.remove("shift")
        name = name.upper()
    elif known and len(name) == 1:
        name = name.lower()
    found = "+".join([*sorted(known, key=_MODIFIERS.index), name])
    if found in _SENT_AS:
        raise BadKey(f"a terminal sends {_SENT_AS[found]} for {found}; write that")
    if found in RESERVED:
        raise BadKey(f"{found} {RESERVED[found]}, and cannot be given to a command")
    return found


def _split(text: str) -> list[str]:
    """`ctrl++` has a key, too."""
    text = text if text == " " else text.strip()
    if text.endswith("++"):
        return [*text[:-2].split("+"), "+"]
    return [text] if len(text) < 2 else text.split("+")


def _plain(key: str) -> str | None:
    if len(key) == 1:
        return "space" if key == " " else long_name(key) if key.isprintable() else None
    name = key.lower()
    name = _ALIASES.get(name, name)
    return name if name in NAMED or name in _CHARACTERS else None


def _near(key: str) -> str:
    near = get_close_matches(key.lower(), (*NAMED, *_CHARACTERS, *_ALIASES), n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else "; write a character, or a name such as escape, f5 or ctrl+p"


def shown(key: str) -> str:
    """A key as it is shown: `/`, `esc`, `^p`, `↑`."""
    *modifiers, name = key.split("+")
    name = SHOWN.get(name) or _CHARACTERS.get(name, name)
    if "ctrl" in modifiers:
        modifiers.remove("ctrl")
        name = f"^{name}"
    return "+".join([*modifiers, name])


def written(key: str) -> str:
    """A key as one writes it into the file: `/`, `escape`, `ctrl+p`."""
    *modifiers, name = key.split("+")
    return "+".join([*modifiers, _CHARACTERS.get(name, name)])


def is_typed(key: str) -> bool:
    """Whether a field takes the key as text."""
    return key == "space" or key in _CHARACTERS or (len(key) == 1 and key.isprintable()) or _is_sign(key)


def _is_sign(key: str) -> bool:
    """Whether it is the long name of a character that a plain keyboard does not have."""
    if "+" in key or key in NAMED:
        return False
    try:
        return unicodedata.lookup(key.replace("_", " ").upper()).isprintable()
    except KeyError:
        return False


def needs_modifier(key: str) -> bool:
    """Whether it is reached by ctrl or alt alone, which not every terminal and keyboard passes on."""
    return key.startswith(("ctrl+", "alt+"))
