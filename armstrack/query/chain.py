"""A sale and everything that amends it, with the combined ceiling and nothing counted twice.

An amendment states the revised ceiling of the whole and what it adds. The combined ceiling
is the revised one of the latest amendment that states it, not the sum, plus what any later
one adds; where no amendment states it, it is the first ceiling plus the increases. Where an
increase that counts is unknown, so is the combined ceiling.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from armstrack.ledger.ledger import Ledger
from armstrack.model.data_class import dataclass
from armstrack.model.money import Money
from armstrack.model.sale import Sale, SaleReference
from armstrack.model.transmittal import comparable_transmittal
from armstrack.query.answers import Answers
from armstrack.query.document import reference_document, sale_row
from armstrack.query.find import NoSuchRecord
from armstrack.query.view import SaleOnDay

if TYPE_CHECKING:
    from armstrack.documents.sales import ChainDocument


@dataclass(frozen=True, slots=True)
class Chain:
    """The first sale, or what is known of it, and its amendments in the order of notification."""

    first: SaleReference
    sales: tuple[SaleOnDay, ...]
    """The first sale, where the ledger holds it, then the amendments."""
    ceiling: Money
    """The combined ceiling in whole US dollars; `None` where it is unknown."""
    rule: str
    """How the ceiling was found."""


def chain(ledger: Ledger, answers: Answers, name: str, day: date) -> Chain:
    """The chain that a sale belongs to, by any of its members, or by the transmittal of a first sale not held here.

    Raises NoSuchRecord or AmbiguousName.
    """
    sales, parents = ledger.contents.sales, answers.parents()
    try:
        first: SaleReference = _root(sales[answers.sale_id(name)], sales)
    except NoSuchRecord:
        outside = _outside((sales[each] for each in parents), name)
        if outside is None:
            raise
        first = outside
    end = first.id or ""
    related = [sales[each] for each in parents if _end(each, parents) == end]
    members = [sale for sale in related if _root(sale, sales) == first and sale.id != first.id]
    members += [sales[end]] if end in sales else []
    views = [SaleOnDay(sale, ledger.context(sale), day) for sale in members]
    ordered = tuple(sorted(views, key=lambda one: (one.id != first.id, _when(one), one.id)))
    ceiling, rule = _ceiling(ordered, first)
    return Chain(first, ordered, ceiling, rule)


def _end(name: str, parents: Mapping[str, str]) -> str:
    """The id at which a chain ends: of its first sale, or empty of one that is known without an id."""
    seen: set[str] = set()
    while name in parents and name not in seen:
        seen.add(name)
        name = parents[name]
    return name


def _root(sale: Sale, sales: Mapping[str, Sale]) -> SaleReference:
    seen: set[str] = set()
    while sale.amends is not None and sale.id not in seen:
        seen.add(sale.id)
        parent = sales.get(sale.amends.id) if sale.amends.id is not None else None
        if parent is None:
            return sale.amends
        sale = parent
    return SaleReference(id=sale.id)


def _outside(sales: Iterable[Sale], name: str) -> SaleReference | None:
    """A first sale that amendments name by its transmittal and the ledger does not hold."""
    number = comparable_transmittal(name)
    for sale in sales:
        reference = sale.amends
        if reference is not None and reference.transmittal and comparable_transmittal(reference.transmittal) == number:
            return reference
    return None


def _when(one: SaleOnDay) -> str:
    notified = one.life.notified
    return notified.date.text if notified is not None else "9999"


def _ceiling(ordered: tuple[SaleOnDay, ...], first: SaleReference) -> tuple[Money, str]:
    by_now = [one for one in ordered if one.notified is not None]
    amendments = [one for one in by_now if one.id != first.id and not _is_without_money(one)]
    stated = [at for at, one in enumerate(amendments) if one.sale.value.total is not None]
    if stated:
        latest, after = amendments[stated[-1]], amendments[stated[-1] + 1 :]
        base, rule = latest.sale.value.total, f"the revised ceiling that {latest.id} states"
        with_increases = f"{rule}, and the later increases"
    else:
        after = amendments
        base = next((one.sale.value.total for one in by_now if one.id == first.id), None)
        rule, with_increases = "the ceiling of the only notice", "the first ceiling and the increases"
    increases = [one.sale.value.increase for one in after]
    if base is None:
        return None, "the first ceiling is unknown"
    if None in increases:
        return None, "an amendment states neither a revised ceiling nor an increase"
    total = base + sum(amount for amount in increases if amount is not None)
    return total, with_increases if increases else rule


def _is_without_money(one: SaleOnDay) -> bool:
    """Whether it is a report of an enhancement, 36(b)(5)(A), that says nothing of money: it changes no ceiling."""
    value = one.sale.value
    return one.life.procedure.calendar_state is None and value.total is None and value.increase is None


def chain_document(found: Chain) -> ChainDocument:
    """The chain as `chain --format json` prints it."""
    return {
        "first": reference_document(found.first),
        "sales": [
            {**sale_row(one), "total_usd": one.sale.value.total, "increase_usd": one.sale.value.increase}
            for one in found.sales
        ],
        "combined_ceiling_usd": found.ceiling,
        "rule": found.rule,
    }
