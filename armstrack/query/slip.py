"""How often a promised delivery moved, and by how much.

Every day that somebody gave for delivery (`expected:`) stands in the order in which it was given.
A promise moved where it surely names a later, or an earlier, day than the one before about the same.
Where none before was (it is of another quantity, another item or another case, or of the end of a
contract's work instead of a delivery), it is shown after the others, and not counted as a move.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from armstrack.query.parts import Contribution

if TYPE_CHECKING:
    from armstrack.documents.analysis import SlipSale

Document = dict[str, Any]


def slips_document(of: Iterable[Contribution], day: date) -> list[SlipSale]:
    """The sales with more than one promise, the most moved first, as `slip --format json` prints them."""
    rows = [each.says for each in of]
    dated = [{key: row[key] for key in ("id", "title")} | {"as_of": day.isoformat()} | row for row in rows]
    return sorted(dated, key=_most_moved_first)


def _most_moved_first(row: Document) -> tuple[float, int, str]:
    total = row["total_days"]
    moved = total["at_least"] if total is not None and total["at_least"] is not None else float("-inf")
    return (-moved, -row["moved"]["later"], row["id"])
