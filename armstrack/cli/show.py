"""`armstrack show` and `armstrack next`: one sale, and what may happen to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armstrack.cli.day_words import one_day
from armstrack.cli.explain_option import ExplainOption
from armstrack.cli.sale_argument import AssumeOption, SaleArgument, WordsArgument
from armstrack.cli.session import Session
from armstrack.query.find import NoSuchRecord
from armstrack.query.questions.show import NextQuestion, ShowQuestion

if TYPE_CHECKING:
    from armstrack.documents.sales import SaleDocument
    from armstrack.output.picture import Picture
    from armstrack.query.view import SaleOnDay


def show(session: Session, sale: WordsArgument, explain: ExplainOption = False) -> None:
    """One sale on the day: where it stands, its clock, what may come next, items, history and sources.

    The id of a resolution or of a package shows that. On a terminal, words that name no record are searched for.
    """
    words = " ".join(sale)
    try:
        name = session.sale_id(words)
    except NoSuchRecord as error:
        from armstrack.cli.show_other import show_other

        other = show_other(session, words, error)
        if other is None:
            return
        name = other
    question = ShowQuestion(name, explain)
    if not session.for_people:
        asked = f"show {question.sale} {session.day}" + (" explained" if explain else "")
        document = session.kept_answer(asked, lambda: question.answer(session.answers, session.day))
        session.write_answer(question, document)
        return
    from armstrack.output.sale_tables import sale_page
    from armstrack.output.since_text import since_text
    from armstrack.workflow.resolution_life import resolution_standing

    document = question.answer(session.answers, session.day)
    found = session.on_day(session.sale(question.sale))
    standings = [(one.measure, resolution_standing(one, session.day)) for one in found.resolutions]
    told = [(measure, standing.means) for measure, standing in standings if standing.state is not None]
    pictures = _pictures(session, found, document) if session.draws_pictures else ()
    session.write_page(sale_page(document, told, since_text(found.standing.since), *pictures))


def _pictures(session: Session, found: SaleOnDay, document: SaleDocument) -> tuple[Picture | None, Picture]:
    """The years of the recipient, where there is just one, and the path of the sale."""
    from armstrack.model.period import year_of
    from armstrack.output.path_picture import PathPicture
    from armstrack.output.years_picture import years_picture
    from armstrack.query.path_of_states import path_document

    years = None
    if len(found.sale.recipients) == 1:
        counts = found.notified is not None and found.counted_with == "fms"
        year = year_of(found.notified) if counts and found.notified is not None else None
        own = [int(year)] if year is not None else []
        (recipient,) = found.sale.recipients
        told = session.answers.years(recipient, session.day)
        years = years_picture(*told, session.day.year, own, session.hollow_years(recipient, told.years))
    return years, PathPicture(path_document(found, [move["state"] for move in document["next"]]))


def next_(
    session: Session, sale: SaleArgument, assume_notified: AssumeOption = None, explain: ExplainOption = False
) -> None:
    """Every state: from which day the sale can enter it, by whom and under which law; or why it cannot."""
    assumed = one_day(session, "--assume-notified", assume_notified)
    question = NextQuestion(session.sale_id(sale), explain, assumed)
    if assumed is not None:
        session.note(f"As if Congress had been notified on {assumed}, which is not recorded.")
    document = question.answer(session.answers, session.day)
    if not session.for_people:
        session.write_answer(question, document)
        return
    from armstrack.output.sale_tables import next_page

    session.write_page(next_page(document))
