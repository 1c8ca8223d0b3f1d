"""`armstrack conflicts`: where sources disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.sale_argument import complete_sale
from armstrack.cli.session import Session
from armstrack.query.filter import Filter

if TYPE_CHECKING:
    from armstrack.query.find_record import Found

COLUMNS = (
    "record",
    "id",
    "field",
    "of",
    "used.date",
    "used.value_usd",
    "used.text",
    "used.source.title",
    "used.source.url",
    "other.date",
    "other.value_usd",
    "other.text",
    "other.note",
    "other.source.title",
    "other.source.url",
    "difference.days.at_least",
    "difference.days.at_most",
    "difference.usd",
    "why",
    "ranking",
)
"""The columns of the disagreements as CSV: one a row."""


@choosing_sales
def conflicts(
    session: Session,
    wanted: Filter,
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[RECORD]",
            help="A sale, by id or transmittal, or a resolution, package or figure. Default: all of them.",
            show_default=False,
            autocompletion=complete_sale,
        ),
    ] = None,
) -> None:
    """Where sources disagree about a day, a value, a quantity or a vote: what each says, which is used, and why.

    A sale brings what is recorded about it, about the resolutions that name it, its package, and the published
    figures that count it. The reason is what the record says; the ranking of sources is told beside it.
    """
    rows = _rows(session, wanted, what)
    if session.for_people:
        from armstrack.ledger.source_rank import source_ranking
        from armstrack.output.amounts import count
        from armstrack.output.conflicts_page import conflicts_page

        if rows:
            ranking = source_ranking()
            order = ", ".join(f"{rank.name} ({rank.means})" for rank in ranking.ranks)
            session.write_page(conflicts_page(rows, f"{ranking.reason} In this order: {order}."))
        said = f"{count(len(rows), 'disagreement')} as of {session.day}." if rows else "No disagreement is recorded."
        session.note(said)
    else:
        session.write_document(rows, rows, COLUMNS)
    raise typer.Exit(session.report_unreadable())


def _rows(session: Session, wanted: Filter, what: str | None) -> list[dict[str, Any]]:
    from armstrack.query.conflicts import conflicts as conflicts_about
    from armstrack.query.conflicts import conflicts_of

    contents = session.ledger.contents
    if what is None:
        return conflicts_about(contents, session.answers.chosen(wanted, session.day), wanted, session.day)
    found = _found(session, what)
    if found.kind != "sale":
        return list(conflicts_of(found, session.day))
    from armstrack.query.filter import choose

    chosen = choose([session.on_day(contents.sales[found.record.id])], wanted)
    return conflicts_about(contents, chosen, None, session.day)


def _found(session: Session, what: str) -> Found:
    from armstrack.query.find_record import find_record

    return find_record(session.ledger.contents, what, session.sale_id)
