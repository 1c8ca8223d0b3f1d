"""For which years a ledger says that it is complete, by recipient or by authority, and how many sales it holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from armstrack.query.document import Document
from armstrack.query.period import calendar_year, year_of
from armstrack.query.reach import OTHERS, USUAL_AUTHORITY, Covered, Reach
from armstrack.query.view import SaleOnDay


def coverage_grid(sales: Sequence[SaleOnDay], declaration: Document, by: str, day: date) -> list[Document]:
    """One cell for each year and each recipient, or authority, that a cover names; `*` stands for all others.

    `covered` is `whole`, `part` or `none`; by recipient the question is about 36(b)(1), by authority about everybody.
    """
    lines = _lines(declaration, by)
    cells = []
    for year in _years(sales, declaration, day):
        first, last = calendar_year(year)
        for line in lines:
            held = sum(1 for one in sales if year_notified(one) == str(year) and _stands_in(one, by, line, lines))
            covered = Covered(declaration, _reach(by, line, first, min(last, day)))
            told = "none" if covered.nowhere else "whole" if covered.complete else "part"
            cells.append({"year": str(year), by: line, "covered": told, "sales": held})
    return cells


def year_notified(one: SaleOnDay) -> str | None:
    """The year of the notification; `None` where there was none, or its day does not tell."""
    return year_of(one.notified) if one.notified is not None else None


def _lines(declaration: Document, by: str) -> list[str]:
    key = "recipients" if by == "recipient" else "authorities"
    named = dict.fromkeys(each for cover in declaration["covers"] for each in cover[key])
    return [*sorted(named), OTHERS]


def _years(sales: Sequence[SaleOnDay], declaration: Document, day: date) -> range:
    """From the first year of a cover or of a sale to that of the day."""
    years = [int(cover["from"][:4]) for cover in declaration["covers"] if cover["from"] is not None]
    years += [int(year) for one in sales if (year := year_notified(one)) is not None]
    return range(min([*years, day.year]), day.year + 1)


def _reach(by: str, line: str, first: date, last: date) -> Reach:
    if by == "recipient":
        return Reach((line,), (USUAL_AUTHORITY,), ((first, last),))
    return Reach((), (line,), ((first, last),))


def _stands_in(one: SaleOnDay, by: str, line: str, lines: Sequence[str]) -> bool:
    """Whether a sale is one of a recipient or an authority; of the others, where it is of none of those named."""
    own = one.sale.recipients if by == "recipient" else one.sale.authorities
    return line in own if line != OTHERS else not set(own) & set(lines)
