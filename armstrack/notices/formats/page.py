"""The text of a saved web page, as a browser's copy would give it.

The parser comes with the extra `html` and is imported only when a page is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from armstrack.notices.formats.copied import CannotCopy, Copied, MissingExtra

WHAT = "a web page"
_TAG = re.compile(r"<(?:!doctype html|html|head|body|div|p|br|h1|table|pre|span|article)\b[^<>]{0,400}>", re.IGNORECASE)
_LEAST_TAGS = 3
_BLOCKS_LIST = """
address article aside blockquote dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr
li main nav ol p pre section table tr ul br
"""
_BLOCKS = frozenset(_BLOCKS_LIST.split())
_CELLS = frozenset(["td", "th"])
_PARAGRAPHS = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote"])
_UNSEEN = ("script", "style", "noscript", "template", "head", "svg", "iframe", "button", "select")

_FURNITURE = '.unprinted-element, .printed-page-inline, [hidden], [style*="display:none"], [style*="display: none"]'
"""What a page does not show, and the marks that federalregister.gov puts into the text of a notice."""

_HOSTS = r"(?:[a-z0-9-]+\.)?(?:state|dsca|federalregister|govinfo|congress)\.(?:gov|mil)"
_GOVERNMENT = rf"https?://{_HOSTS}/[^\s<>\"\\]*"
_NOTICE_ADDRESS = (
    r"(?:/releases/[a-z-]*political-military[a-z-]*/\d{4}/\d{2}/"
    r"|/Major-Arms-Sales/Article-Display/Article/\d+|/major-arms-sales/[a-z0-9-]{12,}"
    r"|/documents/\d{4}/\d{2}/\d{2}/[0-9A-Z-]+/)"
)
"""The addresses of single notices at state.gov, dsca.mil and federalregister.gov."""
_OF_A_NOTICE = r"(?i)has requested|this proposed sale|the proposed sale will|prospective purchaser|dear (?:mr|madam|ms)"
"""What a notice says and a list of notices does not, for it shows only how each begins."""
_BARRIER = (
    r"(?i)access denied|just a moment\.\.\.|attention required!|request access"
    r"|verify(?:ing)? (?:that )?you are (?:not a robot|human)"
)
"""What a server shows to a program instead of the page."""
_BEGINNING = 600
_LEAST_LINKS = 3
_MOST_NAMED = 30


def is_page(text: str) -> bool:
    """Whether a text is the source of a web page."""
    found = _TAG.finditer(text[:200_000])
    return sum(1 for _, _ in zip(range(_LEAST_TAGS), found, strict=False)) == _LEAST_TAGS


def declared_charset(content: bytes) -> str | None:
    """The encoding that a page says it is written in."""
    match = re.search(rb"<meta[^>]{0,200}charset=[\"']?([A-Za-z0-9_-]{2,40})", content[:10_000], re.IGNORECASE)
    return match[1].decode("ascii") if match is not None else None


def page_text(html: str) -> str:
    """The words of a page, with a blank line between its paragraphs. Raises MissingExtra, and CannotCopy for a list."""
    return page_copy(html).text


def page_copy(html: str) -> Copied:
    """The words of a page and the address that it gives for itself. Raises as `page_text` does."""
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError as error:
        raise MissingExtra(WHAT, "selectolax", "html", "paste the page's text") from error
    tree = LexborHTMLParser(html)
    address = next(
        (node.attributes.get("href") for node in tree.css('link[rel="canonical"]')),
        next((node.attributes.get("content") for node in tree.css('meta[property="og:url"]')), None),
    )
    links = {
        link: " ".join(node.text().split())
        for node in tree.css("a[href]")
        if (link := node.attributes.get("href")) and re.search(_NOTICE_ADDRESS, link)
    }
    tree.strip_tags(list(_UNSEEN))
    for unseen in tree.css(_FURNITURE):
        unseen.decompose()
    body = tree.body
    said = "" if body is None else "".join(_words(body))
    _refuse_list(said, links)
    words = " ".join(said.split())
    barrier = re.search(_BARRIER, words[:_BEGINNING])
    if barrier is not None and re.search(_OF_A_NOTICE, words) is None:
        message = f'is no notice, but the page that stands before it ("{barrier[0]}")'
        raise CannotCopy(message, "open the notice in a browser, and save the page that shows it")
    return Copied(said, government_address(address))


def _words(body: Any) -> Iterator[str]:
    for node in body.traverse(include_text=True):
        tag = node.tag
        if tag == "-text":
            text = node.text(deep=False) or ""
            kept = node.parent is not None and node.parent.tag == "pre"
            yield text if kept else re.sub(r"[ \t\r\n]+", " ", text)
        elif tag in _CELLS:
            yield "\t"
        elif tag in _BLOCKS:
            yield "\n\n" if tag in _PARAGRAPHS else "\n"


def government_address(text: str | None) -> str | None:
    """An address at which the government publishes notices; `None` for any other, which proves nothing."""
    if text is None or re.fullmatch(_GOVERNMENT, text.strip()) is None:
        return None
    return text.strip()


def _refuse_list(said: str, links: Mapping[str, str]) -> None:
    """Raises CannotCopy for a page that links to several notices and is none itself."""
    if len(links) < _LEAST_LINKS or re.search(_OF_A_NOTICE, " ".join(said.split())):
        return
    named = "; ".join(
        f"{title} ({address})" if title else address for address, title in list(links.items())[:_MOST_NAMED]
    )
    more = f"; and {len(links) - _MOST_NAMED} more" if len(links) > _MOST_NAMED else ""
    raise CannotCopy(f"is a list of {len(links)} notices, and no notice", f"save each of them: {named}{more}")
