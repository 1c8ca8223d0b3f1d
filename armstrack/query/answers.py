"""What the commands ask of a ledger, whoever answers: the files themselves, or the index of them.

Both answer with the same documents; a test holds them to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from armstrack.model.problem import Problem
    from armstrack.query.filter import Chosen, Filter
    from armstrack.query.summary.counting import Tally

Document = dict[str, Any]

T = TypeVar("T")

SORTS = ("notified", "value", "id", "title", "recipient", "state", "since")
"""How a list can be sorted: by the day of notification, the newest first, or by one of its columns."""


class Listed(NamedTuple):
    """The sales that a filter chooses, and how many it could not decide on."""

    rows: list[Document]
    found: int
    """How many there are, shown or not. This and what follows is 0 where nobody asked for the counts."""
    undated: int
    """Their day of notification is known too loosely to say whether they belong."""
    unvalued: int
    """Their value is unknown, and the filter asks for one."""


class Years(NamedTuple):
    """What one recipient was notified for, year by year."""

    years: dict[int, tuple[int | None, int]]
    """The sum of the known values, `None` where none is known, and how many are unknown, of each year with sales."""
    undated: int
    """Sales whose year is not known."""


class Answers(Protocol):
    """The questions about sales that are answered for a whole ledger at once."""

    def listed(self, wanted: Filter, day: date, sort: str, reverse: bool, limit: int | None, counted: bool) -> Listed:
        """The sales that a filter chooses, as `list` prints them, and with `counted` how many there are."""

    def chosen(self, wanted: Filter, day: date) -> Chosen:
        """The sales that a filter chooses, whole, in the order of their files."""

    def tally(self, wanted: Filter, day: date, lines: tuple[str, ...]) -> Tally:
        """The sales that `summary` counts, each with what counting needs to know."""

    def amendments(self, day: date) -> dict[str, tuple[str, ...]]:
        """The sales that amendments notified by the day amend, each with these in the order of their files."""

    def years(self, recipient: str, day: date) -> Years:
        """The Foreign Military Sales of a recipient notified by a day, by calendar year, as `summary` counts."""

    def due(self, day: date, within: int | None) -> list[Document]:
        """What falls due, as `due` prints it."""

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

    def tally(self, wanted: Filter, day: date, lines: tuple[str, ...]) -> Tally:
        """The sales that `summary` counts, each with what counting needs to know."""
        return self._ask(lambda answers: answers.tally(wanted, day, lines))

    def amendments(self, day: date) -> dict[str, tuple[str, ...]]:
        """The sales that amendments notified by the day amend, each with these in the order of their files."""
        return self._ask(lambda answers: answers.amendments(day))

    def years(self, recipient: str, day: date) -> Years:
        """The Foreign Military Sales of a recipient notified by a day, by calendar year."""
        return self._ask(lambda answers: answers.years(recipient, day))

    def due(self, day: date, within: int | None) -> list[Document]:
        """What falls due, as `due` prints it."""
        return self._ask(lambda answers: answers.due(day, within))

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
