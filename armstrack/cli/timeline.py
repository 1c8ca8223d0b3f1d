"""`armstrack timeline` and `armstrack chain`: the life of a sale, and of a sale with its amendments."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from armstrack.cli.failure import usage
from armstrack.cli.filter_options import choosing_sales, words
from armstrack.cli.sale_argument import OptionalSaleArgument, SaleArgument
from armstrack.cli.session import Session
from armstrack.query.chain import chain as chain_of
from armstrack.query.chain import chain_document
from armstrack.query.filter import Filter
from armstrack.query.timeline import timeline_document

GAP_COLUMNS = (
    "from",
    "to",
    "sales",
    "median.at_least",
    "median.at_most",
    "shortest.at_least",
    "shortest.at_most",
    "longest.at_least",
    "longest.at_most",
    "others.sales",
    "others.median.at_least",
    "others.median.at_most",
    "others.shortest.at_least",
    "others.shortest.at_most",
    "others.longest.at_least",
    "others.longest.at_most",
)
COMPARED_COLUMNS = (
    "from",
    "to",
    "days.at_least",
    "days.at_most",
    "days_so_far.at_least",
    "days_so_far.at_most",
    "others",
    "median.at_least",
    "median.at_most",
    "unusually_long",
    "verdict",
)


@choosing_sales
def timeline(
    session: Session,
    wanted: Filter,
    sale: OptionalSaleArgument = None,
    gaps: Annotated[
        bool, typer.Option("--gaps", help="The days between the five dates of the chosen sales, against all others.")
    ] = False,
    compare: Annotated[
        str | None,
        typer.Option("--compare", metavar="median", help="Each gap of the sale beside the median of other sales."),
    ] = None,
) -> None:
    """The life of a sale with the days between its milestones; or, with --gaps, of many sales.

    A day known only in part gives a range of days; what the calendar made is marked as such.
    The filters choose the sales of --gaps, and those that --compare compares with.
    """
    if gaps:
        if sale is not None or compare is not None:
            raise usage("--gaps is about many sales.", "leave SALE out, or ask for `timeline SALE --compare median`")
        _gaps(session, wanted)
        return
    if sale is None:
        raise usage("Which sale?", "name one, or ask for the days of many sales with --gaps")
    if compare is not None:
        words([compare], ("median",), "comparison")
        _compared(session, wanted, sale)
        return
    if wanted != Filter():
        raise usage("The filters choose nothing for one sale alone.", "add --gaps without SALE, or --compare median")
    document = timeline_document(session.on_day(session.sale(sale)))
    if not session.for_people:
        columns = ("step", "date", "not_before", "not_after", "computed", "days_since_previous.days", "source")
        session.write_document(document, document["steps"], columns)
        return
    from armstrack.output.timeline_table import timeline_table

    session.write_table(timeline_table(document))
    promised = f"; delivery promised for {document['promised']}" if document["promised"] else ""
    if len(document["promises"]) > 1:
        promised = "".join(f"; {promise['words']}" for promise in document["promises"])
    session.note(f"{document['id']} as of {session.day}: {document['state'] or 'nothing yet'}{promised}.")


def _gaps(session: Session, wanted: Filter) -> None:
    from armstrack.query.five_dates import gaps_document

    every = session.answers.chosen(Filter(), session.day)
    document: dict[str, Any] = {"as_of": session.day.isoformat()} | gaps_document(every.sales, wanted)
    if not session.for_people:
        session.write_document(document, document["steps"], GAP_COLUMNS)
    elif document["sales"]:
        from armstrack.output.gaps_table import gaps_page, gaps_sentence

        session.write_page(gaps_page(document))
        session.note(gaps_sentence(document))
    else:
        session.note(session.answers.near(wanted, session.day, notified=False))
    raise typer.Exit(session.report_unreadable())


def _compared(session: Session, wanted: Filter, name: str) -> None:
    from armstrack.query.five_dates import PROCEDURE, compared_document

    sale = session.on_day(session.sale(name))
    if sale.life.procedure.name != PROCEDURE:
        raise usage(
            f"{sale.id} is no Foreign Military Sale, and has no letter of offer.",
            f"`armstrack timeline {sale.id}` shows its own milestones",
        )
    others = session.answers.chosen(wanted, session.day)
    document = compared_document(sale, others.sales)
    if not session.for_people:
        session.write_document(document, document["gaps"], COMPARED_COLUMNS)
    else:
        from armstrack.output.amounts import count
        from armstrack.output.gaps_table import compared_table

        session.write_table(compared_table(document))
        with_whom = count(document["compared_with"], "other sale")
        session.note(f"{sale.id} as of {session.day}: {document['state'] or 'nothing yet'}; against {with_whom}.")
    raise typer.Exit(session.report_unreadable())


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
