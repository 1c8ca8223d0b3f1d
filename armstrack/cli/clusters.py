"""`armstrack clusters`: cases below the thresholds that together pass one."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from armstrack.cli.day_words import number_of_days
from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.session import Session
from armstrack.query.filter import Filter

COLUMNS = (
    "cluster",
    "id",
    "recipient",
    "authority",
    "date",
    "not_before",
    "not_after",
    "state",
    "value_usd",
    "mde_usd",
    "title",
    "threshold.citation",
)


@choosing_sales
def clusters(
    session: Session,
    wanted: Filter,
    window: Annotated[
        str, typer.Option("--window", metavar="DAYS", help="The days that the cases lie within, as 180d or 26w.")
    ] = "180d",
) -> None:
    """Several cases to one buyer within a window, each below a threshold, that together pass it.

    Shown as a question, not an accusation: the law tests each case alone. Cases below the
    thresholds are not public in notices; a ledger holds those that somebody recorded.
    """
    window_days = number_of_days("--window", window)
    from armstrack.query.clusters import clusters_document

    chosen = session.answers.chosen(wanted, session.day)
    document = clusters_document(chosen.sales, session.day, window_days)
    if not session.for_people:
        session.write_document(document, _rows(document), COLUMNS)
    else:
        from armstrack.output.clusters_page import clusters_page, clusters_sentence, undecided_sentence

        if document["clusters"]:
            session.write_page(clusters_page(document))
        session.note(clusters_sentence(document))
        for remark in (undecided_sentence(document), document["missing"]):
            if remark:
                session.note(remark)
    raise typer.Exit(session.report_unreadable())


def _rows(document: dict[str, Any]) -> list[dict[str, Any]]:
    """One row for each case of each cluster."""
    return [
        {"cluster": number, "authority": one["authority"], "threshold": one["threshold"]} | case
        for number, one in enumerate(document["clusters"], start=1)
        for case in one["cases"]
    ]
