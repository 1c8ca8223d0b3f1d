"""How a page is cited: in four styles, with its address, and in its head for programs that collect citations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from armstrack.output.bibtex import bibtex_address
from armstrack.output.citation_text import UNSOURCED, citation_lines
from armstrack.site.page import Page

Document = Mapping[str, Any]

NAMES = {"plain": "Plain", "chicago": "Chicago", "bibtex": "BibTeX", "ris": "RIS"}


def citation_texts(citation: Document, url: str | None, title: str, site: Document) -> list[dict[str, str]]:
    """The citation in every style, each with the address of the page where the site knows its own."""
    texts = []
    alone = {**citation, "sources": [], "rule": None}  # which stand on the page itself
    for style, name in NAMES.items():
        lines = [line for line in citation_lines(alone, style) if line != UNSOURCED]
        if citation["kind"] != "number":  # its digest is of the one record, see Past.state_of
            lines = [line.replace("ecords sha256:", "ecord sha256:") for line in lines]
        alone["about"] = None  # which the first style says
        if url is not None:
            lines = _with_address(style, lines, url)
        texts.append({"style": style, "name": name, "text": "\n".join(lines)})
    return texts


def _with_address(style: str, lines: list[str], url: str) -> list[str]:
    if style == "bibtex":
        at = lines.index("}")
        return [*lines[:at], f"  url = {{{bibtex_address(url)}}},", *lines[at:]]
    if style == "ris":
        at = lines.index("ER  - ")
        return [*lines[:at], f"UR  - {url}", *lines[at:]]
    return [f"{lines[0]} {url}", *lines[1:]] if style == "chicago" else [*lines, url]


def meta_tags(page: Page, url: str | None, site: Document) -> Iterator[tuple[str, str]]:
    """What a page says of itself to programs that collect citations, besides its title."""
    citation = page.citation or {}
    yield "citation_author", site["ledger"]
    yield "citation_publication_date", site["day"].replace("-", "/")
    if url is not None:
        yield "citation_public_url", url
    revision = citation.get("ledger", {}).get("revision")
    if revision is not None:
        yield "citation_version", revision[:12]
