"""What a chart shows, before it is drawn: the numbers, in words what they are, and what must be said beside them.

A chart is made from the document that a command prints; `armstrack.output.chart_file` draws it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from armstrack.model.authority import PROCEDURE_NAMES
from armstrack.model.data_class import dataclass
from armstrack.model.money import Money
from armstrack.model.period import FOLLOWING, FY_START, Days, lines_of_time
from armstrack.output.amounts import count, short
from armstrack.output.summary_table import line_words

Document = Mapping[str, Any]
Cell = str | int | None

NONE = "none given"
"""What a group without a key is called."""


@dataclass(frozen=True, slots=True)
class Series:
    """Bars or points of one kind, one for each place along the chart; `None` is unknown."""

    name: str
    values: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A bar from one day to another."""

    label: str
    first: date
    last: date
    running: bool = False
    """Whether its end is not known yet."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of one of four kinds: `bars`, `steps`, `dots` or `spans`."""

    name: str
    """What its files are called."""
    kind: str
    title: str
    caveat: str
    """What must be read with it; it stands inside the picture."""
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    """The same numbers as a table."""
    places: tuple[str, ...] = ()
    """What stands along the chart."""
    series: tuple[Series, ...] = ()
    unknown: tuple[int, ...] = ()
    """How many sales of unknown value there are at each place."""
    money: bool = True
    """Whether the values are dollars."""
    stacked: bool = True
    running: Collection[int] = ()
    """The places of periods that are not over."""
    outside: Collection[int] = ()
    """The places that lie, in part, outside of what the ledger covers."""
    spans: tuple[Span, ...] = ()
    days: tuple[date, ...] = ()
    """The day of each place of `steps`."""
    mark: date | None = None
    """The day of the question, where it lies in the picture."""


def _part(group: Document, procedure: str | None) -> Document:
    """What a group says of one procedure; the group itself where there is only one."""
    if procedure is None or "totals" not in group:
        return group
    part: Document = group["totals"].get(procedure, {"sales": 0, "value_usd": 0, "unknown_value": 0})
    return part


def _drawn(document: Document) -> tuple[str | None, str]:
    """The procedure whose money is drawn where there are several kinds, which never add up, and what is left out."""
    held = [name for name, total in document["totals"].items() if total["sales"]]
    if len(held) < 2:
        return None, ""
    first = max(held, key=lambda name: document["totals"][name]["value_usd"] or 0)
    others = ", ".join(f"{document['totals'][each]['sales']} {PROCEDURE_NAMES[each]}" for each in held if each != first)
    return first, f"{PROCEDURE_NAMES[first]} alone; not drawn: {others}. "


def summary_chart_of(
    document: Document,
    lines: Sequence[str],
    day: date,
    name: str = "summary",
    title: str | None = None,
    counts: bool = False,
    labels: Mapping[str, str] | None = None,
) -> Chart:
    """A summary along one line, or along a second one by which its bars are divided.

    With `counts` the sales are drawn and not their money.
    """
    procedure, left = (None, "") if counts else _drawn(document)
    first, second = lines[0], lines[1] if len(lines) > 1 else None
    keys: dict[str | None, None] = {}
    kinds: dict[str | None, None] = {}
    found: dict[tuple[str | None, str | None], Document] = {}
    for group in document["groups"]:
        key, kind = (group["key"][0], group["key"][1]) if second else (group["key"], None)
        keys[key] = kinds[kind] = None
        found[key, kind] = _part(group, procedure)
    time = lines_of_time(document.get("fy_start", FY_START)).get(first) if first in FOLLOWING else None
    in_time = time is not None
    known = [key for key in keys if key is not None]
    if time is not None:
        known = list(time.between(known))
    places: list[str | None] = [*known, *([None] if None in keys else [])]
    ordered = sorted(kinds, key=lambda kind: (kind is None, kind or ""))

    def value(key: str | None, kind: str | None) -> Money:
        part = found.get((key, kind))
        if part is None:
            return 0
        number: Money = part["sales"] if counts else part["value_usd"]
        return number

    names = labels or {}
    series = tuple(
        Series(
            names.get(kind, kind) if kind is not None else (NONE if second else "all"),
            tuple(value(key, kind) for key in places),
        )
        for kind in ordered
    )
    unknown = tuple(
        sum((found.get((key, kind)) or {"unknown_value": 0})["unknown_value"] for kind in kinds) for key in places
    )
    running = [at for at, key in enumerate(places) if time is not None and key is not None and key == time.of(day)]
    incomplete = {
        group["key"][0] if second else group["key"] for group in document["groups"] if group.get("complete") is False
    }
    outside = [
        at
        for at, key in enumerate(places)
        if time is not None
        and key is not None
        and (key in incomplete or (key not in keys and _is_outside(time.days(key), document)))
    ]
    shown = tuple(names.get(key, key) if key is not None else "no date" if in_time else NONE for key in places)
    said = f"As of {day}, notified ceilings, not purchases. {left}" if not counts else f"As of {day}, sales notified. "
    if running:
        said += f"* not over on {day}. "
    if outside:
        said += "Hollow: outside of what the ledger covers. "
    if any(unknown) and not counts:
        said += f"Hatched: of unknown value ({sum(unknown)}). "
    undated = document["total"].get("undated")
    if undated:
        said += f"{count(undated, 'sale')} on a day known too loosely left out."
    columns = (first, *(each.name for each in series), "unknown_value")
    rows = tuple((shown[at], *(each.values[at] for each in series), unknown[at]) for at in range(len(places)))
    what = "Sales" if counts else "Value"
    return Chart(
        name,
        "bars",
        title or f"{what} notified by {' and '.join(line_words(line, document) for line in lines)}",
        said.strip(),
        columns,
        rows,
        shown,
        series,
        (0,) * len(places) if counts else unknown,
        not counts,
        running=running,
        outside=outside,
    )


def _is_outside(days: Days, document: Document) -> bool:
    """Whether a period reaches outside of what the ledger says that it covers."""
    first, last = (day.isoformat() for day in days)
    gaps = (document.get("coverage") or {}).get("gaps") or ()
    return any((gap["from"] or "") <= last and first <= (gap["to"] or "~") for gap in gaps)


def series_chart_of(document: Document, name: str = "backlog", title: str | None = None) -> Chart:
    """A backlog over time, as steps; where the money is of several kinds, that of the largest."""
    rows = document["series"]
    totals = {
        key: {"sales": max((row["totals"].get(key, {"sales": 0})["sales"] for row in rows), default=0)}
        for row in rows
        for key in row["totals"]
    }
    for key, total in totals.items():
        total["value_usd"] = max(
            (row["totals"].get(key, {"value_usd": 0})["value_usd"] or 0 for row in rows), default=0
        )
    procedure, left = _drawn({"totals": totals})
    parts = [_part(row, procedure) for row in rows]
    unknown = sum(part["unknown_value"] for part in parts[-1:])
    caveat = (
        f"{document['rule']['text']} As of {document['as_of']}; where later events were not looked for, notified and "
        f"nothing heard since. {left}"
    )
    if unknown:
        caveat += f"Plus {unknown} of unknown value at the end."
    return Chart(
        name,
        "steps",
        title or f"Backlog at the end of every {document['every']}",
        caveat.strip(),
        ("day", "sales", "value_usd", "unknown_value"),
        tuple(
            (row["day"], part["sales"], part["value_usd"], part["unknown_value"])
            for row, part in zip(rows, parts, strict=True)
        ),
        tuple(row["day"] for row in rows),
        (Series("backlog", tuple(part["value_usd"] for part in parts)),),
        tuple(part["unknown_value"] for part in parts),
        days=tuple(date.fromisoformat(row["day"]) for row in rows),
    )


def timeline_chart_of(document: Document) -> Chart:
    """The steps of one sale, each from its first to its last possible day."""
    spans, rows = [], []
    for step in document["steps"]:
        rows.append((step["step"], step["date"], step["not_before"], step["not_after"]))
        if step["not_before"] is not None and step["not_after"] is not None:
            first, last = date.fromisoformat(step["not_before"]), date.fromisoformat(step["not_after"])
            spans.append(Span(step["step"] + (" (calendar)" if step["computed"] else ""), first, last))
    missing = len(rows) - len(spans)
    caveat = f"As of {document['as_of']}. A day known in part is a bar over every day that it may mean."
    if missing:
        caveat += f" {count(missing, 'step')} without bounds not drawn."
    columns = ("step", "date", "not_before", "not_after")
    return Chart("timeline", "spans", f"The life of {document['id']}", caveat, columns, tuple(rows), spans=tuple(spans))


def votes_chart_of(rows: Iterable[Document], day: date) -> Chart:
    """Roll calls in the order of time, by who stood on which side."""
    told = list(rows)
    places = tuple(f"{row['date'] or 'unknown'} {row['measure']} ({row['chamber'][:1].upper()})" for row in told)
    sides = (("to disapprove", "to_disapprove"), ("to let proceed", "to_let_proceed"))
    return Chart(
        "votes",
        "bars",
        "Votes on resolutions of disapproval",
        f"As of {day}. By side, not by answer: a yea on a motion to table lets the sale proceed. S Senate, H House.",
        ("vote", *(key for _, key in sides)),
        tuple((place, *(row[key] for _, key in sides)) for place, row in zip(places, told, strict=True)),
        places,
        tuple(Series(name, tuple(row[key] for row in told)) for name, key in sides),
        (0,) * len(told),
        money=False,
        stacked=False,
    )


def reviews_chart_of(rows: Iterable[Document], day: date, last: date) -> Chart:
    """The reviews that run between two days."""
    told = [
        row for row in rows if row["day"] is not None and row["opened"] is not None and row["day"] <= last.isoformat()
    ]
    spans = tuple(Span(row["id"], date.fromisoformat(row["opened"]), date.fromisoformat(row["day"])) for row in told)
    return Chart(
        "reviews",
        "spans",
        f"Reviews to {last}",
        f"As of {day}. From the notification to the last day of the review; an end makes the next step possible.",
        ("sale", "notified", "last_review_day"),
        tuple((row["id"], row["opened"], row["day"]) for row in told),
        spans=spans,
        mark=day,
    )


def silences_chart_of(document: Document, most: int = 15) -> Chart:
    """The longest periods without a notification, in the order of time."""
    told = [row for row in document["silences"] if row["after_not_before"] and row["until_not_after"]][:most]
    told.sort(key=lambda row: row["after_not_before"])
    spans = tuple(
        Span(
            f"{row['at_most']} days",
            date.fromisoformat(row["after_not_before"]),
            date.fromisoformat(row["until_not_after"]),
            row["running"],
        )
        for row in told
    )
    return Chart(
        "silences",
        "spans",
        "The longest periods without a notification",
        f"As of {document['as_of']}, by the most days that each may have lasted. Hatched: still running.",
        ("after", "until", "at_least", "at_most", "running"),
        tuple(
            (row["after"], row["until"], row["at_least"], row["at_most"], "yes" if row["running"] else "no")
            for row in told
        ),
        spans=spans,
    )


def days_chart_of(document: Document, day: date, names: Mapping[str, str]) -> Chart:
    """The days from one date of a sale to another, a dot a sale, with the median."""
    steps = [step for step in document["steps"] if step["of_sales"]]
    rows: list[tuple[Cell, ...]] = []
    series = []
    for step in steps:
        label = f"{names.get(step['from'], step['from'])} to {names.get(step['to'], step['to'])}"
        known = []
        for each in step["of_sales"]:
            days = each["days"] or {}
            rows.append((label, each["id"], days.get("at_least"), days.get("at_most")))
            if days.get("at_least") is not None and days.get("at_most") is not None:
                known.append((days["at_least"] + days["at_most"]) // 2)
        series.append(Series(label, tuple(sorted(known))))
    return Chart(
        "days",
        "dots",
        "Days from step to step",
        f"As of {day}, a dot a sale of which both days are recorded; a day known in part by its middle. Line: median.",
        ("from_to", "sale", "at_least", "at_most"),
        tuple(rows),
        series=tuple(series),
        money=False,
    )


def described(chart: Chart) -> str:
    """A chart in a sentence, for whoever does not see it."""
    if chart.kind in ("bars", "steps") and chart.places:
        most = [
            (value, place)
            for each in chart.series
            for value, place in zip(each.values, chart.places, strict=True)
            if value
        ]
        if most:
            value, place = max(most)
            top = short(value) if chart.money else f"{value:,}"
            reach = f"from {chart.places[0]} to {chart.places[-1]}; the largest is {top} at {place}"
            return f"{chart.title}, {reach}. {chart.caveat}"
    return f"{chart.title}. {chart.caveat}"
