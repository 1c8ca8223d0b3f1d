"""The five dates of a Foreign Military Sale that analysts ask for, and the days between them.

Request, notification, signature of the letter of offer, contract, and delivery, which has a first
and a last day: the gaps between them show with whom a sale waited (Eric Gomez, "Sunlight Is the
Best Accelerant", The Republic, 25 November 2024). The ledger's words for them are those of
`armstrack timeline`. A date counts as recorded once every day that it may mean has come; what is
not recorded is counted as such, and never assumed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from armstrack.model.partial_date import PartialDate, on
from armstrack.query.day_ranges import longest, median, shortest
from armstrack.query.document import Document
from armstrack.query.filter import Filter, choose
from armstrack.query.timeline import Interval, after, between, interval_document, milestones
from armstrack.query.view import SaleOnDay
from armstrack.workflow.procedure import procedures

FIRST_DELIVERY = "first delivery"
CONTRACT = "contract"


@cache
def dates() -> dict[str, str]:
    """The five dates in the order of the procedure, delivery with its first and its last day, and what each is called.

    A date has the name of the state that brings it about, where a state does.
    """
    fms = procedures()[PROCEDURE]
    signed, last, asked = fms.first("binding"), fms.first("handed-over"), fms.first("request")
    assert asked is not None
    assert fms.notifying_state is not None
    assert signed is not None
    assert last is not None
    return {
        asked: "request",
        fms.notifying_state: "notification",
        signed: "signature",
        CONTRACT: "contract",
        FIRST_DELIVERY: "first delivery",
        last: "last delivery",
    }


@cache
def gaps_asked() -> tuple[tuple[str, str], ...]:
    """From which date to which: each to the next, then from the notification to each that is left."""
    names = list(dates())
    return (*pairwise(names), *((names[1], name) for name in names[3:]))


PROCEDURE = "fms"
"""The procedure that has all five dates; a licence or a transfer has no letter of offer."""

TIMES = 2
"""A gap is unusually long when it is more than so many times the median of the others."""

FEWEST = 5
"""With fewer sales than this to compare with, nothing is called unusual."""

DATES_RULE = (
    "Five dates: request, notification, signature of the letter of offer, contract, and delivery, its first and its "
    "last day. A gap counts where both its ends are recorded. A median over days known only in part is a range: from "
    "the median of the least days to that of the most."
)
COMPARED_RULE = (
    f"Unusually long: certainly more than {TIMES} times the median of at least {FEWEST} other sales. A gap that is "
    "still open is counted to the day of the question, as if nothing had happened unrecorded."
)


@dataclass(frozen=True, slots=True)
class Dates:
    """The five dates of one sale, as far as they are recorded by its day."""

    one: SaleOnDay
    recorded: dict[str, PartialDate]
    """By the name of the date; each has surely come."""
    order: tuple[str, ...]
    """The names of the recorded dates, in the order of the replay."""
    loose: frozenset[str]
    """Dates of which something is recorded, and which may not have come yet."""

    def gap(self, first: str, second: str) -> Interval | None:
        """The days from one date to another; `None` where one of them is not recorded."""
        if first not in self.recorded or second not in self.recorded:
            return None
        count = after if self.order.index(first) < self.order.index(second) else between
        return count(self.recorded[first], self.recorded[second])

    def so_far(self, first: str, second: str) -> Interval | None:
        """The days for which a gap has been open by the day; `None` where it does not run.

        It runs from a recorded date while nothing later in the procedure is recorded and the sale has not ended.
        """
        names = list(dates())
        later = names[names.index(second) :]
        if first not in self.recorded or any(name in self.recorded or name in self.loose for name in later):
            return None
        if self._is_past(second):
            return None
        return after(self.recorded[first], on(self.one.day))

    def _is_past(self, name: str) -> bool:
        """Whether the state says that a date has come, or never will, though none is recorded."""
        state, procedure = self.one.standing.state, self.one.life.procedure
        if state is None:
            return False
        delivering = procedure.delivering_state
        entered = delivering if name in (FIRST_DELIVERY, CONTRACT) and delivering is not None else name
        steps = procedure.steps
        return procedure.by_name[state].kind == "end" or (state in steps and steps.index(state) >= steps.index(entered))


def dates_of(one: SaleOnDay) -> Dates:
    """The five dates of one sale by its day, the first of each kind."""
    recorded: dict[str, PartialDate] = {}
    loose: set[str] = set()
    for each in milestones(one):
        # Who records that deliveries have begun has recorded the first.
        name = FIRST_DELIVERY if each.name == one.life.procedure.delivering_state else each.name
        if name not in dates() or name in recorded:
            continue
        if each.date.surely_by(one.day):
            recorded[name] = each.date
        else:
            loose.add(name)
    return Dates(one, recorded, tuple(recorded), frozenset(loose - set(recorded)))


@dataclass(frozen=True, slots=True)
class Population:
    """The sales that a question is about, and all the others, each with its five dates."""

    chosen: tuple[Dates, ...]
    others: tuple[Dates, ...]
    other_procedure: int
    """How many chosen sales follow a procedure without a letter of offer."""
    not_begun: int
    """How many chosen sales had nothing recorded by the day."""
    undated: int
    """How many sales a filter could not decide on, for their loosely known day; they are in neither part."""
    unvalued: int
    """The same, for their unknown value."""


def population(sales: Sequence[SaleOnDay], wanted: Filter) -> Population:
    """Divides the sales of a ledger into those that a filter chooses and all the others."""
    found = choose(sales, wanted)
    undecided = {one.id for one in (*found.undated, *found.unvalued)}
    chosen = {one.id for one in found.sales}
    counted = [one for one in found.sales if one.life.procedure.name == PROCEDURE]
    others = [one for one in sales if one.id not in chosen and one.id not in undecided]
    begun = [one for one in counted if one.begun]
    return Population(
        tuple(dates_of(one) for one in begun),
        tuple(dates_of(one) for one in others if one.life.procedure.name == PROCEDURE and one.begun),
        len(found.sales) - len(counted),
        len(counted) - len(begun),
        len(found.undated),
        len(found.unvalued),
    )


def gaps_document(sales: Sequence[SaleOnDay], wanted: Filter) -> Document:
    """The days between the five dates, as `timeline --gaps --format json` prints them."""
    parts = population(sales, wanted)
    return {
        "rule": DATES_RULE,
        "sales": len(parts.chosen),
        "other_sales": len(parts.others),
        "left_out": {
            "other_procedure": parts.other_procedure,
            "not_begun": parts.not_begun,
            "undated": parts.undated,
            "unvalued": parts.unvalued,
        },
        "dates": [
            {"date": name, "name": words} | _recorded(name, parts.chosen) | {"others": _recorded(name, parts.others)}
            for name, words in dates().items()
        ],
        "steps": [
            {"from": first, "to": second}
            | _statistics(first, second, parts.chosen)
            | {"others": _statistics(first, second, parts.others), "of_sales": _of_sales(first, second, parts.chosen)}
            for first, second in gaps_asked()
        ],
    }


def _recorded(name: str, sales: Sequence[Dates]) -> Document:
    recorded = sum(1 for one in sales if name in one.recorded)
    loose = sum(1 for one in sales if name in one.loose)
    return {"recorded": recorded, "loose": loose, "not_recorded": len(sales) - recorded - loose}


def _gaps(first: str, second: str, sales: Iterable[Dates]) -> list[tuple[Dates, Interval]]:
    return [(one, days) for one in sales if (days := one.gap(first, second)) is not None]


def _statistics(first: str, second: str, sales: Iterable[Dates]) -> Document:
    days = [days for _, days in _gaps(first, second, sales)]
    return {
        "sales": len(days),
        "median": interval_document(median(days)),
        "shortest": interval_document(shortest(days)),
        "longest": interval_document(longest(days)),
    }


def _of_sales(first: str, second: str, sales: Iterable[Dates]) -> list[Document]:
    return [{"id": one.one.id, "days": interval_document(days)} for one, days in _gaps(first, second, sales)]


def compared_document(sale: SaleOnDay, others: Iterable[SaleOnDay]) -> Document:
    """Each gap of one sale beside the median of others, as `timeline SALE --compare median --format json` prints it."""
    own = dates_of(sale)
    compared = [
        dates_of(one) for one in others if one.id != sale.id and one.life.procedure.name == PROCEDURE and one.begun
    ]
    return {
        "id": sale.id,
        "as_of": sale.day.isoformat(),
        "state": sale.standing.state,
        "rule": COMPARED_RULE,
        "dates": [
            {"date": name, "name": words, "recorded": own.recorded[name].iso if name in own.recorded else None}
            for name, words in dates().items()
        ],
        "compared_with": len(compared),
        "gaps": [_compared(own, first, second, compared) for first, second in gaps_asked()],
    }


def _compared(own: Dates, first: str, second: str, others: Iterable[Dates]) -> Document:
    days, so_far = own.gap(first, second), own.so_far(first, second)
    of_others = [days for _, days in _gaps(first, second, others)]
    middle = median(of_others)
    verdict, unusual = ("known too loosely" if own.loose & {first, second} else "not recorded"), None
    if days is not None or so_far is not None:
        verdict, unusual = _verdict(days, so_far, middle.least if middle else None, middle.most if middle else None)
        if len(of_others) < FEWEST:
            verdict, unusual = f"fewer than {FEWEST} to compare with", None
    return {
        "from": first,
        "to": second,
        "days": interval_document(days),
        "days_so_far": interval_document(so_far),
        "others": len(of_others),
        "median": interval_document(middle),
        "unusually_long": unusual,
        "verdict": verdict,
    }


def _verdict(
    days: Interval | None, so_far: Interval | None, least: float | None, most: float | None
) -> tuple[str, bool | None]:
    """What the rule says of a gap, closed or open, against a median between two bounds."""
    counted = days or so_far
    assert counted is not None
    surely = counted.least is not None and most is not None and counted.least > TIMES * most
    if days is None:
        return ("unusually long, unless it ended unrecorded" if surely else "still open"), None
    if surely:
        return "unusually long", True
    if counted.most is not None and least is not None and counted.most <= TIMES * least:
        return "usual", False
    return "cannot be told", None
