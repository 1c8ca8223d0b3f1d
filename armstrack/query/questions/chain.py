"""A sale with everything that amends it: what `chain` asks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from armstrack.model.data_class import dataclass
from armstrack.query.questions.question import Question, Rows

if TYPE_CHECKING:
    from armstrack.documents.sales import ChainDocument
    from armstrack.query.answers import Answers

COLUMNS = ("id", "authority", "notified", "state", "total_usd", "increase_usd")


@dataclass(frozen=True)
class ChainQuestion(Question["ChainDocument"]):
    """A sale with its amendments, and the combined ceiling, nothing counted twice."""

    sale: str
    """The sale, as a person names it."""

    def answer(self, answers: Answers, day: date) -> ChainDocument:
        """The chain. Raises NoSuchRecord or AmbiguousName."""
        from armstrack.query.chain import chain, chain_document

        return chain_document(chain(answers, self.sale, day))

    def table(self, document: ChainDocument) -> Rows:
        """One row a sale."""
        return Rows(document["sales"], COLUMNS)
