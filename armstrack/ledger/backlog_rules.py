"""The backlog rules of a ledger: which notified and undelivered sales are counted, and at how much of their value.

The same sales make another number under another rule, so a rule has a name, a version and a
sentence, and these are printed with every number that it makes. Under every rule a sale counts
at the earliest from its notification on, and leaves with its final delivery or when it ends.
"""

from functools import cache
from pathlib import Path
from typing import Annotated, Any

from armstrack.ledger.backlog_rule import Rule
from armstrack.model.data_class import dataclass
from armstrack.model.entry import ID_PATTERN
from armstrack.model.fields import Field, Key, ListOf, Record
from armstrack.model.kinds import Choice, CountKind, Text
from armstrack.model.problem import Finding
from armstrack.model.problem import Path as Place
from armstrack.model.terms import CLASSES, STATE_SYNONYMS, UNCLASSED

TABLE = Path(__file__).parent / "backlog_rules.yaml"

COUNTS: dict[str, str] = {
    "full": "the whole value, as last restated, until the final delivery",
    "remaining": "the value, as last restated, less what is recorded as delivered",
}
"""How much of a sale's value a rule counts."""


def _check_rule(values: dict[str, Any], path: Place, findings: list[Finding]) -> None:
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


def _open_states() -> tuple[str, ...]:
    """The states in which a sale is notified, and neither delivered nor over; a suspended one counts as before."""
    # Only a rule that names a state needs the tables of the procedures.
    from armstrack.workflow.procedure import states_with

    return states_with("open")


_STATES = ListOf(Choice(_open_states, STATE_SYNONYMS))
_CLASSES = ListOf(Choice((*CLASSES, UNCLASSED)))


@dataclass(frozen=True, slots=True)
class BacklogRule(Rule):
    """One rule, as a file has it."""

    name: Annotated[str, Key(Text(ID_PATTERN, "signed-only"), "Its name, as `--rule` takes it.")]
    version: Annotated[
        int,
        Key(
            CountKind(unknown_allowed=False),
            "Raised whenever the rule changes, since its numbers then mean something else.",
        ),
    ]
    counts: Annotated[str, Key(Choice(tuple(COUNTS)), "; ".join(f"{word}: {means}" for word, means in COUNTS.items()))]
    states: Annotated[tuple[str, ...], Key(_STATES, "A sale counts only while it is in one of these states.")] = ()
    without_states: Annotated[
        tuple[str, ...], Key(_STATES, "A sale does not count while it is in one of these states.")
    ] = ()
    classes: Annotated[
        tuple[str, ...], Key(_CLASSES, "Only sales of these classes count; unclassed is a sale without one.")
    ] = ()
    without_classes: Annotated[tuple[str, ...], Key(_CLASSES, "Sales of these classes do not count.")] = ()
    note: Annotated[str | None, Key(Text(), "A remark in your own words.")] = None
    source: Annotated[str | None, Key(Text(), "Where the practice is published: an address, or what to look for.")] = (
        None
    )


BACKLOG_RULE = Record.of("a backlog rule", BacklogRule, _check_rule)


@cache
def shipped_rules() -> dict[str, BacklogRule]:
    """The rules that every ledger has, by name, the usual one first. Raises BadTable."""
    from armstrack.yaml_text.table import table_in

    rules = Field("rules", ListOf(BACKLOG_RULE), "The rules.", required=True)
    read: tuple[BacklogRule, ...] = table_in(TABLE, rules)["rules"]
    return {rule.name: rule for rule in read}


def rules_of(own: tuple[BacklogRule, ...]) -> dict[str, BacklogRule]:
    """The rules that hold in a ledger with rules of its own, by name, the usual one first."""
    return shipped_rules() | {rule.name: rule for rule in own}


def check_names(values: dict[str, Any], path: Place, findings: list[Finding]) -> None:
    """Adds a finding for each rule of a ledger's own whose name is taken."""
    own: tuple[BacklogRule, ...] = values["backlog_rules"]
    for at, rule in enumerate(own):
        where = (*path, "backlog-rules", at, "name")
        if rule.name in shipped_rules():
            message = f"`{rule.name}` is a rule that every ledger has"
            findings.append(Finding(where, "bad-choice", message, "give this one a name of its own"))
        elif rule.name in {other.name for other in own[:at]}:
            message = f"`{rule.name}` is the name of an earlier rule"
            findings.append(Finding(where, "bad-choice", message, "rename one of the two"))
