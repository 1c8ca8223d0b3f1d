"""What has become of a sale by a day: whether everything came, whether nothing is waited for, what is overdue."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from armstrack.query.view import SaleOnDay


def is_over(one: SaleOnDay) -> bool:
    """Whether nothing is waited for any more: everything has come, or the sale has ended without."""
    state = one.standing.state
    return state is not None and (has_arrived(one) or one.life.procedure.by_name[state].ended)


def has_arrived(one: SaleOnDay) -> bool:
    """Whether everything has come. A licence that was returned without action is over, and nothing came of it."""
    state = one.standing.state
    return state is not None and one.life.procedure.by_name[state].has("arrived")


def overdue_after(one: SaleOnDay) -> date | None:
    """The day after which a promised delivery is overdue, while nothing says that it was kept or is no longer due.

    Of several promises that stand, about different things, that of the soonest.
    """
    if is_over(one):
        return None
    lasts = (promise.expected.latest for promise in one.standing.promises if promise.expected is not None)
    return min((last for last in lasts if last is not None), default=None)


def is_overdue(one: SaleOnDay) -> bool:
    """Whether a promised delivery day has passed and nothing says that it was kept."""
    last = overdue_after(one)
    return last is not None and last < one.day
