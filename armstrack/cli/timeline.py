"""`armstrack timeline` and `armstrack chain`: the life of a sale, and of a sale with its amendments."""

from __future__ import annotations

from armstrack.cli.session import Session
from armstrack.cli.show import SaleArgument
from armstrack.query.chain import chain as chain_of
from armstrack.query.chain import chain_document
from armstrack.query.timeline import timeline_document


def timeline(session: Session, sale: SaleArgument) -> None:
    """The life of a sale with the days between its milestones.

    A day known only in part gives a range of days; what the calendar made is marked as such.
    """
    document = timeline_document(session.on_day(session.sale(sale)))
    if not session.for_people:
        columns = ("step", "date", "not_before", "not_after", "computed", "days_since_previous.days", "source")
        session.write_document(document, document["steps"], columns)
        return
    from armstrack.output.timeline_table import timeline_table

    session.write_table(timeline_table(document))
    promised = f"; delivery promised for {document['promised']}" if document["promised"] else ""
    session.note(f"{document['id']} as of {session.day}: {document['state'] or 'nothing yet'}{promised}.")


def chain(session: Session, sale: SaleArgument) -> None:
    """A sale with everything that amends it, and the combined ceiling, nothing counted twice."""
    document = chain_document(chain_of(session.ledger, sale, session.day))
    if not session.for_people:
        columns = ("id", "authority", "notified", "state", "total_usd", "increase_usd")
        session.write_document(document, document["sales"], columns)
        return
    from armstrack.output.timeline_table import chain_table

    session.write_table(chain_table(document))
    first = document["first"]
    if isinstance(first, dict):
        number = f" ({first['transmittal']})" if first["transmittal"] else ""
        session.note(f"The first sale, {first['title']}{number}, is not in this ledger.")
    unknown = "unknown: " if document["combined_ceiling_usd"] is None else ""
    session.note(f"The combined ceiling is {unknown}{document['rule']}.")
