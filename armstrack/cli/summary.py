"""`armstrack summary`: counts and money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from armstrack.cli.chart_file import ChartFileOption, write_chart
from armstrack.cli.failure import usage
from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.session import Session
from armstrack.cli.unit_option import UnitOption, unit_called
from armstrack.model.period import FOLLOWING
from armstrack.query.filter import Filter
from armstrack.query.questions.summary import MEASURES, SummaryQuestion
from armstrack.query.summary.counting import LINES_IN_WORDS, UNITS

if TYPE_CHECKING:
    from armstrack.documents.counts import SummaryDocument
    from armstrack.output.chart import Chart
    from armstrack.output.summary_table import Manner

HOW = "How they are counted"
"""The panel of the help that holds what is counted and how."""


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
            "--rolling", metavar="N", help="Moving average over N years, quarters or months.", rich_help_panel=HOW
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
    pivot: Annotated[
        bool,
        typer.Option(
            "--pivot",
            help="Of two lines, the first down and the second across: money, or with --count-by numbers.",
            rich_help_panel=HOW,
        ),
    ] = False,
    no_total: Annotated[bool, typer.Option("--no-total", help="Leave out the total.", rich_help_panel=HOW)] = False,
    audit: Annotated[bool, typer.Option("--audit", help="List what the total hides.", rich_help_panel=HOW)] = False,
    chart: Annotated[
        bool, typer.Option("--chart", help="Draw the money below the table: bars, or a line through moving averages.")
    ] = False,
    chart_file: ChartFileOption = None,
    unit: UnitOption = None,
) -> None:
    """Counts and money of the sales notified by the day, gross.

    Later cancelled, expired, withdrawn or superseded sales are included and named; `--measure net`
    leaves them out. An amendment counts with its increase. An unknown value is counted beside the
    sum. The money of FMS and DCS stands side by side.
    """
    question = SummaryQuestion(wanted, tuple(by or ("recipient",)), measure, count_by, share, top, rolling, real, audit)
    if pivot:
        from armstrack.query.summary.pivot import check_pivot

        check_pivot(question)
    money = unit_called(session, unit)
    covered = session.reach(wanted, later=question.measure != MEASURES[0])
    counted = question.summary(session.answers, session.day)
    document = question.document(counted, session.answers, session.day, covered)
    if covered is not None:
        from armstrack.query.reach import with_marks

        document = with_marks(document, question.by, covered)
    document = session.covering(document, counted.total.sales + counted.undated, "total", "totals")
    if session.nothing_covered and session.for_people:
        pass  # the remark says so, and a table of nothing would say something else
    elif session.for_people:
        from armstrack.output.summary_table import Manner

        manner = Manner(question.by, question.count_by, together, not no_total, money)
        _write(session, question, document, manner, pivot)
        _show(session, wanted, document, manner, chart)
        _remark(session, question, document)
    else:
        if pivot and session.format == "csv" and not audit:
            from armstrack.query.summary.pivot import grid_rows, grids

            found = grids(document, question, covered, together)
            session.write_document(document, *grid_rows(found, question, totalled=not no_total))
        else:
            session.write_answer(question, document)
        if pivot and session.format != "csv":
            session.note(f"--pivot is for tables, md and csv; {session.format} has the groups in a row each.")
        if chart:
            session.note(f"A chart is drawn for people, with a table or in md; {session.format} has its numbers.")
    write_chart(session, chart_file, lambda: _chart_of(session, document, question.by))
    raise typer.Exit(session.report_unreadable())


def _chart_of(session: Session, document: SummaryDocument, lines: tuple[str, ...]) -> Chart:
    """The chart of a summary, along one line or two. Raises Failure."""
    from armstrack.output.chart import summary_chart_of

    if len(lines) > 2:
        raise usage("--chart-file draws along one line or two.", "as --by year,class")
    return summary_chart_of(document, lines, session.day)


def _write(session: Session, question: SummaryQuestion, document: SummaryDocument, manner: Manner, pivot: bool) -> None:
    """The groups, a row each, or as a grid."""
    if not pivot:
        from armstrack.output.summary_table import summary_table

        session.write_table(summary_table(document, manner))
        return
    from armstrack.output.grid_table import grid_tables
    from armstrack.query.summary.pivot import grids

    for at, table in enumerate(
        grid_tables(grids(document, question, session.covered, manner.together), document, manner)
    ):
        session.write("\n" if at else "")
        session.write_table(table)


def _show(session: Session, wanted: Filter, document: SummaryDocument, manner: Manner, chart: bool) -> None:
    from armstrack.output.summary_table import hidden_table, total_sentence

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


def _draw(session: Session, wanted: Filter, document: SummaryDocument, manner: Manner) -> None:
    from armstrack.output.summary_chart import summary_chart

    line = manner.lines[0] if len(manner.lines) == 1 else ""
    in_time = line in FOLLOWING and any(group.get("rolling") for group in document["groups"])
    if line in FOLLOWING and not in_time:
        from armstrack.query.summary.rolling import filled

        document = filled(document, line, wanted, session.covered, every=True)
    if session.format == "md":
        from armstrack.output.terminal import PLAIN

        session.write(f"\n```text\n{summary_chart(document, manner, PLAIN, in_time)}```\n")
    else:
        session.write("\n" + summary_chart(document, manner, session.terminal, in_time))


def _remark(session: Session, question: SummaryQuestion, document: SummaryDocument) -> None:
    """What a reader must know beside the numbers."""
    unit = question.count_by
    total: Mapping[str, Any] = document["total"]
    groups: Sequence[Mapping[str, Any]] = document["groups"]
    session.note_overlap(question.by)
    if (
        unit is not None
        and "contractor" not in question.by
        and sum(group[f"{unit}s"] for group in groups) > total[f"{unit}s"]
    ):
        article = "An" if unit == "announcement" else "A"
        session.note(
            f"{article} {unit} with sales in several rows is counted in each: they add up to more than the total."
        )
    if not total["sales"] and not total["undated"]:
        session.say_nothing(session.answers.near(question.wanted, session.day, notified=True))
