"""`armstrack slip`: how promised deliveries moved."""

from __future__ import annotations

import typer

from armstrack.cli.failure import usage
from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.sale_argument import OptionalSaleArgument
from armstrack.cli.session import Session
from armstrack.query.filter import Filter

PROMISE_COLUMNS = (
    "date",
    "not_before",
    "not_after",
    "word",
    "expected",
    "expected_not_before",
    "expected_not_after",
    "shift_days.at_least",
    "shift_days.at_most",
    "moved",
    "differs",
    "quantity",
    "item",
    "case",
    "actor",
    "source",
    "note",
)
SALE_COLUMNS = (
    "id",
    "title",
    "state",
    "promised",
    "first_promise",
    "last_promise",
    "total_days.at_least",
    "total_days.at_most",
    "moved.later",
    "moved.earlier",
    "moved.same",
    "moved.unsure",
    "about_something_else",
    "passed",
    "arrived",
    "kept",
    "open_promises",
)


@choosing_sales
def slip(session: Session, wanted: Filter, sale: OptionalSaleArgument = None) -> None:
    """How often the promised delivery of a sale moved, and by how much; without SALE, of all with two promises.

    A promise known to the year or the month gives a range of days. Two promises about different
    things are shown, and not compared. The filters choose among the sales where none is named.
    """
    if sale is None:
        _every(session, wanted)
    elif wanted != Filter():
        raise usage("The filters choose nothing for one sale alone.", "leave SALE out")
    else:
        _one(session, sale)


def _one(session: Session, name: str) -> None:
    from armstrack.query.slip import slip_document, slip_of

    document = slip_document(slip_of(session.on_day(session.sale(name))))
    if not session.for_people:
        session.write_document(document, document["promises"], PROMISE_COLUMNS)
        return
    from armstrack.output.slip_table import slip_sentence, slip_table

    if document["promises"] or session.format == "md":
        session.write_table(slip_table(document))
    session.note(slip_sentence(document))
    if document["loosely_dated"]:
        session.note(f"{document['loosely_dated']} left out: the day on which it was said is known too loosely.")


def _every(session: Session, wanted: Filter) -> None:
    from armstrack.query.slip import slips_document

    chosen = session.answers.chosen(wanted, session.day)
    rows = slips_document(chosen.sales)
    if not session.for_people:
        session.write_document(rows, rows, SALE_COLUMNS)
    else:
        from armstrack.output.amounts import count
        from armstrack.output.slip_table import slips_table

        if rows or session.format == "md":
            session.write_table(slips_table(rows))
        among = count(len(chosen.sales), "sale")
        session.note(f"{len(rows)} of {among} with more than one promise, as of {session.day}.")
    raise typer.Exit(session.report_unreadable())
