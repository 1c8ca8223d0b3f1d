"""`armstrack deliveries`: how much of what was notified has been delivered."""

from __future__ import annotations

import typer

from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.session import Session
from armstrack.query.filter import Filter

COLUMNS = ("id", "recipient", "state", "name", "notified", "delivered", "perhaps", "deliveries_without_quantity")


@choosing_sales
def deliveries(session: Session, wanted: Filter) -> None:
    """How much of each line item has been delivered, of the sales of which a delivery is recorded.

    The quantity of a notice is the most that may be sold. A delivery that does not say how much, or of
    what, is told and counts for nothing.
    """
    from armstrack.query.deliveries import deliveries_document

    chosen = session.answers.chosen(wanted, session.day)
    document = deliveries_document(chosen.sales)
    if session.for_people:
        from armstrack.output.deliveries_table import deliveries_sentence, deliveries_table

        if document or session.format == "md":
            session.write_table(deliveries_table(document))
        session.note(deliveries_sentence(document, len(chosen.sales), session.day.isoformat()))
    else:
        rows = document if session.format != "csv" else [sale | item for sale in document for item in sale["items"]]
        session.write_document(document, rows, (*COLUMNS, "share_percent"))
    raise typer.Exit(session.report_unreadable())
