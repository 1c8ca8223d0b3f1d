"""The charts of the site: a bounded list, of the whole of it, each as a picture, as CSV and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from armstrack.output.chart import (
    Chart,
    days_chart_of,
    reviews_chart_of,
    series_chart_of,
    silences_chart_of,
    summary_chart_of,
    votes_chart_of,
)
from armstrack.query.document import Document
from armstrack.site.asking import Asking

AHEAD = 60
"""Days of which the reviews are drawn."""


def charts(asking: Asking) -> Iterator[tuple[Chart, str]]:
    """Every chart that has something to show, and the command that gives its numbers."""
    by_year, by_class = asking.summary(("year",)), asking.summary(("year", "class"))
    if by_year.document["groups"]:
        title = "Value notified by year and class"
        yield summary_chart_of(by_class.document, ("year", "class"), asking.day, "value", title), by_class.command
        title = "Sales notified by year and class"
        counts = summary_chart_of(by_class.document, ("year", "class"), asking.day, "sales", title, counts=True)
        yield counts, by_class.command
        terms = asking.summary(("administration",))
        title = "Value notified by administration"
        yield summary_chart_of(terms.document, ("administration",), asking.day, "administrations", title), terms.command
        real = asking.in_constant_dollars(("year",))
        title = f"Value notified by year, in dollars of {real.document['real']['dollars_of']}"
        chart = summary_chart_of(real.document, ("year",), asking.day, "constant-dollars", title)
        deflator = f" By {real.document['real']['index']}, {real.document['real']['source']}."
        yield replace(chart, caveat=chart.caveat + deflator), real.command
    rule = next(iter(asking.rules))
    series = asking.backlog_series(rule)
    if len(series["series"]) > 1:
        command = asking.command("backlog", "series", "--rule", rule)
        yield series_chart_of(series), command
    days = days_chart_of(asking.gaps, asking.day, asking.dates)
    if days.rows:
        yield days, asking.command("timeline", "--gaps")
    reviews = [row for row in asking.due if row["kind"] in ("review", "delivery-wait")]
    if reviews:
        yield reviews_chart_of(reviews, asking.day, asking.day + timedelta(AHEAD)), asking.command("due")
    votes = asking.votes()
    if votes:
        yield votes_chart_of(votes, asking.day), f"armstrack --as-of {asking.day} resolutions votes"
    silences = silences_chart_of(asking.silences)
    if silences.rows:
        yield silences, asking.command("gaps", "--min", "90d")


def chart_document(chart: Chart, command: str) -> Document:
    """What a page says of a chart."""
    return {
        "name": chart.name,
        "title": chart.title,
        "caveat": chart.caveat,
        "columns": [column.replace("_", " ") for column in chart.columns],
        "rows": [list(row) for row in chart.rows],
        "command": command,
    }
