"""`armstrack list`: the sales, filtered and sorted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from armstrack.cli.failure import usage
from armstrack.cli.filter_options import choosing_sales, words
from armstrack.cli.session import Session
from armstrack.query.document import sale_row
from armstrack.query.filter import Chosen, Filter, choose
from armstrack.query.nearby import what_was_near
from armstrack.query.view import SaleOnDay, newest_first, sales_on

SCREENFUL = 50
"""Rows after which a list on a terminal stops."""

CSV_COLUMNS = (
    "id",
    "title",
    "recipient",
    "purchaser",
    "authority",
    "transmittal",
    "package",
    "class",
    "notified",
    "state",
    "since",
    "maybe",
    "value_usd",
    "emergency",
    "review.review_days",
    "review.last_review_day",
    "review.earliest_action",
)

SORTS: dict[str, Callable[[SaleOnDay], Any]] = {
    "value": lambda one: (one.value is None, -(one.value or 0)),
    "id": lambda one: one.id,
    "title": lambda one: one.title.casefold(),
    "recipient": lambda one: one.sale.recipients,
    "state": lambda one: one.standing.state or "",
    "since": lambda one: one.standing.since.text if one.standing.since is not None else "",
}
"""How a list can be sorted, besides by the day of notification."""


@choosing_sales
def list_sales(
    session: Session,
    wanted: Filter,
    sort: Annotated[
        str, typer.Option("--sort", metavar="BY", help="notified, value, id, title, recipient, state or since.")
    ] = "notified",
    reverse: Annotated[bool, typer.Option("--reverse", help="The other way round.")] = False,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=0, help="At most so many.")] = None,
    all_rows: Annotated[bool, typer.Option("--all", help="All of them, on a terminal too.")] = False,
    columns: Annotated[
        list[str] | None, typer.Option("--columns", metavar="NAMES", help="Which columns, with commas.")
    ] = None,
) -> None:
    """The sales, filtered and sorted, the newest notification first.

    Filters of different kinds must all hold; of one kind, any one. A sale lies in a year
    only if every day that its notification may mean does.
    """
    chosen = choose(sales_on(session.ledger, session.day), wanted)
    ordered = _sorted(list(chosen.sales), sort, reverse)
    shown = ordered[: _limit(session, limit, all_rows, len(ordered))]
    rows = [sale_row(one) for one in shown]
    if session.for_people:
        _write_table(session, rows, columns)
        _remark(session, wanted, chosen, len(rows), limit is not None)
    else:
        session.write_document(rows, rows, _csv_columns(columns))
        if len(rows) < len(ordered) and limit is None:
            session.note(f"{len(rows)} of {len(ordered)}; --all")
    raise typer.Exit(session.report_unreadable())


def _limit(session: Session, limit: int | None, all_rows: bool, found: int) -> int:
    if limit is not None and all_rows:
        raise usage("--limit and --all contradict each other.")
    if limit is not None:
        return limit
    on_a_screen = session.terminal.interactive and session.format == "table"
    return SCREENFUL if on_a_screen and not all_rows else found


def _sorted(sales: list[SaleOnDay], sort: str, reverse: bool) -> list[SaleOnDay]:
    if sort == "notified":
        ordered = newest_first(sales)
    else:
        (by,) = words([sort], ("notified", *SORTS), "order")
        ordered = sorted(newest_first(sales), key=SORTS[by])
    return ordered[::-1] if reverse else ordered


def _csv_columns(columns: list[str] | None) -> tuple[str, ...]:
    return words(columns, CSV_COLUMNS, "column") if columns else CSV_COLUMNS


def _write_table(session: Session, rows: list[dict[str, Any]], columns: list[str] | None) -> None:
    from armstrack.output.sale_tables import LIST_COLUMNS, USUAL_COLUMNS, list_table

    names = words(columns, LIST_COLUMNS, "column") if columns else USUAL_COLUMNS
    if rows or session.format == "md":
        session.write_table(list_table(rows, names))


def _remark(session: Session, wanted: Filter, chosen: Chosen, shown: int, limited: bool) -> None:
    from armstrack.output.amounts import count

    found = len(chosen.sales)
    if not found:
        session.note(what_was_near(sales_on(session.ledger, session.day), wanted, session.day))
    elif shown < found:
        session.note(f"{shown} of {found}." if limited else f"{shown} of {found}; --all")
    else:
        session.note(f"{count(found, 'sale')}, as of {session.day}.")
    if chosen.undated:
        session.note(f"{len(chosen.undated)} left out: the day of notification is known too loosely.")
    if chosen.unvalued:
        session.note(f"{len(chosen.unvalued)} left out: the value is unknown.")
