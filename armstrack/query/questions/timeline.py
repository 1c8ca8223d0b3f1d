"""The life of a sale, and the days between the five dates of many: what `timeline` asks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from armstrack.model.data_class import dataclass
from armstrack.query.filter import EVERYTHING, Filter
from armstrack.query.plain_words import WrongWord
from armstrack.query.questions.question import Question, Rows
from armstrack.query.questions.sale import sale_called

if TYPE_CHECKING:
    from armstrack.documents.analysis import ComparedDocument, TimelineGapsDocument
    from armstrack.documents.sales import TimelineDocument
    from armstrack.query.answers import Answers

STEP_COLUMNS = ("step", "date", "not_before", "not_after", "computed", "days_since_previous.days", "source")
GAP_COLUMNS = (
    "from",
    "to",
    "sales",
    "median.at_least",
    "median.at_most",
    "shortest.at_least",
    "shortest.at_most",
    "longest.at_least",
    "longest.at_most",
    "others.sales",
    "others.median.at_least",
    "others.median.at_most",
    "others.shortest.at_least",
    "others.shortest.at_most",
    "others.longest.at_least",
    "others.longest.at_most",
)
COMPARED_COLUMNS = (
    "from",
    "to",
    "days.at_least",
    "days.at_most",
    "days_so_far.at_least",
    "days_so_far.at_most",
    "others",
    "median.at_least",
    "median.at_most",
    "unusually_long",
    "verdict",
)


@dataclass(frozen=True)
class TimelineQuestion(Question["TimelineDocument"]):
    """The life of one sale, with the days between its milestones."""

    sale: str
    """The sale, as a person names it."""

    def answer(self, answers: Answers, day: date) -> TimelineDocument:
        """The steps. Raises NoSuchRecord or AmbiguousName."""
        from armstrack.query.timeline import timeline_document

        return timeline_document(sale_called(self.sale, answers, day))

    def table(self, document: TimelineDocument) -> Rows:
        """The steps, a row each."""
        return Rows(document["steps"], STEP_COLUMNS)


@dataclass(frozen=True)
class TimelineGaps(Question["TimelineGapsDocument"]):
    """The days between the five dates of the chosen sales, against those of all others."""

    wanted: Filter = EVERYTHING

    def answer(self, answers: Answers, day: date) -> TimelineGapsDocument:
        """The days between each pair of dates."""
        from armstrack.query.five_dates import gaps_document

        every = answers.contributions("five-dates", EVERYTHING, day)
        chosen = answers.contributions("five-dates", self.wanted, day)
        return {"as_of": day.isoformat(), **gaps_document(every, chosen, answers.table("five-dates"))}

    def table(self, document: TimelineGapsDocument) -> Rows:
        """One row for each pair of dates."""
        return Rows(document["steps"], GAP_COLUMNS)


@dataclass(frozen=True)
class TimelineCompared(Question["ComparedDocument"]):
    """Each gap of one sale beside the median of other sales, which the filter chooses."""

    sale: str
    """The sale, as a person names it."""
    wanted: Filter = EVERYTHING

    def answer(self, answers: Answers, day: date) -> ComparedDocument:
        """Each gap. Raises NoSuchRecord, AmbiguousName, or WrongWord for a sale that has no letter of offer."""
        from functools import partial

        from armstrack.query.contributions.five_dates import dates_of, so_far
        from armstrack.query.five_dates import PROCEDURE, compared_document

        sale = sale_called(self.sale, answers, day)
        if sale.life.procedure.name != PROCEDURE:
            raise WrongWord(
                f"{sale.id} is no Foreign Military Sale, and has no letter of offer.",
                f"`armstrack timeline {sale.id}` shows its own milestones",
            )
        own, others = dates_of(sale), answers.contributions("five-dates", self.wanted, day)
        waited = partial(so_far, sale, own)
        return compared_document(own, waited, sale.standing.state, day, others, answers.table("five-dates"))

    def table(self, document: ComparedDocument) -> Rows:
        """One row a gap."""
        return Rows(document["gaps"], COMPARED_COLUMNS)
