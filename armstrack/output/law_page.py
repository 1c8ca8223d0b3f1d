"""The tables of the law, as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from armstrack.model.recipients import RECIPIENTS
from armstrack.output.amounts import short
from armstrack.output.page import Block, Heading, Prose
from armstrack.output.table import Column, Table

if TYPE_CHECKING:
    from armstrack.documents.law import (
        ContentRow,
        ExemptionRow,
        GroupAskedRow,
        LawDocument,
        MembershipRow,
        Reading,
        ReviewRow,
        ThresholdRow,
    )

Document = Mapping[str, Any]

GROUP_WORDS = {"nato-plus": "NATO+", "nato-organization": "NATO org.", "other": "other"}
_NARROW = 130
_TEXTS = (
    Column("from", "From", joins=", from {}", join_below=_NARROW),
    Column("citation", "Citation", wrap=True, minimum=20, joins="; {}", join_below=_NARROW),
    Column("mark", "Mark", joins=" ({})", join_below=_NARROW),
)
"""Since when a row holds, on which text it rests, and whether it was compared with it."""

TEST_WORDS = {"mde": "MDE", "total": "articles", "construction": "construction", "firearms": "firearms"}


def _groups(groups: Sequence[str]) -> str:
    return "all" if len(groups) == len(GROUP_WORDS) else ", ".join(GROUP_WORDS[group] for group in groups)


def _mark(row: Document) -> str:
    return "" if row["verified"] else "not verified"


def law_page(law: LawDocument, title: str) -> list[Block]:
    """All tables of the law, of a day or of all time."""
    blocks: list[Block] = [
        Heading(title),
        Prose(law["caveat"]),
        thresholds_table(law["thresholds"]),
        periods_table(law["review_periods"]),
        memberships_table([*law["memberships"], *law["treatments"]]),
        paragraphs_table(law["groups_asked_by"]),
        exemptions_table(law["exemptions"]),
        readings_table(law["readings"]),
    ]
    forms = law["resolution_form"]
    said = [
        f"{form['form']} from {form['from']}, a bar when {form['bars_when']} ({form['law']}; {form['citation']})"
        f"{'' if form['verified'] else ', not verified'}."
        for form in (forms if isinstance(forms, list) else [forms] if forms else [])
    ]
    if said:
        blocks += [Heading("Form of a resolution of disapproval"), *map(Prose, said)]
    contents = law["certification_contents"]
    return [*blocks, contents_table(contents)] if contents else blocks


def thresholds_table(rows: Sequence[ThresholdRow]) -> Table:
    """From which value on Congress must be told."""
    columns = (
        Column("authority", "Authority"),
        Column("groups", "For", wrap=True, minimum=9),
        Column("tests", "Told from", wrap=True, minimum=12),
        Column("law", "Law", wrap=True, minimum=12),
        *_TEXTS,
    )
    return Table(columns, [_threshold(row) for row in rows], title="Thresholds")


def _threshold(row: ThresholdRow) -> dict[str, str]:
    tests = [f"{TEST_WORDS[kind]} {short(figure)}" for kind, figure in row["tests_usd"].items() if kind != "any"]
    told = ", ".join(tests) or "any value"
    if row["bar_usd"]:
        told += f"; barred from {', '.join(f'{TEST_WORDS[kind]} {short(n)}' for kind, n in row['bar_usd'].items())}"
    return {
        "authority": row["authority"],
        "groups": _groups(row["groups"]),
        "from": row["from"],
        "tests": told,
        "law": row["law"],
        "citation": row["citation"],
        "mark": _mark(row),
    }


def periods_table(rows: Sequence[ReviewRow]) -> Table:
    """How long Congress has."""
    columns = (
        Column("authority", "Authority"),
        Column("groups", "For", wrap=True, minimum=9),
        Column("days", "Days", align="right"),
        Column("discharge", "Discharge", align="right"),
        Column("basis", "Wait by", wrap=True, minimum=7),
        Column("law", "Law", wrap=True, minimum=12, joins=": {}", join_title=": Law", join_below=_NARROW),
        *_TEXTS,
    )
    rows_shown = [
        {
            "authority": row["authority"],
            "groups": _groups(row["groups"]),
            "from": row["from"],
            "days": str(row["days"]),
            "discharge": _discharge(row),
            "basis": row["basis"],
            "law": row["law"],
            "citation": row["citation"],
            "mark": _mark(row),
        }
        for row in rows
    ]
    return Table(columns, rows_shown, title="Review periods, in calendar days")


def _discharge(row: ReviewRow) -> str:
    """After how many days the Senate can discharge its committee; `?` where a resolution lies and no text says."""
    if row["senate_discharge_days"] is not None:
        return str(row["senate_discharge_days"])
    return "?" if row["resolution_lies"] else "none"


def exemptions_table(rows: Sequence[ExemptionRow]) -> Table:
    """What may be done without telling Congress first."""
    columns = (
        Column("paragraph", "Paragraph"),
        Column("means", "Exempts", wrap=True, minimum=24),
        Column("authorities", "Under", wrap=True, minimum=8),
        Column("law", "Law", wrap=True, minimum=12, joins="; {}", join_below=_NARROW),
        Column("from", "From", joins=", from {}", join_below=_NARROW),
        Column("mark", "Mark", joins=" ({})", join_below=_NARROW),
    )
    shown = [
        {
            "paragraph": row["paragraph"],
            "means": row["means"],
            "authorities": ", ".join(row["authorities"]),
            "law": row["law"],
            "from": row["from"],
            "mark": _mark(row),
        }
        for row in rows
    ]
    return Table(columns, shown, title="Exemptions from the notification")


def contents_table(rows: Sequence[ContentRow]) -> Table:
    """What a certification must hold besides the sale."""
    columns = (
        Column("holds", "It must hold", wrap=True, minimum=24),
        Column("recipients", "For", wrap=True, minimum=12),
        Column("authorities", "Authorities", wrap=True, minimum=11),
        Column("law", "Law", wrap=True, minimum=12, joins="; {}", join_below=_NARROW),
        *_TEXTS,
    )
    shown = [
        {
            "holds": row["holds"],
            "recipients": " ".join(row["recipients"]),
            "authorities": ", ".join(row["authorities"]),
            "law": row["law"],
            "from": row["from"],
            "citation": row["citation"],
            "mark": _mark(row),
        }
        for row in rows
    ]
    return Table(columns, shown, title="What the certification of a sale must hold besides the sale")


def memberships_table(rows: Sequence[MembershipRow]) -> Table:
    """Who belongs to which group."""
    columns = (
        Column("recipient", "Recipient", wrap=True, minimum=12),
        Column("group", "Group", wrap=True, minimum=5),
        Column("from", "From"),
        Column("until", "Until"),
        Column("law", "Law", wrap=True, minimum=12),
        Column("mark", "Mark", joins=" ({})", join_below=_NARROW),
    )
    shown = [
        {
            "recipient": f"{RECIPIENTS[row['recipient']].name} ({row['recipient']})",
            "group": GROUP_WORDS[row["group"]] + _only(row),
            "from": row["from"],
            "until": row["until"] or "",
            "law": row["law"],
            "mark": _mark(row),
        }
        for row in rows
    ]
    return Table(columns, shown, title="Groups; every other recipient is `other`")


def paragraphs_table(rows: Sequence[GroupAskedRow]) -> Table:
    """By which paragraph an authority asks for the group of a recipient."""
    columns = (
        Column("authority", "Authority"),
        Column("from", "From"),
        Column("citation", "Asks for the group by", wrap=True, minimum=24),
    )
    cells = [{"authority": row["authority"], "from": row["from"], "citation": row["citation"]} for row in rows]
    return Table(columns, cells, title="Where an authority asks for the group")


def _only(row: Document) -> str:
    """The authorities for which alone a row holds, where it does not hold for all."""
    return f" for {', '.join(row['authorities'])} only" if row.get("authorities") else ""


def readings_table(rows: Sequence[Reading]) -> Table:
    """The contested readings, and which one the ledger follows."""
    columns = (
        Column("option", "Option", wrap=True, minimum=10),
        Column("chosen", "Reading", wrap=True, minimum=9),
        Column("says", "Which says", wrap=True, minimum=24),
    )
    shown = [{"option": row["option"], "chosen": row["chosen"], "says": row["choices"][row["chosen"]]} for row in rows]
    return Table(columns, shown, title="Contested readings, as this ledger follows them")
