"""`armstrack slip`: how promised deliveries moved."""

from __future__ import annotations

from typing import Annotated

import typer

from armstrack.cli.failure import usage
from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.order_options import LimitOption, ReverseOption, note_shortened, sort_option
from armstrack.cli.sale_argument import OptionalSaleArgument
from armstrack.cli.session import Session
from armstrack.query.filter import EVERYTHING, Filter
from armstrack.query.ordering import AS_THEY_COME, ORDERS, Shown
from armstrack.query.questions.slip import SlipOfSaleQuestion, SlipQuestion


@choosing_sales
def slip(
    session: Session,
    wanted: Filter,
    sale: OptionalSaleArgument = None,
    sort: Annotated[str | None, sort_option(ORDERS["slip"])] = None,
    reverse: ReverseOption = False,
    limit: LimitOption = None,
) -> None:
    """How often the promised delivery of a sale moved, and by how much; without SALE, of all with two promises.

    A promise known to the year or the month gives a range of days. Two promises about different
    things are shown, and not compared. The filters choose among the sales where none is named.
    """
    shown = Shown(sort, reverse, limit)
    if sale is None:
        _every(session, wanted, shown)
    elif wanted != EVERYTHING or shown != AS_THEY_COME:
        raise usage("Filters and --sort, --reverse and --limit are for many sales, not for one.", "leave SALE out")
    else:
        _one(session, sale)


def _one(session: Session, name: str) -> None:
    question = SlipOfSaleQuestion(session.sale_id(name))
    document = question.answer(session.answers, session.day)
    if not session.for_people:
        session.write_answer(question, document)
        return
    from armstrack.output.slip_table import slip_sentence, slip_table

    if document["promises"] or session.format == "md":
        session.write_table(slip_table(document))
    session.note(slip_sentence(document))
    if document["loosely_dated"]:
        session.note(f"{document['loosely_dated']} left out: the day on which it was said is known too loosely.")


def _every(session: Session, wanted: Filter, shown: Shown) -> None:
    question = SlipQuestion(wanted, shown=shown)
    session.reach(wanted, later=True)
    if not session.for_people:
        session.write_answer(question, question.answer(session.answers, session.day))
    else:
        from armstrack.output.amounts import count
        from armstrack.output.slip_table import slips_table

        found = question.slips(session.answers, session.day)
        rows = question.arranged(found.rows)
        if rows or session.format == "md":
            session.write_table(slips_table(rows))
        note_shortened(session, len(rows), len(found.rows))
        among = count(found.among, "sale")
        session.say(found.among, f"{len(found.rows)} of {among} with more than one promise, as of {session.day}.")
    raise typer.Exit(session.report_unreadable())
