"""One sale, and what may happen to it next: what `show` and `next` ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, cast

from armstrack.model.data_class import dataclass
from armstrack.query.questions.question import Question, Row, Rows
from armstrack.query.questions.sale import sale_called

if TYPE_CHECKING:
    from armstrack.documents.sales import NextDocument, SaleDocument
    from armstrack.model.sale import Sale
    from armstrack.query.answers import Answers
    from armstrack.workflow.context import Context

HISTORY_COLUMNS = (
    "date",
    "not_before",
    "not_after",
    "state",
    "event",
    "actor",
    "item",
    "quantity",
    "value_usd",
    "amount.value",
    "amount.currency",
    "expires",
    "expected",
    "emergency.justification",
    "skipped",
    "source",
    "confidence",
    "note",
)
MOVE_COLUMNS = ("state", "earliest_action", "actor", "citations")


@dataclass(frozen=True)
class ShowQuestion(Question["SaleDocument"]):
    """One sale: where it stands, its clock, items, history and sources, and what may come next."""

    sale: str
    """The sale, as a person names it."""
    explain: bool = False
    """Whether to say how the clock was found."""

    def answer(self, answers: Answers, day: date) -> SaleDocument:
        """The sale in full. Raises NoSuchRecord or AmbiguousName."""
        from armstrack.query.document import sale_document
        from armstrack.workflow.move import next_moves

        found = sale_called(self.sale, answers, day)
        possible, _ = next_moves(found.sale, found.context, day)
        document = cast("SaleDocument", sale_document(found, possible, answers.amended_by(found.id)))
        if self.explain:
            document["explanation"] = list(found.explanation)
        return document

    def table(self, document: SaleDocument) -> Rows:
        """Its history, an entry a row."""
        return Rows(document["history"], HISTORY_COLUMNS)

    def lines(self, document: SaleDocument) -> Sequence[Row]:
        """The sale in full, in one line."""
        return [document]


@dataclass(frozen=True)
class NextQuestion(Question["NextDocument"]):
    """Every state: from which day a sale can enter it, by whom and under which law; or why it cannot."""

    sale: str
    """The sale, as a person names it."""
    explain: bool = False
    """Whether to say how the clock was found."""
    assumed: date | None = None
    """The day on which Congress is taken to have been notified, where the record does not tell it."""

    def answer(self, answers: Answers, day: date) -> NextDocument:
        """What is possible, and what is not.

        Raises NoSuchRecord or AmbiguousName, and WrongWord for a day that the record does not allow to be assumed.
        """
        from armstrack.query.document import closed_document, next_document
        from armstrack.workflow.move import next_moves

        found = sale_called(self.sale, answers, day)
        if self.assumed is not None:
            found = replace(found, sale=as_if_notified(found.sale, found.context, self.assumed))
        possible, closed = next_moves(found.sale, found.context, day)
        document: NextDocument = {
            "id": found.id,
            "as_of": day.isoformat(),
            "state": found.standing.state,
            "standing": found.standing.words,
            "possible": [next_document(move) for move in possible],
            "not_possible": [closed_document(move) for move in closed],
        }
        if self.explain:
            document["explanation"] = list(found.explanation)
        return document

    def table(self, document: NextDocument) -> Rows:
        """The possible moves, a row each."""
        return Rows(document["possible"], MOVE_COLUMNS)


def as_if_notified(sale: Sale, context: Context, day: date) -> Sale:
    """The sale as if Congress had been notified on a day. Raises WrongWord where the record does not allow that."""
    from armstrack.query.plain_words import WrongWord
    from armstrack.workflow.life import life_of
    from armstrack.workflow.undecided import assuming_notified

    try:
        return assuming_notified(sale, life_of(sale, context), day)
    except ValueError as error:
        message = f"--assume-notified: {error}."
        raise WrongWord(message, "give a day that the record allows, or leave it out") from error
