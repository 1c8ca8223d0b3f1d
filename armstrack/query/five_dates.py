"""The five dates of a Foreign Military Sale that analysts ask for, and the days between them.

Request, notification, signature of the letter of offer, contract, and delivery, which has a first
and a last day: the gaps between them show with whom a sale waited (Eric Gomez, "Sunlight Is the
Best Accelerant", The Republic, 25 November 2024). The ledger's words for them are those of
`armstrack timeline`. A date counts as recorded once every day that it may mean has come; what is
not recorded is counted as such, and never assumed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, TypedDict

from armstrack.model.data_class import dataclass
from armstrack.model.partial_date import PartialDate
from armstrack.query.day_ranges import longest, median, shortest
from armstrack.query.intervals import Interval, after, between, interval_document, statistic_document
from armstrack.query.parts import Contribution, Contributions
from armstrack.query.plain import PlainDate, date_of

if TYPE_CHECKING:
    from armstrack.documents.analysis import (
        ComparedDocument,
        ComparedGap,
        GapOfSale,
        GapsOfDates,
        GapStatistics,
        Recorded,
    )

FIRST_DELIVERY = "first delivery"
CONTRACT = "contract"

PROCEDURE = "fms"
"""The procedure that has all five dates; a licence or a transfer has no letter of offer."""


def gaps_asked(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """From which date to which: each to the next, then from the notification to each that is left."""
    order = list(names)
    return (*pairwise(order), *((order[1], name) for name in order[3:]))


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


class Kept(TypedDict):
    """The five dates of one sale by a day as they are kept."""

    begun: bool
    recorded: dict[str, PlainDate]
    """In the order of the replay."""
    loose: list[str]


@dataclass(frozen=True, slots=True)
class Dates:
    """The five dates of one sale, as far as they are recorded by a day."""

    id: str
    recorded: dict[str, PartialDate]
    """By the name of the date, in the order of the replay; each has surely come."""
    loose: frozenset[str]
    """Dates of which something is recorded, and which may not have come yet."""

    def gap(self, first: str, second: str) -> Interval | None:
        """The days from one date to another; `None` where one of them is not recorded."""
        if first not in self.recorded or second not in self.recorded:
            return None
        order = list(self.recorded)
        count = after if order.index(first) < order.index(second) else between
        return count(self.recorded[first], self.recorded[second])


def _begun(of: Iterable[Contribution]) -> tuple[Dates, ...]:
    """The five dates of the sales that had begun by their day."""
    return tuple(
        Dates(
            each.id,
            {name: date_of(plain) for name, plain in each.says["recorded"].items()},
            frozenset(each.says["loose"]),
        )
        for each in of
        if each.says["begun"]
    )


def gaps_document(every: Contributions, chosen: Contributions, names: dict[str, str]) -> GapsOfDates:
    """The days between the five dates, as `timeline --gaps --format json` prints them.

    Of the sales chosen, beside all the others. What a filter could not decide on is in neither part.
    """
    apart = {each.id for each in (*chosen.of, *chosen.undecided)}
    own, others = _begun(chosen.of), _begun(each for each in every.of if each.id not in apart)
    return {
        "rule": DATES_RULE,
        "sales": len(own),
        "other_sales": len(others),
        "left_out": {
            "other_procedure": chosen.sales - len(chosen.of),
            "not_begun": len(chosen.of) - len(own),
            "undated": chosen.undated,
            "unvalued": chosen.unvalued,
        },
        "dates": [
            {"date": name, "name": words, **_recorded(name, own), "others": _recorded(name, others)}
            for name, words in names.items()
        ],
        "steps": [
            {
                "from": first,
                "to": second,
                **_statistics(first, second, own),
                "others": _statistics(first, second, others),
                "of_sales": _of_sales(first, second, own),
            }
            for first, second in gaps_asked(names)
        ],
    }


def _recorded(name: str, sales: Sequence[Dates]) -> Recorded:
    recorded = sum(1 for one in sales if name in one.recorded)
    loose = sum(1 for one in sales if name in one.loose)
    return {"recorded": recorded, "loose": loose, "not_recorded": len(sales) - recorded - loose}


def _gaps(first: str, second: str, sales: Iterable[Dates]) -> list[tuple[Dates, Interval]]:
    return [(one, days) for one in sales if (days := one.gap(first, second)) is not None]


def _statistics(first: str, second: str, sales: Iterable[Dates]) -> GapStatistics:
    days = [days for _, days in _gaps(first, second, sales)]
    return {
        "sales": len(days),
        "median": statistic_document(median(days)),
        "shortest": statistic_document(shortest(days)),
        "longest": statistic_document(longest(days)),
    }


def _of_sales(first: str, second: str, sales: Iterable[Dates]) -> list[GapOfSale]:
    return [{"id": one.id, "days": interval_document(days)} for one, days in _gaps(first, second, sales)]


SoFar = Callable[[str, str], Interval | None]
"""For how many days the gap from one date to another has been open."""


def compared_document(
    own: Dates, so_far: SoFar, state: str | None, day: date, others: Contributions, names: dict[str, str]
) -> ComparedDocument:
    """Each gap of one sale beside the median of others, as `timeline SALE --compare median --format json` prints it."""
    compared = _begun(each for each in others.of if each.id != own.id)
    return {
        "id": own.id,
        "as_of": day.isoformat(),
        "state": state,
        "rule": COMPARED_RULE,
        "dates": [
            {"date": name, "name": words, "recorded": own.recorded[name].iso if name in own.recorded else None}
            for name, words in names.items()
        ],
        "compared_with": len(compared),
        "gaps": [_compared(own, so_far(*gap), *gap, compared) for gap in gaps_asked(names)],
    }


def _compared(own: Dates, so_far: Interval | None, first: str, second: str, others: Sequence[Dates]) -> ComparedGap:
    days = own.gap(first, second)
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
        "median": statistic_document(middle),
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
