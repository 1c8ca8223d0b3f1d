"""What `show` does with words that name no sale: a resolution, a package, or a search on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armstrack.cli.session import Session
from armstrack.query.filter import Filter
from armstrack.query.find import NoSuchRecord
from armstrack.query.resolutions import find_resolution

if TYPE_CHECKING:
    from armstrack.documents.sales import SaleRow

FOUND_COLUMNS = ("id", "recipient", "notified", "state", "value_usd", "title")


def show_other(session: Session, name: str, no_sale: NoSuchRecord) -> str | None:
    """Shows what a name means that is no sale's, or the id of the one sale in which its words stand.

    `None` once it is shown. Raises NoSuchRecord where nothing is meant, with what is nearest of every kind.
    """
    package = session.ledger.contents.packages.get(name)
    if package is not None:
        _show_package(session, name)
        return None
    try:
        resolution = find_resolution(session.ledger.contents.resolutions, name)
    except NoSuchRecord as no_resolution:
        found = _searched(session, name)
        if len(found) == 1:
            session.note(f"No record is called `{name}`; these words stand in one sale.")
            return str(found[0]["id"])
        if not found:
            raise NoSuchRecord(name, no_sale.nearest or no_resolution.nearest) from None
        _list(session, name, found)
        return None
    from armstrack.cli.resolutions import show_resolution

    show_resolution(session, resolution.id)
    return None


def _show_package(session: Session, name: str) -> None:
    from armstrack.query.package import package_document

    listed = session.answers.listed(
        Filter(packages=(name,)), session.day, "notified", reverse=False, limit=None, counted=False
    )
    document = package_document(session.ledger.contents.packages[name], [dict(row) for row in listed.rows], session.day)
    if not session.for_people:
        rows = document["sales"] if session.format == "csv" else [document]
        session.write_document(document, rows, FOUND_COLUMNS)
        return
    from armstrack.output.package_page import package_page

    session.write_page(package_page(document))


def _searched(session: Session, name: str) -> list[SaleRow]:
    """The sales in which every word stands; asked only where a person looks, for a program must not be guessed at."""
    if not (session.for_people and session.terminal.interactive):
        return []
    wanted = Filter(search=tuple(name.split()))
    listed = session.answers.listed(wanted, session.day, "notified", reverse=False, limit=None, counted=False)
    return listed.rows


def _list(session: Session, name: str, found: list[SaleRow]) -> None:
    from armstrack.output.sale_tables import list_table

    session.write_table(list_table(found, FOUND_COLUMNS))
    session.note(f"No record is called `{name}`; these words stand in {len(found)} sales.")
