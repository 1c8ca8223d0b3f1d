"""How counts and money are shown to people.

Where sales of several procedures are counted, their money stands side by side, a column for
each, and is never added into one figure unless that was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from armstrack.model.authority import PROCEDURE_NAMES
from armstrack.model.data_class import dataclass
from armstrack.model.partial_date import MONTHS
from armstrack.model.recipients import REGIONS, name_with_code
from armstrack.output.amounts import Unit, count, exact, headed, spelled
from armstrack.output.table import Column, Row, Table

Document = Mapping[str, Any]

TITLES = {
    "recipient": "Recipient",
    "region": "Region",
    "year": "Year",
    "fy": "Fiscal year",
    "quarter": "Quarter",
    "fy-quarter": "Fiscal quarter",
    "month": "Month",
    "administration": "Administration",
    "state": "State",
    "class": "Class",
    "procedure": "Procedure",
    "authority": "Authority",
    "package": "Package",
    "contractor": "Contractor",
}
"""What each line of a summary is called."""

UNIT_TITLES = {
    "sale": "Sales",
    "announcement": "Announcements",
    "package": "Packages",
    "declaration": "Declarations",
}
"""What each unit that is counted is called."""

NO_PRICE_LEVEL = "no price level"
"""Stands for a sum of constant dollars where the table of prices lacks the year of every known value."""

NOT_COVERED = "not covered"
"""Stands for a number where the ledger does not cover what was asked for, and holds nothing of it."""

MONEY = {"notified": "Ceilings", "net": "Ceilings", "accepted": "Accepted", "delivered": "Delivered"}
"""What the money of each measure is called."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a summary is to be shown."""

    lines: Sequence[str]
    unit: str | None = None
    """What is counted, where that was asked for: `sale`, `announcement`, `package` or `declaration`."""
    together: bool = False
    """Whether the money of several procedures is added."""
    totalled: bool = True
    """Whether the whole is shown."""
    money: Unit | None = None
    """The unit of the money, where that was asked for."""


def key_text(line: str, key: str | None) -> str:
    """The key of a group for a person: a recipient or a region by name."""
    if key is None:
        return "not said"
    if line == "recipient":
        return " + ".join(name_with_code(code) for code in key.split("+"))
    if line == "region":
        names = key.split("+")
        return " + ".join(f"{REGIONS[name]} ({name})" if name.isupper() else REGIONS[name] for name in names)
    if line == "procedure":
        return PROCEDURE_NAMES.get(key, key)
    return key


def keys_of(group: Document, lines: Sequence[str]) -> list[str | None]:
    """The key of a group along each line."""
    return list(group["key"]) if len(lines) != 1 else [group["key"]]


def label_of(group: Document, lines: Sequence[str], coded: bool = False) -> str:
    """The key of a group in one text; with `coded`, with the codes of recipients and regions."""
    if group.get("gathers"):
        return ", ".join(text for text in _gathering(group, lines).values() if text)
    keys = zip(lines, keys_of(group, lines), strict=True)
    return ", ".join(key or "not said" if coded else key_text(line, key) for line, key in keys) + mark_of(group)


def procedure_names(summary: Document) -> list[str]:
    """The procedures that occur in a summary."""
    return [name for name, total in summary["totals"].items() if total["sales"]]


def sums_of(summary: Document, together: bool) -> list[str | None]:
    """The sums of money that stand side by side: one for each procedure, or `None` for the only one."""
    several = procedure_names(summary)
    return [None] if together or len(several) < 2 else list(several)


def added_apart(summary: Document, manner: Manner) -> bool:
    """Whether the groups are of one procedure each, so that one column holds their money and no sum stands below."""
    return "procedure" in manner.lines and sums_of(summary, manner.together) != [None]


def part_of(counted: Document, procedure: str | None) -> Document | None:
    """What a group, or the whole, says of one procedure; `None` where it has no sale of it."""
    if procedure is None:
        return counted
    part: Document | None = counted.get("totals", {}).get(procedure)
    return part if part is not None and part["sales"] else None


def average_of(group: Document, procedure: str | None) -> Document | None:
    """The moving average of a group, or of one procedure in it."""
    found: Document | None = group["rolling"] if procedure is None else group["rolling_totals"][procedure]
    return found


def averaged(groups: Sequence[Document]) -> bool:
    """Whether there is a moving average to show: where no window is full there is none."""
    return any(group.get("rolling") for group in groups)


def money_title(summary: Document, procedure: str | None = None, unit: Unit | None = None) -> str:
    """What the money is called, with the procedure, the dollars that it is of, and its unit."""
    name = MONEY[summary["measure"]]
    title = name if procedure is None else f"{PROCEDURE_NAMES[procedure]} {name.lower()}"
    year = summary["real"]["dollars_of"] if summary.get("real") else None
    if unit is not None:
        return unit.heading(title, year)
    return title if year is None else f"{title}, {year} dollars"


def summary_table(summary: Document, manner: Manner) -> Table:
    """The groups, and the whole as the last row."""
    groups, total = summary["groups"], {**summary["total"], "totals": summary["totals"]}
    apart = added_apart(summary, manner)
    sums = [None] if apart else sums_of(summary, manner.together)
    lines = manner.lines
    columns = key_columns(summary, lines)
    columns += _count_columns(manner.unit, groups)
    for procedure in sums:
        columns += _money_columns(summary, procedure, manner.money)
    unknown_averaged = any((group.get("rolling") or {}).get("unknown_value") for group in groups)
    for key, title, shown in (
        ("unknown_value", "Of unknown value", total["unknown_value"]),
        ("rolling unknown_value", "Unknown in average", unknown_averaged),
        ("without_index", "No price level", total.get("without_index")),
        ("at_ceiling", "At the ceiling", total.get("at_ceiling")),
    ):
        columns += [Column(key, title, 3, align="right")] if shown else []
    rows = [_row(group, sums, manner.money) | _keys(group, lines) for group in groups]
    footer = None
    if manner.totalled:
        footer = _row(total, sums, manner.money) | {line: "Total" if at == 0 else "" for at, line in enumerate(lines)}
        footer |= {f"{None} value": "not added", f"{None} value share": ""} if apart else {}
    return Table(columns, rows, footer=footer)


def key_columns(document: Document, lines: Sequence[str]) -> list[Column]:
    """The columns of the keys of groups along some lines."""
    titles = {line: line_title(line, document) for line in lines}
    return [Column(line, titles[line], 1, wrap=True, minimum=10, shorter=f"{line}, shorter") for line in lines]


def line_title(line: str, document: Document) -> str:
    """What a line is called, with the month in which fiscal years begin where it is not the usual one."""
    return TITLES[line] + _fiscal(line, document)


def line_words(line: str, document: Document) -> str:
    """The same within a sentence."""
    return TITLES[line].lower() + _fiscal(line, document)


def _fiscal(line: str, document: Document) -> str:
    start = document.get("fy_start")
    if start is None or line not in ("fy", "fy-quarter"):
        return ""
    return f" ({'from' if line == 'fy' else 'year from'} {MONTHS[start - 1]})"


def _count_columns(unit: str | None, groups: Sequence[Document]) -> list[Column]:
    titles = UNIT_TITLES
    first = unit or "sale"
    second = "announcement" if first == "sale" else "sale"
    columns = [Column(f"{first}s", titles[first], 1, align="right")]
    if any("count_share_percent" in group for group in groups):
        columns.append(Column("count_share_percent", f"% of {titles[first].lower()}", 4, align="right"))
    if averaged(groups):
        columns.append(Column(f"rolling {first}s", f"{titles[first]}, average", 4, align="right"))
    return [*columns, Column(f"{second}s", titles[second], 5, align="right")]


def _money_columns(summary: Document, procedure: str | None, unit: Unit | None) -> list[Column]:
    key, title = f"{procedure} value", money_title(summary, procedure, unit)
    name = "Value" if procedure is None else PROCEDURE_NAMES[procedure]
    columns = [Column(key, title, 1, align="right")]
    if any("value_share_percent" in group for group in summary["groups"]):
        columns.append(Column(f"{key} share", f"% of {'value' if procedure is None else name}", 2, align="right"))
    if averaged(summary["groups"]):
        columns.append(Column(f"{key} rolling", headed(f"{name}, average", unit), 2, align="right"))
    return columns


def _keys(group: Document, lines: Sequence[str]) -> dict[str, str]:
    if group.get("gathers"):
        return _gathering(group, lines)
    keys = dict(zip(lines, keys_of(group, lines), strict=True))
    row = {line: key_text(line, key) for line, key in keys.items()}
    row |= {f"{line}, shorter": key for line, key in keys.items() if key is not None and line in _CODED}
    return {title: f"{text}{mark_of(group)}" if title.startswith(lines[0]) else text for title, text in row.items()}


def mark_of(group: Document) -> str:
    """The mark of a row that the ledger does not cover whole, to stand behind its key."""
    return "*" if group.get("complete") is False else ""


def _gathering(group: Document, lines: Sequence[str]) -> dict[str, str]:
    """The key of a group that gathers others: how many, once, and of which procedure where that is a line."""
    said = count(group["gathers"], "other")
    row = dict.fromkeys(lines, "")
    for line, key in zip(lines, keys_of(group, lines), strict=True):
        row[line], said = (key_text(line, key), said) if line == "procedure" else (said, "")
    return row


_CODED = ("recipient", "region")
"""Lines whose keys are codes that say the same as their names."""


def _row(counted: Document, sums: Sequence[str | None], unit: Unit | None) -> dict[str, str]:
    row = {f"{unit}s": f"{counted[f'{unit}s']:,}" for unit in UNIT_TITLES if f"{unit}s" in counted}
    row |= {
        key: f"{counted[key]:,}" if counted.get(key) else "" for key in ("unknown_value", "without_index", "at_ceiling")
    }
    row["count_share_percent"] = percent(counted.get("count_share_percent"))
    whole = "key" not in counted
    rolling = counted.get("rolling") or {}
    row["rolling unknown_value"] = f"{rolling['unknown_value']:,}" if rolling.get("unknown_value") else ""
    row |= {f"rolling {unit}": f"{rolling[unit]:,.2f}" for unit in _COUNTS if unit in rolling}
    for procedure in sums:
        key, part = f"{procedure} value", part_of(counted, procedure)
        row[key] = "" if part is None else _money(part, unit)
        if part is not None:
            row[f"{key} share"] = percent(part.get("value_share_percent"))
        if not whole and rolling:
            average = average_of(counted, procedure)
            row[f"{key} rolling"] = "" if average is None else spelled(average["value_usd"], unit)
    return row


def _money(part: Document, unit: Unit | None) -> str:
    """A sum; that there is none where no sale of a known value has a price level."""
    if part["value_usd"] is None and part.get("without_index"):
        return NO_PRICE_LEVEL
    return spelled(part["value_usd"], unit)


_COUNTS = tuple(f"{unit}s" for unit in UNIT_TITLES)


def percent(share: float | None) -> str:
    """A share with one decimal; nothing where it is not known."""
    return "" if share is None else f"{share:.1f}"


def total_sentence(summary: Document, manner: Manner | None = None) -> str:
    """The whole in one sentence, with what it leaves out and what it includes."""
    manner = manner or Manner(())
    total = summary["total"]
    if total["sales"] is None:
        return "Not covered by this ledger."
    unit = manner.unit or "sale"
    parts = [count(total[f"{unit}s"], unit)]
    parts += [count(total[f"{other}s"], other) for other in ("sale", "announcement") if other != unit]
    sums = sums_of(summary, manner.together)
    if sums == [None]:
        if total["value_usd"] is not None:
            parts.append(exact(total["value_usd"]))
        sentence = ", ".join(parts) + _plus_unknown(total)
    else:
        sentence = ", ".join(parts) + apart_text(summary, sums)
    sentence += _not_converted_text(summary, together=sums == [None])
    among = [f"{number} {end} since" for end, number in total["ended"].items()]
    if len(among) > 1:
        among = [*(each.removesuffix(" since") for each in among[:-1]), among[-1]]
    if total["disputed"]:
        among.append(f"{total['disputed']} disputed")
    if total["amended"]:
        among.append(f"{total['amended']} amending or amended")
    if among:
        sentence += f"; among them {', '.join(among)}"
    if total["undated"]:
        sentence += f"; {count(total['undated'], 'sale')} left out, notified on a day known too loosely"
    left = [f"{number} {why}" for why, number in summary.get("left_out", {}).items()]
    if left:
        sentence += f"; left out: {', '.join(left)}"
    return sentence + "."


def apart_text(summary: Document, sums: Sequence[str | None]) -> str:
    """What each procedure adds up to, side by side and never as one sum, to stand behind the count of all."""
    each = [f"{PROCEDURE_NAMES[name]} {_part(summary['totals'][name])}" for name in sums if name is not None]
    return "; not added: " + "; ".join(each)


def _part(total: Document) -> str:
    """What one procedure adds up to."""
    if total["value_usd"] is None and not total.get("without_index"):
        return f"{count(total['sales'], 'sale')} of unknown value"
    money = "" if total["value_usd"] is None else f", {exact(total['value_usd'])}"
    return f"{count(total['sales'], 'sale')}{money}{_plus_unknown(total)}"


def _not_converted_text(summary: Document, together: bool) -> str:
    """The sales whose year has no price level, each year in its own dollars."""
    rows = (summary.get("real") or {}).get("not_converted", [])
    texts = []
    for year in dict.fromkeys(row["year"] for row in rows):
        of_year = [row for row in rows if row["year"] == year]
        number = sum(row["sales"] for row in of_year)
        money = (
            exact(sum(row["own_value_usd"] for row in of_year))
            if together
            else " and ".join(f"{PROCEDURE_NAMES[row['procedure']]} {exact(row['own_value_usd'])}" for row in of_year)
        )
        # What was accepted or delivered may be priced in several years, of which none is named.
        named = " of an unknown year" if summary["measure"] in ("notified", "net") else ""
        named = named if year is None else f" of {year}"
        whose, verb = ("its", "has") if number == 1 else ("their", "have")
        texts.append(f"{count(number, 'sale')}{named}, for {money} in {whose} own dollars, {verb} no price level")
    return f"; of them {' and '.join(texts)} in the table" if texts else ""


def _plus_unknown(total: Document) -> str:
    return f", plus {total['unknown_value']} of unknown value" if total["unknown_value"] else ""


HIDES = {
    "unknown-value": "unknown value",
    "disputed": "disputed",
    "at-ceiling": "at the ceiling",
    "ended": "ended",
    "amended": "amended",
    "undated": "left out, undated",
    "left-out": "left out",
    "not-notified": "left out, not notified",
}
"""What a total can hide, in a few words."""


def hidden_table(rows: Sequence[Document]) -> Table:
    """What a total hides, a sale a row."""
    columns = (
        Column("hidden", "Hidden", 1, wrap=True, minimum=13),
        Column("id", "Sale", 1, id=True),
        Column("value_usd", "Ceiling", 2, align="right"),
        Column("says", "Why", 1, wrap=True, minimum=16),
    )
    shown: list[Row] = [
        {
            "hidden": HIDES[row["hidden"]],
            "id": row["id"],
            "value_usd": exact(row["value_usd"]),
            "says": row["says"],
        }
        for row in rows
    ]
    return Table(columns, shown)
