"""What a rule of the backlog means, wherever its words come from: a file, the table that is shipped, or the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from armstrack.model.terms import UNCLASSED

PRICING = (
    "a delivery without dollars of its own at ceiling / quantity for each article where the sale is one line item, "
    "else at nothing"
)
"""At what a delivery is taken off where what remains is counted: see `CountedLife.delivered`."""


class Rule:
    """One rule. An empty tuple of `states` or `classes` chooses all."""

    __slots__ = ()

    name: str
    version: int
    counts: str
    states: tuple[str, ...]
    without_states: tuple[str, ...]
    classes: tuple[str, ...]
    without_classes: tuple[str, ...]
    note: str | None
    source: str | None

    @property
    def remaining(self) -> bool:
        """Whether what was delivered is taken off."""
        return self.counts == "remaining"

    def counts_state(self, state: str) -> bool:
        """Whether a sale counts while it is in this state, one with the role `open`."""
        return (not self.states or state in self.states) and state not in self.without_states

    def counts_class(self, sale_class: str | None) -> bool:
        """Whether sales of this class count; `None` is a sale that nobody classed."""
        kind = sale_class or UNCLASSED
        return (not self.classes or kind in self.classes) and kind not in self.without_classes

    @property
    def text(self) -> str:
        """The rule in one sentence, made from what it says, so that it says nothing else."""
        which = f"Every notified sale that is {_listed(self.states, 'or')}" if self.states else "Every notified sale"
        kinds = f" of class {_listed(self.classes, 'or')}" if self.classes else ""
        left = [f"class {_listed(self.without_classes, 'and')}"] if self.without_classes else []
        left += [f"state {_listed(self.without_states, 'and')}"] if self.without_states else []
        out = f"; {' and '.join(left)} left out" if left else ""
        value = f"its ceiling as last restated, less what is recorded as delivered ({PRICING})"
        at = value if self.remaining else "its full ceiling as last restated"
        return f"{which}{kinds}, at {at}, until its final delivery or end{out}."


class KeptRule(Rule):
    """A rule whose fields were kept as plain values."""

    def __init__(self, plain: Mapping[str, Any]) -> None:
        for key, value in plain.items():
            setattr(self, key, tuple(value) if isinstance(value, list) else value)


def _listed(words: Sequence[str], joined_by: str) -> str:
    *before, last = words
    return f"{', '.join(before)} {joined_by} {last}" if before else last
