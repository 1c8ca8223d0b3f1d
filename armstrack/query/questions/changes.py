"""What changed in a ledger since an earlier state of it: what `log` asks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from armstrack.model.data_class import dataclass
from armstrack.query.filter import EVERYTHING, Filter
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
    wanted: Filter = EVERYTHING

    def answer(self, answers: OfLedger, day: date) -> list[LedgerChange]:
        """One row a change."""
        from armstrack.query.changes import change_document, changes

        found = changes(self.before.contents, answers.ledger.contents)
        if self.wanted != EVERYTHING:
            ids = self._chosen(answers.ledger, day) | self._gone(answers.ledger, day)
            found = tuple(one for one in found if one.sale in ids)
        return [change_document(one) for one in found]

    def _chosen(self, ledger: Ledger, day: date) -> set[str]:
        """The sales of a ledger that the filter chooses."""
        from armstrack.query.from_files import FromFiles

        return {one.sale.id for one in FromFiles(ledger).chosen(self.wanted, day).sales}

    def _gone(self, ledger: Ledger, day: date) -> set[str]:
        """Those that it chose before, and that are there no longer."""
        return self._chosen(self.before, day) - set(ledger.contents.sales)

    def table(self, document: list[LedgerChange]) -> Rows:
        """One row a change."""
        return Rows(document, ("change", "sale", "detail"))
