"""`armstrack show` and `armstrack next`: one sale, and what may happen to it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from armstrack.cli.failure import usage
from armstrack.cli.filter_options import ExplainOption
from armstrack.cli.session import Session
from armstrack.query.document import closed_document, next_document, sale_document
from armstrack.workflow.move import next_moves
from armstrack.workflow.resolution_life import resolution_standing

SaleArgument = Annotated[
    str,
    typer.Argument(metavar="SALE", help="An id, the beginning of one, or a transmittal number.", show_default=False),
]


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
    if session.format in ("csv", "md"):
        raise usage(f"show has no {session.format} form.", "use --format json, or `armstrack list --format csv`")
    if session.for_people:
        from armstrack.output.sale_tables import sale_page

        standings = [(one.measure, resolution_standing(one, session.day)) for one in found.resolutions]
        told = [(measure, standing.means) for measure, standing in standings if standing.state is not None]
        session.write(sale_page(document, told, session.terminal))
    else:
        session.write_document(document, [document], ())


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
    from armstrack.output.facts import heading, paragraph
    from armstrack.output.sale_tables import closed_table, next_table

    state = found.standing.state or "nothing recorded"
    if session.format == "table":
        session.write(heading(f"{found.id} on {session.day}: {state}, {found.standing.words}", session.terminal))
    if possible:
        session.write_table(next_table(document["possible"]))
    else:
        session.write(paragraph("Nothing can follow.", session.terminal))
    for move in possible:
        if move.warning:
            session.write(paragraph(f"{move.state}: {move.warning}.", session.terminal))
    session.write("\n")
    if session.format == "table":
        session.write(heading("Not possible", session.terminal))
    session.write_table(closed_table(document["not_possible"]))
