"""`armstrack deliveries`: how much of what was notified has been delivered."""

from __future__ import annotations

import typer

from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.session import Session
from armstrack.query.filter import Filter

COLUMNS = ("id", "recipient", "state", "name", "notified", "delivered", "perhaps", "deliveries_without_quantity", "of")


@choosing_sales
def deliveries(session: Session, wanted: Filter) -> None:
    """How much of each line item has been delivered, of the sales of which a delivery is recorded.

    The quantity of a notice is the most that may be sold. A delivery that does not say how much, or of
    what, is told and counts for nothing. A sale may be recorded as delivered whole without any delivery.
    """
    from armstrack.query.deliveries import deliveries_document, delivery_rows

    chosen = session.answers.chosen(wanted, session.day)
    document = deliveries_document(chosen.sales)
    by_row = [row for sale in document for row in delivery_rows(sale)]
    if session.for_people:
        from armstrack.output.deliveries_table import deliveries_sentence, deliveries_table

        if document or session.format == "md":
            session.write_table(deliveries_table(by_row))
        session.note(deliveries_sentence(document, len(chosen.sales), session.day.isoformat()))
    else:
        session.write_document(document, by_row if session.format == "csv" else document, (*COLUMNS, "share_percent"))
    raise typer.Exit(session.report_unreadable())
