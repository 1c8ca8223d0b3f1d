"""The text of a saved web page, as a browser's copy would give it.

The parser comes with the extra `html` and is imported only when a page is read.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"<(?:!doctype html|html|head|body|div|p|br|h1|table|pre|span|article)\b[^<>]{0,400}>", re.IGNORECASE)
_LEAST_TAGS = 3
_BLOCKS_LIST = """
address article aside blockquote dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr
li main nav ol p pre section table tr ul br
"""
_BLOCKS = frozenset(_BLOCKS_LIST.split())
_PARAGRAPHS = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote"])
_UNSEEN = ("script", "style", "noscript", "template", "head", "svg", "iframe", "button", "select")


def is_page(text: str) -> bool:
    """Whether a text is the source of a web page."""
    found = _TAG.finditer(text[:200_000])
    return sum(1 for _, _ in zip(range(_LEAST_TAGS), found, strict=False)) == _LEAST_TAGS


def page_text(html: str) -> str:
    """The words of a page, with a blank line between its paragraphs. Raises ImportError without the extra."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    tree.strip_tags(list(_UNSEEN))
    body = tree.body
    if body is None:
        return ""
    said: list[str] = []
    for node in body.traverse(include_text=True):
        tag = node.tag
        if tag == "-text":
            text = node.text(deep=False) or ""
            kept = node.parent is not None and node.parent.tag == "pre"
            said.append(text if kept else re.sub(r"[ \t\r\n]+", " ", text))
        elif tag in _BLOCKS:
            said.append("\n\n" if tag in _PARAGRAPHS else "\n")
    return "".join(said)
