"""Tables and pages in GitHub's Markdown, for an issue, a memo or a README. No text can become markup or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from armstrack.output.facts import Facts, texts_only
from armstrack.output.page import Cited, FactList, Heading, Page, Prose
from armstrack.output.safe_text import printable
from armstrack.output.table import Table

_SPECIAL = re.compile(r"[\\`*_\[\]#|~]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ADDRESS = re.compile(r"https?://[^\s<>]*[^\s<>.,;:!?'\"]")
_UNFIT_FOR_ADDRESS = re.compile(r"[\\|`]")
_LIST_OR_RULE = re.compile(r"^([0-9]*)([-+=.)])")


def markdown_table(table: Table) -> str:
    """The table with its title and captions as paragraphs around it; every column and every row is there."""
    keys = [column.key for column in table.columns]

    def cells(row: Mapping[str, str]) -> list[str]:
        return [markdown_text(row.get(key, "")) for key in keys]

    lines = [
        _line(markdown_text(column.title) for column in table.columns),
        _line("---:" if column.align == "right" else "---" for column in table.columns),
        *(_line(cells(row)) for row in table.rows),
    ]
    if table.footer is not None:
        lines.append(_line(f"**{cell}**" if cell else "" for cell in cells(table.footer)))
    blocks = ["\n".join(lines), *(markdown_paragraph(caption) for caption in table.captions)]
    if table.title:
        blocks.insert(0, f"**{markdown_text(table.title)}**")
    return "\n\n".join(blocks) + "\n"


def markdown_page(page: Page) -> str:
    """The page, its first heading as its title, facts and sources as lists."""
    blocks: list[str] = []
    items: list[str] = []
    for block in page:
        if isinstance(block, Cited):
            items.append("- " + " ".join(markdown_text(text) for text in (block.text, block.address) if text))
            continue
        if items:
            blocks.append("\n".join(items))
            items = []
        if isinstance(block, Heading):
            blocks.append(f"{'##' if blocks else '#'} {markdown_text(block.text)}")
        elif isinstance(block, FactList):
            blocks.append(_facts(block.facts))
        elif isinstance(block, Prose):
            blocks.append(markdown_paragraph(block.text))
        else:
            blocks.append(markdown_table(block).removesuffix("\n"))
    if items:
        blocks.append("\n".join(items))
    return "\n\n".join(blocks) + "\n"


def _facts(facts: Facts) -> str:
    """A list; a fact of several values is a list below its label."""
    lines: list[str] = []
    facts = texts_only(facts)
    for at, (label, value) in enumerate(facts):
        several = at + 1 < len(facts) and not facts[at + 1][0]
        if label:
            lines.append(f"- **{markdown_text(label)}:**" + ("" if several else f" {markdown_text(value)}"))
        if several or not label:
            lines.append(f"  - {markdown_paragraph(value)}")
    return "\n".join(lines)


def markdown_paragraph(text: str) -> str:
    """The same as `markdown_text` where it begins a line, and could begin a list or a rule."""
    return _LIST_OR_RULE.sub(r"\1\\\2", markdown_text(text))


def markdown_text(text: str) -> str:
    """The text, on one line, with everything escaped that Markdown or HTML would read as markup.

    A web address becomes an explicit link: an escaped underscore in a bare one would break it.
    """
    safe = printable(text).strip()
    parts: list[str] = []
    end = 0
    for match in _ADDRESS.finditer(safe):
        address = match[0]
        # The bracket that closes around an address is no part of it, one that was opened inside is.
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1]
        parts += [_escaped(safe[end : match.start()]), f"<{_UNFIT_FOR_ADDRESS.sub(_percent, address)}>"]
        end = match.start() + len(address)
    return "".join([*parts, _escaped(safe[end:])])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", re.sub("[&<>]", lambda match: _ENTITIES[match[0]], text))


def _percent(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"
