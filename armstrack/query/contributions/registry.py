"""What is asked of every sale, by the question that adds it up.

What a sale contributes is asked of it on each day on which an answer about it can change
(`armstrack.index.derive`), and must be the same on all the days in between: a number of days to
the day of the question is counted where the contributions are added up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any, NamedTuple

from armstrack.ledger.backlog_rules import rules_of
from armstrack.ledger.settings import Settings
from armstrack.ledger.system_names import kept_system
from armstrack.ledger.systems import systems
from armstrack.model.sale import Sale
from armstrack.query.contributions.backlog import life_in_backlogs
from armstrack.query.contributions.chain import amendment_of
from armstrack.query.contributions.clusters import case_of
from armstrack.query.contributions.conflicts import conflicts_of_sale
from armstrack.query.contributions.coverage import known_of
from armstrack.query.contributions.deliveries import deliveries_of
from armstrack.query.contributions.five_dates import dates, kept_dates
from armstrack.query.contributions.happenings import happened
from armstrack.query.contributions.measures import accepted, delivered
from armstrack.query.contributions.notifications import notifications_of
from armstrack.query.contributions.queue import articles_of
from armstrack.query.contributions.slip import slip_of_several
from armstrack.query.filter import Chosen
from armstrack.query.parts import Contribution, Told
from armstrack.query.reach import declared
from armstrack.query.view import SaleOnDay


class Asked(NamedTuple):
    """What one question asks of every sale."""

    of: Callable[[SaleOnDay], Any]
    """What a sale contributes by its day, as plain values; `None` is nothing."""
    may: Callable[[SaleOnDay], bool] = lambda one: True
    """Whether the sale can contribute anything on any day; spares the asking of those that cannot."""
    always: bool = False
    """Whether it is the same on every day."""


def _has_letters(one: SaleOnDay) -> bool:
    return bool(one.life.letters)


def _says_deliveries(one: SaleOnDay) -> bool:
    return bool(one.life.letters) or any(entry.event == "delivery" for entry in one.sale.history)


def _is_promised_again(one: SaleOnDay) -> bool:
    return sum(1 for entry in one.sale.history if entry.expected is not None) > 1


def _is_disputed(one: SaleOnDay) -> bool:
    sale: Sale = one.sale
    return any(item.disputed for item in sale.items) or any(entry.conflicts for entry in sale.history)


ASKED: dict[str, Asked] = {
    "accepted": Asked(accepted, _has_letters),
    "backlog": Asked(life_in_backlogs, always=True),
    "chain": Asked(amendment_of, always=True),
    "clusters": Asked(case_of),
    "conflicts": Asked(conflicts_of_sale, _is_disputed),
    "coverage": Asked(known_of),
    "delivered": Asked(delivered, _says_deliveries),
    "deliveries": Asked(deliveries_of, _says_deliveries),
    "events": Asked(happened, always=True),
    "five-dates": Asked(kept_dates),
    "gaps": Asked(notifications_of, always=True),
    "queue": Asked(articles_of),
    "slip": Asked(slip_of_several, _is_promised_again),
}
"""What every question asks of each sale, by its name."""


def contributions_of(question: str, sales: Iterable[SaleOnDay]) -> list[Contribution]:
    """What some sales contribute to a question, of those that do."""
    says = ASKED[question].of
    return [Contribution(one.id, said) for one in sales if (said := says(one)) is not None]


def told_of(question: str, chosen: Chosen) -> Told:
    """The sales that a filter chose, and those that it could not decide on, each with what it contributes."""
    says = ASKED[question].of
    return Told(*([(one, said) for one in part if (said := says(one)) is not None] for part in chosen))


TABLES: dict[str, Callable[[Settings], Any]] = {
    "backlog-rules": lambda settings: [asdict(rule) for rule in rules_of(settings.backlog_rules).values()],
    "five-dates": lambda settings: dates(),
    "law-options": lambda settings: asdict(settings.law),
    "ledger": lambda settings: {"name": settings.name},
    "systems": lambda settings: list(map(kept_system, systems())),
    "declared": declared,
}
"""What questions take from the tables that are shipped and from the settings of a ledger, by name."""
