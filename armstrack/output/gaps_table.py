"""The days between the five dates, for many sales and for one, as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from armstrack.output.amounts import count
from armstrack.output.page import Block, Prose
from armstrack.output.table import Column, Row, Table
from armstrack.output.timeline_table import days_text

if TYPE_CHECKING:
    from armstrack.documents.analysis import ComparedDocument, ComparedGap, Gap, TimelineGapsDocument
    from armstrack.documents.parts import Days, DayStatistic

Document = Mapping[str, Any]

_NONE = "-"


def _days(days: Days | DayStatistic | None) -> str:
    return days_text(days) or _NONE


def _names(document: Document) -> dict[str, str]:
    """What each date is called."""
    return {date["date"]: date["name"] for date in document["dates"]}


def gaps_page(gaps: TimelineGapsDocument) -> list[Block]:
    """One row for each step, and how many sales have each date."""
    return [_steps(gaps), _dates(gaps), Prose(""), Prose(gaps["rule"])]


def _steps(gaps: TimelineGapsDocument) -> Table:
    names, others = _names(gaps), gaps["other_sales"] > 0
    columns = [
        Column("step", "Step, in days", 1, wrap=True, minimum=14),
        Column("sales", "Sales", 1, align="right"),
        Column("median", "Median", 1, align="right"),
        Column("shortest", "Shortest", 3, align="right"),
        Column("longest", "Longest", 3, align="right"),
    ]
    if others:
        columns += [
            Column("other_sales", "Other sales", 2, align="right"),
            Column("other_median", "Their median", 2, align="right"),
            Column("other_shortest", "Their shortest", 4, align="right"),
            Column("other_longest", "Their longest", 4, align="right"),
        ]
    return Table(columns, [_step(step, names) for step in gaps["steps"]])


def _step(step: Gap, names: Mapping[str, str]) -> Row:
    other = step["others"]
    return {
        "step": f"{names[step['from']]} to {names[step['to']]}",
        "sales": f"{step['sales']:,}",
        "median": _days(step["median"]),
        "shortest": _days(step["shortest"]),
        "longest": _days(step["longest"]),
        "other_sales": f"{other['sales']:,}",
        "other_median": _days(other["median"]),
        "other_shortest": _days(other["shortest"]),
        "other_longest": _days(other["longest"]),
    }


def _dates(gaps: TimelineGapsDocument) -> Table:
    columns = [
        Column("date", "Date", 1),
        Column("recorded", "Recorded", 1, align="right"),
        Column("not_recorded", "Not recorded", 1),
    ]
    if any(date["loose"] for date in gaps["dates"]):
        columns.append(Column("loose", "Day too loose", 2, align="right"))
    if gaps["other_sales"]:
        columns.append(Column("others", "Of the others recorded", 3))
    rows = [
        {
            "date": date["name"],
            "recorded": f"{date['recorded']:,}",
            "not_recorded": f"{date['not_recorded']:,} of {gaps['sales']:,}",
            "loose": f"{date['loose']:,}" if date["loose"] else "",
            "others": f"{date['others']['recorded']:,} of {gaps['other_sales']:,}",
        }
        for date in gaps["dates"]
    ]
    return Table(columns, rows, title="What is recorded")


def compared_table(compared: ComparedDocument) -> Table:
    """Each gap of one sale beside the median of the others."""
    names = _names(compared)
    columns = (
        Column("step", "Step, in days", 1, wrap=True, minimum=14),
        Column("days", "This sale", 1, align="right"),
        Column("others", "Others", 2, align="right"),
        Column("median", "Their median", 1, align="right"),
        Column("verdict", "Against the median", 1, wrap=True, minimum=12, style_of=_accent),
    )
    return Table(columns, [_gap(gap, names) for gap in compared["gaps"]], captions=(compared["rule"],))


def _accent(row: Row) -> str:
    return "red" if row["verdict"].startswith("unusually") else ""


def _gap(gap: ComparedGap, names: Mapping[str, str]) -> Row:
    so_far = f"{days_text(gap['days_so_far'])} so far" if gap["days_so_far"] is not None else _NONE
    return {
        "step": f"{names[gap['from']]} to {names[gap['to']]}",
        "days": so_far if gap["days"] is None else days_text(gap["days"]),
        "others": f"{gap['others']:,}",
        "median": _days(gap["median"]),
        "verdict": gap["verdict"],
    }


def gaps_sentence(gaps: TimelineGapsDocument) -> str:
    """How many sales are compared with how many, and what is left out."""
    sentence = f"{count(gaps['sales'], 'Foreign Military Sale')} as of {gaps['as_of']}"
    sentence += f", against {gaps['other_sales']:,} others." if gaps["other_sales"] else "."
    left: Mapping[str, Any] = gaps["left_out"]
    reasons = {
        "other_procedure": "without a letter of offer",
        "not_begun": "not begun by that day",
        "undated": "of a loosely known day of notification",
        "unvalued": "of unknown value",
    }
    said = ", ".join(f"{left[key]:,} {words}" for key, words in reasons.items() if left[key])
    return f"{sentence} Left out: {said}." if said else sentence
