"""`armstrack summary`: counts and money."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from armstrack.cli.failure import usage
from armstrack.cli.filter_options import choosing_sales, words
from armstrack.cli.session import Session
from armstrack.query.filter import Filter
from armstrack.query.summary.counting import (
    COUNTING,
    LINES,
    LINES_IN_WORDS,
    OTHER_WORDS,
    UNITS,
    Tally,
    grouped,
    summary_document,
    without_ended,
)

HOW = "How they are counted"
"""The panel of the help that holds what is counted and how."""

MEASURES = ("notified", "net", "accepted", "delivered")

FOLLOWING = ("year", "fy", "month")
"""Lines whose periods follow one another, so that an average can move along them."""


@choosing_sales
def summary(
    session: Session,
    wanted: Filter,
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            metavar="LINES",
            help=LINES_IN_WORDS + "; repeated or with commas. Default: recipient.",
            rich_help_panel=HOW,
        ),
    ] = None,
    measure: Annotated[
        str, typer.Option("--measure", metavar="WHAT", help=", ".join(MEASURES) + ".", rich_help_panel=HOW)
    ] = "notified",
    count_by: Annotated[
        str | None, typer.Option("--count-by", metavar="UNIT", help=", ".join(UNITS) + ".", rich_help_panel=HOW)
    ] = None,
    share: Annotated[
        bool, typer.Option("--share", help="Each group's share, in per cent.", rich_help_panel=HOW)
    ] = False,
    top: Annotated[
        int | None,
        typer.Option("--top", metavar="N", help="The N largest groups, the others in one.", rich_help_panel=HOW),
    ] = None,
    rolling: Annotated[
        int | None,
        typer.Option(
            "--rolling", metavar="N", help="Moving average over N years, fiscal years or months.", rich_help_panel=HOW
        ),
    ] = None,
    real: Annotated[
        int | None,
        typer.Option("--real", metavar="YEAR", help="In constant dollars of a year.", rich_help_panel=HOW),
    ] = None,
    together: Annotated[
        bool,
        typer.Option("--together", help="Add FMS, DCS, transfers and leases into one sum.", rich_help_panel=HOW),
    ] = False,
    no_total: Annotated[bool, typer.Option("--no-total", help="Leave out the total.", rich_help_panel=HOW)] = False,
    audit: Annotated[bool, typer.Option("--audit", help="List what the total hides.", rich_help_panel=HOW)] = False,
    chart: Annotated[
        bool, typer.Option("--chart", help="Draw the money below the table: a line in time, else bars.")
    ] = False,
) -> None:
    """Counts and money of the sales notified by the day, gross.

    Later cancelled, expired, withdrawn or superseded sales are included and named; `--measure net`
    leaves them out. An amendment counts with its increase. An unknown value is counted beside the
    sum. The money of FMS and DCS stands side by side.
    """
    lines = words(by or ["recipient"], LINES, "line", OTHER_WORDS)
    measure = _one("--measure", measure, MEASURES, "measure")
    unit = _one("--count-by", count_by, UNITS, "unit") if count_by is not None else None
    _check(lines, top, rolling)
    dollars = _dollars(real)
    tally = _tally(session, wanted, lines, measure, dollars)
    answer = grouped(tally, lines, top, unit == "package")
    document = summary_document(answer, measure, real=dollars is not None)
    rules = _rules(lines, measure, unit)
    if dollars is not None:
        from armstrack.query.summary.constant_dollars import dollars_document

        document["real"] = dollars_document(dollars, tally)
        rules.append(_real_rule(document["real"]))
    if rolling is not None:
        from armstrack.query.summary.rolling import with_averages

        document = with_averages(document, lines[0], rolling, unit or "sale", wanted)
        rules.append(_rolling_rule(session, document, lines[0], rolling))
    if share:
        from armstrack.query.summary.shares import RULE, with_shares

        document = with_shares(document, unit or "sale")
        rules.append(f"Shares: {RULE}.")
    if unit is not None:
        document["count_by"] = unit
    if rules:
        document["rules"] = rules
    if audit:
        from armstrack.query.summary.hidden import hidden

        chosen, amendments = session.answers.chosen(wanted, session.day), session.answers.amendments(session.day)
        document["audit"] = hidden(chosen, amendments, measure)
    if session.for_people:
        from armstrack.output.summary_table import Manner

        _show(session, wanted, document, Manner(lines, unit, together, not no_total), chart)
        _remark(session, wanted, document, lines, unit)
    else:
        _write_data(session, document, lines)
        if chart:
            session.note(f"A chart is drawn for people, with a table or in md; {session.format} has its numbers.")
    raise typer.Exit(session.report_unreadable())


def _one(option: str, text: str, known: tuple[str, ...], what: str) -> str:
    """The one word of a closed list that an option takes. Raises Failure, naming the nearest."""
    found = words([text], known, what)
    if len(found) != 1:
        raise usage(f"{option}: each {what} is an answer of its own.", "give one of them")
    return found[0]


def _check(lines: tuple[str, ...], top: int | None, rolling: int | None) -> None:
    """Refuses numbers and combinations that mean nothing. Raises Failure."""
    if top is not None and top < 1:
        raise usage(f"--top: {top} groups are no answer.", "give a number from 1 on")
    if rolling is None:
        return
    if rolling < 2:
        raise usage(f"--rolling: no average moves over {rolling}.", "give a number from 2 on, as --rolling 3")
    if len(lines) != 1 or lines[0] not in FOLLOWING:
        raise usage(
            f"--rolling moves along years, fiscal years or months, and not along {','.join(lines)}.",
            "give one line: --by year, --by fy or --by month",
        )
    if top is not None:
        raise usage("--top would leave holes in the time along which --rolling moves.", "leave one of them out")


def _dollars(year: int | None) -> Any:
    """The dollars of a year; `None` where nobody asks for constant ones. Raises Failure."""
    if year is None:
        return None
    from armstrack.query.summary.constant_dollars import NoPriceLevel, dollars_of

    try:
        return dollars_of(year)
    except NoPriceLevel as error:
        raise usage(f"--real: {error}.", "give one of its years") from error


def _tally(session: Session, wanted: Filter, lines: tuple[str, ...], measure: str, dollars: Any) -> Tally:
    """The sales that count by a measure."""
    if measure in ("accepted", "delivered"):
        from armstrack.query.summary.measures import measured, nominal

        chosen = session.answers.chosen(wanted, session.day)
        amended = session.answers.amendments(session.day).keys()
        return measured(chosen, lines, amended, measure, nominal if dollars is None else dollars.of)
    tally = session.answers.tally(wanted, session.day, lines)
    if measure == "net":
        tally = without_ended(tally)
    if dollars is not None:
        from armstrack.query.summary.constant_dollars import in_dollars

        tally = in_dollars(tally, dollars)
    return tally


def _rules(lines: tuple[str, ...], measure: str, unit: str | None) -> list[str]:
    """What is counted, where that is not what is always counted."""
    rules = []
    if "region" in lines:
        from armstrack.model.recipients import REGIONS_ARE

        rules.append(f"Regions: {REGIONS_ARE}.")
    if measure != "notified":
        from armstrack.query.summary.measures import RULES

        rules.append(RULES[measure])
    if unit is not None:
        rules.append(f"Counted: {COUNTING[unit]}.")
    return rules


def _real_rule(real: dict[str, Any]) -> str:
    rule = (
        f"In dollars of {real['dollars_of']}, by {real['index']} ({real['name']}; {real['source']}, {real['series']}, "
        f"{real['base']}; {real['version']}); {real['rounding']}."
    )
    lost = real["without_index"]
    return f"{rule} The table lacks the year of {lost}, left out of the sum." if lost else rule


def _rolling_rule(session: Session, document: dict[str, Any], line: str, length: int) -> str:
    from armstrack.query.summary.rolling import unfinished

    what = {"year": "years", "fy": "fiscal years", "month": "months"}[line]
    rule = (
        f"Average: of {length} {what} up to and with each; an empty one in between counts as nothing, "
        "one before the first is not known."
    )
    if not any(group.get("rolling") for group in document["groups"]):
        return f"No average is shown: no window of {length:,} {what} is full."
    last = unfinished(document, line, session.day)
    return f"{rule} {last} is not over on {session.day}." if last is not None else rule


def _show(session: Session, wanted: Filter, document: dict[str, Any], manner: Any, chart: bool) -> None:
    from armstrack.output.summary_table import hidden_table, summary_table, total_sentence

    session.write_table(summary_table(document, manner))
    if chart:
        _draw(session, wanted, document, manner)
    if document.get("audit"):
        session.write("\n")
        session.write_table(hidden_table(document["audit"]))
    elif "audit" in document:
        session.note("The total hides nothing.")
    if manner.totalled:
        session.note(f"As of {session.day}: {total_sentence(document, manner)}")
    for rule in document.get("rules", ()):
        session.note(rule)


def _draw(session: Session, wanted: Filter, document: dict[str, Any], manner: Any) -> None:
    from armstrack.output.summary_chart import summary_chart

    in_time = len(manner.lines) == 1 and manner.lines[0] in FOLLOWING
    if in_time:
        from armstrack.query.summary.rolling import filled, is_gapless

        document = filled(document, manner.lines[0], wanted)
        in_time = is_gapless(document, manner.lines[0])
    if session.format == "md":
        from armstrack.output.terminal import PLAIN

        session.write(f"\n```text\n{summary_chart(document, manner, PLAIN, in_time)}```\n")
    else:
        session.write("\n" + summary_chart(document, manner, session.terminal, in_time))


def _remark(
    session: Session, wanted: Filter, document: dict[str, Any], lines: tuple[str, ...], unit: str | None
) -> None:
    """What a reader must know beside the numbers."""
    total, groups = document["total"], document["groups"]
    session.note_overlap(lines)
    if (
        unit is not None
        and "contractor" not in lines
        and sum(group[f"{unit}s"] for group in groups) > total[f"{unit}s"]
    ):
        article = "An" if unit == "announcement" else "A"
        session.note(
            f"{article} {unit} with sales in several rows is counted in each: they add up to more than the total."
        )
    if not total["sales"] and not total["undated"]:
        session.note(session.answers.near(wanted, session.day, notified=True))


def _write_data(session: Session, document: dict[str, Any], lines: tuple[str, ...]) -> None:
    if "audit" in document and session.format != "json":
        session.write_document(document, document["audit"], ("hidden", "id", "value_usd", "says"))
        return
    rows = [] if session.format == "json" else [_flat(group, lines) for group in document["groups"]]
    columns = [*lines, "sales", "announcements", "value_usd", "unknown_value"]
    columns += dict.fromkeys(key for row in rows for key in row if key not in columns)
    if session.format == "csv":
        rows = [{key: str(cell) if isinstance(cell, float) else cell for key, cell in row.items()} for row in rows]
    session.write_document(document, rows, columns)


def _flat(group: dict[str, Any], lines: tuple[str, ...]) -> dict[str, Any]:
    """A group as a row: what it says of each procedure, and its average, in columns of their own."""
    from armstrack.output.summary_table import keys_of

    row = dict(zip(lines, keys_of(group, lines), strict=True))
    row |= {key: value for key, value in group.items() if key not in ("key", "totals", "rolling", "rolling_totals")}
    parts = {**group.get("totals", {}), "rolling": group.get("rolling")}
    parts |= {f"{name}_rolling": part for name, part in group.get("rolling_totals", {}).items()}
    for name, part in parts.items():
        row |= {f"{name}_{key}": value for key, value in (part or {}).items()}
    return row
