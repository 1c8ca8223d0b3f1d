"""What a recipient was notified for, year by year: one grouped question, cheap to ask beside another."""

from __future__ import annotations

from datetime import date

from armstrack.query.answers import Answers, Document
from armstrack.query.filter import Filter
from armstrack.query.summary import summary_document


def recipient_years(answers: Answers, recipient: str, day: date) -> Document:
    """The summary of one recipient by calendar year, as `summary --by year` prints it."""
    return summary_document(answers.summary(Filter(recipients=(recipient,)), day, ("year",)))
