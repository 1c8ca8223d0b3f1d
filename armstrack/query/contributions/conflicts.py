"""What one sale contributes to `conflicts`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from armstrack.documents.analysis import Disagreement
    from armstrack.query.view import SaleOnDay


def conflicts_of_sale(one: SaleOnDay) -> list[Disagreement] | None:
    """The disagreements that a sale holds, known by its day; `None` where there is none."""
    # Whoever writes imports this, and few sales are disputed.
    from armstrack.query.disagreements import conflicts_of
    from armstrack.query.find_record import Found

    return list(conflicts_of(Found("sale", one.sale), one.day)) or None
