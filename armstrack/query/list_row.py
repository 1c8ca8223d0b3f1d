"""One sale as `list` prints it: the one place where the keys of its row stand, whoever knows the values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from armstrack.query.plain import authority_document, recipient_document

if TYPE_CHECKING:
    from armstrack.documents.parts import Review
    from armstrack.documents.sales import Held, SaleRow
    from armstrack.model.money import Money


def list_row(
    *,
    id: str,
    title: str,
    recipients: tuple[str, ...],
    purchaser: str | None,
    authorities: tuple[str, ...],
    transmittal: str | None,
    package: str | None,
    sale_class: str | None,
    notified: str | None,
    state: str | None,
    since: str | None,
    maybe: Sequence[str],
    value: Money,
    emergency: bool,
    review: Review | None,
    ceiling: Money,
    stage: str | None,
    verified: bool | None,
    held: Held | None,
    amendment: bool,
) -> SaleRow:
    """The row, from plain values: read from the files of a ledger, or from its index."""
    return {
        "id": id,
        "title": title,
        "recipient": recipient_document(recipients),
        "purchaser": purchaser,
        "authority": authority_document(authorities),
        "transmittal": transmittal,
        "package": package,
        "class": sale_class,
        "notified": notified,
        "state": state,
        "since": since,
        "maybe": list(maybe),
        "value_usd": value,
        "emergency": emergency,
        "review": review,
        "ceiling_usd": ceiling,
        "stage": stage,
        "verified": verified,
        "held": held,
        "amendment": amendment,
    }
