"""The chart of a summary: a line where periods follow one another, else bars; one for each sum that stands alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from armstrack.output.amounts import short
from armstrack.output.bars import bar_chart
from armstrack.output.line_chart import line_chart
from armstrack.output.summary_table import Manner, average_of, averaged, label_of, money_title, part_of, sums_of
from armstrack.output.terminal import Terminal
from armstrack.output.widths import clip

Document = Mapping[str, Any]


def summary_chart(summary: Document, manner: Manner, terminal: Terminal, in_time: bool) -> str:
    """The money of the groups, drawn; of moving averages where there are some.

    With `in_time` the groups are periods that follow one another, and make a line.
    """
    charts = []
    sums = sums_of(summary, manner.together)
    for procedure in sums:
        chart = _chart(summary, manner, terminal, procedure, in_time)
        moving = ", moving average" if averaged(summary["groups"]) else ""
        if moving or len(sums) > 1:
            title = money_title(summary, procedure) + moving
            chart = clip(title, terminal.width or len(title), terminal.ellipsis) + "\n" + chart
        charts.append(chart)
    return "\n".join(charts)


def _chart(summary: Document, manner: Manner, terminal: Terminal, procedure: str | None, in_time: bool) -> str:
    groups: Sequence[Document] = summary["groups"]
    moving = averaged(summary["groups"])
    if in_time:
        groups = [group for group in groups if group["key"] is not None]
    rows = []
    for group in groups:
        found = average_of(group, procedure) if moving and "rolling" in group else part_of(group, procedure)
        if moving and found is None:
            continue
        # A group without a sale of this procedure has nothing of it.
        value = 0 if found is None else found["value_usd"]
        rows.append((label_of(group, manner.lines), value, short(value), label_of(group, manner.lines, coded=True)))
    points = [row[:3] for row in rows]
    return line_chart(points, terminal) if in_time else bar_chart(points, terminal, [row[3] for row in rows])
