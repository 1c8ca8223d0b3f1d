"""Draws a table with Rich. The only module that imports it, loaded only when a terminal is drawn on.

The cells arrive safe, cut and planned; they go in as `Text`, never as markup, so that nothing
in them can be an instruction to Rich.
"""

from __future__ import annotations

import io
import re

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from armstrack.output.fitted import Cells
from armstrack.output.layout import GAP
from armstrack.output.terminal import Terminal

measure = cell_len
"""How wide Rich holds a text to be; a plan made with another measure would be cut again by Rich."""

_BLANK = "    \n"
_ANY_HEIGHT = 25
_ACCENTED_SPACE = re.compile(r"\x1b\[[0-9;]+m( *)\x1b\[0m")
_END = re.compile(r"(?: |\x1b\[[0-9;]*m)+$")


def _rules(line: str) -> Box:
    """No frame: a rule below the header and one above the footer."""
    rule = f" {line}{line} \n"
    return Box(_BLANK * 2 + rule + _BLANK * 2 + rule + _BLANK * 2, ascii=True)


def draw(cells: Cells, terminal: Terminal) -> list[str]:
    """The lines of the table, header first."""
    table = RichTable(
        box=_rules("─" if terminal.unicode else "-"),
        show_edge=False,
        show_footer=cells.footer is not None,
        padding=(0, GAP - 1, 0, 0),  # the box itself puts one more cell between two columns
        pad_edge=False,
        header_style="bold",
        footer_style="bold",
        border_style="dim",
    )
    for i, column in enumerate(cells.columns):
        table.add_column(
            Text(cells.header[i]),
            Text(cells.footer[i]) if cells.footer is not None else "",
            width=cells.widths[i],
            justify=column.align,
            no_wrap=True,
            overflow="crop",
        )
    for texts, accents in zip(cells.rows, cells.accents, strict=True):
        table.add_row(*map(Text, texts, accents))

    # Width, height and colour are all given, or Rich would ask the environment for them.
    console = Console(
        file=io.StringIO(),
        width=max(terminal.width or 0, sum(cells.widths) + GAP * len(cells.widths)),
        height=_ANY_HEIGHT,
        force_terminal=True,
        force_interactive=False,
        force_jupyter=False,
        color_system="standard" if terminal.colour else None,
        no_color=not terminal.colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    with console.capture() as capture:
        console.print(table)
    # Rich accents the gaps and fills the last column up: codes and spaces that nobody sees, but that copies carry.
    lines = _ACCENTED_SPACE.sub(r"\1", capture.get()).split("\n")[:-1]
    return [_END.sub(lambda end: end[0].replace(" ", ""), line) for line in lines]
