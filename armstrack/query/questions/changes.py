"""What changed in a ledger since an earlier state of it: what `log` asks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from armstrack.model.data_class import dataclass
from armstrack.query.questions.question import Question, Rows

if TYPE_CHECKING:
    from armstrack.documents.keeping import LedgerChange
    from armstrack.ledger.ledger import Ledger
    from armstrack.query.answers import OfLedger


@dataclass(frozen=True)
class ChangesQuestion(Question["list[LedgerChange]"]):
    """Sales added, moved, revalued, corrected and removed since an earlier state."""

    before: Ledger
    """The ledger as it was."""

    def answer(self, answers: OfLedger, day: date) -> list[LedgerChange]:
        """One row a change."""
        from armstrack.query.changes import change_document, changes

        return [change_document(one) for one in changes(self.before.contents, answers.ledger.contents)]

    def table(self, document: list[LedgerChange]) -> Rows:
        """One row a change."""
        return Rows(document, ("change", "sale", "detail"))
