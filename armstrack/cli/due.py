"""`armstrack due`: what falls due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from armstrack.cli.day_words import WithinOption, days_within
from armstrack.cli.explain_option import ExplainOption
from armstrack.cli.failure import Failure, usage
from armstrack.cli.filter_options import choosing_sales_but
from armstrack.cli.order_options import LimitOption, ReverseOption, note_shortened, sort_option
from armstrack.cli.session import Session
from armstrack.model.told import ExitCode
from armstrack.query.filter import EVERYTHING, Filter
from armstrack.query.ordering import ORDERS, Shown
from armstrack.query.questions.due import KINDS, DueQuestion, kinds_asked

if TYPE_CHECKING:
    from armstrack.documents.sales import DueInFull
    from armstrack.output.page import Block
    from armstrack.output.table import Table


FILTERS_OF_A_WORD = ("--recipient", "--region", "--state", "--year", "--system")
"""What a word may have been meant for that names no record."""


@choosing_sales_but("kind")
def due(
    session: Session,
    wanted: Filter,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[RECORD]", help="Only about one sale, resolution or package: its id, or the beginning of one."
        ),
    ] = None,
    within: WithinOption = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help=f"{', '.join(KINDS)}; or of the sale: fms, dcs, transfer, lease, report, unknown.",
        ),
    ] = None,
    ics: Annotated[
        bool, typer.Option("--ics", help="A calendar file, for Google, Outlook or Apple calendars.")
    ] = False,
    explain: ExplainOption = False,
    sort: Annotated[str | None, sort_option(ORDERS["due"])] = None,
    reverse: ReverseOption = False,
    limit: LimitOption = None,
) -> None:
    """Review clocks, discharge days of the Senate, offers to sign, waits before delivery and promised deliveries.

    The soonest comes first. A deadline that passed unanswered stays, with negative days left. The filters choose
    the sales; of the resolutions, those that name one. A sale comes with the resolutions that name it.
    """
    kinds, kinds_of_sale = kinds_asked(kind)
    wanted = wanted._replace(kinds=kinds_of_sale)
    about = None
    if name is not None:
        if wanted != EVERYTHING:
            raise usage("The filters choose nothing for one record alone.", f"leave them out, or leave out {name}")
        wanted, about = _named(session, name)
    question = DueQuestion(wanted, days_within(within), kinds, about, shown=Shown(sort, reverse, limit))
    if name is None:
        session.reach(wanted, lately=True)
    if not (ics or session.for_people):
        session.write_answer(question, question.answer(session.answers, session.day))
        raise typer.Exit(session.report_unreadable())
    found = question.whole(session.answers, session.day)
    dated = [row for row in found if not row["loose"]]
    rows = question.arranged(dated)
    if ics:
        session.write(_calendar(session, rows))
    else:
        if rows:
            table = _table(session, rows)
            if explain:
                session.write_page([table, *_explained(rows)])
            else:
                session.write_table(table)
        note_shortened(session, len(rows), len(dated))
        if dated:
            session.note(f"{len(dated)} due as of {session.day}.")
        else:
            session.say_nothing(f"Nothing due as of {session.day}.")
        if len(found) > len(dated):
            session.note(f"{len(found) - len(dated):,} left out: the day is known too loosely.")
        if about is None:
            _note_left_out(session, wanted)
    raise typer.Exit(session.report_unreadable())


def _named(session: Session, name: str) -> tuple[Filter, str | None]:
    """What a name means: the sales of a package, or one sale or resolution. Raises NoSuchRecord and AmbiguousName."""
    from armstrack.query.find import AmbiguousName, NoSuchRecord

    try:
        return _record_named(session, name)
    except (AmbiguousName, NoSuchRecord) as error:
        from armstrack.cli.meant import filter_meant

        meant = filter_meant(name, "armstrack due", FILTERS_OF_A_WORD)
        if meant:
            error.hint = f"{error.hint}, or {meant}" if isinstance(error, AmbiguousName) else meant
        raise


def _record_named(session: Session, name: str) -> tuple[Filter, str | None]:
    from armstrack.query.find import NoSuchRecord

    try:
        return EVERYTHING, session.sale_id(name)
    except NoSuchRecord as no_sale:
        if name in session.ledger.contents.packages:
            return Filter(packages=(name,)), None
        from armstrack.query.resolutions import find_resolution

        try:
            return EVERYTHING, find_resolution(session.ledger.contents.resolutions, name).id
        except NoSuchRecord:
            raise no_sale from None


def _note_left_out(session: Session, wanted: Filter) -> None:
    """The sales that the filter could not decide on, of which something may fall due."""
    listed = session.answers.listed(wanted, session.day, "id", reverse=False, limit=0, counted=True)
    session.note_left_out(listed.undated, listed.unvalued)


def _table(session: Session, rows: list[DueInFull]) -> Table:
    from armstrack.output.due_table import ROOM_FOR_CLOCKS, due_table, due_table_with_clocks

    drawn = session.draws_pictures and (session.terminal.width or 0) >= ROOM_FOR_CLOCKS
    return due_table_with_clocks(rows, session.terminal.unicode) if drawn else due_table(rows)


def _explained(rows: list[DueInFull]) -> list[Block]:
    from armstrack.output.page import Heading, Prose

    told = [(f"{row['id']}, {row['kind']}", " ".join([*row["explanation"], *row["citations"]])) for row in rows]
    return [Heading("How"), *(Prose(f"{what}: {said}") for what, said in told)]


def _calendar(session: Session, rows: list[DueInFull]) -> str:
    from armstrack.output.calendar_file import calendar_file
    from armstrack.query.questions.due import KINDS

    try:
        return calendar_file([row | {"what": KINDS[row["kind"]]} for row in rows], session.day)
    except ImportError as error:
        message = "A calendar file needs the library icalendar, which is not installed."
        raise Failure(ExitCode.USAGE, "missing-extra", message, "pip install 'armstrack[ics]'") from error
