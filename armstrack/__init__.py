"""armstrack: the approval ledger of U.S. arms sales.

The same objects that the commands use, for notebooks and other programs:

    import armstrack
    ledger = armstrack.open("data")
    for sale in ledger.sales(recipient="TW", as_of="2026-01-10"):
        print(sale.id, sale.standing.state, sale.standing.review.last_review_day)
    for one in ledger.due(as_of="2026-01-10", within=7):
        print(one.day, one.kind, one.id)
    print(ledger.summary(by=["year"], recipient="TW", as_of="2026-01-10").total)
    ledger.site("public", base_url="https://example.org/arms-sales/")

What `sales`, `summary`, `due` and `timeline` give has a method `to_frame`, for which pandas or polars is installed.
"""

from __future__ import annotations

from armstrack.version import __version__ as __version__

TYPE_CHECKING = False  # a type checker takes it for true; `typing` is loaded where the program has begun
if TYPE_CHECKING:
    from armstrack.notices.draft import Draft, Reading
    from armstrack.site.opened import SitedLedger


def open(folder: str | None = None) -> SitedLedger:
    """The ledger in a folder; without one, the ledger that the commands would use here.

    Raises armstrack.ledger.locate.LedgerNotFound when the folder holds no ledger.
    """
    # The commands start faster when importing the package costs nothing.
    from armstrack.site.opened import open_ledger

    return open_ledger(folder)


def read_notice(text: str) -> Draft | None:
    """The draft of the sale that the text of a public notice announces; `None` where there is nothing to draft."""
    from armstrack.notices import reading

    return reading.read_notice(text)


def read_notices(text: str) -> Reading:
    """The drafts of all sales that a text announces, or the reason why there are none."""
    from armstrack.notices import reading

    return reading.read_notices(text)
