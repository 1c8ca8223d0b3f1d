"""The ledger, or some sales of it, as plain tables, for spreadsheets, databases and notebooks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, cast

from armstrack.ledger.firms import firms_of
from armstrack.ledger.ledger import Ledger
from armstrack.model.period import fiscal_year_of, year_of
from armstrack.model.recipients import name_of, region_of
from armstrack.model.sale import Source
from armstrack.query.document import iso, sale_document
from armstrack.query.filter import Filter
from armstrack.query.order import newest_first
from armstrack.query.resolutions import concerning
from armstrack.query.view import SaleOnDay
from armstrack.workflow.resolution_life import resolution_standing
from armstrack.workflow.worth import ceiling_on

if TYPE_CHECKING:
    from armstrack.documents.sales import SaleInFull

Cell = str | int | bool | None
Row = tuple[Cell, ...]


class Table(NamedTuple):
    """One table: its columns, and its rows in their order."""

    columns: tuple[str, ...]
    rows: list[Row]


SALES = (
    "id", "title", "recipients", "purchaser", "authority", "transmittal", "package", "class",
    "total_usd", "mde_usd", "other_usd", "construction_usd", "increase_usd", "counted_usd",
    "notified", "notified_not_before", "notified_not_after", "emergency",
    "state", "since", "maybe", "standing", "review_days", "last_review_day", "earliest_action",
    "amends", "grows_from", "prior_value_usd", "confidence", "note",
    "ceiling_usd", "firearms_usd", "territory", "stage",
    "agency", "cases", "offset", "funding", "year", "fiscal_year",
    "recipient", "value_usd", "verified", "held_since", "held_actor", "amendment",
)  # fmt: skip
EVENTS = (
    "sale",
    "position",
    "date",
    "not_before",
    "not_after",
    "state",
    "event",
    "source",
    "note",
    "actor",
    "expires",
    "expected",
    "value_usd",
    "amount",
    "currency",
    "quantity",
    "item",
    "case_number",
    "other_sale",
    "justification",
    "skipped",
    "confidence",
    "exempt",
)
LETTERS = ("sale", "letter", "case_number", "state", "since", "maybe", "deadline", "amount_usd", "over")  # fmt: skip


def sale_documents(ledger: Ledger, sales: Sequence[SaleOnDay]) -> list[SaleInFull]:
    """Some sales of a ledger in full as they stood on a day, the newest first; what may come next is left out."""
    documents: list[SaleInFull] = []
    amended: dict[str, list[str]] = {}
    for sale in ledger.contents.sales.values():
        if sale.amends is not None and sale.amends.id is not None:
            amended.setdefault(sale.amends.id, []).append(sale.id)
    for one in newest_first(list(sales)):
        shown = sale_document(one, (), tuple(amended.get(one.id, ())))
        documents.append(cast("SaleInFull", {key: value for key, value in shown.items() if key != "next"}))
    return documents


def sale_table(sales: Sequence[SaleOnDay], held: Collection[str]) -> Table:
    """One row for each sale, the newest first; it refers to others among `held` and to no more."""
    return Table(SALES, [_sale(one, held) for one in newest_first(list(sales))])


def tables(ledger: Ledger, sales: Sequence[SaleOnDay], wanted: Filter, day: date) -> dict[str, Table]:
    """Every table of the export of some sales of a ledger, by name, parents before what refers to them.

    Rows refer to what is exported and to nothing else. Resolutions are those that the choice concerns.
    """
    ordered = newest_first(list(sales))
    held = {one.id for one in ordered}
    resolutions = concerning(ledger.contents.resolutions.values(), held, wanted, ledger.contents)
    standings = {one.id: resolution_standing(one, day) for one in resolutions}
    return {
        "sales": sale_table(ordered, held),
        "recipients": Table(
            ("sale", "recipient"), [(one.id, code) for one in ordered for code in dict.fromkeys(one.sale.recipients)]
        ),
        "items": Table(
            ("sale", "line", "quantity", "name", "mde", "note", "up_to", "unit"),
            [
                (one.id, line, item.quantity, item.name, item.mde, item.note, item.up_to, item.unit)
                for one in ordered
                for line, item in enumerate(one.sale.items, 1)
            ],
        ),
        "contractors": Table(
            ("sale", "line", "name", "place", "firm"),
            [
                (one.id, line, each.name, each.place, firm)
                for one in ordered
                for line, (each, firm) in enumerate(zip(one.sale.contractors or (), firms_of(one.sale), strict=True), 1)
            ],
        ),
        "events": Table(EVENTS, [row for one in ordered for row in _events(one)]),
        "letters": Table(LETTERS, [row for one in ordered for row in _letters(one)]),
        "resolutions": Table(
            ("id", "congress", "measure", "title", "sponsor", "state", "since", "standing", "note"),
            [
                (
                    one.id, one.congress, one.measure, one.title, one.sponsor, standings[one.id].state,
                    since.iso if (since := standings[one.id].since) is not None else None, standings[one.id].means,
                    one.note,
                )
                for one in resolutions
            ],
        ),
        "resolution_sales": Table(
            ("resolution", "sale", "transmittal", "recipients", "title"),
            [
                (
                    one.id, each.id if each.id in held else None, each.transmittal, "+".join(each.recipients) or None,
                    each.title or (each.id if each.id not in held else None),
                )
                for one in resolutions
                for each in one.sales
            ],
        ),
        "votes": Table(
            (
                "resolution", "date", "chamber", "question", "yea", "nay", "present", "for_disapproval", "state",
                "source", "note",
            ),
            [
                (
                    one.id, entry.date.iso, vote.chamber, vote.question, vote.yea, vote.nay, vote.present,
                    vote.for_disapproval, entry.state, entry.source, entry.note,
                )
                for one in resolutions
                for entry in one.history
                if (vote := entry.vote) is not None and entry.date.maybe_by(day)
            ],
        ),
        "sources": Table(
            ("sale", "resolution", "key", "url", "title", "published", "note"),
            [
                *((one.id, None, *_source(each)) for one in ordered for each in one.sale.sources.values()),
                *((None, one.id, *_source(each)) for one in resolutions for each in one.sources.values()),
            ],
        ),
        "countries": Table(("code", "name", "region"), list(_countries(ordered))),
    }  # fmt: skip


def _sale(one: SaleOnDay, held: Collection[str]) -> Row:
    sale, standing, value = one.sale, one.standing, one.sale.value
    notified, clock = standing.notified, standing.clock
    return (
        sale.id, sale.title, "+".join(sale.recipients) or None, sale.purchaser, sale.authority, sale.transmittal,
        sale.package, sale.sale_class, value.total, value.mde, value.other, value.construction, value.increase,
        one.value,
        notified.iso if notified is not None else None,
        iso(notified.earliest) if notified is not None else None,
        iso(notified.latest) if notified is not None else None,
        standing.emergency, standing.state,
        standing.since.iso if standing.since is not None else None,
        " or ".join(standing.maybe) or None, standing.words,
        clock.review_days if clock is not None else None,
        iso(clock.last_review_day) if clock is not None else None,
        iso(clock.earliest_action) if clock is not None else None,
        sale.amends.id if sale.amends is not None and sale.amends.id in held else None,
        sale.grows_from.id if sale.grows_from is not None and sale.grows_from.id in held else None,
        sale.prior_value, sale.confidence, sale.note,
        ceiling_on(sale, one.day), value.firearms, "+".join(sale.territory) or None, standing.stage,
        sale.agency, "+".join(sale.cases) or None, sale.offset, sale.funding,
        _number(year_of(notified)) if notified is not None else None,
        _number(fiscal_year_of(notified)) if notified is not None else None,
        "+".join(sale.recipients) or None, one.value, clock.verified if clock is not None else None,
        standing.hold.date.iso if standing.hold is not None else None,
        standing.hold.actor if standing.hold is not None else None, sale.amends is not None,
    )  # fmt: skip


def _number(year: str | None) -> int | None:
    return int(year) if year is not None else None


def _countries(ordered: Iterable[SaleOnDay]) -> Iterator[Row]:
    """The recipients and territories of the sales, by their codes."""
    codes = {code for one in ordered for code in (*one.sale.recipients, *one.sale.territory)}
    return ((code, name_of(code), region_of(code)) for code in sorted(codes))


def _events(one: SaleOnDay) -> Iterator[Row]:
    for position, entry in enumerate(one.sale.history, 1):
        if not one.may_have_happened(entry.date):
            continue
        amount, emergency = entry.amount, entry.emergency
        yield (
            one.id, position, entry.date.iso, iso(entry.date.earliest), iso(entry.date.latest), entry.state,
            entry.event, entry.source, entry.note, entry.actor, iso(entry.expires),
            entry.expected.iso if entry.expected is not None else None, entry.value,
            amount.value if amount is not None else None, amount.currency if amount is not None else None,
            entry.quantity, entry.item, entry.case, entry.sale,
            emergency.justification if emergency is not None else None, ", ".join(entry.skipped) or None,
            entry.confidence, entry.exempt,
        )  # fmt: skip


def _letters(one: SaleOnDay) -> Iterator[Row]:
    for number, letter in enumerate(one.standing.letters, 1):
        yield (
            one.id, number, letter.case, letter.state, letter.since.iso if letter.since is not None else None,
            " or ".join(letter.maybe) or None, iso(letter.deadline), letter.amount, letter.over,
        )  # fmt: skip


def _source(source: Source) -> Row:
    published = source.published.iso if source.published is not None else None
    return source.key, source.url, source.title, published, source.note
