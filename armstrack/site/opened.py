"""A ledger opened for reading, from which a site can be made: what `armstrack.open` gives."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from armstrack.query.api.filters import Filters, day_of
from armstrack.query.api.open_ledger import OpenLedger, ledger_in
from armstrack.query.filter import filter_of
from armstrack.query.washington import today

if TYPE_CHECKING:
    from armstrack.site.build import Built


class SitedLedger(OpenLedger):
    """A ledger opened for reading."""

    def site(
        self,
        folder: str | Path,
        *,
        as_of: str | date | None = None,
        base_url: str = "",
        title: str | None = None,
        **filters: Unpack[Filters],
    ) -> Built:
        """Writes a static site of the ledger, as `armstrack site` does, into a folder that is empty or holds one.

        Raises ValueError as `sales` does, NotASite for a folder that holds something else, and ImportError without
        the extra `site`.
        """
        from armstrack.query.ledger_state import ledger_state
        from armstrack.site.build import Wish, build

        day = today() if as_of is None else day_of(as_of)
        wish = Wish(filter_of(filters), f"{base_url.rstrip('/')}/" if base_url else "", title)
        return build(Path(folder), self._ledger, day, ledger_state(self._ledger), wish, lambda done, total: None)


def open_ledger(folder: str | None) -> SitedLedger:
    """The ledger in a folder, or the one that the commands would use here. Raises LedgerNotFound."""
    return SitedLedger(ledger_in(folder))
