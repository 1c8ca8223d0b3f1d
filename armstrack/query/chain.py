"""A sale and everything that amends it, with the combined ceiling and nothing counted twice.

An amendment states the revised ceiling of the whole and what it adds. The combined ceiling
is the revised one of the latest amendment that states it, not the sum, plus what any later
one adds; where no amendment states it, it is the first ceiling plus the increases. Where an
increase that counts is unknown, so is the combined ceiling.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from armstrack.model.money import Money
from armstrack.model.transmittal import comparable_transmittal
from armstrack.query.filter import EVERYTHING
from armstrack.query.plain import recipient_document

if TYPE_CHECKING:
    from armstrack.documents.parts import AbsentSale
    from armstrack.documents.sales import ChainDocument, SaleRow
    from armstrack.query.answers import Answers

NOT_NOTIFIED = "9999"
"""Where an amendment without a notification stands among the days of the others."""


class KeptReference(NamedTuple):
    """A sale that is amended: its id, or what is known of one that the ledger does not hold."""

    id: str | None
    transmittal: str | None = None
    recipients: tuple[str, ...] = ()
    title: str | None = None


class KeptAmendment(NamedTuple):
    """An amendment as it is kept."""

    amends: KeptReference
    when: str | None
    """The day of its notification as written, whatever the day that is asked about; `None` where there is none."""
    total: Money
    increase: Money
    of_money: bool
    """Whether it says, or has to say, something of the money."""


class Member(NamedTuple):
    """One sale of a chain."""

    row: SaleRow
    """It, as `list` prints it."""
    notified: bool
    """Whether it is notified by the day, or may be."""
    total: Money
    increase: Money
    amendment: KeptAmendment | None


class Chain(NamedTuple):
    """The first sale, or what is known of it, and its amendments in the order of notification."""

    first: KeptReference
    sales: Sequence[Member]
    """The first sale, where the ledger holds it, then the amendments."""
    ceiling: Money
    """The combined ceiling in whole US dollars; `None` where it is unknown."""
    rule: str
    """How the ceiling was found."""


def chain(answers: Answers, name: str, day: date) -> Chain:
    """The chain that a sale belongs to, by any of its members, or by the transmittal of a first sale not held here.

    Raises NoSuchRecord or AmbiguousName.
    """
    from armstrack.query.find import NoSuchRecord

    amendments = {each.id: _amendment(*each.says) for each in answers.contributions("chain", EVERYTHING, day).of}
    try:
        first = _root(answers.sale_id(name), amendments)
    except NoSuchRecord:
        outside = _outside(amendments.values(), name)
        if outside is None:
            raise
        first = outside
    names = [each for each in amendments if each != first.id and _root(each, amendments) == first]
    names += [first.id] if first.id is not None else []
    members = [_member(row, notified, amendments.get(row["id"])) for row, notified in answers.rows(names, day)]
    ordered = sorted(members, key=lambda each: _place(each, first))
    ceiling, rule = _ceiling(ordered, first)
    return Chain(first, ordered, ceiling, rule)


def _amendment(amends: Sequence[Any], *more: Any) -> KeptAmendment:
    """An amendment that was kept, perhaps as JSON, which knows no tuples."""
    name, transmittal, recipients, title = amends
    return KeptAmendment(KeptReference(name, transmittal, tuple(recipients), title), *more)


def _member(row: SaleRow, notified: bool, amendment: KeptAmendment | None) -> Member:
    if amendment is None:
        return Member(row, notified, row["value_usd"], None, None)
    return Member(row, notified, amendment.total, amendment.increase, amendment)


def _place(member: Member, first: KeptReference) -> tuple[bool, str, str]:
    when = member.amendment.when if member.amendment is not None else None
    return member.row["id"] != first.id, when or NOT_NOTIFIED, member.row["id"]


def _root(name: str, amendments: Mapping[str, KeptAmendment]) -> KeptReference:
    """The first sale of the chain that a sale belongs to."""
    seen: set[str] = set()
    while name in amendments and name not in seen:
        seen.add(name)
        amends = amendments[name].amends
        if amends.id is None:
            return amends
        name = amends.id
    return KeptReference(name)


def _outside(amendments: Iterable[KeptAmendment], name: str) -> KeptReference | None:
    """A first sale that amendments name by its transmittal and the ledger does not hold."""
    number = comparable_transmittal(name)
    for amendment in amendments:
        reference = amendment.amends
        if reference.transmittal and comparable_transmittal(reference.transmittal) == number:
            return reference
    return None


def _ceiling(ordered: Sequence[Member], first: KeptReference) -> tuple[Money, str]:
    by_now = [one for one in ordered if one.notified]
    amendments = [
        one for one in by_now if one.row["id"] != first.id and (one.amendment is None or one.amendment.of_money)
    ]
    stated = [at for at, one in enumerate(amendments) if one.total is not None]
    if stated:
        latest, after = amendments[stated[-1]], amendments[stated[-1] + 1 :]
        base, rule = latest.total, f"the revised ceiling that {latest.row['id']} states"
        with_increases = f"{rule}, and the later increases"
    else:
        after = amendments
        base = next((one.total for one in by_now if one.row["id"] == first.id), None)
        rule, with_increases = "the ceiling of the only notice", "the first ceiling and the increases"
    increases = [one.increase for one in after]
    if base is None:
        return None, "the first ceiling is unknown"
    if None in increases:
        return None, "an amendment states neither a revised ceiling nor an increase"
    total = base + sum(amount for amount in increases if amount is not None)
    return total, with_increases if increases else rule


def chain_document(found: Chain) -> ChainDocument:
    """The chain as `chain --format json` prints it."""
    return {
        "first": _reference_document(found.first),
        "sales": [{**one.row, "total_usd": one.total, "increase_usd": one.increase} for one in found.sales],
        "combined_ceiling_usd": found.ceiling,
        "rule": found.rule,
    }


def _reference_document(first: KeptReference) -> str | AbsentSale:
    if first.id is not None:
        return first.id
    return {
        "transmittal": first.transmittal,
        "recipient": recipient_document(first.recipients),
        "title": first.title,
    }
