"""The sales that a filter chooses: what `list` asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from armstrack.model.data_class import dataclass
from armstrack.query.answers import SORTS, Listed
from armstrack.query.filter import EVERYTHING, Filter
from armstrack.query.plain_words import known_words, one_word
from armstrack.query.questions.question import Question, Row, Rows

if TYPE_CHECKING:
    from armstrack.documents.sales import SaleRow
    from armstrack.query.answers import Answers

COLUMNS = (
    "id",
    "title",
    "recipient",
    "purchaser",
    "authority",
    "transmittal",
    "package",
    "class",
    "notified",
    "state",
    "since",
    "maybe",
    "value_usd",
    "emergency",
    "review.review_days",
    "review.last_review_day",
    "review.earliest_action",
    "ceiling_usd",
    "stage",
    "held.since",
    "held.actor",
    "amendment",
)


@dataclass(frozen=True)
class Listing(Question["list[SaleRow]"]):
    """Which sales, and where each stands. Raises WrongWord for an order or a column that there is not."""

    wanted: Filter = EVERYTHING
    sort: str = "notified"
    reverse: bool = False
    limit: int | None = None
    """At most so many."""
    columns: tuple[str, ...] = ()
    """The columns of a table; none for the usual ones."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "sort", one_word("--sort", self.sort, SORTS, "order"))
        object.__setattr__(self, "columns", known_words(self.columns, COLUMNS, "column"))

    def listed(self, answers: Answers, day: date, counted: bool) -> Listed:
        """The sales, and with `counted` how many there are beside those shown, and how many could not be decided on."""
        return answers.listed(self.wanted, day, self.sort, self.reverse, self.limit, counted)

    def answer(self, answers: Answers, day: date) -> list[SaleRow]:
        """The sales, one row each."""
        return self.listed(answers, day, counted=False).rows

    def table(self, document: list[SaleRow]) -> Rows:
        """The sales, with the columns asked for."""
        return Rows(document, self.columns or COLUMNS)

    def lines(self, document: list[SaleRow]) -> Sequence[Row]:
        """The sales, one a line."""
        return document
