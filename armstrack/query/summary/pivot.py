"""A summary along two lines as a grid: the first line down, the second across, and what they add up to.

A cell without a sale is 0 where the ledger covers something of it, and otherwise not known. The money of several
procedures is never added: each has a grid of its own, unless that was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from armstrack.model.period import FOLLOWING, lines_of_time
from armstrack.query.plain_words import WrongWord
from armstrack.query.questions.question import Rows
from armstrack.query.summary.counting import IN_TIME, rank_of
from armstrack.query.summary.rolling import is_asked

if TYPE_CHECKING:
    from armstrack.documents.counts import SummaryDocument
    from armstrack.documents.grid import Grid, GridCell, GridKey
    from armstrack.query.filter import Filter
    from armstrack.query.questions.summary import SummaryQuestion
    from armstrack.query.reach import Covered

Key = str | None

OVERLAPPING = ("contractor",)
"""Lines along which a sale stands more than once, so that nothing adds up."""

NOT_SAID = "not said"
"""Heads the column of the sales that have no key along a line."""


def check_pivot(question: SummaryQuestion) -> None:
    """Raises WrongWord where a question cannot be told as a grid."""
    if len(question.by) != 2:
        raise WrongWord(
            f"--pivot puts one line down and one across, and not {','.join(question.by) or 'none'}.",
            "give two lines: --by year,class",
        )
    for option, given in (("--top", question.top is not None), ("--share", question.share)):
        if given:
            raise WrongWord(
                f"{option} tells of whole rows, and --pivot has one number a cell.", "leave one of them out"
            )


def grids(
    document: SummaryDocument,
    question: SummaryQuestion,
    covered: Covered | None = None,
    together: bool = False,
) -> list[Grid]:
    """The grids of a summary along two lines: of its money, or with a unit to count by, of numbers.

    There is one for each procedure that occurs, and one alone where the numbers are no money, may be added, or
    stand by procedure already.
    """
    counted = f"{question.count_by}s" if question.count_by is not None else None
    held = [name for name, total in document["totals"].items() if total["sales"]]
    alone = counted is not None or together or len(held) < 2 or "procedure" in question.by
    groups = {tuple(group["key"]): group for group in document["groups"] if isinstance(group["key"], list)}
    adds = counted in (None, "sales")
    apart = "procedure" in question.by and counted is None and not together and len(held) > 1
    sums = [adds and not {*OVERLAPPING, *(("procedure",) if apart else ())} & {line} for line in question.by]
    axes = [_axis(question, at, groups, covered) for at in (0, 1)]

    def cell(procedure: str | None, row: Key, column: Key) -> GridCell:
        group: Any = groups.get((row, column))
        found = group if procedure is None or group is None or "totals" not in group else group["totals"].get(procedure)
        if found is None:
            looked = covered is None or _looked_at(covered, procedure, *zip(question.by, (row, column), strict=True))
            return {"number": 0 if looked else None, "unknown_value": 0, "covered": looked, "sales": 0}
        return {
            "number": found["value_usd"] if counted is None else found[counted],
            "unknown_value": found["unknown_value"] if counted is None else 0,
            "covered": True,
            "sales": found["sales"],
        }

    return [_grid(name, axes, sums, partial(cell, name)) for name in ([None] if alone else held)]


def _looked_at(covered: Covered, procedure: str | None, *row: tuple[str, Key]) -> bool:
    """Whether that no sale is recorded in a cell is known; of one procedure, under one of its sections."""
    if procedure is None:
        return covered.looked_at(*row)
    from armstrack.workflow.procedure import authorities_of

    return any(covered.looked_at(("authority", section), *row) for section in authorities_of(procedure))


def _grid(
    procedure: str | None, axes: Sequence[list[GridKey]], sums: Sequence[bool], cell: Callable[[Key, Key], GridCell]
) -> Grid:
    """One grid. Rows add up where nothing overlaps across, columns where nothing overlaps down."""
    down, across = axes
    cells = [[cell(row["key"], column["key"]) for column in across] for row in down]
    adds_down, adds_across = sums
    totals = [added(column) for column in zip(*cells, strict=True)] if adds_down else None
    return {
        "procedure": procedure,
        "rows": down,
        "columns": across,
        "cells": cells,
        "row_totals": [added(row) for row in cells] if adds_across else None,
        "column_totals": totals,
        "total": added(totals) if totals is not None and adds_across else None,
    }


def added(cells: Iterable[GridCell]) -> GridCell:
    """What some cells add up to: the known numbers, beside them how many sales are of unknown value."""
    told = list(cells)
    numbers = [one["number"] for one in told if one["number"] is not None]
    unknown = sum(one["unknown_value"] for one in told)
    looked = any(one["covered"] for one in told) or not told
    # The zeros of empty cells beside sales without a known number are no sum.
    counted = [one for one in told if one["sales"]]
    known = bool(numbers or not told) and (not counted or any(one["number"] is not None for one in counted))
    return {
        "number": sum(numbers) if known else None,
        "unknown_value": unknown,
        "covered": looked,
        "sales": sum(one["sales"] for one in told),
    }


def _axis(
    question: SummaryQuestion, at: int, groups: dict[tuple[Any, ...], Any], covered: Covered | None
) -> list[GridKey]:
    """The keys along a line in their order: of time, with every period in between that was asked for, else of size."""
    line = question.by[at]
    sizes: dict[Key, int] = {}
    for key, group in groups.items():
        sizes[key[at]] = sizes.get(key[at], 0) + (group["value_usd"] or 0)
    if line in FOLLOWING:
        for period in _between(line, [key for key in sizes if key is not None], question.wanted):
            sizes.setdefault(period, 0)
    keys = sorted(sizes, key=lambda key: rank_of((line,), (key,), sizes[key] if line not in IN_TIME else None))
    return [{"key": key, "complete": covered.covers((line, key)) if covered is not None else None} for key in keys]


def _between(line: str, keys: Sequence[str], wanted: Filter) -> list[str]:
    return [key for key in lines_of_time(wanted.fy_starts)[line].between(keys) if is_asked(line, key, wanted)]


def grid_rows(found: Sequence[Grid], question: SummaryQuestion, totalled: bool = True) -> Rows:
    """The grids as CSV holds them: a row for each key down, in whole dollars, a column for each key across.

    An empty number is unknown where its column of unknown values counts some, and else not covered.
    """
    down = question.by[0]
    several = len(found) > 1
    labels = [key["key"] or NOT_SAID for key in found[0]["columns"]] if found else []
    totalled = totalled and bool(found) and found[0]["row_totals"] is not None
    names = [*labels, "total"] if totalled else labels
    money = question.count_by is None
    columns = [down, *(["procedure"] if several else []), *names, *(_unknown(name) for name in names if money)]
    rows = []
    for grid in found:
        for at, key in enumerate(grid["rows"]):
            totals = grid["row_totals"] if totalled else None
            cells = [*grid["cells"][at], *([totals[at]] if totals is not None else [])]
            row: dict[str, Any] = {down: key["key"], "procedure": grid["procedure"]} if several else {down: key["key"]}
            for name, cell in zip(names, cells, strict=True):
                row[name] = cell["number"]
                row[_unknown(name)] = cell["unknown_value"] if cell["covered"] else None
            rows.append(row)
    return Rows(rows, columns)


def _unknown(name: str) -> str:
    return f"{name}_unknown_value"
