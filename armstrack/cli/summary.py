"""`armstrack summary`: counts and money."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from armstrack.cli.filter_options import choosing_sales, words
from armstrack.cli.session import Session
from armstrack.query.filter import Filter
from armstrack.query.summary import LINES, summary_document


@choosing_sales
def summary(
    session: Session,
    wanted: Filter,
    by: Annotated[
        list[str] | None,
        typer.Option("--by", metavar="LINES", help=", ".join(LINES) + "; repeated or with commas. Default: recipient."),
    ] = None,
    chart: Annotated[bool, typer.Option("--chart", help="Draw the values as bars below the table.")] = False,
) -> None:
    """Counts and money of the sales notified by the day, gross.

    Later cancelled, expired, withdrawn or superseded sales are included and named. An
    amendment counts with its increase. An unknown value is counted beside the sum.
    """
    lines = words(by or ["recipient"], LINES, "line")
    answer = session.answers.summary(wanted, session.day, lines)
    document = summary_document(answer)
    if session.for_people:
        _write(session, document, lines, chart)
        if answer.overlapping:
            session.note("A sale stands under each of its contractors: these rows add up to more than the total.")
        if not answer.total.sales and not answer.undated:
            session.note(session.answers.near(wanted, session.day, notified=True))
    else:
        rows = [] if session.format == "json" else [_flat(group, lines) for group in document["groups"]]
        columns = (*lines, "sales", "announcements", "value_usd", "unknown_value")
        session.write_document(document, rows, columns)
    raise typer.Exit(session.report_unreadable())


def _flat(group: dict[str, Any], lines: tuple[str, ...]) -> dict[str, Any]:
    from armstrack.output.summary_table import keys_of

    counted = {key: value for key, value in group.items() if key != "key"}
    return dict(zip(lines, keys_of(group, lines), strict=True)) | counted


def _write(session: Session, document: dict[str, Any], lines: tuple[str, ...], chart: bool) -> None:
    from armstrack.output.summary_table import key_text, keys_of, summary_table, total_sentence

    session.write_table(summary_table(document, lines))
    if chart and session.format == "table":
        from armstrack.output.amounts import short
        from armstrack.output.bars import bar_chart

        rows = []
        for group in document["groups"]:
            keys = zip(lines, keys_of(group, lines), strict=True)
            label = ", ".join(key_text(line, key) for line, key in keys)
            rows.append((label, group["value_usd"], short(group["value_usd"])))
        codes = [", ".join(key or "not said" for key in keys_of(group, lines)) for group in document["groups"]]
        session.write("\n" + bar_chart(rows, session.terminal, codes))
    session.note(f"As of {session.day}: {total_sentence(document['total'])}")
