"""How full the records are: what `coverage` asks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from armstrack.model.data_class import dataclass
from armstrack.query.filter import EVERYTHING
from armstrack.query.questions.question import Question, Rows

if TYPE_CHECKING:
    from armstrack.documents.counts import CoverageYear
    from armstrack.query.answers import Answers


@dataclass(frozen=True)
class CoverageQuestion(Question["list[CoverageYear]"]):
    """Of how many sales each thing is known, by year of notification."""

    def answer(self, answers: Answers, day: date) -> list[CoverageYear]:
        """One row a year."""
        from armstrack.query.coverage import coverage

        return coverage(answers.contributions("coverage", EVERYTHING, day).of)

    def table(self, document: list[CoverageYear]) -> Rows:
        """One row a year."""
        from armstrack.query.coverage import COLUMNS

        return Rows(document, ("year", *COLUMNS))
