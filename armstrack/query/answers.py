"""What the commands ask of a ledger, whoever answers: the files themselves, or the index of them.

Both answer with the same documents; a test holds them to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from armstrack.query.summary.worth import Convert, nominal

if TYPE_CHECKING:
    from armstrack.documents.sales import DueInFull, SaleRow
    from armstrack.ledger.ledger import Ledger
    from armstrack.model.problem import Problem
    from armstrack.query.filter import Chosen, Filter
    from armstrack.query.parts import Contributions, Disputed, OfPeriod, Told, Years
    from armstrack.query.summary.counting import Tally

T = TypeVar("T")

SORTS = ("notified", "value", "id", "title", "recipient", "state", "since")
"""How a list can be sorted: by the day of notification, the newest first, or by one of its columns."""


class Listed(NamedTuple):
    """The sales that a filter chooses, and how many it could not decide on."""

    rows: list[SaleRow]
    found: int
    """How many there are, shown or not. This and what follows is 0 where nobody asked for the counts."""
    undated: int
    """Their day of notification is known too loosely to say whether they belong."""
    unvalued: int
    """Their value is unknown, and the filter asks for one."""


class OfLedger(Protocol):
    """What knows which ledger it answers for, which is enough for some questions."""

    @property
    def ledger(self) -> Ledger:
        """The ledger that is asked."""


class LedgerAlone:
    """A ledger that is asked for nothing that takes all of its sales."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger


class Answers(OfLedger, Protocol):
    """The questions about sales that are answered for a whole ledger at once."""

    def listed(self, wanted: Filter, day: date, sort: str, reverse: bool, limit: int | None, counted: bool) -> Listed:
        """The sales that a filter chooses, as `list` prints them, and with `counted` how many there are."""

    def chosen(self, wanted: Filter, day: date) -> Chosen:
        """The sales that a filter chooses, whole, in the order of their files."""

    def contributions(self, question: str, wanted: Filter, day: date, newest: bool = False) -> Contributions:
        """What the sales that a filter chooses contribute to a question of `contributions.registry.ASKED`."""

    def of_period(self, wanted: Filter, since: date, day: date) -> OfPeriod:
        """What a period touches up to a day: the sales that a filter chooses, and resolutions and packages."""

    def rows(self, names: Sequence[str], day: date) -> list[tuple[SaleRow, bool]]:
        """Some sales, by their ids, as `list` prints them, and whether each is notified by the day, or may be.

        In no particular order, and without those that the ledger does not hold.
        """

    def disputed(self, day: date) -> Disputed:
        """The records besides sales that hold a disagreement, and what they say by a day."""

    def told(self, question: str, wanted: Filter, day: date, lines: Sequence[str] = ()) -> Told:
        """The sales themselves in short, each with what it contributes to a question.

        `lines` are those along which they are grouped: the firms of a sale are looked up only for these.
        """

    def table(self, name: str) -> Any:
        """What a question takes from tables and settings; see `contributions.registry.TABLES`."""

    def tally(
        self, wanted: Filter, day: date, lines: tuple[str, ...], measure: str = "notified", convert: Convert = nominal
    ) -> Tally:
        """The sales that `summary` counts, each with what counting needs to know, at their ceilings or by a measure."""

    def amendments(self, day: date) -> dict[str, tuple[str, ...]]:
        """The sales that amendments notified by the day amend, each with these in the order of their files."""

    def years(self, recipient: str, day: date) -> Years:
        """The Foreign Military Sales of a recipient notified by a day, by calendar year, as `summary` counts."""

    def due(self, wanted: Filter, day: date, within: int | None) -> list[DueInFull]:
        """What falls due about the chosen sales, as `due` prints it."""

    def near(self, wanted: Filter, day: date, notified: bool) -> str:
        """What to say when a filter chooses nothing; with `notified` of the sales that Congress was notified of."""

    def sale_id(self, name: str) -> str:
        """The id of the sale that a name means. Raises NoSuchRecord or AmbiguousName."""

    def amended_by(self, name: str) -> tuple[str, ...]:
        """The sales that amend one, in the order of their files."""

    def problems(self) -> Sequence[Problem]:
        """Everything that keeps files out of the ledger."""


class EitherWay:
    """The answers of the index while it can give them, then those of the files."""

    def __init__(self, index: Answers, unusable: type[Exception], files: Callable[[Exception], Answers]) -> None:
        self._answers, self._unusable, self._files = index, unusable, files

    @property
    def ledger(self) -> Ledger:
        """The ledger that is asked."""
        return self._answers.ledger

    def _ask(self, question: Callable[[Answers], T]) -> T:
        try:
            return question(self._answers)
        except self._unusable as error:
            self._answers = self._files(error)
            return question(self._answers)

    def listed(self, wanted: Filter, day: date, sort: str, reverse: bool, limit: int | None, counted: bool) -> Listed:
        """The sales that a filter chooses, as `list` prints them."""
        return self._ask(lambda answers: answers.listed(wanted, day, sort, reverse, limit, counted))

    def chosen(self, wanted: Filter, day: date) -> Chosen:
        """The sales that a filter chooses, whole, in the order of their files."""
        return self._ask(lambda answers: answers.chosen(wanted, day))

    def contributions(self, question: str, wanted: Filter, day: date, newest: bool = False) -> Contributions:
        """What the sales that a filter chooses contribute to a question."""
        return self._ask(lambda answers: answers.contributions(question, wanted, day, newest))

    def of_period(self, wanted: Filter, since: date, day: date) -> OfPeriod:
        """What a period touches up to a day: the sales that a filter chooses, and resolutions and packages."""
        return self._ask(lambda answers: answers.of_period(wanted, since, day))

    def rows(self, names: Sequence[str], day: date) -> list[tuple[SaleRow, bool]]:
        """Some sales, by their ids, as `list` prints them, and whether each is notified by the day, or may be."""
        return self._ask(lambda answers: answers.rows(names, day))

    def disputed(self, day: date) -> Disputed:
        """The records besides sales that hold a disagreement, and what they say by a day."""
        return self._ask(lambda answers: answers.disputed(day))

    def told(self, question: str, wanted: Filter, day: date, lines: Sequence[str] = ()) -> Told:
        """The sales themselves in short, each with what it contributes to a question."""
        return self._ask(lambda answers: answers.told(question, wanted, day, lines))

    def table(self, name: str) -> Any:
        """What a question takes from tables and settings."""
        return self._ask(lambda answers: answers.table(name))

    def tally(
        self, wanted: Filter, day: date, lines: tuple[str, ...], measure: str = "notified", convert: Convert = nominal
    ) -> Tally:
        """The sales that `summary` counts, each with what counting needs to know, at their ceilings or by a measure."""
        return self._ask(lambda answers: answers.tally(wanted, day, lines, measure, convert))

    def amendments(self, day: date) -> dict[str, tuple[str, ...]]:
        """The sales that amendments notified by the day amend, each with these in the order of their files."""
        return self._ask(lambda answers: answers.amendments(day))

    def years(self, recipient: str, day: date) -> Years:
        """The Foreign Military Sales of a recipient notified by a day, by calendar year."""
        return self._ask(lambda answers: answers.years(recipient, day))

    def due(self, wanted: Filter, day: date, within: int | None) -> list[DueInFull]:
        """What falls due about the chosen sales, as `due` prints it."""
        return self._ask(lambda answers: answers.due(wanted, day, within))

    def near(self, wanted: Filter, day: date, notified: bool) -> str:
        """What to say when a filter chooses nothing; with `notified` of the sales that Congress was notified of."""
        return self._ask(lambda answers: answers.near(wanted, day, notified))

    def sale_id(self, name: str) -> str:
        """The id of the sale that a name means. Raises NoSuchRecord or AmbiguousName."""
        return self._ask(lambda answers: answers.sale_id(name))

    def amended_by(self, name: str) -> tuple[str, ...]:
        """The sales that amend one, in the order of their files."""
        return self._ask(lambda answers: answers.amended_by(name))

    def problems(self) -> Sequence[Problem]:
        """Everything that keeps files out of the ledger."""
        return self._ask(lambda answers: answers.problems())
