"""A series of the backlog says of each day what the backlog says of that day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from builders import day
from conftest import NOVEMBER

from armstrack.ledger.backlog_rules import rules_of
from armstrack.ledger.ledger import Ledger
from armstrack.query.backlog.on_day import backlog_document, backlog_of
from armstrack.query.backlog.series import period_ends, same_on_every_day, series_document, series_rows
from armstrack.query.filter import Filter
from armstrack.query.from_files import FromFiles
from armstrack.query.parts import Told


@pytest.fixture(scope="module")
def answers() -> FromFiles:
    return FromFiles(Ledger(Path(NOVEMBER), reference=True))


@pytest.mark.parametrize(
    "rule", ["full-until-final-delivery-excluding-maintenance", "remaining-value", "accepted-only"]
)
@pytest.mark.parametrize(
    "wanted",
    [
        Filter(),
        Filter(recipients=("TW",)),
        Filter(years=(2020, 2024)),
        Filter(states=("accepted",)),
        Filter(min_value=10**9),
    ],
    ids=["all", "recipient", "years", "state", "value"],
)
def test_each_day_is_that_of_the_backlog(answers: FromFiles, wanted: Filter, rule: str) -> None:
    chosen_rule = rules_of(())[rule]
    last = date(2026, 11, 28)
    whole = answers.told("backlog", wanted, last)

    def lives_on(when: date) -> Told:
        return whole if same_on_every_day(wanted) else answers.told("backlog", wanted, when)

    series = series_document(lives_on, chosen_rule, date(2019, 1, 1), last, last, "year")
    assert len(series["series"]) == 8
    for row in series["series"]:
        when = day(row["day"])
        expected = backlog_document(backlog_of(answers.told("backlog", wanted, when), chosen_rule, when), (), ())
        told = {key: expected["total"][key] for key in ("sales", "value_usd", "unknown_value", "maybe", "undated")}
        assert {key: row[key] for key in told} == told, row["day"]
        assert row["totals"] == expected["totals"], row["day"]


def test_periods_are_those_of_the_calendar_and_the_last_ends_early() -> None:
    def ends(first: str, last: str, every: str) -> list[str]:
        return [each.isoformat() for each in period_ends(day(first), day(last), every)]

    assert ends("2025-11-15", "2026-02-10", "month") == ["2025-11-30", "2025-12-31", "2026-01-31", "2026-02-10"]
    assert ends("2025-11-15", "2026-05-01", "quarter") == ["2025-12-31", "2026-03-31", "2026-05-01"]
    assert ends("2024-02-01", "2025-12-31", "year") == ["2024-12-31", "2025-12-31"]
    assert ends("2024-02-01", "2024-02-29", "month") == ["2024-02-29"]


def test_nothing_is_foretold(answers: FromFiles) -> None:
    rule, as_of = rules_of(())["accepted-only"], date(2024, 6, 30)
    series = series_document(
        lambda when: answers.told("backlog", Filter(), when), rule, date(2024, 1, 1), date(2030, 1, 1), as_of, "quarter"
    )
    assert [row["day"] for row in series["series"]] == ["2024-03-31", "2024-06-30"]
    assert series["to"] == "2024-06-30"
    assert series_rows(series)[0]["rule"] == "accepted-only"
