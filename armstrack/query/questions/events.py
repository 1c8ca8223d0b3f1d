"""What happened to sales besides their moves: what `events` asks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from armstrack.model.data_class import dataclass
from armstrack.query.filter import EVERYTHING, Filter
from armstrack.query.ordering import Sortable
from armstrack.query.plain_words import WrongWord
from armstrack.query.questions.question import Question, Rows

if TYPE_CHECKING:
    from armstrack.documents.analysis import EventRow
    from armstrack.query.answers import Answers
    from armstrack.query.happenings import Happenings

COLUMNS = (
    "date",
    "not_before",
    "not_after",
    "id",
    "recipient",
    "event",
    "lasted_days.at_least",
    "lasted_days.at_most",
    "end_recorded",
    "actor",
    "quantity",
    "item",
    "amount.value",
    "amount.currency",
    "expected",
    "note",
    "url",
)


class Happened(NamedTuple):
    """What happened, and to how many sales it could have."""

    found: Happenings
    among: int


@dataclass(frozen=True)
class EventsQuestion(Sortable, Question["list[EventRow]"]):
    """What surely happened to the chosen sales, the latest first; with events in the filter, only those.

    Raises WrongWord where the period ends before it begins.
    """

    wanted: Filter = EVERYTHING
    on_or_after: date | None = None
    """The first day of the event itself."""
    on_or_before: date | None = None

    listing = "events"

    def __post_init__(self) -> None:
        super().__post_init__()
        first, last = self.on_or_after, self.on_or_before
        if first is not None and last is not None and first > last:
            raise WrongWord(f"--on-or-after: {first} is later than {last}.", "no day lies between them")

    def happened(self, answers: Answers, day: date) -> Happened:
        """What happened, and what may have."""
        from armstrack.query.happenings import Period, happenings

        said = answers.contributions("events", self.wanted, day)
        period = Period(self.on_or_after, self.on_or_before)
        return Happened(happenings(said.of, day, self.wanted.events, period), said.sales)

    def answer(self, answers: Answers, day: date) -> list[EventRow]:
        """One row an event."""
        return self.arranged(self.happened(answers, day).found.rows)

    def table(self, document: list[EventRow]) -> Rows:
        """One row an event."""
        return Rows(document, COLUMNS)
