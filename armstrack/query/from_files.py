"""Answers found by reading every file of the ledger and replaying every history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from armstrack.ledger.ledger import Ledger
from armstrack.model.problem import Problem
from armstrack.query.answers import Listed
from armstrack.query.contributions.measures import measured_rows
from armstrack.query.contributions.registry import TABLES, contributions_of, told_of
from armstrack.query.disagreements import conflicts_of_other, is_disputed_record
from armstrack.query.document import sale_row
from armstrack.query.due import due, due_document
from armstrack.query.filter import Chosen, Filter, choose
from armstrack.query.find import find_sale
from armstrack.query.nearby import HowMany, what_was_near
from armstrack.query.order import newest_first
from armstrack.query.parts import Contributions, Disputed, OfPeriod, Told, Years
from armstrack.query.summary.counting import Tally, grouped, tally_of
from armstrack.query.summary.measures import measured
from armstrack.query.summary.worth import MEASURED, Convert, nominal
from armstrack.query.view import SaleOnDay, sales_on

if TYPE_CHECKING:
    from armstrack.documents.sales import DueInFull, SaleRow

SORT_KEYS: dict[str, Callable[[SaleOnDay], Any]] = {
    "value": lambda one: (one.notified is None, one.value is None, -(one.value or 0)),
    "id": lambda one: one.id,
    "title": lambda one: one.title.casefold(),
    "recipient": lambda one: one.sale.recipients,
    "state": lambda one: one.standing.state or "",
    "since": lambda one: one.standing.since.text if one.standing.since is not None else "",
}
"""How a list can be sorted, besides by the day of notification."""


class FromFiles:
    """The answers of a ledger's files."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @property
    def ledger(self) -> Ledger:
        """The ledger that they are asked of."""
        return self._ledger

    def listed(self, wanted: Filter, day: date, sort: str, reverse: bool, limit: int | None, counted: bool) -> Listed:
        """The sales that a filter chooses, as `list` prints them."""
        chosen = choose(sales_on(self.ledger, day), wanted)
        ordered = newest_first(list(chosen.sales))
        if sort != "notified":
            ordered.sort(key=SORT_KEYS[sort])
        if reverse:
            ordered.reverse()
        rows = [sale_row(one) for one in ordered[:limit]]
        if not counted:
            return Listed(rows, 0, 0, 0)
        return Listed(rows, len(ordered), len(chosen.undated), len(chosen.unvalued))

    def chosen(self, wanted: Filter, day: date) -> Chosen:
        """The sales that a filter chooses, whole, in the order of their files."""
        return choose(sales_on(self.ledger, day), wanted)

    def contributions(self, question: str, wanted: Filter, day: date, newest: bool = False) -> Contributions:
        """What the sales that a filter chooses contribute to a question."""
        chosen = self.chosen(wanted, day)
        sales = newest_first(list(chosen.sales)) if newest else chosen.sales
        return Contributions(
            contributions_of(question, sales),
            len(chosen.sales),
            contributions_of(question, (*chosen.undated, *chosen.unvalued)),
            len(chosen.undated),
            len(chosen.unvalued),
        )

    def of_period(self, wanted: Filter, since: date, day: date) -> OfPeriod:
        """What a period touches up to a day: the sales that a filter chooses, and resolutions and packages."""
        chosen, contents = self.chosen(wanted, day), self.ledger.contents
        return OfPeriod(
            list(chosen.sales),
            frozenset(one.id for one in chosen.sales),
            len(chosen.undated),
            len(chosen.unvalued),
            list(contents.resolutions),
            list(contents.packages),
        )

    def rows(self, names: Sequence[str], day: date) -> list[tuple[SaleRow, bool]]:
        """Some sales, by their ids, as `list` prints them, and whether each is notified by the day, or may be."""
        sales = self.ledger.contents.sales
        found = [SaleOnDay(sales[name], self.ledger.context(sales[name]), day) for name in names if name in sales]
        return [(sale_row(one), one.notified is not None) for one in found]

    def disputed(self, day: date) -> Disputed:
        """The records besides sales that hold a disagreement, and what they say by a day."""
        contents = self.ledger.contents
        kinds: tuple[Mapping[str, Any], ...] = (contents.resolutions, contents.packages, contents.figures)
        resolutions, packages, figures = (
            [name for name, record in kind.items() if is_disputed_record(record)] for kind in kinds
        )
        named = zip(kinds, (resolutions, packages, figures), strict=True)
        says = [row for kind, names in named for name in names for row in conflicts_of_other(kind[name], day)]
        return Disputed(resolutions, packages, figures, says)

    def told(self, question: str, wanted: Filter, day: date, lines: Sequence[str] = ()) -> Told:
        """The sales themselves in short, each with what it contributes to a question."""
        return told_of(question, self.chosen(wanted, day))

    def table(self, name: str) -> Any:
        """What a question takes from tables and settings."""
        return TABLES[name](self.ledger.settings)

    def tally(
        self, wanted: Filter, day: date, lines: tuple[str, ...], measure: str = "notified", convert: Convert = nominal
    ) -> Tally:
        """The sales that `summary` counts, each with what counting needs to know, at their ceilings or by a measure."""
        chosen, amended = self.chosen(wanted, day), self.amendments(day).keys()
        if measure not in MEASURED:
            return tally_of(chosen, lines, amended, wanted.fy_starts)
        rows, undated = measured_rows(chosen, lines, amended, measure, wanted.fy_starts)
        return measured(rows, undated, measure, convert)

    def amendments(self, day: date) -> dict[str, tuple[str, ...]]:
        """The sales that amendments notified by the day amend, each with these in the order of their files."""
        return amendments_by(sales_on(self.ledger, day), day)

    def years(self, recipient: str, day: date) -> Years:
        """The Foreign Military Sales of a recipient notified by a day, by calendar year."""
        chosen = self.chosen(Filter(recipients=(recipient,)), day)
        sold = chosen._replace(
            sales=tuple(one for one in chosen.sales if one.counted_with == "fms"),
            undated=tuple(one for one in chosen.undated if one.counted_with == "fms"),
        )
        by_year = grouped(tally_of(sold, ("year",), frozenset()), ("year",))
        counts = {group.key[0]: group.count for group in by_year.groups}
        undated = by_year.undated + (counts[None].sales if None in counts else 0)
        return Years({int(year): (one.value, one.unknown_value) for year, one in counts.items() if year}, undated)

    def due(self, wanted: Filter, day: date, within: int | None) -> list[DueInFull]:
        """What falls due about the chosen sales, as `due` prints it."""
        return [due_document(one, day) for one in due(self.ledger, wanted, day, within)]

    def near(self, wanted: Filter, day: date, notified: bool) -> str:
        """What to say when a filter chooses nothing; with `notified` of the sales that Congress was notified of."""
        everything = [one for one in sales_on(self.ledger, day) if not notified or one.notified is not None]

        def tally(filtered: Filter) -> HowMany:
            found = choose(everything, filtered).sales
            return HowMany(len(found), sum(1 for one in found if one.standing.clock is not None))

        return what_was_near(tally, wanted, day, notified)

    def sale_id(self, name: str) -> str:
        """The id of the sale that a name means. Raises NoSuchRecord or AmbiguousName."""
        return find_sale(self.ledger.contents.sales, name).id

    def amended_by(self, name: str) -> tuple[str, ...]:
        """The sales that amend one, in the order of their files."""
        sales = self.ledger.contents.sales.values()
        return tuple(sale.id for sale in sales if sale.amends is not None and sale.amends.id == name)

    def problems(self) -> Sequence[Problem]:
        """Everything that keeps files out of the ledger."""
        return self.ledger.contents.problems


def amendments_by(sales: Iterable[SaleOnDay], day: date) -> dict[str, tuple[str, ...]]:
    """The sales that amendments notified by a day amend, each with these in the order of the sales."""
    found: dict[str, tuple[str, ...]] = {}
    for one in sales:
        amended = one.sale.amends.id if one.sale.amends is not None else None
        if amended is not None and one.notified is not None and one.notified.surely_by(day):
            found[amended] = (*found.get(amended, ()), one.id)
    return found
