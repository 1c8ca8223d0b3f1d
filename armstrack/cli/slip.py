"""`armstrack slip`: how promised deliveries moved."""

from __future__ import annotations

import typer

from armstrack.cli.failure import usage
from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.sale_argument import OptionalSaleArgument
from armstrack.cli.session import Session
from armstrack.query.filter import EVERYTHING, Filter
from armstrack.query.questions.slip import SlipOfSaleQuestion, SlipQuestion


@choosing_sales
def slip(session: Session, wanted: Filter, sale: OptionalSaleArgument = None) -> None:
    """How often the promised delivery of a sale moved, and by how much; without SALE, of all with two promises.

    A promise known to the year or the month gives a range of days. Two promises about different
    things are shown, and not compared. The filters choose among the sales where none is named.
    """
    if sale is None:
        _every(session, wanted)
    elif wanted != EVERYTHING:
        raise usage("The filters choose nothing for one sale alone.", "leave SALE out")
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


def _every(session: Session, wanted: Filter) -> None:
    question = SlipQuestion(wanted)
    session.reach(wanted, later=True)
    if not session.for_people:
        session.write_answer(question, question.answer(session.answers, session.day))
    else:
        from armstrack.output.amounts import count
        from armstrack.output.slip_table import slips_table

        found = question.slips(session.answers, session.day)
        if found.rows or session.format == "md":
            session.write_table(slips_table(found.rows))
        among = count(found.among, "sale")
        session.say(found.among, f"{len(found.rows)} of {among} with more than one promise, as of {session.day}.")
    raise typer.Exit(session.report_unreadable())
