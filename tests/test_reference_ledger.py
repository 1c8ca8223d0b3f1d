"""What data/ holds of the world: how many sales, how far their sums are the published ones, and what came after."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from armstrack.ledger.audit import audit
from armstrack.ledger.ledger import Ledger
from armstrack.query.figures import Verified, verify
from armstrack.query.view import SaleOnDay, sales_on

DATA = Path(__file__).parents[1] / "data"
DAY = date(2026, 11, 28)
BILLION = 1_000_000_000


@cache
def ledger() -> Ledger:
    return Ledger(DATA)


@cache
def sales() -> tuple[SaleOnDay, ...]:
    return tuple(sales_on(ledger(), DAY))


@cache
def figures() -> tuple[Verified, ...]:
    return verify(ledger(), DAY)


def came_after(one: SaleOnDay) -> list[str]:
    """What is recorded of a sale, with a source, after the day of its notification: states and events."""
    notified = one.notified.earliest or one.notified.latest if one.notified is not None else None
    if notified is None:
        return []
    return [
        entry.word
        for entry in one.sale.history
        if entry.source is not None
        and entry.date.latest is not None
        and entry.date.latest > notified
        and entry.event not in ("published", "corrected")
        and (entry.state is None or not one.life.procedure.by_name[entry.state].notifies)
    ]


def test_it_holds_the_notifications_of_fifty_years() -> None:
    assert len(sales()) >= 1_380
    years = {one.notified.latest.year for one in sales() if one.notified is not None and one.notified.latest}
    assert {1975, 1981, *range(2004, 2027)} <= years


def test_nothing_is_wrong_with_it_that_is_not_acknowledged_with_a_reason() -> None:
    found = (*ledger().contents.problems, *audit(ledger()))
    assert [one for one in found if not one.acknowledged] == []
    reasons = [one.reason for sale in ledger().contents.sales.values() for one in sale.known]
    assert all(len(reason) > 20 for reason in reasons)


def test_every_published_figure_is_reproduced_or_explained() -> None:
    assert [one.figure.id for one in figures() if not one.holds and not one.explained] == []
    assert [one.figure.id for one in figures() if one.holds and one.figure.differs is not None] == []


def test_of_the_published_country_years_more_than_nine_in_ten_are_reproduced_to_the_dollar() -> None:
    file = ledger().contents.figures["sam-notifications-2008-2019"]
    of_a_country = {one.id for one in file.figures if one.question.recipient and one.question.authority}
    asked = [one for one in figures() if one.figure.id in of_a_country]
    assert len(asked) >= 147
    assert sum(one.computed == one.published for one in asked) / len(asked) >= 0.92


def test_of_hundreds_of_sales_it_is_known_what_came_after() -> None:
    elsewhere = [one for one in sales() if "TW" not in one.sale.recipients]
    with_later = [one for one in elsewhere if came_after(one)]
    assert len(with_later) >= 330
    states = {"delivery"} | {state for one in elsewhere for state in one.life.procedure.by_name}
    assert sum(bool(states & set(came_after(one))) for one in with_later) >= 180
