"""The backlog at the end of every month, quarter or year, by one rule: what `backlog` says of each of these days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from armstrack.model.money import Money
from armstrack.query.backlog.life import CountedLife
from armstrack.query.backlog.on_day import always, rule_document, weigh, weight_document
from armstrack.query.filter import Filter

if TYPE_CHECKING:
    from armstrack.documents.counts import BacklogOnDay, BacklogSeriesDocument
    from armstrack.ledger.backlog_rule import Rule
    from armstrack.query.backlog.life import KeptLife
    from armstrack.query.in_short import InShort
    from armstrack.query.parts import Told

Document = dict[str, Any]

MONTHS = {"month": 1, "quarter": 3, "year": 12}
"""How long each period is; periods are those of the calendar."""

COLUMNS = ("day", "sales", "value_usd", "unknown_value", "maybe", "undated", "fms_usd", "dcs_usd", "rule", "as_of")
"""The columns of a series as CSV."""


class _Stretch(NamedTuple):
    """What a sale is to the backlog from a day on."""

    counts: bool
    value: Money
    """What the rule counts of it; `None` is unknown."""
    doubtful: bool
    """Whether it may have left, or may belong."""


class _Course:
    """What one sale is to the backlog on every day, found once."""

    def __init__(self, one: InShort, kept: KeptLife, rule: Rule) -> None:
        life = CountedLife(one, kept, rule)
        turning = set(life.turning_days(date.min, date.max)) | {date.min}
        turning |= {day for stage in life.stages if (day := stage.maybe_from) is not None}
        self.procedure = one.counted_with
        self._days = sorted(turning)
        self._told = [_told(life, day) for day in self._days]

    def on(self, day: date) -> _Stretch:
        """What it is at the end of a day."""
        return self._told[bisect_right(self._days, day) - 1]


def _told(life: CountedLife, day: date) -> _Stretch:
    if life.counts(day):
        return _Stretch(True, life.value_on(day), bool(life.may_have_left(day)))
    return _Stretch(False, 0, life.may_belong(day))


def same_on_every_day(wanted: Filter) -> bool:
    """Whether a filter chooses the same notified sales on every day, so that it need be asked once only."""
    return not (wanted.states or wanted.events or wanted.overdue or wanted.search)


def period_ends(first: date, last: date, every: str) -> Iterator[date]:
    """The last days of the periods from that of one day to another day, which ends the last of them early."""
    length = MONTHS[every]
    year, month = first.year, (first.month - 1) // length * length
    while True:
        year, month = year + (month + length) // 12, (month + length) % 12
        end = date(year, month + 1, 1) - timedelta(1)
        if end >= last:
            yield last
            return
        yield end


def first_day(chosen: Told, until: date) -> date:
    """The first day on which one of some sales was surely notified; the last day asked for where none was."""
    days = [one.notified.latest for one, _ in chosen.sales if one.notified is not None]
    return min([*(day for day in days if day is not None), until])


def series_document(
    lives_on: Callable[[date], Told], rule: Rule, first: date, last: date, as_of: date, every: str
) -> BacklogSeriesDocument:
    """The backlog at the end of each period, as `backlog series --format json` prints it.

    `lives_on` gives the sales that count on a day. A last day after the as-of day is that day: nothing is foretold.
    """
    stop = min(last, as_of)
    courses: dict[str, _Course] = {}
    lists: dict[int, list[_Course]] = {}  # of the same sales, asked once

    def told(sales: Sequence[tuple[InShort, KeptLife]], day: date) -> list[tuple[str, _Stretch]]:
        if id(sales) not in lists:
            for one, life in sales:
                if one.id not in courses:
                    courses[one.id] = _Course(one, life, rule)
            lists[id(sales)] = [courses[one.id] for one, _ in sales]
            kept.append(sales)
        return [(course.procedure, course.on(day)) for course in lists[id(sales)]]

    kept: list[Sequence[tuple[InShort, KeptLife]]] = []  # so that no other sales get the identity of some
    rows: list[BacklogOnDay] = []
    for day in period_ends(first, stop, every):
        lives = lives_on(day)
        every_one = told(lives.sales, day)
        counted = [(procedure, each.value) for procedure, each in every_one if each.counts]
        parts = {
            name: weight_document(weigh([value for procedure, value in counted if procedure == name]))
            for name in {procedure for procedure, _ in counted}
        }
        rows.append(
            {
                "day": day.isoformat(),
                **weight_document(weigh([value for _, value in counted])),
                "maybe": sum(1 for _, each in every_one if each.counts and each.doubtful),
                "undated": sum(1 for _, each in every_one if not each.counts and each.doubtful)
                + sum(1 for _, each in told(lives.undated, day) if each.counts or each.doubtful),
                "totals": always(parts, weight_document(weigh([]))),
            }
        )
    return {
        "rule": rule_document(rule),
        "as_of": as_of.isoformat(),
        "every": every,
        "from": first.isoformat(),
        "to": stop.isoformat(),
        "series": rows,
    }


def series_rows(document: BacklogSeriesDocument) -> list[Document]:
    """The days of a series with the money of each procedure in a column of its own."""
    named = {"rule": document["rule"]["name"], "as_of": document["as_of"]}
    return [
        {key: value for key, value in row.items() if key != "totals"}
        | {f"{name}_usd": part["value_usd"] for name, part in row["totals"].items()}
        | named
        for row in document["series"]
    ]
