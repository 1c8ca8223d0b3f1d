"""What the law asks of a proposal: what `check` asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from armstrack.model.data_class import dataclass
from armstrack.query.questions.question import Question, Row, Rows

if TYPE_CHECKING:
    from armstrack.documents.law import CheckDocument
    from armstrack.law.threshold import Proposal
    from armstrack.query.answers import OfLedger


@dataclass(frozen=True)
class CheckQuestion(Question["CheckDocument"]):
    """Must Congress be notified of a proposal, how long is the review, and under which rule?"""

    recipients: tuple[str, ...]
    """Codes; none where the recipient is unknown."""
    authorities: tuple[str, ...]
    proposal: Proposal
    on: date | None = None
    """The day of notification; the day that is asked about where it is not given."""
    territory: tuple[str, ...] = ()
    """Countries of the sales territory."""
    emergency: bool = False
    explain: bool = False

    def answer(self, answers: OfLedger, day: date) -> CheckDocument:
        """What the law answers, under the readings that the ledger chose."""
        from armstrack.query import check as law

        question = law.Question(
            self.recipients, self.authorities, self.on or day, self.proposal, self.territory, self.emergency
        )
        options = answers.ledger.options
        found = law.check(question, options)
        document = law.check_document(found, law.readings(question, options), law.remarks(found))
        if self.explain:
            document["explanation"] = list(law.explanation(found, options))
        return document

    def table(self, document: CheckDocument) -> Rows:
        """The answer in one row."""
        from armstrack.query.check import flat

        return Rows([flat(document)], tuple(key for key in document if key != "tests"))

    def lines(self, document: CheckDocument) -> Sequence[Row]:
        """The answer in one line."""
        return [document]
