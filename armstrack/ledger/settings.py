"""`ledger.yaml`: what marks a folder as a ledger, and which readings of the law it follows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from armstrack.law.options import LAW_OPTIONS, LawOptions
from armstrack.ledger.backlog_rules import BACKLOG_RULE, check_names
from armstrack.ledger.locate import FILE_NAME as FILE_NAME
from armstrack.model.authority import AUTHORITIES, OTHER_SPELLINGS
from armstrack.model.backlog_rule import BacklogRule
from armstrack.model.entry import ID_PATTERN
from armstrack.model.fields import Field, ListOf, Record
from armstrack.model.kinds import Choice, CountKind, DateKind, RecipientCode, Text
from armstrack.model.problem import Finding, Path

FORMAT = 1
"""The version of the file format that this program reads and writes."""


@dataclass(frozen=True, slots=True)
class Cover:
    """For which recipients, authorities and days of notification a ledger is complete; what is empty means all."""

    recipients: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    sources: tuple[str, ...] = ()
    """The sources that were looked at for it, as `fetch` calls them."""


COVER = Record(
    "a cover",
    (
        Field("recipients", ListOf(RecipientCode()), "For these recipients; left out means all.", default=()),
        Field(
            "authorities",
            ListOf(Choice(tuple(AUTHORITIES), OTHER_SPELLINGS)),
            "Under these authorities; left out means all.",
            default=(),
        ),
        Field("from", DateKind(exact=True), "Notified on this day or later.", attribute="first"),
        Field("to", DateKind(exact=True), "Notified on this day or earlier.", attribute="last"),
        Field("sources", ListOf(Text(ID_PATTERN, "federal-register")), "The sources looked at for it.", default=()),
    ),
    Cover,
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a ledger says about itself."""

    name: str
    format: int
    law: LawOptions = field(default_factory=LawOptions)
    note: str | None = None
    backlog_rules: tuple[BacklogRule, ...] = ()
    looked_at: date | None = None
    """To which day the sources were looked at."""
    covers: tuple[Cover, ...] = ()
    """For what the ledger is complete; outside lie single cases."""


def _check_settings(values: dict[str, Any], path: Path, findings: list[Finding]) -> None:
    check_names(values, path, findings)


SETTINGS = Record(
    "the ledger's settings",
    (
        Field("name", Text(), "What the ledger is called.", required=True),
        Field("format", CountKind(unknown_allowed=False), "The version of the file format: 1.", required=True),
        Field("law", LAW_OPTIONS, "Readings of the law that can be contested.", default=LawOptions()),
        Field("note", Text(), "A remark in your own words."),
        Field(
            "backlog-rules",
            ListOf(BACKLOG_RULE),
            "Rules of one's own for what is notified and not delivered, beside those that every ledger has.",
            default=(),
        ),
        Field("looked-at", DateKind(exact=True), "To which day the sources were looked at; `fetch --import` moves it."),
        Field("covers", ListOf(COVER), "For what the ledger is complete; outside lie single cases.", default=()),
    ),
    Settings,
    _check_settings,
)
