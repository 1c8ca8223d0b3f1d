"""Published figures, computed again: what `verify` asks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from armstrack.model.data_class import dataclass
from armstrack.query.questions.question import Question, Rows

if TYPE_CHECKING:
    from armstrack.documents.keeping import VerifiedFigure
    from armstrack.query.answers import OfLedger

COLUMNS = ("figure", "published", "computed", "holds", "source", "measure", "title", "explained", "differs.reason")


@dataclass(frozen=True)
class VerifyQuestion(Question["list[VerifiedFigure]"]):
    """Every published figure beside what the ledger says; those that do not hold come first."""

    def answer(self, answers: OfLedger, day: date) -> list[VerifiedFigure]:
        """One row a figure."""
        from armstrack.query.figures import verified_document, verify

        rows = [verified_document(one) for one in verify(answers.ledger, day)]
        return sorted(rows, key=lambda row: (row["holds"], row["explained"], row["figure"]))

    def table(self, document: list[VerifiedFigure]) -> Rows:
        """One row a figure."""
        return Rows(document, COLUMNS)
