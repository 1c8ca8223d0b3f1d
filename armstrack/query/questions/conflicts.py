"""Where sources disagree: what `conflicts` asks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from armstrack.model.data_class import dataclass
from armstrack.query.filter import EVERYTHING, Filter, choose
from armstrack.query.questions.question import Question, Rows

if TYPE_CHECKING:
    from armstrack.documents.analysis import Disagreement
    from armstrack.ledger.ledger import Contents
    from armstrack.query.answers import Answers

COLUMNS = (
    "record",
    "id",
    "field",
    "of",
    "used.date",
    "used.value_usd",
    "used.text",
    "used.source.title",
    "used.source.url",
    "other.date",
    "other.value_usd",
    "other.text",
    "other.note",
    "other.source.title",
    "other.source.url",
    "difference.days.at_least",
    "difference.days.at_most",
    "difference.usd",
    "why",
    "ranking",
)
"""One disagreement a row."""


@dataclass(frozen=True)
class ConflictsQuestion(Question["list[Disagreement]"]):
    """Where sources disagree about a day, a value, a quantity or a vote, which is used, and why.

    A sale brings what is recorded about it, about the resolutions that name it, its package, and the published
    figures that count it.
    """

    wanted: Filter = EVERYTHING
    record: str | None = None
    """A sale, a resolution, a package or a figure, as a person names it; `None` asks of all that the filter chooses."""

    def answer(self, answers: Answers, day: date) -> list[Disagreement]:
        """One document a disagreement. Raises NoSuchRecord or AmbiguousName."""
        from armstrack.query.conflicts import AboutSales, conflicts

        def contents() -> Contents:
            return answers.ledger.contents

        if self.record is None:
            said = answers.contributions("conflicts", self.wanted, day).of
            about = AboutSales(said, lambda: answers.chosen(self.wanted, day).sales)
            return conflicts(contents, about, answers.disputed(day), self.wanted, day)
        from armstrack.query.contributions.registry import contributions_of
        from armstrack.query.disagreements import conflicts_of
        from armstrack.query.find_record import find_record
        from armstrack.query.view import SaleOnDay

        ledger = answers.ledger
        found = find_record(ledger.contents, self.record, answers.sale_id)
        if found.kind != "sale":
            return list(conflicts_of(found, day))
        sale = ledger.contents.sales[found.record.id]
        chosen = choose([SaleOnDay(sale, ledger.context(sale), day)], self.wanted).sales
        about = AboutSales(contributions_of("conflicts", chosen), lambda: chosen)
        return conflicts(contents, about, answers.disputed(day), None, day)

    def table(self, document: list[Disagreement]) -> Rows:
        """One disagreement a row."""
        return Rows(document, COLUMNS)
