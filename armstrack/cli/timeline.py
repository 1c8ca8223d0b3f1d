"""`armstrack timeline` and `armstrack chain`: the life of a sale, and of a sale with its amendments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from armstrack.cli.chart_file import ChartFileOption, write_chart
from armstrack.cli.failure import usage
from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.sale_argument import OptionalSaleArgument, SaleArgument
from armstrack.cli.session import Session
from armstrack.query.filter import EVERYTHING, Filter
from armstrack.query.plain_words import known_words
from armstrack.query.questions.chain import ChainQuestion
from armstrack.query.questions.timeline import TimelineCompared, TimelineGaps, TimelineQuestion

if TYPE_CHECKING:
    from armstrack.documents.sales import TimelineDocument
    from armstrack.output.chart import Chart


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
    chart_file: ChartFileOption = None,
) -> None:
    """The life of a sale with the days between its milestones; or, with --gaps, of many sales.

    A day known only in part gives a range of days; what the calendar made is marked as such.
    The filters choose the sales of --gaps, and those that --compare compares with.
    """
    if chart_file is not None and (gaps or compare is not None):
        raise usage("--chart-file draws the life of one sale.", "leave out --gaps and --compare")
    if gaps:
        if sale is not None or compare is not None:
            raise usage("--gaps is about many sales.", "leave SALE out, or ask for `timeline SALE --compare median`")
        _gaps(session, wanted)
        return
    if sale is None:
        raise usage("Which sale?", "name one, or ask for the days of many sales with --gaps")
    if compare is not None:
        known_words([compare], ("median",), "comparison")
        _compared(session, wanted, sale)
        return
    if wanted != EVERYTHING:
        raise usage("The filters choose nothing for one sale alone.", "add --gaps without SALE, or --compare median")
    question = TimelineQuestion(session.sale_id(sale))
    document = question.answer(session.answers, session.day)
    write_chart(session, chart_file, lambda: _chart_of(document))
    if not session.for_people:
        session.write_answer(question, document)
        return
    from armstrack.output.timeline_table import timeline_table

    session.write_table(timeline_table(document))
    promised = f"; delivery promised for {document['promised']}" if document["promised"] else ""
    if len(document["promises"]) > 1:
        promised = "".join(f"; {promise['words']}" for promise in document["promises"])
    session.note(f"{document['id']} as of {session.day}: {document['state'] or 'nothing yet'}{promised}.")


def _chart_of(document: TimelineDocument) -> Chart:
    """The chart of a life."""
    from armstrack.output.chart import timeline_chart_of

    return timeline_chart_of(document)


def _gaps(session: Session, wanted: Filter) -> None:
    question = TimelineGaps(wanted)
    session.reach(wanted, later=True)
    document = question.answer(session.answers, session.day)
    document = session.covering(document, document["sales"], "sales", "steps", "dates", "left_out")
    if not session.for_people:
        session.write_answer(question, document)
    elif document["sales"]:
        from armstrack.output.gaps_table import gaps_page, gaps_sentence

        session.write_page(gaps_page(document))
        session.note(gaps_sentence(document))
    else:
        session.say_nothing(session.answers.near(wanted, session.day, notified=False))
    raise typer.Exit(session.report_unreadable())


def _compared(session: Session, wanted: Filter, name: str) -> None:
    question = TimelineCompared(session.sale_id(name), wanted)
    session.reach(wanted, later=True)
    document = question.answer(session.answers, session.day)
    document = session.covering(document, document["compared_with"], "compared_with")
    if not session.for_people:
        session.write_answer(question, document)
    else:
        from armstrack.output.amounts import count
        from armstrack.output.gaps_table import compared_table

        session.write_table(compared_table(document))
        with_whom = count(document["compared_with"], "other sale")
        standing = document["state"] or "nothing yet"
        session.note(f"{question.sale} as of {session.day}: {standing}; against {with_whom}.")
    raise typer.Exit(session.report_unreadable())


def chain(session: Session, sale: SaleArgument) -> None:
    """A sale with everything that amends it, and the combined ceiling, nothing counted twice."""
    question = ChainQuestion(sale)
    document = question.answer(session.answers, session.day)
    if not session.for_people:
        session.write_answer(question, document)
        return
    from armstrack.output.timeline_table import chain_table

    session.write_table(chain_table(document))
    first = document["first"]
    if isinstance(first, dict):
        number = f" ({first['transmittal']})" if first["transmittal"] else ""
        session.note(f"The first sale, {first['title']}{number}, is not in this ledger.")
    unknown = "unknown: " if document["combined_ceiling_usd"] is None else ""
    session.note(f"The combined ceiling is {unknown}{document['rule']}.")
