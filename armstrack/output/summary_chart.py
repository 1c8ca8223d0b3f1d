"""The chart of a summary: a line where periods follow one another, else bars; one for each sum that stands alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from armstrack.output.amounts import short
from armstrack.output.bars import bar_chart
from armstrack.output.line_chart import line_chart
from armstrack.output.summary_table import Manner, average_of, label_of, money_title, part_of, sums_of
from armstrack.output.terminal import Terminal
from armstrack.output.widths import clip

Document = Mapping[str, Any]

FOLLOWING = ("year", "fy", "month")
"""Lines whose groups follow one another at equal steps."""


def summary_chart(summary: Document, manner: Manner, terminal: Terminal) -> str:
    """The money of the groups, drawn; of moving averages where there are some."""
    sums = sums_of(summary, manner.together)
    return "\n".join(_chart(summary, manner, terminal, procedure, len(sums) > 1) for procedure in sums)


def _chart(summary: Document, manner: Manner, terminal: Terminal, procedure: str | None, titled: bool) -> str:
    groups: Sequence[Document] = summary["groups"]
    averaged = any("rolling" in group for group in groups)
    follows = len(manner.lines) == 1 and manner.lines[0] in FOLLOWING
    if follows:
        groups = [group for group in groups if group["key"] is not None and not group.get("gathers")]
    rows = []
    for group in groups:
        found = average_of(group, procedure) if averaged and "rolling" in group else part_of(group, procedure)
        if averaged and found is None:
            continue
        # A group without a sale of this procedure has nothing of it.
        value = 0 if found is None else found["value_usd"]
        rows.append((label_of(group, manner.lines), value, short(value), label_of(group, manner.lines, coded=True)))
    title = ""
    if titled or averaged:
        text = money_title(summary, procedure) + (", moving average" if averaged else "")
        title = clip(text, terminal.width or len(text), terminal.ellipsis) + "\n"
    points = [row[:3] for row in rows]
    if follows:
        return title + line_chart(points, terminal)
    return title + bar_chart(points, terminal, [row[3] for row in rows])
