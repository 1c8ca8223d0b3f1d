"""Counts and money of the sales notified by a day, along one or more lines.

What is counted: every sale notified on or before the day, at its ceiling; an amendment
counts with its increase. Later cancelled, expired, withdrawn or superseded sales are
included and named. Sales only reported or requested, and those whose day of notification
is too loosely known, are not. An unknown value is never zero: it is counted beside the sum.

`armstrack.query.summary.measures` counts other values of the same sales.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from armstrack.model.authority import PROCEDURE_NAMES
from armstrack.model.money import Money, add
from armstrack.model.period import ADMINISTRATIONS, FY_START, lines_of_time, year_of
from armstrack.query.filter import Chosen, Filter, choose

if TYPE_CHECKING:
    from armstrack.documents.counts import Count as CountDocument
    from armstrack.documents.counts import SummaryDocument
    from armstrack.model.entry import Claim, Entry
    from armstrack.model.partial_date import PartialDate
    from armstrack.query.in_short import InShort
    from armstrack.query.view import SaleOnDay

COUNTING_RULE = (
    "every sale notified by the day is counted at its ceiling, whatever became of it since, and an amendment at its "
    "increase; sales only reported or requested, and those notified on a day known too loosely, are not counted; "
    "an unknown value is no part of the sum and is counted beside it"
)
"""What a total counts, in one sentence to stand beside it."""

Keys = tuple[str | None, ...]
Document = dict[str, Any]

UNKNOWN_DAY = "unknown"

OTHERS = "others"
"""The key, along every line but `procedure`, of the group that gathers what is not among the largest."""


class Counted(NamedTuple):
    """What counting needs to know of one sale."""

    keys: tuple[tuple[str | None, ...], ...]
    """Under what it stands along each line."""
    recipients: str
    notified: str
    year: str | None
    """The calendar year of the notification; `None` where its day does not tell."""
    value: Money
    ended: str | None
    """How it ended without delivery, if it did."""
    procedure: str
    package: str | None
    disputed: bool
    """Whether a source says otherwise of its value, its days or its items."""
    amended: bool
    """Whether it amends a sale, or a sale notified by the day amends it."""
    at_ceiling: bool = False
    """Whether the value is the notified ceiling for want of what was asked for."""
    own_dollars: Money = None
    """The known value in its own dollars, where the table of prices lacks their year; `value` is `None` then."""
    lacking: str | None = None
    """That year, where it is one."""
    emergency: bool = False
    """Whether it was notified under an emergency."""


class Tally(NamedTuple):
    """The sales that count, and those that do not."""

    counted: Sequence[Counted]
    undated: int
    """Sales notified on a day too loosely known to count."""
    left_out: Mapping[str, int] = MappingProxyType({})
    """Sales notified that the measure leaves out, by why."""

    @property
    def without_index(self) -> int:
        """Sales whose known value could not be told in constant dollars: the table of prices lacks their year."""
        return sum(1 for one in self.counted if one.own_dollars is not None)


class Count(NamedTuple):
    """How many sales and announcements, and for how much."""

    sales: int
    announcements: int
    """Distinct pairs of a recipient and a day of notification."""
    value: Money
    """The sum of the known values in whole US dollars; `None` when there are sales and no value is in the sum."""
    unknown_value: int
    """How many of the sales have no known value."""
    ended: Mapping[str, int]
    """Sales that ended since without delivery, by how."""
    disputed: int
    amended: int
    at_ceiling: int
    without_index: int
    """How many of the sales have a known value that is not in the sum: the table of prices lacks its year."""
    packages: int | None = None
    """Distinct packages, where they were asked for; sales of no package count by announcement."""
    declarations: int | None = None
    """Distinct declarations of an emergency, where they were asked for; see `COUNTING`."""


class Group:
    """One row of a summary: its key along each line asked for.

    `totals` counts the same for each procedure, and is empty where the whole answer is of one. `gathers` is how
    many groups it gathers, where it holds those that are not among the largest.
    """

    __slots__ = ("count", "gathers", "key", "totals")

    def __init__(self, key: Keys, count: Count, totals: Mapping[str, Count], gathers: int = 0) -> None:
        self.key, self.count, self.totals, self.gathers = key, count, totals, gathers


class Summary(NamedTuple):
    """The answer: groups, the whole, and what the whole leaves out or includes."""

    lines: tuple[str, ...]
    groups: tuple[Group, ...]
    total: Count
    totals: Mapping[str, Count]
    """The same for each procedure that occurs."""
    tally: Tally

    @property
    def undated(self) -> int:
        """Sales notified on a day too loosely known to count."""
        return self.tally.undated


def recipient_key(one: InShort) -> str:
    """The recipient's code; a joint sale has one joint key."""
    return "+".join(sorted(one.recipients)) or "unknown"


def region_key(recipients: str) -> str | None:
    """The regional bureaus of the recipients of a key, joined like it; `None` where one of them is in no region."""
    from armstrack.model.recipients import region_of

    regions = [region_of(code) for code in recipients.split("+")]
    known = {region for region in regions if region is not None}
    return "+".join(sorted(known)) if len(known) and None not in regions else None


Answer = Callable[["InShort", int], tuple[str | None, ...]]
"""Under what a sale stands along a line, where fiscal years begin with a month."""


def _dated(line: str) -> Answer:
    return lambda one, fy_start: (
        lines_of_time(fy_start)[line].of_date(one.notified) if one.notified is not None else None,
    )


LINES: dict[str, Answer] = {
    "recipient": lambda one, _: (recipient_key(one),),
    "region": lambda one, _: (region_key(recipient_key(one)),),
    "year": _dated("year"),
    "fy": _dated("fy"),
    "month": _dated("month"),
    "administration": _dated("administration"),
    "state": lambda one, _: (one.state,),
    "class": lambda one, _: (one.sale_class,),
    "procedure": lambda one, _: (one.counted_with,),
    "authority": lambda one, _: (one.authority,),
    "package": lambda one, _: (one.package,),
    "contractor": lambda one, _: one.firms or (None,),
    "quarter": _dated("quarter"),
    "fy-quarter": _dated("fy-quarter"),
}
"""The lines along which sales are grouped. A sale stands under the firm of each contractor, so those groups overlap."""

OTHER_WORDS = {"country": "recipient", "type": "procedure", "category": "class"}
"""Other words for some of the lines."""

LINES_IN_WORDS = ", ".join(
    " (or ".join([line, *(word for word, meant in OTHER_WORDS.items() if meant == line)])
    + (")" if line in OTHER_WORDS.values() else "")
    for line in LINES
)
"""The lines with their other words, for a help."""

IN_TIME = tuple(lines_of_time())
"""Lines whose groups come in the order of time; the others come with the largest value first."""

UNITS = ("sale", "announcement", "package", "declaration")
"""What can be counted: see `COUNTING`."""

COUNTING = {
    "sale": "sales, each notification one",
    "announcement": "announcements, each a recipient and a day of notification",
    "package": "packages announced together; sales of no package count by announcement, a recipient and a day",
    "declaration": "declarations of an emergency, which waive the review: the sales of one package notified under an "
    "emergency rest on one, those of no package on one a day, and a day known only in part counts as one of its own; "
    "other sales rest on none",
}
"""What a number of each unit means."""


def summarise(sales: Iterable[SaleOnDay], wanted: Filter, lines: tuple[str, ...]) -> Summary:
    """Counts what a filter chooses, along lines of `LINES`."""
    return grouped(tally_of(choose(sales, wanted), lines, frozenset(), wanted.fy_starts), lines)


def tally_of(chosen: Chosen, lines: tuple[str, ...], amended: AbstractSet[str], fy_start: int = FY_START) -> Tally:
    """The sales that count, of those that a filter chose; `amended` are those that a sale amends."""
    notified, undated = notified_of(chosen)
    return Tally([counted(one, lines, one.value, one.id in amended, fy_start) for one in notified], undated)


def notified_of(chosen: Chosen) -> tuple[list[SaleOnDay], int]:
    """The sales surely notified by the day, and how many may or may not have been in the time asked for."""
    dated = [one for one in chosen.sales if one.notified is not None]
    sure = [one for one in dated if one.notified is not None and one.notified.surely_by(one.day)]
    return sure, len(chosen.undated) + len(dated) - len(sure)


def counted(one: SaleOnDay, lines: tuple[str, ...], value: Money, amended: bool, fy_start: int = FY_START) -> Counted:
    """What counting needs to know of a sale that was notified, at some value."""
    assert one.notified is not None
    return Counted(
        tuple(LINES[line](one, fy_start) for line in lines),
        recipient_key(one),
        _day_of_announcement(one.notified),
        year_of(one.notified),
        value,
        one.standing.state if has_ended(one) else None,
        one.counted_with,
        one.sale.package,
        is_disputed(one),
        amended or one.sale.amends is not None,
        emergency=one.standing.emergency,
    )


def _day_of_announcement(notified: PartialDate) -> str:
    """The day as it is told; of an unknown one the days that it may mean, since two unknown days are not one."""
    if notified.text != UNKNOWN_DAY:
        return notified.text
    first, last = notified.earliest, notified.latest
    return f"{first.toordinal() if first is not None else ''}..{last.toordinal() if last is not None else ''}"


def has_ended(one: SaleOnDay) -> bool:
    """Whether the sale ended without delivery."""
    state = one.standing.state
    return state is not None and one.life.procedure.by_name[state].kind == "end"


def is_disputed(one: SaleOnDay) -> bool:
    """Whether sources disagree about the sale: on what an entry known by the day says, or on an item."""
    return any(item.disputed for item in one.sale.items) or any(
        known_claims(one, entry) for entry in one.sale.history if entry.conflicts and entry.date.maybe_by(one.day)
    )


def known_claims(one: SaleOnDay, entry: Entry) -> list[Claim]:
    """What other sources say instead of an entry, of those that may have been published by the day."""
    from armstrack.query.footnotes import is_out, source_named

    return [claim for claim in entry.conflicts if is_out(source_named(claim.source, one.sale.sources), one.day)]


def without_ended(tally: Tally) -> Tally:
    """The sales that did not end without delivery: the net measure."""
    ended: dict[str, int] = {}
    for one in tally.counted:
        if one.ended is not None:
            ended[one.ended] = ended.get(one.ended, 0) + 1
    kept = [one for one in tally.counted if one.ended is None]
    return Tally(kept, tally.undated, dict(sorted(ended.items())))


def grouped(tally: Tally, lines: tuple[str, ...], top: int | None = None, unit: str | None = None) -> Summary:
    """The summary of the sales that count.

    With `top`, so many of the largest groups and one that gathers the others, or along `procedure` one for each, so
    that nothing is added across procedures; with a `unit` of `UNITS`, this is counted too.
    """
    members: dict[Keys, list[Counted]] = {}
    for one in tally.counted:
        keys: list[Keys] = [()]
        for values in one.keys:
            keys = [(*key, value) for key in keys for value in values]
        for key in keys:
            members.setdefault(key, []).append(one)
    total = count_of(tally.counted, unit)
    totals = _by_procedure(tally.counted, total, unit)
    split = len(totals) > 1

    def group(key: Keys, sales: Sequence[Counted], gathers: int = 0) -> Group:
        whole = count_of(sales, unit)
        return Group(key, whole, _by_procedure(sales, whole, unit) if split else {}, gathers)

    groups = [group(key, each) for key, each in members.items()]
    others: list[Group] = []
    if top is not None and len(groups) > top and lines != ("procedure",):
        groups.sort(key=_size)
        left: dict[Keys, list[Keys]] = {}
        for each in groups[top:]:
            left.setdefault(_others(lines, each.key), []).append(each.key)
        for together, keys_left in left.items():
            # A sale of several contractors is one sale among the others, too.
            gathered = {id(one): one for key in keys_left for one in members[key]}
            others.append(group(together, list(gathered.values()), len(keys_left)))
        groups = groups[:top]
    return Summary(
        lines,
        (*sorted(groups, key=lambda each: rank_of(lines, each.key, each.count.value)), *others),
        total,
        totals,
        tally,
    )


def _others(lines: Sequence[str], key: Keys) -> Keys:
    """The key of the group that gathers a group which is not among the largest."""
    return tuple(value if line == "procedure" else OTHERS for line, value in zip(lines, key, strict=True))


def _by_procedure(sales: Sequence[Counted], whole: Count, unit: str | None) -> dict[str, Count]:
    """The count of the sales of each procedure, of which the count of all is known."""
    if len(procedures := {one.procedure for one in sales}) == 1:
        return {procedures.pop(): whole}
    of_each: dict[str, list[Counted]] = {}
    for one in sales:
        of_each.setdefault(one.procedure, []).append(one)
    return {name: count_of(of_each[name], unit) for name in PROCEDURE_NAMES if name in of_each}


def count_of(sales: Sequence[Counted], unit: str | None = None) -> Count:
    """The count of some sales; with a `unit` of `UNITS`, of this too."""
    united = _UNITED.get(unit)
    more = {f"{unit}s": len({united(one) for one in sales} - {None})} if united is not None else {}
    if not sales:
        return Count(0, 0, 0, 0, {}, 0, 0, 0, 0, **more)
    each: Any = Counted._make(
        zip(*sales, strict=True)
    )  # one column of each field, which is counted faster than row by row
    value, unknown = add(list(each.value))
    without_index = len(sales) - each.own_dollars.count(None)
    return Count(
        len(sales),
        len(set(zip(each.recipients, each.notified, strict=True))),
        value,
        unknown - without_index,
        {end: each.ended.count(end) for end in sorted(set(each.ended) - {None})},
        sum(each.disputed),
        sum(each.amended),
        sum(each.at_ceiling),
        without_index,
        **more,
    )


def _package(one: Counted) -> tuple[str, ...]:
    return (one.package,) if one.package is not None else (one.recipients, one.notified)


def _declaration(one: Counted) -> tuple[str, ...] | None:
    if not one.emergency:
        return None
    whole_day = len(one.notified) == len("2026-03-06")
    return (one.notified,) if one.package is None and whole_day else _package(one)


_UNITED: dict[str | None, Callable[[Counted], tuple[str, ...] | None]] = {
    "package": _package,
    "declaration": _declaration,
}
"""What sales have in common that are one of a unit; `None` of those that belong to none."""


def _size(group: Group) -> tuple[object, ...]:
    """The largest first; of groups alike in value the one with more sales, then by key."""
    return (-(group.count.value or 0), -group.count.sales, tuple(key or "" for key in group.key))


def rank_of(lines: Sequence[str], keys: Keys, value: Money) -> tuple[object, ...]:
    """Where a group stands among those along the same lines: in the order of time, else the largest value first."""
    order = [name for _, name in ADMINISTRATIONS]
    rank: list[object] = []
    for line, key in zip(lines, keys, strict=True):
        if line in IN_TIME:
            place = order.index(key) if line == "administration" and key in order else 0
            rank += [key is None, place, key or ""]
    return (*rank, -(value or 0), tuple(key or "" for key in keys))


def count_document(count: Count) -> CountDocument:
    """One count."""
    document: CountDocument = {
        "sales": count.sales,
        "announcements": count.announcements,
        "value_usd": count.value,
        "unknown_value": count.unknown_value,
    }
    if count.packages is not None:
        document["packages"] = count.packages
    if count.declarations is not None:
        document["declarations"] = count.declarations
    return document


def _total_document(count: Count, **more: Any) -> Document:
    kinds = {"ended": dict(count.ended), "disputed": count.disputed, "amended": count.amended}
    return {**count_document(count), **more, **kinds}


def summary_document(summary: Summary, measure: str = "notified", real: bool = False) -> SummaryDocument:
    """Counts and money, as `summary` prints them.

    `totals` has FMS and DCS always, the other procedures where they occur. A measure other than `notified` has
    `left_out`, and where it may fall back on ceilings, `at_ceiling` beside every count. In constant dollars every
    count has `without_index`, the sales whose year has no price level: they are in no sum, and not of unknown value.
    """
    at_ceiling = measure not in ("notified", "net")

    def counts(document: Mapping[str, Any], count: Count) -> Document:
        more = {"at_ceiling": count.at_ceiling} if at_ceiling else {}
        return {**document, **more, **({"without_index": count.without_index} if real else {})}

    unit = next((unit for unit in _UNITED if getattr(summary.total, f"{unit}s") is not None), None)
    nothing = count_of([], unit)
    shown = {name: summary.totals.get(name, nothing) for name in PROCEDURE_NAMES}
    document: Document = {
        "groups": [
            {
                "key": group.key[0] if len(group.key) == 1 else list(group.key),
                **counts(count_document(group.count), group.count),
            }
            | ({"gathers": group.gathers} if group.gathers else {})
            | (
                {"totals": {name: counts(count_document(each), each) for name, each in group.totals.items()}}
                if group.totals
                else {}
            )
            for group in summary.groups
        ],
        "total": counts(_total_document(summary.total, undated=summary.undated), summary.total),
        "totals": {
            name: counts(_total_document(each), each)
            for name, each in shown.items()
            if each.sales or name in ("fms", "dcs")
        },
        "measure": measure,
    }
    if measure != "notified":
        document["left_out"] = dict(summary.tally.left_out)
    return cast("SummaryDocument", document)
