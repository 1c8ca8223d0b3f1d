"""How much of what was notified has been delivered: what `deliveries` asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from armstrack.model.data_class import dataclass
from armstrack.query.filter import EVERYTHING, Filter
from armstrack.query.ordering import Sortable
from armstrack.query.questions.question import Question, Row, Rows

if TYPE_CHECKING:
    from armstrack.documents.analysis import DeliveredSale
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

    rows: list[DeliveredSale]
    among: int


@dataclass(frozen=True)
class DeliveriesQuestion(Sortable, Question["list[DeliveredSale]"]):
    """How much of each line item has come, of the sales of which a delivery is recorded."""

    wanted: Filter = EVERYTHING

    listing = "deliveries"

    def delivered(self, answers: Answers, day: date) -> Delivered:
        """The sales of which a delivery is recorded, and among how many."""
        from armstrack.query.deliveries import deliveries_document

        found = answers.contributions("deliveries", self.wanted, day, newest=True)
        return Delivered(deliveries_document(found.of), found.sales)

    def answer(self, answers: Answers, day: date) -> list[DeliveredSale]:
        """One document a sale, with its line items."""
        return self.arranged(self.delivered(answers, day).rows)

    def by_item(self, document: list[DeliveredSale]) -> list[dict[str, Any]]:
        """One row a line item."""
        from armstrack.query.deliveries import delivery_rows

        return [row for sale in document for row in delivery_rows(sale)]

    def table(self, document: list[DeliveredSale]) -> Rows:
        """One row a line item."""
        return Rows(self.by_item(document), COLUMNS)

    def lines(self, document: list[DeliveredSale]) -> Sequence[Row]:
        """One sale a line."""
        return document
