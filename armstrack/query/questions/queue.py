"""Who waits for the same system: what `queue` asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from armstrack.query.criteria import systems
from armstrack.query.filter import EVERYTHING, Filter
from armstrack.query.questions.question import Question, Row, Rows

if TYPE_CHECKING:
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


class Queue(NamedTuple):
    """The queue, and how many sales the filter could not decide on."""

    document: dict[str, Any]
    undated: int
    unvalued: int


@dataclass(frozen=True)
class QueueQuestion(Question[dict[str, Any]]):
    """The sales that name a system and are not delivered yet. Raises WrongWord for a name without a letter."""

    system: str
    """As HIMARS or M142; a name that the table of systems lacks is searched as words."""
    wanted: Filter = EVERYTHING

    def __post_init__(self) -> None:
        systems("--system", (self.system,))

    def queue(self, answers: Answers, day: date) -> Queue:
        """The queue, and what the filter could not decide on."""
        from armstrack.ledger.systems import naming
        from armstrack.query.queue import queue_document

        found = answers.naming(naming(self.system), self.wanted, day)
        document = {"as_of": day.isoformat()} | queue_document(found.sales, self.system)
        return Queue(document, found.undated, found.unvalued)

    def answer(self, answers: Answers, day: date) -> dict[str, Any]:
        """The queue, in the order of notification."""
        return self.queue(answers, day).document

    def table(self, document: dict[str, Any]) -> Rows:
        """The queue, a row for each line item that names the system."""
        rows = [
            sale | {"item": item.get("name")} | {key: item.get(key) for key in OF_AN_ITEM}
            for sale in document["sales"]
            for item in sale["items"] or [{}]
        ]
        return Rows(rows, COLUMNS)

    def lines(self, document: dict[str, Any]) -> Sequence[Row]:
        """The queue, one sale a line."""
        sales: Sequence[Row] = document["sales"]
        return sales
