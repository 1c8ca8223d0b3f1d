"""Cases below a threshold that together pass it: what `clusters` asks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from armstrack.model.data_class import dataclass
from armstrack.query.filter import EVERYTHING, Filter
from armstrack.query.questions.question import Question, Rows

if TYPE_CHECKING:
    from armstrack.documents.analysis import ClustersDocument
    from armstrack.law.options import LawOptions
    from armstrack.query.answers import Answers

COLUMNS = (
    "cluster",
    "id",
    "recipient",
    "authority",
    "date",
    "not_before",
    "not_after",
    "state",
    "value_usd",
    "mde_usd",
    "title",
    "threshold.citation",
)


@dataclass(frozen=True)
class ClustersQuestion(Question["ClustersDocument"]):
    """Several cases to one buyer within a window, each below a threshold, that together pass it."""

    wanted: Filter = EVERYTHING
    window: int = 180
    """The days that the cases lie within."""

    def answer(self, answers: Answers, day: date) -> ClustersDocument:
        """The clusters, and what could not be decided."""
        from armstrack.query.clusters import Case, clusters_document

        def options() -> LawOptions:
            from armstrack.law.options import LawOptions

            return LawOptions(**answers.table("law-options"))

        told = answers.contributions("clusters", self.wanted, day)
        cases = [Case(*each.says) for each in told.of]
        return clusters_document(cases, told.sales, day, self.window, options)

    def table(self, document: ClustersDocument) -> Rows:
        """One row for each case of each cluster."""
        rows = [
            {"cluster": number, "authority": one["authority"], "threshold": one["threshold"]} | case
            for number, one in enumerate(document["clusters"], start=1)
            for case in one["cases"]
        ]
        return Rows(rows, COLUMNS)
