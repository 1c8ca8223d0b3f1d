"""`armstrack list`: the sales, filtered and sorted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.order_options import AllOption, LimitOption, ReverseOption, sort_option
from armstrack.cli.session import Session
from armstrack.cli.unit_option import UnitOption, unit_called
from armstrack.query.answers import SORTS, Listed
from armstrack.query.filter import Filter
from armstrack.query.nearby import asks_for_reviews
from armstrack.query.plain_words import known_words, parted
from armstrack.query.questions.listing import COLUMNS, Listing

if TYPE_CHECKING:
    from armstrack.documents.sales import SaleRow
    from armstrack.output.amounts import Unit


COLUMNS_ARE = (
    "Which columns, with commas, by name or heading: id, recipient, notified, state, value_usd, title, transmittal, "
    "review.last_review_day, since, class, authority, package, purchaser, emergency, review.review_days, "
    "review.earliest_action, maybe, ceiling_usd, stage, held.since, held.actor, amendment."
)
"""In words, so that a list for a program loads no table."""


@choosing_sales
def list_sales(
    session: Session,
    wanted: Filter,
    sort: Annotated[str, sort_option(SORTS)] = "notified",
    reverse: ReverseOption = False,
    limit: LimitOption = None,
    all_rows: AllOption = False,
    columns: Annotated[list[str] | None, typer.Option("--columns", metavar="NAMES", help=COLUMNS_ARE)] = None,
    unit: UnitOption = None,
) -> None:
    """The sales, filtered and sorted, the newest notification first.

    Filters of different kinds must all hold; of one kind, any one. A sale lies in a year
    only if every day that its notification may mean does.
    """
    money = unit_called(session, unit)
    several = session.rows_at_once(limit, all_rows)
    columns = _by_heading(columns, COLUMNS) if columns else None
    sort = ",".join(_by_heading([sort], SORTS))
    session.reach(wanted, lately=asks_for_reviews(wanted))
    question = Listing(wanted, sort, reverse, several, () if session.for_people else tuple(columns or ()))
    if session.for_people:
        listed = question.listed(session.answers, session.day, counted=True)
        _write_table(session, listed.rows, columns, money)
        if len(wanted.recipients) == 1 and listed.rows and session.draws_pictures:
            _write_years(session, wanted.recipients[0], wanted.years)
        _remark(session, wanted, listed, limit is not None)
        apart = sum(1 for row in listed.rows if row["notified"] is None and not row["review"])
        if sort == "value" and apart:
            session.note(
                f"{apart} never notified, set apart: {'it counts' if apart == 1 else 'they count'} in no total."
            )
    else:
        session.write_answer(question, question.answer(session.answers, session.day))
    raise typer.Exit(session.report_unreadable())


def _by_heading(words: Iterable[str], names: Sequence[str]) -> list[str]:
    """The words, and for one that is no name but the heading of a printed column, the name."""
    found = parted(words)
    if all(word in names for word in found):
        return found
    from armstrack.output.sale_tables import LIST_COLUMNS

    headings = {column.title.casefold(): key for key, column in LIST_COLUMNS.items()}
    keys = [word if word in names else headings.get(word.casefold(), word) for word in found]
    # An order has the name of its column, but for the unit.
    return [key.removesuffix("_usd") if key not in names else key for key in keys]


def _write_table(session: Session, rows: list[SaleRow], columns: list[str] | None, money: Unit | None) -> None:
    from armstrack.output.sale_tables import LIST_COLUMNS, USUAL_COLUMNS, list_table

    names = known_words(columns, LIST_COLUMNS, "column") if columns else USUAL_COLUMNS
    if rows or session.format == "md":
        session.write_table(list_table(rows, names, money), "--columns", chosen=bool(columns))


def _write_years(session: Session, recipient: str, marked: tuple[int, ...]) -> None:
    """The years of the one recipient that the list is about, whatever else was asked; those asked for are marked."""
    from armstrack.output.facts import render_facts
    from armstrack.output.sale_tables import recipient_names
    from armstrack.output.years_picture import years_picture

    found = session.answers.years(recipient, session.day)
    picture = years_picture(*found, session.day.year, marked, session.hollow_years(recipient, found.years))
    session.write(render_facts([(recipient_names(recipient), picture)], session.terminal))


def _remark(session: Session, wanted: Filter, listed: Listed, limited: bool) -> None:
    from armstrack.output.amounts import count

    found, shown = listed.found, len(listed.rows)
    if not found:
        session.say_nothing(session.answers.near(wanted, session.day, notified=False))
    elif shown < found:
        session.note(f"{shown:,} of {found:,}." if limited else f"{shown:,} of {found:,}; --all")
    else:
        session.note(f"{count(found, 'sale')}, as of {session.day}.")
    session.note_left_out(listed.undated, listed.unvalued)
