"""A page: headings, facts, tables, running text and sources, in order, for a terminal, a pipe or Markdown.

Who makes a page says what is on it; how it looks is decided here, or in `markdown` for Markdown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from armstrack.model.data_class import dataclass
from armstrack.output.facts import Facts, heading, paragraph, render_facts
from armstrack.output.fitted import Hidden
from armstrack.output.table import Table
from armstrack.output.table_text import hidden_columns, render
from armstrack.output.terminal import Terminal


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of the page, if it is the first, or of a section."""

    text: str


@dataclass(frozen=True, slots=True)
class FactList:
    """Labels and values, and the accent of a value by its label."""

    facts: Facts
    styles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prose:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """What a source says it is, and its address, empty where it has none."""

    text: str
    address: str


Block = Heading | FactList | Prose | Cited | Table
Page = Sequence[Block]


def render_page(page: Page, terminal: Terminal) -> str:
    """The page as text that ends with a newline, a blank line before each section and each titled table."""
    parts: list[str] = []
    for block in page:
        if parts and (isinstance(block, Heading) or (isinstance(block, Table) and block.title)):
            parts.append("\n")
        parts.append(_rendered(block, terminal))
    return "".join(parts)


def _rendered(block: Block, terminal: Terminal) -> str:
    if isinstance(block, Heading):
        return heading(block.text, terminal)
    if isinstance(block, FactList):
        return render_facts(block.facts, terminal, block.styles)
    if isinstance(block, Prose):
        return paragraph(block.text, terminal)
    if isinstance(block, Cited):
        address = paragraph(block.address, terminal, indent=2, style="dim") if block.address else ""
        return paragraph(block.text, terminal) + address
    return render(block, terminal)


def hidden_on(page: Page, terminal: Terminal) -> Hidden:
    """The titles of all columns that the page leaves out because the terminal is too narrow for them."""
    found = [hidden_columns(block, terminal) for block in page if isinstance(block, Table)]
    told = dict.fromkeys(title for each in found for title in each.told)
    return Hidden(tuple(told), tuple(dict.fromkeys(title for each in found for title in each.empty)))
