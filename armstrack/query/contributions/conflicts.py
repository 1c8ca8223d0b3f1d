"""What one sale contributes to `conflicts`; see `armstrack.query.conflicts`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armstrack.query.conflicts import conflicts_of
from armstrack.query.find_record import Found
from armstrack.query.view import SaleOnDay

if TYPE_CHECKING:
    from armstrack.documents.analysis import Disagreement


def conflicts_of_sale(one: SaleOnDay) -> list[Disagreement] | None:
    """The disagreements that a sale holds, known by its day; `None` where there is none."""
    return list(conflicts_of(Found("sale", one.sale), one.day)) or None
