"""Moving averages over consecutive years, fiscal years or months.

A period in between in which nothing was notified counts as nothing; a period before the first
or after the last, or one that the question covers only in part, is not known to be empty. So
an average is given only where the window is full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from armstrack.query.filter import Filter
from armstrack.query.period import calendar_month, calendar_year, fiscal_year

if TYPE_CHECKING:
    from armstrack.documents.counts import SummaryDocument
    from armstrack.query.reach import Covered

Document = dict[str, Any]

SPAN: dict[str, Callable[[str], tuple[date, date]]] = {
    "year": lambda key: calendar_year(int(key)),
    "fy": lambda key: fiscal_year(int(key)),
    "month": calendar_month,
}
"""The lines along which periods follow one another, and the first and last day of each period."""


def next_period(line: str, key: str) -> str:
    """The period after one: `2018` after `2017`, `2018-01` after `2017-12`."""
    if line != "month":
        return f"{int(key) + 1:04d}"
    year, month = int(key[:4]), int(key[5:])
    return f"{year + month // 12:04d}-{month % 12 + 1:02d}"


def periods(line: str, keys: Sequence[str]) -> Iterator[str]:
    """Every period from the first to the last of some."""
    if keys:
        key = min(keys)
        while key <= max(keys):
            yield key
            key = next_period(line, key)


def filled(document: SummaryDocument, line: str, wanted: Filter, covered: Covered | None = None) -> SummaryDocument:
    """A summary along one line of time, with a group of nothing for each empty period in between.

    A period that the question does not ask about whole, or the ledger does not cover, stays away: nobody
    looked whether it is empty.
    """
    told: list[Any] = list(document["groups"])
    by_key = {group["key"]: group for group in told}
    keys = [key for key in by_key if key is not None]
    nothing = {
        key: None if key == "key" else 0
        for key in next(iter(told), {})
        if key
        in ("key", "sales", "announcements", "packages", "value_usd", "unknown_value", "at_ceiling", "without_index")
    }
    groups = [
        by_key.get(key) or nothing | {"key": key}
        for key in periods(line, keys)
        if key in by_key or _is_known(line, key, wanted, covered)
    ]
    whole = document | {"groups": [*groups, *(group for key, group in by_key.items() if key is None)]}
    return cast("SummaryDocument", whole)


def _periods_of(document: SummaryDocument) -> list[str]:
    """The keys of the groups of a summary along one line of time, but for that of an unknown day."""
    return [group["key"] for group in document["groups"] if isinstance(group["key"], str)]


def is_gapless(document: SummaryDocument, line: str) -> bool:
    """Whether the periods of a summary follow one another without a hole."""
    keys = _periods_of(document)
    return all(next_period(line, earlier) == later for earlier, later in pairwise(keys))


def _is_known(line: str, key: str, wanted: Filter, covered: Covered | None) -> bool:
    """Whether every day of a period is one that the question asks about, and the ledger covers it."""
    if covered is not None and covered.narrowed(line, key) is False:
        return False
    if not wanted.dated:
        return True
    first, last = SPAN[line](key)
    reached = first.toordinal()
    for since, until in sorted(wanted.periods):
        if since.toordinal() <= reached <= until.toordinal():
            reached = until.toordinal() + 1
    return reached > last.toordinal()


def with_averages(
    document: SummaryDocument, line: str, length: int, unit: str, wanted: Filter, covered: Covered | None = None
) -> SummaryDocument:
    """A summary along one line of time with the moving average of each group, `null` where its window is not full.

    Averages of money are rounded half up to a whole dollar, those of counts to two decimals. Where
    several procedures occur, each has its own, from its own first period to its own last.
    """
    document = filled(document, line, wanted, covered)
    groups: list[Any] = [group for group in document["groups"] if group["key"] is not None]
    spans = _spans(groups)
    full = [_is_known(line, group["key"], wanted, covered) for group in groups]
    for at, group in enumerate(groups):
        window = groups[max(at + 1 - length, 0) : at + 1]
        follow = all(next_period(line, earlier["key"]) == later["key"] for earlier, later in pairwise(window))
        whole = len(window) == length and follow and all(full[max(at + 1 - length, 0) : at + 1])
        group["rolling"] = _average(window, unit) if whole else None
        if len(spans) > 1:
            group["rolling_totals"] = {
                name: _average([each.get("totals", {}).get(name, _NOTHING) for each in window], unit)
                if whole and first <= window[0]["key"] and group["key"] <= last
                else None
                for name, (first, last) in spans.items()
            }
    return document


_NOTHING = {"sales": 0, "announcements": 0, "packages": 0, "value_usd": 0, "unknown_value": 0}


def _spans(groups: Sequence[Document]) -> dict[str, tuple[str, str]]:
    """The first and the last period of each procedure."""
    found: dict[str, tuple[str, str]] = {}
    for group in groups:
        for name in group.get("totals", {}):
            found[name] = (found.get(name, (group["key"],))[0], group["key"])
    return found


def _average(window: Sequence[Document], unit: str) -> Document:
    number = len(window)
    known = [each["value_usd"] for each in window if each["value_usd"] is not None]
    return {
        "value_usd": (2 * sum(known) + number) // (2 * number) if known else None,
        # A period whose prices are not known is one whose money is not: it weighs as nothing in the average.
        "unknown_value": sum(each["unknown_value"] + each.get("without_index", 0) for each in window),
        f"{unit}s": (200 * sum(each[f"{unit}s"] for each in window) + number) // (2 * number) / 100,
    }


def unfinished(document: SummaryDocument, line: str, day: date) -> str | None:
    """The last period, where it is not over on the day, so that more may come."""
    keys = _periods_of(document)
    return keys[-1] if keys and SPAN[line](keys[-1])[1] > day else None
