"""Long silences, periods without a notification: what `gaps` asks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from armstrack.model.data_class import dataclass
from armstrack.query.filter import EVERYTHING, Filter
from armstrack.query.ordering import Sortable
from armstrack.query.questions.question import Question, Rows

if TYPE_CHECKING:
    from armstrack.documents.analysis import GapsDocument
    from armstrack.query.answers import Answers

COLUMNS = (
    "days",
    "at_least",
    "at_most",
    "after",
    "after_not_before",
    "after_not_after",
    "until",
    "until_not_before",
    "until_not_after",
    "running",
    "after_sales",
    "until_sales",
    "may_lie_inside",
)


@dataclass(frozen=True)
class GapsQuestion(Sortable, Question["GapsDocument"]):
    """The longest periods without a notification of the chosen sales.

    What the filter says of days means the time that the silences reach into; they are told whole.
    """

    wanted: Filter = EVERYTHING
    least: int = 180
    """Silences of so many days or more."""

    listing = "gaps"

    def answer(self, answers: Answers, day: date) -> GapsDocument:
        """The silences that are shown, and what could not be decided."""
        return self.shortened(self.whole(answers, day))

    def shortened(self, document: GapsDocument) -> GapsDocument:
        """The document with the silences that are shown, in their order."""
        return {**document, "silences": self.arranged(document["silences"])}

    def whole(self, answers: Answers, day: date) -> GapsDocument:
        """All silences, the longest first, and what could not be decided."""
        from armstrack.query.silences import silences_document, without_dates

        found = answers.contributions("gaps", without_dates(self.wanted), day)
        document = silences_document(found.of, self.wanted, day, self.least)
        return {**document, "unvalued": found.unvalued}

    def table(self, document: GapsDocument) -> Rows:
        """The silences, a row each."""
        rows = [row | {"may_lie_inside": [one["id"] for one in row["may_lie_inside"]]} for row in document["silences"]]
        return Rows(rows, COLUMNS)
