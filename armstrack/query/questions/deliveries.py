"""How much of what was notified has been delivered: what `deliveries` asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from armstrack.query.filter import EVERYTHING, Filter
from armstrack.query.questions.question import Question, Row, Rows

if TYPE_CHECKING:
    from armstrack.query.answers import Answers

COLUMNS = (
    "id",
    "recipient",
    "state",
    "name",
    "notified",
    "delivered",
    "perhaps",
    "deliveries_without_quantity",
    "of",
    "share_percent",
)


class Delivered(NamedTuple):
    """The sales of which a delivery is recorded, among how many."""

    rows: list[dict[str, Any]]
    among: int


@dataclass(frozen=True)
class DeliveriesQuestion(Question[list[dict[str, Any]]]):
    """How much of each line item has come, of the sales of which a delivery is recorded."""

    wanted: Filter = EVERYTHING

    def delivered(self, answers: Answers, day: date) -> Delivered:
        """The sales of which a delivery is recorded, and among how many."""
        from armstrack.query.deliveries import deliveries_document

        found = answers.contributions("deliveries", self.wanted, day, newest=True)
        return Delivered(deliveries_document(found.of), found.sales)

    def answer(self, answers: Answers, day: date) -> list[dict[str, Any]]:
        """One document a sale, with its line items."""
        return self.delivered(answers, day).rows

    def by_item(self, document: Sequence[Row]) -> list[dict[str, Any]]:
        """One row a line item."""
        from armstrack.query.deliveries import delivery_rows

        return [row for sale in document for row in delivery_rows(dict(sale))]

    def table(self, document: Sequence[Row]) -> Rows:
        """One row a line item."""
        return Rows(self.by_item(document), COLUMNS)

    def lines(self, document: Sequence[Row]) -> Sequence[Row]:
        """One sale a line."""
        return document
