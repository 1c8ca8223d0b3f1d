"""For which years a ledger says that it is complete, by recipient or by authority, and how many sales it holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from armstrack.model.period import calendar_year, year_of
from armstrack.query.document import Document
from armstrack.query.filter import Filter
from armstrack.query.reach import OTHERS, Covered, Reach, reach_of
from armstrack.query.view import SaleOnDay


def coverage_grid(
    sales: Sequence[SaleOnDay], declaration: Document, by: str, wanted: Filter, day: date
) -> list[Document]:
    """One cell for each year and each recipient, or authority, that a cover names; `*` stands for all others.

    Of the chosen sales; where the filter names recipients, or authorities, these are the lines. `covered` is `whole`,
    `part` or `none`, of the days of the year that the filter reaches; without a filter by authority the question
    is by recipient about 36(b)(1), without one by recipient it is by authority about everybody.
    """
    reach = reach_of(wanted, day)
    key, asked = ("recipients", wanted.recipients) if by == "recipient" else ("authorities", wanted.authorities)
    lines = asked or _lines(declaration, key, reach)
    cells = []
    for year in _years(sales, declaration, day):
        days = _days_in(calendar_year(year), reach)
        for line in lines if days else ():
            held = sum(1 for one in sales if year_notified(one) == str(year) and _stands_in(one, by, line, lines))
            meant = _meant(line, lines, key, reach)
            asked_of = reach._replace(recipients=meant) if key == "recipients" else reach._replace(authorities=meant)
            covered = Covered(declaration, asked_of._replace(periods=days))
            told = "none" if covered.nowhere else "whole" if covered.complete else "part"
            cells.append({"year": str(year), by: line, "covered": told, "sales": held})
    return cells


def year_notified(one: SaleOnDay) -> str | None:
    """The year of the notification; `None` where there was none, or its day does not tell."""
    return year_of(one.notified) if one.notified is not None else None


def _lines(declaration: Document, key: str, reach: Reach) -> Sequence[str]:
    """What the covers name of the recipients, or authorities, that a question reaches, and all others of them."""
    named = {each for cover in declaration["covers"] for each in cover[key]}
    return [*sorted(named & set(reach.recipients) if key == "recipients" and reach.recipients else named), OTHERS]


def _meant(line: str, lines: Sequence[str], key: str, reach: Reach) -> tuple[str, ...]:
    """Whom, or which authorities, a line stands for."""
    if line == OTHERS and key == "recipients" and reach.recipients:
        return tuple(code for code in reach.recipients if code not in lines)
    return (line,)


def _years(sales: Sequence[SaleOnDay], declaration: Document, day: date) -> range:
    """From the first year of a cover or of a sale to that of the day."""
    years = [int(cover["from"][:4]) for cover in declaration["covers"] if cover["from"] is not None]
    years += [int(year) for one in sales if (year := year_notified(one)) is not None]
    return range(min([*years, day.year]), day.year + 1)


def _days_in(year: tuple[date, date], reach: Reach) -> tuple[tuple[date, date], ...]:
    """The days of a year that a question reaches."""
    first, last = year
    parts = ((max(first, since or date.min), min(last, until)) for since, until in reach.periods)
    return tuple((begins, ends) for begins, ends in parts if begins <= ends)


def _stands_in(one: SaleOnDay, by: str, line: str, lines: Sequence[str]) -> bool:
    """Whether a sale is one of a recipient or an authority; of the others, where it is of none of those named."""
    own = one.sale.recipients if by == "recipient" else one.sale.authorities
    return line in own if line != OTHERS else not set(own) & set(lines)
