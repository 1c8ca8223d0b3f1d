"""Moving averages over consecutive years, fiscal years, quarters or months.

A period in between in which nothing was notified counts as nothing; a period before the first
or after the last, or one that the question covers only in part, is not known to be empty. So
an average is given only where the window is full.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from armstrack.model.period import FY_START, lines_of_time
from armstrack.query.filter import Filter

if TYPE_CHECKING:
    from armstrack.documents.counts import SummaryDocument
    from armstrack.query.reach import Covered

Document = dict[str, Any]


def filled(
    document: SummaryDocument, line: str, wanted: Filter, covered: Covered | None = None, every: bool = False
) -> SummaryDocument:
    """A summary along one line of time, with a group of nothing for each empty period in between.

    A period that the question does not ask about whole, or the ledger does not cover, stays away: nobody
    looked whether it is empty. With `every` one that is not covered is there, its numbers unknown.
    """
    told: list[Any] = list(document["groups"])
    by_key = {group["key"]: group for group in told}
    keys = [key for key in by_key if key is not None]
    counted = [key for key in next(iter(told), {}) if key in (*_NOTHING, "at_ceiling", "without_index")]
    groups = []
    for key in lines_of_time(wanted.fy_starts)[line].between(keys):
        if key in by_key:
            groups.append(by_key[key])
        elif is_asked(line, key, wanted):
            complete = covered.covers((line, key)) if covered is not None else None
            looked = covered is None or covered.looked_at((line, key))
            if complete is not False or every:
                group = {"key": key} | dict.fromkeys(counted, 0 if looked else None)
                groups.append(group if complete is None else group | {"complete": complete})
    whole = document | {"groups": [*groups, *(group for key, group in by_key.items() if key is None)]}
    return cast("SummaryDocument", whole)


def _periods_of(document: SummaryDocument) -> list[str]:
    """The keys of the groups of a summary along one line of time, but for that of an unknown day."""
    return [group["key"] for group in document["groups"] if isinstance(group["key"], str)]


def is_asked(line: str, key: str, wanted: Filter) -> bool:
    """Whether every day of a period is one that the question asks about."""
    if not wanted.dated:
        return True
    first, last = lines_of_time(wanted.fy_starts)[line].days(key)
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
    time = lines_of_time(wanted.fy_starts)[line]
    full = [
        is_asked(line, group["key"], wanted) and (covered is None or covered.covers((line, group["key"])) is not False)
        for group in groups
    ]
    for at, group in enumerate(groups):
        window = groups[max(at + 1 - length, 0) : at + 1]
        follow = all(time.after(earlier["key"]) == later["key"] for earlier, later in pairwise(window))
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


_NOTHING = {"sales": 0, "announcements": 0, "packages": 0, "declarations": 0, "value_usd": 0, "unknown_value": 0}


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


def unfinished(document: SummaryDocument, line: str, day: date, fy_start: int = FY_START) -> str | None:
    """The last period, where it is not over on the day, so that more may come."""
    keys = _periods_of(document)
    return keys[-1] if keys and lines_of_time(fy_start)[line].days(keys[-1])[1] > day else None
