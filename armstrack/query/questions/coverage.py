"""How full the records are: what `coverage` asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from armstrack.query.filter import EVERYTHING
from armstrack.query.questions.question import Question, Row, Rows

if TYPE_CHECKING:
    from armstrack.query.answers import Answers


@dataclass(frozen=True)
class CoverageQuestion(Question[list[dict[str, Any]]]):
    """Of how many sales each thing is known, by year of notification."""

    def answer(self, answers: Answers, day: date) -> list[dict[str, Any]]:
        """One row a year."""
        from armstrack.query.coverage import coverage

        return coverage(answers.contributions("coverage", EVERYTHING, day).of)

    def table(self, document: Sequence[Row]) -> Rows:
        """One row a year."""
        from armstrack.query.coverage import COLUMNS

        return Rows(document, ("year", *COLUMNS))
