"""`armstrack show` and `armstrack next`: one sale, and what may happen to it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from armstrack.cli.filter_options import ExplainOption
from armstrack.cli.session import Session
from armstrack.model.partial_date import PartialDate
from armstrack.query.document import closed_document, next_document, sale_document
from armstrack.workflow.move import next_moves
from armstrack.workflow.resolution_life import resolution_standing

SaleArgument = Annotated[
    str,
    typer.Argument(metavar="SALE", help="An id, the beginning of one, or a transmittal number.", show_default=False),
]

HISTORY_COLUMNS = (
    "date",
    "not_before",
    "not_after",
    "state",
    "event",
    "actor",
    "item",
    "quantity",
    "value_usd",
    "amount.value",
    "amount.currency",
    "expires",
    "expected",
    "emergency.justification",
    "skipped",
    "source",
    "confidence",
    "note",
)
"""The columns of a sale as CSV: one entry of its history a row."""


def show(session: Session, sale: SaleArgument, explain: ExplainOption = False) -> None:
    """One sale on the day: where it stands, its clock, items, history, sources, and what may come next."""
    found = session.on_day(session.sale(sale))
    possible, _ = next_moves(found.sale, found.context, session.day)
    amended_by = tuple(
        other.id
        for other in session.ledger.contents.sales.values()
        if other.amends is not None and other.amends.id == found.id
    )
    document = sale_document(found, possible, amended_by)
    if explain:
        document["explanation"] = list(found.explanation)
    if session.for_people:
        from armstrack.output.sale_tables import sale_page

        standings = [(one.measure, resolution_standing(one, session.day)) for one in found.resolutions]
        told = [(measure, standing.means) for measure, standing in standings if standing.state is not None]
        session.write_page(sale_page(document, told, since_text(found.standing.since)))
    else:
        rows = document["history"] if session.format == "csv" else [document]
        session.write_document(document, rows, HISTORY_COLUMNS)


def since_text(since: PartialDate | None) -> str:
    """Since when a state holds, as precise as known; nothing where there is no state."""
    if since is None:
        return ""
    bounded = since.earliest is not None and since.latest is not None
    return str(since).removeprefix("an unknown day ") if bounded else str(since)


def next_(session: Session, sale: SaleArgument) -> None:
    """Every state: from which day the sale can enter it, by whom and under which law; or why it cannot."""
    found = session.on_day(session.sale(sale))
    possible, closed = next_moves(found.sale, found.context, session.day)
    document: dict[str, Any] = {
        "id": found.id,
        "as_of": session.day.isoformat(),
        "state": found.standing.state,
        "standing": found.standing.words,
        "possible": [next_document(move) for move in possible],
        "not_possible": [closed_document(move) for move in closed],
    }
    if not session.for_people:
        session.write_document(document, document["possible"], ("state", "earliest_action", "actor", "citations"))
        return
    from armstrack.output.sale_tables import next_page

    session.write_page(next_page(document))
