"""What a ledger lacks: numbers that the sources print, holes in the series, and sales the Register has not printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from armstrack.ledger.same_sale import notification
from armstrack.model.data_class import dataclass
from armstrack.model.sale import Sale
from armstrack.model.transmittal import comparable_transmittal
from armstrack.query.document import Document
from armstrack.query.match import HeldSales

OVERDUE_AFTER = 70
"""Days from the delivery to Congress after which a notice in the Federal Register is overdue.

The law sets no day for it (Pub. L. 104-164, sec. 155); in 2026 it took five to ten weeks.
"""

LOOKED_BACK = 365
"""Days back to which overdue notices are looked for where nothing else is asked."""

PRINTED_IN_REGISTER = ("36(b)(1)", "36(b)(5)(A)", "36(b)(5)(C)")
"""The authorities under which the Department of Defense prints each notice by itself."""

_SERIES = re.compile(r"([0-9]{2})-([0-9]{1,3})")
_REGISTER = re.compile(r"federalregister\.gov/|govinfo\.gov/content/pkg/FR-|govinfo\.gov/bulkdata/FR/")


@dataclass(frozen=True, slots=True)
class Printed:
    """A number that a document of a source prints."""

    transmittal: str
    recipients: tuple[str, ...]
    day: date | None
    """The day of delivery to Congress, where it says so, else that of its publication."""
    title: str
    source: str
    address: str


def missing(sales: HeldSales, printed: Iterable[Printed], since: date, overdue_since: date, day: date) -> Document:
    """What a ledger lacks, as things are known on a day: `lacking`, `holes` and `overdue`.

    `since` bounds the series that are looked at: those of its year and later. `overdue_since` bounds the sales.
    """
    documents = list(printed)
    return {
        "lacking": list(_lacking(sales, documents)),
        "holes": list(_holes(sales.by_id, documents, since, day)),
        "overdue": list(_overdue(sales.by_id, documents, overdue_since, day)),
    }


def _lacking(sales: HeldSales, documents: list[Printed]) -> Iterator[Document]:
    """Each number once, with every document that prints it, the oldest first."""
    told: dict[tuple[str, tuple[str, ...]], list[Printed]] = {}
    for one in documents:
        held = sales.of_number(one.transmittal)
        if any(not one.recipients or set(one.recipients) & set(sale.recipients) for sale in held):
            continue
        told.setdefault((comparable_transmittal(one.transmittal), one.recipients), []).append(one)
    ordered = sorted(told.items(), key=lambda one: (one[1][0].day or date.min, _in_series(one[0][0])))
    for (_, recipients), several in ordered:
        first = several[0]
        yield {
            "transmittal": first.transmittal,
            "recipients": list(recipients),
            "day": first.day.isoformat() if first.day is not None else None,
            "title": first.title,
            "sources": list(dict.fromkeys(one.source for one in several)),
            "addresses": list(dict.fromkeys(one.address for one in several)),
        }


def _in_series(number: str) -> tuple[int, str]:
    """What puts numbers in the order of their series: 26-5 before 26-12."""
    match = _SERIES.fullmatch(number)
    return (int(match[2]) if match is not None else 0, number)


def _holes(sales: Mapping[str, Sale], documents: list[Printed], since: date, day: date) -> Iterator[Document]:
    """The numbers of a year's series, below its highest, that neither the ledger nor a document has."""
    numbers = [sale.transmittal for sale in sales.values() if sale.transmittal is not None]
    numbers += [one.transmittal for one in documents]
    for year in range(since.year, day.year + 1):
        series = f"{year % 100:02d}"
        matches = (_SERIES.fullmatch(comparable_transmittal(number)) for number in numbers)
        known = {int(match[2]) for match in matches if match is not None and match[1].zfill(2) == series}
        if not known:
            continue
        for first, last in _stretches(set(range(1, max(known))) - known):
            yield {
                "series": series,
                "first": f"{series}-{first:02d}",
                "last": f"{series}-{last:02d}",
                "numbers": last - first + 1,
                "known": len(known),
                "highest": f"{series}-{max(known):02d}",
            }


def _stretches(numbers: set[int]) -> Iterator[tuple[int, int]]:
    for first in sorted(number for number in numbers if number - 1 not in numbers):
        last = first
        while last + 1 in numbers:
            last += 1
        yield first, last


def _overdue(sales: Mapping[str, Sale], documents: list[Printed], since: date, day: date) -> Iterator[Document]:
    """The sales whose notice the Register should have printed by now, the oldest first."""
    printed = {comparable_transmittal(one.transmittal) for one in documents if _REGISTER.search(one.address)}
    waiting: list[tuple[date, Sale]] = []
    for sale in sales.values():
        told = notification(sale)
        notified = told.date.exact if told is not None else None
        if notified is None or not set(sale.authorities) & set(PRINTED_IN_REGISTER):
            continue
        if not since <= notified <= day - timedelta(OVERDUE_AFTER):
            continue
        cited = any(source.url is not None and _REGISTER.search(source.url) for source in sale.sources.values())
        if not cited and comparable_transmittal(sale.transmittal or "-") not in printed:
            waiting.append((notified, sale))
    for notified, sale in sorted(waiting, key=lambda one: (one[0], one[1].id)):
        yield {
            "id": sale.id,
            "transmittal": sale.transmittal,
            "recipients": list(sale.recipients),
            "notified": notified.isoformat(),
            "days": (day - notified).days,
        }
