"""What a memo tells of what was recorded since it began though it happened before: notices are printed weeks late.

Where the ledger is kept in git, its history says what stood in a record before. Else the day
on which a source was published is the first on which an entry can have been known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from armstrack.model.entry import Entry
from armstrack.model.sale import Sale
from armstrack.query.brief.facts import Fact, Period, fact_of_entry
from armstrack.query.footnotes import source_named
from armstrack.query.view import SaleOnDay


class Recorded(NamedTuple):
    """What the records of a ledger said at two moments; of a sale that is in neither mapping they said the same."""

    before: Mapping[str, Sale | None]
    """The sales that say something else now than before the memo began, as they were; `None` where not there."""
    after: Mapping[str, Sale | None]
    """The sales that say something else now than on the day of the memo, as they were."""


def learnt(sales: Iterable[SaleOnDay], period: Period, recorded: Recorded | None) -> Iterator[Fact]:
    """The entries that were recorded in the period and are surely of days before it; without git, those published."""
    for one in sales:
        for at, entry in enumerate(one.sale.history):
            if entry.date.latest is None or entry.date.latest >= period.since:
                continue
            if recorded is None:
                late = _was_published(one, entry, period)
            else:
                late = one.id in recorded.before and not _says(recorded.before[one.id], entry)
                late = late and (one.id not in recorded.after or _says(recorded.after[one.id], entry))
            if late and (fact := fact_of_entry(one, at, entry, "surely")) is not None:
                yield replace(fact, section="learnt", new=False)


def _was_published(one: SaleOnDay, entry: Entry, period: Period) -> bool:
    """Whether the source of an entry surely came out in the period."""
    if entry.source is None:
        return False
    published = source_named(entry.source, one.sale.sources).published
    return published is not None and published.within(period.since, period.until)


def _says(sale: Sale | None, entry: Entry) -> bool:
    """Whether a record told of an entry already, on whatever day; a day put right is not a thing learnt."""
    return sale is not None and any(
        old.word == entry.word and old.case == entry.case and (old.date == entry.date or entry.state is not None)
        for old in sale.history
    )
