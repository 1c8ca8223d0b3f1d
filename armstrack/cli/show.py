"""`armstrack show` and `armstrack next`: one sale, and what may happen to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from armstrack.cli.explain_option import ExplainOption
from armstrack.cli.sale_argument import SaleArgument
from armstrack.cli.session import Session

if TYPE_CHECKING:
    from armstrack.model.partial_date import PartialDate
    from armstrack.output.picture import Picture
    from armstrack.query.view import SaleOnDay

HISTORY_COLUMNS = (
    "date",
    "not_before",
    "not_after",
    "state",
    "event",
    "actor",
    "item",
    "quantity",
    "value_usd",
    "amount.value",
    "amount.currency",
    "expires",
    "expected",
    "emergency.justification",
    "skipped",
    "source",
    "confidence",
    "note",
)
"""The columns of a sale as CSV: one entry of its history a row."""


def show(session: Session, sale: SaleArgument, explain: ExplainOption = False) -> None:
    """One sale on the day: where it stands, its clock, items, history, sources, and what may come next."""
    name = session.sale_id(sale)
    if not session.for_people:
        question = f"show {name} {session.day}" + (" explained" if explain else "")
        document = session.kept_answer(question, lambda: _document(session, name, explain))
        rows = document["history"] if session.format == "csv" else [document]
        session.write_document(document, rows, HISTORY_COLUMNS)
        return
    from armstrack.output.sale_tables import sale_page
    from armstrack.workflow.resolution_life import resolution_standing

    document, found = _document(session, name, explain), session.on_day(session.sale(name))
    standings = [(one.measure, resolution_standing(one, session.day)) for one in found.resolutions]
    told = [(measure, standing.means) for measure, standing in standings if standing.state is not None]
    pictures = _pictures(session, found, document) if session.draws_pictures else ()
    session.write_page(sale_page(document, told, since_text(found.standing.since), *pictures))


def _pictures(session: Session, found: SaleOnDay, document: dict[str, Any]) -> tuple[Picture | None, Picture]:
    """The years of the recipient, where there is just one, and the path of the sale."""
    from armstrack.output.path_picture import PathPicture
    from armstrack.output.years_picture import years_picture
    from armstrack.query.path_of_states import path_document
    from armstrack.query.period import year_of
    from armstrack.query.summary.counting import procedure_key

    years = None
    if len(found.sale.recipients) == 1:
        counts = found.notified is not None and procedure_key(found) == "fms"
        year = year_of(found.notified) if counts and found.notified is not None else None
        own = [int(year)] if year is not None else []
        years = years_picture(*session.answers.years(found.sale.recipients[0], session.day), session.day.year, own)
    return years, PathPicture(path_document(found, [move["state"] for move in document["next"]]))


def _document(session: Session, name: str, explain: bool) -> dict[str, Any]:
    from armstrack.query.document import sale_document
    from armstrack.workflow.move import next_moves

    found = session.on_day(session.sale(name))
    possible, _ = next_moves(found.sale, found.context, session.day)
    document = sale_document(found, possible, session.answers.amended_by(name))
    return document | ({"explanation": list(found.explanation)} if explain else {})


def since_text(since: PartialDate | None) -> str:
    """Since when a state holds, as precise as known; nothing where there is no state."""
    if since is None:
        return ""
    bounded = since.earliest is not None and since.latest is not None
    return str(since).removeprefix("an unknown day ") if bounded else str(since)


def next_(session: Session, sale: SaleArgument) -> None:
    """Every state: from which day the sale can enter it, by whom and under which law; or why it cannot."""
    from armstrack.query.document import closed_document, next_document
    from armstrack.workflow.move import next_moves

    found = session.on_day(session.sale(sale))
    possible, closed = next_moves(found.sale, found.context, session.day)
    document: dict[str, Any] = {
        "id": found.id,
        "as_of": session.day.isoformat(),
        "state": found.standing.state,
        "standing": found.standing.words,
        "possible": [next_document(move) for move in possible],
        "not_possible": [closed_document(move) for move in closed],
    }
    if not session.for_people:
        session.write_document(document, document["possible"], ("state", "earliest_action", "actor", "citations"))
        return
    from armstrack.output.sale_tables import next_page

    session.write_page(next_page(document))
