"""The text of a page, saved or fetched: HTML, Markdown or plain text, from bytes that nobody vouches for.

The words matter, and their order; the layout does not. Nothing here fails on any bytes, and everything is
done in time that grows with the page and not with its square: a page comes from the network.
"""

from __future__ import annotations

import html
import json
import re

from trusttui.sources.decoding import decoded

_HTML = frozenset({"html", "htm", "xhtml", "text/html", "application/xhtml+xml"})
_MARKDOWN = frozenset({"md", "markdown", "text/markdown", "text/x-markdown"})

# A string that Next.js pushes to the page: pieces of one long payload, each a JavaScript string that is valid
# JSON.
_PUSH = re.compile(r'self\.__next_f\.push\(\s*\[\s*1\s*,\s*("(?:[^"\\]++|\\.)*+")', re.DOTALL)

# The keys under which such a payload keeps what is for people to read; the rest is class names, links and
# ids.
_HUMAN = re.compile(
    r'"(?:alt|body|caption|children|content|description|heading|headline|label|subtitle|summary|text|title|value)"'
    r'\s*:\s*("(?:[^"\\]++|\\.)*+")',
    re.DOTALL,
)
_NO_TEXT = re.compile(r"\$|https?://|\s*$")

# Python refuses to read so many digits as a number, with an error; none of them is a character.
_ENDLESS_ENTITY = re.compile(r"&#[0-9]{1000,}+;?")

_NAME = re.compile(r"[a-z][^\s/>]*", re.IGNORECASE)
_TAG_STOP = re.compile(r"[>\"']")
# What these hold is code or pictures. The first two are raw: no tag counts in them but their own end.
_RAW = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style")}
_HIDDEN = frozenset({"svg", "template"})

_HEADING = re.compile(r"<h([1-6])\b[^>]{0,500}>(.{0,600}?)</h", re.IGNORECASE | re.DOTALL)
_MD_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.{1,600})$", re.MULTILINE)

_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|br|button|caption|d[dlt]|details|div|fieldset|figcaption|figure|footer|form"
    r"|h[1-6r]|head(er)?|html|label|legend|li|main|nav|[ou]l|option|p|pre|section|select|summary|t(able|body|foot|head)"
    r"|t[dhr]|title"
)

# The target of a link by reference, on a line of its own; a footnote ("[^1]: ...") and prose are no such
# thing.
_MD_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*+(?=[^\s/:#]*+[/:#])\S++[^\n]*$", re.MULTILINE)
_MD_TARGET = re.compile(r"\]\([^()\n]*+(?:\([^()\n]*+\)[^()\n]*+){0,8}+\)")
_MD_SIGN = re.compile(r"\\(?=[!-/:-@\[-`{-~])|[*#`\[\]]")


def page_text(data: bytes, suffix_or_type: str) -> str:
    """The readable text of a page.

    `suffix_or_type` is a file's suffix (".html", "md") or a media type ("text/html; charset=utf-8"), and says
    how the bytes are read: as HTML, as Markdown, and everything else as the text that it is. Bytes that are
    no UTF-8, and in no other encoding that the page names, become U+FFFD. What a page keeps in Next.js payloads, and
    shows only when its scripts run, stands after the rest.
    """
    return "\n".join(page_parts(data, suffix_or_type))


def page_parts(data: bytes, suffix_or_type: str) -> tuple[str, ...]:
    """The readable text of a page: what it shows, and after it what it keeps in payloads, where it has any. A sentence
    may stand in both and is then there once."""
    form = form_of(suffix_or_type)
    text = decoded(data, suffix_or_type, is_html=form in _HTML)
    if form in _HTML:
        payload = "\n".join(map(_html_text, payload_markup(text)))
        return (_html_text(text), payload) if payload else (_html_text(text),)
    return (markdown_text(text),) if form in _MARKDOWN else (text,)


def headings(data: bytes, suffix_or_type: str) -> list[tuple[int, str]]:
    """The headings of a page in order, each with its level, 1 to 6; none for a plain text."""
    form = form_of(suffix_or_type)
    text = decoded(data, suffix_or_type, is_html=form in _HTML)
    if form in _HTML:
        return [(int(level), _html_text(inner)) for level, inner in _HEADING.findall(text)]
    if form in _MARKDOWN:
        return [(len(signs), markdown_text(inner)) for signs, inner in _MD_HEADING.findall(text)]
    return []


def form_of(suffix_or_type: str) -> str:
    """A file's suffix or a media type, bare and in lower case: `html`, `text/html`."""
    return suffix_or_type.partition(";")[0].strip().lower().removeprefix(".")


def is_html(suffix_or_type: str) -> bool:
    return form_of(suffix_or_type) in _HTML


def is_markdown(suffix_or_type: str) -> bool:
    return form_of(suffix_or_type) in _MARKDOWN


Breaks = list[tuple[int, str, bool]]
"""Where blocks begin and end: the index of the piece that stands for the tag, its name, and whether it closes."""


def _html_text(text: str) -> str:
    return "".join(html_pieces(text))


def html_pieces(text: str, breaks: Breaks | None = None) -> list[str]:
    """The text between the tags, each tag a space or, where it begins or ends a block, a line end; entities decoded; no
    script, style, svg and template. In pieces, to be joined; `breaks` takes the tags of blocks.

    Not built on html.parser: in the patch releases of Python that are still about, that one needs quadratic
    time for tags and comments that never end, and its reading of broken pages differs from release to
    release.
    """
    parts: list[str] = []
    hidden, depth = "", 0  # the outermost open svg or template, and how many of its kind are open in it
    quotes_count = True
    at = 0
    while (lt := text.find("<", at)) >= 0:
        if not hidden:
            parts.append(_unescape(text[at:lt]))
        if text.startswith("<!--", lt):
            parts.append(" ")
            end = text.find("-->", lt + 2)
            if end < 0:
                return parts
            at = end + 3
            continue
        closing = text.startswith("</", lt)
        name_match = _NAME.match(text, lt + 1 + closing)
        block = name_match and _BLOCK.fullmatch(name_match.group().lower())
        if block and breaks is not None:
            breaks.append((len(parts), block.group(), closing))
        parts.append("\n" if block else " ")
        if not name_match:
            if not text.startswith(("</", "<!", "<?"), lt):  # "<" as a sign: "a < b"
                if not hidden:
                    parts.append("<")
                at = lt + 1
                continue
            end = text.find(">", lt)
            if end < 0:
                return parts
            at = end + 1
            continue
        end = _tag_end(text, name_match.end(), quotes_count)
        if end < 0 and quotes_count:
            # A quote that never ends would swallow the rest of the page. From here on, quotes are not looked
            # at; once and for all, for to try again at every tag would take quadratic time.
            quotes_count = False
            end = text.find(">", lt)
        if end < 0:
            return parts
        at = end + 1
        name = name_match.group().lower()
        if closing:
            if name == hidden:
                depth -= 1
                if not depth:
                    hidden = ""
        elif name in _RAW:
            close = _RAW[name].search(text, at)
            if not close:
                return parts
            at = close.start()
        elif name in _HIDDEN and text[end - 1] != "/" and hidden in ("", name):
            hidden = name
            depth += 1
    if not hidden:
        parts.append(_unescape(text[at:]))
    return parts


def _unescape(text: str) -> str:
    """The text with its entities decoded."""
    return html.unescape(_ENDLESS_ENTITY.sub("\ufffd", text)) if "&" in text else text


def _tag_end(text: str, at: int, quotes_count: bool) -> int:
    """The index of the ">" that ends the tag around `at`, or -1; one in a quoted value does not end it."""
    if not quotes_count:
        return text.find(">", at)
    while stop := _TAG_STOP.search(text, at):
        if stop.group() == ">":
            return stop.start()
        close = text.find(stop.group(), stop.end())
        if close < 0:
            return -1
        at = close + 1
    return -1


def payload_markup(text: str) -> list[str]:
    """What people read in a page's Next.js payload, in order, as HTML; a sentence may lie in several of the strings.

    The strings are picked out by their keys and not by taking the payload apart: its form is not documented,
    a piece of it may be missing, and JSON that nests too deep would be an error.
    """
    payload = "".join(_json_string(match.group(1)) for match in _PUSH.finditer(text))
    strings = (_json_string(match.group(1)) for match in _HUMAN.finditer(payload))
    return [string for string in strings if not _NO_TEXT.match(string)]


def _json_string(literal: str) -> str:
    """The string that a JSON string literal stands for; empty for one that is damaged."""
    try:
        value = json.loads(literal, strict=False)
    except ValueError:
        return ""
    # Half of a surrogate pair is valid JSON but no text: nobody could print it, or save it in UTF-8.
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def markdown_text(text: str) -> str:
    """The text without the signs of the markup and the targets of links, each of them a space."""
    text = _MD_TARGET.sub(" ", _MD_DEFINITION.sub(" ", text))
    return _unescape(_MD_SIGN.sub(" ", text))
