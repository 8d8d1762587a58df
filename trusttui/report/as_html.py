"""Any result as one self-contained HTML page that can be read on paper; all text of a pack is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape as _escape

from trusttui.report.blocks import Block, Role, Tone
from trusttui.report.markdown import parser
from trusttui.report.visible import one_line, visible

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; border-bottom: 1px solid #8888; }
p, div { margin: .3rem 0; overflow-wrap: anywhere; }
.meta, .citation { color: #6b6b6b; font-size: .85rem; }
.sign { font-weight: 600; }
.good { color: #1a7f37; } .bad { color: #c0322b; } .mixed { color: #9a6700; } .open { color: #5b6470; }
.label { font-weight: 600; }
.step { padding-left: 1.5rem; text-indent: -1.5rem; }
.i1 { margin-left: 1.5rem; } .i2 { margin-left: 3rem; } .i3 { margin-left: 4.5rem; }
@media (prefers-color-scheme: dark) {
  .meta, .citation { color: #a5a5a5; }
  .good { color: #57c27a; } .bad { color: #f08a84; } .mixed { color: #d9b44a; } .open { color: #aab2bd; }
}
@media print {
  :root { color-scheme: light; }
  body { max-width: none; margin: 0; font-size: 10pt; }
  h2, .sign { break-after: avoid; }
}
""".strip()
_ENTRY_LINK = re.compile(r"\[([^\[\]]*)\]\((?!https?:)([^()\s]*)\)")
_TONES = {Tone.GOOD: "good", Tone.BAD: "bad", Tone.MIXED: "mixed", Tone.OPEN: "open"}


def render(blocks: Iterable[Block], title: str) -> str:
    """Blocks as a page. The same blocks give the same bytes; nothing in it is fetched from anywhere."""
    body = "\n".join(_block(block) for block in blocks)
    return (
        "<!DOCTYPE html>\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def escape(text: str) -> str:
    """A line of text in which nothing is markup, control characters written out."""
    return _escape(one_line(text))


def _block(block: Block) -> str:
    indent = f" i{min(block.indent, 3)}" if block.indent else ""
    text = escape(block.text)
    if block.role is Role.TITLE:
        return f"<h1>{text}</h1>"
    if block.role is Role.HEADING:
        return f"<h2>{text}</h2>"
    if block.role is Role.MARKDOWN:
        return f'<div class="prose{indent}">{_markdown(block.text)}</div>'
    if block.role is Role.OWN:
        own = "<br>".join(escape(line) for line in block.text.split("\n"))
        return f'<blockquote class="own{indent}">{own}</blockquote>'
    if block.role is Role.SIGN:
        tone = f" {_TONES[block.tone]}" if block.tone else ""
        label = f" {escape(block.label)}" if block.label else ""
        return f'<p class="sign{indent}"><span class="{tone.strip()}">{text}</span>{label}</p>'
    if block.role in (Role.META, Role.CITATION):
        return f'<p class="{block.role.value}{indent}">{text}</p>'
    label = f'<span class="label">{escape(block.label)}:</span> ' if block.label else ""
    if block.number:
        return f'<p class="step{indent}"><span class="label">{block.number}.</span> {label}{text}</p>'
    dot = "– " if block.role is Role.ITEM and not block.label else ""
    return f'<p class="{block.role.value}{indent}">{dot}{label}{text}</p>'


def _markdown(text: str) -> str:
    """A pack's Markdown: HTML in it is text, and links to entries, which lead nowhere here, keep their words and id."""
    return str(parser("image").render(_ENTRY_LINK.sub(r"\1 (`\2`)", visible(text)))).strip()
