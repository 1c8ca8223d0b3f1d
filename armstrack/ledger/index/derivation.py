"""What the index is given from outside: who turns records into rows, and who hears how far the work is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from armstrack.ledger.index.tables import SaleRows
    from armstrack.model.resolution import Resolution
    from armstrack.model.sale import Sale
    from armstrack.workflow.context import Context

Tell = Callable[[int, int], None]
"""Hears how many files of how many have been read."""


class Derivation(Protocol):
    """What turns records into the rows of the index."""

    def sale_rows(self, sale: Sale, context: Context, /) -> SaleRows:
        """The rows of a sale."""

    def resolution_rows(self, resolution: Resolution, discharge: Mapping[str, str], /) -> list[tuple[Any, ...]]:
        """What falls due by a resolution."""
