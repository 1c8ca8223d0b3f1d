"""How a backlog changed between two days: what was added, delivered, removed and revalued, to the dollar.

Every sale is followed from the evening of the first day to that of the last. Whatever changes
what counts of it is one line, so that the lines of all sales add up to the difference of the
two backlogs: in sales, in known dollars and in sales of unknown value. A sale that came and
went in between has both lines; one whose value becomes known is revalued.

Filters and groups are asked on both days. A sale that the filters choose on one of the days
only although it was in the backlog on both, or that stands in another group on the second day,
is moved: that is no change of the backlog, and is said apart from those that are.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from armstrack.model.authority import PROCEDURE_NAMES
from armstrack.model.money import Money
from armstrack.model.partial_date import PartialDate
from armstrack.model.period import FY_START
from armstrack.query.backlog.life import (
    APART,
    COUNTED,
    DELIVERED,
    CountedLife,
    KeptEntry,
    KeptLife,
    Stage,
    source_document,
)
from armstrack.query.backlog.on_day import (
    Backlog,
    Counting,
    Held,
    Weight,
    always,
    by_procedure,
    key_document,
    keys_of,
    rule_document,
    weigh,
    weight_document,
)
from armstrack.query.plain import date_of, iso, recipient_document
from armstrack.query.summary.counting import Keys, rank_of

if TYPE_CHECKING:
    from armstrack.documents.counts import (
        BacklogChange,
        BacklogChangesDocument,
        BalanceDocument,
        BalanceOfGroup,
        SizeDocument,
    )
    from armstrack.ledger.backlog_rule import Rule
    from armstrack.query.backlog.life import KeptSource
    from armstrack.query.in_short import InShort
    from armstrack.query.parts import Told

Document = dict[str, Any]

CHANGES: dict[str, str] = {
    "added": "came to count: notified or, where the rule wants it, accepted; or offered again after an end",
    "delivered": "delivered to the last, or in part where the rule counts what remains",
    "removed": "left without a final delivery, or for a state that the rule does not count",
    "revalued": "stays, and its value was restated",
    "moved": "chosen by the filters, or in a group, on one of the two days only",
}
"""What lies between two backlogs: the first plus added, less delivered and removed, plus revalued and moved."""

LEAVING = ("delivered", "removed")
"""What is taken away: its totals are told without the sign that its lines have."""


class Size(NamedTuple):
    """What a change does to a backlog: to its sales, its known dollars, and its sales of unknown value."""

    sales: int
    dollars: int
    unknown: int

    def __neg__(self) -> Size:
        return Size(-self.sales, -self.dollars, -self.unknown)

    def after(self, other: Size) -> Size:
        """What leads from another to this one."""
        return Size(self.sales - other.sales, self.dollars - other.dollars, self.unknown - other.unknown)


def size(value: Money) -> Size:
    """The size of one sale of that value."""
    return Size(1, value or 0, int(value is None))


class Change(NamedTuple):
    """One line: what happened to one sale, and what that does to the backlog."""

    kind: str
    """A word of `CHANGES`."""
    one: InShort
    counted_from: date
    """The day from which it surely holds, and counts."""
    happened: PartialDate
    """When it happened, as precisely as that is known."""
    what: str
    """The state or the event."""
    reason: str | None
    """Why a sale was removed or moved."""
    size: Size
    source: KeptSource | None
    quantity: int | None = None
    """How many articles were delivered."""
    group: Keys | None = None
    """The group that a sale moved into, or out of; `None` of what changes the whole."""


class Balance(NamedTuple):
    """Two backlogs and what lies between them, of all sales or of one group."""

    opening: Weight
    changes: tuple[Change, ...]
    closing: Weight
    totals: Mapping[str, Balance]
    """The same for each procedure that occurs; empty in these."""


class Changes(NamedTuple):
    """The answer."""

    before: Backlog
    after: Backlog
    whole: Balance
    groups: tuple[tuple[Keys, Balance], ...]


def changes_between(
    lives_before: Told,
    lives_after: Told,
    rule: Rule,
    since: date,
    until: date,
    lines: Sequence[str],
    fy_start: int = FY_START,
) -> Changes:
    """What lies between the backlogs of one rule and one filter on two days, with the groups along some lines.

    Where the filter chooses the same sales on both days, and they stand in the same groups, the two are one.
    """
    before, after = Counting(rule, since), Counting(rule, until)
    groups = _Groups(lines, fy_start)
    changes: list[Change] = []
    for was, now, kept in _on_both_days(lives_before, lives_after):
        at_last = CountedLife(now, kept, rule) if now is not None else None
        at_first = at_last if was is now else CountedLife(was, kept, rule) if was is not None else None
        opening = before.add(at_first) if at_first is not None else None
        closing = after.add(at_last) if at_last is not None else None
        life = at_last or at_first
        assert life is not None
        found = list(_of_sale(life, since, until, was is not None, now is not None))
        changes += [*found, *groups.moves(life, found, opening, closing, until)] if lines else found
    changes.sort(key=lambda each: (each.counted_from, each.one.id))
    whole = _balance(before.held, changes, after.held)
    return Changes(before.backlog(lives_before), after.backlog(lives_after), whole, tuple(groups.balances()))


def _on_both_days(before: Told, after: Told) -> Iterator[tuple[InShort | None, InShort | None, KeptLife]]:
    """Each sale as it stands on the first day and on the last, where it is chosen then."""
    if before is after:
        yield from ((one, one, kept) for one, kept in after.sales)
        return
    last = {one.id: (one, kept) for one, kept in after.sales}
    for one, kept in before.sales:
        now, kept = last.pop(one.id, (None, kept))
        yield one, now, kept
    yield from ((None, one, kept) for one, kept in last.values())


def _balance(opening: Sequence[Held], changes: Sequence[Change], closing: Sequence[Held]) -> Balance:
    """The balance of some sales, and of those of each procedure: a sale has one procedure all its life."""
    before, between, after = by_procedure(opening), by_procedure(changes), by_procedure(closing)
    totals = {
        name: _plain_balance(before.get(name, ()), between.get(name, ()), after.get(name, ()))
        for name in PROCEDURE_NAMES
        if name in before or name in between or name in after
    }
    return _plain_balance(opening, changes, closing)._replace(totals=totals)


def _plain_balance(opening: Sequence[Held], changes: Sequence[Change], closing: Sequence[Held]) -> Balance:
    return Balance(
        weigh([each.counted for each in opening]), tuple(changes), weigh([each.counted for each in closing]), {}
    )


def _of_sale(life: CountedLife, since: date, until: date, first: bool, last: bool) -> Iterator[Change]:
    """The changes of a sale that the filters choose on the first day, on the last, or on both."""
    if not first and life.counts(since):
        yield _moved(life, "chosen by the filters now", until, size(life.value_on(since)))
    yield from _path(life, since, until)
    if not last and life.counts(until):
        yield _moved(life, "no longer chosen by the filters", until, -size(life.value_on(until)))


def _moved(life: CountedLife, reason: str, until: date, of: Size, group: Keys | None = None) -> Change:
    stage = life.stages[life.at(until)]
    since = stage.surely_from or until
    return Change("moved", life.one, since, stage.began, stage.state, reason, of, stage.source, None, group)


def _path(life: CountedLife, start: date, end: date) -> Iterator[Change]:
    """What changes what counts of a sale after one day and up to another."""
    if life.classed_out:
        return
    yesterday = start
    for day in life.turning_days(start, end):
        place = life.place(yesterday)
        value = size(life.value_on(day))
        left = (yield from _revalued(life, yesterday, day)) if place == COUNTED else value
        for stage in life.entered(yesterday, day):
            kind, reason, of = "", None, -left
            if stage.place == COUNTED and place != COUNTED:
                kind, of, left = "added", value, value
            elif stage.place == DELIVERED and place == COUNTED:
                kind, reason = "delivered", _with(stage)
            elif stage.place != COUNTED and place == COUNTED:
                kind, reason = "removed", _why_removed(stage)
            if kind:
                yield Change(kind, life.one, day, stage.began, stage.state, reason, of, stage.source)
            place = stage.place
        yesterday = day


def _with(stage: Stage) -> str | None:
    """The sale with which a report leaves."""
    of = stage.parent
    return f"with {of}, which it amends" if of is not None else None


def _why_removed(stage: Stage) -> str:
    if stage.place == APART:
        return f"{stage.state}, which the rule does not count"
    see, with_parent = stage.see, _with(stage)
    if with_parent is not None:
        return f"{stage.state} {with_parent}"
    if see is None:
        return stage.state
    return f"{stage.state} by {see}" if stage.replaced else f"{stage.state}; see {see}"


def _revalued(life: CountedLife, yesterday: date, day: date) -> Generator[Change, None, Size]:
    """The value of a sale that counts is restated on a day, and then some of it delivered; returns what is left."""
    deliveries, value = life.deliveries_by(yesterday), life.restated_value(day)
    left = size(life.value_on(yesterday))
    restating = life.restating(day)
    steps: list[tuple[str, KeptEntry]] = [("revalued", restating)] if restating is not None else []
    steps += [("delivered", entry) for entry in life.deliveries_on(day)]
    for kind, entry in steps:
        deliveries += [entry] if kind == "delivered" else []
        now = size(life.counted_value(value, deliveries))
        if now != left:
            when, source, number = date_of(entry.date), entry.source, entry.quantity
            yield Change(kind, life.one, day, when, entry.word, None, now.after(left), source, number)
        left = now
    return left


class _Group:
    """One group while it is filled."""

    def __init__(self) -> None:
        self.opening: list[Held] = []
        self.changes: list[Change] = []
        self.closing: list[Held] = []


class _Groups:
    """The groups along some lines. A sale's changes stand where it stands on the last day on which it counts."""

    def __init__(self, lines: Sequence[str], fy_start: int) -> None:
        self.lines, self.fy_start = lines, fy_start
        self.groups: dict[Keys, _Group] = {}

    def moves(
        self, life: CountedLife, changes: Iterable[Change], opening: Held | None, closing: Held | None, until: date
    ) -> list[Change]:
        """Sorts the changes of one sale into its groups; answers with its moves between them."""
        was = keys_of(opening.one, self.lines, self.fy_start) if opening is not None else []
        now = keys_of(closing.one, self.lines, self.fy_start) if closing is not None else []
        for key in was:
            assert opening is not None
            self._group(key).opening.append(opening)
        for key in now:
            assert closing is not None
            self._group(key).closing.append(closing)
        for key in now or was or keys_of(life.one, self.lines, self.fy_start):
            self._group(key).changes += changes
        if opening is None or closing is None:
            return []
        whole = size(opening.counted)
        moved = [_moved(life, "out of the group", until, -whole, key) for key in was if key not in now]
        moved += [_moved(life, "into the group", until, whole, key) for key in now if key not in was]
        for change in moved:
            assert change.group is not None
            self._group(change.group).changes.append(change)
        return moved

    def _group(self, key: Keys) -> _Group:
        return self.groups.setdefault(key, _Group())

    def balances(self) -> list[tuple[Keys, Balance]]:
        """The groups that hold or held something, in the order in which they are shown."""
        found = [
            (key, _balance(group.opening, group.changes, group.closing))
            for key, group in self.groups.items()
            if group.opening or group.changes or group.closing
        ]
        return sorted(found, key=lambda each: rank_of(self.lines, each[0], each[1].closing.value))


def total_of(kind: str, changes: Iterable[Change]) -> Size | None:
    """What the changes of one kind do together, without a sign where they take away; `None` where there are none."""
    sizes = [each.size for each in changes if each.kind == kind]
    if not sizes:
        return None
    whole = Size(sum(one.sales for one in sizes), sum(one.dollars for one in sizes), sum(one.unknown for one in sizes))
    return -whole if kind in LEAVING else whole


def changes_document(changes: Changes) -> BacklogChangesDocument:
    """The changes, as `backlog diff --format json` prints them; dollars are null where none are known.

    `totals` has the balance of FMS and of DCS always, of the other procedures where they occur; a group has its own
    where several occur.
    """
    totals = _each_document(changes.whole)
    document = {
        "rule": rule_document(changes.after.rule),
        "from": changes.before.day.isoformat(),
        "to": changes.after.day.isoformat(),
        **_balance_document(changes.whole),
        "totals": always(totals, _balance_document(_plain_balance((), (), ()))),
        "undated": {"from": len(changes.before.undated), "to": len(changes.after.undated)},
        "maybe": {"from": changes.before.maybe, "to": changes.after.maybe},
        "groups": [_group_document(key, balance, several=len(totals) > 1) for key, balance in changes.groups],
        "changes": [_change_document(each) for each in changes.whole.changes],
    }
    return cast("BacklogChangesDocument", document)


def _group_document(key: Keys, balance: Balance, several: bool) -> BalanceOfGroup:
    group = cast("BalanceOfGroup", {"key": key_document(key), **_balance_document(balance)})
    if several:
        group["totals"] = _each_document(balance)
    return group


def _each_document(balance: Balance) -> dict[str, BalanceDocument]:
    return {name: _balance_document(each) for name, each in balance.totals.items()}


def _balance_document(balance: Balance) -> BalanceDocument:
    changed = {kind: _size_document(total_of(kind, balance.changes) or Size(0, 0, 0)) for kind in CHANGES}
    opening, closing = weight_document(balance.opening), weight_document(balance.closing)
    # The kinds of change are the keys between the two.
    return cast("BalanceDocument", {"opening": opening, **changed, "closing": closing})


def _size_document(one: Size) -> SizeDocument:
    known = one.dollars or not one.unknown
    return {"sales": one.sales, "value_usd": one.dollars if known else None, "unknown_value": one.unknown}


def _change_document(each: Change) -> BacklogChange:
    """One change; what takes away has a minus."""
    return {
        "change": each.kind,
        "id": each.one.id,
        "title": each.one.title,
        "recipient": recipient_document(each.one.recipients),
        "counted_from": each.counted_from.isoformat(),
        "date": each.happened.iso,
        "not_before": iso(each.happened.earliest),
        "not_after": iso(each.happened.latest),
        "what": each.what,
        "reason": each.reason,
        "group": None if each.group is None else key_document(each.group),
        "quantity": each.quantity,
        **_size_document(each.size),
        "source": source_document(each.source),
    }
