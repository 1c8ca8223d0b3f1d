"""A memo in other forms than Markdown: as a page of HTML, which Word opens too, or as plain text for a mail.

The Markdown is our own (`brief_memo`), so what stands in it is known: headings, paragraphs, points, bold words,
ids in backticks, footnotes.
"""

from __future__ import annotations

import html
import re

_PIECE = re.compile(
    r"\\(?P<plain>[^\w\s])|\*\*(?P<bold>.+?)\*\*|`(?P<id>[^`]+)`|\[\^(?P<note>[0-9]+)\]|<(?P<url>https?://[^<>]*)>"
)
_NOTE = re.compile(r"\[\^([0-9]+)\]: (.*)")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;)]")

_STYLE = (
    "body{font:16px/1.5 Georgia,serif;max-width:46em;margin:2em auto;padding:0 1em}"
    "h1{font-size:1.5em}h2{font-size:1.15em;margin-top:1.6em}code{font-size:.9em}sup{line-height:0}"
)


def memo_html(markdown: str) -> str:
    """The memo as one HTML document that needs nothing else."""
    title, body, notes = "", [], []
    for block in markdown.strip().split("\n\n"):
        lines = block.split("\n")
        found = [_NOTE.fullmatch(line) for line in lines]
        if block.startswith("# "):
            title = _plain(block[2:])
            body.append(f"<h1>{_inline(block[2:])}</h1>")
        elif block.startswith("## "):
            body.append(f"<h2>{_inline(block[3:])}</h2>")
        elif all(found):
            notes += [f'<li id="note-{note[1]}">{_linked(note[2])}</li>' for note in found if note is not None]
            body.append("<ol>\n" + "\n".join(notes) + "\n</ol>")
        elif all(line.startswith("- ") for line in lines):
            points = "\n".join(f"<li>{_inline(line[2:])}</li>" for line in lines)
            body.append(f"<ul>\n{points}\n</ul>")
        else:
            body.append(f"<p>{_inline(block)}</p>")
    head = f'<meta charset="utf-8"><title>{html.escape(title)}</title><style>{_STYLE}</style>'
    inside = "\n".join(body)
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body>\n{inside}\n</body></html>\n'


def memo_text(markdown: str) -> str:
    """The memo as plain text: a heading is underlined, a footnote a number in brackets."""
    blocks = []
    for block in markdown.strip().split("\n\n"):
        level = len(block) - len(block.lstrip("#"))
        if level and block[level : level + 1] == " ":
            words = _plain(block[level + 1 :])
            blocks.append(f"{words}\n{('=' if level == 1 else '-') * len(words)}")
        else:
            blocks.append("\n".join(_plain(_NOTE.sub(r"[\1] \2", line)) for line in block.split("\n")))
    return "\n\n".join(blocks) + "\n"


def _plain(text: str) -> str:
    def said(match: re.Match[str]) -> str:
        if match["note"]:
            return f"[{match['note']}]"
        return match["plain"] or match["id"] or match["url"] or _plain(match["bold"])

    return html.unescape(_PIECE.sub(said, text))


def _inline(text: str) -> str:
    pieces, at = [], 0
    for match in _PIECE.finditer(text):
        pieces.append(_escaped(text[at : match.start()]))
        at = match.end()
        if match["note"]:
            pieces.append(f'<sup><a href="#note-{match["note"]}">{match["note"]}</a></sup>')
        elif match["bold"]:
            pieces.append(f"<strong>{_inline(match['bold'])}</strong>")
        elif match["url"]:
            pieces.append(_link(match["url"]))
        elif match["id"]:
            pieces.append(f"<code>{_escaped(match['id'])}</code>")
        else:
            pieces.append(_escaped(match["plain"]))
    return "".join([*pieces, _escaped(text[at:])])


def _linked(text: str) -> str:
    """A footnote with its address as a link."""
    plain = _plain(text)
    pieces, at = [], 0
    for match in _ADDRESS.finditer(plain):
        pieces += [html.escape(plain[at : match.start()]), _link(match[0])]
        at = match.end()
    return "".join([*pieces, html.escape(plain[at:])])


def _link(address: str) -> str:
    return f'<a href="{html.escape(address)}">{html.escape(address)}</a>'


def _escaped(text: str) -> str:
    return html.escape(html.unescape(text))
