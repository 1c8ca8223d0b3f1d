"""Who waits for the same system: what `queue` asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from armstrack.model.data_class import dataclass
from armstrack.query.criteria import systems
from armstrack.query.filter import EVERYTHING, Filter
from armstrack.query.ordering import Sortable
from armstrack.query.questions.question import Question, Row, Rows

if TYPE_CHECKING:
    from armstrack.documents.analysis import QueueDocument, QueueSale
    from armstrack.query.answers import Answers

COLUMNS = (
    "place",
    "id",
    "title",
    "recipient",
    "notified",
    "state",
    "age_days.at_least",
    "age_days.at_most",
    "quantity",
    "item",
    "mde",
    "delivered",
    "perhaps",
    "deliveries_without_quantity",
)
OF_AN_ITEM = ("quantity", "mde", "delivered", "perhaps", "deliveries_without_quantity")


def items_of(sale: QueueSale) -> Sequence[Mapping[str, Any]]:
    """The line items that a row each is made of; one of nothing where only the title names the system."""
    return sale["items"] or [{}]


class Queue(NamedTuple):
    """The queue, and how many sales the filter could not decide on."""

    document: QueueDocument
    undated: int
    unvalued: int


@dataclass(frozen=True)
class QueueQuestion(Sortable, Question["QueueDocument"]):
    """The sales that name a system and are not delivered yet. Raises WrongWord for a name without a letter."""

    system: str
    """As HIMARS or M142; a name that the table of systems lacks is searched as words."""
    wanted: Filter = EVERYTHING

    listing = "queue"

    def __post_init__(self) -> None:
        super().__post_init__()
        systems("--system", (self.system,))

    def queue(self, answers: Answers, day: date) -> Queue:
        """The queue, and what the filter could not decide on."""
        from armstrack.ledger.system_names import Known
        from armstrack.query.queue import queue_document

        naming = answers.told("queue", self.wanted._replace(systems=(self.system,)), day).sales
        found = queue_document(naming, self.system, list(map(Known, answers.table("systems"))), day)
        undated = unvalued = 0
        if self.wanted != EVERYTHING:
            _, _, undated, unvalued = answers.listed(self.wanted, day, "id", reverse=False, limit=0, counted=True)
        return Queue({"as_of": day.isoformat(), **found}, undated, unvalued)

    def answer(self, answers: Answers, day: date) -> QueueDocument:
        """The sales of the queue that are shown; each keeps its place in the order of notification."""
        return self.shortened(self.queue(answers, day).document)

    def shortened(self, document: QueueDocument) -> QueueDocument:
        """The document with the sales that are shown, in their order."""
        return {**document, "sales": self.arranged(document["sales"])}

    def table(self, document: QueueDocument) -> Rows:
        """The queue, a row for each line item that names the system."""
        rows = [
            {**sale, "item": item.get("name"), **{key: item.get(key) for key in OF_AN_ITEM}}
            for sale in document["sales"]
            for item in items_of(sale)
        ]
        return Rows(rows, COLUMNS)

    def lines(self, document: QueueDocument) -> Sequence[Row]:
        """The queue, one sale a line."""
        sales: Sequence[Row] = document["sales"]
        return sales
