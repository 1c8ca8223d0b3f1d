"""What falls due: what `due` asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from armstrack.query.filter import EVERYTHING, Filter
from armstrack.query.questions.question import Question, Rows

if TYPE_CHECKING:
    from armstrack.documents.sales import Due, DueInFull
    from armstrack.query.answers import Answers

COLUMNS = ("id", "kind", "day", "days_left", "citations", "title", "words", "case", "item")

KEPT_FOR_SCREENS = ("opened", "quantity", "loose")
"""What the tables, the bars and the calendar file need besides, and programs do not get."""


@dataclass(frozen=True)
class DueQuestion(Question["list[Due]"]):
    """Review clocks, discharge days, offers to sign, waits before delivery and promised deliveries, soonest first."""

    wanted: Filter = EVERYTHING
    within: int | None = None
    """Only what falls due in so many days; what has passed unanswered stays."""

    def whole(self, answers: Answers, day: date) -> list[DueInFull]:
        """What falls due, with what a screen needs besides."""
        return answers.due(self.wanted, day, self.within)

    def answer(self, answers: Answers, day: date) -> list[Due]:
        """What falls due, one row each."""
        rows = [row for row in self.whole(answers, day) if not row["loose"]]
        told = [{key: value for key, value in row.items() if key not in KEPT_FOR_SCREENS} for row in rows]
        return cast("list[Due]", told)

    def table(self, document: list[Due]) -> Rows:
        """What falls due."""
        return Rows(document, COLUMNS)
