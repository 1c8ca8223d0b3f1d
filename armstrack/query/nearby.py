"""What to say when nothing was found: what was near."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from armstrack.query.filter import FILTERS, Filter


class HowMany(NamedTuple):
    """How many sales a filter chooses, and of how many of them Congress was notified."""

    found: int
    notified: int


def _is_under_review(state: str) -> bool:
    """Whether Congress has been notified in a state, and its review runs."""
    from armstrack.workflow.procedure import procedures

    tables = [one for one in procedures().values() if one.calendar_state is not None]
    return any(one.notifying_state == state for one in tables)


NO_SALES = (
    "The ledger holds no sales yet. Enter one with `armstrack new`, draft some from notices with `armstrack import "
    "FILE`, or ask the public sources with `armstrack fetch --import`."
)
"""What an empty ledger says, with the three ways to a first sale."""


def asks_for_reviews(wanted: Filter) -> bool:
    """Whether a filter asks for nothing but sales under review."""
    return bool(wanted.states) and all(map(_is_under_review, wanted.states))


def what_was_near(tally: Callable[[Filter], HowMany], wanted: Filter, day: date, notified: bool) -> str:
    """One sentence for an empty answer: how many there would be without each filter alone.

    With `notified` the tally is of the sales that Congress was notified of.
    """
    everything = tally(Filter()).found
    if not everything:
        return f"No sale of the ledger is notified as of {day}." if notified else NO_SALES
    empty = Filter()
    given = [name for name, one in FILTERS.items() if one.chooses and getattr(wanted, name) != getattr(empty, name)]
    if not given:
        return f"None as of {day}."
    if len(wanted.states) == 1 and _is_under_review(wanted.states[0]):
        past = tally(wanted._replace(states=())).notified
        return f"None under review on {day}; {past} {'is' if past == 1 else 'are'} past review."
    near = []
    for name in given:
        found = tally(wanted._replace(**{name: getattr(empty, name)})).found
        if found:
            near.append(f"{found:,} without {FILTERS[name].option}")
    return f"None as of {day}" + (f"; {', '.join(near)}." if near else f"; the ledger holds {everything}.")
