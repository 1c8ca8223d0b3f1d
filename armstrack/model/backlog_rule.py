"""A backlog rule: which notified and undelivered sales are counted, and at how much of their value.

The same sales make another number under another rule, so a rule has a name, a version and a
sentence, and these are printed with every number that it makes. Under every rule a sale counts
at the earliest from its notification on, and leaves with its final delivery or when it ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from armstrack.model.entry import ID_PATTERN
from armstrack.model.fields import Field, ListOf, Record
from armstrack.model.kinds import Choice, CountKind, Text
from armstrack.model.problem import Finding, Path
from armstrack.model.terms import CLASSES

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

OPEN_STATES = (
    "notified",
    "cleared",
    "offered",
    "accepted",
    "implemented",
    "delivering",
    "licensed",
    "shipping",
    "consented",
    "reported-to-congress",
)
"""The states in which a sale is notified, and neither delivered nor ended.

A suspended sale counts as what it was before, so `suspended` is none of them.
"""

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
        """Whether a sale counts while it is in this state of `OPEN_STATES`."""
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


def _check_rule(values: dict[str, Any], path: Path, findings: list[Finding]) -> None:
    for key in ("states", "classes"):
        without = f"without-{key}"
        if values[key] and values[f"without_{key}"]:
            message = f"the rule has both `{key}` and `{without}`"
            hint = f"name either what counts or what does not: keep `{key}` or `{without}`"
            findings.append(Finding((*path, without), "bad-choice", message, hint, at_key=True))
    for key in ("states", "without-states", "classes", "without-classes"):
        chosen = values[key.replace("-", "_")]
        for at, word in enumerate(chosen):
            if word in chosen[:at]:
                findings.append(Finding((*path, key, at), "bad-choice", f"`{word}` stands twice in the list"))


_STATES = ListOf(Choice(OPEN_STATES, {"signed": "accepted"}))
_CLASSES = ListOf(Choice((*CLASSES, UNCLASSED)))

BACKLOG_RULE = Record(
    "a backlog rule",
    (
        Field("name", Text(ID_PATTERN, "signed-only"), "Its name, as `--rule` takes it.", required=True),
        Field(
            "version",
            CountKind(unknown_allowed=False),
            "Raised whenever the rule changes, since its numbers then mean something else.",
            required=True,
        ),
        Field(
            "counts",
            Choice(tuple(COUNTS)),
            "; ".join(f"{word}: {means}" for word, means in COUNTS.items()),
            required=True,
        ),
        Field("states", _STATES, "A sale counts only while it is in one of these states.", default=()),
        Field("without-states", _STATES, "A sale does not count while it is in one of these states.", default=()),
        Field("classes", _CLASSES, "Only sales of these classes count; unclassed is a sale without one.", default=()),
        Field("without-classes", _CLASSES, "Sales of these classes do not count.", default=()),
        Field("note", Text(), "A remark in your own words."),
        Field("source", Text(), "Where the practice is published: an address, or what to look for."),
    ),
    BacklogRule,
    _check_rule,
)
