"""How a backlog went on: every change of it once, from which a page can tell what lies between any two evenings.

A filter that chooses the same sales on every day lets the changes between two days be those of all days that
fall between them; so they are asked once, and added up here as `backlog diff` adds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from armstrack.query.document import Document
from armstrack.site.dates import day_words

KINDS = ("added", "delivered", "removed", "revalued")
"""What can happen to a backlog between two evenings, as `backlog diff` names it."""
LEAVING = ("delivered", "removed")
"""What is taken away: it is told without the sign that its lines have."""
PARTS = ("opening", *KINDS, "closing")


EPOCH = date(1970, 1, 1)


class Sum(NamedTuple):
    """Sales, their known dollars, and those of unknown value; each may be less than nothing."""

    sales: int = 0
    dollars: int = 0
    unknown: int = 0

    def plus(self, other: Sum, sign: int = 1) -> Sum:
        """Both together, or one less the other."""
        pairs = zip(self, other, strict=True)
        return Sum(*(mine + sign * theirs for mine, theirs in pairs))

    def document(self, known: bool) -> Document:
        """The sum as `backlog diff` prints it; its dollars are null where none are known."""
        return {"sales": self.sales, "value_usd": self.dollars if known else None, "unknown_value": self.unknown}


def sum_of(changes: Iterable[Mapping[str, Any]]) -> Sum:
    """What some changes do together."""
    total = Sum()
    for each in changes:
        total = total.plus(Sum(each["sales"], each["value_usd"] or 0, each["unknown_value"]))
    return total


def balance(changes: Sequence[Mapping[str, Any]], first: date, last: date) -> Document:
    """What lies between the evenings of two days, of all the changes that ever were."""
    start, end = first.isoformat(), last.isoformat()
    opening = sum_of(each for each in changes if each["counted_from"] <= start)
    between = [each for each in changes if start < each["counted_from"] <= end]
    told = {"from": start, "to": end, "opening": _stock(opening)}
    for kind in KINDS:
        of_kind = sum_of(each for each in between if each["change"] == kind)
        of_kind = Sum().plus(of_kind, -1) if kind in LEAVING else of_kind
        told[kind] = of_kind.document(known=bool(of_kind.dollars or not of_kind.unknown))
    return told | {"closing": _stock(opening.plus(sum_of(between))), "changes": between}


def _stock(one: Sum) -> Document:
    return one.document(known=not one.sales or one.sales > one.unknown)


def month_ends(last: date, number: int) -> list[date]:
    """The last days of so many months up to a day, which ends the last of them early; the oldest first."""
    ends = [last]
    while len(ends) < number:
        ends.append(ends[-1].replace(day=1) - timedelta(1))
    return ends[::-1]


def in_page(
    changes: Sequence[Mapping[str, Any]], listed: Sequence[str], procedures: Mapping[str, str], **more: str
) -> Document:
    """Every change as the script of the page takes it: what many share is numbered, a date that is the day left out.

    Of each: the day from which it counts, in days since 1970, sale, dollars, kind, state or event, reason, date if it
    is another, procedure, sales, sales of unknown value, and how many articles; what is the same at the end of the
    first one is left out. Sales are numbered as they are listed on the page, and then as they stand under `others`.
    """
    words: dict[str, int] = {}
    sales = {name: at for at, name in enumerate(dict.fromkeys([*listed, *(each["id"] for each in changes)]))}

    def number(text: str | None) -> int:
        return -1 if text is None else words.setdefault(text, len(words))

    rows: list[list[Any]] = []
    for each in changes:
        row = [
            (date.fromisoformat(each["counted_from"]) - EPOCH).days,
            sales[each["id"]],
            each["value_usd"],
            KINDS.index(each["change"]),
            number(each["what"]),
            number(each["reason"]),
            0 if each["date"] == each["counted_from"] else day_words(each["date"], each),
            number(procedures[each["id"]]),
            each["sales"],
            each["unknown_value"],
            each["quantity"] or 0,
        ]
        while rows and len(row) > 3 and row[-1] == rows[0][len(row) - 1]:
            row.pop()
        rows.append(row)
    return {**more, "kinds": KINDS, "words": list(words), "others": list(sales)[len(listed) :], "changes": rows}
