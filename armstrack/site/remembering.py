"""The answers of a ledger's files, for who asks about the same sales many times: each history is replayed once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from armstrack.ledger.firms import called
from armstrack.ledger.ledger import Ledger
from armstrack.model.firm_name import comparable_firm
from armstrack.model.partial_date import UNKNOWN
from armstrack.query.filter import Chosen, Filter, choose
from armstrack.query.from_files import FromFiles, amendments_by
from armstrack.query.parts import Told
from armstrack.query.view import SaleOnDay, sales_on


class Remembering(FromFiles):
    """The answers of a ledger's files, most of them of one day."""

    def __init__(self, ledger: Ledger, day: date) -> None:
        super().__init__(ledger)
        self._day = day
        self._chosen: dict[tuple[Filter, date], Chosen] = {}
        self._told: dict[tuple[str, Filter, date], Told] = {}
        self._amendments: dict[date, dict[str, tuple[str, ...]]] = {}

    def chosen(self, wanted: Filter, day: date) -> Chosen:
        """The sales that a filter chooses, whole, in the order of their files."""
        if (wanted, day) not in self._chosen:
            sales = self._candidates(wanted)
            self._chosen[wanted, day] = choose(sales if day == self._day else [one.on(day) for one in sales], wanted)
        return self._chosen[wanted, day]

    def told(self, question: str, wanted: Filter, day: date, lines: Sequence[str] = ()) -> Told:
        """The sales themselves in short, each with what it contributes to a question."""
        if (question, wanted, day) not in self._told:
            self._told[question, wanted, day] = super().told(question, wanted, day)
        return self._told[question, wanted, day]

    def amendments(self, day: date) -> dict[str, tuple[str, ...]]:
        """The sales that amendments notified by the day amend, each with these in the order of their files."""
        if day not in self._amendments:
            every = self._every if day == self._day else [one.on(day) for one in self._every]
            self._amendments[day] = amendments_by(every, day)
        return self._amendments[day]

    @cached_property
    def _every(self) -> list[SaleOnDay]:
        return list(sales_on(self.ledger, self._day))

    def _candidates(self, wanted: Filter) -> Iterable[SaleOnDay]:
        """The sales among which a filter can choose: of one buyer or one firm there are few, and many pages ask."""
        if len(wanted.recipients) == 1:
            return self._buyers.get(wanted.recipients[0], [])
        if wanted.contractors:
            parts = [(part.casefold(), comparable_firm(part)) for part in wanted.contractors]
            return [
                one
                for one, names, firms in self._supplied
                if any(firm in firms or any(part in name for name in names) for part, firm in parts)
            ]
        return self._every

    @cached_property
    def _buyers(self) -> dict[str, list[SaleOnDay]]:
        found: dict[str, list[SaleOnDay]] = {}
        for one in self._every:
            for code in dict.fromkeys(one.sale.recipients or (UNKNOWN,)):
                found.setdefault(code, []).append(one)
        return found

    @cached_property
    def _supplied(self) -> list[tuple[SaleOnDay, list[str], set[str]]]:
        """Each sale with its contractors as printed, and with every name of their firms."""
        return [
            (
                one,
                [each.name.casefold() for each in one.sale.contractors or ()],
                {name for firm in one.firms for name in called(firm)},
            )
            for one in self._every
        ]
