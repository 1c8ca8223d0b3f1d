"""A backlog rule: which notified and undelivered sales are counted, and at how much of their value.

The same sales make another number under another rule, so a rule has a name, a version and a
sentence, and these are printed with every number that it makes. Under every rule a sale counts
at the earliest from its notification on, and leaves with its final delivery or when it ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

COUNTS: dict[str, str] = {
    "full": "the whole value, as last restated, until the final delivery",
    "remaining": "the value, as last restated, less what is recorded as delivered",
}
"""How much of a sale's value a rule counts."""

PRICING = (
    "a delivery without dollars of its own at ceiling / quantity for each article where the sale is one line item, "
    "else at nothing"
)
"""At what a delivery is taken off where what remains is counted: see `CountedLife.delivered`."""

UNCLASSED = "unclassed"
"""What a rule calls a sale whose file names no class."""


@dataclass(frozen=True, slots=True)
class BacklogRule:
    """One rule. An empty tuple of `states` or `classes` chooses all."""

    name: str
    version: int
    counts: str
    """A word of `COUNTS`."""
    states: tuple[str, ...] = ()
    without_states: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    without_classes: tuple[str, ...] = ()
    note: str | None = None
    source: str | None = None

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


def _listed(words: Sequence[str], joined_by: str) -> str:
    *before, last = words
    return f"{', '.join(before)} {joined_by} {last}" if before else last
