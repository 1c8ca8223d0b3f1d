"""A citation of a record, or of a number: what `cite` asks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from armstrack.model.data_class import dataclass
from armstrack.query.filter import EVERYTHING, Filter
from armstrack.query.questions.summary import SummaryQuestion

if TYPE_CHECKING:
    from armstrack.query.answers import Answers
    from armstrack.query.citation import LedgerState


@dataclass(frozen=True)
class CiteRecordQuestion:
    """What a record is, its own sources, the nearest to the act first, and the ledger that holds it."""

    record: str
    """A sale, a resolution, a package or a figure, as a person names it."""
    ledger: LedgerState
    """Which state of which ledger answers."""

    def answer(self, answers: Answers, day: date) -> dict[str, Any]:
        """The citation. Raises NoSuchRecord or AmbiguousName."""
        from armstrack.query.document import reference_document, sale_row
        from armstrack.query.find_record import find_record
        from armstrack.query.questions.sale import sale_called
        from armstrack.query.record_citation import record_citation

        found = find_record(answers.ledger.contents, self.record, answers.sale_id)
        row = None
        if found.kind == "sale":
            one = sale_called(found.record.id, answers, day)
            row = sale_row(one) | {"amends": reference_document(one.sale.amends)}
        return record_citation(found, row, self.ledger, day)


@dataclass(frozen=True)
class CiteSummaryQuestion:
    """A total, the command that counts it, the ledger and its revision, the day, and the rule."""

    ledger: LedgerState
    """Which state of which ledger answers."""
    wanted: Filter = EVERYTHING
    known_at: str | None = None
    """The revision at which the ledger is asked, where that is an earlier one."""

    def answer(self, answers: Answers, day: date) -> dict[str, Any]:
        """The citation."""
        from armstrack.query.citation import number_citation

        total = SummaryQuestion(self.wanted, by=()).summary(answers, day)
        return number_citation(self.wanted, total, self.ledger, day, self.known_at)
