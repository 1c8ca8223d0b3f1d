"""`armstrack backlog`: what is notified and not delivered, by a named rule, and how it changed between two days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from armstrack.cli.chart_file import ChartFileOption, write_chart
from armstrack.cli.day_words import day_from, day_until
from armstrack.cli.failure import usage
from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.order_options import AllOption, LimitOption, ReverseOption, note_shortened, sort_option
from armstrack.cli.session import Session
from armstrack.cli.unit_option import UnitOption, unit_called
from armstrack.query.filter import Filter
from armstrack.query.ordering import ORDERS, Shown
from armstrack.query.questions.backlog import BacklogChanges, BacklogQuestion, BacklogSeries
from armstrack.query.summary.counting import LINES_IN_WORDS

if TYPE_CHECKING:
    from armstrack.documents.counts import BacklogChangesDocument, BacklogDocument
    from armstrack.output.amounts import Unit

RuleOption = Annotated[
    str | None,
    typer.Option(
        "--rule",
        metavar="NAME",
        help="full-until-final-delivery-excluding-maintenance (the usual one), remaining-value, accepted-only, "
        "or one of the ledger's own.",
    ),
]
ByOption = Annotated[
    list[str] | None,
    typer.Option("--by", metavar="LINES", help=f"In groups: {LINES_IN_WORDS}; repeated or with commas."),
]
FromOption = Annotated[
    str | None, typer.Option("--from", metavar="DAY", help="The first day. Default: of the first notification.")
]
ToOption = Annotated[
    str | None, typer.Option("--to", metavar="DAY", help="The last day. Default, and at most: the as-of day.")
]
EveryOption = Annotated[str, typer.Option("--every", metavar="PERIOD", help="month, quarter or year.")]
TogetherOption = Annotated[bool, typer.Option("--together", help="Add FMS, DCS, transfers and leases into one sum.")]


@choosing_sales
def backlog(
    session: Session,
    wanted: Filter,
    rule: RuleOption = None,
    by: ByOption = None,
    stats: Annotated[
        list[str] | None,
        typer.Option("--stats", metavar="WHAT", help="age: the longest and the median wait since notification."),
    ] = None,
    together: TogetherOption = False,
    sort: Annotated[str | None, sort_option(ORDERS["backlog"])] = None,
    reverse: ReverseOption = False,
    limit: LimitOption = None,
    all_rows: AllOption = False,
    unit: UnitOption = None,
) -> None:
    """What is notified and not delivered on the day, by a named rule that is printed with the number.

    A sale counts until its final delivery is sure, or until it is cancelled, expired or the like; it is said
    which may have left already. An amendment counts with its increase. An unknown value is counted beside the sum.
    The money of FMS and DCS stands side by side.
    """
    several = session.rows_at_once(limit, all_rows)
    shown = Shown(sort, reverse, several)
    question = BacklogQuestion(wanted, rule, tuple(by or ()), tuple(stats or ()), shown=shown)
    money = unit_called(session, unit)
    covered = session.reach(wanted, later=True)
    document = question.whole(session.answers, session.day)
    if covered is not None and question.by:
        from armstrack.query.reach import with_marks

        document = with_marks(document, question.by, covered)
    held = document["total"]["sales"] + len(document["undated"])
    document = session.covering(document, held, "total", "totals")
    if session.for_people:
        if not session.nothing_covered:
            _write(session, document, question, limit is not None, together, money)
        if not (document["total"]["sales"] or session.answers.told("backlog", wanted, session.day).sales):
            session.say_nothing(session.answers.near(wanted, session.day, notified=True))
    else:
        session.write_answer(question, question.shortened(document))
    raise typer.Exit(session.report_unreadable())


@choosing_sales
def diff(
    session: Session,
    wanted: Filter,
    start: Annotated[
        str,
        typer.Option("--from", metavar="DAY", help="The evening from which the change is told.", show_default=False),
    ],
    end: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="The evening to which it is told. Default: the as-of day.")
    ] = None,
    rule: RuleOption = None,
    by: ByOption = None,
    together: TogetherOption = False,
) -> None:
    """How the backlog changed between two days: what was added, delivered, removed and revalued, with the sources.

    The lines add up exactly: in sales, in dollars, and in sales of unknown value. FMS and DCS have each a balance
    of their own.
    """
    first = day_from(session, "--from", start)
    last = day_until(session, "--to", end) or session.day
    assert first is not None
    assert last is not None
    if end is not None and session.as_of_option is not None and session.day != last:
        raise usage(f"--to says {last} and --as-of {session.day}.", "give one of the two; both name the last day")
    question = BacklogChanges(first, wanted, rule, tuple(by or ()))
    session.reach(wanted, last, later=True)
    document = question.answer(session.answers, last)
    moved = document["opening"]["sales"] + document["closing"]["sales"] + len(document["changes"])
    moved += document["undated"]["from"] + document["undated"]["to"]
    from armstrack.query.backlog.between_days import CHANGES

    document = session.covering(document, moved, "opening", *CHANGES, "closing", "totals", "undated", "maybe")
    if session.nothing_covered and session.for_people:
        session.say_nothing("")
    elif session.for_people:
        from armstrack.output.backlog_tables import changes_page

        session.write_page(changes_page(document, question.by, together))
        _note_doubts(session, document)
        session.note_overlap(question.by)
    else:
        session.write_answer(question, document)
    raise typer.Exit(session.report_unreadable())


@choosing_sales
def series(
    session: Session,
    wanted: Filter,
    start: FromOption = None,
    end: ToOption = None,
    every: EveryOption = "month",
    rule: RuleOption = None,
    chart_file: ChartFileOption = None,
    unit: UnitOption = None,
) -> None:
    """The backlog at the end of every month, quarter or year, by a named rule, as `backlog list` counts it.

    The last period ends on the last day asked for, and never after the as-of day: nothing is foretold.
    """
    first, last = day_from(session, "--from", start), day_until(session, "--to", end)
    question = BacklogSeries(wanted, rule, first, last, every)
    money = unit_called(session, unit)
    session.reach(wanted, later=True)
    document = question.answer(session.answers, session.day)
    held = sum(row["sales"] + row["undated"] for row in document["series"])
    document = session.covering(document, held, "series")
    if session.for_people:
        from armstrack.output.backlog_tables import series_page

        if not session.nothing_covered:
            session.write_page(series_page(document, money))
        if not held:
            session.say_nothing(session.answers.near(wanted, session.day, notified=True))
    else:
        session.write_answer(question, document)
    if chart_file is not None:
        from armstrack.output.chart import series_chart_of

        write_chart(session, chart_file, lambda: series_chart_of(document))
    raise typer.Exit(session.report_unreadable())


def _write(
    session: Session,
    document: BacklogDocument,
    question: BacklogQuestion,
    limited: bool,
    together: bool,
    money: Unit | None,
) -> None:
    from armstrack.output.backlog_tables import backlog_page, backlog_sentence

    total, rows = document["total"], question.arranged(document["sales"])
    session.write_page(backlog_page(document, rows, question.by, together, money))
    if not question.by:
        note_shortened(session, len(rows), total["sales"], limited)
    session.note(f"As of {session.day}: {backlog_sentence(document, together)}")
    session.note_overlap(question.by)


def _note_doubts(session: Session, document: BacklogChangesDocument) -> None:
    """What may change the numbers of either day: sales that may have left, and such as may belong."""
    for day in ("from", "to"):
        doubts = []
        if document["maybe"][day]:
            doubts.append(f"{document['maybe'][day]} counted that may have left")
        if document["undated"][day]:
            doubts.append(f"{document['undated'][day]} left out, since the day is known too loosely")
        if doubts:
            session.note(f"On {document[day]}: {'; '.join(doubts)}.")
