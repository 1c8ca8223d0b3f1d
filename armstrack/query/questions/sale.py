"""The one sale that a question is about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from armstrack.query.answers import Answers
    from armstrack.query.view import SaleOnDay


def sale_called(name: str, answers: Answers, day: date) -> SaleOnDay:
    """The sale that a name means, on a day. Raises NoSuchRecord, AmbiguousName or RecordVanished."""
    from armstrack.query.find import sale_of_id
    from armstrack.query.view import SaleOnDay

    ledger = answers.ledger
    sale = sale_of_id(ledger.contents.sales, answers.sale_id(name))
    return SaleOnDay(sale, ledger.context(sale), day)
