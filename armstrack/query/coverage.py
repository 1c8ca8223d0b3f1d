"""How full the records of a ledger are, year by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from armstrack.query.parts import Contribution

if TYPE_CHECKING:
    from armstrack.documents.counts import CoverageYear


COLUMNS = (
    "sales",
    "transmittal",
    "value",
    "mde_split",
    "items",
    "quantities",
    "contractors",
    "later_events",
    "unsure",
)
"""What is counted: the sales of which each is known. `unsure` is a confidence below high."""


def coverage(of: Iterable[Contribution]) -> list[CoverageYear]:
    """One row a year of notification, and one for sales that no year can be told of."""
    counted: dict[str, Counter[str]] = {}
    for each in of:
        year, *known = each.says
        counted.setdefault(year, Counter()).update(known)
    years = [*sorted(filter(None, counted)), *([""] if "" in counted else [])]
    rows = [{"year": year or None, **{name: counted[year][name] for name in COLUMNS}} for year in years]
    return cast("list[CoverageYear]", rows)  # whose keys are the columns
