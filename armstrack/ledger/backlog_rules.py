"""The backlog rules of a ledger: those that every ledger has, and its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from armstrack.law.dated_rows import read_table
from armstrack.model.backlog_rule import BACKLOG_RULE, BacklogRule
from armstrack.model.fields import Field, ListOf
from armstrack.model.problem import Finding
from armstrack.model.problem import Path as Place

TABLE = Path(__file__).parent / "backlog_rules.yaml"


@cache
def shipped_rules() -> dict[str, BacklogRule]:
    """The rules that every ledger has, by name, the usual one first. Raises BadTable."""
    rules = Field("rules", ListOf(BACKLOG_RULE), "The rules.", required=True)
    read: tuple[BacklogRule, ...] = read_table(TABLE.name, TABLE.read_text(encoding="utf-8"), rules)["rules"]
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
