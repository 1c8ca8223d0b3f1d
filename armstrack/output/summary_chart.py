"""The chart of a summary: bars, or a line through moving averages; one for each sum that stands alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from armstrack.output.amounts import short, spelled
from armstrack.output.bars import HOLLOW, HOLLOW_ASCII, Bar, bar_chart
from armstrack.output.facts import paragraph
from armstrack.output.line_chart import line_chart
from armstrack.output.summary_table import (
    NOT_COVERED,
    Manner,
    average_of,
    averaged,
    label_of,
    money_title,
    part_of,
    sums_of,
)
from armstrack.output.terminal import Terminal
from armstrack.output.widths import clip

Document = Mapping[str, Any]

NOTHING = "No known value to draw."


def summary_chart(summary: Document, manner: Manner, terminal: Terminal, in_time: bool) -> str:
    """The money of the groups, a bar each; with `in_time`, a line through their moving averages.

    A group that the ledger does not cover whole is hollow.
    """
    charts = []
    sums = sums_of(summary, manner.together)
    for procedure in sums:
        moving = ", moving average" if averaged(summary["groups"]) else ""
        if moving:
            chart = _averages(summary, manner, terminal, procedure, in_time) or paragraph(NOTHING, terminal)
        else:
            chart = _bars(summary, manner, terminal, procedure)
        if moving or len(sums) > 1 or manner.money is not None:
            title = money_title(summary, procedure, manner.money) + moving
            chart = clip(title, terminal.width or len(title), terminal.ellipsis) + "\n" + chart
        charts.append(chart)
    return "\n".join(charts)


def _averages(summary: Document, manner: Manner, terminal: Terminal, procedure: str | None, in_time: bool) -> str:
    """The moving averages, as far as there are some."""
    bars = []
    for group in summary["groups"]:
        found = average_of(group, procedure) if "rolling" in group and group["key"] is not None else None
        if found is not None:
            bars.append(
                Bar(label_of(group, manner.lines), found["value_usd"], spelled(found["value_usd"], manner.money, short))
            )
    return (
        line_chart([(bar.label, bar.value, bar.text) for bar in bars], terminal)
        if in_time
        else bar_chart(bars, terminal)
    )


def _bars(summary: Document, manner: Manner, terminal: Terminal, procedure: str | None) -> str:
    bars = []
    unknown = 0
    for group in summary["groups"]:
        label, shorter = (label_of(group, manner.lines, coded) for coded in (False, True))
        hollow = group.get("complete") is False
        if group["sales"] is None:
            bars.append(Bar(label, None, NOT_COVERED, shorter, hollow))
            continue
        found = part_of(group, procedure)
        # A group without a sale of this procedure has nothing of it.
        value = 0 if found is None else found["value_usd"]
        more = 0 if found is None or value is None else found["unknown_value"]
        unknown += more
        bars.append(
            Bar(
                label,
                value,
                spelled(value, manner.money, short),
                shorter,
                hollow and value is not None,
                f"+{more:,}?" if more else "",
            )
        )
    if procedure is not None and not any(bar.value for bar in bars):
        return paragraph(NOTHING, terminal)
    chart = bar_chart(bars, terminal)
    said = []
    if any(bar.hollow for bar in bars):
        said.append(f"{HOLLOW if terminal.unicode else HOLLOW_ASCII} not covered whole by this ledger")
    if unknown:
        said.append("+N? N sales of unknown value besides")
    return chart + (paragraph("; ".join(said) + ".", terminal) if said else "")
