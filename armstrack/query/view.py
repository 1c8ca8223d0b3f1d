"""A ledger on a day: every sale with its standing on that day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from armstrack.law.explain import explain_group, explain_review
from armstrack.ledger.firms import firms_of
from armstrack.ledger.ledger import Ledger
from armstrack.model.data_class import dataclass
from armstrack.model.money import Money
from armstrack.model.partial_date import UNKNOWN, PartialDate, may_have_happened
from armstrack.model.sale import Sale
from armstrack.query.order import rank_of
from armstrack.workflow.context import Context
from armstrack.workflow.life import Life, life_of
from armstrack.workflow.procedure import counted_with
from armstrack.workflow.standing import Standing, standing_on

if TYPE_CHECKING:
    from armstrack.model.resolution import Resolution


@dataclass(frozen=True)
class SaleOnDay:
    """One sale as it stood at the end of a day."""

    sale: Sale
    context: Context
    day: date

    @property
    def id(self) -> str:
        """The name of the sale in its ledger."""
        return self.sale.id

    @property
    def title(self) -> str:
        """What is sold."""
        return self.sale.title

    @property
    def recipients(self) -> tuple[str, ...]:
        """Who buys; empty where that is unknown."""
        return self.sale.recipients

    @property
    def authority(self) -> str:
        """The authorities that the notice rests on, joined."""
        return self.sale.authority

    @property
    def sale_class(self) -> str | None:
        """What kind of sale it is, where the file says so."""
        return self.sale.sale_class

    @property
    def package(self) -> str | None:
        """The package that it was announced in."""
        return self.sale.package

    @property
    def firms(self) -> tuple[str, ...]:
        """The firms of its contractors, each once."""
        return tuple(dict.fromkeys(firms_of(self.sale)))

    @property
    def counted_with(self) -> str:
        """The procedure with whose money its value adds up."""
        return counted_with(self.sale.authorities)

    @property
    def value(self) -> Money:
        """What the sale counts for in a total, in whole US dollars; `None` is unknown."""
        return self.sale.counted_value

    @cached_property
    def life(self) -> Life:
        """The whole replayed life, whatever the day."""
        return life_of(self.sale, self.context)

    def on(self, day: date) -> SaleOnDay:
        """The same sale on another day, without replaying it."""
        other = SaleOnDay(self.sale, self.context, day)
        other.__dict__["life"] = self.life  # the life is the same whatever the day
        return other

    @cached_property
    def standing(self) -> Standing:
        """Where the sale stands on the day."""
        return standing_on(self.sale, self.life, self.day)

    @property
    def state(self) -> str | None:
        """The state that surely holds on the day."""
        return self.standing.state

    @property
    def since(self) -> PartialDate | None:
        """When that state began."""
        return self.standing.since

    @property
    def maybe(self) -> tuple[str, ...]:
        """The states that it may have reached besides."""
        return self.standing.maybe

    @property
    def explanation(self) -> tuple[str, ...]:
        """How the review clock was found: which rows, which days, how counted."""
        review, notified = self.standing.clock, self.standing.notified
        if review is None or notified is None:
            return ()
        if notified.exact is None or review.group is None or UNKNOWN in self.sale.authorities:
            return (f"The day of notification, {notified}, or who is concerned leaves the clock open.",)
        authorities, recipients, on = self.sale.authorities, self.sale.recipients, notified.exact
        group = explain_group(recipients, on, authorities)
        return (*group, *explain_review(authorities, recipients, on, review, self.context.options))

    @property
    def begun(self) -> bool:
        """Whether something of the sale is recorded that happened, or may have happened, by the day."""
        return self.standing.state is not None or bool(self.standing.maybe)

    @property
    def notified(self) -> PartialDate | None:
        """The day of notification, as far as it may have come by this day."""
        return self.standing.notified

    @property
    def rank(self) -> int:
        """What lists are ordered by, the greatest first."""
        return rank_of(self)

    @cached_property
    def first_recorded(self) -> date | None:
        """The first day that anything of which a first day is known may mean."""
        return min(
            (entry.date.earliest for entry in self.sale.history if entry.date.earliest is not None), default=None
        )

    def may_have_happened(self, when: PartialDate) -> bool:
        """Whether something of this sale may have happened by the day: none of it before the sale itself."""
        return may_have_happened(when, self.day, self.first_recorded)

    @property
    def resolutions(self) -> tuple[Resolution, ...]:
        """The resolutions that name the sale."""
        return self.context.resolutions


def sales_on(ledger: Ledger, day: date) -> Iterator[SaleOnDay]:
    """Every sale of a ledger on a day, in no particular order."""
    for sale in ledger.contents.sales.values():
        yield SaleOnDay(sale, ledger.context(sale), day)
