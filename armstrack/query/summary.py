"""Counts and money of the sales notified by a day, gross, along one or more lines.

What is counted: every sale notified on or before the day, at its ceiling; an amendment
counts with its increase. Later cancelled, expired, withdrawn or superseded sales are
included and named. Sales only reported or requested, and those whose day of notification
is too loosely known, are not. An unknown value is never zero: it is counted beside the sum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from armstrack.model.money import Money, add
from armstrack.query.filter import Filter, choose
from armstrack.query.period import ADMINISTRATIONS, administration_of, fiscal_year_of, month_of, year_of

if TYPE_CHECKING:
    from armstrack.query.view import SaleOnDay

Keys = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many sales and announcements, and for how much."""

    sales: int
    announcements: int
    """Distinct pairs of a recipient and a day of notification."""
    value: Money
    """The sum of the known values in whole US dollars; `None` when there are sales and no value is known."""
    unknown_value: int
    """How many of the sales have no known value."""


@dataclass(frozen=True, slots=True)
class Group:
    """One row of a summary: its key along each line asked for."""

    key: Keys
    count: Count


@dataclass(frozen=True, slots=True)
class Summary:
    """The answer: groups, the whole, and what the whole leaves out or includes."""

    lines: tuple[str, ...]
    groups: tuple[Group, ...]
    total: Count
    undated: int
    """Sales notified on a day too loosely known to count."""
    ended: dict[str, int]
    """Sales in the total that ended since without delivery, by how."""
    overlapping: bool
    """Whether a sale may stand in several groups, so that they add up to more than the whole."""


def recipient_key(one: SaleOnDay) -> str:
    """The recipient's code; a joint sale has one joint key."""
    return "+".join(sorted(one.sale.recipients)) or "unknown"


def _dated(answer: Callable[..., str | None]) -> Callable[[SaleOnDay], tuple[str | None, ...]]:
    return lambda one: (answer(one.notified) if one.notified is not None else None,)


LINES: dict[str, Callable[[SaleOnDay], tuple[str | None, ...]]] = {
    "recipient": lambda one: (recipient_key(one),),
    "year": _dated(year_of),
    "fy": _dated(fiscal_year_of),
    "month": _dated(month_of),
    "administration": _dated(administration_of),
    "state": lambda one: (one.standing.state,),
    "class": lambda one: (one.sale.sale_class,),
    "authority": lambda one: (one.sale.authority,),
    "package": lambda one: (one.sale.package,),
    "contractor": lambda one: tuple(dict.fromkeys(each.name for each in one.sale.contractors or ())) or (None,),
}
"""The lines along which sales are grouped. A sale stands under each of its contractors, so those groups overlap."""

IN_TIME = ("year", "fy", "month", "administration")
"""Lines whose groups come in the order of time; the others come with the largest value first."""


def summarise(sales: Iterable[SaleOnDay], wanted: Filter, lines: tuple[str, ...]) -> Summary:
    """Counts what a filter chooses, along lines of `LINES`."""
    chosen = choose(sales, wanted)
    undated = len(chosen.undated)
    counted: list[Counted] = []
    for one in chosen.sales:
        if one.notified is None:
            continue
        if one.notified.surely_by(one.day):
            keys = tuple(LINES[line](one) for line in lines)
            ended = one.standing.state if has_ended(one) else None
            counted.append(Counted(keys, recipient_key(one), one.notified.text, one.value, ended))
        else:
            undated += 1
    return grouped(counted, lines, undated)


class Counted(NamedTuple):
    """What counting needs to know of one sale."""

    keys: tuple[tuple[str | None, ...], ...]
    """Under what it stands along each line."""
    recipients: str
    notified: str
    value: Money
    ended: str | None
    """How it ended without delivery, if it did."""


def has_ended(one: SaleOnDay) -> bool:
    """Whether the sale ended without delivery."""
    state = one.standing.state
    return state is not None and one.life.procedure.by_name[state].kind == "end"


def grouped(counted: list[Counted], lines: tuple[str, ...], undated: int) -> Summary:
    """The summary of the sales that count."""
    members: dict[Keys, list[Counted]] = {}
    ended: dict[str, int] = {}
    for one in counted:
        keys: list[Keys] = [()]
        for values in one.keys:
            keys = [(*key, value) for key in keys for value in values]
        for key in keys:
            members.setdefault(key, []).append(one)
        if one.ended is not None:
            ended[one.ended] = ended.get(one.ended, 0) + 1
    groups = [Group(key, count_of(each)) for key, each in members.items()]
    return Summary(
        lines,
        tuple(sorted(groups, key=lambda group: rank_of(lines, group.key, group.count.value))),
        count_of(counted),
        undated,
        dict(sorted(ended.items())),
        "contractor" in lines,
    )


def count_of(sales: list[Counted]) -> Count:
    """The count of some sales."""
    value, unknown = add([one.value for one in sales])
    announcements = {(one.recipients, one.notified) for one in sales}
    return Count(len(sales), len(announcements), value, unknown)


def rank_of(lines: Sequence[str], keys: Keys, value: Money) -> tuple[object, ...]:
    """Where a group stands among those along the same lines: in the order of time, else the largest value first."""
    order = [name for _, name in ADMINISTRATIONS]
    rank: list[object] = []
    for line, key in zip(lines, keys, strict=True):
        if line in IN_TIME:
            place = order.index(key) if line == "administration" and key in order else 0
            rank += [key is None, place, key or ""]
    return (*rank, -(value or 0), tuple(key or "" for key in keys))


def count_document(count: Count) -> dict[str, Any]:
    """One count."""
    return {
        "sales": count.sales,
        "announcements": count.announcements,
        "value_usd": count.value,
        "unknown_value": count.unknown_value,
    }


def summary_document(summary: Summary) -> dict[str, Any]:
    """Counts and money, as `summary` prints them."""
    return {
        "groups": [
            {"key": group.key[0] if len(group.key) == 1 else list(group.key), **count_document(group.count)}
            for group in summary.groups
        ],
        "total": {**count_document(summary.total), "undated": summary.undated, "ended": summary.ended},
    }
