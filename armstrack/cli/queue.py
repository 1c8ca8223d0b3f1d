"""`armstrack queue`: who waits for the same system."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from armstrack.cli.failure import usage
from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.session import Session
from armstrack.query.filter import Filter

COLUMNS = (
    "place",
    "id",
    "title",
    "recipient",
    "notified",
    "state",
    "age_days.at_least",
    "age_days.at_most",
    "quantity",
    "item",
    "mde",
    "delivered",
    "perhaps",
    "deliveries_without_quantity",
)
OF_AN_ITEM = ("quantity", "mde", "delivered", "perhaps", "deliveries_without_quantity")


@choosing_sales
def queue(
    session: Session,
    wanted: Filter,
    system: Annotated[
        str,
        typer.Option("--system", metavar="NAME", help="As HIMARS, M142 or AIM-120; another name is searched as text."),
    ],
) -> None:
    """The sales that name a system and are not delivered yet, in the order of notification.

    A sale names it in its title or in a line item, under any of its names; each such item is shown
    with its quantity, which is unknown where the notice gives none, and with what has come of it.
    Once every such item has come whole, the sale waits no longer.
    """
    if not any(character.isalnum() for character in system):
        raise usage("--system: a name has at least a letter or a figure.", "write HIMARS or M142")
    from armstrack.query.queue import queue_document

    chosen = session.answers.chosen(wanted, session.day)
    document: dict[str, Any] = {"as_of": session.day.isoformat()} | queue_document(chosen.sales, system)
    if session.format == "csv":
        rows = [
            sale | {"item": item.get("name")} | {key: item.get(key) for key in OF_AN_ITEM}
            for sale in document["sales"]
            for item in sale["items"] or [{}]
        ]
        session.write_document(document, rows, COLUMNS)
    elif not session.for_people:
        session.write_document(document, document["sales"], COLUMNS)
    else:
        from armstrack.output.queue_table import queue_sentence, queue_table

        if document["sales"] or session.format == "md":
            session.write_table(queue_table(document))
        session.note(queue_sentence(document, session.day.isoformat()))
        session.note_left_out(len(chosen.undated), len(chosen.unvalued))
    raise typer.Exit(session.report_unreadable())
