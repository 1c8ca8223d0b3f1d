"""How full the records are: what `coverage` asks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from armstrack.model.data_class import dataclass
from armstrack.query.filter import EVERYTHING, Filter
from armstrack.query.questions.question import Question, Rows

if TYPE_CHECKING:
    from armstrack.documents.counts import CoverageYear
    from armstrack.query.answers import Answers
    from armstrack.query.parts import Contributions


@dataclass(frozen=True)
class CoverageQuestion(Question["list[CoverageYear]"]):
    """Of how many of the chosen sales each thing is known, by year of notification."""

    wanted: Filter = EVERYTHING

    def answer(self, answers: Answers, day: date) -> list[CoverageYear]:
        """One row a year."""
        return self.counted(answers, day)[0]

    def counted(self, answers: Answers, day: date) -> tuple[list[CoverageYear], Contributions]:
        """One row a year, and the sales that they count, with those that the filter could not decide on."""
        from armstrack.query.coverage import coverage

        found = answers.contributions("coverage", self.wanted, day)
        return coverage(found.of), found

    def table(self, document: list[CoverageYear]) -> Rows:
        """One row a year."""
        from armstrack.query.coverage import COLUMNS

        return Rows(document, ("year", *COLUMNS))
