"""What one sale contributes to `slip`; see `armstrack.query.slip`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

from armstrack.model.data_class import dataclass
from armstrack.model.entry import Entry
from armstrack.query.document import iso
from armstrack.query.intervals import Interval, between, interval_document
from armstrack.query.outcome import has_arrived
from armstrack.query.view import SaleOnDay
from armstrack.workflow.order import in_order
from armstrack.workflow.promises import comparable_item, last_promises

if TYPE_CHECKING:
    from armstrack.documents.analysis import Moved, SlipDocument, SlipPromise, SlipSale

MOVES = ("later", "earlier", "same", "unsure")
"""How a promise moved against the one before, about the same thing."""


@dataclass(frozen=True, slots=True)
class Promise:
    """One day that was given for delivery, against the one before about the same, or else the one before."""

    entry: Entry
    shift: Interval | None
    """The days by which it moved; `None` for the first."""
    differs: tuple[str, ...]
    """In what it is about something else than the one before."""
    repeated: bool
    """Whether it names the same year, month or day as the one before."""

    @property
    def moved(self) -> str | None:
        """One of `MOVES`; `None` for the first, and where the two are about different things."""
        if self.shift is None or self.differs:
            return None
        if self.shift.least is not None and self.shift.least > 0:
            return "later"
        if self.shift.most is not None and self.shift.most < 0:
            return "earlier"
        return "same" if self.repeated or self.shift.exact == 0 else "unsure"


@dataclass(frozen=True, slots=True)
class Slip:
    """The promises of one sale by its day."""

    one: SaleOnDay
    promises: tuple[Promise, ...]
    loose: int
    """How many promises may have been made by the day, and may not."""

    @property
    def total(self) -> Interval | None:
        """From the first promise to the last; `None` where there are not two, or they are about different things."""
        if len(self.promises) < 2 or any(promise.differs for promise in self.promises):
            return None
        first, last = self.promises[0].entry.expected, self.promises[-1].entry.expected
        assert first is not None
        assert last is not None
        return between(first, last)

    @property
    def arrived(self) -> bool:
        """Whether everything has come, so that the last promise is no longer due."""
        return has_arrived(self.one)

    @property
    def last(self) -> tuple[Entry, ...]:
        """The last promise of each thing; see `armstrack.workflow.promises.last_promises`."""
        return last_promises(self.one.sale, self.one.day)

    @property
    def kept(self) -> bool:
        """Whether as many as the last promise says have come since it was made; of several things, of each of them."""
        return bool(self.promises) and not self.one.standing.promises

    @property
    def passed(self) -> bool | None:
        """Whether every day that the last promise may mean has passed; `None` where there is none, or it has no end.

        Of several things it has where one of them has that was not kept.
        """
        open_ = self.one.standing.promises or self.last
        lasts = [one.expected.latest for one in open_ if one.expected is not None]
        if any(last is not None and last < self.one.day for last in lasts):
            return True
        return None if None in lasts or not lasts else False

    @property
    def moves(self) -> dict[str, int]:
        """How often it moved, by `MOVES`."""
        counted = Counter(promise.moved for promise in self.promises)
        return {move: counted[move] for move in MOVES}


def slip_of(one: SaleOnDay) -> Slip:
    """Every promise of a sale that was surely made by its day, in order."""
    made = [entry for entry in in_order(one.sale.history) if entry.expected is not None]
    known = [entry for entry in made if entry.date.surely_by(one.day)]
    loose = sum(1 for entry in made if entry.date.maybe_by(one.day)) - len(known)
    promises: list[Promise] = []
    for entry in known:
        if not promises:
            promises.append(Promise(entry, None, (), repeated=False))
            continue
        before = next((one.entry for one in reversed(promises) if not _differs(one.entry, entry)), promises[-1].entry)
        assert before.expected is not None
        assert entry.expected is not None
        repeated = entry.expected.iso is not None and entry.expected.iso == before.expected.iso
        promises.append(Promise(entry, between(before.expected, entry.expected), _differs(before, entry), repeated))
    return Slip(one, tuple(promises), loose)


def _differs(before: Entry, entry: Entry) -> tuple[str, ...]:
    found = [name for name in ("quantity", "case") if getattr(before, name) != getattr(entry, name)]
    if comparable_item(before) != comparable_item(entry):
        found.insert(found.count("quantity"), "item")
    if (before.event == "contract") != (entry.event == "contract"):
        found.append("contract")
    return tuple(found)


def slip_document(slip: Slip) -> SlipDocument:
    """The promises of one sale as `slip SALE --format json` prints them."""
    return {**_summary(slip), "promises": [_promise(promise) for promise in slip.promises]}


def slip_of_several(one: SaleOnDay) -> dict[str, object] | None:
    """The promises of a sale in short, as `slip --format json` prints them; `None` where there are not two."""
    slip = slip_of(one)
    if len(slip.promises) < 2:
        return None
    # The day is that of the question, whatever the stretch of days over which this holds.
    return {key: value for key, value in _summary(slip).items() if key != "as_of"}


def _summary(slip: Slip) -> SlipSale:
    first = slip.promises[0].entry.expected if slip.promises else None
    last = slip.promises[-1].entry.expected if slip.promises else None
    return {
        "id": slip.one.id,
        "title": slip.one.title,
        "as_of": slip.one.day.isoformat(),
        "state": slip.one.standing.state,
        "promised": len(slip.promises),
        "first_promise": first.iso if first is not None else None,
        "last_promise": last.iso if last is not None else None,
        "moved": cast("Moved", slip.moves),  # whose keys are `MOVES`
        "about_something_else": sum(1 for promise in slip.promises if promise.differs),
        "total_days": interval_document(slip.total),
        "passed": slip.passed,
        "arrived": slip.arrived,
        "kept": slip.kept,
        "loosely_dated": slip.loose,
        "open_promises": len(slip.one.standing.promises) if not slip.arrived else 0,
    }


def _promise(promise: Promise) -> SlipPromise:
    entry = promise.entry
    assert entry.expected is not None
    return {
        "date": entry.date.iso,
        "not_before": iso(entry.date.earliest),
        "not_after": iso(entry.date.latest),
        "word": entry.word,
        "expected": entry.expected.iso,
        "expected_not_before": iso(entry.expected.earliest),
        "expected_not_after": iso(entry.expected.latest),
        "shift_days": interval_document(promise.shift),
        "moved": promise.moved,
        "differs": list(promise.differs),
        "quantity": entry.quantity,
        "item": entry.item,
        "case": entry.case,
        "actor": entry.actor,
        "source": entry.source,
        "note": entry.note,
    }
