"""Where sources disagree, asked of the question itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from query.asking import Written

from armstrack.query.questions.conflicts import ConflictsQuestion

SOURCES = 'sources:\n  paper: {url: "https://example.org/paper"}\n  dsca: {url: "https://www.dsca.mil/notice"}'


@pytest.fixture
def ledger(tmp_path: Path) -> Written:
    """Two sales, of which one is resolved against, with a figure of votes and one of a year."""
    ledger = Written(tmp_path / "ledger")
    elsewhere = '{source: "https://example.org/other", date: 2020-01-04}'
    claim = f"conflicts: [{{source: dsca, date: 2020-01-03}}, {elsewhere}]"
    ledger.sale("tanks", f"2020-01-02 notified source: paper, {claim}", more=SOURCES)
    ledger.sale("radar", "2020-01-02 notified", recipient="NO")
    for number, sale in ((1, "tanks"), (2, "radar")):
        ledger.file(
            f"resolutions/117-sjres-{number}.yaml",
            f"id: 117-sjres-{number}\ncongress: 117\nmeasure: S.J.Res. {number}\ntitle: Disapproval\nsales: [{sale}]\n"
            "history:\n  - {date: 2021-02-05, state: introduced}\n",
        )
    for name, measure, question, ours, theirs in (
        ("year", "sales", "{year: 2021}", "2", "3"),
        ("votes", "tally", "{resolutions: [117-sjres-1]}", "40-50", "41-50"),
        ("dollars", "value", "{sales: [radar]}", "2B", "3B"),
    ):
        ledger.file(
            f"figures/{name}.yaml",
            f"id: {name}\ntitle: Figure\nmeasure: {measure}\nquestion: {question}\npublished: {ours}\n"
            'source: "https://example.org/a"\n'
            f'disputed:\n  - {{source: "https://example.org/b", published: {theirs}}}\n',
        )
    return ledger


def ids(ledger: Written, on: str, record: str | None = None) -> list[str]:
    return [row["id"] for row in ledger.ask(ConflictsQuestion(record=record), on)]


def test_a_figure_about_a_year_is_disputed_from_its_first_day_on(ledger: Written) -> None:
    assert "year" not in ids(ledger, "2020-12-31")
    assert "year" in ids(ledger, "2021-01-01")


def test_a_figure_of_votes_is_about_the_sale_that_its_resolution_names(ledger: Written) -> None:
    assert ids(ledger, "2022-01-01", "tanks") == ["tanks", "tanks", "votes"]
    assert ids(ledger, "2022-01-01", "radar") == ["dollars"]


def test_two_sums_differ_by_their_dollars(ledger: Written) -> None:
    (row,) = ledger.ask(ConflictsQuestion(record="radar"), "2022-01-01")
    assert (row["used"]["value_usd"], row["other"]["value_usd"]) == (2 * 10**9, 3 * 10**9)
    assert row["difference"] == {"days": None, "usd": 10**9}


def test_sources_rank_before_behind_or_with_each_other(ledger: Written) -> None:
    department, other, _ = ledger.ask(ConflictsQuestion(record="tanks"), "2022-01-01")
    assert (department["used"]["rank"], department["other"]["rank"]) == ("other", "department")
    assert department["ranking"] == "behind"
    assert (other["other"]["rank"], other["ranking"]) == ("other", "same")
    assert [each["difference"]["days"] for each in (department, other)] == [
        {"days": days, "at_least": days, "at_most": days} for days in (1, 2)
    ]
    # Without a source that is named, nothing tells how the two rank.
    ledger.sale("unsourced", "2020-01-02 notified conflicts: [{source: dsca, date: 2020-01-03}]", more=SOURCES)
    (row,) = ledger.ask(ConflictsQuestion(record="unsourced"), "2022-01-01")
    assert (row["used"]["rank"], row["other"]["rank"], row["ranking"]) == (None, "department", None)
