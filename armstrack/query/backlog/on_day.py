"""The backlog on a day: what is notified and not delivered, by a named rule, and how long it has waited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar, cast

from armstrack.model.authority import PROCEDURE_NAMES
from armstrack.model.money import Money, add
from armstrack.model.partial_date import on
from armstrack.model.period import FY_START
from armstrack.model.terms import UNCLASSED
from armstrack.query.backlog.life import APART, COUNTED, CountedLife, source_document
from armstrack.query.day_ranges import DayRange, longest, median
from armstrack.query.intervals import Interval, between, interval_document, statistic_document
from armstrack.query.order import newest_first
from armstrack.query.plain import iso, recipient_document
from armstrack.query.summary.counting import LINES, Keys, rank_of

if TYPE_CHECKING:
    from armstrack.documents.counts import (
        AgesDocument,
        BacklogDocument,
        BacklogGroup,
        BacklogHead,
        BacklogRuleDocument,
        BacklogSale,
        BacklogSize,
        BacklogTotal,
        LongestWait,
        SizeDocument,
    )
    from armstrack.ledger.backlog_rule import Rule
    from armstrack.model.partial_date import PartialDate
    from armstrack.query.backlog.life import KeptSource
    from armstrack.query.in_short import InShort
    from armstrack.query.parts import Told


STATS = ("age",)
"""What can be told of a backlog besides its size: how long its sales have waited since their notification."""


class Held(NamedTuple):
    """One sale of the backlog."""

    one: InShort
    restated: Money
    """Its value as last restated, in whole US dollars; `None` is unknown."""
    counted: Money
    """What the rule counts of it."""
    may_have_left: tuple[str, ...]
    """The states by which it may have left already."""
    unpriced: int
    """How many deliveries take nothing off, because their value is unknown."""
    source: KeptSource | None
    """Where it is known from that it came to count."""


class Backlog(NamedTuple):
    """The backlog of the sales that a filter chooses."""

    rule: Rule
    day: date
    held: tuple[Held, ...]
    """The newest notification first."""
    undated: tuple[InShort, ...]
    """Sales left out that may belong: the day that decides is known too loosely."""
    unvalued: int
    """Sales left out because the filter asks for a value and theirs is unknown."""
    left_out: dict[str, int]
    """How many open sales the rule leaves out, by why."""

    @property
    def total(self) -> Weight:
        """How many sales are in the backlog, for how much, and of how many the value is unknown."""
        return weigh([each.counted for each in self.held])

    @property
    def totals(self) -> dict[str, Weight]:
        """The same for each procedure that occurs: the money of FMS and of commercial licences is of two kinds."""
        return _totals(self.held)

    @property
    def maybe(self) -> int:
        """How many of the sales may have left already."""
        return sum(1 for each in self.held if each.may_have_left)


class Counting:
    """A backlog while the sales are gone through, once each."""

    def __init__(self, rule: Rule, day: date) -> None:
        self.rule, self.day = rule, day
        self.held: list[Held] = []
        self._undated: list[InShort] = []
        self._left_out: dict[str, int] = {}

    def add(self, life: CountedLife) -> Held | None:
        """One sale that the filter chooses; answers with what the backlog holds of it, if it counts."""
        day = self.day
        if life.counts(day):
            held = _held(life, day)
            self.held.append(held)
            return held
        if life.may_belong(day):
            self._undated.append(life.one)
        elif (why := _left_out(life, day)) is not None:
            self._left_out[why] = self._left_out.get(why, 0) + 1
        return None

    def backlog(self, lives: Told) -> Backlog:
        """The backlog, with the sales on which the filter could not decide."""
        undecided = (CountedLife(*each, self.rule) for each in lives.undated)
        undated = [*self._undated, *(life.one for life in undecided if _concerned(life, self.day))]
        unvalued = sum(1 for each in lives.unvalued if _concerned(CountedLife(*each, self.rule), self.day))
        held = sorted(self.held, key=lambda each: (-each.one.rank, each.one.id))
        left_out = dict(sorted(self._left_out.items()))
        return Backlog(self.rule, self.day, tuple(held), tuple(newest_first(undated)), unvalued, left_out)


def backlog_of(lives: Told, rule: Rule, day: date) -> Backlog:
    """The backlog of what a filter chooses on a day."""
    counting = Counting(rule, day)
    for each in lives.sales:
        counting.add(CountedLife(*each, rule))
    return counting.backlog(lives)


def _held(life: CountedLife, day: date) -> Held:
    """A sale that counts on a day."""
    restated, unpriced = life.restated_value(day), 0
    counted = restated
    if life.rule.remaining:
        deliveries = life.deliveries_by(day)
        counted, unpriced = life.counted_value(restated, deliveries), life.delivered(restated, deliveries).unpriced
    return Held(life.one, restated, counted, life.may_have_left(day), unpriced, life.since(day).source)


def _concerned(life: CountedLife, day: date) -> bool:
    return life.counts(day) or life.may_belong(day)


def _left_out(life: CountedLife, day: date) -> str | None:
    """Why the rule leaves out a sale that is notified and open; `None` of any other."""
    if life.place(day) not in (COUNTED, APART):
        return None
    if life.classed_out:
        return f"class {life.one.sale_class or UNCLASSED}"
    return f"state {life.stages[life.at(day)].state}"


class Weight(NamedTuple):
    """How many sales, for how much, and of how many the value is unknown."""

    sales: int
    value: Money
    """The known values in whole US dollars; `None` where there are sales and no value is known."""
    unknown_value: int


def weigh(values: Sequence[Money]) -> Weight:
    """The tally of some sales, by their values."""
    value, unknown = add(list(values))
    return Weight(len(values), value, unknown)


class _AboutASale(Protocol):
    @property
    def one(self) -> InShort: ...


T = TypeVar("T", bound=_AboutASale)


def by_procedure(rows: Iterable[T]) -> dict[str, list[T]]:
    """What is about the sales of each procedure that occurs, in the order in which procedures stand side by side."""
    found: dict[str, list[T]] = {}
    for row in rows:
        found.setdefault(row.one.counted_with, []).append(row)
    return {name: found[name] for name in PROCEDURE_NAMES if name in found}


def _totals(held: Sequence[Held]) -> dict[str, Weight]:
    return {name: weigh([each.counted for each in rows]) for name, rows in by_procedure(held).items()}


def keys_of(one: InShort, lines: Sequence[str], fy_start: int = FY_START) -> list[Keys]:
    """The groups that a sale stands in along some lines; several where it has several contractors."""
    keys: list[Keys] = [()]
    for line in lines:
        keys = [(*key, value) for key in keys for value in LINES[line](one, fy_start)]
    return keys


def held_by_group(backlog: Backlog, lines: Sequence[str], fy_start: int = FY_START) -> list[tuple[Keys, list[Held]]]:
    """The sales of the backlog by group, in the order in which groups are shown."""
    members: dict[Keys, list[Held]] = {}
    for each in backlog.held:
        for key in keys_of(each.one, lines, fy_start):
            members.setdefault(key, []).append(each)
    totals = {key: weigh([each.counted for each in held]).value for key, held in members.items()}
    return sorted(members.items(), key=lambda group: rank_of(lines, group[0], totals[group[0]]))


def age(each: Held, day: date) -> Interval:
    """The days from the notification to a day; never negative, since the sale is surely notified."""
    notified = each.one.notified
    assert notified is not None
    return _waited(notified, on(day))


def _waited(notified: PartialDate, today: PartialDate) -> Interval:
    days = between(notified, today)
    return Interval(max(days.least or 0, 0), days.most)


class Ages(NamedTuple):
    """How long the sales of a backlog have waited, in days since their notification."""

    longest: DayRange
    longest_sales: tuple[str, ...]
    """The sales that may have waited longest: one, where the days are known."""
    median: DayRange


def ages(held: Sequence[Held], day: date) -> Ages | None:
    """The longest and the median wait; `None` where nobody waits. A wait known in part is an interval throughout."""
    waits = [age(each, day) for each in held]
    farthest, middle = longest(waits), median(waits)
    if farthest is None or middle is None:
        return None
    surely = farthest.least or 0
    may_be = [each.one.id for each, wait in zip(held, waits, strict=True) if wait.most is None or wait.most >= surely]
    return Ages(farthest, tuple(may_be), middle)


def weight_document(one: Weight) -> SizeDocument:
    """One tally."""
    return {"sales": one.sales, "value_usd": one.value, "unknown_value": one.unknown_value}


def rule_document(rule: Rule) -> BacklogRuleDocument:
    """A rule, as it is printed with its numbers."""
    return {
        "name": rule.name,
        "version": rule.version,
        "text": rule.text,
        "counts": rule.counts,
        "states": list(rule.states),
        "without_states": list(rule.without_states),
        "classes": list(rule.classes),
        "without_classes": list(rule.without_classes),
        "note": rule.note,
        "source": rule.source,
    }


def key_document(key: Keys) -> Any:
    """The key of a group: alone along one line, else a list."""
    return key[0] if len(key) == 1 else list(key)


def backlog_document(
    backlog: Backlog, lines: Sequence[str], stats: Sequence[str], fy_start: int = FY_START
) -> BacklogDocument:
    """The backlog, as `backlog --format json` prints it; without lines there are no groups.

    `totals` has FMS and DCS always, the other procedures where they occur; a group has its own where several occur.
    """
    totals, today = backlog.totals, on(backlog.day)
    groups: list[BacklogGroup] = []
    for key, held in held_by_group(backlog, lines, fy_start) if lines else ():
        group = cast("BacklogGroup", {"key": key_document(key), **_sized(held, backlog.day, stats)})
        if len(totals) > 1:
            group["totals"] = _each_document(_totals(held))
        groups.append(group)
    return {
        "rule": rule_document(backlog.rule),
        "as_of": backlog.day.isoformat(),
        "groups": groups,
        "total": cast(
            "BacklogTotal",
            _sized(backlog.held, backlog.day, stats)
            | {
                "undated": len(backlog.undated),
                "maybe": backlog.maybe,
                "unclassed": sum(1 for each in backlog.held if each.one.sale_class is None),
                "undivided": sum(1 for each in backlog.held if each.unpriced),
                "unvalued": backlog.unvalued,
                "left_out": backlog.left_out,
            },
        ),
        "totals": always(_each_document(totals), weight_document(weigh([]))),
        "sales": [_row(each, today) for each in backlog.held],
        "undated": [_head(one, one.notified) for one in backlog.undated],
    }


def _each_document(totals: Mapping[str, Weight]) -> dict[str, SizeDocument]:
    return {name: weight_document(each) for name, each in totals.items()}


D = TypeVar("D")
"""What is told of each procedure."""


def always(totals: Mapping[str, D], nothing: D) -> dict[str, D]:
    """The totals of procedures with FMS and DCS among them, where there is nothing of one of these, too."""
    return {name: totals.get(name, nothing) for name in PROCEDURE_NAMES if name in totals or name in ("fms", "dcs")}


def _sized(held: Sequence[Held], day: date, stats: Sequence[str]) -> BacklogSize:
    size = cast("BacklogSize", weight_document(weigh([each.counted for each in held])))
    if "age" in stats:
        size["age"] = _ages_document(ages(held, day))
    return size


def _ages_document(found: Ages | None) -> AgesDocument | None:
    if found is None:
        return None
    longest, median = found.longest, found.median
    waited: LongestWait = {
        "days": longest.exact,
        "at_least": longest.least,
        "at_most": longest.most,
        "sales": list(found.longest_sales),
    }
    return {"longest": waited, "median": statistic_document(median)}


def _head(one: InShort, notified: PartialDate | None) -> BacklogHead:
    return {
        "id": one.id,
        "title": one.title,
        "recipient": recipient_document(one.recipients),
        "class": one.sale_class,
        "notified": notified.iso if notified is not None else None,
        "notified_not_before": iso(notified.earliest) if notified is not None else None,
        "notified_not_after": iso(notified.latest) if notified is not None else None,
        "state": one.state,
        "maybe": list(one.maybe),
    }


def _row(each: Held, today: PartialDate) -> BacklogSale:
    """One sale of the backlog."""
    one, notified, since = each.one, each.one.notified, each.one.since
    assert notified is not None
    return {
        **_head(one, notified),
        "since": since.iso if since is not None else None,
        "may_have_left": list(each.may_have_left),
        "ceiling_usd": one.value,
        "value_usd": each.restated,
        "backlog_usd": each.counted,
        "deliveries_of_unknown_value": each.unpriced,
        "days_since_notified": interval_document(_waited(notified, today)),
        "source": source_document(each.source),
    }
