"""`ledger.yaml`: what marks a folder as a ledger, and which readings of the law it follows."""

from dataclasses import field
from datetime import date
from typing import Annotated, Any

from armstrack.law.options import LAW_OPTIONS, LawOptions
from armstrack.ledger.backlog_rules import BACKLOG_RULE, BacklogRule, check_names
from armstrack.ledger.locate import FILE_NAME as FILE_NAME
from armstrack.model.authority import AUTHORITIES, OTHER_SPELLINGS
from armstrack.model.data_class import dataclass
from armstrack.model.entry import ID_PATTERN, URL_PATTERN
from armstrack.model.fields import Key, ListOf, Record
from armstrack.model.kinds import Choice, CountKind, DateKind, RecipientCode, Text
from armstrack.model.problem import Finding, Path

FORMAT = 1
"""The version of the file format that this program reads and writes."""


@dataclass(frozen=True, slots=True)
class Cover:
    """For which recipients, authorities and days of notification a ledger is complete; what is empty means all."""

    recipients: Annotated[
        tuple[str, ...], Key(ListOf(RecipientCode()), "For these recipients; left out means all.")
    ] = ()
    authorities: Annotated[
        tuple[str, ...],
        Key(ListOf(Choice(tuple(AUTHORITIES), OTHER_SPELLINGS)), "Under these authorities; left out means all."),
    ] = ()
    first: Annotated[date | None, Key(DateKind(exact=True), "Notified on this day or later.", "from")] = None
    last: Annotated[date | None, Key(DateKind(exact=True), "Notified on this day or earlier.", "to")] = None
    sources: Annotated[
        tuple[str, ...], Key(ListOf(Text(ID_PATTERN, "federal-register")), "The sources looked at for it.")
    ] = ()
    """As `fetch` calls them."""


COVER = Record.of("a cover", Cover)


@dataclass(frozen=True, slots=True)
class Followed:
    """For which recipients what came after a notification was looked for, and to which day; none means all."""

    recipients: Annotated[
        tuple[str, ...], Key(ListOf(RecipientCode()), "For these recipients; left out means all.")
    ] = ()
    last: Annotated[date | None, Key(DateKind(exact=True), "Later events were looked for to this day.", "to")] = None


FOLLOWED = Record.of("who was followed", Followed)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a ledger says about itself."""

    name: Annotated[str, Key(Text(), "What the ledger is called.")]
    format: Annotated[int, Key(CountKind(unknown_allowed=False), "The version of the file format: 1.")]
    law: Annotated[LawOptions, Key(LAW_OPTIONS, "Readings of the law that can be contested.")] = field(
        default_factory=LawOptions
    )
    note: Annotated[str | None, Key(Text(), "A remark in your own words.")] = None
    backlog_rules: Annotated[
        tuple[BacklogRule, ...],
        Key(
            ListOf(BACKLOG_RULE),
            "Rules of one's own for what is notified and not delivered, beside those that every ledger has.",
        ),
    ] = ()
    looked_at: Annotated[
        date | None,
        Key(DateKind(exact=True), "To which day the sources were looked at; `fetch --import` moves it."),
    ] = None
    covers: Annotated[
        tuple[Cover, ...], Key(ListOf(COVER), "For what the ledger is complete; outside lie single cases.")
    ] = ()
    followed: Annotated[
        tuple[Followed, ...], Key(ListOf(FOLLOWED), "For whom later events were looked for, and to which day.")
    ] = ()
    licence: Annotated[str | None, Key(Text(), "The licence of the records, as CC0-1.0.")] = None
    repository: Annotated[
        str | None,
        Key(
            Text(URL_PATTERN, "https://example.org/ledger/edit/main"),
            "Where a file can be corrected: the address before its name.",
        ),
    ] = None


def _check_settings(values: dict[str, Any], path: Path, findings: list[Finding]) -> None:
    check_names(values, path, findings)
    for at, cover in enumerate(values["covers"]):
        if cover.first is not None and cover.last is not None and cover.first > cover.last:
            message = f"the cover ends on {cover.last}, before it begins on {cover.first}"
            findings.append(Finding((*path, "covers", at, "to"), "bad-interval", message, "check the two days"))


SETTINGS = Record.of("the ledger's settings", Settings, _check_settings)
